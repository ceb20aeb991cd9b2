"""A request said in other words, for a host that refuses the part which usually says it."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hocket.adapters.http.parts import answer_limit
from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def parts_of(request: LlmRequest) -> frozenset[str]:
    """The parts of a request that a host may refuse and that can be said in other words.

    Examples:
        >>> sorted(parts_of(LlmRequest("m", (ChatMessage("user", "hi"),), stop=("END",))))
        ['seed', 'stop', 'temperature']
    """
    roles = [message.role for message in request.messages]
    present = {
        "temperature": True,
        "seed": True,
        "response_format": request.json_schema is not None,
        "logprobs": bool(request.logprobs),
        "stop": bool(request.stop),
        "tools": _uses_tools(request),
        "tool_choice": request.must_call,
        "parallel_tool_calls": request.one_call,
        "system": "system" in roles,
        "turns": any(one == other for one, other in pairwise(roles)),
    }
    return frozenset(part for part, is_there in present.items() if is_there)


def rewritten(request: LlmRequest, left_out: Collection[str]) -> LlmRequest:
    """The request without these parts, as far as its messages can say the same.

    Its answer is no longer than the host allows.
    """
    request = replace(request, max_tokens=min(request.max_tokens, answer_limit(left_out)))
    if "tool_choice" in left_out:
        request = replace(request, must_call=False)
    if "tools" in left_out and _uses_tools(request):
        request = _with_tools_described(request)
    if "response_format" in left_out and request.json_schema is not None:
        shape = json.dumps(dict(request.json_schema), ensure_ascii=False)
        wish = f"Answer with one JSON value and nothing else. It must fit this JSON Schema: {shape}"
        messages = _with_instructions(request.messages, wish)
        request = replace(request, messages=messages, json_schema=None)
    if "system" in left_out:
        request = replace(request, messages=_without_system(request.messages))
    if not {"turns", "system"}.isdisjoint(left_out):
        request = replace(request, messages=_merged(request.messages))
    return request


def _uses_tools(request: LlmRequest) -> bool:
    return bool(request.tools) or any(m.tool_calls or m.role == "tool" for m in request.messages)


def _with_tools_described(request: LlmRequest) -> LlmRequest:
    """The tools, their calls and their results as text, in the form that most LLMs were taught."""
    specs = "\n".join(
        json.dumps({"name": t.name, "description": t.description, "parameters": dict(t.parameters)})
        for t in request.tools
    )
    wish = (
        "You may call these tools. To call one, answer only with\n"
        '<tool_call>{"name": NAME, "arguments": {...}}</tool_call>\n'
        f"and you get its result.\n<tools>\n{specs}\n</tools>"
    )
    messages = tuple(_as_text(message) for message in request.messages)
    if request.tools:
        messages = _with_instructions(messages, wish)
    return replace(request, messages=messages, tools=(), must_call=False)


def _as_text(message: ChatMessage) -> ChatMessage:
    if message.role == "tool":
        return ChatMessage("user", f"<tool_response>\n{message.content}\n</tool_response>")
    if not message.tool_calls:
        return message
    calls = [
        f"<tool_call>{json.dumps({'name': c.name, 'arguments': dict(c.arguments)})}</tool_call>"
        for c in message.tool_calls
    ]
    return ChatMessage(message.role, "\n".join((message.content, *calls)).strip())


def _with_instructions(messages: Sequence[ChatMessage], wish: str) -> tuple[ChatMessage, ...]:
    first, *others = messages
    if first.role == "system":
        return (replace(first, content=f"{first.content}\n\n{wish}"), *others)
    return (ChatMessage("system", wish), first, *others)


def _without_system(messages: Sequence[ChatMessage]) -> tuple[ChatMessage, ...]:
    return tuple(replace(m, role="user") if m.role == "system" else m for m in messages)


def _merged(messages: Sequence[ChatMessage]) -> tuple[ChatMessage, ...]:
    """The messages with neighbours of the same role joined, except the results of tools."""
    merged: list[ChatMessage] = []
    for message in messages:
        last = merged[-1] if merged else None
        if last is None or last.role != message.role or message.role == "tool":
            merged.append(message)
        else:
            text = "\n\n".join(part for part in (last.content, message.content) if part)
            calls = (*last.tool_calls, *message.tool_calls)
            images = (*last.images, *message.images)
            merged[-1] = replace(last, content=text, tool_calls=calls, images=images)
    return tuple(merged)
