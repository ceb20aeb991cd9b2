"""Anthropic's API at a hocket server, through the official client."""

from __future__ import annotations

import asyncio
import json

import anthropic
import pytest
from anthropic.types import Message

from facade_clients import CITY, WEATHER, StreamingHost, facade

ASK = [{"role": "user", "content": "Grüezi 👋"}]
TOOL = {"name": "weather", "input_schema": WEATHER}


def client(server, key: str | None = None) -> anthropic.AsyncAnthropic:
    return anthropic.AsyncAnthropic(base_url=server.url, api_key=key or server.key, max_retries=0)


async def test_models_are_listed_beside_those_in_the_form_of_openai(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        listed = [model.id async for model in await api.models.list()]
        assert set(listed) == {"hocket", "scripted", "other:latest"}
        assert (await api.models.retrieve("scripted")).display_name == "scripted"
        with pytest.raises(anthropic.NotFoundError):
            await api.models.retrieve("absent")
        async with server.live.client("orchestrator") as plain:
            assert (await plain.get("/v1/models")).json()["object"] == "list"


async def test_answer_has_blocks_the_reason_of_its_end_and_the_counts(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.messages.create(
            model="scripted",
            max_tokens=50,
            messages=ASK,
            system="Be brief.",
            extra_body={"temperature": 0.3},
        )
        Message.model_validate(done.model_dump(), strict=True)
        assert [block.text for block in done.content] == ["You said:\nGrüezi 👋\n☔ über"]
        assert done.stop_reason == "end_turn"
        assert (done.usage.input_tokens, done.usage.output_tokens) == (11, 7)
        sent = server.host.requests[-1]
        assert (sent.messages[0].content, sent.temperature) == ("Be brief.", 0.3)
        cut = await api.messages.create(model="scripted", max_tokens=2, messages=ASK)
        assert cut.stop_reason == "max_tokens"


async def test_stream_adds_up_to_the_same_message(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        async with api.messages.stream(model="scripted", max_tokens=50, messages=ASK) as stream:
            text = "".join([piece async for piece in stream.text_stream])
            done = await stream.get_final_message()
        assert text == done.content[0].text == "You said:\nGrüezi 👋\n☔ über"
        assert done.stop_reason == "end_turn"
        assert (done.usage.input_tokens, done.usage.output_tokens) == (11, 7)


async def test_thoughts_are_blocks_where_they_are_wanted(tmp_path):
    ask = {"model": "scripted", "max_tokens": 2000}
    ask["messages"] = [{"role": "user", "content": "Think."}]
    thinking = {"type": "enabled", "budget_tokens": 1024}
    async with facade(tmp_path) as server, client(server) as api:
        plain = await api.messages.create(**ask)
        assert [block.type for block in plain.content] == ["text"]
        done = await api.messages.create(**ask, thinking=thinking)
        assert [block.type for block in done.content] == ["thinking", "text"]
        assert (done.content[0].thinking, done.content[1].text) == ("It is wet.", "Rain.")
        again = [*ask["messages"], {"role": "assistant", "content": done.content}, *ASK]
        await api.messages.create(**{**ask, "messages": again})
        assert [m.content for m in server.host.requests[-1].messages][1] == "Rain."


@pytest.mark.parametrize("stream", [False, True])
async def test_tool_is_called_and_its_result_answered(tmp_path, stream):
    ask = {"model": "scripted", "max_tokens": 50, "tools": [TOOL]}
    async with facade(tmp_path) as server, client(server) as api:
        if stream:
            async with api.messages.stream(messages=ASK, **ask) as pieces:
                done = await pieces.get_final_message()
        else:
            done = await api.messages.create(messages=ASK, **ask)
        assert done.stop_reason == "tool_use"
        call = done.content[0]
        assert (call.name, call.input) == ("weather", {"city": "Zürich"})
        result = {"type": "tool_result", "tool_use_id": call.id, "content": "wet"}
        turns = [
            *ASK,
            {"role": "assistant", "content": done.content},
            {"role": "user", "content": [result]},
        ]
        answered = await api.messages.create(messages=turns, **ask)
        assert "wet" in answered.content[0].text
        seen = server.host.requests[-1].messages
        assert (seen[-1].role, seen[-1].call_id) == ("tool", call.id)


async def test_answer_to_a_schema_is_json_that_fits(tmp_path):
    form = {"format": {"type": "json_schema", "schema": CITY}}
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.messages.create(
            model="scripted", max_tokens=50, messages=ASK, extra_body={"output_config": form}
        )
        assert json.loads(done.content[0].text) == {"city": "Zürich"}


async def test_tokens_are_counted_by_the_host(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        counted = await api.messages.count_tokens(model="scripted", messages=ASK)
        assert counted.input_tokens == 2
        assert not server.host.requests


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ({"extra_body": {"top_a": 5}}, "top_a"),
        ({"tool_choice": {"type": "any"}}, "tool_choice"),
        ({"tools": [{"type": "web_search_20250305", "name": "web_search"}]}, "tools.0"),
        ({"messages": [*ASK, {"role": "assistant", "content": "It"}]}, "messages.1"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image", "source": {}}]}]},
            "messages.0.content.0.source",
        ),
    ],
)
async def test_part_that_would_change_the_answer_is_refused_by_name(tmp_path, part, named):
    async with facade(tmp_path) as server, client(server) as api:
        ask = {"model": "scripted", "max_tokens": 50, "messages": ASK, **part}
        with pytest.raises(anthropic.BadRequestError) as raised:
            await api.messages.create(**ask)
        error = raised.value.body["error"]
        assert error["type"] == "invalid_request_error"
        assert error["message"].startswith(f"{named}:")
        assert not server.host.requests


async def test_overflow_and_keys_are_refused_in_the_form_of_the_api(tmp_path):
    async with facade(tmp_path, StreamingHost(context_tokens=64)) as server:
        long = [{"role": "user", "content": "word " * 200}]
        async with client(server) as api:
            with pytest.raises(anthropic.BadRequestError, match="window"):
                await api.messages.create(model="scripted", max_tokens=9, messages=long)
        async with client(server, "hk_wrong") as api:
            with pytest.raises(anthropic.AuthenticationError):
                await api.messages.create(model="scripted", max_tokens=9, messages=ASK)
        async with client(server, server.keys["observer"]) as api:
            with pytest.raises(anthropic.PermissionDeniedError):
                await api.messages.create(model="scripted", max_tokens=9, messages=ASK)


async def test_client_that_leaves_stops_the_host(tmp_path):
    story = [{"role": "user", "content": "A story."}]
    async with facade(tmp_path) as server, client(server) as api:
        async with api.messages.stream(model="scripted", max_tokens=50, messages=story) as stream:
            async for _ in stream.text_stream:
                break
        async with asyncio.timeout(10):
            await server.host.stopped.wait()
