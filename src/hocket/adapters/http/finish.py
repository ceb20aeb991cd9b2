"""Why an answer ended: the words of all hosts, sorted by what they mean for the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from hocket.adapters.http.reading import table, word
from hocket.errors import RefusedError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

Finish = Literal["stop", "length", "tool_calls", "filtered", "broken", ""]

_MEANINGS: dict[str, Finish] = {
    "": "",
    "null": "",
    "none": "",
    "unspecified": "",
    "length": "length",
    "max_tokens": "length",
    "max_output_tokens": "length",
    "max_length": "length",
    "model_length": "length",
    "token_limit": "length",
    "limit": "length",
    "context_length": "length",
    "model_context_window_exceeded": "length",
    "tool_calls": "tool_calls",
    "tool_call": "tool_calls",
    "tool_use": "tool_calls",
    "function_call": "tool_calls",
    "content_filter": "filtered",
    "content_filtered": "filtered",
    "filter": "filtered",
    "safety": "filtered",
    "recitation": "filtered",
    "sensitive": "filtered",
    "blocklist": "filtered",
    "prohibited_content": "filtered",
    "guardrail_intervened": "filtered",
    "refusal": "filtered",
    "abort": "broken",
    "aborted": "broken",
    "cancel": "broken",
    "cancelled": "broken",
    "canceled": "broken",
    "error": "broken",
    "engine_error": "broken",
    "server_error": "broken",
    "network_error": "broken",
    "insufficient_system_resource": "broken",
    "interrupted": "broken",
    "load": "broken",
    "malformed_function_call": "broken",
    "malformed_response": "broken",
    "overloaded": "broken",
    "pause_turn": "broken",
    "timeout": "broken",
    "unload": "broken",
}

_PARTS: tuple[tuple[str, Finish], ...] = (
    (r"filter|safety|prohibited|blocked|policy", "filtered"),
    (r"error|abort|cancel|timeout|fail|overload|rate_limit", "broken"),
    (r"max_.*(token|length)|truncated|incomplete|too_long", "length"),
    (r"(token|length|context|output|model|window)\w*_(limit|length|exceed\w*)", "length"),
)
"""What other words mean that hosts make of the same parts."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PREFIX = re.compile(r"\A(finish|stop)_?reason[._:]?(?=.)")


def finish_of(reason: object) -> Finish:
    """What a finish reason means; a word that nobody knows means that the answer is complete.

    Examples:
        >>> finish_of("STOP"), finish_of("eos_token"), finish_of({"type": "max_tokens"})
        ('stop', 'stop', 'length')
        >>> finish_of(None), finish_of("abort"), finish_of("FinishReason.MAX_TOKENS")
        ('', 'broken', 'length')
    """
    said = _CAMEL.sub("_", (word(reason) or word(table(reason).get("type"))).strip())
    name = _PREFIX.sub("", re.sub(r"[\s-]+", "_", said.lower()))
    if name in _MEANINGS:
        return _MEANINGS[name]
    return next((meaning for part, meaning in _PARTS if re.search(part, name)), "stop")


def usable_finish(
    reason: str, host: str, llm: str, why: str = "", *, clean: Callable[[str], str]
) -> Literal["stop", "length", "tool_calls", ""]:
    """What a finish reason means for an answer that can be used; empty if its host gives none.

    Args:
        reason: In the words of the host.
        host: Name of the host in messages.
        llm: Name of the LLM.
        why: What the host says of it besides.
        clean: Makes words of the host fit for a message: they are as long as it likes, and may
            repeat a key.

    Raises:
        RefusedError: The host filtered the answer.
        UnavailableError: It is not complete.
    """
    finish = finish_of(reason)
    if finish == "filtered":
        said = f" ({clean(why)})" if why else ""
        message = f"{host} filtered the answer of {llm}{said}; rephrase the prompt"
        raise RefusedError(message, llm=llm)
    if finish == "broken":
        said = clean(reason)
        message = f"{host} ended the answer of {llm} with {said!r}; try again"
        raise UnavailableError(message, llm=llm, finish_reason=said)
    return finish
