"""Optional parts of a request that a host refuses: left out, remembered and on record."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager

import pytest

from hocket.adapters.http.memory import RefusalMemory
from hocket.adapters.http.parts import LeftOut, named_parts
from hocket.adapters.http.refusal import HttpRefusal
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.app.hosts import memories_of
from hocket.app.refusals import forget_refused, refused_parts
from hocket.config import Settings
from hocket.config.hosts import LEFT_OUT
from hocket.core.egress import EgressGate
from hocket.engine.llm_wire import decode_answer, encode_answer
from hocket.errors import (
    HostUnusableError,
    InvalidInputError,
    RefusedError,
    UnavailableError,
)
from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall, ToolSpec
from raw_host import chunk, ndjson, raw_host, sse

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
CLOCK = ToolSpec("clock", "The time.", {"type": "object", "properties": {}})
CALL = ToolCall("clock", {}, "c1")
WHOLE = LlmRequest(
    "m",
    (
        ChatMessage("system", "Be brief."),
        ChatMessage("user", "What time is it?"),
        ChatMessage("user", "In Oslo."),
        ChatMessage("assistant", "", (CALL,)),
        ChatMessage("tool", "noon", call_id="c1"),
        ChatMessage("user", "And in Rome?"),
    ),
    json_schema=SCHEMA,
    tools=(CLOCK,),
    max_tokens=64,
    stop=("END",),
    logprobs=1,
)
GUESSED = ("temperature", "seed", "stream_options", "strict", "response_format", "logprobs")
TAKEN = sse(chunk("Noon. END of it", "stop"))


def roles(body: dict) -> list[str]:
    return [message["role"] for message in body["messages"]]


def has_neighbours(body: dict) -> bool:
    return any(a == b for a, b in zip(roles(body), roles(body)[1:], strict=False))


REFUSALS = {
    "temperature": (
        lambda b: "temperature" in b,
        400,
        {
            "error": {
                "message": "Unsupported value: 'temperature' does not support 0 with this model.",
                "param": "temperature",
            }
        },
    ),
    "seed": (
        lambda b: "seed" in b,
        422,
        {"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]},
    ),
    "stream_options": (
        lambda b: "stream_options" in b,
        400,
        {"error": {"message": "Extra inputs are not permitted, field: 'stream_options'"}},
    ),
    "strict": (
        lambda b: "strict" in b.get("response_format", {}).get("json_schema", {}),
        400,
        {"error": {"message": "Unknown field strict"}},
    ),
    "response_format": (
        lambda b: "response_format" in b,
        400,
        {"error": {"message": "This response_format type is unavailable now"}},
    ),
    "logprobs": (lambda b: "logprobs" in b, 400, {"error": "logprobs is not supported"}),
    "stream": (
        lambda b: b["stream"],
        400,
        {
            "error": {
                "message": "Unsupported value: 'stream' does not support true",
                "param": "stream",
            }
        },
    ),
    "stop": (lambda b: "stop" in b, 400, {"error": {"message": "Unsupported", "param": "stop"}}),
    "max_tokens": (
        lambda b: "max_tokens" in b,
        400,
        {"error": {"message": "Unsupported parameter: use 'max_completion_tokens' instead."}},
    ),
    "tools": (
        lambda b: "tools" in b or "tool" in roles(b),
        400,
        {"message": '"auto" tool choice requires --enable-auto-tool-choice to be set'},
    ),
    "system": (
        lambda b: "system" in roles(b),
        400,
        {"error": {"message": "Only user and assistant roles are supported, got system"}},
    ),
    "turns": (
        has_neighbours,
        500,
        {"error": {"message": "Conversation roles must alternate user/assistant/user/..."}},
    ),
}


@asynccontextmanager
async def refusing(*parts: str, **options):
    """An adapter, and the bodies that its host got; the host refuses these parts."""
    bodies: list[dict] = []

    def post(body, _):
        bodies.append(body)
        for refuses, status, reason in map(REFUSALS.__getitem__, parts):
            if refuses(body):
                return status, json.dumps(reason).encode()
        return 200, TAKEN

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate(), **options)
        try:
            yield host, bodies
        finally:
            await host.close()


def test_each_part_that_can_be_set_is_one_that_can_be_learnt():
    assert set(REFUSALS) | {"thinking", "cache_control"} == LEFT_OUT


@pytest.mark.parametrize("part", REFUSALS)
async def test_refused_part_is_left_out_from_then_on(part):
    async with refusing(part) as (host, bodies):
        first = await host.complete(WHOLE)
        second = await host.complete(WHOLE)
    assert first.text.startswith("Noon.")
    assert part in first.left_out
    assert (first.usage.calls, second.usage.calls, len(bodies)) == (2, 1, 3)
    assert decode_answer(encode_answer(first)).left_out == first.left_out, "it is on record"


async def test_all_refused_parts_are_left_out_one_after_another():
    async with refusing(*REFUSALS) as (host, bodies):
        answer = await host.complete(WHOLE)
    assert answer.text == "Noon. ", "the text is cut off at the stop text here"
    assert set(bodies[-1]) == {"model", "messages", "stream", "max_completion_tokens"}
    assert bodies[-1]["stream"] is False
    assert roles(bodies[-1]) == ["user", "assistant", "user"]
    prompt = bodies[-1]["messages"][0]["content"]
    assert "Be brief." in prompt
    assert "In Oslo." in prompt
    assert json.dumps(SCHEMA) in prompt, "the schema is asked for in words"
    assert "<tool_call>" in prompt
    assert "noon" in bodies[-1]["messages"][2]["content"]


async def test_parts_set_by_hand_are_never_sent():
    options = {"leave_out": {"*": ["seed"], "m": ["temperature", "system"], "other": ["tools"]}}
    async with refusing("seed", "temperature", "system", **options) as (host, bodies):
        answer = await host.complete(WHOLE)
    assert (len(bodies), answer.usage.calls) == (1, 1)
    assert answer.left_out == ("seed", "system", "temperature")


async def test_another_digest_under_the_same_name_is_asked_again():
    weights = {"digest": "a"}
    sent: list[bool] = []

    def post(body, _):
        sent.append("seed" in body)
        return (400, b'{"error": "seed is unknown"}') if sent[-1] else (200, TAKEN)

    def get(_):
        return 200, json.dumps({"data": [{"id": "m", **weights}]}).encode()

    async with raw_host(post, get) as url:
        host = OpenAi(url=url, gate=EgressGate())
        await host.complete(WHOLE)
        await host.complete(WHOLE)
        weights["digest"] = "b"
        await host.models()
        await host.complete(WHOLE)
        await host.close()
    assert sent == [True, False, False, True, False]


async def test_refused_part_is_known_to_the_next_process_for_a_week(tmp_path):
    path = tmp_path / "hosts" / "x.json"
    async with refusing("seed", memory=RefusalMemory(path)) as (host, bodies):
        await host.complete(WHOLE)
        assert len(bodies) == 2
    async with refusing("seed", memory=RefusalMemory(path)) as (host, bodies):
        assert (await host.complete(WHOLE)).left_out == ("seed",)
        assert len(bodies) == 1
    os.utime(path, (0, 0))
    async with refusing("seed", memory=RefusalMemory(path)) as (host, bodies):
        await host.complete(WHOLE)
        assert len(bodies) == 2, "the host may have changed since"


async def test_refused_part_that_another_process_forgets_is_sent_again(tmp_path):
    settings = Settings(home=tmp_path, cache=tmp_path)
    memory = memories_of(settings)["ollama"]
    async with refusing("seed", memory=memory) as (host, bodies):
        await host.complete(WHOLE)
        await host.complete(WHOLE)
        assert len(bodies) == 3
        name = f"ollama:{WHOLE.llm}"
        assert await refused_parts(settings) == {name: ("seed",)}
        with pytest.raises(InvalidInputError, match=f"it is of: {name}"):
            await forget_refused(settings, "ollama:other")
        assert await forget_refused(settings, name) == ("seed",)
        assert await refused_parts(settings) == {}
        with pytest.raises(InvalidInputError, match="nor is it of any other"):
            await forget_refused(settings, name)
        await host.complete(WHOLE)
        assert len(bodies) == 5, "it is sent, refused and learned anew"
        assert await refused_parts(settings) == {name: ("seed",)}


@pytest.mark.parametrize("text", ["", "{", '[{"llm": 5, "left_out": 7}, 3, {"left_out": [{}]}]'])
async def test_file_that_cannot_be_read_or_written_only_costs_a_request(tmp_path, text):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    async with refusing("seed", memory=RefusalMemory(path)) as (host, bodies):
        await host.complete(WHOLE)
    async with refusing("seed", memory=RefusalMemory(path / "below" / "y.json")) as (host, _):
        await host.complete(WHOLE)
    assert len(bodies) == 2


async def test_refusal_that_leaving_out_everything_does_not_change_is_no_lesson():
    sent: list[set[str]] = []

    def post(body, _):
        sent.append(set(body))
        return (400, b'{"error": "Bad Request"}') if len(sent) < 3 else (200, TAKEN)

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        with pytest.raises(RefusedError):
            await host.complete(WHOLE)
        assert (await host.complete(WHOLE)).left_out == ()
        await host.close()
    assert sent[2] == sent[0]


async def test_refusal_that_names_nothing_is_tried_once_without_all():
    sent: list[set[str]] = []

    def post(body, _):
        sent.append(set(body))
        return (400, b'{"error": "Bad Request"}') if "seed" in body else (200, TAKEN)

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        assert (await host.complete(WHOLE)).usage.calls == 2
        await host.close()
    assert not {"seed", "temperature", "response_format", "logprobs"} & sent[1]


@pytest.mark.parametrize(
    ("status", "reason", "kind", "requests"),
    [
        (400, {"error": "Bad Request"}, RefusedError, 3),
        (401, {"error": "Invalid API key for temperature"}, HostUnusableError, 2),
        (404, {"error": "The model `m` does not exist"}, HostUnusableError, 2),
        (429, {"error": "seed: too many requests per minute"}, UnavailableError, 2),
        (500, {"error": "the engine fell over"}, UnavailableError, 2),
        (400, {"error": "the answer would be too long"}, RefusedError, 3),
    ],
)
async def test_refusal_that_no_part_explains_is_raised(status, reason, kind, requests):
    seen = []

    def post(body, _):
        seen.append(body)
        return status, json.dumps(reason).encode()

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        for _ in range(2):
            with pytest.raises(kind):
                await host.complete(WHOLE)
        await host.close()
    assert len(seen) == requests, "what explains nothing is not tried again for each call"


def line(text: str) -> bytes:
    return ndjson({"message": {"content": text}, "done": True, "done_reason": "stop"})


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("tools", "registry.ollama.ai/library/m:latest does not support tools"),
        ("think", '"m" does not support thinking'),
        ("format", "format is not supported for this model"),
        ("logprobs", "unknown field logprobs"),
    ],
)
async def test_part_that_ollama_refuses_is_left_out(field, reason):
    sent: list[dict] = []

    def post(body, path):
        if path != "/api/chat":
            return 200, b'{"capabilities": ["completion", "thinking"]}'
        sent.append(body)
        if field in body:
            return 400, json.dumps({"error": reason}).encode()
        return 200, line("Noon.")

    async with raw_host(post) as url:
        host = Ollama(url=url, gate=EgressGate())
        answers = [await host.complete(WHOLE) for _ in range(2)]
        await host.close()
    assert [answer.usage.calls for answer in answers] == [2, 1]
    assert [field in body for body in sent] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("the seed must be an integer", ("seed",)),
        ("please stop", ()),
        ("Developer instruction is not enabled for models/gemma-3-27b-it", ("system",)),
        ("System role not supported", ("system",)),
        ('Jinja template: "Only user and assistant roles are supported!"', ("system",)),
        ("tools param requires --jinja flag", ("tools",)),
        ("Tool error: Grammar compilation", ("response_format", "tools")),
        ("No endpoints found that support tool use", ("tools",)),
        ("Streaming is not supported for this model", ("stream",)),
        ("Unrecognized request argument: stream_options", ("stream_options",)),
        (
            "No endpoints found that support the provided parameters",
            (*GUESSED, "cache_control", "parallel_tool_calls"),
        ),
        ("the system is overloaded", ()),
        ("function calling is not supported", ("tools",)),
        ("Cannot have 2 or more consecutive user messages", ("turns",)),
    ],
)
def test_words_of_a_refusal_name_its_part(text, parts):
    assert named_parts(HttpRefusal(400, text)) == parts


def test_nothing_is_learnt_from_a_refusal_of_what_was_not_sent():
    left_out = LeftOut({})
    error = UnavailableError("no", status=500, refused_parts=("seed",))
    assert not left_out.learn("m", "", error, {"temperature"})
    assert left_out.of("m") == frozenset()
