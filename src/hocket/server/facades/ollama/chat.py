"""Chats and prompts in Ollama's form, and the answers to them.

Source: https://github.com/ollama/ollama/blob/main/docs/api.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.app.chat import Chat
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import (
    ANY_OBJECT,
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
from hocket.server.facades.pictures import Pictures

if TYPE_CHECKING:
    from hocket.core.image import Image
    from hocket.ports.llm import LlmAnswer, ToolCall, ToolSpec

TEMPERATURE = 0.8
"""Of a request that names none, as at Ollama."""

HARMLESS = frozenset({"keep_alive", "think", "truncate", "shift"})
"""When memory is freed is the affair of the host; thoughts are always apart, and nothing is cut."""

NEUTRAL: dict[str, tuple[Any, ...]] = {
    "context": ([],),
    "images": ([],),
    "logprobs": (False,),
    "raw": (False,),
    "suffix": ("",),
    "template": ("",),
    "top_logprobs": (0,),
}

HARMLESS_OPTIONS = frozenset(
    {
        *("f16_kv", "low_vram", "main_gpu", "num_batch", "num_ctx", "num_gpu", "num_keep"),
        *("num_thread", "numa", "use_mlock", "use_mmap", "vocab_only"),
    }
)
"""How a host computes; a prompt that does not fit its window is refused, never cut."""

NEUTRAL_OPTIONS: dict[str, tuple[Any, ...]] = {
    "mirostat": (0,),
    "tfs_z": (1,),
    "typical_p": (1,),
}

_NS = 1e9


class Options(Form):
    """How to sample."""

    temperature: float | None = Field(default=None, ge=0)
    seed: int | None = None
    num_predict: int | None = None
    stop: str | list[str] | None = None
    top_p: float | None = Field(default=None, gt=0, le=1)
    top_k: int | None = Field(default=None, ge=0)
    min_p: float | None = Field(default=None, ge=0, le=1)
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    repeat_penalty: float | None = Field(default=None, gt=0)


class AnyForm(Form):
    """What every request for an answer has."""

    model: str = Field(min_length=1, max_length=200)
    stream: bool | None = True
    format: str | dict[str, Any] | None = None
    options: Options | None = None


class Message(Form):
    """A message of a chat."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str | None = ""
    images: list[Any] | None = None
    tool_calls: list[dict[str, Any]] | None = None
    tool_call_id: str = ""
    tool_name: str = ""


class ChatForm(AnyForm):
    """A request to ``/api/chat``; without messages it only loads the model."""

    messages: list[Message] = Field(default_factory=list)
    tools: list[dict[str, Any]] | None = None


class PromptForm(AnyForm):
    """A request to ``/api/generate``; without a prompt it only loads the model."""

    prompt: str | None = ""
    system: str | None = None
    images: list[Any] | None = None


def chat_of(form: ChatForm) -> Chat:
    """The chat of a request to ``/api/chat``.

    Raises:
        Problem: 400, it asks for what hocket cannot do; names the parameter.
    """
    messages: list[ChatMessage] = []
    pictures = Pictures()
    for place, message in enumerate(form.messages):
        messages.append(_message(message, messages, f"messages.{place}", pictures))
    refuse_begun(messages, f"messages.{len(messages) - 1}")
    tools = tuple(function_tool(tool, f"tools.{n}") for n, tool in enumerate(form.tools or ()))
    return _chat(form, tuple(messages), tools, pictures)


def chat_of_prompt(form: PromptForm) -> Chat:
    """The chat of a request to ``/api/generate``.

    Raises:
        Problem: 400, it asks for what hocket cannot do; names the parameter.
    """
    system = (ChatMessage("system", form.system),) if form.system else ()
    pictures = Pictures()
    images = _images(form.images, "images", pictures)
    prompt = ChatMessage("user", form.prompt or "", images=images)
    return _chat(form, (*system, prompt), (), pictures)


def message_body(answer: LlmAnswer) -> dict[str, Any]:
    """The message of an answer to a chat."""
    message: dict[str, Any] = {"role": "assistant", "content": answer.text}
    if answer.thoughts:
        message["thinking"] = answer.thoughts
    if answer.tool_calls:
        message["tool_calls"] = [called(call) for call in answer.tool_calls]
    return {"message": message}


