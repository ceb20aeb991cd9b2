"""Deduplication: what stands again further below is left out above.

The newest copy stays, as it is what the LLM goes on from. Of a text that differs from a newer one
in a few lines, such as a file that was read before and after a change, these lines stay.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.llm.compaction.layout import is_fold, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ChatMessage

LEAST_CHARS = 200
"""A shorter text is no longer than the note that would stand for it."""

ALIKE = 0.9
"""Share of lines from which two texts are nearly the same."""

FEW_LINES = 4
LINE_CHARS = 8
"""A shorter line, such as a bracket, stands everywhere."""


def without_repeats(
    messages: Sequence[ChatMessage], start: int, end: int
) -> tuple[ChatMessage, ...]:
    """The messages; those from ``start`` to ``end`` without what stands in a later one, on note."""
    newest: dict[str, int] = {}
    for number in range(start, len(messages)):
        message = messages[number]
        for text in (message.content, *_lines(message.content), *_paragraphs(message.content)):
            newest[text] = number
    return tuple(
        _without(messages, number, newest) if start <= number < end else message
        for number, message in enumerate(messages)
    )


def _without(messages: Sequence[ChatMessage], number: int, newest: dict[str, int]) -> ChatMessage:
    message = messages[number]
    content = message.content
    if len(content) < LEAST_CHARS or is_fold(message) or message.role == "system":
        return message
    later = newest[content]
    if later > number:
        return replace(message, content=f"[the same as {_place(messages, later)} below]")
    lines = _lines(content)
    later = _nearly(lines, number, newest)
    if later:
        there = set(messages[later].content.split("\n"))
        other = [line for line in content.split("\n") if line.strip() and line not in there]
        short = "\n".join([f"[as {_place(messages, later)} below, but for:]", *other])
    else:
        short = _without_paragraphs(messages, number, newest)
    return replace(message, content=short) if len(short) < len(content) else message


def _nearly(lines: Sequence[str], number: int, newest: dict[str, int]) -> int:
    """The later message that has nearly all of these lines; 0 if none has."""
    if len(lines) < FEW_LINES:
        return 0
    later, count = Counter(newest[line] for line in lines).most_common(1)[0]
    return later if later > number and count >= ALIKE * len(lines) else 0


def _without_paragraphs(
    messages: Sequence[ChatMessage], number: int, newest: dict[str, int]
) -> str:
    """The message, with notes instead of paragraphs that stand in a later one."""
    short = messages[number].content
    for paragraph in _paragraphs(short):
        later = newest[paragraph]
        if later > number:
            note = f"[this passage stands in {_place(messages, later)} below]"
            short = short.replace(paragraph, note, 1)
    return short


def _place(messages: Sequence[ChatMessage], number: int) -> str:
    """A message in words that need no number, as numbers change."""
    message = messages[number]
    if message.role == "tool":
        return f"a newer {place_of(messages, number).removeprefix('the ')}"
    return "what the user says" if message.role == "user" else "what you say"


def _lines(content: str) -> list[str]:
    return [line for line in content.split("\n") if len(line) >= LINE_CHARS]


def _paragraphs(content: str) -> list[str]:
    return [text for text in content.split("\n\n") if len(text) >= LEAST_CHARS]
