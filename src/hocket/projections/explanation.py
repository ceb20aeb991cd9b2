"""The explanation of a run: its plan, auctions, attempts and verdicts, from its journal alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.run import WORKER, RunState
from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import InvalidInputError
from hocket.projections.dump import Dumper
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
    ev.StageEntered,
    ev.LimitReached,
    ev.Economised,
    ev.ResultRejected,
    ev.RunResumed,
    ev.CancelRequested,
    ev.EffectSettled,
    ev.PlanFailed,
)
"""Events that affect a run as a whole."""

Note = (
    ev.TryFailed
    | ev.StructureMended
    | ev.PromptCompacted
    | ev.ConversationHandedOver
    | ev.AnswerHeld
    | ev.EffectDoubtful
)
"""An event within an attempt, or within the making of a plan or a result."""


@dataclass(frozen=True, slots=True)
class Call:
    """A journaled call. ``number`` counts from 1 within the run; texts are digests."""

    number: int
    answered: ev.CallAnswered
    at_us: int


@dataclass(slots=True)
class Auction:
    """One round of bidding for a task. Without an award, ``reason`` says why.

    ``answers`` come from agents that make their own bids.
    """

    round: int
    answers: list[ev.BidAnswered] = field(default_factory=list)
    bids: tuple[Bid, ...] = ()
    declines: tuple[Decline, ...] = ()
    award: Award | None = None
    reason: str = ""


@dataclass(slots=True)
class AttemptExplanation:
    """One attempt from its award to its verdict.

    Attributes:
        llm: LLM of the agent's role in this run.
        spent: Cost of its calls, including those of its review.
        calls: Its calls, or the newest of them; ``earlier_calls`` counts those left out.
        notes: Structure repairs, compactions, failed tries, doubtful effects and the answers that
            it held, or the newest of them; ``earlier_notes`` counts those left out.
        fault: Why it failed; empty if it did not.
        began_us: Time of the award.
        ended_us: Time of the outcome or failure; None while in progress.
        judged_us: Time of the verdict.
    """

    attempt_id: str
    agent: str
    llm: str
    began_us: int
    ended_us: int | None = None
    judged_us: int | None = None
    spent: Usage = NO_USAGE
    calls: list[Call] = field(default_factory=list)
    earlier_calls: int = 0
    notes: list[ev.Event] = field(default_factory=list)
    earlier_notes: int = 0
    executed: ev.Executed | None = None
    review: Review | None = None
    fault: str = ""


@dataclass(slots=True)
class TaskExplanation:
    """A task's auctions and attempts, oldest first."""

    task_id: str
    auctions: list[Auction] = field(default_factory=list)
    attempts: list[AttemptExplanation] = field(default_factory=list)


@dataclass(slots=True)
class Inquiry:
    """A question to a person and their answer; None if it is open or was withdrawn."""

    question: Question
    asked_us: int
    answer: Answer | None = None
    answered_us: int | None = None


@dataclass(slots=True)
class Explanation:
    """The explanation of a run up to one of its events.

    Attributes:
        state: State as of the last event.
        seq: ``seq`` of the last event.
        last_us: Time of the last event.
        counted_seq: ``seq`` of the last event whose calls it has; less than ``seq`` while a long
            run is being read.
        planned_us: Time of the plan; None without one.
        inquiries: Questions to a person, oldest first.
        plan_calls: Calls that made the plan.
        result_calls: Calls that made and checked the result.
        plan_notes: Structure repairs, compactions and doubtful effects outside attempts.
        tasks: Tasks by id, in the plan's order.
        turns: Events that affect the run as a whole, as (seconds since its start, event).
    """

    state: RunState
    plan_calls: list[Call] = field(default_factory=list)
    result_calls: list[Call] = field(default_factory=list)
    plan_notes: list[ev.Event] = field(default_factory=list)
    tasks: dict[str, TaskExplanation] = field(default_factory=dict)
    turns: list[tuple[float, ev.Event]] = field(default_factory=list)
    inquiries: list[Inquiry] = field(default_factory=list)
    seq: int = 0
    last_us: int = 0
    counted_seq: int = 0
    planned_us: int | None = None

    @property
    def calls(self) -> list[Call]:
        """All calls of the run, by number."""
        calls = [*self.plan_calls, *self.result_calls]
        for task in self.tasks.values():
            for attempt in task.attempts:
                calls += attempt.calls
        return sorted(calls, key=lambda call: call.number)

    @property
    def compactions(self) -> list[ev.PromptCompacted]:
        """The compactions of prompts that have a record, those of the plan first, then by task."""
        notes = [*self.plan_notes]
        for task in self.tasks.values():
            for attempt in task.attempts:
                notes += attempt.notes
        return [note for note in notes if isinstance(note, ev.PromptCompacted) and note.record]

    def call(self, number: int) -> Call:
        """The call with this number.

        Raises:
            InvalidInputError: There is no such call.
        """
        calls = self.calls
        for call in calls:
            if call.number == number:
                return call
        message = (
            f"There is no call {number} in run {self.state.run_id}, which has {len(calls)} calls"
        )
        raise InvalidInputError(message, number=number, calls=len(calls))


async def explain(journal: Journal, run_id: str, at: int | None = None) -> Explanation:
    """The explanation of a run.

    Args:
        journal: Journal to read.
        run_id: The run.
        at: ``seq`` of the last event to include; None for all events.

    Raises:
        RunNotFoundError: There is no such run.
        InvalidInputError: The run has no event ``at``.
    """
    history = await history_of(journal, run_id)
    return explanation_of(history if at is None else history.until(at))


