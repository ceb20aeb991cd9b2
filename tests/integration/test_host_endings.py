"""How answers end: at their limit, or unsaid, on hosts of both HTTP adapters."""

from __future__ import annotations

import pytest

from hocket.adapters.ollama.llm import Ollama
from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import UnavailableError
from raw_host import ASK, chunk, ndjson, openai_host, raw_host, sse

DONE = b"data: [DONE]\n\n"
LINE = {"model": "m", "message": {"content": "Rain falls."}, "done": True, "done_reason": "stop"}
UNSAID = sse(chunk("Rain falls."), end=b"")
UNSAID_LINE = ndjson({"message": {"content": "Rain falls."}})


async def ends_of(*answers: bytes, is_ollama: bool = False, is_framed: bool = True) -> list[str]:
    """How each of several calls of one host ends."""
    left = list(answers)

    def post(_, path):
        return (200, b"{}" if path == "/api/show" else left.pop(0))

    async with raw_host(post, is_framed=is_framed) as url:
        host = (Ollama if is_ollama else OpenAi)(url=url, gate=EgressGate())
        ends = []
        for _ in answers:
            try:
                answer = await host.complete(ASK)
                ends.append("doubtful" if "may be cut" in answer.unverified else answer.finish)
            except UnavailableError:
                ends.append("unavailable")
        await host.close()
    return ends


@pytest.mark.parametrize(
    ("unsaid", "is_ollama"), [(UNSAID, False), (UNSAID_LINE, True)], ids=["openai", "ollama"]
)
async def test_host_that_never_says_that_an_answer_ended_is_taken_at_its_third(unsaid, is_ollama):
    ends = await ends_of(*[unsaid] * 4, is_ollama=is_ollama)
    assert ends == ["unavailable", "unavailable", "doubtful", "doubtful"]


@pytest.mark.parametrize(
    ("unsaid", "said", "is_ollama"),
    [
        (UNSAID, sse(chunk("Rain falls.", "stop"), end=b""), False),
        (UNSAID, UNSAID + DONE, False),
        (UNSAID, sse(chunk("Rain falls."), {"usage": {"completion_tokens": 3}}, end=b""), False),
        (UNSAID_LINE, ndjson(LINE), True),
    ],
)
async def test_host_that_has_once_said_that_an_answer_ended_says_it_always(unsaid, said, is_ollama):
    ends = await ends_of(unsaid, said, *[unsaid] * 3, is_ollama=is_ollama)
    assert ends == ["unavailable", "stop", *["unavailable"] * 3]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        sse(chunk(), end=b""),
        sse(chunk(tool_calls=[{"function": {"name": "f", "arguments": '{"a'}}]), end=b""),
    ],
)
async def test_end_of_what_is_no_answer_teaches_nothing(data):
    assert await ends_of(*[data] * 4) == ["unavailable"] * 4


async def test_end_of_a_body_without_a_stated_length_teaches_nothing():
    assert await ends_of(*[UNSAID] * 4, is_framed=False) == ["unavailable"] * 4


async def test_answer_that_ends_unsaid_about_at_its_limit_is_cut_off():
    long = sse(chunk("Rain falls on the sea. " * 20), end=b"")
    async with raw_host(lambda *_: (200, long)) as url:
        host = OpenAi(url=url, gate=EgressGate())
        for _ in range(2):
            with pytest.raises(UnavailableError):
                await host.complete(ASK)
        assert (await host.complete(ASK)).finish == "length"
        await host.close()


async def test_answer_without_a_reason_at_its_limit_is_cut_off():
    usage = {"choices": [], "usage": {"completion_tokens": 64}}
    async with openai_host(sse(chunk("Rain"), usage)) as host:
        assert (await host.complete(ASK)).finish == "length"


async def test_answer_far_beyond_its_limit_is_cut_off():
    async with openai_host(sse(*[chunk("word " * 2000)] * 200, chunk(finish="stop"))) as host:
        answer = await host.complete(ASK)
    assert answer.finish == "length"
    assert len(answer.text) < 100_000
