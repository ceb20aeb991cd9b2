"""OpenAI's API at a hocket server, through the official client."""

from __future__ import annotations

import asyncio
import json

import httpx
import openai
import pytest
from openai.types import Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from facade_clients import CITY, WEATHER, StreamingHost, facade

ASK = [{"role": "user", "content": "Grüezi 👋"}]
TOOL = {"type": "function", "function": {"name": "weather", "parameters": WEATHER}}


def client(server, key: str | None = None) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=key or server.key, max_retries=0)


async def test_models_are_listed_and_described(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        listed = [model async for model in await api.models.list()]
        assert {m.id for m in listed} >= {"scripted", "other:latest"}
        for model in listed:
            Model.model_validate(model.model_dump(), strict=True)
        assert (await api.models.retrieve("other")).id == "other:latest"
        with pytest.raises(openai.NotFoundError) as raised:
            await api.models.retrieve("absent")
        assert raised.value.code == "model_not_found"


async def test_answer_has_the_text_the_finish_and_the_counts(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.chat.completions.create(model="scripted", messages=ASK)
        ChatCompletion.model_validate(done.model_dump(), strict=True)
        choice = done.choices[0]
        assert choice.message.content == "You said:\nGrüezi 👋\n☔ über"
        assert (choice.finish_reason, done.model) == ("stop", "scripted")
        assert (done.usage.prompt_tokens, done.usage.completion_tokens) == (11, 7)
        entry = (await server.audited())[0]
        assert (entry["subject"], entry["target"]) == ("key:orchestrator", "scripted")
        assert entry["usage"]["prompt_tokens"] == 11
        assert entry["outcome"] == "done"


async def test_stream_has_the_same_text_and_the_counts_at_its_end(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        stream = await api.chat.completions.create(
            model="scripted", messages=ASK, stream=True, stream_options={"include_usage": True}
        )
        chunks = [chunk async for chunk in stream]
        for chunk in chunks:
            ChatCompletionChunk.model_validate(chunk.model_dump(), strict=True)
        text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
        assert text == "You said:\nGrüezi 👋\n☔ über"
        assert chunks[-2].choices[0].finish_reason == "stop"
        assert (chunks[-1].choices, chunks[-1].usage.total_tokens) == ([], 18)


async def test_thoughts_are_apart_from_the_answer(tmp_path):
    ask = [{"role": "user", "content": "Think."}]
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.chat.completions.create(model="scripted", messages=ask)
        assert done.choices[0].message.content == "Rain."
        assert done.choices[0].message.reasoning_content == "It is wet."
        stream = await api.chat.completions.create(model="scripted", messages=ask, stream=True)
        deltas = [chunk.choices[0].delta async for chunk in stream]
        assert "".join(d.content or "" for d in deltas) == "Rain."
        thoughts = [getattr(delta, "reasoning_content", None) or "" for delta in deltas]
        assert "".join(thoughts) == "It is wet."


@pytest.mark.parametrize("stream", [False, True])
async def test_tool_is_called_and_its_result_answered(tmp_path, stream):
    async with facade(tmp_path) as server, client(server) as api:
        ask = {"model": "scripted", "tools": [TOOL]}
        if stream:
            pieces = await api.chat.completions.create(messages=ASK, stream=True, **ask)
            chunks = [chunk async for chunk in pieces]
            calls = [c for chunk in chunks for c in chunk.choices[0].delta.tool_calls or ()]
            assert chunks[-1].choices[0].finish_reason == "tool_calls"
            turn = {"role": "assistant", "tool_calls": [c.model_dump() for c in calls]}
        else:
            done = await api.chat.completions.create(messages=ASK, **ask)
            ChatCompletion.model_validate(done.model_dump(), strict=True)
            assert done.choices[0].finish_reason == "tool_calls"
            calls = done.choices[0].message.tool_calls
            turn = done.choices[0].message
        assert json.loads(calls[0].function.arguments) == {"city": "Zürich"}
        result = {"role": "tool", "tool_call_id": calls[0].id, "content": "wet"}
        answered = await api.chat.completions.create(messages=[*ASK, turn, result], **ask)
        assert "wet" in answered.choices[0].message.content
        seen = server.host.requests[-1].messages
        assert seen[-1].call_id == seen[-2].tool_calls[0].call_id == calls[0].id


async def test_answer_to_a_schema_is_json_that_fits(tmp_path):
    form = {"type": "json_schema", "json_schema": {"name": "city", "schema": CITY, "strict": True}}
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.chat.completions.create(
            model="scripted", messages=ASK, response_format=form
        )
        assert json.loads(done.choices[0].message.content) == {"city": "Zürich"}
        assert server.host.requests[-1].json_schema == CITY


async def test_parameters_reach_the_host_and_those_left_out_have_the_defaults_of_the_api(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        await api.chat.completions.create(
            model="scripted", messages=ASK, temperature=0.2, seed=7, stop="END", max_tokens=9
        )
        sent = server.host.requests[-1]
        assert (sent.temperature, sent.seed, sent.stop, sent.max_tokens) == (0.2, 7, ("END",), 9)
        await api.chat.completions.create(
            model="scripted", messages=ASK, n=1, top_p=1, user="me", frequency_penalty=0
        )
        assert server.host.requests[-1].temperature == 1.0


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ({"n": 2}, "n"),
        ({"logprobs": True}, "logprobs"),
        ({"tool_choice": "required"}, "tool_choice"),
        ({"extra_body": {"grammar": "root ::= x"}}, "grammar"),
        ({"temperature": 3}, "temperature"),
        ({"response_format": {"type": "xml"}}, "response_format.type"),
        ({"tools": [{"type": "web_search"}]}, "tools.0"),
    ],
)
async def test_part_that_would_change_the_answer_is_refused_by_name(tmp_path, part, named):
    async with facade(tmp_path) as server, client(server) as api:
        with pytest.raises(openai.BadRequestError) as raised:
            await api.chat.completions.create(**{"model": "scripted", "messages": ASK, **part})
        assert raised.value.param == named
        assert raised.value.type == "invalid_request_error"
        assert not server.host.requests


async def test_prompt_over_the_window_is_refused_and_never_cut(tmp_path):
    host = StreamingHost(context_tokens=64)
    long = [{"role": "user", "content": "word " * 200}]
    async with facade(tmp_path, host) as server, client(server) as api:
        for stream in (False, True):
            with pytest.raises(openai.BadRequestError) as raised:
                await api.chat.completions.create(model="scripted", messages=long, stream=stream)
            assert raised.value.code == "context_length_exceeded"
        assert not host.requests
        # A limit that the window has no room for is lowered; the answer itself is not cut unsaid.
        await api.chat.completions.create(model="scripted", messages=ASK, max_tokens=4000)
        assert host.requests[-1].max_tokens < 64


async def test_keys_permissions_and_unknown_paths_are_refused_in_the_form_of_the_api(tmp_path):
    async with facade(tmp_path) as server:
        async with client(server, "hk_wrong") as api:
            with pytest.raises(openai.AuthenticationError) as raised:
                await api.chat.completions.create(model="scripted", messages=ASK)
            assert raised.value.code == "invalid_api_key"
        async with client(server, server.keys["observer"]) as api:
            with pytest.raises(openai.PermissionDeniedError):
                await api.chat.completions.create(model="scripted", messages=ASK)
        async with client(server) as api:
            with pytest.raises(openai.NotFoundError):
                await api.files.list()
            with pytest.raises(openai.NotFoundError) as missing:
                await api.chat.completions.create(model="absent", messages=ASK)
            assert missing.value.param == "model"
        async with server.live.client("orchestrator") as plain:
            broken = await plain.post("/v1/chat/completions", content=b"{")
            assert (broken.status_code, broken.json()["error"]["code"]) == (400, "invalid_json")


@pytest.mark.parametrize("stream", [False, True])
async def test_client_that_leaves_stops_the_host(tmp_path, stream):
    body = {"model": "scripted", "stream": stream}
    body["messages"] = [{"role": "user", "content": "A story."}]
    async with facade(tmp_path) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers) as plain:
            if stream:
                async with plain.stream("POST", "/v1/chat/completions", json=body) as response:
                    async for _ in response.aiter_bytes():
                        break
            else:
                async with asyncio.TaskGroup() as group:
                    asking = group.create_task(plain.post("/v1/chat/completions", json=body))
                    while not server.host.pieces:
                        await asyncio.sleep(0.005)
                    asking.cancel()
        async with asyncio.timeout(10):
            await server.host.stopped.wait()
        entry = (await server.audited())[0]
        assert entry["outcome"] == "client left"
        assert entry["usage"]["completion_tokens"] > 0


async def test_concurrent_requests_are_all_answered(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(
                    api.chat.completions.create(
                        model="scripted", messages=[{"role": "user", "content": f"number {n}"}]
                    )
                )
                for n in range(20)
            ]
        for n, task in enumerate(tasks):
            assert f"number {n}\n" in task.result().choices[0].message.content


async def test_fault_of_the_host_has_its_status_and_one_within_a_stream_its_event(tmp_path):
    class Breaking(StreamingHost):
        async def complete(self, request, on_text=None):
            if on_text is not None and request.stop:
                on_text("Once upon ")
            await self._sleep(0)
            message = "The host is down; start it"
            raise UnavailableError(message)

    from hocket.errors import UnavailableError  # noqa: PLC0415 - of this test alone

    async with facade(tmp_path, Breaking()) as server, client(server) as api:
        with pytest.raises(openai.InternalServerError, match="host is down") as raised:
            await api.chat.completions.create(model="scripted", messages=ASK)
        assert raised.value.status_code == 503
        stream = await api.chat.completions.create(
            model="scripted", messages=ASK, stream=True, stop=["x"]
        )
        with pytest.raises(openai.APIError, match="host is down"):
            [chunk async for chunk in stream]
