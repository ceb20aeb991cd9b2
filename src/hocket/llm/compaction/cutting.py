"""Cutting: the middle of the longest messages gives way to a note of what was left out.

It is for what nothing else makes fit, and for windows that nobody knows. System messages are never
shortened.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.llm.compaction.layout import parts_of, place_of, tokens_in
from hocket.llm.compaction.units import GAPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ChatMessage

KEEP_CHARS = 800
"""Of a message that is shortened, at least so many characters are left."""

NEWEST = 2
"""How much longer than others the newest message may be, since it has the request."""

LINE_CHARS = 200
"""A cut is moved by up to this many characters to the end of a line, or else of a word."""

_NOTE = re.compile(r"\n\[(\d+) characters left out here to fit the window\]\n")


def leveled(messages: Sequence[ChatMessage], tokens: float) -> list[float]:
    """How many tokens of each message may stay, so that the longest ones give way.

    Args:
        messages: The prompt.
        tokens: What may stay of all; more does if each is as short as it may be.
    """
    sizes = [tokens_in(message.content) for message in messages]
    return _lowered(sizes, _floors(messages, sizes), tokens)


def cut_by(
    originals: tuple[ChatMessage, ...], messages: tuple[ChatMessage, ...], excess: float
) -> tuple[ChatMessage, ...] | None:
    """The originals, cut so that they are shorter by this than the messages are.

    None if nothing can be shorter than the messages.
    """
    sizes = [tokens_in(message.content) for message in messages]
    wholes = [tokens_in(message.content) for message in originals]
    floors = _floors(originals, wholes)
    if all(size <= floor for size, floor in zip(sizes, floors, strict=True)):
        return None
    kept = _lowered(sizes, floors, sum(sizes) - excess)
    return tuple(
        original
        if keep >= whole
        else replace(original, content=_cut(original.content, keep / whole))
        for original, whole, keep in zip(originals, wholes, kept, strict=True)
    )


def omissions(
    originals: tuple[ChatMessage, ...], messages: tuple[ChatMessage, ...]
) -> tuple[str, ...]:
    """What was cut, in words."""
    changed = [
        (number, original, message)
        for number, (original, message) in enumerate(zip(originals, messages, strict=True))
        if original.content != message.content
    ]
    return tuple(
        f"{len(original.content) - len(_NOTE.sub('', message.content, count=1))} of "
        f"{len(original.content)} characters of {_place_of(originals, number, message.content)}"
        for number, original, message in changed
    )


def _lowered(sizes: Sequence[float], floors: Sequence[float], goal: float) -> list[float]:
    """The sizes, lowered to the level at which together they reach the goal."""
    level, step = float(max(sizes)), float(max(sizes))
    for _ in range(40):
        step /= 2
        fits = sum(_at_level(sizes, floors, level)) <= goal
        level += step if fits else -step
    return _at_level(sizes, floors, max(level, 0.0))


def _at_level(sizes: Sequence[float], floors: Sequence[float], level: float) -> list[float]:
    """The sizes, none larger than the level; that of the newest message may be twice as large."""
    levels = [*[level] * (len(sizes) - 1), NEWEST * level]
    return [
        min(size, max(floor, most)) for size, floor, most in zip(sizes, floors, levels, strict=True)
    ]


def _floors(messages: Sequence[ChatMessage], wholes: Sequence[float]) -> list[float]:
    """The least size of each message."""
    return [
        whole
        if message.role == "system" or len(message.content) <= KEEP_CHARS
        else whole * KEEP_CHARS / len(message.content)
        for message, whole in zip(messages, wholes, strict=True)
    ]


def _cut(text: str, share: float) -> str:
    """The start and the end of a text, with a note of what is left out between them."""
    half = int(len(text) * share / 2)
    start, end = half, len(text) - half
    before = (text.rfind(gap, max(0, start - LINE_CHARS), start) for gap in f"\n{GAPS}")
    start = next((at for at in before if at > 0), start)
    after = (text.find(gap, end, end + LINE_CHARS) for gap in f"\n{GAPS}")
    end = next((at for at in after if at > 0), end)
    return (
        f"{text[:start]}\n[{end - start} characters left out here to fit the window]\n"
        f"{text[end:].removeprefix(chr(10))}"
    )


def _place_of(originals: tuple[ChatMessage, ...], number: int, shortened: str) -> str:
    """What the omitted text belongs to: files, results, a tool's result, or a message."""
    note = _NOTE.search(shortened)
    start = note.start() if note else 0
    end = start + int(note[1]) if note else 0
    content = originals[number].content
    parts = [part for part in parts_of(content) if part.start < end and part.end > start]
    names = [part.name for part in parts if part.name]
    return ", ".join(names) or place_of(originals, number)
