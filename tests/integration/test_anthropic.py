"""The adapter of Anthropic's API against a host that is as strict as the API's reference."""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal

import jsonschema
import pytest

from anthropic_host.process import KEY, WEATHER, ask, last_body, says, served, traffic
from hocket.adapters.anthropic.llm import Anthropic
from hocket.adapters.http.memory import RefusalMemory
from hocket.core.egress import EgressGate
from hocket.errors import OrchestrationError, RefusedError, UnavailableError
from hocket.ports.llm import ChatMessage, ToolCall

SCHEMA = {
    "type": "object",
    "properties": {"city": {"enum": ["Paris", "Rome"]}, "n": {"type": "integer", "minimum": 1}},
    "required": ["city", "n"],
}


@pytest.fixture(scope="module")
def url():
    with served() as url:
        yield url


@pytest.fixture
async def host(url):
    llm = Anthropic(url=url, gate=EgressGate(), api_key=KEY)
    yield llm
    await llm.close()


async def test_key_and_version_are_headers(host, url):
    await host.complete(ask("plain"))
    headers = (await traffic(url))["headers"][-1]
    assert (headers["x-api-key"], headers["anthropic-version"]) == (KEY, "2023-06-01")
    assert "authorization" not in headers


async def test_system_text_is_apart_from_turns_that_alternate(host, url):
    prompt = (
        ChatMessage("system", "Be brief."),
        ChatMessage("assistant", "Hello."),
        ChatMessage("user", "One."),
        ChatMessage("user", "Two."),
        ChatMessage("system", "Be kind."),
        ChatMessage("assistant", "  "),
    )
    await host.complete(ask("plain", *prompt))
    body = await last_body(url)
    assert [block["text"] for block in body["system"]] == ["Be brief."]
    assert [turn["role"] for turn in body["messages"]] == ["user", "assistant", "user"]
    assert [b["text"] for b in body["messages"][-1]["content"]] == ["One.", "Two.", "Be kind."]


async def test_prompt_of_system_text_alone_is_the_users(host, url):
    await host.complete(ask("plain", ChatMessage("system", "Write a line.")))
    body = await last_body(url)
    assert "system" not in body
    assert body["messages"][0]["content"][0]["text"] == "Write a line."


async def test_halves_of_surrogate_pairs_are_replaced(host, url):
    await host.complete(ask("plain", says("a \ud83d b")))
    assert (await last_body(url))["messages"][0]["content"][0]["text"] == "a \ufffd b"


async def test_calls_of_a_turn_and_their_results_go_to_and_fro(host, url):
    pieces: list[str] = []
    question = says("Where does it rain?")
    answer = await host.complete(ask("calling", question, tools=(WEATHER,)), pieces.append)
    assert (answer.finish, answer.text) == ("tool_calls", "I look it up.")
    assert answer.tool_calls == (
        ToolCall("weather.now", {"city": "Oslo"}, "toolu_0"),
        ToolCall("weather.now", {"city": "Rome"}, "toolu_1"),
    )
    assert "".join(pieces) == answer.text
    turn = ChatMessage("assistant", answer.text, answer.tool_calls)
    results = [
        ChatMessage("tool", f"{call.arguments['city']}: dry", call_id=call.call_id)
        for call in answer.tool_calls
    ]
    told = await host.complete(ask("calling", question, turn, *results, tools=(WEATHER,)))
    assert told.text == "The tools say: Oslo: dry, Rome: dry"
    *_, last = (await last_body(url))["messages"]
    assert [block["type"] for block in last["content"]] == ["tool_result", "tool_result"]


async def test_calls_that_fail_or_have_no_result_are_errors(host):
    calls = (ToolCall("weather.now", {}, "a b", "not JSON"), ToolCall("weather.now", {}, "c"))
    prompt = (
        says("Rain?"),
        ChatMessage("assistant", "", calls),
        ChatMessage("tool", "not JSON", call_id="a b"),
    )
    answer = await host.complete(ask("calling", *prompt, tools=(WEATHER,)))
    assert answer.text == "The tools say: failed, failed"


async def test_conversation_with_calls_needs_no_tools_and_repeats_ids(host, url):
    call = (ToolCall("clock", {}, "call-0"),)
    noon = ChatMessage("tool", "noon", call_id="call-0")
    prompt = (says("Now?"), ChatMessage("assistant", "", call), noon)
    stray = ChatMessage("tool", "late", call_id="gone")
    await host.complete(ask("plain", *prompt, ChatMessage("assistant", "", call), noon, stray))
    body = await last_body(url)
    assert body["tool_choice"] == {"type": "none"}
    ids = [b["id"] for m in body["messages"] for b in m["content"] if b["type"] == "tool_use"]
    assert ids == ["call-0", "call-0-2"]


