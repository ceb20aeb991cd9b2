"""Folding: what came between the task and the newest exchange becomes one message.

A fresh conversation starts with it: the task, what was said and done before, the newest exchange.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hocket.llm.compaction.extract import GAP_TOKENS, extract_of
from hocket.llm.compaction.layout import HANDOVER, asked_in, between, size_of
from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.ports.llm import ToolCall

ARGUMENT_CHARS = 80
HEAD_TOKENS = 15
"""What says whose words or which result a text is."""

ROUNDS = 8

_SPEAKERS = {"user": "User", "assistant": "You"}


@dataclass(frozen=True, slots=True)
class Fold:
    """A conversation of which the middle is folded.

    Attributes:
        before: The messages before it, and the system messages that came between.
        after: Those after it.
        said: What was said and done between them, as far as there is room.
        count: How many messages these were.
        kept: What is kept of each message between them that was not dropped.
        numbers: Of each message of the fresh conversation, its number in the one as it was; -1 for
            what it starts with.
        missed: Passages with key points for which there was no room.
    """

    before: tuple[ChatMessage, ...]
    after: tuple[ChatMessage, ...]
    said: tuple[str, ...]
    count: int
    kept: tuple[str, ...]
    numbers: tuple[int, ...]
    missed: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether it follows the task within its message, so that turns alternate."""
        return bool(self.before) and self.before[-1].role == "user"

    def messages(self, summary: str = "") -> tuple[ChatMessage, ...]:
        """The fresh conversation, with a summary of what was missed if there is one."""
        count = f"{self.count} messages"
        head = f"{HANDOVER} Earlier in this conversation, shortened to fit the window ({count}):"
        lines = [head, *self.said]
        if summary:
            lines.append(f"The rest in short: {summary}")
        text = "\n".join(lines)
        if self.joins:
            last = self.before[-1]
            joined = replace(last, content=f"{last.content}\n\n{text}")
            return (*self.before[:-1], joined, *self.after)
        return (*self.before, ChatMessage("user", text), *self.after)


def folded(
    originals: Sequence[ChatMessage], messages: Sequence[ChatMessage | None], tokens: float
) -> Fold:
    """A conversation folded into so many tokens, if what is before and after leaves the room.

    Args:
        originals: All messages.
        messages: The same, without what is repeated or superseded.
        tokens: Length of the whole.
    """
    start, end = between(originals)
    systems = [n for n in range(start, end) if originals[n].role == "system"]
    first = max((n + 1 for n in range(start) if originals[n].role == "system"), default=0)
    leading = (*range(first), *systems, *range(first, start))
    before, after = tuple(originals[n] for n in leading), tuple(originals[end:])
    calls = {call.call_id: call for m in originals for call in m.tool_calls if call.call_id}
    middle = [m for m in messages[start:end] if m is not None and m.role != "system"]
    log = _log(middle)
    heads = [_head(message, calls) for message in middle]
    texts, asked = [m.content for m in middle], asked_in(originals)
    room = tokens - size_of((*before, *after))
    for _ in range(ROUNDS):
        extract = extract_of(texts, max(0.0, room), asked, head=HEAD_TOKENS)
        said = [
            f"{head} {text}"
            for head, text in zip(heads, extract.texts, strict=True)
            if text.strip()
        ]
        said = [log, *said] if log else said
        own = () if before and before[-1].role == "user" else (-1,)
        fold = Fold(
            before,
            after,
            tuple(said),
            end - start - len(systems),
            extract.texts,
            (*leading, *own, *range(end, len(originals))),
            extract.missed,
        )
        excess = size_of(fold.messages()) - tokens
        if excess <= 0 or room <= 0:
            break
        room -= excess + GAP_TOKENS
    return fold


def _log(messages: Sequence[ChatMessage]) -> str:
    """Which tools were called, and how often."""
    counts = Counter(call.name for message in messages for call in message.tool_calls)
    names = (name if count == 1 else f"{name} ({count} times)" for name, count in counts.items())
    return f"You called: {', '.join(names)}." if counts else ""


def _head(message: ChatMessage, calls: Mapping[str, ToolCall]) -> str:
    call = calls.get(message.call_id) if message.role == "tool" else None
    if call is not None:
        arguments = json.dumps(dict(call.arguments), ensure_ascii=False, default=str)
        if len(arguments) > ARGUMENT_CHARS:
            arguments = f"{arguments[:ARGUMENT_CHARS]}…"
        return f"Result of {call.name} {arguments}:"
    return f"{_SPEAKERS.get(message.role, 'Result of a tool')}:"
