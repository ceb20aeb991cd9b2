"""Requests and answers as bytes: what is journaled, recorded and compared.

The text is canonical JSON (sorted keys, no spaces, UTF-8) without defaults, so equal values have
equal bytes, and a field added later changes no existing digest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hocket.core.usage import NO_USAGE, Usage
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec

_NO_USD = Decimal(0)
_WHERE_SET = (
    "llm",
    "thoughts",
    "verbatim",
    "repeats",
    "unverified",
    "prompt_tokens",
    "cached_tokens",
    "completion_tokens",
    "prompt_s",
    "completion_s",
    "load_s",
    "total_s",
    "failed_calls",
)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return str(value)
    message = f"{type(value).__name__} has no place in JSON"
    raise TypeError(message)


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
).encode


def encode_request(request: LlmRequest) -> bytes:
    """The canonical bytes of a request; their digest is its key.

    Raises:
        TypeError: A schema or an argument has a value that JSON does not support.
    """
    data: dict[str, Any] = {
        "llm": request.llm,
        "messages": [_message(message) for message in request.messages],
    }
    if request.json_schema is not None:
        data["json_schema"] = request.json_schema
    if request.tools:
        data["tools"] = [
            {"name": t.name, "description": t.description, "parameters": t.parameters}
            for t in request.tools
        ]
    if request.max_tokens != 1024:  # noqa: PLR2004 - LlmRequest's default
        data["max_tokens"] = request.max_tokens
    if request.temperature:
        # 1 and 1.0 are equal values and must be equal bytes.
        data["temperature"] = float(request.temperature)
    if request.seed:
        data["seed"] = request.seed
    if request.stop:
        data["stop"] = request.stop
    if request.timeout_s != 600:  # noqa: PLR2004 - LlmRequest's default
        data["timeout_s"] = float(request.timeout_s)
    if request.logprobs:
        data["logprobs"] = request.logprobs
    # A lone surrogate, which a host may send as an escape, has no UTF-8 but must survive.
    return _encode(data).encode("utf-8", "surrogatepass")


def decode_request(data: bytes) -> LlmRequest:
    """The request that these bytes were made from.

    Raises:
        ValueError: The bytes are no request.
    """
    try:
        fields = json.loads(data)
        fields["messages"] = tuple(_read_message(m) for m in fields["messages"])
        if "tools" in fields:
            fields["tools"] = tuple(ToolSpec(**tool) for tool in fields["tools"])
        if "stop" in fields:
            fields["stop"] = tuple(fields["stop"])
        return LlmRequest(**fields)
    except (KeyError, TypeError) as error:
        message = f"these bytes are no request: {error}"
        raise ValueError(message) from error


def encode_answer(answer: LlmAnswer) -> bytes:
    """The canonical bytes of an answer.

    Raises:
        TypeError: An argument or ``data`` holds something that JSON cannot.
    """
    data: dict[str, Any] = {"text": answer.text}
    if answer.finish != "stop":
        data["finish"] = answer.finish
    if answer.tool_calls:
        data["tool_calls"] = [_call(call) for call in answer.tool_calls]
    if answer.usd != _NO_USD:
        data["usd"] = str(answer.usd)
    if answer.left_out:
        data["left_out"] = answer.left_out
    if answer.first_token:
        data["first_token"] = answer.first_token
    if answer.data is not None:
        data["data"] = answer.data
    if answer.verification is not NO_USAGE and answer.verification != NO_USAGE:
        data["verification"] = answer.verification.model_dump(mode="json", exclude_defaults=True)
    for name in _WHERE_SET:
        value = getattr(answer, name)
        if value:
            data[name] = value
    return _encode(data).encode("utf-8", "surrogatepass")


def decode_answer(data: bytes) -> LlmAnswer:
    """The answer that these bytes were made from.

    Raises:
        ValueError: The bytes are no answer.
    """
    try:
        fields = json.loads(data)
        if "tool_calls" in fields:
            fields["tool_calls"] = tuple(ToolCall(**call) for call in fields["tool_calls"])
        if "left_out" in fields:
            fields["left_out"] = tuple(fields["left_out"])
        if "usd" in fields:
            fields["usd"] = Decimal(fields["usd"])
        if "verification" in fields:
            fields["verification"] = Usage.model_validate(fields["verification"])
        return LlmAnswer(**fields)
    except (ArithmeticError, TypeError) as error:
        message = f"these bytes are no answer: {error}"
        raise ValueError(message) from error


def _message(message: ChatMessage) -> dict[str, Any]:
    data: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.tool_calls:
        data["tool_calls"] = [_call(call) for call in message.tool_calls]
    if message.call_id:
        data["call_id"] = message.call_id
    return data


def _read_message(fields: dict[str, Any]) -> ChatMessage:
    if "tool_calls" in fields:
        fields["tool_calls"] = tuple(ToolCall(**call) for call in fields["tool_calls"])
    return ChatMessage(**fields)


def _call(call: ToolCall) -> dict[str, Any]:
    data: dict[str, Any] = {"name": call.name, "arguments": call.arguments}
    if call.call_id:
        data["call_id"] = call.call_id
    if call.fault:
        data["fault"] = call.fault
    return data
