"""By rows: the LLM writes a program in plain Python over the rows of the tables.

It shares no line with one on data frames, so what both find is no slip of either library.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.fitting import works_on_tables
from hocket.agents.ways.tables import ROWS, work_on_tables

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench


class ByRows:
    name = "rows"

    def fits(self, prospect: Prospect) -> bool:
        return works_on_tables(prospect, ROWS.tool)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - the rules of the way replace the instructions
        """The answer of the program in the form that is asked for.

        Raises:
            PermanentError: No program gave one within the allowed tries.
        """
        return await work_on_tables(assignment, bench, ROWS)
