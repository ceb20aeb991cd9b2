"""Requests and answers in the JSON of llama.cpp's native API (``/completion``)."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from hocket.adapters.http.reading import count, measure, parsed, table, word
from hocket.adapters.http.refusal import reason_in
from hocket.adapters.http.tool_calls import tool_call
from hocket.adapters.llamacpp.grammar import compilable
from hocket.core.definitions import hoisted
from hocket.core.sampling import CHOOSING, Sampling
from hocket.errors import ContextOverflowError, OrchestrationError, RefusedError, StructureError
from hocket.ports.llm import LlmAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.ports.llm import ChatMessage, LlmRequest

ANSWER = "answer"
_MAY_CALL = (
    "You may use tools. Answer with one JSON object: "
    '{"tool": NAME, "arguments": {...}} to use one, or {"answer": TEXT} when you are done.'
)
_MUST_CALL = (
    'Use a tool. Answer with one JSON object: {"tool": NAME, "arguments": {...}}, with all that it '
    "needs."
)
_SAMPLING = frozenset(field.name for field in fields(Sampling))
_PENALTIES = _SAMPLING - CHOOSING
TAKEN = _SAMPLING | {"tool_choice"}


def chat(request: LlmRequest) -> list[dict[str, str]]:
    """The messages for the chat template; the system message describes the tools."""
    messages = [_message(m) for m in request.messages]
    if request.tools:
        wish = _MUST_CALL if request.must_call else _MAY_CALL
        instructions = f"{wish}\nTools:\n" + "\n".join(map(json.dumps, tool_specs(request)))
        if messages and messages[0]["role"] == "system":
            messages[0]["content"] += f"\n\n{instructions}"
        else:
            messages.insert(0, {"role": "system", "content": instructions})
    return messages


def tool_specs(request: LlmRequest) -> list[dict[str, Any]]:
    return [
        {"name": t.name, "description": t.description, "parameters": t.parameters}
        for t in request.tools
    ]


def _message(message: ChatMessage) -> dict[str, str]:
    if message.role == "tool":
        return {"role": "user", "content": f"Result of the tool:\n{message.content}"}
    if message.tool_calls:
        calls = [{"tool": c.name, "arguments": dict(c.arguments)} for c in message.tool_calls]
        return {"role": "assistant", "content": "\n".join(json.dumps(c) for c in calls)}
    return {"role": message.role, "content": message.content}


def completion_body(request: LlmRequest, prompt: str) -> dict[str, Any]:
    """The body of a streamed ``/completion``; the schema or the tools constrain decoding."""
    body: dict[str, Any] = {
        "prompt": prompt,
        "n_predict": request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
        "stop": list(request.stop),
        "stream": True,
        "cache_prompt": True,
        **request.sampling.given,
    }
    if request.temperature == 0:
        is_penal = not _PENALTIES.isdisjoint(request.sampling.effective)
        body |= {"top_k": 1, "samplers": [*(["penalties"] if is_penal else []), "top_k"]}
    if request.logprobs:
        body["n_probs"] = request.logprobs
    schema = _tool_schema(request) if request.tools else request.json_schema
    if schema is not None:
        body["json_schema"] = compilable(schema)
    return body


def _tool_schema(request: LlmRequest) -> dict[str, Any]:
    """One alternative per tool, and one for the final answer unless a tool has to be called."""
    parameters, definitions = hoisted([*(t.parameters for t in request.tools), _final(request)])
    uses: list[dict[str, Any]] = [
        {
            "type": "object",
            "properties": {"tool": {"const": t.name}, "arguments": arguments},
            "required": ["tool", "arguments"],
            "additionalProperties": False,
        }
        for t, arguments in zip(request.tools, parameters, strict=False)
    ]
    shared = {"$defs": definitions} if definitions else {}
    if request.must_call:
        return {"anyOf": uses, **shared}
    done = {
        "type": "object",
        "properties": {ANSWER: parameters[-1]},
        "required": [ANSWER],
        "additionalProperties": False,
    }
    return {"anyOf": [*uses, done], **shared}


def _final(request: LlmRequest) -> Mapping[str, Any]:
    """The schema of the final answer."""
    return request.json_schema or {"type": "string"}


def answer_of(event: dict[str, Any], text: str, first_token: dict[str, float]) -> LlmAnswer:
    """The answer, with the counts and times in the last event of the stream."""
    timings = table(event.get("timings"))
    # A process that does not stop by itself has exceeded the limit many times over.
    cut = event.get("stop_type") == "limit" or bool(event.get("truncated")) or not event.get("stop")
    return LlmAnswer(
        text=text,
        finish="length" if cut else "stop",
        prompt_tokens=count(event.get("tokens_evaluated")),
        cached_tokens=count(timings.get("cache_n")),
        completion_tokens=count(event.get("tokens_predicted")),
        prompt_s=measure(timings.get("prompt_ms")) / 1000,
        completion_s=measure(timings.get("predicted_ms")) / 1000,
        first_token=first_token,
        stopped_by=word(event.get("stopping_word")),
    )


def completed(answer: LlmAnswer, request: LlmRequest, total_s: float) -> LlmAnswer:
    """The answer with its LLM, its duration, and the tool call that its JSON holds.

    Raises:
        StructureError: The request has tools, but the answer does not choose one.
    """
    answer = replace(answer, llm=request.llm, total_s=total_s)
    if not request.tools or answer.finish == "length":
        return answer
    try:
        choice = table(parsed(answer.text))
        if ANSWER in choice:
            final = choice[ANSWER]
            return replace(answer, text=final if isinstance(final, str) else json.dumps(final))
        call = tool_call(str(choice["tool"]), choice["arguments"], "call-0")
    except (ValueError, KeyError) as error:
        message = (
            f"{request.llm} should choose a tool, but answered {answer.text[:200]!r}; ask again"
        )
        raise StructureError(message, llm=request.llm) from error
    return replace(answer, text="", tool_calls=(call,), finish="tool_calls")


def error_of(fault: Any) -> OrchestrationError:
    """The error that an ``error`` event in a stream reports."""
    error, text = table(fault), reason_in(fault) or str(fault)
    if error.get("type") == "exceed_context_size_error":
        return ContextOverflowError(
            f"The embedded LLM refused the prompt: {text}",
            prompt_tokens=count(error.get("n_prompt_tokens")),
            window=count(error.get("n_ctx")),
        )
    return RefusedError(f"The embedded LLM refused the request: {text}")
