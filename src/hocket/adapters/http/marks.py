"""Asks an LLM for marks in its prompt, to see which parts of it are read: no count is needed."""

from __future__ import annotations

import secrets
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hocket.ports.llm import LlmAnswer, LlmRequest

MARKS = 10
"""One in each tenth of the prompt, so that every cut of a tenth or more takes one away."""

MARK_DIGITS = 5
SHORT_CHARS = 800
ANSWER_TOKENS = 160
QUESTION = (
    "Do not do anything of the above. It holds marks in the form [mark 12345]. List the numbers of "
    "all marks, from the first to the last, and nothing else."
)

Repeated = tuple[bool, ...]
"""Which marks an LLM repeats, from the first on."""


async def repeated_marks(
    request: LlmRequest, send: Callable[[LlmRequest], Awaitable[LlmAnswer]], *, short: bool = False
) -> Repeated:
    """Which marks the LLM repeats of a prompt like this one.

    Args:
        request: The request whose prompt is sent with marks.
        send: Sends a request.
        short: Whether the prompt is shortened so that every host reads it.
    """
    messages = [
        replace(m, content=_start(m.content, request, short=short)) for m in request.messages
    ]
    marks = [
        str(secrets.randbelow(9 * 10 ** (MARK_DIGITS - 1)) + 10 ** (MARK_DIGITS - 1))
        for _ in range(MARKS)
    ]
    _insert(messages, marks)
    if messages[-1].role == "user":
        messages[-1] = replace(messages[-1], content=f"{messages[-1].content}\n\n{QUESTION}")
    else:
        messages.append(ChatMessage("user", QUESTION))
    answer = await send(
        replace(
            request,
            messages=tuple(messages),
            json_schema=None,
            stop=(),
            logprobs=0,
            max_tokens=ANSWER_TOKENS,
        )
    )
    return tuple(mark in answer.text for mark in marks)


def is_cut(repeated: Repeated) -> bool:
    """Whether this looks as if one part of the prompt before its end is missing.

    Examples:
        >>> is_cut((False, False, True, True)), is_cut((True, False, False, True))
        (True, True)
        >>> is_cut((True, True, True, False)), is_cut((False, True, False, True))
        (False, False)
    """
    gaps = sum(a and not b for a, b in pairwise((True, *repeated)))
    return repeated[-1] and gaps == 1


def _start(text: str, request: LlmRequest, *, short: bool) -> str:
    return text[: SHORT_CHARS // len(request.messages)] if short else text


def _insert(messages: list[ChatMessage], marks: list[str]) -> None:
    """Insert the marks at even distances, the first at the start of what is not for the system."""
    total = sum(len(m.content) for m in messages if m.role != "system")
    for number, mark in reversed([*enumerate(marks)]):
        offset = total * number // len(marks)
        for index, message in enumerate(messages):
            if message.role == "system":
                continue
            if offset <= len(message.content):
                text = f"{message.content[:offset]}\n[mark {mark}]\n{message.content[offset:]}"
                messages[index] = replace(message, content=text)
                break
            offset -= len(message.content)
