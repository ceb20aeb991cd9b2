"""Work on tables: the LLM writes a program or a statement, and code puts its result into form.

The same text twice ends the way, so that another is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.forms import form_of
from hocket.agents.ways.answer import doubted
from hocket.agents.ways.fitting import works_on_tables
from hocket.agents.ways.loaded import loaded
from hocket.agents.ways.writing import Writing, files_of, text_of
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from hocket.agents.forms import Filled, Form
    from hocket.agents.ways.languages import Language
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

TRIES = 2


class TablesWay:
    """A way that is nothing but work on tables in one language."""

    name: str
    language: Language
    warmer = 0
    """Steps of sampling by which it is varied from the start."""

    def fits(self, prospect: Prospect) -> bool:
        return works_on_tables(prospect, self.language.tool)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:  # noqa: ARG002 - the rules of the way replace the instructions
        """The answer in the form that is asked for.

        Raises:
            PermanentError: Nothing that the LLM wrote gave it within the allowed tries.
        """
        return await work_on_tables(assignment, bench, self.language, self.warmer)


async def work_on_tables(
    assignment: Assignment, bench: Workbench, language: Language, warmer: int = 0
) -> str:
    """The answer in the form that the task asks for; its file is on the workbench.

    An answer with values that are not what is asked for, or with none, makes room for another way.
    If this is not the first attempt it is handed over, with what is wrong with it, so that nothing
    makes it right.

    Args:
        assignment: The task.
        bench: Its files, tools and LLM.
        language: What the LLM writes.
        warmer: Steps of sampling by which the first program is varied already.

    Raises:
        PermanentError: Nothing that the LLM wrote gave such an answer.
    """
    objective = assignment.task.objective
    form = form_of(objective.description, objective.deliverables)
    tables = await loaded(assignment, bench)
    tries = await Writing(assignment, bench, language, tables, warmer).tried(form)
    whole = [one for one in tries if not one.fault and not one.is_empty]
    given = [one for one in tries if not (one.is_empty and one.doubt)]
    doubtful = [one for one in given if assignment.number > 1 and one.has_values]
    for taken in (*whole, *doubtful):
        if taken.filled is not None:
            if looks_wrong := "\n".join(filter(None, (taken.fault, taken.doubt))):
                bench.doubt(looks_wrong)
            return handed_over(form, taken.filled, taken.code, bench, language)
    fault = tries[0].lacks
    message = f"No {language.name} gave the answer in {TRIES} tries: {fault}; try a larger LLM"
    raise PermanentError(message, attempt_id=assignment.attempt_id)


def handed_over(form: Form, filled: Filled, code: str, bench: Workbench, language: Language) -> str:
    """The answer, with its file and what computed it on the workbench."""
    for name, content in files_of(form, filled).items():
        bench.write(name, content)
    if filled.wrong:
        bench.attest(doubted(language.way, filled.wrong))
    bench.computed_by(code, language.name)
    return text_of(form, filled)
