"""Conversations from Python: messages and answers are in the journal."""

from __future__ import annotations

import asyncio
import itertools

import pytest

from conversations import filler
from hocket import Hocket
from hocket.app.conversation import say
from hocket.errors import InvalidInputError, NoAgentError, NotFoundError, RefusedError
from hocket.projections.history import state_of
from hocket.testing import MemoryJournal, ScriptedLlm


class Partner:
    """An LLM that keeps the prompts it got."""

    def __init__(self, **options) -> None:
        self.prompts: list[list[str]] = []
        self.llm = ScriptedLlm(self._answer, **options)

    def _answer(self, request) -> str:
        self.prompts.append([message.content for message in request.messages[1:]])
        return f"answer {len(self.prompts)}"


def texts(talk) -> list[str]:
    return [message.content.payload["text"] for message in talk.messages]


async def test_conversation_is_remembered_by_the_agent_and_by_the_journal():
    partner, journal = Partner(), MemoryJournal()
    async with Hocket(llm=partner.llm, journal=journal) as hocket:
        talk = await hocket.conversations.open("creative")
        said = await say(hocket.conversations, talk.conversation_id, "one")
        assert (said.message.content.payload["text"], said.run_id) == ("answer 1", None)
        await say(hocket.conversations, talk.conversation_id, "two")
        await say(hocket.conversations, talk.conversation_id, "three", remember=1)
    assert partner.prompts == [["one"], ["one", "answer 1", "two"], ["three"]]
    async with Hocket(llm=partner.llm, journal=journal) as hocket:
        [known] = await hocket.conversations.all()
        assert known.conversation_id == talk.conversation_id
        assert texts(known) == ["one", "answer 1", "two", "answer 2", "three", "answer 3"]


async def test_conversation_that_outgrows_its_window_goes_on_in_short_form_and_says_so():
    partner, journal = Partner(context_tokens=1500), MemoryJournal()
    async with Hocket(llm=partner.llm, journal=journal) as hocket:
        talk = await hocket.conversations.open("creative")
        for number in range(8):
            text = f"The code of Ada is {number}817.\n{filler(number)}"
            await say(hocket.conversations, talk.conversation_id, text, max_tokens=100)
        await say(hocket.conversations, talk.conversation_id, "What was it first?", max_tokens=100)
        known = await hocket.conversations.read(talk.conversation_id)
    notes = [m.content.payload["text"] for m in known.messages if m.content.type == "notification"]
    assert 1 <= len(notes) < 6
    assert "goes on from a short form" in notes[0]
    assert texts(known)[-1] == f"answer {len(partner.prompts)}"
    assert "The code of Ada is 0817." in partner.prompts[-1][0]
    prompts = [prompt for prompt in partner.prompts if "Notes:" not in prompt[0]]
    appended = [b[: len(a)] == a for a, b in itertools.pairwise(prompts)]
    assert appended.count(False) == len(notes)


async def test_what_is_said_becomes_a_run_under_the_profile():
    partner = Partner()
    async with Hocket(llm=partner.llm) as hocket:
        await hocket.profile.prefer(limits={"calls": 17})
        talk = await hocket.conversations.open("creative")
        said = await say(hocket.conversations, talk.conversation_id, "Write it", as_run=True)
        assert said.message.content.payload["run_id"] == said.run_id
        state = await state_of(hocket.journal, said.run_id)
        assert (state.goal.text, state.goal.limits.calls) == ("Write it", 17)


async def test_message_that_got_no_answer_stands_once_and_is_answered_when_said_again():
    partner = Partner(faults={1: RefusedError("not now")})
    async with Hocket(llm=partner.llm) as hocket:
        talks = hocket.conversations
        talk = await talks.open("creative")
        with pytest.raises(RefusedError, match="not now"):
            await say(talks, talk.conversation_id, "Hello?")
        assert texts(await talks.read(talk.conversation_id)) == ["Hello?"]
        await say(talks, talk.conversation_id, "Hello?")
        assert texts(await talks.read(talk.conversation_id)) == ["Hello?", "answer 1"]


async def test_what_cannot_be_said_is_refused_and_leaves_nothing():
    async with Hocket(llm=Partner(latency_s=0.05).llm) as hocket:
        talks = hocket.conversations
        with pytest.raises(NoAgentError, match="no agent 'nobody'"):
            await talks.open("nobody")
        with pytest.raises(NotFoundError, match="no conversation 'session-x'"):
            await say(talks, "session-x", "Hello")
        talk = await talks.open("creative")
        with pytest.raises(InvalidInputError, match="it is empty"):
            await say(talks, talk.conversation_id, "  ", as_run=True)
        async with asyncio.TaskGroup() as group:
            first = group.create_task(say(talks, talk.conversation_id, "one"))
            await asyncio.sleep(0)
            with pytest.raises(InvalidInputError, match="is being answered"):
                await say(talks, talk.conversation_id, "two")
            await first
        assert texts(await talks.read(talk.conversation_id)) == ["one", "answer 1"]
