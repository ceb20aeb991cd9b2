"""Responses: the newer request in OpenAI's form, and the answer to it.

Source: https://platform.openai.com/docs/api-reference/responses. Nothing is kept between requests,
so each has the whole conversation.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import Field

from hocket.app.chat import Chat
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import (
    Form,
    misfit,
    refuse_begun,
    refuse_others,
    sampling_of,
    seed_of,
    tool_call,
    tool_spec,
)
from hocket.server.facades.openai.chat import TEMPERATURE, said_by_user, schema_of, text_of
from hocket.server.facades.openai.tool_choice import chosen
from hocket.server.facades.pictures import Pictures

if TYPE_CHECKING:
    from hocket.ports.llm import LlmAnswer, ToolCall, ToolSpec

HARMLESS = frozenset(
    {
        *("include", "max_tool_calls", "metadata", "prompt_cache_key"),
        *("prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store"),
        *("stream_options", "truncation", "user"),
    }
)
"""Hints and notes; a prompt that does not fit is refused, never truncated."""

NEUTRAL: dict[str, tuple[Any, ...]] = {
    "background": (False,),
    "top_logprobs": (0,),
}

_ROLES = {"user": "user", "assistant": "assistant", "system": "system", "developer": "system"}


class ResponseForm(Form):
    """A request for a response."""

    model: str = Field(min_length=1, max_length=200)
    input: str | list[dict[str, Any]]
    instructions: str | None = None
    stream: bool | None = False
    max_output_tokens: int | None = Field(default=None, ge=1)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    text: dict[str, Any] | None = None
    tools: list[dict[str, Any]] | None = None
    tool_choice: str | dict[str, Any] | None = None
    parallel_tool_calls: bool | None = None


def chat_of(form: ResponseForm) -> Chat:
    """The chat that a request asks for.

    Raises:
        Problem: 400, it asks for what hocket cannot do; names the parameter.
    """
    temperature = TEMPERATURE if form.temperature is None else form.temperature
    refuse_others(form.model_extra, harmless=HARMLESS, neutral=NEUTRAL)
    pictures = Pictures()
    messages = [ChatMessage("system", form.instructions)] if form.instructions else []
    if isinstance(form.input, str):
        messages.append(ChatMessage("user", form.input))
    else:
        for place, item in enumerate(form.input):
            _add(messages, _messages(item, f"input.{place}", pictures))
    if not messages:
        raise misfit("input", "it is empty; add a message")
    refuse_begun(messages, "input")
    tools, must_call = chosen(form.tool_choice, _tools(form))
    return Chat(
        form.model,
        tuple(messages),
        temperature=temperature,
        seed=seed_of(None),
        max_tokens=form.max_output_tokens,
        json_schema=_schema(form),
        tools=tools,
        must_call=must_call,
        many_calls=form.parallel_tool_calls is not False,
        sampling=sampling_of(form),
        fields=pictures.fields,
    )


def response_body(form: ResponseForm, answer: LlmAnswer, call_id: str, at_s: int) -> dict[str, Any]:
    """The whole response."""
    output: list[dict[str, Any]] = []
    if answer.thoughts:
        output.append(reasoning_item(call_id, answer.thoughts))
    if answer.text or not answer.tool_calls:
        output.append(message_item(call_id, answer.text))
    output += [call_item(call_id, call, place) for place, call in enumerate(answer.tool_calls)]
    is_cut = answer.finish == "length"
    return {
        **head(form, call_id, at_s),
        "model": answer.llm,
        "status": "incomplete" if is_cut else "completed",
        "incomplete_details": {"reason": "max_output_tokens"} if is_cut else None,
        "output": output,
        "usage": {
            "input_tokens": answer.prompt_tokens,
            "input_tokens_details": {
                "cached_tokens": answer.cached_tokens,
                "cache_write_tokens": 0,
            },
            "output_tokens": answer.completion_tokens,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": answer.prompt_tokens + answer.completion_tokens,
        },
    }


def head(form: ResponseForm, call_id: str, at_s: int) -> dict[str, Any]:
    """A response that has nothing yet."""
    return {
        "id": call_id,
        "object": "response",
        "created_at": at_s,
        "status": "in_progress",
        "error": None,
        "incomplete_details": None,
        "instructions": form.instructions,
        "max_output_tokens": form.max_output_tokens,
        "metadata": {},
        "model": form.model,
        "output": [],
        "parallel_tool_calls": form.parallel_tool_calls is not False,
        "previous_response_id": None,
        "store": False,
        "temperature": form.temperature,
        "text": form.text or {"format": {"type": "text"}},
        "tool_choice": form.tool_choice or "auto",
        "tools": form.tools or [],
        "top_p": form.top_p,
        "truncation": "disabled",
        "usage": None,
    }


def message_item(call_id: str, text: str, status: str = "completed") -> dict[str, Any]:
    """The text of an answer."""
    content = [text_part(text)] if status == "completed" else []
    own = call_id.replace("resp_", "msg_", 1)
    head = {"id": own, "type": "message", "role": "assistant", "status": status}
    return {**head, "content": content}


def text_part(text: str) -> dict[str, Any]:
    """A text within a message."""
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def reasoning_item(call_id: str, thoughts: str) -> dict[str, Any]:
    """The thoughts before an answer."""
    summary = [{"type": "summary_text", "text": thoughts}] if thoughts else []
    return {"id": call_id.replace("resp_", "rs_", 1), "type": "reasoning", "summary": summary}


def call_item(call_id: str, call: ToolCall, place: int) -> dict[str, Any]:
    """A tool call, with an id that no other call has."""
    own = call_id.removeprefix("resp_")
    return {
        "id": f"fc_{own}_{place}",
        "type": "function_call",
        "call_id": f"call_{own}_{place}",
        "name": call.name,
        "arguments": json.dumps(dict(call.arguments), ensure_ascii=False),
        "status": "completed",
    }


def _add(messages: list[ChatMessage], added: list[ChatMessage]) -> None:
    """Add messages; a call joins the turn before it, as one turn may make several calls."""
    for message in added:
        if message.tool_calls and messages and messages[-1].role == "assistant":
            turn = messages[-1]
            messages[-1] = replace(turn, tool_calls=(*turn.tool_calls, *message.tool_calls))
        else:
            messages.append(message)


def _messages(item: dict[str, Any], path: str, pictures: Pictures) -> list[ChatMessage]:
    kind = item.get("type", "message")
    if kind == "reasoning":
        return []  # thoughts are no part of a prompt
    if kind == "function_call":
        call = tool_call(item.get("name"), item.get("arguments"), item.get("call_id"), path)
        return [ChatMessage("assistant", "", (call,))]
    if kind == "function_call_output":
        text = text_of(item.get("output"), f"{path}.output")
        return [ChatMessage("tool", text, call_id=str(item.get("call_id") or ""))]
    role = _ROLES.get(str(item.get("role")))
    if kind != "message" or role is None:
        raise misfit(path, f"an item of type {kind!r} cannot be passed to a model here; send text")
    if role == "user":
        return said_by_user(item.get("content"), f"{path}.content", pictures)
    text = text_of(item.get("content"), f"{path}.content")
    return [ChatMessage("assistant" if role == "assistant" else "system", text)]


def _tools(form: ResponseForm) -> tuple[ToolSpec, ...]:
    specs = []
    for place, tool in enumerate(form.tools or ()):
        if tool.get("type") != "function":
            raise misfit(f"tools.{place}", "only tools of type function are known here")
        about, parameters = tool.get("description"), tool.get("parameters")
        specs.append(tool_spec(tool.get("name"), about, parameters, f"tools.{place}"))
    return tuple(specs)


def _schema(form: ResponseForm) -> dict[str, Any] | None:
    return schema_of((form.text or {}).get("format"), "text.format")
