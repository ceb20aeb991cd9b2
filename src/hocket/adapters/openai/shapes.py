"""Answers that a proxy passes on in an envelope, or in the shape of another API."""

from __future__ import annotations

from typing import Any

from hocket.adapters.http.reading import count, table, tables, word

_ENVELOPES = ("data", "result", "response", "body")
_COUNTS = {
    "prompt_tokens": (("prompt_tokens", "input_tokens", "promptTokenCount", "prompt_eval_count"),),
    "completion_tokens": (
        ("completion_tokens", "output_tokens", "candidatesTokenCount", "eval_count"),
        ("thoughtsTokenCount",),
    ),
}
"""What is counted: the sum of these, each under one of these names. Others than Google count
thoughts with the text."""

_DETAILS = ("prompt_tokens_details", "input_tokens_details")


def unwrapped(event: dict[str, Any]) -> dict[str, Any]:
    """The answer in an envelope, which says by itself only that all went well.

    Examples:
        >>> unwrapped({"code": 0, "msg": "ok", "data": {"choices": [{"text": "Rain."}]}})
        {'choices': [{'text': 'Rain.'}]}
    """
    if "choices" in event:
        return event
    for name in _ENVELOPES:
        inner = table(event.get(name))
        if choices_in(inner):
            return inner
    return event


def choices_in(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices of an answer, or the one that an answer in the shape of another API is.

    Examples:
        >>> choices_in({"message": {"content": "Rain."}, "done": True})
        [{'delta': {'content': 'Rain.'}, 'finish_reason': 'stop'}]
    """
    if choices := tables(event.get("choices")):
        return choices
    shapes = (_ollama(event), _anthropic(event), _responses(event), _gemini(event), _plain(event))
    return next(([choice] for choice in shapes if choice), [])


def usage_in(event: dict[str, Any]) -> dict[str, int]:
    """The counts of tokens in an answer, under the usual names, as far as it has them.

    Examples:
        >>> usage_in({"usage": {"input_tokens": 7, "output_tokens": 2}})
        {'prompt_tokens': 7, 'completion_tokens': 2}
        >>> usage_in({"usageMetadata": {"promptTokenCount": 7, "thoughtsTokenCount": 5}})
        {'prompt_tokens': 7, 'completion_tokens': 5}
    """
    usage = table(event.get("usage")) or table(event.get("usageMetadata")) or event
    counts = {
        name: sum(_first_count(usage, names) for names in parts) for name, parts in _COUNTS.items()
    }
    cached = [count(table(usage.get(name)).get("cached_tokens")) for name in _DETAILS]
    counts["cached_tokens"] = max(*cached, count(usage.get("cachedContentTokenCount")))
    return {name: number for name, number in counts.items() if number}


def _first_count(usage: dict[str, Any], names: tuple[str, ...]) -> int:
    return next(filter(None, (count(usage.get(name)) for name in names)), 0)


def _ollama(event: dict[str, Any]) -> dict[str, Any]:
    message = table(event.get("message"))
    if not message or "done" not in event:
        return {}
    done = "stop" if event["done"] is True else None
    return {"delta": message, "finish_reason": word(event.get("done_reason")) or done}


def _anthropic(event: dict[str, Any]) -> dict[str, Any]:
    if event.get("type") != "message" or not isinstance(event.get("content"), list):
        return {}
    calls = [
        {"id": p.get("id"), "function": {"name": p.get("name"), "arguments": p.get("input")}}
        for p in tables(event["content"])
        if p.get("type") == "tool_use"
    ]
    message = {"content": event["content"], "tool_calls": calls}
    return {"message": message, "finish_reason": event.get("stop_reason")}


def _responses(event: dict[str, Any]) -> dict[str, Any]:
    items = tables(event.get("output")) if event.get("object") == "response" else []
    if not items:
        return {}
    calls = [
        {"id": item.get("call_id"), "function": item}
        for item in items
        if item.get("type") == "function_call"
    ]
    said = [item.get("content") for item in items if item.get("type") == "message"]
    thoughts = [item for item in items if item.get("type") == "reasoning"]
    finish = table(event.get("incomplete_details")).get("reason") or event.get("status")
    message = {"content": said, "tool_calls": calls, "reasoning": thoughts}
    return {"message": message, "finish_reason": finish}


def _gemini(event: dict[str, Any]) -> dict[str, Any]:
    for candidate in tables(event.get("candidates"))[:1]:
        parts = table(candidate.get("content")).get("parts")
        return {"message": {"content": parts}, "finish_reason": candidate.get("finishReason")}
    return {}


def _plain(event: dict[str, Any]) -> dict[str, Any]:
    """The text alone, as TGI's ``/generate`` and Workers AI have it."""
    text = event.get("generated_text", event.get("response"))
    return {"message": {"content": text}} if isinstance(text, str) and text else {}
