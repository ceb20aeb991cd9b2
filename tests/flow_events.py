"""Events for tests of the reducer: every type, and what each command can come back with."""

from __future__ import annotations

from hypothesis import strategies as st

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.agent import AgentCard
from hocket.core.attempt import Outcome
from hocket.core.award import Award
from hocket.core.bid import Offer
from hocket.core.check import CheckResult
from hocket.core.choice import Choice
from hocket.core.compaction import CompactionStep
from hocket.core.economy import Economy, Shortage
from hocket.core.forecast import Bounds, Forecast
from hocket.core.goal import Goal, Limits
from hocket.core.ids import PLAN_QUESTION as PLAN
from hocket.core.learned import Learned
from hocket.core.message import Content, Message, Metadata, Recipient, Sender
from hocket.core.plan import Plan
from hocket.core.question import Answer, Question
from hocket.core.result import Result
from hocket.core.review import Review
from hocket.core.stage import Thresholds
from hocket.core.task import Objective, Task
from hocket.core.usage import Usage

DIGEST = "0" * 64
CARD = AgentCard(name="a", types={"reasoning": 1.0})
RESULT = Result(text=DIGEST, verdict="accepted")
BOUNDS = Bounds(calls=1, tokens=1, usd=None, seconds=1.0)
FORECAST = Forecast(calls=1, tokens=1, usd=None, seconds=1.0, basis="b", low=BOUNDS, high=BOUNDS)
ECONOMY = Economy(step="rework", task_id="t1", shortage=Shortage(limit="calls", bound="3"))
BAD = CheckResult(says="s", kind="regex", passed=False, evidence="e")
MESSAGE = Message(
    message_id="11111111-1111-4111-8111-111111111111",
    timestamp="2026-01-01T00:00:00Z",
    sender=Sender(agent_id="u", agent_type="human"),
    recipient=Recipient(agent_id="a"),
    content=Content(type="query"),
    metadata=Metadata(conversation_id="11111111-1111-4111-8111-111111111111"),
)
AGENTS = ("a", "b")


def plan_of(edges: list[set[int]], approvals: frozenset[int] = frozenset()) -> Plan:
    tasks = tuple(
        Task(
            task_id=f"t{i}",
            objective=Objective(description=f"do {i}"),
            depends_on=tuple(f"t{d}" for d in sorted(needed) if d < i),
            approval=i in approvals,
        )
        for i, needed in enumerate(edges)
    )
    return Plan(tasks=tasks)


plans = st.builds(
    plan_of,
    st.lists(st.sets(st.integers(0, 6)), min_size=1, max_size=7),
    st.frozensets(st.integers(0, 6), max_size=2),
)


def award(task_id: str, agent: str = "a", way: str = "") -> Award:
    choice = Choice(of="agent", candidates={}, chosen=agent, propensity=1.0, policy="p")
    return Award(task_id=task_id, agent=agent, fallback=None, choice=choice, way=way)


def review(verdict: str) -> Review:
    return Review(verdict=verdict, reviewer="checks", feedback="because")


def asking(question_id, kind, task_id=None, attempt_id=None) -> ev.Asked:
    question = Question(
        question_id=question_id, kind=kind, title="?", task_id=task_id, attempt_id=attempt_id
    )
    return ev.Asked(question=question)


def accepted(**goal) -> ev.GoalAccepted:
    return ev.GoalAccepted(
        goal=Goal(text="g", **goal),
        agents=(CARD,),
        llms={"worker": "x:y"},
        thresholds=Thresholds(),
    )


limits = st.builds(Limits, seconds=st.sampled_from([None, 5.0, 3e8]))
consents = st.fixed_dictionaries({"plan": st.booleans(), "results": st.booleans()})
goals = st.builds(accepted, limits=limits, consent=consents)
replies_to_questions = st.builds(
    Answer,
    decision=st.sampled_from(["approve", "approve", "reject", "edit", "answer"]),
    draft=st.sampled_from([None, DIGEST]),
    by=st.just("u"),
)

# Ids that a run of `plans` can have, and some that it cannot.
task_ids = st.sampled_from([*(f"t{i}" for i in range(7)), "t9", ""])
attempt_ids = st.builds("{}#{}".format, task_ids, st.integers(1, 4)) | st.just("nonsense")
question_ids = st.one_of(
    st.just(PLAN),
    st.builds("{}~{}~result".format, st.sampled_from(["t0", "t1", "t9"]), st.integers(1, 3)),
    st.builds("{}~{}~0".format, st.sampled_from(["t0", "t1", "t9"]), st.integers(1, 3)),
)
small = st.integers(0, 4)
usages = st.builds(Usage, calls=small, prompt_tokens=small, seconds=st.just(0.5))
cards = st.lists(task_ids, min_size=1, max_size=3).map(tuple)
some = st.just("r")
digests = st.just(DIGEST)
seconds = st.sampled_from([0.0, 9.0, 1e300, float("inf")])