async def test_schema_is_asked_for_by_structured_outputs(host, url):
    answer = await host.complete(ask("plain", json_schema=SCHEMA))
    jsonschema.validate(json.loads(answer.text), SCHEMA)
    sent = (await last_body(url))["output_config"]["format"]["schema"]
    assert sent["additionalProperties"] is False
    assert sent["properties"]["n"]["description"] == 'It must also fit {"minimum": 1}.'


async def test_schema_beyond_structured_outputs_is_said_in_the_prompt(host, url):
    open_schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    await host.complete(ask("plain", json_schema=open_schema))
    body = await last_body(url)
    assert "output_config" not in body
    assert "It must fit this JSON Schema" in body["system"][0]["text"]


async def test_prefixes_are_marked_and_the_cache_is_counted(url):
    prices = {"*": (Decimal(4), Decimal(20))}
    host = Anthropic(url=url, gate=EgressGate(), api_key=KEY, prices=prices)
    prompt = (ChatMessage("system", "You know the weather of each city. " * 20), says("Rain?"))
    request = ask("plain", *prompt, tools=(WEATHER,))
    first, again = await host.complete(request), await host.complete(request)
    await host.close()
    body = await last_body(url)
    assert body["tools"][-1]["cache_control"] == {"type": "ephemeral"}
    assert body["system"][-1]["cache_control"] == {"type": "ephemeral"}
    assert "cache_control" not in body["messages"][-1]["content"][-1]
    assert first.prompt_tokens == again.prompt_tokens
    assert (first.cached_tokens, again.cached_tokens > 100) == (0, True)
    part = Decimal(4) * again.cached_tokens / 1_000_000
    flat = (Decimal(4) * first.prompt_tokens + Decimal(20) * first.completion_tokens) / 1_000_000
    assert first.usd == flat + part * Decimal("0.25")
    assert again.usd == flat - part * Decimal("0.9")


async def test_conversation_that_has_begun_is_marked_at_its_end(host, url):
    await host.complete(ask("plain", says("One."), ChatMessage("assistant", "1"), says("Two.")))
    body = await last_body(url)
    assert "cache_control" in body["messages"][-1]["content"][-1]


async def test_prompt_is_counted_by_the_host(host, url):
    request = ask("plain", json_schema=SCHEMA, tools=(WEATHER,))
    counted = await host.count_tokens(request)
    assert counted == (await host.complete(request)).prompt_tokens
    bodies = (await traffic(url))["bodies"]
    assert any(body["path"] == "/v1/messages/count_tokens" for body in bodies)


async def test_list_has_all_pages_without_retired_llms(host):
    infos = {info.name: info for info in await host.models()}
    assert "claude-retired" not in infos
    assert infos["claude-scripted"].details["display_name"] == "Claude Scripted"
    assert infos["claude-plain"].context_tokens == 4096
    assert infos["claude-large"].context_tokens == 200_000, "not listed"


async def test_llm_may_be_named_by_its_alias(host, url):
    assert await host.context_tokens("claude-dated") == 4096
    await host.complete(ask("dated", max_tokens=3000))
    assert (await last_body(url))["max_tokens"] == 2048
    await host.load("claude-dated")
    with pytest.raises(RefusedError, match="use one of claude-calling, "):
        await host.load("claude-absent")


async def test_answer_limit_of_the_list_is_kept(host, url):
    await host.models()
    await host.complete(ask("plain", max_tokens=3000))
    assert (await last_body(url))["max_tokens"] == 2048


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("end_turn", "stop"),
        ("stop_sequence", "stop"),
        ("max_tokens", "length"),
        ("model_context_window_exceeded", "length"),
    ],
)
async def test_stop_reason_is_the_finish(host, reason, finish):
    answer = await host.complete(ask("ending", says(reason)))
    assert (answer.text, answer.finish) == ("Some text", finish)


async def test_turn_that_was_paused_is_tried_again(host):
    with pytest.raises(UnavailableError, match="'pause_turn'"):
        await host.complete(ask("ending", says("pause_turn")))


async def test_refusal_is_an_error_with_its_explanation(host):
    with pytest.raises(RefusedError, match="It could do harm"):
        await host.complete(ask("filtered"))


async def test_stop_texts_are_kept_out_also_blank_ones(host, url):
    assert (await host.complete(ask("plain", stop=("Paris",)))).text == "Rain falls on "
    answer = await host.complete(ask("plain", stop=("\n", " on")))
    assert answer.text == "Rain falls"
    assert (await last_body(url))["stop_sequences"] == [" on"]


async def test_temperature_is_within_its_range(host, url):
    await host.complete(ask("plain", temperature=1.6))
    assert (await last_body(url))["temperature"] == 1.0


