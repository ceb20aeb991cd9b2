"""A file with code on its tests and inputs: the program that runs it, and what that printed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.agents.code.cases import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.probes import Probe

RAISED, LATE, SKIPPED, CHANGES, UNSTABLE = "ELSMU"
"""Marks of an input: it raises, does not end, was not tried; it changes its arguments, or gives
something else when it is called again."""

ERROR_NAMES = re.compile(r"\b[A-Z]\w*(?:Error|Exception)\b")


@dataclass(frozen=True, slots=True)
class Trials:
    """What each candidate is run on; ``arguments`` are those of the command line."""

    cases: tuple[Case, ...] = ()
    probes: tuple[Probe, ...] = ()
    samples: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()

    def program(self, path: str, number: int, *, mutants: Sequence[str] | None = None) -> str:
        """The program that runs a file; ``number`` tells runs of two candidates apart.

        Args:
            path: The file.
            number: Of the candidate.
            mutants: Programs that differ a little, to have it measured what the inputs notice, and
                which lines they run.
        """
        task = {
            "path": path,
            "tests": [[*parts_of(case.test), case.test] for case in self.cases],
            "probes": list(self.probes),
            "samples": list(self.samples),
            "arguments": list(self.arguments),
            "traced": mutants is not None,
            "mutants": list(mutants or ()),
        }
        # The standard library goes before the folder, where a file may have the name of a module.
        return (
            f"# Candidate {number}\nimport sys\nsys.path.append(sys.path.pop(0))\n"
            f"exec(compile({_trial()!r}, 'trial', 'exec'))\nmain({task!r})\n"
        )


@cache
def _trial() -> str:
    return Path(__file__).with_name("trial.py").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a file did.

    Attributes:
        fault: Why it could not be run at all.
        tests: For each test what it gave, and whether it passed.
        probes: For each made-up input what it gave, with marks.
        samples: For each text on standard input what it printed, with marks.
        faults: The first calls that raised or did not end, each with its reason and line.
        covered: Lines that ran, and lines that there are.
        noticed: Mutants that the inputs tell from the file, and mutants that there are.
    """

    fault: str = ""
    tests: tuple[tuple[str, bool], ...] = ()
    probes: tuple[tuple[str, str], ...] = ()
    samples: tuple[tuple[str, str], ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    covered: tuple[int, int] = (0, 0)
    noticed: tuple[int, int] = (0, 0)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What it gave for all inputs that nobody expects a value of."""
        return (*self.probes, *self.samples)

    def reason_of(self, what: str) -> str:
        """Why a call failed; empty if that was not kept."""
        return next((why for call, why in self.faults if call == what), "")


def ran_of(printed: str) -> Ran:
    """What the program printed; of one that broke, only that it did."""
    try:
        data = json.loads(printed.strip().splitlines()[-1])
        tests, probes, samples, faults = (
            tuple((seen, mark) for seen, mark in data.get(name, ()))
            for name in ("tests", "probes", "samples", "faults")
        )
        covered, noticed = (tuple(data.get(name, (0, 0))) for name in ("covered", "noticed"))
        return Ran(data["fault"], tests, probes, samples, faults, covered, noticed)
    except (ValueError, LookupError, TypeError):
        return Ran("it ended the process, or did not end")


def result_of(row: tuple[str, str], *, names_errors: bool) -> str:
    """What an input gave, such that results of equal worth are equal.

    Args:
        row: The text with its marks.
        names_errors: Whether the goal says which exception is raised.
    """
    seen, marks = row
    return "raises" if RAISED in marks and not names_errors else seen


def failed(rows: Sequence[tuple[str, str]]) -> int:
    """How many inputs raised or did not end."""
    return sum(1 for _, marks in rows if set(marks) & {RAISED, LATE, SKIPPED})
