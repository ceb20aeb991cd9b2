"""Refusals of hosts, in whatever form: the reason reaches you, and says whether to try again."""

from __future__ import annotations

import json

import pytest

from hocket.adapters.openai.llm import OpenAi
from hocket.core.egress import EgressGate
from hocket.errors import HostUnusableError, RefusedError, UnavailableError
from raw_host import ASK, chunk, openai_host, raw_host, sse

REASONS = {
    "a text": (b'{"error": "the reason"}', RefusedError),
    "an object": (b'{"error": {"message": "the reason"}}', RefusedError),
    "a list": (b'[{"error": {"message": "the reason", "code": 400}}]', RefusedError),
    "a code of overload": (
        b'{"error": {"message": "the reason", "code": "529"}}',
        UnavailableError,
    ),
    "a type of overload": (
        b'{"error": {"message": "the reason", "type": "overloaded_error"}}',
        UnavailableError,
    ),
    "a detail": (b'{"detail": "the reason"}', RefusedError),
    "details": (b'{"detail": [{"loc": ["body", "x"], "msg": "the reason"}]}', RefusedError),
    "an object that is an error": (b'{"object": "error", "message": "the reason"}', RefusedError),
    "of a choice": (
        sse({"choices": [{"error": {"code": 502, "message": "the reason"}}]}),
        UnavailableError,
    ),
    "an event named error": (
        b'event: error\ndata: {"message": "the reason"}\n\n',
        UnavailableError,
    ),
    "a field named error": (b'error: {"code": 400, "message": "the reason"}\n\n', RefusedError),
    "words of an event named error": (b"event: error\ndata: the reason\n\n", UnavailableError),
    "words at its end": (sse(chunk("Some"), end=b"data: the reason\n\n"), UnavailableError),
    "after some text": (
        sse(chunk("Some"), {"error": {"message": "the reason"}}),
        UnavailableError,
    ),
    "in many lines": (b'{\n "error": {\n  "message": "the reason"\n }\n}\n', RefusedError),
}


@pytest.mark.parametrize("form", REASONS)
async def test_reason_in_place_of_an_answer_is_told(form):
    data, kind = REASONS[form]
    with pytest.raises(kind, match="the reason"):
        async with openai_host(data) as host:
            await host.complete(ASK)


@pytest.mark.parametrize("data", [b"<!DOCTYPE html><title>Sign in</title>", b"It works!\n"])
async def test_page_in_place_of_an_answer_is_no_host(data):
    with pytest.raises(HostUnusableError, match="not JSON"):
        async with openai_host(data) as host:
            await host.complete(ASK)


STAYS = [
    (401, {"error": {"message": "Incorrect API key provided"}}, "API key"),
    (400, {"error": {"message": "API key not valid. Please pass a valid API key."}}, "API key"),
    (402, {"error": {"message": "Insufficient Balance"}}, "quota"),
    (
        429,
        {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}},
        "quota",
    ),
    (404, {"error": {"message": "The model `x` does not exist"}}, "name of the LLM"),
    (400, {"message": "Invalid model: x", "type": "invalid_model"}, "name of the LLM"),
    (400, {"error": {"message": "x is not a valid model ID", "code": 400}}, "name of the LLM"),
    (400, {"error": {"message": "The model `x` has been decommissioned"}}, "name of the LLM"),
    (404, {"detail": "Not Found"}, "URL"),
    (429, {"error": {"message": "Too many requests", "code": "insufficient_quota"}}, "quota"),
    (429, {"message": "You are using a trial key: 1000 API calls / month"}, "quota"),
    (400, {"error": {"message": "Invalid proxy server token passed"}}, "API key"),
    (400, {"error": {"message": "Budget has been exceeded", "type": "budget_exceeded"}}, "quota"),
    (400, {"error": {"message": "No provider has it", "code": "model_not_supported"}}, "LLM"),
    (400, {"error": {"message": "User location is not supported for the API use."}}, "serves you"),
    (503, {"error": {"message": "No available channel", "code": "model_not_found"}}, "LLM"),
    (407, {"error": "Proxy login"}, "URL"),
    (421, {"error": "Misdirected"}, "URL"),
    (426, {"error": "Upgrade"}, "URL"),
    (451, {"error": "Unavailable for legal reasons"}, "URL"),
    (501, {"error": "Not implemented"}, "URL"),
    (405, {"detail": "Method Not Allowed"}, "URL"),
    (200, {"error": "Unexpected endpoint or method. (POST /chat/completions)"}, "URL"),
]


