"""A file to mend: known kinds of faults mended, then edited until it does what a version does.

Such a version was written anew, without sight of the faults.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.agents.code.doctor.doctored import ARGUMENTS, doctored
from hocket.agents.code.mending.inputs import units_of
from hocket.agents.code.mending.repair import Repair, repair_of, search_program
from hocket.agents.code.shape import shape_of, unlike
from hocket.agents.ways.fitting import PYTHON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.doctor.doctored import Doctored
    from hocket.ports.agent import Workbench


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
    begun = doctored(given, goal)
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
