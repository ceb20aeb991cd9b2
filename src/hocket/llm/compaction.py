"""Compaction: a prompt that does not fit its context window is shortened on record, or refused.

Nothing is cut silently. A prompt that does not fit is refused before it is sent, or its count at
the host shows that it was cut; compaction then replaces the middle of its longest messages by a
note of what was left out, by as much as it has to be. System messages are never shortened.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.event import PromptCompacted
from hocket.core.spending import estimated_tokens
from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.noting import NotingLlm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, OnText

KEEP_CHARS = 800
"""Of a message that is shortened, at least so many characters are left."""

ROUNDS = 6
FILLED = 0.95
"""Of the room in the window, this is used: the length of a shorter text is an estimate."""

NEWEST = 2
"""How much longer than others the newest message may be, since it has the request."""

LINE_CHARS = 200
"""A cut is moved by up to this many characters to the end of a line."""

SAMPLE_CHARS = 50_000
_PART = re.compile(r"^(?:File|Result of) ([^\n:]{1,120}?)(?: \([^\n]*\))?:$", re.MULTILINE)
"""The heading of a part of a prompt, as in ``agents/prompts.py``."""


class CompactingLlm(NotingLlm):
    """Sends a prompt that does not fit again in a shortened form.

    Args:
        inner: Raises ContextOverflowError for a prompt that does not fit, TruncatedError for one
            that a host has cut.
        attempt_id: The attempt for which the compaction is journaled.
        note: Journals an event.
    """

    async def complete(self, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
        """The answer, to a compacted prompt if necessary.

        Raises:
            ContextOverflowError: The prompt does not fit and cannot be shortened further.
            TruncatedError: The same, where only the host's count shows it.
        """
        messages = request.messages
        for number in range(1, ROUNDS + 1):
            current = request if number == 1 else replace(request, messages=messages)
            try:
                return await self._inner.complete(current, on_text)
            except (ContextOverflowError, TruncatedError) as error:
                before, window = _sizes(error)
                if isinstance(error, TruncatedError) and not window:
                    raise
                excess = _excess(current, before, window, number)
                shorter = _shortened(request.messages, messages, excess)
                if shorter is None:
                    raise
                messages = shorter
            after = replace(request, messages=messages).estimated_tokens
            await self._note(
                PromptCompacted(
                    attempt_id=self._attempt_id,
                    before_tokens=before,
                    after_tokens=after,
                    window_tokens=window,
                    dropped=_omissions(request.messages, messages),
                )
            )
        return await self._inner.complete(replace(request, messages=messages), on_text)


def _sizes(error: ContextOverflowError | TruncatedError) -> tuple[int, int]:
    """The length of the prompt and the window, as the error names them; 0 where it does not."""
    context = error.context
    length = context.get("sent_tokens") or context.get("prompt_tokens")
    return int(length or 0), int(context.get("window") or 0)


def _excess(request: LlmRequest, length: int, window: int, number: int) -> float:
    """By how much the prompt is too long, in the units of ``_size_of``."""
    whole = sum(_size_of(m.content) for m in request.messages)
    if not length or not window:
        return whole * (1 - 0.5**number)  # the host gives no figures
    return whole * (1 - FILLED * max(0, window - request.max_tokens) / length)


def _shortened(
    originals: tuple[ChatMessage, ...], messages: tuple[ChatMessage, ...], excess: float
) -> tuple[ChatMessage, ...] | None:
    """The originals, shorter by this than the messages are; None if none can be shorter."""
    sizes = [_size_of(m.content) for m in messages]
    wholes = [_size_of(m.content) for m in originals]
    floors = [_floor_of(m, whole) for m, whole in zip(originals, wholes, strict=True)]
    if all(size <= floor for size, floor in zip(sizes, floors, strict=True)):
        return None
    level, step = float(max(sizes)), float(max(sizes))
    goal = sum(sizes) - excess
    for _ in range(40):
        step /= 2
        fits = sum(_leveled(sizes, floors, level)) <= goal
        level += step if fits else -step
    kept = _leveled(sizes, floors, max(level, 0.0))
    return tuple(
        original
        if keep >= whole
        else replace(original, content=_cut(original.content, keep / whole))
        for original, whole, keep in zip(originals, wholes, kept, strict=True)
    )


def _leveled(sizes: Sequence[float], floors: Sequence[float], level: float) -> list[float]:
    """The sizes, none larger than the level; that of the newest message may be twice as large."""
    levels = [*[level] * (len(sizes) - 1), NEWEST * level]
    return [
        min(size, max(floor, most)) for size, floor, most in zip(sizes, floors, levels, strict=True)
    ]


def _floor_of(message: ChatMessage, whole: float) -> float:
    """The least size of a message."""
    if message.role == "system" or len(message.content) <= KEEP_CHARS:
        return whole
    return whole * KEEP_CHARS / len(message.content)


def _size_of(text: str) -> float:
    """About the length in tokens; of a very long text as of its start."""
    if len(text) <= SAMPLE_CHARS:
        return estimated_tokens(text)
    return estimated_tokens(text[:SAMPLE_CHARS]) * len(text) / SAMPLE_CHARS


def _cut(text: str, share: float) -> str:
    """The start and the end of a text, with a note of what is left out between them."""
    half = int(len(text) * share / 2)
    start, end = half, len(text) - half
    line = text.rfind("\n", start - LINE_CHARS, start)
    start = line if line > 0 else start
    line = text.find("\n", end, end + LINE_CHARS)
    end = line if line > 0 else end
    return (
        f"{text[:start]}\n[{end - start} characters left out here to fit the window]\n"
        f"{text[end:].removeprefix(chr(10))}"
    )


def _omissions(
    originals: tuple[ChatMessage, ...], messages: tuple[ChatMessage, ...]
) -> tuple[str, ...]:
    """What was left out, in words."""
    changed = [
        (number, original, message)
        for number, (original, message) in enumerate(zip(originals, messages, strict=True))
        if original.content != message.content
    ]
    return tuple(
        f"{len(original.content) - _kept(message.content)} of {len(original.content)} characters "
        f"of {_place_of(originals, number, message.content)}"
        for number, original, message in changed
    )


_NOTE = re.compile(r"\n\[(\d+) characters left out here to fit the window\]\n")


def _kept(content: str) -> int:
    return len(_NOTE.sub("", content, count=1))


def _place_of(originals: tuple[ChatMessage, ...], number: int, shortened: str) -> str:
    """What the omitted text belongs to: files, results, a tool's result, or a message."""
    message = originals[number]
    if message.role == "tool":
        calls = (call for m in originals for call in m.tool_calls)
        name = next((call.name for call in calls if call.call_id == message.call_id), "a tool")
        return f"the result of {name}"
    note = _NOTE.search(shortened)
    start = note.start() if note else 0
    end = start + int(note[1]) if note else 0
    parts = [*_PART.finditer(message.content)]
    ends = [*(part.start() for part in parts[1:]), len(message.content)]
    names = [
        part[1]
        for part, until in zip(parts, ends, strict=False)
        if part.start() < end and until > start
    ]
    return ", ".join(names) or f"message {number} ({message.role})"
