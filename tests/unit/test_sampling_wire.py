"""Sampling in the words of each host."""

from __future__ import annotations

import pytest

from hocket.adapters.anthropic import wire as anthropic
from hocket.adapters.http.asking import asked
from hocket.adapters.http.parts import LeftOut
from hocket.adapters.llamacpp import wire as llamacpp
from hocket.adapters.ollama import wire as ollama
from hocket.adapters.openai import wire as openai
from hocket.core.sampling import Sampling
from hocket.engine.llm_wire import decode_request, encode_request
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest

SAMPLING = Sampling(0.9, 40, 0.1, 0.5, 0.25, 1.1)
NEUTRAL = Sampling(1.0, 0, 0, 0, 0, 1)


def asks(sampling: Sampling = SAMPLING, temperature: float = 1.0) -> LlmRequest:
    messages = (ChatMessage("user", "rain"),)
    return LlmRequest("m", messages, temperature=temperature, sampling=sampling)


def test_embedded_body_has_all_of_it_also_what_is_neutral():
    assert SAMPLING.given.items() <= llamacpp.completion_body(asks(), "p").items()
    # Its own defaults are others.
    assert NEUTRAL.given.items() <= llamacpp.completion_body(asks(NEUTRAL), "p").items()


def test_embedded_body_at_temperature_0_takes_the_likeliest_after_the_penalties():
    body = llamacpp.completion_body(asks(temperature=0), "p")
    assert (body["top_k"], body["samplers"]) == (1, ["penalties", "top_k"])
    body = llamacpp.completion_body(asks(Sampling(top_p=0.5), temperature=0), "p")
    assert body["samplers"] == ["top_k"]


def test_body_of_ollama_has_all_of_it_in_its_options():
    body = ollama.chat_body(asks(), (), window=512, keep_alive="1m")
    assert SAMPLING.given.items() <= body["options"].items()


@pytest.mark.parametrize("taken", [openai.TAKEN, anthropic.TAKEN])
def test_body_of_hosted_apis_has_what_they_have_and_nothing_neutral(taken):
    made = openai.chat_body if taken is openai.TAKEN else anthropic.message_body
    sampling = Sampling(**{n: v for n, v in SAMPLING.given.items() if n in taken})
    assert sampling.given.items() <= made(asks(sampling), ()).items()
    assert not NEUTRAL.given.keys() & made(asks(NEUTRAL), ()).keys()


def test_body_of_anthropic_has_top_p_or_a_temperature_that_says_something():
    usual = anthropic.message_body(asks(Sampling(top_p=0.9)), ())
    assert "temperature" not in usual
    low = anthropic.message_body(asks(Sampling(top_p=0.9), temperature=0.5), ())
    assert low["temperature"] == 0.5


def test_sampling_is_part_of_the_digest_of_a_request_only_where_it_is_set():
    assert decode_request(encode_request(asks())) == asks()
    assert b"sampling" not in encode_request(asks(Sampling()))


async def test_stop_text_that_is_cut_here_is_told():
    async def ask(_, __):
        return LlmAnswer("one END two")

    left_out = LeftOut({"*": {"stop"}})
    request = LlmRequest("m", (ChatMessage("user", "x"),), stop=("END",))
    said = await asked(request, left_out, digest="", sent=lambda *_: frozenset(), ask=ask)
    assert (said.text, said.stopped_by) == ("one ", "END")
