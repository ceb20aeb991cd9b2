"""Shortening: a prompt that does not fit is compacted, and what it lost is journaled."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from hocket.core.digest import digest
from hocket.core.event import ConversationHandedOver, PromptCompacted
from hocket.errors import BudgetExceededError, ContextOverflowError, RefusedError, TruncatedError
from hocket.llm.compaction.cutting import cut_by, omissions
from hocket.llm.compaction.layout import size_of, tokens_in
from hocket.llm.compaction.pipeline import Compaction, Room, compact
from hocket.llm.compaction.record import Record
from hocket.llm.compaction.summary import believed, request_for
from hocket.llm.headroom import SHARE, grows, said_in, whole_window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.event import Event
    from hocket.ports.llm import ChatMessage, Llm, LlmRequest

FILLED = 0.95
"""Of the room in the window, this is used: the length of a shorter text is an estimate."""

GOAL = 0.5
"""Of the window, a conversation that grows fills this after it was compacted."""

CRAMPED = 0.65
"""One that fills more all the same is not compacted before it does not fit at all."""

LEAST_MISSED = 100
"""Tokens of key passages without room from which a summary is asked for."""

LONG_CHARS = 100_000
"""A longer prompt is compacted in a thread of its own, as that takes a moment."""


class Note(Protocol):
    """Journals an event with the texts that it names."""

    async def __call__(self, event: Event, /, *, blobs: Mapping[str, bytes] | None = None) -> None:
        """Journal it."""
        ...


@dataclass(frozen=True, slots=True)
class _Overflow:
    """How far a prompt exceeds its window: its length and the window as the host counts, or 0."""

    length: int
    window: int
    scale: float = 1.0

    def room_for(self, request: LlmRequest) -> Room:
        """The room for the messages of the request, in estimated tokens."""
        around = request.estimated_tokens - size_of(request.messages)
        room = max(0, self.window - request.max_tokens)
        most, goal = FILLED * room, GOAL * min(self.window, room / SHARE)
        return Room(goal * self.scale - around, most * self.scale - around)

    def counted(self, estimated: float) -> int:
        """A number of tokens as the host would count them."""
        return round(estimated / self.scale)


class Shortening:
    """Shortens the prompts of one attempt, all from the messages as they were said.

    Args:
        inner: Is asked for summaries.
        attempt_id: The attempt for which the compaction is journaled.
        note: Journals an event.

    Attributes:
        is_cramped: Whether its conversation is not compacted before it does not fit at all.
    """

    def __init__(self, inner: Llm, attempt_id: str, note: Note) -> None:
        self.is_cramped = False
        self._inner = inner
        self._attempt_id = attempt_id
        self._note = note
        self._last: Record | None = None

    def continued(self, request: LlmRequest) -> LlmRequest:
        """The request, going on from the last compaction if its messages do."""
        messages = self._last.continued(request.messages) if self._last else None
        return request if messages is None else replace(request, messages=messages)

    async def shortened(
        self,
        request: LlmRequest,
        prompt: LlmRequest,
        error: ContextOverflowError | TruncatedError,
        number: int,
    ) -> tuple[ChatMessage, ...] | None:
        """The messages of a refused prompt made shorter; None if they cannot be."""
        length, window = _sizes(error)
        if not window and isinstance(error, TruncatedError):
            return None
        if 0 < window <= request.max_tokens:
            return None  # the answer alone does not fit
        if not window or not length:
            return await self._halved(request, prompt, _Overflow(length, window), number)
        overflow = _Overflow(length, window, prompt.estimated_tokens / length)
        room, said = overflow.room_for(prompt), said_in(request)
        chars = sum(len(message.content) for message in said)
        is_growing = grows(request)
        if chars > LONG_CHARS:
            done = await asyncio.to_thread(compact, said, room, grows=is_growing)
        else:
            done = compact(said, room, grows=is_growing)
        if size_of(done.messages) >= size_of(prompt.messages):
            return None
        record = Record(said, done.messages, done.changes)
        if number == 1:
            record = await self._summarised(request, record, done, overflow)
        sent = replace(prompt, messages=record.after)
        await self._journal(sent, record, done, overflow)
        is_cramped = overflow.counted(sent.estimated_tokens) > CRAMPED * window
        self.is_cramped = self.is_cramped or (is_growing and is_cramped)
        return record.after

    async def _summarised(
        self, request: LlmRequest, record: Record, done: Compaction, over: _Overflow
    ) -> Record:
        """The record, with a summary of what a fresh conversation has no room for."""
        if done.fold is None or done.messages != done.fold.messages():
            return record
        missed = done.fold.missed
        if sum(map(tokens_in, missed)) < LEAST_MISSED:
            return record
        asked = request_for(request.llm, missed, round(over.window * over.scale))
        if asked is None:
            return record
        try:
            with whole_window():
                answer = await self._inner.complete(asked)
        except (BudgetExceededError, ContextOverflowError, RefusedError, TruncatedError):
            return record  # the extract does without
        summary, refused = believed(answer.text, asked.messages[-1].content)
        return replace(record, after=done.fold.messages(summary), summary=summary, refused=refused)

    async def _journal(
        self, sent: LlmRequest, record: Record, done: Compaction, over: _Overflow
    ) -> None:
        """Journal the record, and take it as what later prompts go on from."""
        data = record.encoded()
        name = digest(data)
        self._last = record
        compacted = PromptCompacted(
            attempt_id=self._attempt_id,
            before_tokens=over.length,
            after_tokens=over.counted(sent.estimated_tokens),
            window_tokens=over.window,
            dropped=record.omissions,
            steps=record.steps,
            record=name,
        )
        await self._note(compacted, blobs={name: data})
        if done.fold is not None:
            handed_over = ConversationHandedOver(
                attempt_id=self._attempt_id,
                messages=done.fold.count,
                before_tokens=over.counted(size_of(record.before)),
                after_tokens=over.counted(size_of(record.after)),
                window_tokens=over.window,
                record=name,
            )
            await self._note(handed_over)

    async def _halved(
        self, request: LlmRequest, prompt: LlmRequest, over: _Overflow, number: int
    ) -> tuple[ChatMessage, ...] | None:
        """The messages cut to half, a quarter and so on, as the host gives no figures."""
        whole = sum(tokens_in(message.content) for message in prompt.messages)
        shorter = cut_by(request.messages, prompt.messages, whole * (1 - 0.5**number))
        if shorter is None or size_of(shorter) >= size_of(prompt.messages):
            return None
        await self._note(
            PromptCompacted(
                attempt_id=self._attempt_id,
                before_tokens=over.length,
                after_tokens=replace(request, messages=shorter).estimated_tokens,
                window_tokens=over.window,
                dropped=omissions(request.messages, shorter),
            )
        )
        return shorter


def _sizes(error: ContextOverflowError | TruncatedError) -> tuple[int, int]:
    """The length of the prompt and the window, as the error names them; 0 where it does not."""
    context = error.context
    length = context.get("sent_tokens") or context.get("prompt_tokens")
    return int(length or 0), int(context.get("window") or 0)
