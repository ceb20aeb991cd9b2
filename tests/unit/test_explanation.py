from __future__ import annotations

import json

import pytest

from hocket import Hocket, Objective, Plan, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.app.cancellation import cancel
from hocket.app.dormant import DormantRuns
from hocket.app.settlement import settle
from hocket.core.check import RegexCheck
from hocket.core.event import EffectIntended, EffectSettled, GoalAccepted
from hocket.core.goal import Goal
from hocket.errors import InvalidInputError, RunNotFoundError, RunOverError
from hocket.ports.journal import Entry
from hocket.projections.explanation import explain
from hocket.projections.history import state_of
from hocket.testing.scripted import ScriptedLlm


def task(task_id: str, word: str, *depends_on: str) -> Task:
    checks = (RegexCheck(pattern=word, says=f"it says {word}"),)
    objective = Objective(description=f"say {word}", success_criteria=checks)
    return Task(task_id=task_id, objective=objective, depends_on=depends_on)


@pytest.fixture
async def explanation():
    journal = MemoryJournal()
    plan = Plan(tasks=(task("t1", "yes"), task("t2", "yes", "t1")), why="two are asked for")
    llm = ScriptedLlm(["no", "yes", "yes"])
    async with Hocket(journal=journal, llm=llm) as hocket:
        done = await hocket.run("say yes twice", plan=plan)
    return journal, await explain(journal, done.run_id)


async def test_explanation_has_every_bid_with_its_reasons_and_the_winner(explanation):
    _, story = explanation
    auction = story.tasks["t1"].auctions[0]
    assert {bid.agent for bid in auction.bids} == {
        "reasoning",
        "analytical",
        "creative",
        "supervisor",
    }
    assert all(set(bid.reasons) >= {"capability", "performance"} for bid in auction.bids)
    assert auction.declines[0].agent == "coding"
    assert auction.award.agent == "reasoning"
    assert auction.award.choice.propensity == 1


async def test_explanation_of_a_rework_has_both_attempts_and_verdicts(explanation):
    _, story = explanation
    first, second = story.tasks["t1"].attempts
    assert (first.review.verdict, second.review.verdict) == ("rejected", "accepted")
    assert first.review.results[0].evidence
    assert (first.agent, first.llm) == ("reasoning", "scripted")


async def test_explanation_numbers_calls_over_the_run_and_finds_their_bytes(explanation):
    journal, story = explanation
    assert [call.number for call in story.calls] == [1, 2, 3]
    request = await journal.blob(story.call(1).answered.request)
    assert json.loads(request)["llm"] == "scripted"
    with pytest.raises(InvalidInputError, match="which has 3 calls"):
        story.call(4)


async def test_explanation_of_an_unknown_run_is_refused():
    with pytest.raises(InvalidInputError, match="run-none"):
        await explain(MemoryJournal(), "run-none")


async def started(*more) -> MemoryJournal:
    journal = MemoryJournal()
    events = [GoalAccepted(goal=Goal(text="x")), *more]
    await journal.append("run-1", 0, [Entry.of(event, 1) for event in events])
    return journal


async def test_run_that_is_not_in_progress_is_cancelled_without_a_call():
    journal = await started()
    runs = DormantRuns(journal)
    await cancel(runs, journal, "run-1", "a friend")
    state = await state_of(journal, "run-1")
    assert (state.status, state.reason) == ("cancelled", "cancelled by a friend")
    with pytest.raises(RunOverError, match="is over"):
        await cancel(runs, journal, "run-1", "a friend")
    with pytest.raises(RunNotFoundError):
        await cancel(runs, journal, "run-2", "a friend")


async def test_doubtful_effect_is_settled_by_a_person():
    intent = EffectIntended(
        attempt_id="t1#1", ordinal=0, tool="send_mail", request="0" * 64, idempotent=False
    )
    journal = await started(intent)
    settlement = EffectSettled(attempt_id="t1#1", ordinal=0, verdict="done")
    runs = DormantRuns(journal)
    assert await runs.doubts("run-1") == [intent]
    await settle(runs, "run-1", [settlement])
    assert await runs.doubts("run-1") == []
    with pytest.raises(InvalidInputError, match="doubtful are: none"):
        await settle(runs, "run-1", [settlement])
