"""Answers that have to be a call of a tool.

Where a host can be told so, it is. Where it cannot, or makes no call for all that, the call is had
as JSON that fits a schema over the tools, by the structure ladder.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.core.definitions import hoisted
from hocket.llm.structure import StructuredLlm
from hocket.ports.llm import ChatMessage, ToolCall, taken_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.event import Event
    from hocket.ports.llm import Llm, LlmAnswer, LlmRequest, OnText, ToolSpec

CALL_ID = "call-0"
"""Of a call that is had by a schema: it is the only one of its answer."""


async def forced_call(llm: Llm, request: LlmRequest, on_text: OnText | None = None) -> LlmAnswer:
    """The answer to a request that has to be a call of one of its tools.

    An answer of a host that is cut off at ``max_tokens`` has no call, as its ``finish`` says.

    Args:
        llm: The hosts.
        request: Has at least one tool.
        on_text: As of ``complete``; called in each ask.

    Raises:
        StructureError, TruncatedError: It called no tool in all asks.
    """
    if "tool_choice" in taken_by(llm, request.llm):
        told = replace(request, must_call=True, json_schema=None)
        said = await llm.complete(told, on_text)
        if said.finish == "length" or _is_call(said, request.tools):
            return said
    said = await StructuredLlm(llm, "", _unnoted).complete(as_schema(request), on_text)
    call = ToolCall(said.data["name"], said.data["arguments"], CALL_ID)
    return replace(
        said, text="", data=None, tool_calls=(call,), finish="tool_calls", verbatim=said.text
    )


def as_schema(request: LlmRequest) -> LlmRequest:
    """The same request with the tools in its prompt, and a schema that their calls fit."""
    specs = "\n".join(
        json.dumps({"name": t.name, "description": t.description, "parameters": dict(t.parameters)})
        for t in request.tools
    )
    wish = (
        'Call one of these tools. Answer with one JSON object, {"name": NAME, "arguments": {...}}, '
        f"with all that the tool needs.\nTools:\n{specs}"
    )
    first, *others = request.messages
    if first.role == "system":
        messages = (replace(first, content=f"{first.content}\n\n{wish}"), *others)
    else:
        messages = (ChatMessage("system", wish), first, *others)
    return replace(
        request,
        messages=messages,
        tools=(),
        must_call=False,
        one_call=False,
        json_schema=schema_of_calls(request.tools),
    )


def schema_of_calls(tools: Sequence[ToolSpec]) -> dict[str, Any]:
    """The JSON Schema of a call of one of these tools."""
    parameters, definitions = hoisted([{**t.parameters, "type": "object"} for t in tools])
    calls: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": {"name": {"const": tool.name}, "arguments": arguments},
            "required": ["name", "arguments"],
            "additionalProperties": False,
        }
        for tool, arguments in zip(tools, parameters, strict=True)
    ]
    schema = calls[0] if len(calls) == 1 else {"anyOf": calls}
    return {**schema, "$defs": definitions} if definitions else schema


def _is_call(said: LlmAnswer, tools: Sequence[ToolSpec]) -> bool:
    """Whether it calls tools, and only these, with arguments that can be read."""
    names = {tool.name for tool in tools}
    return bool(said.tool_calls) and all(c.name in names and not c.fault for c in said.tool_calls)


async def _unnoted(_: Event) -> None:
    """There is no run whose journal would keep it."""