EVERY = {
    ev.GoalAccepted: goals,
    ev.ExperienceTaken: st.builds(
        ev.ExperienceTaken, snapshot=digests, cursor=small, learned=st.just(Learned())
    ),
    ev.ForecastMade: st.just(ev.ForecastMade(forecast=FORECAST, tasks=1)),
    ev.Economised: st.just(ev.Economised.of(ECONOMY)),
    ev.PlanMade: st.builds(ev.PlanMade, plan=plans),
    ev.PlanFailed: st.builds(ev.PlanFailed, reason=some),
    ev.BidAnswered: st.builds(
        ev.BidAnswered,
        task_id=task_ids,
        round=small,
        agent=st.sampled_from(AGENTS),
        offer=st.none() | st.builds(Offer, fitness=st.floats(0, 1), reason=some),
    ),
    ev.BidsReceived: st.builds(ev.BidsReceived, task_id=task_ids, round=small, bids=st.just(())),
    ev.Awarded: st.builds(
        ev.Awarded,
        attempt_id=attempt_ids,
        award=st.builds(award, task_ids, st.sampled_from(AGENTS), st.sampled_from(["", "query"])),
    ),
    ev.NoBids: st.builds(ev.NoBids, task_id=task_ids, round=small, reason=some),
    ev.CallAnswered: st.builds(
        ev.CallAnswered,
        attempt_id=attempt_ids,
        ordinal=small,
        kind=st.sampled_from(["llm", "tool"]),
        name=some,
        request=digests,
        response=digests,
        usage=usages,
    ),
    ev.TryFailed: st.builds(
        ev.TryFailed,
        attempt_id=attempt_ids,
        ordinal=small,
        name=some,
        number=st.just(1),
        code=some,
        reason=some,
        wait_s=st.just(0.5),
        usage=usages,
    ),
    ev.EffectIntended: st.builds(
        ev.EffectIntended,
        attempt_id=attempt_ids,
        ordinal=small,
        tool=some,
        request=digests,
        idempotent=st.booleans(),
    ),
    ev.EffectDoubtful: st.builds(
        ev.EffectDoubtful, attempt_id=attempt_ids, ordinal=small, tool=some, request=digests
    ),
    ev.EffectSettled: st.builds(
        ev.EffectSettled,
        attempt_id=attempt_ids,
        ordinal=small,
        verdict=st.sampled_from(["done", "not_done"]),
    ),
    ev.StructureMended: st.builds(
        ev.StructureMended,
        attempt_id=attempt_ids,
        ordinal=small,
        step=st.just("repaired"),
        fault=some,
    ),
    ev.PromptCompacted: st.builds(
        ev.PromptCompacted,
        attempt_id=attempt_ids,
        before_tokens=small,
        after_tokens=small,
        window_tokens=small,
        dropped=st.sampled_from([(), ("9 of 90 characters of a.txt",)]),
        steps=st.sampled_from([(), (CompactionStep(step="extract", messages=1, chars=9),)]),
        record=digests,
    ),
    ev.ConversationHandedOver: st.builds(
        ev.ConversationHandedOver,
        attempt_id=attempt_ids,
        messages=st.just(4),
        before_tokens=small,
        after_tokens=small,
        window_tokens=small,
        record=digests,
    ),
    ev.AnswerHeld: st.builds(
        ev.AnswerHeld,
        attempt_id=attempt_ids,
        number=st.sampled_from([1, 2]),
        outcome=st.just(Outcome(text=DIGEST)),
        lacks=st.sampled_from(["", "half of it"]),
    ),
    ev.Executed: st.builds(
        ev.Executed, attempt_id=attempt_ids, outcome=st.just(Outcome(text=DIGEST))
    ),
    ev.AttemptFailed: st.builds(
        ev.AttemptFailed, attempt_id=attempt_ids, code=some, reason=some, retryable=st.booleans()
    ),
    ev.Accepted: st.builds(ev.Accepted, attempt_id=attempt_ids, review=st.just(review("accepted"))),
    ev.Rejected: st.builds(ev.Rejected, attempt_id=attempt_ids, review=st.just(review("rejected"))),
    ev.Corroborated: st.builds(
        ev.Corroborated,
        attempt_id=attempt_ids,
        review=st.just(review("corroborated")),
        outcome=st.none() | st.just(Outcome(text="1" * 64)),
    ),
    ev.LeftUnproven: st.builds(
        ev.LeftUnproven, attempt_id=attempt_ids, review=st.just(review("unproven"))
    ),
    ev.DeadLettered: st.builds(ev.DeadLettered, task_id=task_ids, reason=some),
    ev.TimerFired: st.builds(
        ev.TimerFired,
        timer_id=st.sampled_from(["deadline", "retry:t0:1", "retry:t1:2", "retry", "x:y"]),
    ),
    ev.StageEntered: st.builds(
        ev.StageEntered.of,
        st.sampled_from(["focus", "consolidate"]),
        st.just(Shortage(limit="calls", bound="9", share=0.9)),
    ),
    ev.LimitReached: st.builds(ev.LimitReached, limit=some, reason=some),
    ev.ResultRejected: st.builds(
        ev.ResultRejected, iteration=small, task_ids=cards, results=st.just((BAD,))
    ),
    ev.RunResumed: st.builds(ev.RunResumed, down_s=seconds),
    ev.CancelRequested: st.builds(ev.CancelRequested, by=some),
    ev.Asked: st.builds(
        asking,
        question_ids,
        st.sampled_from(["plan", "effect", "result", "question"]),
        st.none() | task_ids,
        st.none() | attempt_ids,
    ),
    ev.Answered: st.builds(ev.Answered, question_id=question_ids, answer=replies_to_questions),
    ev.TaskReopened: st.builds(
        ev.TaskReopened, task_ids=cards, by=some, words=st.sampled_from(["", "better"])
    ),
    ev.RunForked: st.builds(
        ev.RunForked,
        run_id=some,
        seq=st.just(1),
        by=some,
        down_s=seconds,
        llms=st.just({"worker": "z"}),
        limits=st.none() | limits,
        agents=st.dictionaries(task_ids, st.just("a"), max_size=2),
    ),
    ev.MessagePosted: st.just(ev.MessagePosted(message=MESSAGE)),
    ev.GoalReached: st.just(ev.GoalReached(result=RESULT)),
    ev.GoalFailed: st.builds(ev.GoalFailed, reason=some),
    ev.GoalCancelled: st.builds(ev.GoalCancelled, reason=some),
    ev.SessionOpened: st.just(ev.SessionOpened(agent=CARD, llm="x:y")),
}
"""A strategy for each type of event."""

