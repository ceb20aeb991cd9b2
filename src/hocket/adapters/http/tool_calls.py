"""Tool calls as hosts send them, with arguments in any form that can be understood."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import parsed
from hocket.core.excerpt import excerpt
from hocket.ports.llm import ToolCall

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_CHARS = 300


def tool_call(name: str, arguments: Any, call_id: str) -> ToolCall:
    """A tool call; its arguments are an object, or the text of one, also of that text as JSON.

    Arguments that cannot be read are not guessed at: the call has a fault, which tells the LLM.

    Examples:
        >>> tool_call("add", '{"a": 1}', "c1").arguments
        {'a': 1}
        >>> tool_call("add", "[1]", "c1").fault
        'The arguments of this call are not a JSON object: [1]; call add again with a JSON object'
    """
    given, fault = arguments, ""
    for _ in range(2):
        if isinstance(given, str) and not fault:
            try:
                given = parsed(given) if given.strip() else {}
            except ValueError as error:
                fault = f"not JSON ({_place(error)})"
    if given is None:
        given = {}
    if not fault and not isinstance(given, dict):
        fault = "not a JSON object"
    if not fault:
        return ToolCall(name, given, call_id)
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    message = (
        f"The arguments of this call are {fault}: {excerpt(text, _SHOWN_CHARS)}; "
        f"call {name} again with a JSON object"
    )
    return ToolCall(name, {}, call_id, message)


def with_own_ids(calls: Iterable[ToolCall]) -> tuple[ToolCall, ...]:
    """The calls, each with an id of its own: else their results could not be told apart.

    Examples:
        >>> calls = [ToolCall("a", {}, "x"), ToolCall("b", {}, "x"), ToolCall("c", {}, "")]
        >>> [call.call_id for call in with_own_ids(calls)]
        ['x', 'x-2', 'call-3']
    """
    own: list[ToolCall] = []
    used: set[str] = set()
    for number, call in enumerate(calls, 1):
        call_id = call.call_id
        while not call_id or call_id in used:
            call_id = f"{call_id or 'call'}-{number}"
        used.add(call_id)
        own.append(replace(call, call_id=call_id))
    return tuple(own)


def _place(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos}"
    return str(error)
