"""What an LLM said is taken for what it is: thoughts, a tool call, an answer, or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hocket import Agent, Goal, Objective, Plan, RegexCheck, Task, tool
from hocket.app.conversation import say
from hocket.app.replay import replay
from hocket.config import Settings
from hocket.core.event import CallAnswered, StructureMended
from hocket.core.goal import Deliverable
from hocket.engine.feed import StreamedText
from hocket.engine.llm_wire import decode_answer
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import events_of, hocket_of

FORMS = ["<think>Paris?</think>\n\nIt is Lyon.", LlmAnswer("It is Lyon.", thoughts="Paris?")]
WRITER = Agent("writer", "You write.", types={"reasoning": 1.0})


def goal(*patterns: str) -> Goal:
    return Goal(text="The capital?", checks=tuple(RegexCheck(pattern=p) for p in patterns))


@pytest.mark.parametrize("said", FORMS)
async def test_check_cannot_pass_on_thoughts(said):
    llm = ScriptedLlm(lambda _: said)
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run(goal("Paris"), plan="single")
        assert (done.verdict, done.text) == ("rejected", "It is Lyon.")
        answered = [e for e in await events_of(hocket, done.run_id) if isinstance(e, CallAnswered)]
        answer = decode_answer(await hocket.journal.blob(answered[0].response))
        assert answer.thoughts == "Paris?", "the journal has them"
    prompts = [m.content for request in llm.requests for m in request.messages]
    assert any("It is Lyon." in prompt for prompt in prompts), "the rework sees its answer"
    assert not any("Paris?" in prompt for prompt in prompts)


@pytest.mark.parametrize("said", FORMS)
async def test_file_and_later_task_have_no_thoughts(said):
    llm = ScriptedLlm(lambda _: said)
    first = Task(task_id="t1", objective=Objective(description="one", deliverables=("a.txt",)))
    second = Task(task_id="t2", objective=Objective(description="two"), depends_on=("t1",))
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(first, second)))
    assert done.files["a.txt"] == b"It is Lyon.\n"
    assert "Paris" not in " ".join(m.content for r in llm.requests for m in r.messages)


async def test_stream_shows_no_thoughts():
    shown = []
    llm = ScriptedLlm(["<think>\nParis?\n</think>\n\nIt is Lyon."])
    async with hocket_of(WRITER, llm=llm) as hocket:
        with hocket.feed.watch() as watch:
            await hocket.run(goal("Lyon"), plan="single")
        shown = [signal.text async for signal in watch if isinstance(signal, StreamedText)]
    assert "".join(shown) == "It is Lyon."


async def test_conversation_remembers_no_thoughts():
    llm = ScriptedLlm(lambda _: FORMS[0])
    async with hocket_of(WRITER, llm=llm) as hocket:
        talk = await hocket.conversations.open("writer")
        first = await say(hocket.conversations, talk.conversation_id, "The capital?")
        await say(hocket.conversations, talk.conversation_id, "Sure?")
    assert first.message.content.payload["text"] == "It is Lyon."
    assert "Paris" not in " ".join(m.content for m in llm.requests[1].messages)


async def test_tool_call_written_as_text_is_made():
    @tool(effect="none")
    def add(a: int, b: int) -> int:
        """Add."""
        return a + b

    def script(request):
        last = request.messages[-1]
        called = f'I add.\n<tool_call>{{"name": "{add.name}", "arguments": {{"a": 2, "b": 3}}}}'
        return f"It is {last.content}." if last.role == "tool" else f"{called}</tool_call>"

    llm = ScriptedLlm(script)
    async with hocket_of(Agent("adder", "Add.", tools=[add]), llm=llm) as hocket:
        done = await hocket.run("2 + 3?", plan="single")
    assert done.text == "It is 5."
    assert llm.requests[1].messages[-2].content == "I add."


async def test_json_result_is_the_value_that_fits_among_others():
    said = 'A draft: {"n": "?"}. The result: {"n": 3}.'
    schema = {"required": ["n"], "properties": {"n": {"type": "integer"}}}
    form = Deliverable(kind="json", json_schema=schema)
    llm = ScriptedLlm([said])
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run(Goal(text="A number", deliverable=form), plan="single")
    assert json.loads(done.text) == {"n": 3}


async def test_llm_that_thinks_too_long_for_its_answer_gets_room_and_replays():
    journal = MemoryJournal()
    cut = LlmAnswer("<think>Hm, ", finish="length", completion_tokens=1400)
    llm = ScriptedLlm([cut, "<think>Hm.</think>It is Lyon."])
    settings = Settings(home=Path("unused"), cache=Path("unused"), reasoning_tokens=3000)
    async with hocket_of(WRITER, llm=llm, journal=journal, settings=settings) as hocket:
        done = await hocket.run(goal("Lyon"), plan="single")
    assert done.text == "It is Lyon."
    assert llm.requests[1].max_tokens == llm.requests[0].max_tokens + 3000
    assert llm.requests[1].messages == llm.requests[0].messages
    assert (await replay(journal, done.run_id, agents={"writer": WRITER})).divergence is None


async def test_answer_starts_with_the_answer_and_the_journal_has_all_that_was_said():
    steps = "To answer this question, I will follow these steps:\n\n1. Recall the capital."
    llm = ScriptedLlm([f"{steps}\n\nIt is Lyon."])
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run(goal("Lyon"), plan="single")
        [answered] = [e for e in await events_of(hocket, done.run_id) if type(e) is CallAnswered]
        assert b"I will follow" in await hocket.journal.blob(answered.response)
    assert (done.verdict, done.text) == ("accepted", "It is Lyon.")


async def test_file_that_an_answer_becomes_has_no_words_around_it():
    said = "Sure! Here is the text:\n\nIt is Lyon.\n\nI hope this helps!"
    task = Task(task_id="t1", objective=Objective(description="one", deliverables=("a.txt",)))
    async with hocket_of(WRITER, llm=ScriptedLlm([said])) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task,)))
    assert done.files["a.txt"].decode() == "It is Lyon.\n"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("Sure! Here is the text:\n\n```markdown\n# Lyon\n```\n\nI hope this helps!", "# Lyon"),
        ("```text\nLyon\n```\n", "Lyon"),
        ("This is a heading:\n```markdown\n# Lyon\n```\nIt has one mark.", ""),
    ],
)
async def test_answer_in_a_block_of_text_is_what_the_block_holds_unless_words_go_with_it(
    said, text
):
    async with hocket_of(WRITER, llm=ScriptedLlm([said])) as hocket:
        done = await hocket.run("A text about Lyon", plan="single")
    assert done.text == (text or said)


@pytest.mark.parametrize(
    "empty",
    [
        "",
        " \n",
        "\u200b\ufeff",
        "\u2800",
        "<think>Hm.</think>",
        "<think>Hm.",
        "</think>",
        "```\n```",
        "```text\n\n```",
        "<|im_end|>",
    ],
)
async def test_empty_answer_is_asked_for_again(empty):
    journal = MemoryJournal()
    llm = ScriptedLlm([empty, "Rain falls."])
    async with hocket_of(WRITER, llm=llm, journal=journal) as hocket:
        done = await hocket.run("A line about rain", plan="single")
        events = await events_of(hocket, done.run_id)
    assert done.text == "Rain falls."
    again = llm.requests[1].messages
    assert "Your last answer was empty" in again[-1].content
    assert [m.role for m in again] == ["system", "user"], "no empty message is sent"
    [note] = [e for e in events if isinstance(e, StructureMended)]
    assert (note.subject, note.step) == ("text", "asked_again")
    assert (await replay(journal, done.run_id, agents={"writer": WRITER})).divergence is None


async def test_llm_that_says_nothing_after_its_tools_wrote_the_files_has_done_the_task():
    @tool(effect="none")
    def note() -> str:
        """Note."""
        return "noted"

    call = ToolCall("write_file", {"path": "a.txt", "content": "It is Lyon."})
    llm = ScriptedLlm([LlmAnswer("", finish="tool_calls", tool_calls=(call,)), "", "", ""])
    worker = Agent("writer", "Write.", tools=[note], builtin=["write_file"])
    task = Task(task_id="t1", objective=Objective(description="one", deliverables=("a.txt",)))
    async with hocket_of(worker, llm=llm) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task,)))
    assert (done.text, done.files["a.txt"]) == ("Wrote a.txt.", b"It is Lyon.")


async def test_llm_that_never_answers_is_a_named_error():
    llm = ScriptedLlm(lambda _: " ")
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run("A line about rain", plan="single")
    assert (done.status, done.text) == ("failed", "")
    assert "scripted answered nothing in 3 asks" in done.state.result.missing[0]
    assert len(llm.requests) == 9, "three asks in each of three attempts"
