from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.core.usage import Usage
from hocket.engine.llm_wire import decode_answer, decode_request, encode_answer, encode_request
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec

# Lone surrogates included: a host may send them as escapes.
texts = st.text(st.characters(), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(texts, part, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(texts, plain, max_size=3)
calls = st.builds(ToolCall, texts, objects, texts, texts, texts)
messages = st.builds(
    ChatMessage,
    st.sampled_from(["system", "user", "assistant", "tool"]),
    texts,
    st.lists(calls, max_size=2).map(tuple),
    texts,
)
requests = st.builds(
    LlmRequest,
    texts,
    st.lists(messages, min_size=1, max_size=3).map(tuple),
    json_schema=st.none() | objects,
    tools=st.lists(st.builds(ToolSpec, texts, texts, objects), max_size=2).map(tuple),
    max_tokens=st.integers(1, 1 << 20),
    temperature=st.floats(0, 2),
    seed=st.integers(),
    stop=st.lists(texts, max_size=2).map(tuple),
    timeout_s=st.floats(0.1, 1e6),
    logprobs=st.integers(0, 20),
    constrained=st.booleans(),
)
answers = st.builds(
    LlmAnswer,
    texts,
    st.sampled_from(["stop", "length", "tool_calls"]),
    texts,
    st.lists(calls, max_size=2).map(tuple),
    prompt_tokens=st.integers(0, 1 << 20),
    usd=st.decimals(0, 100, places=6),
    total_s=st.floats(0, 1e6),
    verification=st.builds(Usage, calls=st.integers(0, 9), prompt_tokens=st.integers(0, 1 << 20)),
    unverified=texts,
    first_token=st.dictionaries(texts, st.floats(0, 1), max_size=3),
    data=plain,
    thoughts=texts,
    verbatim=texts,
)


@given(requests)
def test_request_round_trip_is_lossless(request):
    assert decode_request(encode_request(request)) == request


@given(answers)
def test_answer_round_trip_is_lossless(answer):
    assert decode_answer(encode_answer(answer)) == answer


@given(requests)
def test_request_bytes_are_deterministic(request):
    data = encode_request(request)
    assert encode_request(decode_request(data)) == data


@given(st.one_of(requests.map(encode_request), answers.map(encode_answer)))
def test_bytes_are_canonical_json(data):
    text = data.decode("utf-8", "surrogatepass")
    value = json.loads(text)
    assert text == json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_request_leaves_out_defaults():
    request = LlmRequest("m", (ChatMessage("user", "hi"),), timeout_s=600, temperature=0)
    assert encode_request(request) == b'{"llm":"m","messages":[{"content":"hi","role":"user"}]}'


def test_request_with_whole_number_equals_the_one_with_a_float():
    one = LlmRequest("m", (ChatMessage("user", "hi"),), timeout_s=5, temperature=1)
    other = LlmRequest("m", (ChatMessage("user", "hi"),), timeout_s=5.0, temperature=1.0)
    assert encode_request(one) == encode_request(other)


def test_answer_keeps_its_price():
    assert encode_answer(LlmAnswer("a", usd=Decimal("0.00"))) == b'{"text":"a"}'


@pytest.mark.parametrize("data", [b"[1]", b"{}", b"{", b'{"text":"a","shape":1}'])
def test_bytes_that_are_not_an_answer_are_a_value_error(data):
    with pytest.raises(ValueError, match=r"."):
        decode_answer(data)


@given(requests, texts)
def test_request_to_another_llm_keeps_everything_else(request, name):
    assert request.to(name) == replace(request, llm=name)
