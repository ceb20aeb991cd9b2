"""Conversion between the JSON of the Messages API and our values.

Source: https://platform.claude.com/docs/en/api/messages/create.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.adapters.anthropic.schema import output_schema
from hocket.adapters.anthropic.tools import sent_names, tools_body
from hocket.adapters.anthropic.turns import system_and_turns
from hocket.adapters.http.reading import count, table, word
from hocket.adapters.http.rewriting import parts_of, rewritten
from hocket.ports.llm import LlmInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.ports.llm import LlmRequest

LEAST_THINKING_TOKENS = 1024
"""The least that the API lets an LLM think, if it is told how much."""

_COUNTED = ("model", "messages", "system", "tools", "tool_choice", "thinking", "output_config")
_NOT_SENT = frozenset({"seed", "logprobs", "turns", "parallel_tool_calls"})
"""The API has no seeds or probabilities, turns alternate, and one call is part of a choice."""

_MARK = {"type": "ephemeral"}
_MOST_TEMPERATURE = 1.0
"""The highest temperature, which is also that of a request that names none."""

TAKEN = frozenset({"top_p", "top_k", "tool_choice", "images"})


def sent_parts(
    request: LlmRequest,
    left_out: Collection[str],
    thinking_tokens: int = 0,
    most_answer_tokens: int = 0,
) -> frozenset[str]:
    """The optional parts that the body of a request has; see ``message_body``."""
    sent = (parts_of(request) - _NOT_SENT) | {"stream", "cache_control"}
    if not any(stop.strip() for stop in request.stop):
        sent -= {"stop"}
    if request.json_schema is not None and output_schema(request.json_schema) is None:
        sent -= {"response_format"}
    longest = _answer_tokens(request, most_answer_tokens)
    # An LLM that has to call a tool cannot be told to think before.
    if LEAST_THINKING_TOKENS <= thinking_tokens < longest and not request.must_call:
        sent |= {"thinking"}
        sent -= {"temperature"}  # thinking is sampled by a rule of its own
    return sent - frozenset(left_out)


def message_body(
    request: LlmRequest,
    left_out: Collection[str],
    *,
    thinking_tokens: int = 0,
    most_answer_tokens: int = 0,
    signed: bool = True,
) -> dict[str, Any]:
    """The body of ``/v1/messages``, without the parts that the host refuses.

    Args:
        request: The request.
        left_out: Names of the parts that the host refuses.
        thinking_tokens: How many tokens of the answer the LLM may think; 0 leaves it to the host.
        most_answer_tokens: The longest answer of the LLM as its host lists it; 0 if it does not.
        signed: Whether turns with signed thoughts are sent back as the host wrote them.
    """
    sent = sent_parts(request, left_out, thinking_tokens, most_answer_tokens)
    if request.json_schema is not None and "response_format" not in sent:
        request = rewritten(request, {"response_format"})
    names = sent_names(request)
    system, turns = system_and_turns(request.messages, names, signed=signed)
    body: dict[str, Any] = {
        "model": request.llm,
        "max_tokens": _answer_tokens(request, most_answer_tokens),
        "messages": turns,
        "stream": "stream" in sent,
        **tools_body(request, names),
    }
    if system:
        body["system"] = system
    body |= request.sampling.effective
    # Newer LLMs take a temperature or ``top_p``, not both.
    is_usual = request.temperature == _MOST_TEMPERATURE and "top_p" in body
    if "temperature" in sent and not is_usual:
        body["temperature"] = min(request.temperature, _MOST_TEMPERATURE)
    if "stop" in sent:
        body["stop_sequences"] = [stop for stop in request.stop if stop.strip()]
    if "thinking" in sent:
        body["thinking"] = {"type": "enabled", "budget_tokens": thinking_tokens}
    if request.json_schema is not None:
        form = {"type": "json_schema", "schema": output_schema(request.json_schema)}
        body["output_config"] = {"format": form}
    if "cache_control" in sent:
        _mark_prefixes(body)
    return body


def counted_body(body: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a body that ``/v1/messages/count_tokens`` takes."""
    return {name: body[name] for name in _COUNTED if name in body}


def info_of(name: str, entry: Mapping[str, Any], window: int) -> LlmInfo:
    """One listed LLM; all of them chat, and none embeds."""
    details = {
        "display_name": word(entry.get("display_name")),
        "created_at": word(entry.get("created_at")),
        "lifecycle": word(entry.get("lifecycle")),
        "max_tokens": str(count(entry.get("max_tokens")) or ""),
    }
    return LlmInfo(
        name=name,
        adapter="anthropic",
        context_tokens=window,
        details={key: value for key, value in details.items() if value},
    )


def is_usable(entry: Mapping[str, Any]) -> bool:
    """Whether a listed LLM still answers: retired ones stay in the list."""
    return entry.get("lifecycle") != "retired"


def _answer_tokens(request: LlmRequest, most_answer_tokens: int) -> int:
    """The length that the answer may have: as requested, or what the LLM can do."""
    return min(request.max_tokens, most_answer_tokens or request.max_tokens)


def _mark_prefixes(body: dict[str, Any]) -> None:
    """Mark what later requests begin with, so that the host need not read it again.

    These are the tools, the system text, and a conversation that has begun: three of the four marks
    that a request may have. A prefix that is too short is not kept, and costs nothing more.
    """
    ends = [body.get("tools"), body.get("system")]
    turns = body["messages"]
    if len(turns) > 1:
        ends.append(table(turns[-1]).get("content"))
    for blocks in filter(None, ends):
        blocks[-1] = {**blocks[-1], "cache_control": _MARK}
