"""Conversations that grow: compacted at a share of the window, then continued in short form."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from conversations import SYSTEM, filler, read, reading, talk
from hocket.core.event import ConversationHandedOver, PromptCompacted
from hocket.core.mark import digests_in
from hocket.errors import ContextOverflowError, RefusedError
from hocket.llm.compaction.layer import CompactingLlm
from hocket.llm.compaction.record import decoded
from hocket.llm.headroom import HeadroomLlm, growing, whole_window
from hocket.ports.llm import LlmRequest
from hocket.testing import ScriptedLlm


class Noted:
    """Keeps the events and the texts that they name."""

    def __init__(self) -> None:
        self.events = []
        self.texts = {}

    async def __call__(self, event, *, blobs=None) -> None:
        self.events.append(event)
        self.texts.update(blobs or {})

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]


def layers(window: int, script=lambda _: "fine"):
    """A host with this window, the layers around it, and what they note."""
    host, noted = ScriptedLlm(script, context_tokens=window), Noted()
    return host, noted, CompactingLlm(HeadroomLlm(host), "t1#1", noted)


def ask(messages, **options) -> LlmRequest:
    return LlmRequest("scripted", tuple(messages), max_tokens=100, **options)


async def test_conversation_within_its_share_is_sent_as_it_is():
    host, noted, llm = layers(4000)
    await llm.complete(ask(reading(filler(1))))
    assert host.requests[0].messages == reading(filler(1))
    assert noted.events == []


@pytest.mark.parametrize("grows", [True, False])
async def test_only_what_grows_is_refused_before_the_window_is_full(grows):
    messages = talk(*map(filler, range(5)))
    host = ScriptedLlm(lambda _: "fine", context_tokens=1200)
    tokens = await host.count_tokens(ask(messages))
    host = ScriptedLlm(lambda _: "fine", context_tokens=int(tokens / 0.85))
    llm = HeadroomLlm(host)
    if not grows:
        assert (await llm.complete(ask(messages))).text == "fine"
        return
    with growing(messages, messages):
        with pytest.raises(ContextOverflowError, match="more than 80%") as caught:
            await llm.complete(ask(messages))
        with whole_window():
            assert (await llm.complete(ask(messages))).text == "fine"
    assert caught.value.context["headroom"] == 0.8
    assert caught.value.context["prompt_tokens"] == tokens


async def test_loop_with_tools_is_compacted_once_and_later_turns_are_appended():
    host, noted, llm = layers(2600)
    messages = list(reading())[:2]
    for number in range(12):
        messages += read(number, filler(number))
        await llm.complete(ask(messages))
    sent = [request.messages for request in host.requests if request.messages[0] == SYSTEM]
    assert len(sent) == 12
    assert 1 <= len(noted.of(PromptCompacted)) <= 4
    appended = [b[: len(a)] == a for a, b in itertools.pairwise(sent)]
    assert appended.count(False) == len(noted.of(PromptCompacted))
    for prompt in sent:
        assert await host.count_tokens(ask(prompt)) <= 0.8 * 2600
        assert prompt[-1] in messages


async def test_conversation_beyond_its_window_is_handed_over_with_a_record_of_all_of_it():
    _, noted, llm = layers(1500)
    messages = reading(*map(filler, range(9)))
    await llm.complete(ask(messages))
    [compacted], [handed] = noted.of(PromptCompacted), noted.of(ConversationHandedOver)
    assert digests_in(compacted) == digests_in(handed) == (compacted.record,)
    record = decoded(noted.texts[compacted.record])
    assert record.before == messages
    assert handed.messages == len(messages) - 4
    assert handed.before_tokens > 1500 > handed.after_tokens
    assert compacted.after_tokens <= 0.8 * 1500
    assert {step.step for step in compacted.steps} >= {"extract"}


async def test_summary_is_kept_as_far_as_what_it_sums_up_shows_it():
    def script(request):
        if request.messages[0].content.startswith("You shorten notes"):
            return "Clerks are paid at desks. It was paid 999999 euros."
        return "fine"

    facts = [f"We decided that clerk {n} is paid {n}00 euros at desk {n}." for n in range(120)]
    host, noted, llm = layers(1500, script)
    await llm.complete(ask(reading("\n".join(facts[:60]), "\n".join(facts[60:]), filler(3))))
    [compacted] = noted.of(PromptCompacted)
    [summary] = [step for step in compacted.steps if step.step == "summarise"]
    assert summary.refused == 1
    task = host.requests[-1].messages[1].content
    assert task.endswith("The rest in short: Clerks are paid at desks.")
    assert "999999" not in task


@pytest.mark.parametrize("error", [ContextOverflowError, RefusedError])
async def test_summary_that_the_llm_refuses_is_done_without(error):
    def script(request):
        if request.messages[0].content.startswith("You shorten notes"):
            message = "no"
            raise error(message)
        return "fine"

    facts = [f"We decided that clerk {n} is paid {n}00 euros at desk {n}." for n in range(120)]
    _, noted, llm = layers(1500, script)
    answer = await llm.complete(ask(reading("\n".join(facts), filler(3), filler(4))))
    assert answer.text == "fine"
    assert "summarise" not in [step.step for step in noted.of(PromptCompacted)[0].steps]


async def test_conversation_that_cannot_be_shorter_fills_its_window():
    messages = reading()
    messages = (*messages[:-1], replace(messages[-1], content=filler(1, 120)))
    tokens = await ScriptedLlm([]).count_tokens(ask(messages))
    host, noted, llm = layers(int(tokens / 0.85))
    assert (await llm.complete(ask(messages))).text == "fine"
    assert host.requests[0].messages == messages
    assert noted.events == []


async def test_conversation_is_shortened_from_what_was_said_and_not_from_its_short_form():
    said = talk(*map(filler, range(12)), question="What does line 2003 say?")
    prompt = (SYSTEM, *said[9:])
    _, noted, llm = layers(700)
    with growing(said, prompt):
        await llm.complete(ask((*prompt[:1], *said[-9:])))
        assert decoded(noted.texts[noted.events[0].record]).before == (SYSTEM, *said[-9:])
    host, noted, llm = layers(1500)
    with growing(said, prompt):
        await llm.complete(ask(prompt))
    assert decoded(noted.texts[noted.events[0].record]).before == said
    assert "as line 2003 says" in host.requests[-1].messages[1].content
