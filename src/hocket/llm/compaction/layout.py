"""The layout of a prompt: what stays as it is, and what came between."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.spending import estimated_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.llm import ChatMessage

HANDOVER = "[Handover]"
"""What the summary of an earlier conversation begins with."""

FRAME_TOKENS = 4
"""What a chat template usually adds to a message."""

SAMPLE_CHARS = 50_000
FIXED_CHARS = 4000
"""Text around files and results is instructions, unless it is longer than this."""

ASKING_CHARS = 400
"""A text that is longer is material, of which the first or last line may say what is asked."""

_PART = re.compile(r"^(?:File|Result of) ([^\n:]{1,120}?)(?: \([^\n]*\))?:$", re.MULTILINE)
"""The heading of a part of a prompt, as in ``agents/prompts.py``."""

_TASK = "\n\nTask: "


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message, from ``start`` to ``end``.

    Attributes:
        name: The file or the task whose result it is; empty for other text.
        fixed: It is an instruction, and no material that may be shortened.
    """

    start: int
    end: int
    name: str = ""
    fixed: bool = False


def parts_of(content: str) -> list[Part]:
    r"""The parts of a message in order; together they are all of it.

    Examples:
        >>> for part in parts_of("File a.csv:\n1;2\n3;4\n\nTask: Add them."):
        ...     print(part.start, part.end, part.name, part.fixed)
        0 21 a.csv False
        21 36  True
    """
    heads = [*_PART.finditer(content)]
    task = content.rfind(_TASK)
    if not heads and task < 0:
        return [Part(0, len(content))]
    heads = [head for head in heads if task < 0 or head.start() < task]
    stop = len(content) if task < 0 else task + 2
    parts: list[Part] = []
    first = heads[0].start() if heads else stop
    if first:
        parts.append(Part(0, first, fixed=first <= FIXED_CHARS))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else stop
        parts.append(Part(head.start(), end, head[1]))
    if stop < len(content):
        parts.append(Part(stop, len(content), fixed=len(content) - stop <= FIXED_CHARS))
    return parts


def is_fold(message: ChatMessage) -> bool:
    """Whether a fresh conversation starts with it."""
    content = message.content
    return message.role == "user" and (content.startswith(HANDOVER) or f"\n\n{HANDOVER}" in content)


def between(messages: Sequence[ChatMessage]) -> tuple[int, int]:
    """The range of messages that came between the task and the newest exchange.

    Before it are the system messages and what a fresh conversation started with; where tools are
    called, also all up to the task. From its end on are the last message and the assistant's turn
    before it, with all results of its calls.
    """
    calls = next((n for n, m in enumerate(messages) if m.tool_calls), None)
    start = 0
    if calls is not None:
        users = [n for n in range(calls) if messages[n].role == "user"]
        start = users[-1] + 1 if users else 0
    start = max(start, *(n + 1 for n, m in enumerate(messages) if is_fold(m)), 0)
    while start < len(messages) and messages[start].role == "system":
        start += 1
    turns = [n for n in range(start, len(messages) - 1) if messages[n].role == "assistant"]
    end = turns[-1] if turns else len(messages) - 1
    return start, max(start, end)


def asked_in(messages: Sequence[ChatMessage]) -> tuple[str, str]:
    """What a prompt is about: the newest words of the user, and the instructions of its task."""
    start, _ = between(messages)
    users = [n for n, message in enumerate(messages) if message.role == "user"]
    tasks = [n for n in users[:-1] if n < start][:1]
    return (
        "".join(_instructions(messages[n].content) for n in users[-1:]),
        "".join(_instructions(messages[n].content) for n in tasks),
    )


def tokens_in(text: str) -> float:
    """About the length in tokens; of a very long text as of its start."""
    if len(text) <= SAMPLE_CHARS:
        return estimated_tokens(text)
    return estimated_tokens(text[:SAMPLE_CHARS]) * len(text) / SAMPLE_CHARS


def size_of(messages: Sequence[ChatMessage]) -> float:
    """About the length of the messages in tokens, with their tool calls."""
    size = 0.0
    for message in messages:
        size += FRAME_TOKENS + tokens_in(message.content)
        for call in message.tool_calls:
            size += tokens_in(call.name) + tokens_in(str(dict(call.arguments)))
    return size


def place_of(messages: Sequence[ChatMessage], number: int) -> str:
    """What a message holds, in words: a tool's result, or a message by its number."""
    message = messages[number]
    if message.role == "tool":
        calls = (call for m in messages for call in m.tool_calls)
        name = next((call.name for call in calls if call.call_id == message.call_id), "a tool")
        return f"the result of {name}"
    return f"message {number} ({message.role})"


def _instructions(content: str) -> str:
    """The fixed parts of a message; else the text if it is short, or the line of it that asks.

    That is the first or last line with a question, or a last line that stands apart. Material
    without one asks for nothing, so no passage is nearer to it than another.
    """
    parts = [part for part in parts_of(content) if part.fixed]
    if parts:
        return "\n".join(content[part.start : part.end] for part in parts)
    if len(content) <= ASKING_CHARS:
        return content
    lines = [line[:ASKING_CHARS] for line in content.strip().split("\n")]
    apart = len(lines) > 1 and not lines[-2].strip()
    asking = [line for line in (lines[0], lines[-1]) if "?" in line]
    return "\n".join(asking or lines[-1:] * apart)
