"""A file to mend: known kinds of faults mended, then edited until it does what a version does.

Such a version was written anew, without sight of the faults.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.agents.algorithms.mended import by_the_book
from hocket.agents.code.doctor.doctored import ARGUMENTS, doctored
from hocket.agents.code.mending.inputs import units_of
from hocket.agents.code.mending.repair import Repair, repair_of, search_program
from hocket.agents.code.shape import shape_of, unlike
from hocket.agents.ways.fitting import PYTHON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.doctor.doctored import Doctored
    from hocket.agents.code.running import Ran
    from hocket.ports.agent import Workbench


BOOK = ("known algorithm",)
"""The edits of a file in which known algorithms have taken the place of functions."""
LEAST_SAME, LEAST_ROWS = 0.6, 4
"""Share of the inputs on which a function gives what the known algorithm gives, and how many."""
ALONE = "no version that was written anew does the same"
"""Why a file whose known kinds of faults were mended is not proven right by that."""


def cured(given: str, goal: str) -> Repair | None:
    r"""The file with its known kinds of faults mended; None if it has none.

    Args:
        given: The file to mend.
        goal: What is asked for.

    Examples:
        >>> cured("def f(values):\n    return values.sort()", "It gives None.").edits
        ('values of changes',)
    """
    found = doctored(given, goal)
    if unlike(found.code) == unlike(given):
        return None
    return Repair(found.code, found.kinds, doubt=ALONE, is_by_rule=_says_much(found))


def cures_of(given: str, goal: str) -> list[Repair]:
    r"""What the file may become without an LLM: by rules, or else by known algorithms.

    Examples:
        >>> said = "Whether a year is a leap year."
        >>> cures_of(f"def f(year):\n    '{said}'\n    return year % 4 == 1", "")[0].edits
        ('known algorithm',)
    """
    found = cured(given, goal)
    if found is not None and found.is_by_rule:
        return [found]
    known = by_the_book(given)
    book = [Repair(known, BOOK, doubt=ALONE, is_by_rule=True)] if known else []
    return [*([found] if found else []), *book]


def is_likely(repair: Repair, old: Ran | None, new: Ran) -> bool:
    """Whether the old file was meant to do what a file without an LLM does.

    A known algorithm is meant if the file does the same for most inputs.
    """
    if repair.edits != BOOK:
        return True
    if old is None or old.fault or new.fault:
        return False
    rows = [pair for pair in zip(old.rows, new.rows, strict=False) if not pair[0][1]]
    same = sum(before[0] == after[0] for before, after in rows)
    return same >= max(LEAST_ROWS, LEAST_SAME * len(rows)) and same < len(old.rows)


async def searched(
    bench: Workbench, given: str, goal: str, cases: Sequence[Case], versions: Sequence[str]
) -> Repair | None:
    """The file with the fewest edits that does what another version does; None if none is found.

    Args:
        bench: Runs the search.
        given: The file to mend; it parses.
        goal: What is asked for.
        cases: Tests, which show what form arguments have.
        versions: The versions that were written without sight of the faults of the file.
    """
    begun = await asyncio.to_thread(doctored, given, goal)
    shape = shape_of(begun.code)
    units = units_of(begun.code, shape, cases, goal)
    if not units or not versions:
        return None
    program = await asyncio.to_thread(search_program, begun.code, versions, units)
    result = await bench.use(PYTHON, {"code": program})
    found = repair_of(str(result.data.get("printed", "")), begun.kinds)
    if found is None or unlike(found.code) == unlike(given):
        return None
    return replace(found, is_by_rule=_says_much(begun) and found.code == begun.code)


def _says_much(found: Doctored) -> bool:
    """Whether more was mended than in each answer of the LLM."""
    return any(kind != ARGUMENTS for kind in found.kinds)
