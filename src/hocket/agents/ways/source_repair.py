"""A file to mend, edited until it does what a version does that was written anew."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.agents.code.mending.inputs import units_of
from hocket.agents.code.mending.repair import repair_of, search_program
from hocket.agents.code.repairs import repaired
from hocket.agents.code.shape import shape_of, unlike
from hocket.agents.ways.fitting import PYTHON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.code.cases import Case
    from hocket.agents.code.mending.repair import Repair
    from hocket.ports.agent import Workbench


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
    code = repaired(given, goal)
    shape = shape_of(code)
    units = units_of(code, shape, cases, goal)
    if not units or not versions:
        return None
    program = await asyncio.to_thread(search_program, code, versions, units)
    result = await bench.use(PYTHON, {"code": program})
    found = repair_of(str(result.data.get("printed", "")))
    return None if found is None or unlike(found.code) == unlike(given) else found
