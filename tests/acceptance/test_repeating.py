"""An answer that repeats itself is stopped while it streams, cut back on record, and asked anew."""

from __future__ import annotations

import asyncio
import re

import pytest

from hocket import Agent, Goal, Hocket, Objective, Plan, Task
from hocket.app.replay import replay
from hocket.config import Settings
from hocket.core.event import CallAnswered, StructureMended
from hocket.core.goal import Deliverable
from hocket.engine.llm_wire import decode_answer
from hocket.errors import ConfigError, TransientError
from hocket.ports.wrapper import WrapperLlm
from hocket.testing import MemoryJournal, ScriptedLlm
from hosts import command, host, seen
from stories import events_of, hocket_of

WRITER = Agent("writer", "You write.", types={"reasoning": 1.0})
LOOP = "The capital is Canberra. " + "It was chosen in 1908. " * 200
CUT = "The capital is Canberra. It was chosen in 1908."


class Streaming(WrapperLlm):
    """Streams the answers of another LLM word by word, and counts the words."""

    def __init__(self, inner) -> None:
        super().__init__(inner)
        self.words = 0

    async def complete(self, request, on_text=None):
        answer = await self._inner.complete(request)
        for word in re.findall(r"\S+\s*", answer.text):
            self.words += 1
            on_text(word)
            await asyncio.sleep(0)
        return answer


async def notes_of(hocket, run_id) -> list[tuple[str, str]]:
    events = await events_of(hocket, run_id)
    return [(e.subject, e.step) for e in events if isinstance(e, StructureMended)]


@pytest.mark.parametrize("kind", [Streaming, WrapperLlm])
async def test_answer_in_a_loop_is_asked_for_anew_with_other_sampling(kind):
    scripted = ScriptedLlm([LOOP, "It is Canberra."])
    async with hocket_of(WRITER, llm=kind(scripted)) as hocket:
        done = await hocket.run("The capital?", plan="single")
        notes = await notes_of(hocket, done.run_id)
    assert done.text == "It is Canberra."
    assert notes == [("repetition", "asked_again")]
    first, second = scripted.requests
    assert (second.messages, second.temperature > first.temperature) == (first.messages, True)
    assert second.seed != first.seed
    assert done.state.remarks == ()


@pytest.mark.parametrize("kind", [Streaming, WrapperLlm])
async def test_answer_that_loops_again_is_handed_over_cut_and_says_so(kind):
    journal = MemoryJournal()
    async with hocket_of(WRITER, llm=kind(ScriptedLlm([LOOP] * 2)), journal=journal) as hocket:
        done = await hocket.run("The capital?", plan="single")
        assert done.text == CUT
        events = await events_of(hocket, done.run_id)
        notes = await notes_of(hocket, done.run_id)
        (first, _) = [e for e in events if isinstance(e, CallAnswered)]
        said = decode_answer(await journal.blob(first.response))
    assert notes == [("repetition", "asked_again"), ("repetition", "repaired")]
    [remark] = done.state.remarks
    assert remark.startswith("an answer that repeated itself was cut: ")
    assert "'It was chosen in 1908.'" in remark
    assert said.text == CUT
    assert said.verbatim.startswith(f"{CUT} It was chosen"), "the journal has all that was said"
    assert first.truncated
    assert (await replay(journal, done.run_id, agents={"writer": WRITER})).divergence is None


async def test_host_is_stopped_early_and_what_it_sent_counts():
    llm = Streaming(ScriptedLlm([LOOP, "It is Canberra."]))
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run("The capital?", plan="single")
    assert llm.words < 60
    spent = done.state.spent
    assert spent.calls == 2
    assert 20 < spent.completion_tokens < 90
    assert spent.estimated_tokens > 20


async def test_thoughts_in_a_loop_are_stopped_too():
    thoughts = "<think>" + "Perhaps it is Sydney, or it is not. " * 99
    llm = Streaming(ScriptedLlm([thoughts, "It is Canberra."]))
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run("The capital?", plan="single")
    assert done.text == "It is Canberra."
    assert llm.words < 120


