"""Answers of OpenAI-compatible hosts in an envelope, or in the shape of another API."""

from __future__ import annotations

import json

import pytest

from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.ports.llm import ToolCall
from raw_host import ASK, chunk, ndjson, openai_host, raw_host, sse

MESSAGE = {"role": "assistant", "content": "Rain falls."}
SHAPES = {
    "in an envelope": json.dumps(
        {"code": 0, "msg": "ok", "data": {"choices": [{"message": MESSAGE}]}}
    ).encode(),
    "of Workers AI": b'{"success": true, "errors": [], "result": {"response": "Rain falls."}}',
    "of Ollama, in lines": ndjson(
        {"message": {"content": "Rain "}, "done": False},
        {"message": {"content": "falls."}, "done": True, "done_reason": "stop"},
    ),
    "of Anthropic": json.dumps(
        {
            "type": "message",
            "content": [
                {"type": "thinking", "thinking": "Snow?"},
                {"type": "text", "text": "Rain falls."},
            ],
            "stop_reason": "end_turn",
        }
    ).encode(),
    "of OpenAI's responses": json.dumps(
        {
            "object": "response",
            "status": "completed",
            "output": [
                {"type": "reasoning", "summary": [{"type": "summary_text", "text": "Snow?"}]},
                {"type": "message", "content": [{"type": "output_text", "text": "Rain falls."}]},
            ],
        }
    ).encode(),
    "of Gemini": json.dumps(
        {"candidates": [{"content": {"parts": [{"text": "Rain falls."}]}, "finishReason": "STOP"}]}
    ).encode(),
    "of TGI": b'[{"generated_text": "Rain falls."}]',
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_answer_in_another_shape_is_taken(shape):
    async with openai_host(SHAPES[shape]) as host:
        answer = await host.complete(ASK)
    assert (answer.text, answer.finish) == ("Rain falls.", "stop")


ANSWER = {"choices": [{"message": MESSAGE, "finish_reason": "stop"}]}
COUNTS = {
    "of OpenAI": ANSWER
    | {
        "usage": {
            "prompt_tokens": 9,
            "completion_tokens": 5,
            "prompt_tokens_details": {"cached_tokens": 4},
        }
    },
    "of OpenAI's responses": ANSWER
    | {
        "usage": {
            "input_tokens": 9,
            "output_tokens": 5,
            "input_tokens_details": {"cached_tokens": 4},
        }
    },
    "of Ollama": {
        "message": MESSAGE,
        "done": True,
        "prompt_eval_count": 9,
        "eval_count": 5,
    },
    "of Gemini": {
        "candidates": [{"content": {"parts": [{"text": "Rain falls."}]}, "finishReason": "STOP"}],
        "usageMetadata": {
            "promptTokenCount": 9,
            "candidatesTokenCount": 3,
            "thoughtsTokenCount": 2,
            "cachedContentTokenCount": 4,
        },
    },
}


@pytest.mark.parametrize("shape", COUNTS)
async def test_counts_under_another_name_are_those_of_the_host(shape):
    async with openai_host(json.dumps(COUNTS[shape]).encode()) as host:
        usage = (await host.complete(ASK)).usage
    cached = 0 if shape == "of Ollama" else 4
    assert (usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens) == (9, 5, cached)


async def test_counts_that_come_in_several_events_are_joined():
    first = chunk("Rain falls.") | {"usage": {"prompt_tokens": 9, "completion_tokens": 0}}
    last = chunk(finish="stop") | {"usage": {"completion_tokens": 5}}
    async with openai_host(sse(first, last)) as host:
        usage = (await host.complete(ASK)).usage
    assert (usage.prompt_tokens, usage.completion_tokens) == (9, 5)


CALLS = {
    "of Anthropic": {
        "type": "message",
        "content": [{"type": "tool_use", "id": "c1", "name": "add", "input": {"a": 1}}],
        "stop_reason": "tool_use",
    },
    "of OpenAI's responses": {
        "object": "response",
        "status": "completed",
        "output": [
            {"type": "function_call", "call_id": "c1", "name": "add", "arguments": '{"a": 1}'}
        ],
    },
    "in an envelope": {
        "data": {
            "choices": [
                {
                    "message": {
                        "tool_calls": [
                            {"id": "c1", "function": {"name": "add", "arguments": '{"a": 1}'}}
                        ]
                    }
                }
            ]
        }
    },
}


@pytest.mark.parametrize("shape", CALLS)
async def test_call_in_another_shape_is_made(shape):
    async with openai_host(json.dumps(CALLS[shape]).encode()) as host:
        answer = await host.complete(ASK)
    assert answer.tool_calls == (ToolCall("add", {"a": 1}, "c1"),)


@pytest.mark.parametrize(
    "answer", [(503, b"loading"), (500, b""), (429, b""), (200, b"<html>"), (405, b"")]
)
async def test_host_that_does_not_list_its_llms_answers(answer):
    async with raw_host(
        lambda *_: (200, sse(chunk("Rain falls.", "stop"))), lambda _: answer
    ) as url:
        host = OpenAi(url=url, gate=EgressGate())
        text = (await host.complete(ASK)).text
        await host.close()
    assert text == "Rain falls."
