"""OpenAI's responses and embeddings at a hocket server, through the official client."""

from __future__ import annotations

import json

import openai
import pytest
from openai.types.responses import Response

from facade_clients import CITY, WEATHER, facade

TOOL = {"type": "function", "name": "weather", "parameters": WEATHER, "strict": False}


def client(server) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=f"{server.url}/v1", api_key=server.key, max_retries=0)


async def test_response_has_the_text_and_the_counts(tmp_path):
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.responses.create(
            model="scripted", input="Grüezi 👋", instructions="Be brief."
        )
        Response.model_validate(done.model_dump())
        assert done.output_text == "You said:\nGrüezi 👋\n☔ über"
        assert (done.status, done.usage.input_tokens, done.usage.output_tokens) == (
            "completed",
            11,
            7,
        )
        assert server.host.requests[-1].messages[0].content == "Be brief."
        cut = await api.responses.create(model="scripted", input="rain", max_output_tokens=1)
        assert (cut.status, cut.incomplete_details.reason) == ("incomplete", "max_output_tokens")


@pytest.mark.parametrize("words", ["Grüezi 👋", "Think."])
async def test_stream_adds_up_to_the_same_response(tmp_path, words):
    async with facade(tmp_path) as server, client(server) as api:
        async with api.responses.stream(model="scripted", input=words) as stream:
            events = [event async for event in stream]
            done = await stream.get_final_response()
        whole = await api.responses.create(model="scripted", input=words)
        pieces = [e.delta for e in events if e.type == "response.output_text.delta"]
        assert "".join(pieces) == done.output_text == whole.output_text
        assert [e.sequence_number for e in events] == sorted(e.sequence_number for e in events)
        thoughts = [e.delta for e in events if e.type == "response.reasoning_summary_text.delta"]
        assert "".join(thoughts) == ("It is wet." if words == "Think." else "")


@pytest.mark.parametrize("stream", [False, True])
async def test_tool_is_called_and_its_result_answered(tmp_path, stream):
    ask = {"model": "scripted", "tools": [TOOL]}
    asked = [{"role": "user", "content": "Rain?"}]
    async with facade(tmp_path) as server, client(server) as api:
        if stream:
            async with api.responses.stream(input=asked, **ask) as events:
                done = await events.get_final_response()
        else:
            done = await api.responses.create(input=asked, **ask)
        [call] = done.output
        assert json.loads(call.arguments) == {"city": "Zürich"}
        result = {"type": "function_call_output", "call_id": call.call_id, "output": "wet"}
        turn = {"type": "function_call", "call_id": call.call_id, "name": call.name}
        turn["arguments"] = call.arguments
        answered = await api.responses.create(input=[*asked, turn, result], **ask)
        assert "wet" in answered.output_text


async def test_answer_to_a_schema_is_json_that_fits(tmp_path):
    form = {"format": {"type": "json_schema", "name": "city", "schema": CITY}}
    async with facade(tmp_path) as server, client(server) as api:
        done = await api.responses.create(model="scripted", input="Where?", text=form)
        assert json.loads(done.output_text) == {"city": "Zürich"}


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ({"previous_response_id": "resp_1"}, "previous_response_id"),
        ({"tools": [{"type": "web_search"}]}, "tools.0"),
        ({"background": True}, "background"),
    ],
)
async def test_part_that_would_change_the_answer_is_refused_by_name(tmp_path, part, named):
    async with facade(tmp_path) as server, client(server) as api:
        with pytest.raises(openai.BadRequestError) as raised:
            await api.responses.create(model="scripted", input="Rain?", **part)
        assert raised.value.param == named


@pytest.mark.parametrize("encoding", ["float", "base64"])
async def test_vectors_come_in_the_order_of_the_texts(tmp_path, encoding):
    texts = ["a text", "another"]
    async with facade(tmp_path) as server, client(server) as api:
        made = await api.embeddings.create(model="scripted", input=texts, encoding_format=encoding)
        expected = await server.host.embed("scripted", texts)
        if encoding == "float":
            assert [entry.embedding for entry in made.data] == expected
        assert [entry.index for entry in made.data] == [0, 1]
        assert made.usage.prompt_tokens > 0
