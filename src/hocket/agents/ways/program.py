"""By program: the answer is a Python program, which runs; the LLM corrects it until it works.

Small LLMs write programs far more reliably in a fenced block than inside JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.prompts import CODE_RULES, WORKED_EXAMPLE, repair_messages, rework_messages
from hocket.agents.ways import tables
from hocket.agents.ways.answer import program_in
from hocket.agents.ways.fitting import (
    COMPUTE,
    PYTHON,
    computes,
    has_own_tools,
    source_file,
    works_on_tables,
)
from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.opening import CODE_TOKENS, opening, sampling
from hocket.documents.delimited import is_table
from hocket.errors import PermanentError
from hocket.ports.agent import Prospect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Workbench

MAX_PROGRAMS = 5


class ByProgram:
    name = "program"

    def fits(self, prospect: Prospect) -> bool:
        if has_own_tools(prospect) or source_file(prospect) is not None:
            return False
        return computes(prospect) or works_on_tables(prospect, COMPUTE)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The output of the program; the program itself is evidence.

        Raises:
            PermanentError: No program worked within the allowed tries.
        """
        if works_on_tables(Prospect.of(assignment, bench), COMPUTE):
            return await tables.work_on_tables(assignment, bench, PANDAS)
        example = WORKED_EXAMPLE if any(is_table(name) for name in assignment.files) else ()
        first = await opening(assignment, bench, card, CODE_RULES, example=example)
        messages = [*first, *rework_messages(assignment)]
        deliverables = assignment.task.objective.deliverables
        fault = ""
        tried: set[str] = set()
        for step in range(MAX_PROGRAMS):
            answer = await bench.ask(messages, max_tokens=CODE_TOKENS, **sampling(assignment, step))
            code = program_in(answer)
            if code in tried:
                # The LLM copies the program it sees; start again without it.
                messages = [*first]
                continue
            if code is None:
                fault = "the answer held no whole Python program in a ```python block"
                output = ""
            else:
                tried.add(code)
                result = await bench.use(PYTHON, {"code": code})
                output = result.text
                missing = [n for n in deliverables if n not in bench.files]
                printed = result.data.get("printed", output)
                if result.ok and not missing and (printed or deliverables):
                    bench.computed_by(code)
                    return printed or f"Wrote {', '.join(deliverables)}."
                fault = _fault_of(missing) if result.ok else "it failed"
                if result.ok and printed:
                    await bench.hold(printed, fault, program=code)
            # Show only the newest program: older ones fill the window and mislead.
            previous = f"```python\n{code}\n```" if code else answer.text
            messages = [*first, *repair_messages(previous, fault, output)]
        message = f"No program worked in {MAX_PROGRAMS} tries: {fault}; try a larger LLM"
        raise PermanentError(message, attempt_id=assignment.attempt_id)


def _fault_of(missing: Sequence[str]) -> str:
    """What is wrong with a program that worked."""
    return f"it did not leave {', '.join(missing)}" if missing else "it printed no answer"
