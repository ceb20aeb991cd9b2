from __future__ import annotations

import pytest

from hocket.errors import ContextOverflowError, RefusedError, TransientError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall
from hocket.testing.scripted import ScriptedLlm


class CountingClock:
    def __init__(self) -> None:
        self.slept_s: list[float] = []

    def now_us(self) -> int:
        return 0

    async def sleep(self, seconds: float) -> None:
        self.slept_s.append(seconds)


def ask(text: str = "hello", **changes) -> LlmRequest:
    return LlmRequest("scripted", (ChatMessage("user", text),), **changes)


async def test_scripted_list_answers_in_order_and_records():
    llm = ScriptedLlm(["one", "two"])
    texts = [(await llm.complete(ask(text))).text for text in ("a", "b")]
    assert texts == ["one", "two"]
    assert [request.messages[0].content for request in llm.requests] == ["a", "b"]


async def test_scripted_list_at_its_end_names_the_call_without_an_answer():
    llm = ScriptedLlm(["one"])
    await llm.complete(ask())
    with pytest.raises(RefusedError, match="call 2"):
        await llm.complete(ask())


async def test_scripted_function_sees_the_request():
    llm = ScriptedLlm(lambda request: request.messages[-1].content.upper())
    assert (await llm.complete(ask("shout"))).text == "SHOUT"


async def test_scripted_tokens_are_four_characters():
    answer = await ScriptedLlm(["x" * 9]).complete(ask("y" * 8))
    assert (answer.prompt_tokens, answer.completion_tokens) == (2, 3)


async def test_scripted_answer_is_returned_unchanged():
    scripted = LlmAnswer("", "tool_calls", tool_calls=(ToolCall("f", {"x": 1}),), prompt_tokens=9)
    assert await ScriptedLlm([scripted]).complete(ask()) is scripted


async def test_scripted_fault_is_raised_at_its_call_only():
    llm = ScriptedLlm(lambda _: "fine", faults={2: TransientError("lost")})
    assert (await llm.complete(ask())).text == "fine"
    with pytest.raises(TransientError):
        await llm.complete(ask())
    assert (await llm.complete(ask())).text == "fine"
    assert len(llm.requests) == 3


async def test_scripted_cut_ends_the_answer_at_its_token():
    llm = ScriptedLlm(lambda _: "x" * 100, cuts={1: 5})
    cut, whole = await llm.complete(ask()), await llm.complete(ask())
    assert (cut.finish, cut.text, cut.completion_tokens) == ("length", "x" * 20, 5)
    assert (whole.finish, len(whole.text)) == ("stop", 100)


async def test_scripted_answer_longer_than_allowed_is_cut():
    answer = await ScriptedLlm(["x" * 100]).complete(ask(max_tokens=3))
    assert (answer.finish, answer.text) == ("length", "x" * 12)


async def test_scripted_latency_is_slept_on_the_clock():
    clock = CountingClock()
    await ScriptedLlm(["a"], latency_s=0.05, clock=clock).complete(ask())
    await ScriptedLlm(["a"], clock=clock).complete(ask())
    assert clock.slept_s == [0.05]


async def test_scripted_window_is_enforced_before_the_call_counts():
    llm = ScriptedLlm(["a"], context_tokens=100)
    with pytest.raises(ContextOverflowError, match="100"):
        await llm.complete(ask(max_tokens=99))
    assert llm.requests == []


async def test_scripted_llm_that_is_closed_is_unavailable():
    llm = ScriptedLlm(["a"])
    await llm.close()
    with pytest.raises(UnavailableError, match="closed"):
        await llm.complete(ask())
