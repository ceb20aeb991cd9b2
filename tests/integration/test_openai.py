from __future__ import annotations

import asyncio
import base64
import logging
import subprocess
import sys
import traceback
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from hocket import Agent, Goal, Hocket, Limits
from hocket.adapters.openai.llm import OpenAi
from hocket.config import OpenAiHost, Settings
from hocket.core.egress import EgressGate
from hocket.core.spending import was_sent
from hocket.core.usage import Usage
from hocket.errors import (
    ConfigError,
    ContextOverflowError,
    DeadlineExceededError,
    OrchestrationError,
    RefusedError,
    TruncatedError,
    UnavailableError,
)
from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall, ToolSpec
from hocket.testing import FakeClock

KEY = "sk-planted-secret-0123456789"
CLOCK = ToolSpec("clock", "The time.", {"type": "object", "properties": {}})


@pytest.fixture(scope="module")
def url():
    script = Path(__file__).with_name("openai_server.py")
    with subprocess.Popen(
        [sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.stdin.close()


@pytest.fixture
async def host(url):
    prices = {"plain": (Decimal("2.50"), Decimal(10))}
    llm = OpenAi(url=url, gate=EgressGate(), api_key=KEY, prices=prices)
    yield llm
    await llm.close()


def ask(llm: str, text: str = "hello there", **changes) -> LlmRequest:
    return LlmRequest(llm, (ChatMessage("user", text),), **{"max_tokens": 64, **changes})


async def traffic(url: str) -> dict:
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{url}/traffic")).json()


async def test_answer_streamed_has_counts_price_and_times(host):
    pieces: list[str] = []
    answer = await host.complete(ask("plain", logprobs=2), pieces.append)
    # A line separator within JSON is text, not the end of a line.
    assert pieces == ["A line\u2028", "and another."]
    assert answer.text == "A line\u2028and another."
    assert (answer.prompt_tokens, answer.cached_tokens, answer.completion_tokens) == (
        1000,
        800,
        500,
    )
    assert answer.usd == Decimal("0.0075")
    assert (answer.prompt_s, answer.completion_s) == (0.25, 0.75)
    assert answer.llm == "served-name"
    assert answer.first_token == pytest.approx({"A": 0.8187, "B": 0.1653}, abs=1e-3)


async def test_request_asks_for_usage_schema_and_seed(host, url):
    schema = {
        "type": "object",
        "properties": {"n": {"type": "integer"}},
        "required": ["n"],
        "additionalProperties": False,
    }
    await host.complete(ask("plain", json_schema=schema, seed=5, stop=("END",)))
    body = (await traffic(url))["bodies"][-1]
    assert body["stream_options"] == {"include_usage": True}
    assert body["response_format"]["json_schema"] == {
        "name": "answer",
        "schema": schema,
        "strict": True,
    }
    assert (body["seed"], body["stop"], body["max_tokens"]) == (5, ["END"], 64)


async def test_schema_not_fit_for_strict_mode_is_sent_without_it(host, url):
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
    await host.complete(ask("plain", json_schema=schema))
    sent = (await traffic(url))["bodies"][-1]["response_format"]["json_schema"]
    assert sent == {"name": "answer", "schema": schema}


async def test_tool_calls_in_pieces_are_joined(host):
    answer = await host.complete(ask("calling", tools=(CLOCK,)))
    assert answer.tool_calls == (
        ToolCall("weather", {"city": "P"}, "c1"),
        ToolCall("clock", {}, "c2"),
    )
    assert answer.finish == "tool_calls"


async def test_tool_call_with_invalid_json_has_a_fault_that_tells_the_llm(host):
    [call] = (await host.complete(ask("garbled", "tool_calls"))).tool_calls
    assert call.arguments == {}
    assert call.fault.startswith("The arguments of this call are not JSON (")
    assert call.fault.endswith("call weather again with a JSON object")


async def test_tool_call_of_a_truncated_answer_is_dropped(host):
    answer = await host.complete(ask("garbled", "length"))
    assert (answer.finish, answer.tool_calls) == ("length", ())


async def test_answer_at_the_token_limit_finishes_with_length(host):
    assert (await host.complete(ask("ending", "length"))).finish == "length"


async def test_filtered_answer_is_refused(host):
    with pytest.raises(RefusedError, match="filter"):
        await host.complete(ask("ending", "content_filter"))


async def test_finish_reason_of_an_incomplete_answer_is_unavailable(host):
    with pytest.raises(UnavailableError, match="'abort'"):
        await host.complete(ask("ending", "abort"))


async def test_stream_that_breaks_off_is_unavailable(host):
    with pytest.raises(UnavailableError, match="closed the connection"):
        await host.complete(ask("vanishing"))


async def test_stream_with_an_end_and_no_reason_is_whole(host):
    answer = await host.complete(ask("stopping"))
    assert (answer.text, answer.finish) == ("Some", "stop")


@pytest.mark.parametrize("llm", ["faulty", "wordy"])
async def test_error_within_a_stream_is_unavailable(host, llm):
    with pytest.raises(UnavailableError):
        await host.complete(ask(llm))


@pytest.mark.parametrize(("llm", "wait_s"), [("limited", 7.0), ("limited-by-date", 90.0)])
async def test_overload_error_has_the_time_to_retry(host, llm, wait_s):
    with pytest.raises(UnavailableError) as caught:
        await host.complete(ask(llm))
    assert caught.value.context["retry_after_s"] == wait_s


async def test_refused_key_is_in_neither_error_nor_repr(host):
    with pytest.raises(RefusedError, match="check the API key") as caught:
        await host.complete(ask("locked"))
    report = "".join(traceback.format_exception(caught.value)) + str(caught.value.to_json())
    assert KEY not in report + repr(host) + str(vars(host))
    assert "***" in report


async def test_failed_call_says_what_it_cost_at_the_price_of_its_llm(url):
    prices = dict.fromkeys(("vanishing", "locked"), (Decimal(1), Decimal(10)))
    host = OpenAi(url=url, gate=EgressGate(), api_key=KEY, prices=prices)
    costs = {}
    for llm, text in (("vanishing", "word " * 100), ("locked", "x")):
        with pytest.raises(OrchestrationError) as caught:
            await host.complete(ask(llm, text))
        costs[llm] = caught.value.context.get("usage")
    await host.close()
    vanished = Usage.model_validate(costs["vanishing"])
    assert (vanished.prompt_tokens, vanished.completion_tokens) == (104, 1)
    assert vanished.estimated_tokens == 105, "the stream ended before the host's own count"
    assert vanished.usd == Decimal(114) / 1_000_000
    assert costs["locked"] is None, "a refused call costs nothing"


async def test_answer_without_the_counts_of_its_host_has_an_estimated_price(url):
    prices = {"uncounted": (Decimal(1), Decimal(10))}
    host = OpenAi(url=url, gate=EgressGate(), prices=prices)
    answer = await host.complete(ask("uncounted", "word " * 100))
    await host.close()
    assert (answer.prompt_tokens, answer.usd) == (0, Decimal(104 + 64 * 10) / 1_000_000)


async def test_call_to_nobody_was_not_sent():
    host = OpenAi(url="http://127.0.0.1:9", gate=EgressGate())
    with pytest.raises(UnavailableError, match="cannot be reached") as caught:
        await host.complete(ask("plain"))
    await host.close()
    assert not was_sent(caught.value)


async def test_each_request_that_a_host_gets_in_a_run_is_a_call_of_it(url, tmp_path):
    async def work(_, bench):
        return (await bench.ask([ChatMessage("user", "hello")], max_tokens=64)).text

    settings = Settings(
        home=tmp_path, cache=tmp_path, llm="x:flaky", openai={"x": OpenAiHost(url)}, opinions=False
    )
    agents, clock = [Agent("worker", work=work)], FakeClock()
    async with Hocket(agents, builtin=False, settings=settings, clock=clock) as hocket:
        done = await hocket.run(Goal(text="go", limits=Limits(seconds=None)), plan="single")
    sent = [body for body in (await traffic(url))["bodies"] if body.get("model") == "flaky"]
    assert done.text == "A line\u2028and another."
    assert done.state.spent.calls == len(sent) == 3
    assert done.state.spent.tokens == 1500, "refused before any work, a try has no tokens"


async def test_login_in_the_url_is_sent_and_appears_in_no_error_log_or_repr(url, caplog):
    caplog.set_level(logging.DEBUG)
    with_login = url.replace("://", f"://me:{quote(KEY + '/', safe='')}@")
    host = OpenAi(url=with_login, gate=EgressGate())
    basic = base64.b64encode(f"me:{KEY}/".encode()).decode()
    try:
        with pytest.raises(RefusedError, match="check the API key") as caught:
            await host.complete(ask("locked"))
        assert "Incorrect API key provided: ***" in caught.value.message, "the host got it"
    finally:
        await host.close()
    report = "".join(traceback.format_exception(caught.value)) + str(caught.value.to_json())
    logged = "".join(record.getMessage() for record in caplog.records)
    assert "/chat/completions" in logged
    for secret in (KEY, basic, "me:"):
        assert secret not in report + repr(host) + logged


@pytest.mark.parametrize("key", [f"{KEY}\n", f"{KEY}ß", f"{KEY}\x00"])
def test_key_that_no_header_can_hold_is_refused_unseen(url, key):
    with pytest.raises(ConfigError, match="characters that no header can contain") as caught:
        OpenAi(url=url, gate=EgressGate(), api_key=key)
    assert KEY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "bad", [f"me:{KEY}@h", f"http://h?key={KEY}", f"http://me:{KEY}@", f"http://[me:{KEY}@h"]
)
def test_url_that_is_none_is_refused_without_its_secrets(bad):
    with pytest.raises(ConfigError, match="not a base URL") as caught:
        OpenAi(url=bad, gate=EgressGate())
    assert KEY not in "".join(traceback.format_exception(caught.value)) + str(vars(caught.value))


async def test_redirect_is_not_followed(host):
    with pytest.raises(RefusedError, match="307"):
        await host.complete(ask("moved"))


async def test_prompt_refused_by_the_host_is_a_context_overflow(host):
    with pytest.raises(ContextOverflowError):
        await host.complete(ask("small"))


async def test_prompt_over_the_listed_window_is_not_sent(host, url):
    before = len((await traffic(url))["bodies"])
    with pytest.raises(ContextOverflowError, match="window of 2048"):
        await host.complete(ask("plain", "word " * 3000))
    assert len((await traffic(url))["bodies"]) == before


async def test_limit_is_sent_under_the_name_that_the_llm_requires(host, url):
    calls = [(await host.complete(ask("newer"))).usage.calls for _ in range(2)]
    assert calls == [2, 1], "the request that was refused was sent"
    sent = [body for body in (await traffic(url))["bodies"] if body.get("model") == "newer"]
    assert ["max_tokens" in body for body in sent] == [True, False, False]
    assert sent[-1]["max_completion_tokens"] == 64


async def test_cancelled_answer_closes_its_stream(host, url):
    started = asyncio.Event()

    async def run() -> None:
        await host.complete(ask("slow"), lambda _: started.set())

    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        task = group.create_task(run())
        await started.wait()
        before = len((await traffic(url))["cancelled"])
        task.cancel()
        while len((await traffic(url))["cancelled"]) == before:
            await asyncio.sleep(0.01)


async def test_answer_past_its_deadline_raises(host):
    with pytest.raises(DeadlineExceededError):
        await host.complete(ask("slow", timeout_s=0.2))


async def test_list_has_windows_and_capabilities(host):
    by_name = {entry.name: entry for entry in await host.models()}
    assert list(by_name) == ["cutting", "nameless", "plain", "text-embed"]
    assert (by_name["nameless"].context_tokens, by_name["nameless"].size_bytes) == (1024, 7)
    assert by_name["plain"].context_tokens == 2048
    assert by_name["text-embed"].can_embed
    assert not by_name["text-embed"].can_chat
    assert by_name["text-embed"].context_tokens == 8192


async def test_host_without_a_list_keeps_the_configured_window(url):
    llm = OpenAi(url=f"{url}/listless", gate=EgressGate(), context_tokens=1000)
    assert await llm.context_tokens("plain") == 1000
    await llm.close()


async def test_embedding_gives_unit_vectors_in_order_of_texts(host):
    first, second = await host.embed("text-embed", ["a", "b"])
    assert first == [pytest.approx(1 / 5**0.5), pytest.approx(2 / 5**0.5)]
    assert second == [pytest.approx(1 / 2**0.5)] * 2
    assert await host.embed("text-embed", []) == []


async def test_load_of_an_unknown_name_is_refused(host):
    await host.load("plain")
    with pytest.raises(RefusedError, match="plain"):
        await host.load("absent")


async def test_prompt_that_the_host_cuts_is_an_error_and_its_window_is_remembered(url):
    host = OpenAi(url=url, gate=EgressGate(), context_tokens=32_768)
    request = ask("cutting", "word " * 3000)
    with pytest.raises(TruncatedError, match="only 2048 of about 3"):
        await host.complete(request)
    await host.models()
    assert await host.context_tokens("cutting") == 2048
    with pytest.raises(ContextOverflowError, match="window of 2048"):
        await host.complete(request)
    assert (await host.complete(ask("cutting", "word " * 700))).prompt_tokens == 710
    await host.close()
