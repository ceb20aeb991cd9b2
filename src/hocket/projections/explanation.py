"""The explanation of a run: why this plan, these winners, these verdicts, by its journal alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.run import WORKER, RunState
from hocket.errors import InvalidInputError
from hocket.projections.history import Fold, history_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.award import Award
    from hocket.core.bid import Bid, Decline
    from hocket.core.question import Answer, Question
    from hocket.core.review import Review
    from hocket.engine.feed import DurableEvent
    from hocket.ports.journal import Journal
    from hocket.projections.history import History


TURNS = (
    ev.LimitReached,
    ev.ResultRejected,
    ev.RunResumed,
    ev.CancelRequested,
    ev.EffectSettled,
    ev.PlanFailed,
)
"""What steers a run from outside its tasks."""


@dataclass(frozen=True, slots=True)
class Call:
    """A journaled call. ``number`` counts from 1 over the run; texts are named by digest."""

    number: int
    answered: ev.CallAnswered
    at_us: int


@dataclass(slots=True)
class Auction:
    """One round for one task. Without an award, ``reason`` says why there is none.

    ``answers`` are those of agents that bid themselves.
    """

    round: int
    answers: list[ev.BidAnswered] = field(default_factory=list)
    bids: tuple[Bid, ...] = ()
    declines: tuple[Decline, ...] = ()
    award: Award | None = None
    reason: str = ""


@dataclass(slots=True)
class AttemptStory:
    """One attempt from its award to its verdict.

    Attributes:
        llm: The one its agent's role has in this run.
        notes: Steps of the structure ladder, compactions, doubtful effects.
        fault: Why it ended without an outcome; empty otherwise.
        began_us: When it was awarded.
        ended_us: When it handed in, or failed; None while it works.
        judged_us: When its verdict fell.
    """

    attempt_id: str
    agent: str
    llm: str
    began_us: int
    ended_us: int | None = None
    judged_us: int | None = None
    calls: list[Call] = field(default_factory=list)
    notes: list[ev.Event] = field(default_factory=list)
    executed: ev.Executed | None = None
    review: Review | None = None
    fault: str = ""


@dataclass(slots=True)
class TaskStory:
    """A task's auctions and attempts, oldest first."""

    task_id: str
    auctions: list[Auction] = field(default_factory=list)
    attempts: list[AttemptStory] = field(default_factory=list)


@dataclass(slots=True)
class Inquiry:
    """A question to a person and its answer; without one it is open or was withdrawn."""

    question: Question
    asked_us: int
    answer: Answer | None = None
    answered_us: int | None = None


@dataclass(slots=True)
class Explanation:
    """A run told from its journal.

    Attributes:
        state: As of the last event told.
        seq: Of that event.
        last_us: When it happened.
        planned_us: When the plan stood.
        inquiries: What a person was asked, oldest first.
        plan_calls: Those that made the plan.
        result_calls: Those that put the result together and checked it.
        tasks: By id, in the plan's order.
        turns: What steered the run from outside or by a limit: (seconds since its start, event).
    """

    state: RunState
    plan_calls: list[Call] = field(default_factory=list)
    result_calls: list[Call] = field(default_factory=list)
    plan_notes: list[ev.Event] = field(default_factory=list)
    tasks: dict[str, TaskStory] = field(default_factory=dict)
    turns: list[tuple[float, ev.Event]] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    seq: int = 0
    last_us: int = 0
    planned_us: int | None = None

    @property
    def calls(self) -> list[Call]:
        """All calls of the run, by number."""
        found = [*self.plan_calls, *self.result_calls]
        for task in self.tasks.values():
            for attempt in task.attempts:
                found += attempt.calls
        return sorted(found, key=lambda call: call.number)

    def call(self, number: int) -> Call:
        """The call with this number.

        Raises:
            InvalidInputError: There is none.
        """
        calls = self.calls
        for call in calls:
            if call.number == number:
                return call
        message = f"There is no call {number} in {self.state.run_id}; it has {len(calls)}"
        raise InvalidInputError(message, number=number, calls=len(calls))


async def explain(journal: Journal, run_id: str, at: int | None = None) -> Explanation:
    """The story of a run.

    Args:
        journal: Only read.
        run_id: The run.
        at: ``seq`` of the last event to tell; all of them unless given.

    Raises:
        RunNotFoundError: There is no such run.
        InvalidInputError: It has no such event.
    """
    history = await history_of(journal, run_id)
    return explanation_of(history if at is None else history.until(at))


