"""Dropping: what later messages have made worthless, and words that say nothing.

An older result of a call that was made again, an error of a call that then went well, and thanks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.digest import canonical
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hocket.ports.llm import ChatMessage, ToolCall

OLDER = "[left out: the same call was made again later]"
NOTE_CHARS = 120
"""A shorter result stays as it is."""

ERROR_CHARS = 1500
"""A longer text is no error of a call, unless it is a traceback: it may be a log of errors."""

_TRACEBACK = "Traceback (most recent"
_ERROR = late_pattern(
    r"\s*(?:Traceback \(most recent|[A-Za-z_.]*(?:Error|Exception)\b|error\b|failed\b|fatal\b)",
    re.IGNORECASE,
)
_CHATTER = late_pattern(
    r"(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:very|so) much| a lot)?|great|perfect|good|nice|sure"
    r"|got it|i see|understood|you'?re welcome|no problem|hello|hi|bye|well done|cool|alright"
    r"|danke|bitte|gut|hallo)[\s!.,]*){1,4}",
    re.IGNORECASE,
)


def without_superseded(
    messages: Sequence[ChatMessage], start: int, end: int
) -> tuple[ChatMessage | None, ...]:
    """The messages; of those from ``start`` to ``end``, results that no longer count are notes.

    None stands for chatter that is dropped: two neighbours at a time, so that turns alternate.
    """
    calls = {call.call_id: call for m in messages for call in m.tool_calls if call.call_id}
    found: list[ChatMessage | None] = [
        _result(messages, number, calls) if start <= number < end else message
        for number, message in enumerate(messages)
    ]
    number = start
    while number + 1 < end:
        if _is_chatter(messages[number]) and _is_chatter(messages[number + 1]):
            found[number] = found[number + 1] = None
            number += 1
        number += 1
    return tuple(found)


def is_error(text: str) -> bool:
    r"""Whether a result of a tool reads like an error.

    Examples:
        >>> is_error("ValueError: no such column"), is_error("3 errors were found earlier")
        (True, False)
        >>> is_error("ERROR 12:01 disk full\n" * 200)
        False
    """
    is_short = len(text) <= ERROR_CHARS or text.lstrip().startswith(_TRACEBACK)
    return is_short and bool(_ERROR.match(text))


def _result(
    messages: Sequence[ChatMessage], number: int, calls: Mapping[str, ToolCall]
) -> ChatMessage:
    message = messages[number]
    call = calls.get(message.call_id) if message.role == "tool" else None
    if call is None or len(message.content) < NOTE_CHARS:
        return message
    later = [*_later(messages, number, calls, call.name)]
    was_error = is_error(message.content)
    # What is called without arguments may go on where it was, as a next page does.
    if call.arguments and any(
        _same(call, other) and (was_error or not is_error(text)) for other, text in later
    ):
        return replace(message, content=OLDER)
    if was_error and any(not is_error(text) for _, text in later):
        said = message.content.strip().splitlines()[-1][:NOTE_CHARS]
        return replace(message, content=f"[an error that was mended later: {said}]")
    return message


def _later(
    messages: Sequence[ChatMessage], number: int, calls: Mapping[str, ToolCall], name: str
) -> Iterator[tuple[ToolCall, str]]:
    """Later calls of the same tool, with their results."""
    for message in messages[number + 1 :]:
        call = calls.get(message.call_id) if message.role == "tool" else None
        if call is not None and call.name == name:
            yield call, message.content


def _same(call: ToolCall, other: ToolCall) -> bool:
    return canonical(dict(call.arguments)) == canonical(dict(other.arguments))


def _is_chatter(message: ChatMessage) -> bool:
    if message.role == "tool" or message.tool_calls:
        return False
    return bool(_CHATTER.fullmatch(message.content.strip()))
