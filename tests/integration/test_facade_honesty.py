"""The APIs of others do what is asked or refuse it, and say what it took."""

from __future__ import annotations

import asyncio
import json

import pytest

from facade_clients import CITY, WEATHER, StreamingHost, facade
from hocket import Agent
from hocket.ports.llm import LlmAnswer, ToolCall

ASK = [{"role": "user", "content": "rain"}]
BEGUN = [*ASK, {"role": "assistant", "content": "It is"}]
FUNCTION = {"name": "weather", "parameters": WEATHER}
TOOL = {"type": "function", "function": FUNCTION}
SCHEMA = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY}}
CALL = ToolCall("weather", {"city": "Basel"})
TWO_CALLS = LlmAnswer("", "tool_calls", tool_calls=(CALL, CALL), prompt_tokens=9)


class Host(StreamingHost):
    """Gives these answers, one after the other."""

    def __init__(self, *answers: LlmAnswer) -> None:
        super().__init__()
        self.answers = list(answers)

    async def complete(self, request, _=None):
        self.requests.append(request)
        return self.answers.pop(0)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/chat/completions", {"messages": BEGUN}),
        ("/v1/responses", {"input": BEGUN}),
        ("/v1/messages", {"messages": BEGUN, "max_tokens": 9}),
        ("/api/chat", {"messages": BEGUN, "stream": False}),
    ],
)
async def test_beginning_of_an_answer_is_refused_by_every_api(tmp_path, path, body):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        done = await api.post(path, json={"model": "scripted", **body})
        assert (done.status_code, server.host.requests) == (400, [])
        assert "cannot be begun" in done.text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/chat/completions", {"messages": ASK, "stop": ""}),
        ("/v1/chat/completions", {"messages": ASK, "stop": ["", "END"]}),
        ("/v1/messages", {"messages": ASK, "max_tokens": 9, "stop_sequences": [""]}),
        ("/api/generate", {"prompt": "rain", "stream": False, "options": {"stop": [""]}}),
    ],
)
async def test_empty_text_ends_no_answer(tmp_path, path, body):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        assert (await api.post(path, json={"model": "scripted", **body})).status_code == 200
        assert "" not in server.host.requests[-1].stop


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/chat/completions", {"messages": ASK, "parallel_tool_calls": False, "tools": [TOOL]}),
        (
            "/v1/responses",
            {
                "input": ASK,
                "parallel_tool_calls": False,
                "tools": [{"type": "function", **FUNCTION}],
            },
        ),
        (
            "/v1/messages",
            {
                "messages": ASK,
                "max_tokens": 9,
                "tools": [{"name": "weather", "input_schema": WEATHER}],
                "tool_choice": {"type": "auto", "disable_parallel_tool_use": True},
            },
        ),
    ],
)
async def test_program_that_wants_one_call_at_a_time_gets_one(tmp_path, path, body):
    host = Host(TWO_CALLS)
    async with facade(tmp_path, host) as server, server.live.client("orchestrator") as api:
        done = await api.post(path, json={"model": "scripted", **body})
        assert done.text.count('"weather"') - done.text.count('"tools":[{') == 1


async def test_tool_may_be_called_where_the_answer_has_to_fit_a_schema(tmp_path):
    body = {"model": "scripted", "tools": [TOOL], "response_format": SCHEMA, "messages": ASK}
    said = LlmAnswer('{"city": "Basel"}', prompt_tokens=9, completion_tokens=4)
    host = Host(TWO_CALLS, said, LlmAnswer("Basel"), said)
    async with facade(tmp_path, host) as server, server.live.client("orchestrator") as api:
        done = (await api.post("/v1/chat/completions", json=body)).json()["choices"][0]
        assert len(done["message"]["tool_calls"]) == 2
        for _ in range(2):  # at once, and by another ask
            done = (await api.post("/v1/chat/completions", json=body)).json()["choices"][0]
            assert json.loads(done["message"]["content"]) == {"city": "Basel"}
        assert [bool(request.tools) for request in host.requests] == [True, True, True, False]


async def test_calls_of_one_turn_stay_one_turn_in_the_newer_form(tmp_path):
    calls = [
        {"type": "function_call", "name": "weather", "arguments": "{}", "call_id": call_id}
        for call_id in ("a", "b")
    ]
    results = [
        {"type": "function_call_output", "call_id": call_id, "output": "wet"}
        for call_id in ("a", "b")
    ]
    said = {"role": "assistant", "content": "I look."}
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        body = {"model": "scripted", "input": [*ASK, said, *calls, *results]}
        assert (await api.post("/v1/responses", json=body)).status_code == 200
        seen = server.host.requests[-1].messages
        assert [m.role for m in seen] == ["user", "assistant", "tool", "tool"]
        assert [call.call_id for call in seen[1].tool_calls] == ["a", "b"]
        assert seen[1].content == "I look."