any_event = st.one_of(*EVERY.values())


def next_event(data, state) -> ev.Event:
    """An event that continues the run from its current state, by itself or by a person."""
    steps = [key for key in state.pending if key.removeprefix("ask:") not in state.questions]
    key = data.draw(st.sampled_from(sorted(steps) + sorted(state.questions)))
    if key not in state.questions:
        return data.draw(_outcome(state.pending[key], state))
    if key in state.answers:  # a person's own plan is to follow
        return data.draw(EVERY[ev.PlanMade])
    return ev.Answered(question_id=key, answer=data.draw(replies_to_questions))


def _outcome(command, state):  # noqa: C901, PLR0911 - one for each command
    match command:
        case do.MakePlan():
            return EVERY[ev.PlanMade] | EVERY[ev.PlanFailed]
        case do.Announce(task_id=t, round=n):
            attempt = f"{t}#{state.tasks[t].attempts + 1}"
            won = st.builds(
                ev.Awarded,
                attempt_id=st.just(attempt),
                award=st.builds(award, st.just(t), st.sampled_from(AGENTS)),
            )
            return won | won | st.just(ev.NoBids(task_id=t, round=n, reason="r"))
        case do.Execute(attempt_id=a, task_id=t):
            return st.sampled_from(
                [
                    ev.Executed(attempt_id=a, outcome=Outcome(text=DIGEST)),
                    ev.AttemptFailed(attempt_id=a, code="x", reason="r", retryable=True),
                    ev.AttemptFailed(attempt_id=a, code="x", reason="r", retryable=False),
                    ev.LimitReached(limit="calls", reason="r"),
                    asking(f"{t}~{state.tasks[t].attempts}~0", "effect", t, a),
                    asking(f"{t}~{state.tasks[t].attempts}~1", "question", t, a),
                ]
            )
        case do.ReviewAttempt(attempt_id=a):
            return st.sampled_from(
                [
                    ev.Accepted(attempt_id=a, review=review("accepted")),
                    ev.Corroborated(attempt_id=a, review=review("corroborated")),
                    ev.LeftUnproven(attempt_id=a, review=review("unproven")),
                    ev.Rejected(attempt_id=a, review=review("rejected")),
                ]
            )
        case do.Synthesise(iteration=n):
            over = st.sampled_from([ev.GoalReached(result=RESULT), ev.GoalFailed(reason="r")])
            if n >= 3 or state.status != "running":
                return over
            ids = st.lists(st.sampled_from(sorted(state.tasks)), max_size=3).map(tuple)
            again = st.builds(
                ev.ResultRejected, iteration=st.just(n), task_ids=ids, results=st.just((BAD,))
            )
            return over | again
        case do.EnterStage(stage=stage, shortage=shortage):
            return st.just(ev.StageEntered.of(stage, shortage))
        case do.Submit(attempt_id=a):
            return st.just(ev.Executed(attempt_id=a, outcome=Outcome(text=DIGEST, cut="c")))
        case do.StartTimer(timer_id=t):
            return st.just(ev.TimerFired(timer_id=t))
        case do.DeadLetter(task_id=t):
            return st.just(ev.DeadLettered(task_id=t, reason="r"))
        case do.Finish(cancelled=c):
            return st.just(ev.GoalCancelled(reason="r") if c else ev.GoalFailed(reason="r"))
        case do.Ask(question_id=q, kind=k, task_id=t, attempt_id=a):
            return st.just(asking(q, k, t, a))
    raise AssertionError(command)
