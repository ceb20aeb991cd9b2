"""By source: the answer is the Python file that is asked for; it must at least be importable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.prompts import SOURCE_RULES, repair_messages, rework_messages
from hocket.agents.ways.answer import program_in
from hocket.agents.ways.fitting import PYTHON, has_own_tools, source_file
from hocket.agents.ways.opening import CODE_TOKENS, opening, sampling
from hocket.errors import PermanentError

if TYPE_CHECKING:
    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

MAX_FILES = 5


class BySource:
    name = "source"

    def fits(self, prospect: Prospect) -> bool:
        return not has_own_tools(prospect) and source_file(prospect) is not None

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The file in a fenced block; the checks of the review test what it does.

        Raises:
            PermanentError: No file could be imported within the allowed tries.
        """
        name = assignment.task.objective.deliverables[0]
        first = await opening(assignment, bench, card, SOURCE_RULES)
        messages = [*first, *rework_messages(assignment)]
        trial = f"import runpy\nrunpy.run_path({name!r}, run_name='trial')"
        fault = ""
        for step in range(MAX_FILES):
            answer = await bench.ask(messages, max_tokens=CODE_TOKENS, **sampling(assignment, step))
            code = program_in(answer)
            if code is None:
                fault, output = "the answer held no whole ```python block", ""
            else:
                bench.write(name, f"{code}\n".encode())
                result = await bench.use(PYTHON, {"code": trial})
                if result.ok:
                    return f"```python\n{code}\n```"
                fault, output = "it cannot be imported", result.text
            previous = f"```python\n{code}\n```" if code else answer.text
            messages = [*first, *repair_messages(previous, fault, output)]
        message = f"{name} could not be imported in {MAX_FILES} tries: {fault}; try a larger LLM"
        raise PermanentError(message, attempt_id=assignment.attempt_id)
