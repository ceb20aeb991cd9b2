"""By tools: the LLM calls tools until it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.ways.answer import bare, unfenced
from hocket.agents.ways.fitting import has_own_tools
from hocket.agents.ways.opening import CODE_TOKENS, opening, sampling
from hocket.errors import EmptyAnswerError, PermanentError, TruncatedError
from hocket.ports.llm import ChatMessage, ToolSpec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Prospect, Workbench

MAX_STEPS = 8


class ByTools:
    name = "tools"

    def fits(self, prospect: Prospect) -> bool:
        return has_own_tools(prospect)

    async def work(self, assignment: Assignment, bench: Workbench, card: AgentCard) -> str:
        """The answer after the last tool call.

        Raises:
            PermanentError: There is no answer after the allowed rounds.
            TruncatedError: The answer was cut off.
            LoopError: The agent repeated itself without a new result.
        """
        given = dict(bench.files)
        messages = await opening(assignment, bench, card)
        deliverables = assignment.task.objective.deliverables
        specs = [ToolSpec(t.name, t.description, t.parameters) for t in bench.tools.values()]
        for step in range(MAX_STEPS):
            try:
                answer = await bench.ask(
                    messages, tools=specs, max_tokens=CODE_TOKENS, **sampling(assignment, step)
                )
            except EmptyAnswerError:
                written = [n for n in deliverables if n in bench.files]
                if not written or len(written) < len(deliverables):
                    raise
                return _wrote(written)  # the tools did the work
            if not answer.tool_calls:
                if answer.finish == "length":
                    message = (
                        f"The answer was cut off at {CODE_TOKENS} tokens; ask for a shorter answer"
                    )
                    raise TruncatedError(message, attempt_id=assignment.attempt_id)
                return bare(unfenced(answer.text), assignment)
            messages.append(ChatMessage("assistant", answer.text, answer.tool_calls))
            for call in answer.tool_calls:
                text = call.fault or (await bench.use(call.name, call.arguments)).text
                messages.append(ChatMessage("tool", text, call_id=call.call_id))
            made = [n for n in deliverables if bench.files.get(n) not in (None, given.get(n))]
            if made:
                left = [name for name in deliverables if name not in made]
                await bench.hold(_wrote(made), f"it has no {', '.join(left)}" if left else "")
        message = (
            f"No answer after {MAX_STEPS} rounds of tool calls; split the task or try a larger LLM"
        )
        raise PermanentError(message, attempt_id=assignment.attempt_id)


def _wrote(names: Sequence[str]) -> str:
    return f"Wrote {', '.join(names)}."
