"""No JSON of a host raises anything but our own errors: real bodies, mutated at any place."""

from __future__ import annotations

import asyncio
import copy
import json
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from hocket.adapters.anthropic.llm import Anthropic
from hocket.adapters.http.events import EventReader
from hocket.adapters.http.finish import finish_of
from hocket.adapters.http.refusal import HttpRefusal, fault_in, reason_in, status_in
from hocket.adapters.llamacpp import wire as llamacpp
from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.engine.llm_wire import encode_answer
from hocket.errors import OrchestrationError
from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec
from raw_host import chunk, ndjson, raw_host, sse

CLOCK = ToolSpec("clock", "The time.", {"type": "object", "properties": {}})
ASK = LlmRequest("m", (ChatMessage("user", "hi"),), tools=(CLOCK,), max_tokens=16, logprobs=1)

TOP = [{"token": "A", "logprob": -0.2, "bytes": [65]}, {"token": "B", "logprob": -1.8}]
LOGPROBS = {"content": [{"token": "A", "logprob": -0.2, "top_logprobs": TOP}]}
CALL = {
    "index": 0,
    "id": "c1",
    "type": "function",
    "function": {"name": "clock", "arguments": "{}"},
}
USAGE = {
    "prompt_tokens": 9,
    "completion_tokens": 3,
    "total_tokens": 12,
    "prompt_tokens_details": {"cached_tokens": 4},
}
OPENAI = [
    # vLLM
    [
        {**chunk("", role="assistant"), "id": "chatcmpl-1", "object": "chat.completion.chunk"},
        {"model": "m", **chunk("Rain"), "usage": None},
        {"choices": [{"index": 0, "delta": {"content": " falls."}, "logprobs": LOGPROBS}]},
        chunk("", "stop"),
        {"choices": [], "usage": USAGE},
    ],
    # llama-server
    [
        chunk(None, role="assistant", content=None),
        chunk(tool_calls=[CALL]),
        {**chunk(finish="tool_calls"), "timings": {"prompt_ms": 2.5, "predicted_ms": 7.5}},
    ],
    # OpenRouter, Groq
    [chunk("Rain"), {"error": {"code": 502, "message": "gone", "metadata": {"raw": "{}"}}}],
    [{**chunk("Rain", "stop"), "x_groq": {"id": "req_1", "usage": USAGE}}],
    # Mistral, Gemini
    [chunk([{"type": "text", "text": "Rain"}], "stop")],
    [[{"error": {"code": 429, "message": "quota", "status": "RESOURCE_EXHAUSTED"}}]],
    # DeepSeek, LM Studio
    [chunk(None, reasoning_content="hm", content=None), chunk("Rain", "stop")],
    [
        {
            "choices": [
                {"message": {"content": "Rain", "tool_calls": [CALL]}, "finish_reason": "stop"}
            ]
        }
    ],
]
COUNTS = {"input_tokens": 9, "cache_read_input_tokens": 4, "output_tokens": 3}
ASKED = {"type": "tool_use", "id": "t1", "name": "clock", "input": {"zone": "CET"}}
ANTHROPIC = [
    [
        {"type": "message_start", "message": {"model": "m", "content": [], "usage": COUNTS}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking"}},
        {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "signature_delta", "signature": "ab"},
        },
        {"type": "content_block_start", "index": 1, "content_block": ASKED},
        {"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": COUNTS},
        {"type": "message_stop"},
    ],
    [{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}],
    [{"type": "message", "content": [ASKED], "stop_reason": "tool_use", "usage": COUNTS}],
]
PAGES = [
    {
        "data": [{"id": "m", "max_input_tokens": 9000, "max_tokens": 64, "lifecycle": "active"}],
        "has_more": True,
        "last_id": "m",
    }
]
LISTS = [
    {"object": "list", "data": [{"id": "m", "max_model_len": 9000, "meta": {"n_ctx": 9000}}]},
    {"models": [{"name": "m", "size": 9, "digest": "ab", "details": {"family": "llama"}}]},
    {"models": [{"name": "m", "context_length": 9000}]},
]
SHOWN = {"capabilities": ["completion", "tools"], "model_info": {"llama.context_length": 9000}}
OLLAMA = [
    [
        {"model": "m", "message": {"role": "assistant", "content": "Rain"}, "done": False},
        {
            "model": "m",
            "message": {"content": "", "tool_calls": [CALL]},
            "logprobs": [{"token": "A", "logprob": -0.2, "top_logprobs": TOP}],
            "done": True,
            "done_reason": "stop",
            "total_duration": 5_000_000_000,
            "prompt_eval_count": 90,
            "eval_count": 3,
            "eval_duration": 7,
        },
    ],
    [{"status": "pulling ab", "total": 9, "completed": 3}, {"status": "success"}],
    [{"error": "an error was encountered while running the model"}],
]
VECTORS = [
    {"data": [{"index": 0, "embedding": [1.0, 2.0]}]},
    {"embeddings": [[1.0, 2.0]], "prompt_eval_count": 3},
]
LLAMACPP = {
    "content": "Rain",
    "stop": True,
    "stop_type": "eos",
    "truncated": False,
    "tokens_evaluated": 9,
    "tokens_predicted": 3,
    "timings": {"cache_n": 4, "prompt_ms": 2.5, "predicted_ms": 7.5},
    "completion_probabilities": [{"token": "A", "logprob": -0.2, "top_logprobs": TOP}],
}

