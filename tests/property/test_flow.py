"""Laws of the reducer: total, pure, never stuck, every command answered at most once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.core import event as ev
from hocket.core.agent import AgentCard
from hocket.core.attempt import Outcome
from hocket.core.award import Award
from hocket.core.check import CheckResult
from hocket.core.choice import Choice
from hocket.core.command import (
    Announce,
    DeadLetter,
    Execute,
    Finish,
    MakePlan,
    ReviewAttempt,
    StartTimer,
    Synthesise,
)
from hocket.core.goal import Goal
from hocket.core.plan import Plan
from hocket.core.review import Review
from hocket.core.run import RunState
from hocket.core.task import Objective, Task
from hocket.flow.decide import decide
from hocket.projections.history import fold

DIGEST = "0" * 64
CARD = AgentCard(name="a", types={"reasoning": 1.0})


def plan_of(edges: list[set[int]]) -> Plan:
    tasks = tuple(
        Task(
            task_id=f"t{i}",
            objective=Objective(description=f"do {i}"),
            depends_on=tuple(f"t{d}" for d in sorted(needed) if d < i),
        )
        for i, needed in enumerate(edges)
    )
    return Plan(tasks=tasks)


plans = st.lists(st.sets(st.integers(0, 6)), min_size=1, max_size=7).map(plan_of)
reviews = st.sampled_from(["accepted", "rejected", "unproven"])
RESULT = ev.Result(text=DIGEST, verdict="accepted")


def review(verdict: str) -> Review:
    return Review(verdict=verdict, reviewer="checks", feedback="because")


def award(task_id: str) -> Award:
    choice = Choice(of="agent", candidates={}, chosen="a", propensity=1.0, policy="p")
    return Award(task_id=task_id, agent="a", fallback=None, choice=choice)


def answer(command, data, state) -> ev.Event:  # noqa: PLR0911 - one for each command
    """One of the events that carrying out a command can come back with."""
    pick = lambda *events: data.draw(st.sampled_from(events))  # noqa: E731 - read as a phrase
    match command:
        case MakePlan():
            return pick(ev.PlanMade(plan=data.draw(plans)), ev.PlanFailed(reason="r"))
        case Announce(task_id=t, round=n):
            attempt = f"{t}#{state.tasks[t].attempts + 1}"
            return pick(
                ev.Awarded(attempt_id=attempt, award=award(t)),
                ev.Awarded(attempt_id=attempt, award=award(t)),
                ev.NoBids(task_id=t, round=n, reason="r"),
            )
        case Execute(attempt_id=a):
            return pick(
                ev.Executed(attempt_id=a, outcome=Outcome(text=DIGEST)),
                ev.AttemptFailed(attempt_id=a, code="x", reason="r", retryable=True),
                ev.AttemptFailed(attempt_id=a, code="x", reason="r", retryable=False),
                ev.LimitReached(limit="calls", reason="r"),
            )
        case ReviewAttempt(attempt_id=a):
            return pick(
                ev.Accepted(attempt_id=a, review=review("accepted")),
                ev.LeftUnproven(attempt_id=a, review=review("unproven")),
                ev.Rejected(attempt_id=a, review=review("rejected")),
            )
        case Synthesise(iteration=n):
            if n < 3 and state.status == "running":
                bad = CheckResult(says="s", kind="regex", passed=False, evidence="e")
                ids = data.draw(st.lists(st.sampled_from(sorted(state.tasks)), max_size=3))
                return pick(
                    ev.ResultRejected(iteration=n, task_ids=tuple(ids), results=(bad,)),
                    ev.GoalReached(result=RESULT),
                )
            return pick(ev.GoalReached(result=RESULT), ev.GoalFailed(reason="r"))
        case StartTimer(timer_id=t):
            return ev.TimerFired(timer_id=t)
        case DeadLetter(task_id=t):
            return ev.DeadLettered(task_id=t, reason="r")
        case Finish(cancelled=c):
            return ev.GoalCancelled(reason="r") if c else ev.GoalFailed(reason="r")
    raise AssertionError(command)


def accepted(*, seconds: float | None = None) -> ev.GoalAccepted:
    goal = Goal(text="g", limits={"seconds": seconds})
    return ev.GoalAccepted(goal=goal, agents=(CARD,), llms={"worker": "x:y"})


@given(st.data())
def test_flow_whatever_comes_back_ends_the_run(data):
    state, _ = decide(RunState("r"), accepted(), 0)
    cancel_at = data.draw(st.one_of(st.none(), st.integers(1, 60)))
    history = [(accepted(), 0)]
    for step in range(1, 600):
        if state.is_over:
            break
        assert state.pending, "a run that is not over has something to do"
        key = data.draw(st.sampled_from(sorted(state.pending)))
        event = answer(state.pending[key], data, state)
        if step == cancel_at:
            event = ev.CancelRequested(by="user")
        state, commands = decide(state, event, step)
        history.append((event, step))
        for command in commands:
            key = getattr(command, "keys", None)
            assert key is not None or state.pending.get(command.key) == command
    assert state.is_over
    assert not state.pending
    assert fold("r", history) == state


events = st.one_of(
    st.builds(ev.PlanMade, plan=plans),
    st.builds(ev.PlanFailed, reason=st.just("r")),
    st.builds(
        ev.NoBids, task_id=st.sampled_from(["t0", "t9"]), round=st.just(1), reason=st.just("r")
    ),
    st.sampled_from(["t0", "t1", "t9"]).map(
        lambda t: ev.Awarded(attempt_id=f"{t}#1", award=award(t))
    ),
    st.sampled_from(["t0#1", "t1#1", "t0#2", "nonsense"]).flatmap(
        lambda a: st.sampled_from(
            [
                ev.Executed(attempt_id=a, outcome=Outcome(text=DIGEST)),
                ev.AttemptFailed(attempt_id=a, code="x", reason="r", retryable=True),
                ev.Accepted(attempt_id=a, review=review("accepted")),
                ev.LeftUnproven(attempt_id=a, review=review("unproven")),
                ev.Rejected(attempt_id=a, review=review("rejected")),
            ]
        )
    ),
    st.sampled_from(
        [
            accepted(),
            accepted(seconds=5.0),
            ev.TimerFired(timer_id="deadline"),
            ev.TimerFired(timer_id="retry:t0:1"),
            ev.DeadLettered(task_id="t0", reason="r"),
            ev.DeadLettered(task_id="t7", reason="r"),
            ev.LimitReached(limit="calls", reason="r"),
            ev.ResultRejected(iteration=1, task_ids=("t0", "t8"), results=()),
            ev.RunResumed(down_s=9.0),
            ev.CancelRequested(by="u"),
            ev.GoalReached(result=RESULT),
            ev.GoalFailed(reason="r"),
            ev.GoalCancelled(reason="r"),
            ev.EffectDoubtful(attempt_id="t0#1", ordinal=0, tool="x", request=DIGEST),
            ev.EffectSettled(attempt_id="t0#1", ordinal=0, verdict="done"),
        ]
    ),
)


@given(st.lists(events, max_size=25))
def test_flow_any_events_in_any_order_are_folded_without_an_error(history):
    state = RunState("r")
    for at, event in enumerate(history):
        before = state
        state, _ = decide(state, event, at)
        again, _ = decide(before, event, at)
        assert again == state, "the same event on the same state gives the same state"


@given(st.lists(events, max_size=25), st.integers(0, 25))
def test_flow_folding_a_prefix_and_going_on_equals_folding_all(history, cut):
    stamped = [(event, at) for at, event in enumerate(history)]
    state = fold("r", stamped[:cut])
    for event, at in stamped[cut:]:
        state, _ = decide(state, event, at)
    assert state == fold("r", stamped)
