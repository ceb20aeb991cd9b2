"""Near its limits a run focuses, then consolidates, then stops with the best result it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from hocket import Agent, Goal, Limits, Plan
from hocket.app.forking import Changes, fork
from hocket.app.replay import replay
from hocket.cli.event_lines import event_line
from hocket.cli.exits import Exit, exit_of_run
from hocket.config import Settings
from hocket.core.command import EnterStage
from hocket.core.event import CallAnswered, Economised, GoalAccepted, PlanMade, StageEntered
from hocket.core.stage import Thresholds
from hocket.ports.llm import ChatMessage
from hocket.projections.history import fold
from hocket.projections.verdict import verdict_in_words
from hocket.testing import MemoryJournal, ScriptedLlm
from stories import agent, events_of, hocket_of, names, task

if TYPE_CHECKING:
    from pathlib import Path

ASK = [ChatMessage("user", "x" * 32)]


@dataclass
class Saying:
    """A way of working that asks once and gives what the LLM answers."""

    name: str

    def fits(self, _) -> bool:
        return True

    async def work(self, _, bench, __) -> str:
        return (await bench.ask(ASK, max_tokens=2)).text


async def story(worker: Agent, goal: Goal, plan: Plan | str = "single", **options):
    """A run and its events; it is replayed too."""
    journal = MemoryJournal()
    llm = ScriptedLlm(lambda _: "42")
    async with hocket_of(worker, llm=llm, journal=journal, **options) as hocket:
        done = await hocket.run(goal, plan=plan)
        events = await events_of(hocket, done.run_id)
    replayed = await replay(journal, done.run_id, agents={worker.card.name: worker})
    assert replayed.divergence is None
    return done, events


def entered(events) -> list[StageEntered]:
    return [event for event in events if isinstance(event, StageEntered)]


FIVE = Plan(tasks=tuple(task(f"t{n}", *[f"t{n - 1}"] * (n > 0), kind="table") for n in range(5)))


async def test_run_that_focuses_begins_no_second_method_although_one_would_fit():
    worker = Agent("ann", ways=[Saying("one"), Saying("two")])
    goal = Goal(text="go", limits=Limits(calls=10), care="high")
    done, events = await story(worker, goal, FIVE)
    assert [(e.stage, e.shortage.limit) for e in entered(events)] == [("focus", "calls")]
    last = [event.economy for event in events if isinstance(event, Economised)][-1]
    assert (last.step, last.task_id, last.shortage.share) == ("second_method", "t4", 0.8)
    assert done.state.spent.calls == 8, "two of ten are left"
    assert verdict_in_words(done.state).endswith(
        "; second method left out: 80 % of the limit of 10 calls is spent"
    )


async def thinks_on(_, bench) -> str:
    for number in range(1, 6):
        answer = (await bench.ask(ASK, max_tokens=2)).text
        await bench.hold(f"{answer} after {number} calls", "" if number > 1 else "the sum")
    return "after all calls"


async def test_attempt_of_a_run_that_focuses_ends_with_its_first_whole_answer():
    done, events = await story(agent(thinks_on), Goal(text="go", limits=Limits(calls=5)))
    assert (done.status, done.verdict, done.text) == ("reached", "unproven", "42 after 4 calls")
    assert done.state.spent.calls == 4
    assert exit_of_run(done.state) is Exit.LIMIT
    assert names(events).count("AnswerHeld") == 4
    assert verdict_in_words(done.state) == (
        "unproven: cut short: 80 % of the limit of 5 calls is spent"
    )


async def test_run_with_room_enters_no_stage():
    done, events = await story(agent(thinks_on), Goal(text="go", limits=Limits(calls=7)))
    assert (done.text, entered(events)) == ("after all calls", [])


async def test_run_that_consolidates_begins_only_what_goes_into_its_result():
    async def work(assignment, bench):
        for _ in range({"a": 19}.get(assignment.task.task_id, 1)):
            await bench.ask(ASK, max_tokens=2)
        return f"did {assignment.task.task_id}"

    plan = Plan(tasks=(task("a"), task("b", "a"), task("c", "b"), task("d", "a")))
    done, events = await story(agent(work), Goal(text="go", limits=Limits(calls=20)), plan)
    assert [e.stage for e in entered(events)] == ["focus", "consolidate"]
    assert (done.status, exit_of_run(done.state)) == ("failed", Exit.LIMIT)
    assert done.text == "did d"
    assert {t for t, state in done.state.tasks.items() if state.attempts} == {"a", "d"}
    assert done.state.result.missing[0] == ("b: not begun: the limit of 20 calls leaves no room")
    assert "LimitReached" not in names(events)


@pytest.mark.parametrize(
    ("at_s", "stage"), [(7.9, None), (8.5, "focus"), (9.5, "consolidate"), (99, "consolidate")]
)
def test_stage_follows_from_the_time_that_is_spent(at_s, stage):
    goal = Goal(text="go", limits=Limits(seconds=10))
    call = CallAnswered(
        attempt_id="t1#1", ordinal=0, kind="tool", name="look", request="", response=""
    )
    begun = [
        (GoalAccepted(goal=goal, thresholds=Thresholds()), 0),
        (PlanMade(plan=Plan(tasks=(task("t1"),))), 0),
    ]
    state = fold("run-1", [*begun, (call, int(at_s * 1e6))])
    due = [command for command in state.pending.values() if isinstance(command, EnterStage)]
    assert [(command.stage, command.shortage.limit) for command in due] == (
        [(stage, "seconds")] if stage else []
    )


async def test_thresholds_come_from_the_settings(tmp_path: Path):
    settings = Settings(home=tmp_path, cache=tmp_path, focus_at=0.2, consolidate_at=1.0)
    goal = Goal(text="go", limits=Limits(calls=10))
    done, events = await story(agent(thinks_on), goal, settings=settings)
    assert [(e.stage, e.shortage.share) for e in entered(events)] == [("focus", 0.2)]
    assert done.text == "42 after 2 calls"


async def test_stage_is_told_in_plain_words():
    _, events = await story(agent(thinks_on), Goal(text="go", limits=Limits(calls=5)))
    [stage] = entered(events)
    subject, line = event_line(stage)
    assert subject == "limit"
    assert line.startswith(
        "focus: 80 % of the limit of 5 calls is spent, so nothing is begun that the result can do "
        "without; "
    )


@pytest.mark.parametrize("kept", range(1, 4))
async def test_crash_near_a_limit_ends_in_the_same_answer(kept):
    journal, worker = MemoryJournal(), agent(thinks_on)
    goal = Goal(text="go", limits=Limits(calls=5))
    async with hocket_of(worker, llm=ScriptedLlm(lambda _: "42"), journal=journal) as hocket:
        whole = await hocket.run(goal, plan="single", run_id="run-1")
    records = await journal.read("run-1")
    last = max(n for n, r in enumerate(records) if r.entry.type == "CallAnswered")
    texts = {d: await journal.blob(d) for r in records for d in r.entry.digests}
    crashed = MemoryJournal()
    entries = [record.entry for record in records[: last + kept]]
    await crashed.append("run-1", 0, entries, texts)
    async with hocket_of(worker, llm=ScriptedLlm(lambda _: "42"), journal=crashed) as hocket:
        done = await hocket.resume("run-1")
        calls = [e for e in await events_of(hocket, "run-1") if isinstance(e, CallAnswered)]
    assert (done.verdict, done.text, len(calls)) == (whole.verdict, whole.text, 4)


@pytest.mark.parametrize("before", ["StageEntered", "AnswerHeld", "Executed"])
async def test_fork_with_higher_limits_goes_on_as_if_it_had_been_near_none(before):
    journal, worker = MemoryJournal(), agent(thinks_on)
    goal = Goal(text="go", limits=Limits(calls=5))
    async with hocket_of(worker, llm=ScriptedLlm(lambda _: "42"), journal=journal) as hocket:
        await hocket.run(goal, plan="single", run_id="run-1")
        records = await journal.read("run-1")
        at = max(r.seq for r in records if r.entry.type == before) - 1
        changes = Changes(limits=Limits(calls=50))
        state = await (await fork(hocket, "run-1", "run-2", at, by="ann", changes=changes))
        later = names(await events_of(hocket, "run-2"))[at:]
    assert (await journal.blob(state.tasks["t1"].outcome.text)).decode() == "after all calls"
    assert "StageEntered" not in later
    replayed = await replay(journal, "run-2", agents={"worker": worker})
    assert replayed.divergence is None
