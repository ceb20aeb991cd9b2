"""Anthropic's API: any conversation is one that it takes; any bytes are an answer or our error."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing, suppress
from copy import deepcopy
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from anthropic_host.rules import fault_of
from hocket.adapters.anthropic.blocks import Blocks
from hocket.adapters.anthropic.schema import output_schema
from hocket.adapters.anthropic.stream import Parts, read_answer
from hocket.adapters.anthropic.wire import counted_body, message_body
from hocket.adapters.http.endings import Endings
from hocket.adapters.http.lines import Lines, lines_of
from hocket.engine.llm_wire import encode_answer
from hocket.errors import OrchestrationError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec

EVENTS = [
    {
        "type": "message_start",
        "message": {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "claude-x",
            "content": [],
            "stop_reason": None,
            "usage": {
                "input_tokens": 3,
                "cache_creation_input_tokens": 4,
                "cache_read_input_tokens": 5,
                "output_tokens": 1,
            },
        },
    },
    {"type": "ping"},
    {
        "type": "content_block_start",
        "index": 0,
        "content_block": {"type": "thinking", "thinking": "", "signature": ""},
    },
    *(
        {"type": "content_block_delta", "index": 0, "delta": delta}
        for delta in (
            {"type": "thinking_delta", "thinking": "Höre "},
            {"type": "thinking_delta", "thinking": "zu."},
            {"type": "signature_delta", "signature": "c2ln"},
        )
    ),
    {"type": "content_block_stop", "index": 0},
    {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
    {
        "type": "content_block_delta",
        "index": 1,
        "delta": {"type": "text_delta", "text": "雨 \u2028 falls\r\n"},
    },
    {"type": "content_block_stop", "index": 1},
    {
        "type": "content_block_start",
        "index": 2,
        "content_block": {"type": "tool_use", "id": "toolu_1", "name": "clock", "input": {}},
    },
    *(
        {
            "type": "content_block_delta",
            "index": 2,
            "delta": {"type": "input_json_delta", "partial_json": part},
        }
        for part in ("", '{"zo', 'ne": "Öslo"}')
    ),
    {"type": "content_block_stop", "index": 2},
    {
        "type": "message_delta",
        "delta": {"stop_reason": "tool_use", "stop_sequence": None},
        "usage": {"output_tokens": 21},
    },
    {"type": "message_stop"},
]


def stream_of(*events: dict, end: str = "\n") -> bytes:
    return b"".join(
        f"event: {e.get('type')}{end}data: {json.dumps(e, ensure_ascii=False)}{end}{end}".encode(
            errors="surrogatepass"
        )
        for e in events
    )


def read(pieces: list[bytes], said: list[str] | None = None) -> LlmAnswer:
    async def parts():
        for piece in pieces:
            yield piece

    async def answer() -> LlmAnswer:
        async with aclosing(lines_of(parts(), lambda _: None)) as lines:
            return await read_answer(
                Lines(lines, is_framed=True),
                Parts(said.append if said is not None else None),
                llm="claude-x",
                host="the host",
                names={"clock": "clock"},
                endings=Endings("the host"),
                error_of=lambda status, reason, _: UnavailableError(reason, status=status),
                clean=str,
                max_tokens=64,
            )

    return asyncio.run(answer())


WHOLE = read([stream_of(*EVENTS)])


def test_answer_has_all_that_its_events_deliver():
    assert (WHOLE.thoughts, WHOLE.text) == ("Höre zu.", "雨 \u2028 falls\r\n")
    assert (WHOLE.prompt_tokens, WHOLE.cached_tokens, WHOLE.completion_tokens) == (12, 5, 21)
    [call] = WHOLE.tool_calls
    assert (call.name, call.arguments, call.call_id) == ("clock", {"zone": "Öslo"}, "toolu_1")
    assert [block["type"] for block in json.loads(call.turn)] == ["thinking", "text", "tool_use"]


@given(st.lists(st.integers(0, len(stream_of(*EVENTS))), max_size=40), st.sampled_from("\n\r"))
def test_answer_is_the_same_however_its_bytes_are_split(cuts, end):
    data = stream_of(*EVENTS, end="\r\n" if end == "\r" else end)
    places = [0, *sorted({min(cut, len(data)) for cut in cuts}), len(data)]
    said: list[str] = []
    pieces = [data[a:b] for a, b in pairwise(places)]
    assert read(pieces, said) == WHOLE
    assert "".join(said) == WHOLE.text


@given(st.integers(0, len(stream_of(*EVENTS)) - 1))
def test_answer_whose_bytes_end_early_is_never_taken_for_whole(end):
    try:
        answer = read([stream_of(*EVENTS)[:end]])
    except OrchestrationError:
        return
    assert answer == WHOLE  # only its last mark is missing


odd = st.sampled_from([None, True, -1, 1 << 80, 1.5, "", "x", "\ud800", [], {}, [None], {"a": 1}])
broken = st.tuples(
    st.sampled_from(range(len(EVENTS))), st.lists(st.integers(0, 3), max_size=3), odd
)


@given(st.lists(broken, max_size=4), st.booleans())
def test_events_of_any_form_raise_nothing_but_our_errors(faults, shuffled):
    events = json.loads(json.dumps(EVENTS))
    for number, path, value in faults:
        holder = events[number]
        for step in path:
            inner = [*holder.values()]
            if not inner or not isinstance(inner[step % len(inner)], dict):
                break
            holder = inner[step % len(inner)]
        if holder:
            holder[[*holder][sum(path) % len(holder)]] = deepcopy(value)
    with suppress(OrchestrationError):
        encode_answer(read([stream_of(*(events[::-1] if shuffled else events))]))


texts = st.sampled_from(["", " ", "Rain", "\ud800", "a\nb"])
ids = st.sampled_from(["", "a", "b", "c.d", "ü"])
calls = st.lists(
    st.builds(ToolCall, st.sampled_from(["clock", "a.b"]), st.just({"n": 1}), ids, texts),
    max_size=3,
)
messages = st.lists(
    st.builds(ChatMessage, st.sampled_from(["system", "user"]), texts)
    | st.builds(ChatMessage, st.just("assistant"), texts, calls.map(tuple))
    | st.builds(ChatMessage, st.just("tool"), texts, st.just(()), ids),
    min_size=1,
    max_size=9,
)
CLOCK = ToolSpec("clock", "The time.", {"properties": {}})


@given(messages, st.sampled_from([(), (CLOCK,)]), st.sampled_from([0, 1024]))
def test_any_conversation_is_sent_as_one_that_the_api_takes(talk, tools, thinking_tokens):
    request = LlmRequest("m", tuple(talk), tools=tools, max_tokens=2048, stop=(" ", "END"))
    body = message_body(request, frozenset(), thinking_tokens=thinking_tokens)
    assert fault_of(body) == ""
    assert fault_of(counted_body(body), counts=True) == ""
    json.dumps(body, ensure_ascii=False).encode()


leaves = st.sampled_from(
    [
        {"type": "string", "minLength": 2},
        {"type": "integer", "minimum": 1, "maximum": 9},
        {"enum": ["a", 1, None]},
        {"const": True},
        {"type": "array"},
        {},
        True,
    ]
)
schemas = st.recursive(
    leaves,
    lambda part: (
        st.builds(lambda p: {"type": "array", "items": p, "minItems": 3}, part)
        | st.builds(lambda p: {"oneOf": [p, {"type": "null"}]}, part)
        | st.builds(
            lambda p, closed: {
                "type": "object",
                "properties": p,
                **({"additionalProperties": False} if closed else {}),
            },
            st.dictionaries(st.sampled_from(["n", "properties", "type"]), part, max_size=3),
            st.booleans(),
        )
    ),
    max_leaves=6,
)


@given(schemas)
def test_schema_that_is_sent_is_one_that_the_api_takes(schema):
    request = LlmRequest(
        "m",
        (ChatMessage("user", "n?"),),
        json_schema=schema if isinstance(schema, dict) else {"type": "object"},
    )
    assert fault_of(message_body(request, frozenset())) == ""
    if isinstance(schema, dict) and schema.get("type") != "object":
        assert output_schema(schema) is None


def test_deltas_of_a_block_that_never_began_are_its_content():
    blocks = Blocks()
    assert blocks.add(4, {"type": "text_delta", "text": "Rain"}) == "Rain"
    assert blocks.text == "Rain"
