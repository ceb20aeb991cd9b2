"""Chat completions: a request in OpenAI's form, and the answer to it.

Source: https://platform.openai.com/docs/api-reference/chat.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.app.chat import Chat
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import (
    ANY_OBJECT,
    NO_FUNCTION,
    Form,
    function_tool,
    misfit,
    refuse_begun,
    refuse_others,
    sampling_of,
    seed_of,
    stops_of,
    tool_call,
)
from hocket.server.facades.openai.tool_choice import chosen
from hocket.server.facades.pictures import Pictures, user_messages

if TYPE_CHECKING:
    from hocket.core.image import Image
    from hocket.ports.llm import LlmAnswer, ToolCall, ToolSpec

TEMPERATURE = 1.0
"""Of a request that names none, as at OpenAI."""

HARMLESS = frozenset(
    {
        *(
            "metadata",
            "prediction",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
        ),
        *("reasoning_effort", "service_tier", "store", "stream_options", "user", "verbosity"),
    }
)
"""Hints and notes: what they ask for is no promise at OpenAI either."""

NEUTRAL: dict[str, tuple[Any, ...]] = {
    "logit_bias": ({},),
    "logprobs": (False,),
    "modalities": (["text"],),
    "n": (1,),
}

_PICTURES = ("image_url", "input_image")
"""Parts that are images, in chat completions and in responses; their ``detail`` is a hint."""

UNKNOWN = ("audio", "function_call")
"""Parts of a message that a prompt would lack; what else programs add is no part of one."""


class Message(Form):
    """A message of a request."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[dict[str, Any]] | None = None
    tool_calls: list[dict[str, Any]] | None = None
    tool_call_id: str = ""


