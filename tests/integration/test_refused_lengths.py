"""Refusals that name how long an answer or a prompt may be: from then on it is asked for so."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import ContextOverflowError
from raw_host import ASK, chunk, ndjson, raw_host, sse

LONG = replace(ASK, max_tokens=64)
TAKEN = sse(chunk("Noon.", "stop"))
FULL = sse(chunk("Noon."), {"choices": [], "usage": {"completion_tokens": 32}})
LINE = ndjson({"message": {"content": "Noon."}, "done": True, "eval_count": 32})
"""Answers of 32 tokens from hosts that give no reason for their end."""


@pytest.mark.parametrize(
    "reason",
    [
        "max_tokens is too large: 64. This model supports at most 32 completion tokens",
        "`max_tokens` must be less than or equal to `32`, less than the `context_window`",
        "Invalid max_tokens value, the valid range of max_tokens is [1, 32]",
        "max_tokens: 64 > 32, which is the maximum allowed number of output tokens for m",
        "max_output_tokens must be between 1 and 32",
        "max_completion_tokens must be <= 32",
    ],
)
async def test_longer_answer_than_the_host_allows_is_not_asked_for_again(reason):
    limits: list[int] = []

    def post(body, _):
        limits.append(body["max_tokens"])
        return (200, TAKEN) if limits[-1] <= 32 else (400, json.dumps({"error": reason}).encode())

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        answers = [await host.complete(LONG) for _ in range(2)]
        await host.close()
    assert limits == [64, 32, 32]
    assert [answer.usage.calls for answer in answers] == [2, 1]


async def test_longer_answer_than_ollama_allows_is_not_asked_for_again():
    limits: list[int] = []

    def post(body, path):
        if path != "/api/chat":
            return 200, b'{"capabilities": ["completion"]}'
        limits.append(body["options"]["num_predict"])
        reason = {"error": "num_predict: max_tokens must be at most 32"}
        return (200, LINE) if limits[-1] <= 32 else (400, json.dumps(reason).encode())

    async with raw_host(post) as url:
        host = Ollama(url=url, gate=EgressGate())
        answers = [await host.complete(LONG) for _ in range(2)]
        await host.close()
    assert limits == [64, 32, 32]
    assert [answer.finish for answer in answers] == ["length", "length"]


async def test_answer_of_the_length_that_the_host_allows_is_cut_off():
    def post(body, _):
        is_taken = body["max_tokens"] <= 32
        return (200, FULL) if is_taken else (400, b'{"error": "max_tokens must be <= 32"}')

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        answer = await host.complete(LONG)
        await host.close()
    assert answer.finish == "length"


async def test_window_that_only_the_list_named_is_read_there_again():
    listed = {"data": [{"id": "m", "max_model_len": 256}]}

    async with raw_host(
        lambda *_: (200, TAKEN), lambda _: (200, json.dumps(listed).encode())
    ) as url:
        host = OpenAi(url=url, gate=EgressGate())
        with pytest.raises(ContextOverflowError, match="window of 256"):
            await host.complete(replace(ASK, max_tokens=256))
        listed["data"][0]["max_model_len"] = 4096
        await host.models()
        assert (await host.complete(replace(ASK, max_tokens=256))).text == "Noon."
        await host.close()


@pytest.mark.parametrize(
    ("reason", "window"),
    [
        ("This model's maximum context length is 512 tokens and your request has 490", 512),
        ("the request exceeds the available context size (512 tokens), try increasing it", 512),
        ("Input is too long for the context window of 2,048 tokens: at maximum", 2048),
        ("`inputs` tokens + `max_new_tokens` must be <= 512. Given: 490 `inputs` tokens", 512),
        ("the prompt is too long", 8192),
    ],
)
async def test_window_that_a_refusal_names_is_the_one_from_then_on(reason, window):
    def post(*_):
        return 400, json.dumps({"error": {"message": reason}}).encode()

    async with raw_host(post) as url:
        host = OpenAi(url=url, gate=EgressGate())
        with pytest.raises(ContextOverflowError):
            await host.complete(LONG)
        known = await host.context_tokens("m")
        await host.close()
    assert known == window
