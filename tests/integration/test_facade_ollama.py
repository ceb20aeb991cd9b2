"""Ollama's API at a hocket server, through the official client."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import httpx
import ollama
import pytest

from facade_clients import CITY, WEATHER, StreamingHost, facade

ASK = [{"role": "user", "content": "Grüezi 👋"}]
TOOL = {"type": "function", "function": {"name": "weather", "parameters": WEATHER}}
COUNTS = {
    *("total_duration", "load_duration", "prompt_eval_count"),
    *("prompt_eval_duration", "eval_count", "eval_duration"),
}


@asynccontextmanager
async def client(server, key: str | None = None):
    headers = {"Authorization": f"Bearer {key or server.key}"}
    api = ollama.AsyncClient(server.url, headers=headers)
    try:
        yield api
    finally:
        await api._client.aclose()


async def test_models_are_listed_described_and_shown_in_memory(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        listed = await api.list()
        assert {m.model for m in listed.models} == {"hocket", "scripted", "other:latest"}
        shown = await api.show("scripted")
        assert "completion" in shown.capabilities
        assert shown.modelinfo["scripted.context_length"] == 32_768
        assert {m.name for m in (await api.ps()).models} == {"scripted", "other:latest"}
        with pytest.raises(ollama.ResponseError, match="absent") as raised:
            await api.show("absent")
        assert raised.value.status_code == 404
        async with server.live.client(None) as plain:
            assert (await plain.get("/api/version")).json()["version"]
            assert (await plain.head("/")).status_code in (200, 404)  # without a built page


async def test_answers_of_chat_and_generate_have_text_and_all_counts(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        chat = await api.chat("scripted", ASK)
        assert chat.message.content == "You said:\nGrüezi 👋\n☔ über"
        assert (chat.done, chat.done_reason) == (True, "stop")
        assert (chat.prompt_eval_count, chat.eval_count) == (11, 7)
        made = await api.generate("scripted", "rain", system="Be brief.")
        assert made.response == "You said:\nrain\n☔ über"
        assert server.host.requests[-1].messages[0].content == "Be brief."
        assert set(made.model_dump(exclude_none=True)) >= COUNTS


async def test_stream_is_lines_of_json_with_the_counts_in_the_last(tmp_path):
    body = {"model": "other", "messages": ASK}
    async with facade(tmp_path) as server, client(server) as api:
        parts = [part async for part in await api.chat(**body, stream=True)]
        assert "".join(p.message.content for p in parts) == "You said:\nGrüezi 👋\n☔ über"
        async with server.live.client("orchestrator") as plain:
            # As curl sends it: a stream by default, and no type of JSON.
            sent = await plain.post(
                "/api/chat",
                content=json.dumps(body),
                headers={"Content-Type": "application/x-www-form-urlencoded"},
            )
        lines = [json.loads(line) for line in sent.text.splitlines()]
        assert sent.headers["content-type"] == "application/x-ndjson"
        assert [line["done"] for line in lines] == [False] * (len(lines) - 1) + [True]
        assert set(lines[-1]) >= COUNTS


@pytest.mark.parametrize("stream", [False, True])
async def test_thoughts_tool_calls_and_their_results(tmp_path, stream):
    async def said(**ask):
        answer = await api.chat("scripted", stream=stream, **ask)
        messages = [part.message async for part in answer] if stream else [answer.message]
        thoughts = "".join(m.thinking or "" for m in messages)
        calls = [call for m in messages for call in m.tool_calls or ()]
        return "".join(m.content or "" for m in messages), thoughts, calls

    async with facade(tmp_path) as server, client(server) as api:
        text, thoughts, _ = await said(messages=[{"role": "user", "content": "Think."}])
        assert (text, thoughts) == ("Rain.", "It is wet.")
        _, _, calls = await said(messages=ASK, tools=[TOOL])
        assert (calls[0].function.name, calls[0].function.arguments) == (
            "weather",
            {"city": "Zürich"},
        )
        turn = {"role": "assistant", "tool_calls": [calls[0].model_dump()]}
        result = {"role": "tool", "content": "wet", "tool_name": "weather"}
        text, _, _ = await said(messages=[*ASK, turn, result], tools=[TOOL])
        assert "wet" in text
        seen = server.host.requests[-1].messages
        assert seen[-1].call_id == seen[-2].tool_calls[0].call_id != ""


async def test_answer_to_a_schema_is_json_that_fits(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        chat = await api.chat("scripted", ASK, format=CITY)
        assert json.loads(chat.message.content) == {"city": "Zürich"}
        assert server.host.requests[-1].json_schema == CITY


async def test_options_reach_the_host_and_those_that_would_change_the_answer_are_refused(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        options = {"temperature": 0, "seed": 3, "num_predict": 9, "stop": ["x"], "num_ctx": 512}
        await api.chat("scripted", ASK, options={**options, "typical_p": 1}, keep_alive="5m")
        sent = server.host.requests[-1]
        assert (sent.temperature, sent.seed, sent.max_tokens, sent.stop) == (0, 3, 9, ("x",))
        with pytest.raises(ollama.ResponseError, match=r"options\.typical_p") as raised:
            await api.chat("scripted", ASK, options={"typical_p": 0.5})
        assert raised.value.status_code == 400
        with pytest.raises(ollama.ResponseError, match="raw"):
            await api.generate("scripted", "x", raw=True)


async def test_vectors_come_in_order_and_are_recorded(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        made = await api.embed("scripted", ["a text", "another"])
        assert made.embeddings == await server.host.embed("scripted", ["a text", "another"])
        assert (await api.embeddings("scripted", "a text")).embedding == made.embeddings[0]
        entries = await server.audited("embed", 2)
        assert entries[0]["usage"]["prompt_tokens"] > 0


async def test_request_without_words_loads_the_model_for_those_who_may(tmp_path):
    async with facade(tmp_path) as server:
        await server.host.unload("scripted")
        async with client(server, server.keys["admin"]) as api:
            assert (await api.generate("scripted")).done
        assert (await server.host.models())[1].loaded
        async with client(server) as api:
            with pytest.raises(ollama.ResponseError) as raised:
                await api.generate("scripted")
        assert raised.value.status_code == 403


async def test_overflow_and_keys_are_refused_in_the_form_of_the_api(tmp_path):
    async with facade(tmp_path, StreamingHost(context_tokens=64)) as server:
        async with client(server) as api:
            with pytest.raises(ollama.ResponseError, match="window") as raised:
                await api.generate("scripted", "word " * 200)
        assert raised.value.status_code == 400
        async with client(server, "hk_wrong") as api:
            with pytest.raises(ollama.ResponseError) as raised:
                await api.list()
        assert raised.value.status_code == 401


async def test_client_that_leaves_stops_the_host(tmp_path):
    async with facade(tmp_path) as server:
        headers = {"Authorization": f"Bearer {server.key}"}
        body = {"model": "scripted", "prompt": "A story."}
        async with (
            httpx.AsyncClient(base_url=server.url, headers=headers) as plain,
            plain.stream("POST", "/api/generate", json=body) as response,
        ):
            async for _ in response.aiter_bytes():
                break
        async with asyncio.timeout(10):
            await server.host.stopped.wait()
