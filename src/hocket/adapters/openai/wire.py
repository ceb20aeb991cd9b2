"""Conversion between the JSON of OpenAI's API and our values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, digest_of, table, word
from hocket.adapters.http.rewriting import parts_of
from hocket.ports.llm import LlmInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.core.image import Image
    from hocket.ports.llm import ChatMessage, LlmRequest

_WINDOW_NAMES = ("max_model_len", "loaded_context_length", "context_length", "max_context_length")
"""Names under which hosts list the context window."""

TAKEN = frozenset({"top_p", "presence_penalty", "frequency_penalty", "tool_choice", "images"})
"""Of sampling, more are fields of some hosts, and others would ignore them without a word."""

_NOT_STRICT = frozenset(
    {
        "allOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "dependentRequired",
        "dependentSchemas",
        "patternProperties",
        "prefixItems",
        "unevaluatedProperties",
        "contains",
        "uniqueItems",
        "minProperties",
        "maxProperties",
    }
)
"""Keywords that strict mode does not support."""


def sent_parts(request: LlmRequest, left_out: Collection[str]) -> frozenset[str]:
    """The optional parts that the body of a request has."""
    sent = parts_of(request) | {"stream", "stream_options", "max_tokens"}
    if request.json_schema is not None and is_strict(request.json_schema):
        sent |= {"strict"}
    if "stream" in left_out:
        sent -= {"stream_options"}  # of a stream only
    return sent - frozenset(left_out)


def chat_body(request: LlmRequest, left_out: Collection[str]) -> dict[str, Any]:
    """The body of ``/chat/completions``, without the parts that the host refuses."""
    sent = sent_parts(request, left_out)
    body: dict[str, Any] = {
        "model": request.llm,
        "messages": _messages(request.messages),
        "stream": "stream" in sent,
        # Newer hosted LLMs use another name for the limit.
        "max_tokens" if "max_tokens" in sent else "max_completion_tokens": request.max_tokens,
    }
    if "stream_options" in sent:
        body["stream_options"] = {"include_usage": True}
    if "temperature" in sent:
        body["temperature"] = request.temperature
    if "seed" in sent:
        body["seed"] = request.seed
    if "stop" in sent:
        body["stop"] = list(request.stop)
    body |= request.sampling.effective  # some LLMs refuse also what is neutral
    if request.json_schema is not None:
        form: dict[str, Any] = {"name": "answer", "schema": dict(request.json_schema)}
        if "strict" in sent:
            form["strict"] = True
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    if request.tools:
        body |= _tools(request, sent)
    if "logprobs" in sent:
        body["logprobs"] = True
        body["top_logprobs"] = request.logprobs
    return body


def _tools(request: LlmRequest, sent: Collection[str]) -> dict[str, Any]:
    """The tools, and how many of them may or have to be called."""
    body: dict[str, Any] = {
        "tools": [
            {
                "type": "function",
                "function": {
                    "name": tool.name,
                    "description": tool.description,
                    "parameters": dict(tool.parameters),
                },
            }
            for tool in request.tools
        ]
    }
    if request.must_call:
        body["tool_choice"] = "required"
    if "parallel_tool_calls" in sent:
        body["parallel_tool_calls"] = False
    return body


def is_strict(schema: Any, *, top: bool = True) -> bool:
    """Whether strict mode supports a JSON Schema.

    Examples:
        >>> is_strict({"type": "object", "properties": {"a": {"type": "string"}}})
        False
        >>> is_strict({"type": "object", "properties": {}, "required": [],
        ...            "additionalProperties": False})
        True
    """
    if not isinstance(schema, dict):
        return True
    if top and (schema.get("type") != "object" or "anyOf" in schema):
        return False
    if not _NOT_STRICT.isdisjoint(schema):
        return False
    properties = schema.get("properties", {})
    if schema.get("type") == "object" and (
        schema.get("additionalProperties") is not False
        or set(schema.get("required", ())) != set(properties)
    ):
        return False
    parts = [schema.get("items"), *properties.values(), *schema.get("anyOf", ())]
    parts += schema.get("$defs", {}).values()
    return all(is_strict(part, top=False) for part in parts)


def window_of(entry: Mapping[str, Any]) -> int:
    """The context window of a listed LLM; 0 if the host does not report it."""
    meta = table(entry.get("meta"))
    windows = [entry.get(name) for name in _WINDOW_NAMES]
    # llama-server: the window in use, or the one the LLM was trained for.
    windows += [meta.get("n_ctx"), meta.get("n_ctx_train")]
    return next((value for value in map(count, windows) if value), 0)


def info_of(name: str, entry: Mapping[str, Any], window: int) -> LlmInfo:
    """One listed LLM; only its name shows whether it is for embeddings."""
    embeds = "embed" in name.lower()
    details = {key: word(entry.get(key)) for key in ("owned_by", "created")}
    return LlmInfo(
        name=name,
        adapter="openai",
        size_bytes=count(table(entry.get("meta")).get("size")),
        context_tokens=window,
        can_chat=not embeds,
        can_embed=embeds,
        details={key: value for key, value in details.items() if value},
        digest=digest_of(dict(entry)),
    )


def _messages(messages: Sequence[ChatMessage]) -> list[dict[str, Any]]:
    """The messages; those that follow one another about images are one, of parts in their order."""
    made: list[dict[str, Any]] = []
    for message in messages:
        last: dict[str, Any] = made[-1] if made else {"role": ""}
        in_parts = isinstance(last.get("content"), list) or bool(message.images)
        if in_parts and last["role"] == message.role == "user":
            last["content"] = [*_parts(last["content"]), *_parts(message.content, message.images)]
        else:
            made.append(_message(message))
    return made


def _parts(content: str | list[Any], images: Sequence[Image] = ()) -> list[dict[str, Any]]:
    if isinstance(content, list):
        return content
    parts = [{"type": "image_url", "image_url": {"url": image.data_url}} for image in images]
    return [*parts, *([{"type": "text", "text": content}] if content else [])]


def _message(message: ChatMessage) -> dict[str, Any]:
    content = _parts(message.content, message.images) if message.images else message.content
    data: dict[str, Any] = {"role": message.role, "content": content}
    if message.tool_calls:
        data["tool_calls"] = [
            {
                "id": call.call_id,
                "type": "function",
                "function": {"name": call.name, "arguments": json.dumps(dict(call.arguments))},
            }
            for call in message.tool_calls
        ]
    if message.call_id:
        data["tool_call_id"] = message.call_id
    return data
