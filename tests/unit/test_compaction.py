from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hocket.adapters.http.truncation import TruncationDetector
from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.compaction.layer import CompactingLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall
from hocket.ports.wrapper import WrapperLlm
from hocket.testing import ScriptedLlm
from hocket.testing.cutting import CuttingHost, tokenizer

if TYPE_CHECKING:
    from hocket.core.event import PromptCompacted

LINE = "2024-01-01;17,5;rain and wind\n"


async def compacted(request: LlmRequest, window: int) -> tuple[LlmRequest, list[PromptCompacted]]:
    """The request that got an answer, and the events on the way to it."""
    events: list[PromptCompacted] = []

    async def note(event, **_) -> None:
        events.append(event)

    llm = ScriptedLlm(lambda _: "fine", context_tokens=window)
    await CompactingLlm(llm, "t1#1", note).complete(request)
    return llm.requests[-1], events


def ask(*messages: ChatMessage, max_tokens: int = 100) -> LlmRequest:
    return LlmRequest("scripted", messages, max_tokens=max_tokens)


@pytest.mark.parametrize("lines", [400, 4000, 40_000])
async def test_large_file_is_shortened_straight_to_the_window(lines):
    text = f"File rain.csv:\n{LINE * lines}\n\nTask: What is in it?"
    sent, events = await compacted(
        ask(ChatMessage("system", "Be brief."), ChatMessage("user", text)), 2000
    )
    content = sent.messages[-1].content
    assert len(events) <= 2
    assert content.startswith("File rain.csv:\n2024")
    assert content.endswith("Task: What is in it?")
    assert 0.6 * 1900 < len(content) / 4 <= 1900
    assert events[-1].dropped[0].endswith(f"of {len(text)} characters of rain.csv")


async def test_cut_keeps_whole_lines():
    sent, _ = await compacted(ask(ChatMessage("user", LINE * 900)), 2000)
    start, _, end = sent.messages[0].content.partition("\n[")
    assert set(start.splitlines()) == {LINE.strip()}
    assert set(end.partition("]\n")[2].splitlines()) == {LINE.strip()}


async def test_shorter_messages_stay_whole_beside_a_large_one():
    example = ChatMessage("user", LINE * 40), ChatMessage("assistant", "Rain. " * 200)
    sent, _ = await compacted(ask(*example, ChatMessage("user", LINE * 900)), 4000)
    assert sent.messages[:2] == example


async def test_result_of_a_tool_is_named():
    call = ToolCall("look_up", {"town": "Brook"}, "c1")
    messages = (
        ChatMessage("user", "What is the weather in Brook?"),
        ChatMessage("assistant", "", (call,)),
        ChatMessage("tool", LINE * 900, (), "c1"),
    )
    sent, events = await compacted(ask(*messages), 2000)
    assert sent.messages[:2] == messages[:2]
    assert events[-1].dropped[0].endswith("characters of the result of look_up")


async def test_each_file_that_lost_something_is_named():
    files = "\n\n".join(f"File {name}:\n{LINE * 200}" for name in ("a.csv", "b.csv", "c.csv"))
    _, events = await compacted(ask(ChatMessage("user", f"{files}\n\nTask: Compare.")), 2000)
    assert events[-1].dropped[0].endswith("characters of a.csv, b.csv, c.csv")


async def test_system_message_that_does_not_fit_is_refused():
    with pytest.raises(ContextOverflowError):
        await compacted(ask(ChatMessage("system", LINE * 900), ChatMessage("user", "Hi.")), 2000)


async def test_prompt_whose_answer_alone_fills_the_window_is_refused_and_not_cut():
    events = []

    async def note(event, **_) -> None:
        events.append(event)

    llm = CompactingLlm(ScriptedLlm(lambda _: "fine", context_tokens=512), "t1#1", note)
    with pytest.raises(ContextOverflowError, match="an answer of 600"):
        await llm.complete(ask(ChatMessage("user", LINE * 90), max_tokens=600))
    assert events == []


async def test_refusal_without_figures_is_halved_until_it_fits():
    class Refusing(WrapperLlm):
        async def complete(self, request: LlmRequest, _=None) -> LlmAnswer:
            if request.chars > 6000:
                message = "too long"
                raise ContextOverflowError(message, status=400)
            return LlmAnswer("fine")

    async def note(*_, **__) -> None:
        pass

    llm = CompactingLlm(Refusing(ScriptedLlm([])), "t1#1", note)
    assert (await llm.complete(ask(ChatMessage("user", LINE * 900)))).text == "fine"


async def test_refusal_without_figures_ends_once_nothing_can_be_shorter():
    events, sent = [], []

    def refuse(request):
        sent.append(request.messages)
        message = "too long"
        raise ContextOverflowError(message, status=400)

    async def note(event, **_) -> None:
        events.append(event)

    llm = CompactingLlm(ScriptedLlm(refuse), "t1#1", note)
    with pytest.raises(ContextOverflowError):
        await llm.complete(ask(ChatMessage("user", LINE * 90)))
    assert len(set(sent)) == len(sent) == len(events) + 1


async def test_prompt_that_a_host_cuts_is_shortened_on_record():
    host, events = CuttingHost(tokenizer(), window_tokens=2048), []

    class Verified(WrapperLlm):
        window = 99_999

        async def complete(self, request: LlmRequest, _=None) -> LlmAnswer:
            length = host.tokens_of(request)
            if length + request.max_tokens > self.window:
                raise ContextOverflowError("full", prompt_tokens=length, window=self.window)
            detector = TruncationDetector("the host")
            try:
                return await detector.checked(request, await host.complete(request), host.complete)
            except TruncatedError as error:
                self.window = error.context["window"]
                raise

    async def note(event, **_) -> None:
        events.append(event)

    answer = await CompactingLlm(Verified(ScriptedLlm([])), "t1#1", note).complete(
        ask(ChatMessage("user", LINE * 400))
    )
    assert answer.unverified == ""
    assert events[0].window_tokens == 2048
    assert "characters of message 0 (user)" in events[-1].dropped[0]
