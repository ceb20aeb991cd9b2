"""The layer that compacts: what does not fit its window is shortened on record, or refused.

Nothing is cut silently. A prompt that does not fit is refused before it is sent, or its count at
the host shows that it was cut. A conversation that grows is refused at 80 % of its window already
(``llm/headroom.py``).
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.headroom import whole_window
from hocket.llm.noting import NotingLlm

if TYPE_CHECKING:
    from hocket.llm.compaction.shortening import Note, Shortening
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText

ROUNDS = 6


class CompactingLlm(NotingLlm):
    """Sends a prompt that does not fit again in a shortened form.

    Later prompts that go on from it go on from the shortened form, so that hosts have it in their
    cache. All are shortened from the messages as they were said, not from an earlier short form.

    Args:
        inner: Raises ContextOverflowError for a prompt that does not fit, TruncatedError for one
            that a host has cut.
        attempt_id: The attempt for which the compaction is journaled.
        note: Journals an event.
    """

    def __init__(self, inner: Llm, attempt_id: str, note: Note) -> None:
        super().__init__(inner, attempt_id, note)
        self._note_with = note
        self._shortening: Shortening | None = None

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer, to a compacted prompt if necessary.

        Raises:
            ContextOverflowError: The prompt does not fit and cannot be shortened further.
            TruncatedError: The same, where only the host's count shows it.
        """
        shortening = self._shortening
        prompt = request if shortening is None else shortening.continued(request)
        for number in range(1, ROUNDS + 1):
            try:
                is_cramped = shortening is not None and shortening.is_cramped
                with whole_window() if is_cramped else nullcontext():
                    return await self._inner.complete(prompt, on_text)
            except (ContextOverflowError, TruncatedError) as error:
                shortening = shortening or self._shortener()
                messages = await shortening.shortened(request, prompt, error, number)
                if messages is None and "headroom" not in error.context:
                    raise
                shortening.is_cramped = shortening.is_cramped or messages is None
            prompt = replace(request, messages=messages) if messages else prompt
        return await self._inner.complete(prompt, on_text)

    def _shortener(self) -> Shortening:
        """What shortens, from the first prompt on that does not fit."""
        from hocket.llm.compaction.shortening import Shortening  # noqa: PLC0415 - slow to import

        if self._shortening is None:
            self._shortening = Shortening(self._inner, self._attempt_id, self._note_with)
        return self._shortening
