"""Room to think: an LLM whose thoughts use up the length of its answer gets more, on record.

The length that an agent asks for is that of its answer. How long an LLM thinks before it is the
LLM's affair, so thoughts have an allowance of their own. It is given only where it is needed, since
what may be spent is reserved.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from hocket.core.event import StructureMended
from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.asking import is_blank
from hocket.llm.noting import NotingLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.core.event import Event
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText

LEAST_TOKENS = 256
"""An allowance below this is not worth another call."""


class ReasoningLlm(NotingLlm):
    """Asks again with an allowance for thoughts if they left no room for the answer.

    Args:
        inner: Journals its answers, so that the same LLMs get an allowance when they are replayed.
        attempt_id: The attempt for which each new ask is journaled.
        note: Journals an event.
        allowance_tokens: What an LLM may think beyond the length of its answer; 0 for nothing.
    """

    def __init__(
        self,
        inner: Llm,
        attempt_id: str,
        note: Callable[[Event], Awaitable[None]],
        allowance_tokens: int,
    ) -> None:
        super().__init__(inner, attempt_id, note)
        self._allowance_tokens = allowance_tokens
        self._needy: set[str] = set()

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer, with room for thoughts if the LLM needs it.

        Raises:
            TruncatedError: The thoughts used up the allowance too, and there is no answer.
        """
        allowed = 0
        if request.llm in self._needy:
            answer, allowed = await self._allowing(self._allowance_tokens, request, on_text)
        else:
            answer = await self._inner.complete(request, on_text)
        if answer.finish != "length":
            return answer
        if _is_used_up(answer, request) and not allowed and self._allowance_tokens:
            self._needy.add(request.llm)
            await self._journal("asked_again", request.max_tokens)
            answer, allowed = await self._allowing(self._allowance_tokens, request, on_text)
        if _is_used_up(answer, request) and is_blank(answer.text):
            await self._journal("gave_up", request.max_tokens + allowed)
            message = (
                f"{request.llm} spent all {request.max_tokens + allowed} tokens on thoughts and "
                f"answered nothing; raise reasoning_tokens, which is {self._allowance_tokens}, or "
                "use an LLM that thinks less"
            )
            raise TruncatedError(message, llm=request.llm, reasoning_tokens=allowed)
        return answer

    async def _allowing(
        self, tokens: int, request: LlmRequest, on_text: OnText | None
    ) -> tuple[LlmAnswer, int]:
        """The answer, and the allowance that fits in the window."""
        while tokens >= LEAST_TOKENS:
            larger = replace(request, max_tokens=request.max_tokens + tokens)
            try:
                return await self._inner.complete(larger, on_text), tokens
            except ContextOverflowError:
                tokens //= 2
        return await self._inner.complete(request, on_text), 0

    async def _journal(self, step: Literal["asked_again", "gave_up"], tokens: int) -> None:
        await self._note(
            StructureMended(
                attempt_id=self._attempt_id,
                ordinal=0,
                step=step,
                subject="thoughts",
                fault=f"the thoughts took up the {tokens} tokens of the answer",
            )
        )


def _is_used_up(answer: LlmAnswer, request: LlmRequest) -> bool:
    """Whether thoughts took the length of the answer; not all hosts show them."""
    cut = answer.finish == "length" and not request.logprobs and not answer.repeats
    return cut and bool(answer.thoughts or is_blank(answer.text))
