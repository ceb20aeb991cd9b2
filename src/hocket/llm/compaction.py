"""Compaction: a prompt that does not fit its window is shortened on record, or refused.

Nothing is ever cut in silence. Hosts refuse what does not fit before it is sent; here the longest
middle parts of old material give way, marked where they stood, until it fits. Instructions are kept
whole, and the newest message as long as anything else can give way; then its middle does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.event import PromptCompacted
from hocket.errors import ContextOverflowError
from hocket.ports.wrapper import WrapperLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.core.event import Event
    from hocket.ports.llm import ChatMessage, Llm, LlmAnswer, LlmRequest, OnText

KEEP_CHARS = 400
ROUNDS = 6


class CompactingLlm(WrapperLlm):
    """Retries a refused prompt with its old middle shortened.

    Args:
        inner: Refuses with ContextOverflowError what does not fit.
        attempt_id: Under which the compaction is journaled.
        note: Journals an event.
    """

    def __init__(
        self, inner: Llm, attempt_id: str, note: Callable[[Event], Awaitable[None]]
    ) -> None:
        super().__init__(inner)
        self._attempt_id = attempt_id
        self._note = note

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer, to a compacted prompt if it had to be.

        Raises:
            ContextOverflowError: Even what must be kept does not fit.
        """
        asked = request
        dropped: list[str] = []
        for _ in range(ROUNDS):
            try:
                return await self._inner.complete(asked, on_text)
            except ContextOverflowError as error:
                shorter = _shortened(asked.messages)
                if shorter is None:
                    raise
                messages, what = shorter
                dropped.append(what)
                asked = replace(asked, messages=messages)
                await self._note(
                    PromptCompacted(
                        attempt_id=self._attempt_id,
                        before_tokens=int(error.context.get("prompt_tokens", 0)),
                        after_tokens=sum(len(m.content) for m in messages) // 4,
                        window_tokens=int(error.context.get("window", 0)),
                        dropped=tuple(dropped),
                    )
                )
        return await self._inner.complete(asked, on_text)


def _shortened(messages: tuple[ChatMessage, ...]) -> tuple[tuple[ChatMessage, ...], str] | None:
    """The messages with half of the longest shortenable one left out; None if none can give way."""
    candidates = [
        (len(m.content), i)
        for i, m in enumerate(messages)
        if m.role != "system" and len(m.content) > 2 * KEEP_CHARS and i < len(messages) - 1
    ]
    if not candidates and messages and len(messages[-1].content) > 2 * KEEP_CHARS:
        # Only the newest message is left: its ends hold the request, its middle the material.
        candidates = [(len(messages[-1].content), len(messages) - 1)]
    if not candidates:
        return None
    _, index = max(candidates)
    text = messages[index].content
    keep = max(KEEP_CHARS, len(text) // 4)
    left_out = len(text) - 2 * keep
    if left_out <= 0:
        return None
    mark = f"\n[{left_out} characters left out here to fit the window]\n"
    short = replace(messages[index], content=text[:keep] + mark + text[-keep:])
    what = f"{left_out} characters of message {index} ({messages[index].role})"
    return (*messages[:index], short, *messages[index + 1 :]), what