async def test_part_of_a_message_that_the_prompt_would_lack_is_refused(tmp_path):
    old = {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}}
    body = {"model": "scripted", "messages": [*ASK, old, *ASK]}
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        done = await api.post("/v1/chat/completions", json=body)
        assert (done.status_code, server.host.requests) == (400, [])
        assert "messages.1.function_call" in done.text
        messages = [*ASK, {"role": "assistant", "content": "x", "function_call": None}, *ASK]
        done = await api.post("/v1/chat/completions", json={**body, "messages": messages})
        assert done.status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b'{"model": "scripted", "stream": false, "prompt": "\xed\xa0\x80"}',
        '{"model": "scripted", "stream": false, "prompt": "rain"}'.encode("utf-16"),
        b'{"model": "scripted", "stream": false, "prompt": "x", "options": {"temperature": 1e999}}',
        b'{"model": "scripted", "stream": false, "prompt": "x", "format": {"maximum": NaN}}',
    ],
)
async def test_body_that_is_not_json_in_utf8_is_refused_before_a_host_sees_it(tmp_path, body):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        done = await api.post("/api/generate", content=body)
        assert (done.status_code, server.host.requests) == (400, [])


@pytest.mark.parametrize("keep_alive", [0, 0.0, "0", "0s", "0m"])
async def test_model_is_unloaded_by_a_time_of_nothing_in_every_form(tmp_path, keep_alive):
    async with facade(tmp_path) as server, server.live.client("admin") as api:
        await server.host.load("scripted")
        for path in ("/api/generate", "/api/chat"):
            done = await api.post(path, json={"model": "scripted", "keep_alive": keep_alive})
            assert done.json()["done_reason"] == "unload"
        done = await api.post("/api/generate", json={"model": "scripted", "keep_alive": "5m"})
        assert done.json()["done_reason"] == "load"


@pytest.mark.parametrize("path", ["/api/version", "/api/tags", "/api/ps", "/v1/models"])
async def test_programs_may_ask_for_the_head_alone(tmp_path, path):
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        assert (await api.head(path)).status_code == 200


async def test_audit_log_has_all_asks_and_how_many_tokens_are_estimated(tmp_path):
    body = {"model": "scripted", "messages": ASK, "response_format": SCHEMA}
    counted = {"prompt_tokens": 10, "completion_tokens": 5}
    fits = LlmAnswer('{"city": "Basel"}', **counted)
    misfit = LlmAnswer("Basel", **counted)
    host = Host(misfit, fits, misfit, misfit, misfit, LlmAnswer("It rains."))
    async with facade(tmp_path, host) as server, server.live.client("orchestrator") as api:
        done = await api.post("/v1/chat/completions", json=body)
        assert done.json()["usage"]["total_tokens"] == 30
        assert (await api.post("/v1/chat/completions", json=body)).status_code == 502
        await api.post("/api/generate", json={"model": "scripted", "prompt": "x"})
        fit, gave_up, uncounted = [e["usage"] for e in await server.audited(count=3)]
        assert (fit["calls"], fit["prompt_tokens"], fit["completion_tokens"]) == (2, 20, 10)
        assert (gave_up["calls"], gave_up["prompt_tokens"]) == (3, 30)
        assert gave_up["completion_tokens"] == 15
        tokens = uncounted["prompt_tokens"] + uncounted["completion_tokens"]
        assert uncounted["estimated_tokens"] == tokens > 0


async def test_audit_log_has_the_run_that_answered_and_the_client_that_left(tmp_path):
    started = asyncio.Event()

    async def work(assignment, _):
        if "linger" in assignment.task.objective.description:
            started.set()
            await asyncio.Event().wait()
        return "wet"

    async with facade(tmp_path, agents=(Agent("worker", work=work),)) as server:
        async with server.live.client("orchestrator") as api:
            body = {"model": "hocket", "messages": ASK, "stream": False}
            done = (await api.post("/api/chat", json=body)).json()
            assert done["total_duration"] > 0
            body["messages"] = [{"role": "user", "content": "linger"}]
            asking = asyncio.ensure_future(api.post("/api/chat", json=body))
            async with asyncio.timeout(20):
                await started.wait()
            asking.cancel()
            await asyncio.wait([asking])
        entries = await server.audited(count=2)
        assert [e["outcome"] for e in entries] == ["done", "client left"]
        assert all(e["target"].startswith("hocket run-") for e in entries)


async def test_key_of_a_repeated_request_holds_no_stream_back_and_keeps_no_answer(tmp_path):
    headers = {"Idempotency-Key": "story"}
    body = {"model": "scripted", "prompt": "A story."}
    async with facade(tmp_path) as server, server.live.client("orchestrator") as api:
        for _ in range(2):
            server.host.stopped.clear()
            # The story has no end, so that a response that is held would never come.
            async with api.stream("POST", "/api/generate", json=body, headers=headers) as done:
                async for _ in done.aiter_bytes():
                    break
            async with asyncio.timeout(10):
                await server.host.stopped.wait()
            assert "idempotency-replayed" not in done.headers