class ChatForm(Form):
    """A request for a chat completion."""

    model: str = Field(min_length=1, max_length=200)
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = False
    stream_options: dict[str, Any] | None = None
    max_tokens: int | None = Field(default=None, ge=1)
    max_completion_tokens: int | None = Field(default=None, ge=1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    seed: int | None = None
    stop: str | list[str] | None = None
    top_p: float | None = Field(default=None, gt=0, le=1)
    presence_penalty: float | None = Field(default=None, ge=-2, le=2)
    frequency_penalty: float | None = Field(default=None, ge=-2, le=2)
    top_k: int | None = Field(default=None, ge=0)  # this and the next two are of other hosts
    min_p: float | None = Field(default=None, ge=0, le=1)
    repeat_penalty: float | None = Field(default=None, gt=0)
    tools: list[dict[str, Any]] | None = None
    tool_choice: str | dict[str, Any] | None = None
    parallel_tool_calls: bool | None = None
    response_format: dict[str, Any] | None = None

    @property
    def counts_in_stream(self) -> bool:
        """Whether a stream ends with the counts of tokens."""
        return bool((self.stream_options or {}).get("include_usage"))


def chat_of(form: ChatForm) -> Chat:
    """The chat that a request asks for.

    Raises:
        Problem: 400, it asks for what hocket cannot do; names the parameter.
    """
    temperature = TEMPERATURE if form.temperature is None else form.temperature
    refuse_others(form.model_extra, harmless=HARMLESS, neutral=NEUTRAL)
    pictures = Pictures()
    messages: list[ChatMessage] = []
    for place, message in enumerate(form.messages):
        messages += _messages(message, f"messages.{place}", pictures)
    refuse_begun(messages, f"messages.{len(form.messages) - 1}")
    tools, must_call = chosen(form.tool_choice, _tools(form))
    return Chat(
        form.model,
        tuple(messages),
        temperature=temperature,
        seed=seed_of(form.seed),
        max_tokens=form.max_completion_tokens or form.max_tokens,
        json_schema=schema_of(form.response_format, "response_format"),
        tools=tools,
        must_call=must_call,
        many_calls=form.parallel_tool_calls is not False,
        stop=stops_of(form.stop),
        sampling=sampling_of(form),
        fields=pictures.fields,
    )


def text_of(content: Any, path: str) -> str:
    """The text of a message; its parts are joined.

    Raises:
        Problem: 400, a part is no text: no host of hocket takes sounds or files, and images are
            for messages of the user.
    """
    if content is None or isinstance(content, str):
        return content or ""
    if not isinstance(content, list):
        raise misfit(path, "it is neither a text nor a list of parts; correct it")
    return "".join(_text_part(part, f"{path}.{place}") for place, part in enumerate(content))


def said_by_user(content: Any, path: str, pictures: Pictures) -> list[ChatMessage]:
    """A message of the user, or the messages that its parts are; see ``user_messages``.

    Raises:
        Problem: 400, a part is neither a text nor an image, or an image is not within the request.
    """
    if not isinstance(content, list):
        return [ChatMessage("user", text_of(content, path))]
    parts: list[str | Image] = []
    for place, given in enumerate(content):
        where, part = f"{path}.{place}", given if isinstance(given, dict) else {}
        if part.get("type") in _PICTURES:
            url = part.get("image_url")
            url = url.get("url") if isinstance(url, dict) else url
            parts.append(pictures.read(url, f"{where}.image_url"))
        else:
            parts.append(_text_part(part, where))
    return user_messages(parts)


def schema_of(response_format: Any, path: str) -> dict[str, Any] | None:
    """The JSON Schema that an answer has to fit; None for text.

    Raises:
        Problem: 400, the form is unknown, or has no schema.
    """
    if response_format is None:
        return None
    if not isinstance(response_format, dict):
        raise misfit(path, "it is not an object with a type; correct it")
    kind = response_format.get("type", "text")
    if kind == "text":
        return None
    if kind == "json_object":
        return ANY_OBJECT
    if kind != "json_schema":
        raise misfit(f"{path}.type", f"{kind!r} is not known; use text, json_object or json_schema")
    named = response_format.get("json_schema", response_format)
    schema = named.get("schema") if isinstance(named, dict) else None
    if not isinstance(schema, dict):
        raise misfit(f"{path}.json_schema.schema", "it is missing; add the JSON Schema")
    return schema


def completion(answer: LlmAnswer, call_id: str, created: int) -> dict[str, Any]:
    """The whole answer."""
    message: dict[str, Any] = {"role": "assistant", "content": answer.text, "refusal": None}
    if answer.thoughts:
        message["reasoning_content"] = answer.thoughts
    if answer.tool_calls:
        message["content"] = answer.text or None
        message["tool_calls"] = [
            called(call, call_id, n) for n, call in enumerate(answer.tool_calls)
        ]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": answer.finish}
    return {
        "id": call_id,
        "object": "chat.completion",
        "created": created,
        "model": answer.llm,
        "choices": [choice],
        "usage": usage_of(answer),
    }


def called(call: ToolCall, call_id: str, place: int) -> dict[str, Any]:
    """A tool call; one without an id gets one that no other call has."""
    own = f"call_{call_id.removeprefix('chatcmpl-')}_{place}"
    arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
    function = {"name": call.name, "arguments": arguments}
    return {"id": own, "type": "function", "function": function}


def usage_of(answer: LlmAnswer) -> dict[str, Any]:
    """The counts of tokens."""
    return {
        "prompt_tokens": answer.prompt_tokens,
        "completion_tokens": answer.completion_tokens,
        "total_tokens": answer.prompt_tokens + answer.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": answer.cached_tokens},
    }


def _text_part(given: Any, path: str) -> str:
    part = given if isinstance(given, dict) else {}
    text = part.get("text", part.get("refusal"))
    if not isinstance(text, str):
        kind = part.get("type", "unknown")
        raise misfit(path, f"a part of type {kind!r} cannot be passed to a model here; send text")
    return text


def _messages(message: Message, path: str, pictures: Pictures) -> list[ChatMessage]:
    for name in UNKNOWN:
        if (message.model_extra or {}).get(name) is not None:
            raise misfit(f"{path}.{name}", "it cannot be passed to a model here; send tool_calls")
    if message.role == "user":
        return said_by_user(message.content, f"{path}.content", pictures)
    text = text_of(message.content, f"{path}.content")
    if message.role == "assistant":
        calls = [
            _call(call, f"{path}.tool_calls.{place}")
            for place, call in enumerate(message.tool_calls or ())
        ]
        return [ChatMessage("assistant", text, tuple(calls))]
    if message.role == "tool":
        return [ChatMessage("tool", text, call_id=message.tool_call_id)]
    return [ChatMessage("system", text)]


def _call(call: dict[str, Any], path: str) -> ToolCall:
    function = call.get("function")
    if not isinstance(function, dict):
        raise misfit(f"{path}.function", "it is missing; only calls of functions are known here")
    return tool_call(function.get("name"), function.get("arguments"), call.get("id"), path)


def _tools(form: ChatForm) -> tuple[ToolSpec, ...]:
    specs = []
    for place, tool in enumerate(form.tools or ()):
        path = f"tools.{place}"
        if tool.get("type", "function") != "function":
            raise misfit(path, NO_FUNCTION)
        specs.append(function_tool(tool, path))
    return tuple(specs)