odd = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        -1,
        1 << 80,
        1e300,
        float("nan"),
        float("inf"),
        "",
        "x",
        "7",
        "\ud800",
        [],
        {},
    ]
)
values = st.recursive(
    odd,
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "content", "text", "error", "name"]), part, max_size=2
        )
    ),
    max_leaves=5,
)


def places(value, path=()):
    """The path of each value in a JSON value."""
    yield path
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, part in items:
        yield from places(part, (*path, key))


@st.composite
def mutated(draw, originals):
    """One of these JSON values, with up to three places replaced, removed or wrapped."""
    value = copy.deepcopy(draw(st.sampled_from(originals)))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(list(places(value))))
        if not path:
            continue
        holder = value
        for key in path[:-1]:
            holder = holder[key]
        how = draw(st.sampled_from(["replace", "remove", "wrap", "name"]))
        if how == "remove":
            del holder[path[-1]]
        elif how == "name" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["error", "message", "done", "delta"]))] = holder.pop(
                path[-1]
            )
        else:
            new = draw(values)
            holder[path[-1]] = [holder[path[-1]], new] if how == "wrap" else new
    return value


framings = st.sampled_from([sse, ndjson, lambda *events: json.dumps(events).encode()])


def framed(framing, events) -> bytes:
    return framing(*events) if isinstance(events, list) else framing(events)


def tried(adapter, post: dict[str, bytes], get: bytes, status: int = 200) -> None:
    """Make every call to a host that answers so; only our own errors may be raised."""

    async def calls() -> None:
        def answer(_, path):
            return status, next(data for end, data in post.items() if path.endswith(end))

        async with raw_host(answer, lambda _: (200, get)) as url:
            host = adapter(url=url, gate=EgressGate())
            with suppress(OrchestrationError):
                encode_answer(await host.complete(ASK))
            with suppress(OrchestrationError):
                await host.models()
            with suppress(OrchestrationError):
                await host.embed("m", ["a"])
            with suppress(OrchestrationError):
                await host.load("m")
            await host.close()

    asyncio.run(calls())


@given(
    mutated(OPENAI), framings, mutated(LISTS), mutated(VECTORS), st.sampled_from([200, 400, 500])
)
def test_openai_host_with_any_json_raises_only_our_errors(events, framing, listed, vectors, status):
    posts = {"/completions": framed(framing, events), "/embeddings": json.dumps(vectors).encode()}
    tried(OpenAi, posts, json.dumps(listed).encode(), status)


@given(mutated(ANTHROPIC), framings, mutated(PAGES), st.sampled_from([200, 400, 529]))
def test_anthropic_with_any_json_raises_only_our_errors(events, framing, listed, status):
    tried(Anthropic, {"": framed(framing, events)}, json.dumps(listed).encode(), status)


@given(mutated(OLLAMA), framings, mutated(LISTS), mutated([SHOWN]), mutated(VECTORS))
def test_ollama_with_any_json_raises_only_our_errors(events, framing, listed, shown, vectors):
    posts = {
        "/chat": framed(framing, events),
        "/pull": framed(framing, events),
        "/show": json.dumps(shown).encode(),
        "/embed": json.dumps(vectors).encode(),
        "/generate": json.dumps(vectors).encode(),
    }
    tried(Ollama, posts, json.dumps(listed).encode())


@given(mutated([LLAMACPP]), values)
def test_embedded_llm_with_any_json_raises_only_our_errors(event, chosen):
    if isinstance(event, dict):
        answer = llamacpp.answer_of(event, json.dumps(chosen), {})
        with suppress(OrchestrationError):
            encode_answer(llamacpp.completed(answer, ASK, 0.1))
    assert llamacpp.error_of(chosen).message


@given(values, st.integers(300, 599))
def test_any_refusal_has_an_error_and_any_fault_a_status(body, status):
    text = reason_in(body)
    assert HttpRefusal(status, text, body).to_error("the host").message
    assert isinstance(text + reason_in(fault_in(body)), str)
    assert 400 <= status_in(body, 500) < 600
    assert finish_of(body) in ("stop", "length", "tool_calls", "filtered", "broken", "")


@given(
    st.lists(
        st.sampled_from(
            [
                b"data: {",
                b'"a": 1',
                b"}",
                b"",
                b": x",
                b"[DONE]",
                b'{"a": 1}',
                b"event: error",
                b"data: [DONE]",
                b"\xff",
            ]
        ),
        max_size=12,
    )
)
def test_lines_in_any_order_give_objects_or_our_error(lines):
    async def of_lines():
        for line in lines:
            yield line

    async def read() -> list:
        return [event async for event in EventReader(of_lines(), "the host").events()]

    with suppress(OrchestrationError):
        assert all(isinstance(event, dict) for event in asyncio.run(read()))
