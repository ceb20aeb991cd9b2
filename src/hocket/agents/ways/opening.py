"""How a way opens its conversation with the LLM, and how it samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from hocket.agents.prompts import brief
from hocket.errors import EmptyAnswerError
from hocket.ports.llm import ChatMessage, LlmAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.agent import Assignment, Workbench

CODE_TOKENS = 900
TEXT_TOKENS = 1400


async def opening(
    assignment: Assignment,
    bench: Workbench,
    card: AgentCard,
    rules: str = "",
    *,
    example: Sequence[ChatMessage] = (),
    for_text: bool = False,
) -> list[ChatMessage]:
    """The first messages: the card's instructions with the rules, a worked example, the task.

    Args:
        assignment: The task.
        bench: Holds its files.
        card: Its instructions open the prompt.
        rules: Rules of the way, for the system prompt.
        example: Worked example of another domain.
        for_text: Whether the agent writes a text and cannot read files.
    """
    system = "\n\n".join(s for s in (card.instructions, rules) if s)
    return [
        ChatMessage("system", system or "You do the task you are given."),
        *example,
        ChatMessage("user", await brief(assignment, bench, for_text=for_text)),
    ]


async def one_voice(
    bench: Workbench, messages: Sequence[ChatMessage], **options: Unpack[Options]
) -> LlmAnswer:
    """The answer of an LLM where the way goes on without one; blank if it answers nothing."""
    try:
        return await bench.ask(messages, **options)
    except EmptyAnswerError:
        return LlmAnswer("")


class Options(TypedDict, total=False):
    max_tokens: int
    temperature: float
    seed: int
    stop: tuple[str, ...]


class Sampling(TypedDict):
    temperature: float
    seed: int


def sampling(assignment: Assignment, step: int) -> Sampling:
    """Greedy at first; later tries by the same way vary more, so as not to repeat its fault."""
    tries = assignment.repeats + step
    return {"temperature": min(0.7, 0.4 * tries), "seed": assignment.seed * 16 + step}
