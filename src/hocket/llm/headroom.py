"""Headroom: a conversation that grows is stopped before its window is full.

The refusal is journaled like that of a host, and the conversation is compacted to half of the
window (``llm/compaction``). So the turns that follow are appended to a prompt that its host has in
its cache, and no turn begins with a prompt that leaves no room for an answer.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from hocket.errors import ContextOverflowError
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, OnText

SHARE = 0.8
"""Of the window, a conversation that grows may fill this."""

SURE = 0.6
"""A prompt that is estimated to be this much shorter than it may be is not counted."""

_Messages = tuple["ChatMessage", ...]

_TURN: ContextVar[tuple[_Messages, _Messages] | None] = ContextVar("turn", default=None)
"""A conversation as it was said, and the prompt for it."""

_WHOLE: ContextVar[bool] = ContextVar("whole", default=False)


@contextmanager
def growing(said: tuple[ChatMessage, ...], prompt: tuple[ChatMessage, ...]) -> Iterator[None]:
    """Take the calls within the block for turns of a conversation to which more will be added.

    Args:
        said: All of it, as it was said.
        prompt: The messages that are sent, which may be a shorter form of it.
    """
    token = _TURN.set((said, prompt))
    try:
        yield
    finally:
        _TURN.reset(token)


@contextmanager
def whole_window() -> Iterator[None]:
    """Let the calls within the block fill their window, as nothing can make them shorter."""
    token = _WHOLE.set(True)
    try:
        yield
    finally:
        _WHOLE.reset(token)


def said_in(request: LlmRequest) -> tuple[ChatMessage, ...]:
    """All messages of a conversation, as they were said; those of the prompt if it is none."""
    said, prompt = _TURN.get() or ((), ())
    count = len(prompt)
    if not said or request.messages[:count] != prompt:
        return request.messages
    return (*said, *request.messages[count:])


def grows(request: LlmRequest) -> bool:
    """Whether more will be added to a prompt: a turn of a conversation, or tools have answered."""
    if _TURN.get() is not None:
        return True
    return "tool" in [message.role for message in request.messages]


class HeadroomLlm(WrapperLlm):
    """Refuses a conversation that grows and fills its window by more than a share."""

    def complete(
        self, request: LlmRequest, on_text: OnText | None = None
    ) -> Coroutine[Any, Any, LlmAnswer]:
        """The answer; what does not grow is awaited from the LLM itself, past this wrapper.

        Raises:
            ContextOverflowError: The conversation is to be compacted; ``headroom`` in the context
                is the share of the window that it may fill.
        """
        if grows(request) and not _WHOLE.get():
            return self._checked(request, on_text)
        return self._inner.complete(request, on_text)

    async def _checked(self, request: LlmRequest, on_text: OnText | None) -> LlmAnswer:
        await self._check(request)
        return await self._inner.complete(request, on_text)

    async def _check(self, request: LlmRequest) -> None:
        window = await self._inner.context_tokens(request.llm)
        most = min(SHARE * window, window - request.max_tokens)
        # The bound costs far less than the estimate, and most prompts are below it.
        if most <= 0 or request.most_tokens <= most:
            return
        tokens = request.estimated_tokens
        if tokens <= SURE * most:
            return
        # Where a host cannot count, it gives an upper bound.
        tokens = min(tokens, await self._inner.count_tokens(request))
        if tokens > most:
            message = (
                f"{request.llm}: a conversation of {tokens} tokens fills more than {SHARE:.0%} of "
                f"its window of {window}, or leaves no room for an answer of {request.max_tokens}"
            )
            raise ContextOverflowError(message, prompt_tokens=tokens, window=window, headroom=SHARE)
