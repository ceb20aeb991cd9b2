"""Conversion between Ollama's JSON and our values."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.finish import finish_of
from hocket.adapters.http.reading import count, digest_of, measure, table, tables, word
from hocket.adapters.http.rewriting import parts_of
from hocket.adapters.http.tool_calls import tool_call
from hocket.core.sampling import Sampling
from hocket.errors import UnavailableError
from hocket.ports.llm import LlmAnswer, LlmInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall

_NS = 1e-9
TAKEN = frozenset(field.name for field in fields(Sampling))
SEES = "vision"
_NOT_SENT = frozenset({"tool_choice", "parallel_tool_calls"})
_EMBEDDING_FAMILIES = ("bert", "nomic-bert")


def sent_parts(request: LlmRequest, left_out: Collection[str], *, thinks: bool) -> frozenset[str]:
    """The optional parts that the body of a request has; ``thinks`` if thinking is turned off."""
    sent = (parts_of(request) - _NOT_SENT) | ({"thinking"} if thinks else set())
    return sent - frozenset(left_out)


def chat_body(
    request: LlmRequest, sent: Collection[str], *, window: int, keep_alive: str
) -> dict[str, Any]:
    """The body of ``/api/chat`` with these optional parts."""
    body: dict[str, Any] = {
        "model": request.llm,
        "messages": [_message(request, message) for message in request.messages],
        "stream": True,
        "keep_alive": keep_alive,
        # Refuse what does not fit; by default the server silently drops the oldest messages.
        "truncate": False,
        "shift": False,
        "options": {"num_ctx": window, "num_predict": request.max_tokens},
    }
    if "temperature" in sent:
        body["options"]["temperature"] = request.temperature
    if "seed" in sent:
        body["options"]["seed"] = request.seed
    if "stop" in sent:
        body["options"]["stop"] = list(request.stop)
    body["options"] |= request.sampling.given
    if request.json_schema is not None:
        body["format"] = dict(request.json_schema)
    if request.tools:
        body["tools"] = [
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
    if "logprobs" in sent:
        body["logprobs"] = True
        body["top_logprobs"] = request.logprobs
    if "thinking" in sent:
        # Thinking would use up max_tokens before the answer begins.
        body["think"] = False
    return body


def answer_of(
    request: LlmRequest,
    last: Mapping[str, Any],
    text: str,
    calls: tuple[ToolCall, ...],
    first_token: Mapping[str, float],
) -> LlmAnswer:
    """The answer that a stream of lines adds up to.

    Args:
        request: The request that it answers.
        last: The last line, which has the counts and times.
        text: The text of all lines.
        calls: The tool calls of all lines.
        first_token: Probability of each alternative for the first token.

    Raises:
        UnavailableError: It ended for a reason other than completion or the token limit.
    """
    completion_tokens = count(last.get("eval_count"))
    finish = finish_of(last.get("done_reason"))
    if not finish:
        # Old servers give no reason; the count then shows whether the limit was reached.
        finish = "length" if completion_tokens >= request.max_tokens else "stop"
    if finish in ("broken", "filtered"):
        reason = word(last.get("done_reason"))
        message = f"{request.llm} stopped with {reason!r} and no complete answer; try again"
        raise UnavailableError(message, llm=request.llm, done_reason=reason)
    return LlmAnswer(
        text=text,
        finish="length" if finish == "length" else "tool_calls" if calls else "stop",
        llm=word(last.get("model")) or request.llm,
        tool_calls=calls,
        prompt_tokens=count(last.get("prompt_eval_count")),
        completion_tokens=completion_tokens,
        prompt_s=measure(last.get("prompt_eval_duration")) * _NS,
        completion_s=measure(last.get("eval_duration")) * _NS,
        load_s=measure(last.get("load_duration")) * _NS,
        total_s=measure(last.get("total_duration")) * _NS,
        first_token=first_token,
    )


def tool_call_of(data: Mapping[str, Any]) -> ToolCall:
    """A tool call; some servers send the arguments as text."""
    function = table(data.get("function")) or data
    arguments = function.get("arguments", function.get("parameters"))
    return tool_call(word(function.get("name")), arguments, word(data.get("id")))


def can_of(details: Mapping[str, Any]) -> tuple[str, ...]:
    """What an LLM can do, as ``/api/show`` says; empty if it does not."""
    can = details.get("capabilities")
    return tuple(map(word, can)) if isinstance(can, list) else ()


def context_length(details: Mapping[str, Any]) -> int:
    """The context window that an LLM was trained for; 0 if ``/api/show`` does not say."""
    info = table(details.get("model_info"))
    lengths = (count(value) for key, value in info.items() if key.endswith(".context_length"))
    return next((length for length in lengths if length), 0)


def info_of(
    name: str,
    tag: Mapping[str, Any],
    details: Mapping[str, Any],
    window: int,
    running: Mapping[str, Any] | None,
) -> LlmInfo:
    """One LLM as ``/api/tags`` (``tag``), ``/api/show`` and, if loaded, ``/api/ps`` describe it."""
    facts = table(tag.get("details"))
    can = can_of(details)
    if not can:
        # Servers before 0.6.4 do not say; only embedding models belong to these families.
        embeds = facts.get("family") in _EMBEDDING_FAMILIES
        can = ("embedding",) if embeds else ("completion",)
    names = ("family", "parameter_size", "quantization_level")
    return LlmInfo(
        name=name,
        adapter="ollama",
        size_bytes=count(tag.get("size")),
        context_tokens=window,
        loaded=running is not None,
        can_chat="completion" in can,
        can_embed="embedding" in can,
        can_see=SEES in can,
        details={name: word(facts.get(name)) for name in names if word(facts.get(name))},
        digest=digest_of(dict(tag)),
        memory_bytes=count((running or {}).get("size")),
    )


def native(line: dict[str, Any]) -> dict[str, Any]:
    """A line in the form of Ollama, where a proxy has sent it in that of OpenAI.

    Examples:
        >>> native({"choices": [{"delta": {"content": "Rain"}, "finish_reason": None}]})
        {'message': {'content': 'Rain'}, 'done': False}
        >>> native({"message": "Rain", "done": True})
        {'message': {'content': 'Rain'}, 'done': True}
    """
    if isinstance(line.get("message"), str):
        return {**line, "message": {"content": line["message"]}}
    if not (choices := tables(line.get("choices"))):
        return line
    choice, usage = choices[0], table(line.get("usage"))
    counts = {"prompt_eval_count": "prompt_tokens", "eval_count": "completion_tokens"}
    counted = {ours: usage[theirs] for ours, theirs in counts.items() if theirs in usage}
    finish = word(choice.get("finish_reason"))
    said = {"done_reason": finish} if finish else {}
    message = table(choice.get("delta")) or table(choice.get("message"))
    return {"message": message, "done": bool(finish), **said, **counted}


def _message(request: LlmRequest, message: ChatMessage) -> dict[str, Any]:
    data: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.images:
        data["images"] = [image.base64 for image in message.images]
    if message.tool_calls:
        data["tool_calls"] = [
            {"id": call.call_id, "function": {"name": call.name, "arguments": dict(call.arguments)}}
            for call in message.tool_calls
        ]
    if message.call_id:
        data["tool_call_id"] = message.call_id
        data["tool_name"] = _tool_name(request, message.call_id)
    return data


def _tool_name(request: LlmRequest, call_id: str) -> str:
    calls = (call for message in request.messages for call in message.tool_calls)
    return next((call.name for call in calls if call.call_id == call_id), "")
