"""Experience: what is added up over runs, event by event."""

from __future__ import annotations

import math

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
    GoalReached,
    PlanMade,
    Rejected,
    Result,
)
from hocket.core.goal import Goal
from hocket.core.learned import (
    Learned,
    Speed,
    TaskCosts,
    TaskSpread,
    TrackRecord,
    spread_key,
)
from hocket.core.review import Review
from hocket.core.usage import Usage
from hocket.learn.experience import Experience
from hocket.learn.forecast import forecast_at_start, forecast_of
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


def test_forecast_is_an_assumption_at_first_and_narrows_to_what_such_tasks_cost():
    state = fold("run-1", [(event, 0) for event in BEGUN])
    assumed = forecast_of(state)
    assert "assumption" in assumed.basis
    assert assumed.low.tokens * 5 < assumed.tokens < assumed.high.tokens / 5
    spread = TaskSpread()
    for prompt_tokens in (390, 400, 410, 395, 405) * 6:
        usage = Usage(calls=3, prompt_tokens=prompt_tokens, completion_tokens=100, seconds=5.0)
        spread = spread.plus(usage)
    learned = Learned(spreads={spread_key("reasoning", "normal", "fast"): spread})
    known = (
        GoalAccepted(goal=Goal(text="go"), llms={"worker": "fast"}),
        ExperienceTaken(snapshot=TEXT, cursor=9, learned=learned),
        BEGUN[1],
    )
    state = fold("run-1", [(event, 0) for event in known])
    forecast = forecast_of(state)
    assert forecast.basis == "30 earlier tasks of such kinds with this LLM"
    assert 300 < forecast.low.tokens < forecast.tokens < forecast.high.tokens < 800
    assert forecast_of(state) == forecast
    assert forecast_at_start(state) == forecast
    over = fold("run-1", [(event, 0) for event in (*known, GoalCancelled(reason="x"))])
    assert forecast_of(over) is None


def finished_run(experience: Experience, run_id: str, seconds: float) -> None:
    events = (
        GoalAccepted(goal=Goal(text="go"), llms={"worker": "fast"}),
        BEGUN[1],
        awarded(1),
        called("t1#1", seconds),
        executed(1),
        called("t1#1/review", seconds),
        judged(1),
        GoalReached(result=Result(text=TEXT, verdict="accepted")),
    )
    for n, event in enumerate(events, 1):
        experience.take(Record(n, run_id, n, Entry.of(event, n)))


def test_experience_keeps_what_tasks_cost_with_and_without_a_second_method():
    experience = Experience()
    finished_run(experience, "run-1", 2.0)
    spreads = experience.spreads
    assert spreads["reasoning normal fast"].calls.mean == pytest.approx(math.log(3))
    assert spreads["reasoning low fast"].calls.mean == pytest.approx(math.log(2))
    assert experience.tracks == {}, "there was nothing to expect"


def test_forecasts_are_compared_with_what_came_true_and_kept():
    experience = Experience()
    for number in range(12):
        finished_run(experience, f"run-{number}", 2.0)
    finished_run(experience, "run-far", 5000.0)
    track = experience.tracks["seconds"]
    assert (track.covered, track.runs) == (11, 12)
    again = Experience()
    again.load(experience.dump())
    assert again.learned() == experience.learned()


def test_run_whose_plan_cannot_be_read_teaches_what_its_tasks_cost():
    experience = Experience()
    finished_run(experience, "run-1", 2.0)
    events = (
        GoalAccepted(goal=Goal(text="go"), llms={"worker": "fast"}),
        awarded(1),
        called("t1#1"),
        GoalReached(result=Result(text=TEXT, verdict="accepted")),
    )
    for n, event in enumerate(events, 1):
        experience.take(Record(n, "run-2", n, Entry.of(event, n)))
    assert experience.tracks == {}, "nothing was to be expected of it"
    assert experience.spreads["other normal fast"].calls.n == 1


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