def explanation_of(history: History) -> Explanation:
    """The explanation of a history."""
    explainer = Explainer(history.run_id, history.started_us)
    for happened in history:
        explainer.take(happened)
    return explainer.explanation


_DUMPER = Dumper(
    (Explanation, TaskExplanation, AttemptExplanation, Auction, Inquiry, Call),
)


class Explainer:
    """Folds the events of a run into its explanation.

    Args:
        run_id: The run.
        started_us: Time of its first event.
        kept: The most calls, and the most notes, that each attempt keeps; None for all.
    """

    def __init__(self, run_id: str, started_us: int, kept: int | None = None) -> None:
        self._fold = Fold(RunState(run_id))
        self.explanation = Explanation(self._fold.state)
        self._started_us = started_us
        self._kept = kept
        self._count = 0

    def dump(self) -> bytes:
        """The explanation so far, from which ``load`` goes on."""
        return _DUMPER.dump([self._started_us, self._kept, self._count, self.explanation])

    @classmethod
    def load(cls, data: bytes) -> Explainer:
        """An explainer that goes on from a dump.

        Raises:
            ValueError: ``data`` is something else.
        """
        match _DUMPER.load(data):
            case [int(started_us), kept, int(count), Explanation() as explanation]:
                explainer = cls(explanation.state.run_id, started_us, kept)
                explainer._fold = Fold(explanation.state)
                explainer._count = count
                explainer.explanation = explanation
                return explainer
        message = "it is the dump of something else"
        raise ValueError(message)

    def take(self, happened: DurableEvent) -> None:
        """Take the next event of the run."""
        explanation, event, at_us = self.explanation, happened.event, happened.at_us
        explanation.state = self._fold.take(event, at_us)
        explanation.seq = explanation.counted_seq = happened.seq
        explanation.last_us = at_us
        match event:
            case ev.PlanMade():
                explanation.planned_us = at_us
                explanation.tasks = {
                    t.task_id: TaskExplanation(t.task_id) for t in event.plan.tasks
                }
            case ev.BidAnswered() | ev.BidsReceived() | ev.NoBids() | ev.Awarded():
                self._auction_event(event, at_us)
            case ev.CallAnswered():
                self._call(event, at_us)
            case ev.Asked():
                explanation.inquiries.append(Inquiry(event.question, at_us))
            case ev.Answered():
                self._answered(event, at_us)
            case _ if isinstance(event, Note):
                self._note(event)
            case _ if isinstance(event, TURNS):
                explanation.turns.append(((at_us - self._started_us) / 1e6, event))
            case _:
                self._attempt_event(event, at_us)

    def _answered(self, event: ev.Answered, at_us: int) -> None:
        for inquiry in self.explanation.inquiries:
            if inquiry.question.question_id == event.question_id and inquiry.answer is None:
                inquiry.answer, inquiry.answered_us = event.answer, at_us

    def _attempt_event(self, event: ev.Event, at_us: int) -> None:
        """Note the outcome or verdict of an attempt."""
        match event:
            case ev.Executed():
                attempt = self._awarded_attempt(event.attempt_id)
                attempt.executed, attempt.ended_us = event, at_us
            case ev.AttemptFailed():
                attempt = self._awarded_attempt(event.attempt_id)
                attempt.fault, attempt.ended_us = f"{event.code}: {event.reason}", at_us
            case ev.Accepted() | ev.Corroborated() | ev.Rejected() | ev.LeftUnproven():
                attempt = self._awarded_attempt(event.attempt_id)
                attempt.review, attempt.judged_us = event.review, at_us

    def _auction_event(
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
        auctions = self.explanation.tasks[task_id].auctions
        if not auctions or auctions[-1].round != number:
            auctions.append(Auction(number))
        return auctions[-1]

    def _awarded(self, event: ev.Awarded, at_us: int) -> None:
        state, award = self.explanation.state, event.award
        task = self.explanation.tasks[award.task_id]
        task.auctions[-1].award = award
        card = state.card_of(award.agent)
        llm = state.llm_of(card.role if card else WORKER)
        task.attempts.append(AttemptExplanation(event.attempt_id, award.agent, llm, at_us))

    def _call(self, event: ev.CallAnswered, at_us: int) -> None:
        self._count += 1
        call, attempt = Call(self._count, event, at_us), self._attempt(event.attempt_id)
        if attempt is not None:
            attempt.spent += event.usage
            attempt.earlier_calls += self._keep(attempt.calls, call)
        elif ids.is_plan(event.attempt_id):
            self._keep(self.explanation.plan_calls, call)
        else:
            self._keep(self.explanation.result_calls, call)

    def _note(self, event: Note) -> None:
        attempt = self._attempt(event.attempt_id)
        if attempt is None:
            self._keep(self.explanation.plan_notes, event)
            return
        attempt.earlier_notes += self._keep(attempt.notes, event)
        if isinstance(event, ev.TryFailed):
            attempt.spent += event.usage

    def _keep(self, items: list[Any], item: Any) -> int:
        """Add an item; returns how many older ones that pushed out."""
        items.append(item)
        if self._kept is None or len(items) <= self._kept:
            return 0
        del items[0]
        return 1

    def _awarded_attempt(self, attempt_id: str) -> AttemptExplanation:
        attempt = self._attempt(attempt_id)
        assert attempt is not None  # noqa: S101 - only awarded attempts have such events
        return attempt

    def _attempt(self, attempt_id: str) -> AttemptExplanation | None:
        """The attempt with an id, which may also be the id of its review; None if unknown."""
        own = ids.attempt_of(attempt_id)
        task = self.explanation.tasks.get(ids.task_of(own))
        attempts: Sequence[AttemptExplanation] = task.attempts if task else ()
        return next((a for a in attempts if a.attempt_id == own), None)
