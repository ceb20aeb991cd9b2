"""A task done again by another way within its review: blind, and after a crash as before."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from hocket import Agent
from hocket.app.failure import events_of
from hocket.award.asking import Asking
from hocket.award.auction import Auction
from hocket.award.ways import WaysOfAgents
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.goal import Goal, Limits
from hocket.core.plan import Plan
from hocket.core.result import Result
from hocket.core.review import Review
from hocket.core.task import Constraints, Objective, Task
from hocket.engine.feed import Feed
from hocket.engine.loop import RunLoop
from hocket.engine.slots import Slots
from hocket.errors import PermanentError
from hocket.execute.worker import Worker
from hocket.flow.decide import decide
from hocket.ports.llm import ChatMessage
from hocket.testing import FakeClock, MemoryJournal, ScriptedLlm

RUN = "run-1"
CALLS = 4
"""Two of each attempt."""


class Counting:
    """A way that asks twice and leaves a file."""

    def __init__(self, name):
        self.name = name
        self.seen = []

    def fits(self, _):
        return True

    async def work(self, assignment, bench, card):
        self.seen.append(assignment)
        answers = []
        for step in range(2):
            question = [ChatMessage("user", f"{card.name} by {self.name}: {step}")]
            answers.append((await bench.ask(question, seed=assignment.seed)).text)
        bench.write(f"{self.name}.txt", b"mine")
        return f"{' '.join(answers)}; files {', '.join(sorted(bench.files))}"


class Failing(Counting):
    async def work(self, *_):
        raise self.error


class Slow(Counting):
    async def work(self, *_):
        await asyncio.Event().wait()


@dataclass
class Reviewer:
    """Has each task done again, and leaves it unproven with what came of it."""

    worker: Worker
    seconds: list = field(default_factory=list)

    async def __call__(self, command, scope):
        task = scope.state.tasks[command.task_id]
        second = await self.worker.again(task, scope, {task.outcome.way})
        self.seconds.append(second)
        gave = ""
        if second is not None:
            gave = second.reason
            if second.outcome is not None:
                gave = (await scope.read(second.outcome.text)).decode()
        review = Review(verdict="unproven", reviewer="checks", feedback=gave or "no other way")
        return [ev.LeftUnproven(attempt_id=command.attempt_id, review=review)]


class Stage:
    """A run of one task up to its verdict, by two agents with these ways."""

    def __init__(self, folder, *, first=None, second=None, journal=None, llm=None, limit_s=None):
        self.first, self.second = first or Counting("program"), second or Counting("query")
        one = Agent("ann", "x", ways=[self.first], types={"analysis": 1.0})
        two = Agent("bob", "x", ways=[self.second], types={"analysis": 0.9})
        self.agents = {a.card.name: a.with_ways(()) for a in (one, two)}
        self.llm = llm or ScriptedLlm(lambda r: f"<{r.messages[-1].content}>")
        self.journal = journal or MemoryJournal(turn_every=1)
        self.limit_s = limit_s
        ways = WaysOfAgents(self.agents, ())
        auction = Auction(ways, FakeClock())
        slots = {name: Slots(1) for name in self.agents}
        worker = Worker(self.agents, {}, folder, Slots(1), slots, None, ways.offered)
        self.reviewer = Reviewer(worker)
        self.loop = RunLoop(
            RUN,
            journal=self.journal,
            decide=decide,
            handlers={
                do.Announce: Asking(self.agents, auction),
                do.Execute: worker,
                do.ReviewAttempt: self.reviewer,
                do.Synthesise: self.ended,
            },
            instant={do.Announce: auction},
            failed=events_of,
            llm=self.llm,
            wrap=lambda llm, _: llm,
            clock=FakeClock(),
            feed=Feed(),
        )

    async def ended(self, _, scope):
        text = scope.keep(b"done")
        return [ev.GoalReached(result=Result(text=text, verdict="unproven"))]

    async def run(self, **limits):
        """Run to the end; returns what the review said of the task."""
        task = Task(
            task_id="t1",
            type="analysis",
            kind="table",
            objective=Objective(description="compute"),
            constraints=Constraints(time_limit=self.limit_s),
        )
        accepted = ev.GoalAccepted(
            goal=Goal(text="g", limits=Limits(**{"seconds": None, **limits})),
            agents=tuple(a.card for a in self.agents.values()),
            ways={n: tuple(w.name for w in a.ways) for n, a in self.agents.items()},
            llms={"worker": "scripted"},
        )
        await self.loop.run([accepted, ev.PlanMade(plan=Plan(tasks=(task,)))])
        return self.said

    async def resume(self):
        await self.loop.load()
        await self.loop.run(())
        return self.said

    @property
    def said(self):
        review = self.loop.state.tasks["t1"].review
        return review.feedback if review else ""


async def test_second_attempt_is_by_another_agent_and_way_and_sees_nothing_of_the_first(tmp_path):
    stage = Stage(tmp_path)
    said = await stage.run()
    assert said == "<bob by query: 0> <bob by query: 1>; files query.txt"
    first, second = stage.first.seen[0], stage.second.seen[0]
    assert (second.way, second.previous, second.feedback, second.number) == ("query", "", "", 1)
    assert second.seed != first.seed
    kept = stage.reviewer.seconds[0]
    assert (kept.agent, kept.way, kept.outcome.way) == ("bob", "query", "query")
    assert list(kept.outcome.files) == ["query.txt"]


async def test_calls_of_a_second_attempt_are_those_of_the_review(tmp_path):
    stage = Stage(tmp_path)
    await stage.run()
    calls = [r.entry.event() for r in await stage.journal.read(RUN)]
    owners = [e.attempt_id for e in calls if isinstance(e, ev.CallAnswered)]
    assert owners == ["t1#1", "t1#1", "t1#1/review", "t1#1/review"]


@pytest.mark.parametrize("at", range(1, CALLS + 1))
async def test_run_killed_in_any_call_ends_the_same_and_sends_no_answered_call_again(at, tmp_path):
    whole = Stage(tmp_path / "whole")
    said = await whole.run()
    journal, snapshot = MemoryJournal(turn_every=1), MemoryJournal(turn_every=1)
    entered = asyncio.Event()

    class Hanging(ScriptedLlm):
        async def complete(self, request, on_text=None):
            if len(self.requests) == at - 1:
                for record in await journal.read(RUN):
                    await snapshot.append(RUN, record.seq - 1, [record.entry])
                snapshot._blobs = dict(journal._blobs)
                entered.set()
                await asyncio.Event().wait()
            return await super().complete(request, on_text)

    hanging = Hanging(lambda r: f"<{r.messages[-1].content}>")
    killed = asyncio.ensure_future(Stage(tmp_path / "a", journal=journal, llm=hanging).run())
    await entered.wait()
    killed.cancel()
    await asyncio.wait([killed])
    resumed = Stage(tmp_path / "b", journal=snapshot)
    assert await resumed.resume() == said
    assert len(resumed.llm.requests) == CALLS - (at - 1)


async def test_second_attempt_that_fails_leaves_its_reason(tmp_path):
    failing = Failing("query")
    failing.error = PermanentError("the query has no rows")
    assert await Stage(tmp_path, second=failing).run() == "the query has no rows"


async def test_second_attempt_whose_code_raises_leaves_what_it_raised(tmp_path):
    failing = Failing("query")
    failing.error = KeyError("x")
    assert await Stage(tmp_path, second=failing).run() == "KeyError: 'x'"


async def test_second_attempt_beyond_the_time_limit_of_the_task_leaves_that_as_its_reason(tmp_path):
    said = await Stage(tmp_path, second=Slow("query"), limit_s=1).run()
    assert "took longer than its time limit of 1 s" in said


async def test_second_attempt_counts_for_the_limits_of_the_run(tmp_path):
    stage = Stage(tmp_path)
    await stage.run(calls=3)
    assert "the limit of 3 calls would be exceeded" in stage.loop.state.limit
    assert stage.loop.state.spent.calls == 3


async def test_task_that_no_other_way_fits_is_not_done_again(tmp_path):
    stage = Stage(tmp_path, second=Counting("program"))
    assert await stage.run() == "no other way"
    assert stage.reviewer.seconds == [None]
