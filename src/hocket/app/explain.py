"""The explanation of a run: why this plan, these winners, these verdicts, by its journal alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core.run import RunState
from hocket.errors import InvalidInputError
from hocket.flow.decide import decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.award import Award
    from hocket.core.bid import Bid, Decline
    from hocket.core.review import Review
    from hocket.ports.journal import Journal


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


@dataclass(slots=True)
class Auction:
    """One round for one task. Without an award, ``reason`` says why there is none."""

    round: int
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
    """

    attempt_id: str
    agent: str
    llm: str
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
class Explanation:
    """A run told from its journal.

    Attributes:
        state: As of its last event.
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


async def explain(journal: Journal, run_id: str) -> Explanation:
    """The story of a run.

    Raises:
        InvalidInputError: There is no such run.
    """
    records = await journal.read(run_id)
    if not records:
        message = f"There is no run {run_id!r}; `hocket runs` lists them"
        raise InvalidInputError(message, run_id=run_id)
    teller = _Teller(run_id, records[0].entry.at_us)
    for record in records:
        entry = record.entry
        teller.take(ev.decode(entry.type, entry.version, entry.body), entry.at_us)
    return teller.told


async def state_of(journal: Journal, run_id: str) -> RunState:
    """Where a run stands, by its journal alone; status ``new`` if there is no such run."""
    state = RunState(run_id)
    for record in await journal.read(run_id):
        entry = record.entry
        event = ev.decode(entry.type, entry.version, entry.body)
        state, _ = decide(state, event, entry.at_us)
    return state


class _Teller:
    def __init__(self, run_id: str, started_us: int) -> None:
        self.told = Explanation(RunState(run_id))
        self._started_us = started_us
        self._count = 0

    def take(self, event: ev.Event, at_us: int) -> None:
        told = self.told
        told.state, _ = decide(told.state, event, at_us)
        match event:
            case ev.PlanMade():
                told.tasks = {t.task_id: TaskStory(t.task_id) for t in event.plan.tasks}
            case ev.BidsReceived() | ev.NoBids() | ev.Awarded():
                self._auctioned(event)
            case ev.CallAnswered():
                self._count += 1
                self._calls_of(event.attempt_id).append(Call(self._count, event))
            case ev.StructureMended() | ev.PromptCompacted() | ev.EffectDoubtful():
                attempt = self._attempt(event.attempt_id)
                (attempt.notes if attempt else told.plan_notes).append(event)
            case _ if isinstance(event, TURNS):
                told.turns.append(((at_us - self._started_us) / 1e6, event))
            case _:
                self._worked(event)

    def _worked(self, event: ev.Event) -> None:
        """What came of an attempt."""
        match event:
            case ev.Executed():
                self._known(event.attempt_id).executed = event
            case ev.AttemptFailed():
                self._known(event.attempt_id).fault = f"{event.code}: {event.reason}"
            case ev.Accepted() | ev.Rejected() | ev.LeftUnproven():
                self._known(event.attempt_id).review = event.review

    def _auctioned(self, event: ev.BidsReceived | ev.NoBids | ev.Awarded) -> None:
        match event:
            case ev.BidsReceived():
                auction = Auction(event.round, event.bids, event.declines)
                self.told.tasks[event.task_id].auctions.append(auction)
            case ev.NoBids():
                self._auction(event.task_id, event.round).reason = event.reason
            case ev.Awarded():
                self._awarded(event)

    def _auction(self, task_id: str, number: int) -> Auction:
        auctions = self.told.tasks[task_id].auctions
        if not auctions or auctions[-1].round != number:
            auctions.append(Auction(number))
        return auctions[-1]

    def _awarded(self, event: ev.Awarded) -> None:
        state, award = self.told.state, event.award
        task = self.told.tasks[award.task_id]
        task.auctions[-1].award = award
        roles = {card.name: card.role for card in state.agents}
        llm = state.llms.get(roles.get(award.agent, "worker"), state.llms.get("worker", ""))
        task.attempts.append(AttemptStory(event.attempt_id, award.agent, llm))

    def _calls_of(self, attempt_id: str) -> list[Call]:
        attempt = self._attempt(attempt_id)
        if attempt is not None:
            return attempt.calls
        return self.told.plan_calls if attempt_id.startswith("plan#") else self.told.result_calls

    def _known(self, attempt_id: str) -> AttemptStory:
        attempt = self._attempt(attempt_id)
        assert attempt is not None  # noqa: S101 - the flow gives such events to awarded attempts
        return attempt

    def _attempt(self, attempt_id: str) -> AttemptStory | None:
        """The attempt of an id, which may be that of its review."""
        own = attempt_id.removesuffix("/review")
        task = self.told.tasks.get(own.rpartition("#")[0])
        attempts: Sequence[AttemptStory] = task.attempts if task else ()
        return next((a for a in attempts if a.attempt_id == own), None)
