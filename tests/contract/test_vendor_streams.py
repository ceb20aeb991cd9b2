"""Streams in the form of other APIs have their events in the order that the vendors' documents say.

Sources: https://platform.claude.com/docs/en/build-with-claude/streaming,
https://platform.openai.com/docs/api-reference/chat-streaming and .../responses-streaming. That each
event fits its type is tested in ``test_vendor_models.py``.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from facade_clients import CITY, WEATHER, StreamingHost, facade
from hocket import Agent
from hocket.ports.llm import ChatMessage, LlmAnswer, ToolCall, tell_thought

FUNCTION = {"name": "weather", "parameters": WEATHER}
ASKS = {
    "text": {"words": "Grüezi 👋"},
    "thoughts": {"words": "Think."},
    "thoughts between words": {"words": "Think twice."},
    "thoughts after words": {"words": "Think late."},
    "one call": {"words": "Rain?", "tools": True},
    "two calls": {"words": "Twice.", "tools": True},
    "words and a call": {"words": "Say and call.", "tools": True},
    "json": {"words": "Where?", "schema": True},
    "cut": {"words": "Grüezi", "most": 1},
    "a run": {"words": "What is rain?", "model": "hocket"},
}


class Host(StreamingHost):
    """Also makes two calls in one answer, one after words, and thinks between its words."""

    async def complete(self, request, on_text=None):
        words = request.messages[-1].content
        if words in ("Think twice.", "Think late."):
            if on_text is not None and words == "Think twice.":
                tell_thought(on_text, "Is it wet?")
                on_text("It is ")
                tell_thought(on_text, " Yes.")
                on_text("wet.")
            elif on_text is not None:
                on_text("It is wet.")
            return LlmAnswer(
                "It is wet.", "stop", request.llm, (), 9, 5, thoughts="Is it wet? Yes."
            )
        if words not in ("Twice.", "Say and call."):
            return await super().complete(request, on_text)
        calls = [ToolCall("weather", {"city": city}, f"c-{city}") for city in ("Bern", "Zug")]
        calls = calls if words == "Twice." else calls[:1]
        text = "" if words == "Twice." else "I look it up."
        if text and on_text is not None:
            on_text(text)
        return LlmAnswer(text, "tool_calls", request.llm, tuple(calls), 9, 5)


async def work(_, bench):
    answer = await bench.ask([ChatMessage("user", "What is rain?")])
    return answer.text


def events_of(text: str) -> list[dict[str, Any]]:
    """The data of server-sent events, without comments and ``[DONE]``."""
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line[:5] == "data:"]
    return [json.loads(line) for line in lines if line != "[DONE]"]


def of_anthropic(ask: dict[str, Any]) -> dict[str, Any]:
    body = {"model": ask.get("model", "scripted"), "max_tokens": ask.get("most", 2000)}
    body["messages"] = [{"role": "user", "content": ask["words"]}]
    if "tools" in ask:
        body["tools"] = [{"name": "weather", "input_schema": WEATHER}]
    if "schema" in ask:
        body["output_config"] = {"format": {"type": "json_schema", "schema": CITY}}
    if "most" not in ask:
        body["thinking"] = {"type": "enabled", "budget_tokens": 1024}
    return body


def of_chat(ask: dict[str, Any]) -> dict[str, Any]:
    body = {"model": ask.get("model", "scripted"), "stream_options": {"include_usage": True}}
    body["messages"] = [{"role": "user", "content": ask["words"]}]
    if "tools" in ask:
        body["tools"] = [{"type": "function", "function": FUNCTION}]
    if "schema" in ask:
        form = {"name": "city", "schema": CITY}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    return body | ({"max_tokens": ask["most"]} if "most" in ask else {})


def of_responses(ask: dict[str, Any]) -> dict[str, Any]:
    body = {"model": ask.get("model", "scripted"), "input": ask["words"]}
    if "tools" in ask:
        body["tools"] = [{"type": "function", "strict": False, **FUNCTION}]
    if "schema" in ask:
        body["text"] = {"format": {"type": "json_schema", "name": "city", "schema": CITY}}
    return body | ({"max_output_tokens": ask["most"]} if "most" in ask else {})


DELTAS = {"text": "text_delta", "thinking": "thinking_delta", "tool_use": "input_json_delta"}


def check_anthropic(events: list[dict[str, Any]]) -> None:
    """One message that begins, blocks one after the other, then how it ended."""
    events = [event for event in events if event["type"] != "ping"]
    first, *within, end, last = events
    assert (first["type"], end["type"], last["type"]) == (
        "message_start",
        "message_delta",
        "message_stop",
    )
    assert first["message"]["content"] == []
    assert first["message"]["stop_reason"] is None
    assert end["delta"]["stop_reason"] in ("end_turn", "max_tokens", "tool_use")
    assert end["usage"]["output_tokens"] > 0
    opened, count = None, 0
    for event in within:
        assert event["index"] == count
        if event["type"] == "content_block_start":
            assert opened is None, "a block begins within another"
            opened, parts = event["content_block"], []
        elif event["type"] == "content_block_delta":
            assert event["delta"]["type"] == DELTAS[opened["type"]]
            parts += [v for k, v in event["delta"].items() if k != "type"]
        else:
            assert event["type"] == "content_block_stop"
            if opened["type"] == "tool_use":
                assert opened["input"] == {}
                assert isinstance(json.loads("".join(parts)), dict)
            opened, count = None, count + 1
    assert opened is None, "a block has no end"
    assert count > 0


def check_chat(events: list[dict[str, Any]]) -> None:
    """Chunks of one answer: a role, its pieces, a reason once, and the counts."""
    *chunks, counts = events
    assert {(e["id"], e["created"], e["model"]) for e in events} == {
        (counts["id"], counts["created"], counts["model"])
    }
    assert counts["choices"] == []
    assert counts["usage"]["total_tokens"] > 0
    assert all(chunk.get("usage") is None for chunk in chunks)
    choices = [choice for chunk in chunks for choice in chunk["choices"]]
    assert len(choices) == len(chunks)
    assert choices[0]["delta"]["role"] == "assistant"
    assert all("role" not in choice["delta"] for choice in choices[1:])
    reasons = [choice["finish_reason"] for choice in choices]
    assert reasons[-1] in ("stop", "length", "tool_calls")
    assert set(reasons[:-1]) == {None}
    calls: dict[int, dict[str, Any]] = {}
    for choice in choices:
        for call in choice["delta"].get("tool_calls", []):
            if call["index"] not in calls:
                assert call["index"] == len(calls)
                assert call["type"] == "function"
                assert call["id"]
            calls.setdefault(call["index"], call)
    assert len({call["id"] for call in calls.values()}) == len(calls)
    assert (reasons[-1] == "tool_calls") == bool(calls)


def check_responses(events: list[dict[str, Any]]) -> None:
    """Events numbered from 0; items one after the other, which are those of the whole response."""
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    created, in_progress, *within, last = events
    assert (created["type"], in_progress["type"]) == ("response.created", "response.in_progress")
    assert created["response"]["output"] == in_progress["response"]["output"] == []
    assert last["type"] == f"response.{last['response']['status']}"
    assert {e["response"]["id"] for e in (created, in_progress, last)} == {
        created["response"]["id"]
    }
    items: list[dict[str, Any]] = []
    opened, pieces = None, ""
    for event in within:
        kind = event["type"].removeprefix("response.")
        assert event["output_index"] == len(items)
        if kind == "output_item.added":
            assert opened is None, "an item begins within another"
            opened, pieces = event["item"], ""
            assert opened.get("status", "in_progress") == "in_progress"
            continue
        if kind == "output_item.done":
            assert event["item"]["id"] == opened["id"]
            assert event["item"]["type"] == opened["type"]
            items.append(event["item"])
            opened = None
            continue
        assert event["item_id"] == opened["id"]
        if kind.endswith(".delta"):
            pieces += event["delta"]
        elif kind.endswith((".output_text.done", "text.done")):
            assert event["text"] == pieces
        elif kind.endswith("arguments.done"):
            assert event["arguments"] == pieces
    assert opened is None, "an item has no end"
    assert items == last["response"]["output"]
    assert len({item["id"] for item in items}) == len(items)


APIS = {
    "/v1/messages": (of_anthropic, check_anthropic),
    "/v1/chat/completions": (of_chat, check_chat),
    "/v1/responses": (of_responses, check_responses),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", APIS)
async def test_events_of_every_stream_are_in_the_order_of_the_documents(tmp_path, path):
    body_of, check = APIS[path]
    faults = []
    agents = (Agent("worker", work=work),)
    async with (
        facade(tmp_path, Host(), agents=agents) as server,
        server.live.client("orchestrator") as client,
    ):
        for name, ask in ASKS.items():
            done = await client.post(path, json={**body_of(ask), "stream": True})
            try:
                assert done.status_code == 200, done.text
                assert done.headers["content-type"].partition(";")[0] == "text/event-stream"
                check(events_of(done.text))
            except (AssertionError, KeyError, ValueError) as error:
                faults.append(f"{name}: {type(error).__name__} {error}\n{done.text[:3000]}")
    assert not faults, "\n\n".join(faults)
