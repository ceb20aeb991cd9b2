"""Compaction: a prompt that does not fit its context window is shortened on record, or refused.

Nothing is cut silently. A prompt that does not fit is refused before it is sent; compaction then
replaces the middle of the longest older messages by a note of what was left out, until the prompt
fits. System messages are never shortened, and the newest message only when no other can be.
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
    """Retries a refused prompt in a shortened form.

    Args:
        inner: Raises ContextOverflowError for a prompt that does not fit.
        attempt_id: The attempt for which the compaction is journaled.
        note: Journals an event.
    """

    def __init__(
        self, inner: Llm, attempt_id: str, note: Callable[[Event], Awaitable[None]]
    ) -> None:
        super().__init__(inner)
        self._attempt_id = attempt_id
        self._note = note

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer, to a compacted prompt if necessary.

        Raises:
            ContextOverflowError: The prompt does not fit and cannot be shortened further.
        """
        current = request
        dropped: list[str] = []
        for _ in range(ROUNDS):
            try:
                return await self._inner.complete(current, on_text)
            except ContextOverflowError as error:
                shortened = _shortened(current.messages)
                if shortened is None:
                    raise
                messages, omission = shortened
                dropped.append(omission)
                current = replace(current, messages=messages)
                await self._note(
                    PromptCompacted(
                        attempt_id=self._attempt_id,
                        before_tokens=int(error.context.get("prompt_tokens", 0)),
                        after_tokens=sum(len(m.content) for m in messages) // 4,
                        window_tokens=int(error.context.get("window", 0)),
                        dropped=tuple(dropped),
                    )
                )
        return await self._inner.complete(current, on_text)


def _shortened(messages: tuple[ChatMessage, ...]) -> tuple[tuple[ChatMessage, ...], str] | None:
    """The messages with the middle of the longest one removed; None if none can be shortened."""
    candidates = [
        (len(m.content), i)
        for i, m in enumerate(messages)
        if m.role != "system" and len(m.content) > 2 * KEEP_CHARS and i < len(messages) - 1
    ]
    if not candidates and messages and len(messages[-1].content) > 2 * KEEP_CHARS:
        # Only the newest message is left: the request is at its ends, the material in its middle.
        candidates = [(len(messages[-1].content), len(messages) - 1)]
    if not candidates:
        return None
    _, index = max(candidates)
    text = messages[index].content
    keep = max(KEEP_CHARS, len(text) // 4)
    omitted = len(text) - 2 * keep
    if omitted <= 0:
        return None
    mark = f"\n[{omitted} characters left out here to fit the window]\n"
    short = replace(messages[index], content=text[:keep] + mark + text[-keep:])
    omission = f"{omitted} characters of message {index} ({messages[index].role})"
    return (*messages[:index], short, *messages[index + 1 :]), omission
