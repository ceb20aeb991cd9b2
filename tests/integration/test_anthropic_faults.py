"""Faults of a host with Anthropic's API: each is our error, with what to do and when."""

from __future__ import annotations

import logging
import traceback

import pytest

from anthropic_host.process import KEY, ask, says, served
from hocket.adapters.anthropic.llm import Anthropic
from hocket.core.egress import EgressGate
from hocket.errors import (
    AWAY_S,
    ContextOverflowError,
    EgressDeniedError,
    HostUnusableError,
    OrchestrationError,
    UnavailableError,
)

PLANTED = "sk-ant-planted-0123456789"


@pytest.fixture(scope="module")
def url():
    with served() as url:
        yield url


@pytest.fixture
async def host(url):
    llm = Anthropic(url=url, gate=EgressGate(), api_key=KEY)
    yield llm
    await llm.close()


FAULTS = {
    "poor": (HostUnusableError, "billing"),
    "spent": (HostUnusableError, "billing"),
    "unbilled": (HostUnusableError, "billing"),
    "forbidden": (HostUnusableError, "permissions"),
    "absent": (HostUnusableError, "name of the LLM"),
    "large": (ContextOverflowError, "shorten the prompt"),
    "long": (ContextOverflowError, "shorten the prompt"),
    "limited": (UnavailableError, "try again later"),
    "broken": (UnavailableError, "try again later"),
    "overloaded": (UnavailableError, "try again later"),
    "midway": (UnavailableError, "Overloaded"),
    "bare": (UnavailableError, "Overloaded"),
    "vanishing": (UnavailableError, "try again"),
}


@pytest.mark.parametrize("llm", FAULTS)
async def test_fault_of_the_host_is_an_error_with_a_way_out(host, llm):
    kind, way_out = FAULTS[llm]
    with pytest.raises(kind, match=way_out):
        await host.complete(ask(llm))


async def test_limit_says_when_to_try_again(host):
    for llm, wait_s in (("limited", 7.0), ("resetting", 12.0)):
        with pytest.raises(UnavailableError) as caught:
            await host.complete(ask(llm))
        assert caught.value.context["retry_after_s"] == wait_s
        assert AWAY_S in caught.value.context


async def test_overload_within_an_answer_is_no_absence_and_is_counted(host):
    with pytest.raises(UnavailableError) as caught:
        await host.complete(ask("midway"))
    assert AWAY_S not in caught.value.context
    assert caught.value.context["usage"]["prompt_tokens"] > 0


async def test_window_that_a_refusal_names_is_learned(host):
    with pytest.raises(ContextOverflowError):
        await host.complete(ask("long"))
    assert await host.context_tokens("claude-long") == 4096


async def test_wrong_key_is_named_but_never_shown(url, caplog):
    caplog.set_level(logging.DEBUG)
    host = Anthropic(url=url, gate=EgressGate(), api_key=PLANTED)
    with pytest.raises(HostUnusableError, match="check the API key") as caught:
        await host.complete(ask("plain"))
    await host.close()
    shown = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(vars(host))
    assert PLANTED not in shown


@pytest.mark.parametrize("reason", ["refusal", "pause_turn", f"error {KEY} " * 99])
async def test_words_of_an_end_are_shortened_and_without_the_key(host, reason):
    with pytest.raises(OrchestrationError) as caught:
        await host.complete(ask("leaking", says(reason)))
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value.context)
    assert len(str(caught.value)) < 700


async def test_api_itself_is_closed_unless_it_is_configured():
    host = Anthropic(url="https://api.anthropic.com/v1", gate=EgressGate(), api_key=KEY)
    with pytest.raises(EgressDeniedError, match=r"api\.anthropic\.com"):
        await host.complete(ask("plain"))
    await host.close()