def prompt_body(answer: LlmAnswer) -> dict[str, Any]:
    """The text of an answer to a prompt."""
    body: dict[str, Any] = {"response": answer.text}
    return body | ({"thinking": answer.thoughts} if answer.thoughts else {})


def called(call: ToolCall) -> dict[str, Any]:
    """A tool call; its arguments are an object."""
    function = {"name": call.name, "arguments": dict(call.arguments)}
    return {"id": call.call_id, "function": function} if call.call_id else {"function": function}


def counts_of(answer: LlmAnswer) -> dict[str, Any]:
    """The end of an answer: its reason, counts, and durations in nanoseconds."""
    return {
        "done": True,
        "done_reason": "length" if answer.finish == "length" else "stop",
        "total_duration": round(answer.total_s * _NS),
        "load_duration": round(answer.load_s * _NS),
        "prompt_eval_count": answer.prompt_tokens,
        "prompt_eval_duration": round(answer.prompt_s * _NS),
        "eval_count": answer.completion_tokens,
        "eval_duration": round(answer.completion_s * _NS),
    }


def _chat(
    form: AnyForm,
    messages: tuple[ChatMessage, ...],
    tools: tuple[ToolSpec, ...],
    pictures: Pictures,
) -> Chat:
    refuse_others(form.model_extra, harmless=HARMLESS, neutral=NEUTRAL)
    options = form.options or Options()
    refuse_others(
        options.model_extra, harmless=HARMLESS_OPTIONS, neutral=NEUTRAL_OPTIONS, where="options."
    )
    sampling = sampling_of(options)
    predict = options.num_predict or 0
    return Chat(
        form.model,
        messages,
        temperature=TEMPERATURE if options.temperature is None else options.temperature,
        seed=seed_of(options.seed),
        max_tokens=predict if predict > 0 else None,  # below 0 it is as long as it comes
        json_schema=_schema(form.format),
        tools=tools,
        stop=stops_of(options.stop),
        sampling=sampling,
        fields={**pictures.fields, **{name: f"options.{name}" for name in sampling.given}},
    )


def _schema(form: str | dict[str, Any] | None) -> dict[str, Any] | None:
    if isinstance(form, dict):
        return form
    if form == "json":
        return ANY_OBJECT
    if form:
        raise misfit("format", f"{form!r} is not known; use json or a JSON Schema")
    return None


def _images(given: list[Any] | None, path: str, pictures: Pictures) -> tuple[Image, ...]:
    return tuple(pictures.read(one, f"{path}.{place}") for place, one in enumerate(given or ()))


def _message(
    message: Message, before: list[ChatMessage], path: str, pictures: Pictures
) -> ChatMessage:
    if message.role == "user":
        images = _images(message.images, f"{path}.images", pictures)
        return ChatMessage("user", message.content or "", images=images)
    if message.images:
        raise misfit(f"{path}.images", "images are for messages of the user; send them there")
    text = message.content or ""
    if message.role == "assistant":
        calls = [
            _call(call, f"{path}.tool_calls.{place}")
            for place, call in enumerate(message.tool_calls or ())
        ]
        return ChatMessage("assistant", text, tuple(calls))
    if message.role == "tool":
        return ChatMessage("tool", text, call_id=message.tool_call_id or _open(message, before))
    return ChatMessage(message.role, text)


def _open(result: Message, before: list[ChatMessage]) -> str:
    """The id of the call that a result without one answers: the first one without a result."""
    answered = {message.call_id for message in before if message.role == "tool"}
    for call in (call for message in before for call in message.tool_calls):
        if call.call_id not in answered and result.tool_name in ("", call.name):
            return call.call_id
    return ""


def _call(call: dict[str, Any], path: str) -> ToolCall:
    function = call.get("function")
    if not isinstance(function, dict):
        raise misfit(f"{path}.function", "it is missing; send the call as the model made it")
    call_id = call.get("id") or path  # any id will do that no other call has
    return tool_call(function.get("name"), function.get("arguments"), call_id, path)