@pytest.mark.parametrize(
    ("llm", "changes", "left_out"),
    [
        ("cold", {}, ("temperature",)),
        ("shapeless", {"json_schema": SCHEMA}, ("response_format",)),
        ("uncached", {"tools": (WEATHER,)}, ("cache_control",)),
        ("adaptive", {"max_tokens": 2000}, ("thinking",)),
    ],
)
async def test_refused_part_is_learned_and_left_out(url, tmp_path, llm, changes, left_out):
    options = {"api_key": KEY, "thinking_tokens": {"claude-adaptive": 1024}}
    path = tmp_path / "refused.json"
    host = Anthropic(url=url, gate=EgressGate(), memory=RefusalMemory(path), **options)
    first = await host.complete(ask(llm, ChatMessage("system", "Hm."), says("Hi"), **changes))
    assert (first.failed_calls, first.left_out) == (1, left_out)
    await host.close()
    later = Anthropic(url=url, gate=EgressGate(), memory=RefusalMemory(path), **options)
    assert (await later.complete(ask(llm, **changes))).failed_calls == 0
    await later.close()


async def test_answer_is_no_longer_than_the_llm_allows(host, url):
    assert (await host.complete(ask("short"))).failed_calls == 1
    assert (await last_body(url))["max_tokens"] == 32


async def test_answer_in_one_piece_is_read(url):
    host = Anthropic(
        url=url, gate=EgressGate(), api_key=KEY, leave_out={"*": frozenset({"stream"})}
    )
    pieces: list[str] = []
    answer = await host.complete(ask("calling", tools=(WEATHER,)), pieces.append)
    await host.close()
    assert pieces == ["I look it up."]
    assert [call.arguments["city"] for call in answer.tool_calls] == ["Oslo", "Rome"]
    assert answer.prompt_tokens > 0


async def test_signed_thoughts_go_back_unchanged(url):
    thinking = {"*": 1024}
    host = Anthropic(url=url, gate=EgressGate(), api_key=KEY, thinking_tokens=thinking)
    more = {"tools": (WEATHER,), "max_tokens": 2000}
    answer = await host.complete(ask("signing", **more))
    assert answer.thoughts == "Hm, a tool helps."
    assert "Hm" not in answer.text
    body = await last_body(url)
    assert body["thinking"] == {"type": "enabled", "budget_tokens": 1024}
    assert "temperature" not in body
    turn = ChatMessage("assistant", answer.text, answer.tool_calls)
    results = [ChatMessage("tool", "dry", call_id=c.call_id) for c in answer.tool_calls]
    again = await host.complete(ask("signing", says("Is it raining?"), turn, *results, **more))
    await host.close()
    assert (again.text, again.failed_calls) == ("The tools say: dry, dry", 0)
    sent = (await last_body(url))["messages"][1]["content"]
    kinds = [block["type"] for block in sent]
    assert kinds == ["thinking", "redacted_thinking", "text", "tool_use", "tool_use"]
    assert sent[0]["signature"] == "c2lnbmVk"


async def test_turn_whose_thoughts_were_lost_is_sent_without_thinking(url):
    host = Anthropic(url=url, gate=EgressGate(), api_key=KEY, thinking_tokens={"*": 1024})
    call = ToolCall("weather.now", {"city": "Oslo"}, "t1")
    prompt = (
        says("Rain?"),
        ChatMessage("assistant", "", (call,)),
        ChatMessage("tool", "dry", call_id="t1"),
    )
    answer = await host.complete(ask("signing", *prompt, tools=(WEATHER,), max_tokens=2000))
    await host.close()
    assert (answer.text, answer.failed_calls) == ("The tools say: dry", 1)
    assert "thinking" not in await last_body(url)


async def test_thoughts_that_the_host_no_longer_takes_are_left_out(host):
    first = await host.complete(ask("bound", tools=(WEATHER,)))
    turn = ChatMessage("assistant", first.text, first.tool_calls)
    results = [ChatMessage("tool", "dry", call_id=c.call_id) for c in first.tool_calls]
    answer = await host.complete(ask("bound", says("Hi"), turn, *results, tools=(WEATHER,)))
    assert (answer.text, answer.failed_calls) == ("The tools say: dry, dry", 1)


async def test_cancelled_answer_is_aborted_at_the_host(host, url):
    begun = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        request = ask("slow", max_tokens=2000)
        task = group.create_task(host.complete(request, lambda _: begun.set()))
        await begun.wait()
        task.cancel()
    async with asyncio.timeout(10):
        while "claude-slow" not in (await traffic(url))["cancelled"]:
            await asyncio.sleep(0.02)


async def test_embeddings_are_refused(host):
    assert await host.embed("claude-plain", []) == []
    with pytest.raises(OrchestrationError, match="no embeddings"):
        await host.embed("claude-plain", ["a text"])
