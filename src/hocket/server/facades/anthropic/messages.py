"""Messages in Anthropic's form, and the answers to them.

Source: https://platform.claude.com/docs/en/api/messages/create.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hocket.app.chat import Chat
from hocket.ports.llm import ChatMessage
from hocket.server.facades.forms import (
    Form,
    misfit,
    only,
    refuse_begun,
    refuse_others,
    sampling_of,
    seed_of,
    stops_of,
    tool_call,
    tool_spec,
)
from hocket.server.facades.pictures import Pictures, user_messages

if TYPE_CHECKING:
    from hocket.core.image import Image
    from hocket.ports.llm import LlmAnswer, ToolSpec

TEMPERATURE = 1.0
"""Of a request that names none, as at Anthropic."""

HARMLESS = frozenset(
    {
        *("cache_control", "context_management", "diagnostics", "inference_geo", "metadata"),
        *("service_tier", "speed", "user_profile_id", "workspace_id"),
    }
)
NEUTRAL: dict[str, tuple[Any, ...]] = {
    "container": (),
    "mcp_servers": ([],),
}

_FINISH = {"stop": "end_turn", "length": "max_tokens", "tool_calls": "tool_use"}
_CALL_ID_CHARS = 40


class Message(Form):
    """A turn of the conversation."""

    role: Literal["user", "assistant", "system"]
    content: str | list[dict[str, Any]]


class CountForm(Form):
    """A request to count the tokens of a prompt."""

    model: str = Field(min_length=1, max_length=200)
    messages: list[Message] = Field(min_length=1)
    system: str | list[dict[str, Any]] | None = None
    tools: list[dict[str, Any]] | None = None
    tool_choice: dict[str, Any] | None = None
    thinking: dict[str, Any] | None = None
    output_config: dict[str, Any] | None = None

    @property
    def shows_thoughts(self) -> bool:
        """Whether the thoughts of the LLM are wanted."""
        return bool((self.thinking or {}).get("type", "disabled") != "disabled")


class MessageForm(CountForm):
    """A request for an answer."""

    max_tokens: int = Field(ge=1)
    stream: bool | None = False
    temperature: float | None = Field(default=None, ge=0, le=1)
    stop_sequences: list[str] | None = None
    top_p: float | None = Field(default=None, gt=0, le=1)
    top_k: int | None = Field(default=None, ge=0)


def chat_of(form: MessageForm) -> Chat:
    """The chat that a request asks for.

    Raises:
        Problem: 400, it asks for what hocket cannot do; names the parameter.
    """
    return replace(
        _chat(form),
        temperature=TEMPERATURE if form.temperature is None else form.temperature,
        max_tokens=form.max_tokens,
        stop=stops_of(form.stop_sequences),
        sampling=sampling_of(form),
    )


def counted_chat(form: CountForm) -> Chat:
    """The chat whose prompt is to be counted.

    Raises:
        Problem: 400, it has what hocket cannot pass to a model; names the parameter.
    """
    return _chat(form)


def message_body(answer: LlmAnswer, call_id: str, *, shows_thoughts: bool) -> dict[str, Any]:
    """The whole answer."""
    blocks: list[dict[str, Any]] = []
    if answer.thoughts and shows_thoughts:
        blocks.append({"type": "thinking", "thinking": answer.thoughts, "signature": ""})
    if answer.text:
        blocks.append({"type": "text", "text": answer.text, "citations": None})
    blocks += called(answer, call_id)
    return {
        **head(call_id, answer.llm),
        "content": blocks,
        **end_of(answer),
        "usage": usage_of(answer),
    }


def head(call_id: str, llm: str) -> dict[str, Any]:
    """An answer that has nothing yet."""
    return {
        "id": call_id,
        "type": "message",
        "role": "assistant",
        "model": llm,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 0, "output_tokens": 0},
    }


def end_of(answer: LlmAnswer) -> dict[str, Any]:
    """Why it ended."""
    if answer.stopped_by and answer.finish == "stop":
        return {"stop_reason": "stop_sequence", "stop_sequence": answer.stopped_by}
    return {"stop_reason": _FINISH[answer.finish], "stop_sequence": None}


def called(answer: LlmAnswer, call_id: str) -> list[dict[str, Any]]:
    """The blocks of its tool calls, each with an id that no other call has."""
    return [
        {
            "type": "tool_use",
            "id": f"toolu_{call_id.removeprefix('msg_')[-_CALL_ID_CHARS:]}_{place}",
            "name": call.name,
            "input": dict(call.arguments),
        }
        for place, call in enumerate(answer.tool_calls)
    ]


def usage_of(answer: LlmAnswer) -> dict[str, int]:
    """The counts of tokens; those that the host had cached are apart."""
    return {
        "input_tokens": max(0, answer.prompt_tokens - answer.cached_tokens),
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": answer.cached_tokens,
        "output_tokens": answer.completion_tokens,
    }


def _chat(form: CountForm) -> Chat:
    """The chat without how it is to be answered."""
    refuse_others(form.model_extra, harmless=HARMLESS, neutral=NEUTRAL)
    system = _text(form.system or "", "system")
    messages = [ChatMessage("system", system)] if system else []
    pictures = Pictures()
    for place, message in enumerate(form.messages):
        messages += _turn(message, f"messages.{place}", pictures)
    refuse_begun(messages, f"messages.{len(form.messages) - 1}")
    tools, must_call = _chosen(form.tool_choice or {}, _tools(form))
    return Chat(
        form.model,
        tuple(messages),
        temperature=TEMPERATURE,
        seed=seed_of(None),
        json_schema=_schema(form.output_config),
        tools=tools,
        must_call=must_call,
        fields=pictures.fields,
        many_calls=not (form.tool_choice or {}).get("disable_parallel_tool_use"),
    )


def _turn(turn: Message, path: str, pictures: Pictures) -> list[ChatMessage]:
    """A turn as messages: the results of tools first, as they answer the turn before."""
    if isinstance(turn.content, str):
        return [ChatMessage(turn.role, turn.content)]
    parts: list[str | Image] = []
    calls, results = [], []
    for place, block in enumerate(turn.content):
        where = f"{path}.content.{place}"
        match block.get("type"):
            case "tool_use":
                name, arguments = block.get("name"), block.get("input")
                calls.append(tool_call(name, arguments, block.get("id"), where))
            case "tool_result":
                text = _text(block.get("content") or "", f"{where}.content")
                call_id = str(block.get("tool_use_id") or "")
                results.append(ChatMessage("tool", text, call_id=call_id))
            case "image" if turn.role == "user":
                source = block.get("source")
                source = source if isinstance(source, dict) else {}
                given = source.get("data", source.get("url"))
                parts.append(pictures.read(given, f"{where}.source"))
            case "thinking" | "redacted_thinking":
                pass  # thoughts are no part of a prompt
            case _:
                parts.append(_text([block], f"{path}.content", place))
    if turn.role == "user" and not calls:
        return [*results, *(user_messages(parts, "\n") if any(parts) or not results else ())]
    text = "\n".join(part for part in parts if isinstance(part, str))
    if calls or text or not results:
        results.append(ChatMessage(turn.role, text, tuple(calls)))
    return results


def _text(content: Any, path: str, first: int = 0) -> str:
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise misfit(path, "it is neither a text nor a list of blocks; correct it")
    texts = []
    for place, given in enumerate(content, first):
        block = given if isinstance(given, dict) else {}
        text = block.get("text")
        if block.get("type") != "text" or not isinstance(text, str):
            fault = f"a block of type {block.get('type')!r} cannot be passed to a model here"
            raise misfit(f"{path}.{place}", f"{fault}; send text")
        texts.append(text)
    return "\n".join(texts)


def _tools(form: CountForm) -> tuple[ToolSpec, ...]:
    specs = []
    for place, tool in enumerate(form.tools or ()):
        path = f"tools.{place}"
        if tool.get("type", "custom") != "custom":
            raise misfit(path, f"{tool['type']!r} is a tool of Anthropic's servers; leave it out")
        about, schema = tool.get("description"), tool.get("input_schema")
        specs.append(tool_spec(tool.get("name"), about, schema, path))
    return tuple(specs)


def _chosen(
    choice: dict[str, Any], specs: tuple[ToolSpec, ...]
) -> tuple[tuple[ToolSpec, ...], bool]:
    """The tools that may be called, and whether one of them has to be."""
    kind = choice.get("type", "auto")
    if kind == "none":
        return (), False
    if kind == "auto":
        return specs, False
    if kind not in ("any", "tool"):
        raise misfit("tool_choice.type", f"{kind!r} is not known; use none, auto, any or tool")
    tools = specs if kind == "any" else only(specs, [choice.get("name")], "tool_choice.name")
    if not tools:
        raise misfit("tool_choice", "there is no tool to call; add tools, or leave it out")
    return tools, True


def _schema(config: dict[str, Any] | None) -> dict[str, Any] | None:
    form = (config or {}).get("format")
    if form is None:
        return None
    schema = form.get("schema") if isinstance(form, dict) else None
    if not isinstance(schema, dict):
        raise misfit("output_config.format.schema", "it is missing; add the JSON Schema")
    return schema
