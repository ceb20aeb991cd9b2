"""What runs in the sandbox to mend a file: the search, function by function and class by class.

It uses the standard library only and is sent as text, with the modules that it imports.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.code.mending.references import telling
from hocket.agents.code.mending.search import MOST_TRIES, Found, Spent, mended
from hocket.agents.code.mending.steps import HANGS, Program, compiled
from hocket.agents.code.trial import late

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CHARS = 5600
CRASHES = frozenset(
    {
        "!IndexError",
        "!KeyError",
        "!UnboundLocalError",
        "!NameError",
        "!AttributeError",
        "!TypeError",
    }
    | {HANGS}
)
"""What no empty input deserves."""


@dataclass(frozen=True, slots=True)
class Way:
    """A program that does what a version does, what it gives, and the versions that agree."""

    found: Found
    gives: list[str]
    agree: list[int]


def unit_mended(
    code: str, unit: dict[str, Any], references: Sequence[str], spent: Spent
) -> tuple[str, dict[str, Any]]:
    """What was found for one function or class: the file, and the versions that agree."""
    inputs = [compiled(steps) for steps in unit["inputs"]]
    others = telling(references, inputs, spent.counter)
    ways: list[Way] = []
    for place, other in enumerate(others):
        is_known = any(other.number in way.agree for way in ways)
        is_same = any(other.gives == earlier.gives for earlier in others[:place])
        if is_known or is_same:
            continue
        places = other.answered()
        spent.most = spent.tries + (MOST_TRIES - spent.tries) // (len(others) - place)
        found = mended(
            code,
            frozenset(unit["names"]),
            [inputs[i] for i in places],
            [other.gives[i] for i in places],
            spent,
        )
        if found is not None:
            program = Program(found.code, spent.counter)
            gives = [program.gives(steps) for steps in inputs]
            ways.append(Way(found, gives, [one.number for one in others if one.agrees(gives)]))
    if not ways:
        return code, {"names": unit["names"], "agree": []}
    best = max(ways, key=lambda way: (len(way.agree), -len(way.found.kinds)))
    return best.found.code, {
        "names": unit["names"],
        "agree": best.agree,
        "kinds": best.found.kinds,
        "others": len({number for way in ways for number in way.agree} - {*best.agree}),
        "crashes": _crashes(unit["inputs"], best.gives),
    }


def _crashes(inputs: Sequence[Sequence[str]], gives: Sequence[str]) -> list[str]:
    """The empty inputs for which a program crashes, each with the exception."""
    pairs = [
        (steps[-1], give.rpartition("; ")[2]) for steps, give in zip(inputs, gives, strict=True)
    ]
    return [f"{call} gives {end[1:]}" for call, end in pairs if end in CRASHES and _is_empty(call)]


def _is_empty(call: str) -> bool:
    return any(nothing in call for nothing in ("[]", "''", "{}"))


def main(task: dict[str, Any]) -> None:
    """Mend a file unit by unit and print what came of it as JSON.

    Args:
        task: ``code``, ``references`` and ``units``: each with ``names`` of functions that belong
            together and ``inputs``, those that others call first.
    """
    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGALRM, late)
    # For good: what a program prints as it ends would stand behind the result.
    out, sys.stdout = sys.stdout, io.StringIO()
    spent = Spent()
    code, units = task["code"], []
    for unit in task["units"]:
        code, found = unit_mended(code, unit, task["references"], spent)
        units.append(found)
        if not found["agree"]:
            break
    is_whole = all(unit["agree"] for unit in units)
    result = {"code": code if is_whole else "", "units": units, "tries": spent.tries}
    text = json.dumps(result, ensure_ascii=False)
    print(text if len(text) <= MAX_CHARS else json.dumps({"code": ""}), file=out, flush=True)