@pytest.mark.parametrize(("status", "body", "way_out"), STAYS)
async def test_refusal_that_stays_names_what_to_correct(status, body, way_out):
    async with openai_host(json.dumps(body).encode(), status) as host:
        with pytest.raises(HostUnusableError, match=way_out):
            await host.complete(ASK)


PASSES = [
    (429, {"error": {"message": "Rate limit reached: 3 requests per minute"}}, ""),
    (429, {"error": {"message": "You exceeded your current quota. Please retry in 34s."}}, ""),
    (429, {"error": {"message": "quota, see billing"}}, "Retry-After: 3\r\n"),
    (503, {"error": {"message": "model not found in the pool, loading"}}, ""),
    (529, {"error": {"message": "Overloaded"}}, ""),
    (429, {"error": {"message": "usage limits exceeded, please wait a moment"}}, ""),
    (429, {"error": {"message": "Retry in 3 s", "code": "insufficient_quota"}}, ""),
    (500, {"error": {"message": "authentication backend failed"}}, ""),
]


@pytest.mark.parametrize(("status", "body", "headers"), PASSES)
async def test_refusal_that_passes_can_be_tried_again(status, body, headers):
    async with openai_host(json.dumps(body).encode(), status, headers) as host:
        with pytest.raises(UnavailableError):
            await host.complete(ASK)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"message": "Invalid value for 'messages'"}}),
        (403, {"error": {"message": "Your input was flagged by moderation"}}),
        (422, {"error": {"message": "The tools are no good"}}),
    ],
)
async def test_refusal_about_the_prompt_is_neither(status, body):
    async with openai_host(json.dumps(body).encode(), status) as host:
        with pytest.raises(RefusedError) as caught:
            await host.complete(ASK)
    assert not isinstance(caught.value, HostUnusableError)


@pytest.mark.parametrize(("status", "away_s"), [(503, 600.0), (429, 600.0), (500, None)])
async def test_host_that_did_no_work_is_away(status, away_s):
    async with openai_host(b'{"error": "it starts"}', status) as host:
        with pytest.raises(UnavailableError) as caught:
            await host.complete(ASK)
    assert caught.value.context.get("away_s") == away_s


async def test_host_that_fails_within_an_answer_did_some_work():
    fault = {"error": {"code": 503, "message": "gone"}}
    for data, away_s in ((sse(fault), 600.0), (sse(chunk("Rain"), fault), None)):
        async with openai_host(data) as host:
            with pytest.raises(UnavailableError) as caught:
                await host.complete(ASK)
        assert caught.value.context.get("away_s") == away_s


async def test_host_that_went_away_is_waited_for_longer_than_one_that_never_answered():
    waits = []
    async with raw_host(lambda *_: (200, sse(chunk("Rain", "stop")))) as url:
        host, other = (OpenAi(url=url, gate=EgressGate()) for _ in range(2))
        await host.complete(ASK)
    for llm in (host, other):
        with pytest.raises(UnavailableError, match="cannot be reached") as caught:
            await llm.complete(ASK)
        waits.append(caught.value.context["away_s"])
        await llm.close()
    assert waits == [600.0, 60.0]


async def test_address_without_the_tls_that_it_promises_is_wrong():
    async with raw_host(lambda *_: (200, b"")) as url:
        host = OpenAi(url=url.replace("http:", "https:"), gate=EgressGate())
        with pytest.raises(HostUnusableError, match="correct its URL"):
            await host.complete(ASK)
        await host.close()


@pytest.mark.parametrize("wait", ["inf", "nan", "soon", ""])
async def test_time_to_retry_that_is_none_is_ignored(wait):
    async with openai_host(b"{}", 429, f"Retry-After: {wait}\r\n") as adapter:
        with pytest.raises(UnavailableError) as caught:
            await adapter.complete(ASK)
    assert "retry_after_s" not in caught.value.context