def explanation_of(history: History) -> Explanation:
    """The story of a run that was read, or of the beginning of one."""
    teller = _Teller(history.run_id, history.started_us)
    for happened in history:
        teller.take(happened)
    return teller.told


class _Teller:
    def __init__(self, run_id: str, started_us: int) -> None:
        self._fold = Fold(RunState(run_id))
        self.told = Explanation(self._fold.state)
        self._started_us = started_us
        self._count = 0

    def take(self, happened: DurableEvent) -> None:
        told, event, at_us = self.told, happened.event, happened.at_us
        told.state = self._fold.take(event, at_us)
        told.seq, told.last_us = happened.seq, at_us
        match event:
            case ev.PlanMade():
                told.planned_us = at_us
                told.tasks = {t.task_id: TaskStory(t.task_id) for t in event.plan.tasks}
            case ev.BidAnswered() | ev.BidsReceived() | ev.NoBids() | ev.Awarded():
                self._auctioned(event, at_us)
            case ev.CallAnswered():
                self._count += 1
                self._calls_of(event.attempt_id).append(Call(self._count, event, at_us))
            case ev.Asked():
                told.inquiries.append(Inquiry(event.question, at_us))
            case ev.Answered():
                self._answered(event, at_us)
            case ev.TryFailed() | ev.StructureMended() | ev.PromptCompacted() | ev.EffectDoubtful():
                attempt = self._attempt(event.attempt_id)
                (attempt.notes if attempt else told.plan_notes).append(event)
            case _ if isinstance(event, TURNS):
                told.turns.append(((at_us - self._started_us) / 1e6, event))
            case _:
                self._worked(event, at_us)

    def _answered(self, event: ev.Answered, at_us: int) -> None:
        for inquiry in self.told.inquiries:
            if inquiry.question.question_id == event.question_id and inquiry.answer is None:
                inquiry.answer, inquiry.answered_us = event.answer, at_us

    def _worked(self, event: ev.Event, at_us: int) -> None:
        """What came of an attempt."""
        match event:
            case ev.Executed():
                attempt = self._known(event.attempt_id)
                attempt.executed, attempt.ended_us = event, at_us
            case ev.AttemptFailed():
                attempt = self._known(event.attempt_id)
                attempt.fault, attempt.ended_us = f"{event.code}: {event.reason}", at_us
            case ev.Accepted() | ev.Rejected() | ev.LeftUnproven():
                attempt = self._known(event.attempt_id)
                attempt.review, attempt.judged_us = event.review, at_us

    def _auctioned(
        self, event: ev.BidAnswered | ev.BidsReceived | ev.NoBids | ev.Awarded, at_us: int
    ) -> None:
        match event:
            case ev.BidAnswered():
                self._auction(event.task_id, event.round).answers.append(event)
            case ev.BidsReceived():
                auction = self._auction(event.task_id, event.round)
                auction.bids, auction.declines = event.bids, event.declines
            case ev.NoBids():
                self._auction(event.task_id, event.round).reason = event.reason
            case ev.Awarded():
                self._awarded(event, at_us)

    def _auction(self, task_id: str, number: int) -> Auction:
        auctions = self.told.tasks[task_id].auctions
        if not auctions or auctions[-1].round != number:
            auctions.append(Auction(number))
        return auctions[-1]

    def _awarded(self, event: ev.Awarded, at_us: int) -> None:
        state, award = self.told.state, event.award
        task = self.told.tasks[award.task_id]
        task.auctions[-1].award = award
        card = state.card_of(award.agent)
        llm = state.llm_of(card.role if card else WORKER)
        task.attempts.append(AttemptStory(event.attempt_id, award.agent, llm, at_us))

    def _calls_of(self, attempt_id: str) -> list[Call]:
        attempt = self._attempt(attempt_id)
        if attempt is not None:
            return attempt.calls
        return self.told.plan_calls if ids.is_plan(attempt_id) else self.told.result_calls

    def _known(self, attempt_id: str) -> AttemptStory:
        attempt = self._attempt(attempt_id)
        assert attempt is not None  # noqa: S101 - the flow gives such events to awarded attempts
        return attempt

    def _attempt(self, attempt_id: str) -> AttemptStory | None:
        """The attempt of an id, which may be that of its review."""
        own = ids.attempt_of(attempt_id)
        task = self.told.tasks.get(ids.task_of(own))
        attempts: Sequence[AttemptStory] = task.attempts if task else ()
        return next((a for a in attempts if a.attempt_id == own), None)
