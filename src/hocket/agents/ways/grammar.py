"""By grammar: a question on tables is read as a whole by rules and computed; no LLM is asked.

It answers only where each word of the question is one of its grammar, or names a column, a value or
the rows. Everything else is left to others, which also confirm what it says.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.agents.forms import form_of
from hocket.agents.grammar.choosing import chosen_in
from hocket.agents.grammar.introduced import introduced
from hocket.agents.grammar.parting import parted
from hocket.agents.ways.fitting import COMPUTE, works_on_tables
from hocket.documents.loading import PARQUET, variables_of
from hocket.documents.profile.endings import ending_of
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

MOST_FILES = 2
REFUSED = "the rules do not read each word of the question"


class ByGrammar:
    name = "grammar"

    def fits(self, prospect: Prospect) -> bool:
        """Whether one question is asked of one table, or of two that may be joined."""
        objective = prospect.task.objective
        tables = variables_of(prospect.files)
        if prospect.task.usual_kind != "table" or not 0 < len(tables) <= MOST_FILES:
            return False
        if any(ending_of(name) == PARQUET for name in tables):
            return False
        if not works_on_tables(prospect, COMPUTE):
            return False
        form = form_of(objective.description, objective.deliverables)
        return parted(form, tuple(tables)) is not None or _is_of_choice(form, tuple(tables))

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - no LLM is instructed
        """The answer in the form that is asked for; its file is on the workbench.

        Raises:
            PermanentError: The question is not understood as a whole.
        """
        from hocket.agents.grammar.reading import answered  # noqa: PLC0415 - few runs ask of tables

        objective = assignment.task.objective
        form = form_of(objective.description, objective.deliverables)
        files = {name: await bench.read(name) for name in variables_of(assignment.files)}
        filled = None if assignment.feedback else await asyncio.to_thread(answered, form, files)
        if filled is None:
            raise PermanentError(REFUSED, attempt_id=assignment.attempt_id)
        if filled.content is not None:
            bench.write(form.file, filled.content)
        return filled.text


def _is_of_choice(form: Form, files: tuple[str, ...]) -> bool:
    """Whether a task asks what lines chose, with sentences on what they hold."""
    parts = introduced(form, files, options=None)
    return parts is not None and chosen_in(parts.question) is not None
