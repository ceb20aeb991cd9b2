"""By query: the LLM writes one SQL statement, whose rows become the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.fitting import works_on_tables
from hocket.agents.ways.tables import SQL, work_on_tables

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench


class ByQuery:
    name = "query"

    def fits(self, prospect: Prospect) -> bool:
        return works_on_tables(prospect, SQL.tool)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - the rules of the way replace the instructions
        """The rows of the statement in the form that is asked for.

        Raises:
            PermanentError: No statement gave them within the allowed tries.
        """
        return await work_on_tables(assignment, bench, SQL)