async def test_json_in_a_loop_is_not_repaired_into_an_answer():
    schema = {"type": "object", "properties": {"a": {"type": "array"}}, "required": ["a"]}
    looping = '{"a": [' + '"Alice Smith of London", ' * 200
    goal = Goal(text="Names?", deliverable=Deliverable(kind="json", json_schema=schema))
    llm = ScriptedLlm(lambda r: looping if r.temperature < 0.5 else '{"a": ["Alice"]}')
    async with hocket_of(WRITER, llm=llm) as hocket:
        done = await hocket.run(goal, plan="single")
    assert "Alice" in done.text
    assert "Smith" not in done.text


async def test_repetition_that_was_asked_for_is_left_alone():
    lines = "I will not talk in class. " * 50
    async with hocket_of(WRITER, llm=Streaming(ScriptedLlm([lines]))) as hocket:
        done = await hocket.run("Write 'I will not talk in class.' 50 times", plan="single")
    assert done.text.count("talk") == 50


async def test_error_of_a_host_is_not_taken_for_a_loop():
    llm = ScriptedLlm(["It is Canberra."] * 9, faults={1: TransientError("busy")})
    async with hocket_of(WRITER, llm=Streaming(llm)) as hocket:
        done = await hocket.run("The capital?", plan="single")
        assert await notes_of(hocket, done.run_id) == []
    assert done.text == "It is Canberra."


async def test_real_host_is_left_when_its_answer_loops(tmp_path):
    endless = {"say": LOOP * 20, "wait_s": 600, "once": True}
    async with host(tmp_path, endless, {"say": "It is Canberra."}) as environ:
        code, out, err = await command(environ, "run", "The capital?", "--single", "--quiet")
        assert (code, out) == (3, "It is Canberra.\n"), err
        assert len(seen(environ)) == 2


async def test_stop_can_be_switched_off_to_measure_it(tmp_path):
    settings = Settings(home=tmp_path, cache=tmp_path, without=frozenset({"stopping"}))
    async with hocket_of(WRITER, llm=ScriptedLlm([LOOP]), settings=settings) as hocket:
        done = await hocket.run("The capital?", plan="single")
    assert done.text == LOOP


async def test_way_that_is_switched_off_is_not_taken(tmp_path):
    settings = Settings(home=tmp_path, cache=tmp_path, without=frozenset({"program"}))
    task = Task(task_id="t1", type="coding", objective=Objective(description="double 21"))
    llm = ScriptedLlm(lambda _: "```python\nprint(42)\n```")
    async with Hocket(llm=llm, settings=settings) as hocket:
        done = await hocket.run("go", plan=Plan(tasks=(task,)))
    assert "coding: cannot do it by tools" in done.reason
    assert "program" not in done.reason


@pytest.mark.parametrize(("off", "is_given"), [((), True), (("profile",), False)])
async def test_agents_are_given_no_profile_where_it_is_switched_off(tmp_path, off, is_given):
    path = tmp_path / "towns.csv"
    path.write_text("town,people\n" + "Brook,340\n" * 20, encoding="utf-8")
    settings = Settings(home=tmp_path, cache=tmp_path, without=frozenset(off))
    async with hocket_of(WRITER, llm=ScriptedLlm(["340"]), settings=settings) as hocket:
        done = await hocket.run("How many?", inputs=[path], plan="single")
    assert bool(done.state.goal.inputs[0].profile) is is_given


async def test_mechanism_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    settings = Settings(home=tmp_path, cache=tmp_path, without=frozenset({"magic"}))
    hocket = Hocket(llm=ScriptedLlm([]), settings=settings)
    with pytest.raises(ConfigError, match=r"no magic to switch off; known: .*program"):
        await hocket.__aenter__()
