"""Requests and answers as bytes: what is journaled, recorded and compared.

The text is canonical JSON (sorted keys, no spaces, UTF-8) without defaults, so equal values have
equal bytes, and a field added later changes no existing digest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from operator import attrgetter
from typing import Any

from hocket.core.image import Image
from hocket.core.sampling import UNSET, Sampling
from hocket.core.usage import NO_USAGE, Usage
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec

_NO_USD = Decimal(0)
_SELDOM = (
    "thoughts",
    "verbatim",
    "repeats",
    "stopped_by",
    "unverified",
    "cached_tokens",
    "prompt_s",
    "completion_s",
    "load_s",
    "total_s",
    "failed_calls",
    "left_out",
    "first_token",
)
"""Fields of an answer that are left out where they are empty, as most are in most answers."""

_seldom_of = attrgetter(*_SELDOM)


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
_quoted = json.encoder.encode_basestring
"""As the encoder writes a text."""


def _written(value: Any) -> str:
    """The JSON of a value; the encoder takes several times as long for a lone text or number."""
    kind = type(value)
    if kind is str:
        return _quoted(value)
    if kind is int or (kind is float and isfinite(value)):
        return repr(value)
    return _encode(value)


def _joined(members: list[str]) -> bytes:
    """The object with these members, each ``"key":value``, which sort by their keys."""
    members.sort()
    # A lone surrogate, which a host may send as an escape, has no UTF-8 but must survive.
    return f"{{{','.join(members)}}}".encode("utf-8", "surrogatepass")


def encode_request(request: LlmRequest) -> bytes:
    """The canonical bytes of a request; their digest is its key.

    Raises:
        TypeError: A schema or an argument has a value that JSON does not support.
    """
    messages = ",".join([_message(message) for message in request.messages])
    members = [f'"llm":{_quoted(request.llm)}', f'"messages":[{messages}]']
    if request.json_schema is not None:
        members.append(f'"json_schema":{_encode(request.json_schema)}')
    if not request.constrained:
        members.append('"constrained":false')
    if request.tools:
        tools = [
            {"name": t.name, "description": t.description, "parameters": t.parameters}
            for t in request.tools
        ]
        members.append(f'"tools":{_encode(tools)}')
    members += _sampled(request)
    return _joined(members)


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
        if "sampling" in fields:
            fields["sampling"] = Sampling(**fields["sampling"])
        return LlmRequest(**fields)
    except (KeyError, TypeError) as error:
        message = f"these bytes are no request: {error}"
        raise ValueError(message) from error


def encode_answer(answer: LlmAnswer) -> bytes:
    """The canonical bytes of an answer.

    Raises:
        TypeError: An argument or ``data`` holds something that JSON cannot.
    """
    members = [f'"text":{_quoted(answer.text)}']
    if answer.llm:
        members.append(f'"llm":{_quoted(answer.llm)}')
    if answer.prompt_tokens:
        members.append(f'"prompt_tokens":{_written(answer.prompt_tokens)}')
    if answer.completion_tokens:
        members.append(f'"completion_tokens":{_written(answer.completion_tokens)}')
    seldom = _seldom_of(answer)
    if any(seldom):
        pairs = zip(_SELDOM, seldom, strict=True)
        members += [f'"{name}":{_written(value)}' for name, value in pairs if value]
    if answer.finish != "stop":
        members.append(f'"finish":{_quoted(answer.finish)}')
    if answer.tool_calls:
        members.append(f'"tool_calls":{_encode([_call(call) for call in answer.tool_calls])}')
    if answer.usd != _NO_USD:
        members.append(f'"usd":"{answer.usd}"')
    if answer.data is not None:
        members.append(f'"data":{_written(answer.data)}')
    if answer.verification is not NO_USAGE and answer.verification != NO_USAGE:
        verification = answer.verification.model_dump(mode="json", exclude_defaults=True)
        members.append(f'"verification":{_encode(verification)}')
    return _joined(members)


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


def _sampled(request: LlmRequest) -> list[str]:
    """How the answer is sampled and where it ends."""
    members = []
    if request.max_tokens != 1024:  # noqa: PLR2004 - LlmRequest's default
        members.append(f'"max_tokens":{_written(request.max_tokens)}')
    if request.temperature:
        # 1 and 1.0 are equal values and must be equal bytes.
        members.append(f'"temperature":{_written(float(request.temperature))}')
    if request.seed:
        members.append(f'"seed":{_written(request.seed)}')
    if request.stop:
        members.append(f'"stop":{_encode(request.stop)}')
    if request.timeout_s != 600:  # noqa: PLR2004 - LlmRequest's default
        members.append(f'"timeout_s":{_written(float(request.timeout_s))}')
    if request.logprobs:
        members.append(f'"logprobs":{_written(request.logprobs)}')
    if request.sampling is not UNSET and request.sampling != UNSET:
        members.append(f'"sampling":{_encode(request.sampling.given)}')
    if request.must_call:
        members.append('"must_call":true')
    if request.one_call:
        members.append('"one_call":true')
    return members


def _message(message: ChatMessage) -> str:
    text = f'"role":{_quoted(message.role)}'
    if message.images:
        images = [{"base64": i.base64, "media_type": i.media_type} for i in message.images]
        text = f'"images":{_encode(images)},{text}'
    text = f'"content":{_quoted(message.content)},{text}'
    if message.call_id:
        text = f'"call_id":{_quoted(message.call_id)},{text}'
    if message.tool_calls:
        text += f',"tool_calls":{_encode([_call(call) for call in message.tool_calls])}'
    return f"{{{text}}}"


def _read_message(fields: dict[str, Any]) -> ChatMessage:
    if "tool_calls" in fields:
        fields["tool_calls"] = tuple(ToolCall(**call) for call in fields["tool_calls"])
    if "images" in fields:
        fields["images"] = tuple(Image(**image) for image in fields["images"])
    return ChatMessage(**fields)


def _call(call: ToolCall) -> dict[str, Any]:
    data: dict[str, Any] = {"name": call.name, "arguments": call.arguments}
    if call.call_id:
        data["call_id"] = call.call_id
    if call.fault:
        data["fault"] = call.fault
    if call.turn:
        data["turn"] = call.turn
    return data
