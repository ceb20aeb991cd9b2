"""A file to mend and other versions of it: the program that searches, and what it found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.mending.inputs import Unit

CODE = "hocket.agents.code"
SENT = (
    "trial",
    *(
        f"mending.{name}"
        for name in (
            "expressions", "conditions", "statements", "edits", "steps", "references", "search",
            "units",
        )
    ),
)  # fmt: skip
"""The modules that are sent, each behind those that it imports."""
BOOT = """\
import sys, types
sys.path.append(sys.path.pop(0))
for name, source in {sources!r}:
    module = sys.modules[name] = types.ModuleType(name)
    exec(compile(source, name, "exec"), vars(module))
sys.modules["{search}"].main({task!r})
"""


@dataclass(frozen=True, slots=True)
class Repair:
    """A file that small edits made do what other versions do.

    Attributes:
        code: The file.
        edits: The kinds of its edits.
        agreeing: The places of the versions that do the same in all its functions and classes.
        doubt: Why that proves nothing; empty if nothing is known against it.
        is_by_rule: Whether it has no other edits than those of known kinds of faults.
    """

    code: str
    edits: tuple[str, ...] = ()
    agreeing: tuple[int, ...] = ()
    doubt: str = ""
    is_by_rule: bool = False


def search_program(code: str, references: Sequence[str], units: Sequence[Unit]) -> str:
    """The program that searches in the sandbox.

    Args:
        code: The file to mend; it parses.
        references: Versions of it that were written without sight of its faults.
        units: Its functions and classes, with inputs.
    """
    task = {
        "code": code,
        "references": list(references),
        "units": [{"names": list(unit.names), "inputs": list(unit.inputs)} for unit in units],
    }
    return BOOT.format(sources=_sources(), search=f"{CODE}.mending.units", task=task)


def repair_of(printed: str, mended: tuple[str, ...] = ()) -> Repair | None:
    """What the search found for the whole file; None if a function or class is left.

    Args:
        printed: By the program that searches.
        mended: The kinds of faults that were mended before.

    Examples:
        >>> repair_of('{"code": "", "units": []}') is None
        True
    """
    try:
        data = json.loads(printed.strip().rpartition("\n")[2])
        if not data["code"]:
            return None
        units = data["units"]
        agreeing = set.intersection(*({*unit["agree"]} for unit in units))
        edits = mended + tuple(kind for unit in units for kind in unit["kinds"])
        crashes = [line for unit in units for line in unit["crashes"]]
        is_split = any(unit["others"] for unit in units)
    except (ValueError, LookupError, TypeError):
        return None
    doubts = (
        ("no edit was needed", not edits),
        ("other edits do what another version does", is_split),
        (f"it breaks down: {''.join(crashes[:1])}", bool(crashes)),
        ("no other version does the same in all its functions", not agreeing),
    )
    doubt = next((reason for reason, applies in doubts if applies), "")
    return Repair(data["code"], edits, tuple(sorted(agreeing)), doubt)


@cache
def _sources() -> list[tuple[str, str]]:
    folder = Path(__file__).parents[1]
    return [
        (f"{CODE}.{name}", folder.joinpath(*name.split(".")).with_suffix(".py").read_text("utf-8"))
        for name in SENT
    ]
