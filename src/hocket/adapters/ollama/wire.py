"""Conversion between Ollama's JSON and our values."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

from hocket.errors import StructureError, UnavailableError
from hocket.ports.llm import LlmAnswer, LlmInfo, ToolCall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.llm import ChatMessage, LlmRequest

_NS = 1e-9
_EMBEDDING_FAMILIES = ("bert", "nomic-bert")


def chat_body(request: LlmRequest, *, window: int, keep_alive: str, thinks: bool) -> dict[str, Any]:
    """The body of ``/api/chat``."""
    body: dict[str, Any] = {
        "model": request.llm,
        "messages": [_message(request, message) for message in request.messages],
        "stream": True,
        "keep_alive": keep_alive,
        # Refuse what does not fit; by default the server silently drops the oldest messages.
        "truncate": False,
        "shift": False,
        "options": {
            "num_ctx": window,
            "num_predict": request.max_tokens,
            "temperature": request.temperature,
            "seed": request.seed,
        },
    }
    if request.stop:
        body["options"]["stop"] = list(request.stop)
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
    if request.logprobs:
        body["logprobs"] = True
        body["top_logprobs"] = request.logprobs
    if thinks:
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
    completion_tokens = int(last.get("eval_count") or 0)
    # Old servers give no reason; the count then shows whether the limit was reached.
    reason = last.get("done_reason") or (
        "length" if completion_tokens >= request.max_tokens else "stop"
    )
    if reason not in ("stop", "length"):
        message = f"{request.llm} stopped with {reason!r} and no complete answer; try again"
        raise UnavailableError(message, llm=request.llm, done_reason=reason)
    return LlmAnswer(
        text=text,
        finish="length" if reason == "length" else "tool_calls" if calls else "stop",
        llm=str(last.get("model") or request.llm),
        tool_calls=calls,
        prompt_tokens=int(last.get("prompt_eval_count") or 0),
        completion_tokens=completion_tokens,
        prompt_s=int(last.get("prompt_eval_duration") or 0) * _NS,
        completion_s=int(last.get("eval_duration") or 0) * _NS,
        load_s=int(last.get("load_duration") or 0) * _NS,
        total_s=int(last.get("total_duration") or 0) * _NS,
        first_token=first_token,
    )


def tool_call_of(data: Mapping[str, Any]) -> ToolCall:
    """A tool call; some servers send the arguments as text.

    Raises:
        StructureError: The arguments are not a JSON object.
    """
    function = data.get("function") or {}
    name = str(function.get("name", ""))
    arguments = function.get("arguments") or {}
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError as error:
            message = f"The arguments of a call to {name!r} are not JSON; ask again"
            raise StructureError(message, tool=name) from error
    if not isinstance(arguments, dict):
        message = f"The arguments of a call to {name!r} are not an object; ask again"
        raise StructureError(message, tool=name)
    return ToolCall(name, arguments, str(data.get("id") or ""))


def probabilities_of(line: Mapping[str, Any]) -> dict[str, float]:
    """Probability of each alternative for the first token in a line; empty if it has none."""
    for token in (line.get("logprobs") or ())[:1]:
        return {t["token"]: math.exp(t["logprob"]) for t in token.get("top_logprobs") or (token,)}
    return {}


def context_length(details: Mapping[str, Any]) -> int:
    """The context window that an LLM was trained for; 0 if ``/api/show`` does not say."""
    for key, value in (details.get("model_info") or {}).items():
        if key.endswith(".context_length") and isinstance(value, int):
            return value
    return 0


def info_of(
    tag: Mapping[str, Any], details: Mapping[str, Any], window: int, *, loaded: bool
) -> LlmInfo:
    """One LLM as ``/api/tags`` (``tag``) and ``/api/show`` (``details``) describe it."""
    listed = tag.get("details") or {}
    can = details.get("capabilities")
    if can is None:
        # Servers before 0.6.4 do not say; only embedding models belong to these families.
        embeds = listed.get("family") in _EMBEDDING_FAMILIES
        can = ("embedding",) if embeds else ("completion",)
    names = ("family", "parameter_size", "quantization_level")
    return LlmInfo(
        name=str(tag["name"]),
        adapter="ollama",
        size_bytes=int(tag.get("size") or 0),
        context_tokens=window,
        loaded=loaded,
        can_chat="completion" in can,
        can_embed="embedding" in can,
        details={name: str(listed[name]) for name in names if listed.get(name)},
    )


def is_about_context(reason: str) -> bool:
    """Whether a refusal says that the prompt does not fit the window."""
    reason = reason.lower()
    return "context" in reason and any(
        word in reason for word in ("exceed", "too long", "too large", "maximum")
    )


def _message(request: LlmRequest, message: ChatMessage) -> dict[str, Any]:
    data: dict[str, Any] = {"role": message.role, "content": message.content}
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
