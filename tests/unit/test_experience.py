"""Experience: what is added up over runs, event by event."""

from __future__ import annotations

import pytest

from hocket.core.attempt import Outcome
from hocket.core.award import Award
from hocket.core.choice import Choice
from hocket.core.event import (
    Accepted,
    AttemptFailed,
    Awarded,
    CallAnswered,
    Event,
    Executed,
    ExperienceTaken,
    GoalAccepted,
    GoalCancelled,
    PlanMade,
    Rejected,
)
from hocket.core.goal import Goal
from hocket.core.learned import Learned, Speed, TaskCosts, TrackRecord
from hocket.core.review import Review
from hocket.core.usage import Usage
from hocket.learn.experience import Experience
from hocket.learn.forecast import forecast_of
from hocket.ports.journal import Entry, Record
from hocket.projections.history import fold
from stories import plan_of

TEXT = "0" * 64
BEGUN = (GoalAccepted(goal=Goal(text="go")), PlanMade(plan=plan_of("t1")))


def called(work_id: str, seconds: float = 2.0, kind: str = "llm") -> CallAnswered:
    usage = Usage(calls=1, prompt_tokens=60, completion_tokens=40, seconds=seconds)
    return CallAnswered(
        attempt_id=work_id,
        ordinal=0,
        kind=kind,
        name="fast",
        request=TEXT,
        response=TEXT,
        usage=usage,
    )


def awarded(number: int, agent: str = "ada") -> Awarded:
    choice = Choice(of="agent", candidates={agent: 1.0}, chosen=agent, propensity=1, policy="x")
    award = Award(task_id="t1", agent=agent, fallback=None, choice=choice)
    return Awarded(attempt_id=f"t1#{number}", award=award)


def executed(number: int) -> Executed:
    return Executed(attempt_id=f"t1#{number}", outcome=Outcome(text=TEXT))


def judged(number: int, kind: type = Accepted, verdict: str = "accepted") -> Event:
    return kind(attempt_id=f"t1#{number}", review=Review(verdict=verdict, reviewer="checks"))


def experience_of(*events: Event, run_id: str = "run-1") -> Experience:
    experience = Experience()
    for n, event in enumerate(events, 1):
        experience.take(Record(n, run_id, n, Entry.of(event, n)))
    return experience


def test_experience_counts_the_outcomes_of_an_agents_attempts():
    experience = experience_of(
        *BEGUN,
        awarded(1),
        AttemptFailed(attempt_id="t1#1", code="x", reason="x", retryable=True),
        awarded(2, "bob"),
        executed(2),
        judged(2, Rejected, "rejected"),
        awarded(3),
        executed(3),
        judged(3),
    )
    assert experience.agents == {
        "ada": TrackRecord(accepted=1, failed=1),
        "bob": TrackRecord(rejected=1),
    }


def test_experience_of_a_task_adds_up_attempt_and_review():
    work = called("t1#1"), called("t1#1", kind="tool"), executed(1), called("t1#1/review", 3.0)
    experience = experience_of(*BEGUN, called("plan#1", 4.0), awarded(1), *work, judged(1))
    assert experience.tasks == {
        "reasoning": TaskCosts(attempts=1, calls=3, tokens=300, seconds=7.0)
    }
    assert experience.llms == {"fast": Speed(calls=3, tokens=120, seconds=9.0)}


def test_agent_is_busy_from_the_award_until_its_attempt_or_run_ends():
    experience = experience_of(*BEGUN, awarded(1), awarded(2, "bob"))
    assert (experience.busy("ada"), experience.busy("bob"), experience.busy("cyd")) == (1, 1, 0)
    experience.take(Record(9, "run-1", 9, Entry.of(executed(1), 9)))
    assert (experience.busy("ada"), experience.busy("bob")) == (0, 1)
    experience.take(Record(10, "run-1", 10, Entry.of(GoalCancelled(reason="x"), 10)))
    assert experience.busy("bob") == 0


@pytest.mark.parametrize("late", [called("t1#1"), judged(1), executed(1), awarded(2)])
def test_events_after_the_end_of_a_run_do_not_count(late):
    over = (*BEGUN, awarded(1), GoalCancelled(reason="enough"))
    assert experience_of(*over, late).dump() == experience_of(*over).dump()


def test_experience_is_of_runs_only():
    work = (*BEGUN, awarded(1), called("t1#1"), executed(1), judged(1))
    assert experience_of(*work, run_id="session-1").dump() == Experience().dump()


def test_forecast_is_the_mean_of_similar_tasks_or_an_assumption():
    state = fold("run-1", [(event, 0) for event in BEGUN])
    assumed = forecast_of(state)
    assert (assumed.calls, assumed.tokens) == (2, 1500)
    assert "assumption" in assumed.basis
    costs = {"reasoning": TaskCosts(attempts=2, calls=6, tokens=1000, seconds=5.0)}
    experience_taken = ExperienceTaken(snapshot=TEXT, cursor=9, learned=Learned(tasks=costs))
    known = (BEGUN[0], experience_taken, BEGUN[1])
    forecast = forecast_of(fold("run-1", [(event, 0) for event in known]))
    assert (forecast.calls, forecast.tokens, forecast.usd, forecast.seconds) == (
        3,
        500,
        "0.0000",
        2.5,
    )
    assert forecast.basis == "mean of 2 attempts at such tasks"
    over = fold("run-1", [(event, 0) for event in (*known, GoalCancelled(reason="x"))])
    assert forecast_of(over) is None


def test_experience_of_a_run_stays_what_it_began_with():
    first, later = (ExperienceTaken(snapshot=TEXT, cursor=n, learned=Learned()) for n in (1, 2))
    state = fold("run-1", [(event, 0) for event in (BEGUN[0], first, later)])
    assert state.experience == first


def test_part_of_what_was_learned_leaves_out_other_agents_and_llms():
    learned = Learned(
        tasks={"reasoning": TaskCosts(attempts=1)},
        agents={"ada": TrackRecord(accepted=1), "bob": TrackRecord(failed=1)},
        llms={"fast": Speed(calls=1), "slow": Speed(calls=2)},
    )
    part = learned.part({"ada", "cyd"}, {"slow"})
    assert (part.tasks, list(part.agents), list(part.llms)) == (learned.tasks, ["ada"], ["slow"])
    assert not learned.is_empty
    assert Learned().is_empty
