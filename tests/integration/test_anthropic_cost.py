"""What calls to Anthropic's API cost that do not end or are refused, and what is sent again."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from anthropic_host.process import KEY, WEATHER, ask, last_body, says, served
from hocket.adapters.anthropic.llm import Anthropic
from hocket.app.doctor import diagnose
from hocket.config import AnthropicHost, OpenAiHost, Settings
from hocket.core.egress import EgressGate
from hocket.core.spending import report_tries, report_usage, usage_in
from hocket.core.usage import Usage
from hocket.errors import UnavailableError
from hocket.ports.llm import ChatMessage

PRICES = {"*": (Decimal(4), Decimal(20))}


@pytest.fixture(scope="module")
def url():
    with served() as url:
        yield url


@pytest.fixture
async def host(url):
    llm = Anthropic(
        url=url,
        gate=EgressGate(),
        api_key=KEY,
        prices=PRICES,
        thinking_tokens={"claude-plain": 1024},
    )
    yield llm
    await llm.close()


async def test_cancelled_answer_costs_what_was_written(host):
    pieces: list[str] = []
    many = asyncio.Event()

    def add(piece: str) -> None:
        pieces.append(piece)
        if len(pieces) >= 20:
            many.set()

    task = asyncio.ensure_future(host.complete(ask("slow", max_tokens=2000), add))
    await many.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    usage = usage_in(caught.value)
    assert usage.completion_tokens >= 20
    assert usage.estimated_tokens == usage.completion_tokens


@pytest.mark.parametrize("llm", ["midway", "vanishing"])
async def test_answer_that_breaks_off_costs_what_arrived(host, llm):
    with pytest.raises(UnavailableError) as caught:
        await host.complete(ask(llm))
    usage = usage_in(caught.value)
    assert usage.prompt_tokens > usage.completion_tokens > 0
    assert usage.estimated_tokens == usage.completion_tokens


async def test_count_is_not_replaced_by_none(host):
    assert (await host.complete(ask("zero"))).prompt_tokens > 0


async def test_unfinished_answer_costs_what_its_cache_does(host):
    prompt = (ChatMessage("system", "You know the weather of each city. " * 20), says("Rain?"))
    spent = []
    for _ in range(2):
        with pytest.raises(UnavailableError) as caught:
            await host.complete(ask("midway", *prompt))
        spent.append(usage_in(caught.value))
    first, again = spent
    part = Decimal(4) * again.cached_tokens / 1_000_000
    flat = (Decimal(4) * first.prompt_tokens + Decimal(20) * first.completion_tokens) / 1_000_000
    assert part > 0
    assert (first.usd, again.usd) == (flat + part * Decimal("0.25"), flat - part * Decimal("0.9"))


@pytest.mark.parametrize(("llm", "failed_calls"), [("blank", 0), ("unsigned", 1)])
async def test_signed_turn_goes_back_without_blank_texts_or_unsigned(host, url, llm, failed_calls):
    first = await host.complete(ask(llm, tools=(WEATHER,)))
    turn = ChatMessage("assistant", first.text, first.tool_calls)
    results = [ChatMessage("tool", "dry", call_id=c.call_id) for c in first.tool_calls]
    answer = await host.complete(ask(llm, says("Hi"), turn, *results, tools=(WEATHER,)))
    assert (answer.text, answer.failed_calls) == ("The tools say: dry, dry", failed_calls)
    kinds = [block["type"] for block in (await last_body(url))["messages"][1]["content"]]
    assert kinds == [*["thinking"][failed_calls:], "tool_use", "tool_use"]


async def test_thoughts_that_do_not_fit_in_an_answer_are_left_out_with_a_remark(host, url):
    answer = await host.complete(ask("plain", max_tokens=1024))
    assert "thinking" not in await last_body(url)
    assert "claude-plain was not told to think" in answer.unverified
    answer = await host.complete(ask("plain", max_tokens=1025))
    assert (await last_body(url))["thinking"]["budget_tokens"] == 1024
    assert answer.unverified == ""


async def test_thoughts_longer_than_the_llm_allows_are_left_out(url):
    host = Anthropic(url=url, gate=EgressGate(), api_key=KEY, thinking_tokens={"*": 2048})
    answer = await host.complete(ask("plain", max_tokens=3000))
    await host.close()
    body = await last_body(url)
    assert (body["max_tokens"], "thinking" in body) == (2048, False)
    assert "which is 2048" in answer.unverified


def test_calls_that_were_refused_before_add_to_what_an_error_cost():
    error = UnavailableError("gone")
    report_usage(error, Usage(calls=1, prompt_tokens=7))
    report_tries(error, 1)
    report_tries(error, 2)
    assert error.context["tries"] == 4
    assert usage_in(error) == Usage(calls=4, prompt_tokens=7)


async def test_doctor_knows_aliases_of_hosts_with_this_api_alone(url, tmp_path):
    settings = Settings(
        home=tmp_path,
        cache=tmp_path,
        llms={"planner": "anthropic:claude-dated", "worker": "other:claude-dated"},
        anthropic={"anthropic": AnthropicHost(url, KEY)},
        openai={"other": OpenAiHost(f"{url}/v1", KEY)},
    )
    found = {finding.name: finding.ok for finding in (await diagnose(settings)).findings}
    assert found["to be used: anthropic:claude-dated"] is True
    assert found["to be used: other:claude-dated"] is False
