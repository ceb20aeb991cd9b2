"""The replayer: carries out each command of a run again and compares the events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.failure import events_of
from hocket.app.replay_scope import ReplayScope
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core import ids
from hocket.core.codec import encode
from hocket.core.containment import watched
from hocket.core.economy import OF_THE_RUN
from hocket.core.fault import fault_of, is_interruption
from hocket.core.mark import without_wording
from hocket.core.run import RunState
from hocket.core.upcast import UNKNOWN
from hocket.engine.feed import Feed
from hocket.errors import BudgetExceededError, EngineError
from hocket.llm.router import RouterLlm
from hocket.projections.history import Fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.app.wiring import Stages
    from hocket.core.command import Command
    from hocket.core.economy import Economy
    from hocket.core.question import Answer
    from hocket.engine.feed import DurableEvent
    from hocket.ports.journal import Journal
    from hocket.projections.history import History


_EITHER_WAY = (do.ReviewAttempt, do.Synthesise)
"""Commands that are carried out at once if nothing of theirs has to wait."""

_NOTES = ev.StructureMended | ev.PromptCompacted | ev.ConversationHandedOver | ev.AnswerHeld


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first event where the replay differs. ``produced`` may be an error message."""

    seq: int
    type: str
    recorded: str
    produced: str


@dataclass(slots=True)
class _Issued:
    """A command, the state when it was issued, and the events journaled for it since.

    After a crash the command starts again, with the answers it has. Its notes until then move to
    ``cut_short``; the notes of the new start begin with the same ones.
    """

    command: Command
    state: RunState
    calls: list[ev.CallAnswered]
    notes: list[ev.Event]
    cut_short: list[list[ev.Event]]


@dataclass(slots=True)
class RecordedClock:
    """The time of the event that is replayed, in microseconds since the epoch."""

    us: int = 0

    def now_us(self) -> int:
        return self.us

    async def sleep(self, seconds: float) -> None:
        """Return at once: in a replay nothing is waited for."""


class Replayer:
    """Replays a run and compares its events.

    Args:
        journal: Has the texts; is only read.
        history: The run.
        stages: Returns the handlers, for the agents' cards and with or without opinions.
        clock: Their clock; is set to the time of each event.

    Attributes:
        compared: Number of events that were made again, identical.
        reworded: Number of these whose wording differs.
        calls: Number of calls answered from the journal, by kind.
    """

    def __init__(
        self,
        journal: Journal,
        history: History,
        stages: Callable[..., Stages],
        clock: RecordedClock,
    ) -> None:
        self._clock = clock
        self._journal = journal
        self._history = history
        self._make_stages = stages
        self._stages: dict[bool, Stages] = {}
        self._folding = Fold(RunState(history.run_id))
        self._issued: dict[str, _Issued] = {}
        self._expected: list[ev.Event] = []
        self._answers: dict[str, Answer] = {}
        self.compared = 0
        self.reworded = 0
        self.calls = {"llm": 0, "tool": 0}

    async def run(self) -> Divergence | None:
        """Replay the whole run; returns the first difference, or None."""
        divergence = None
        for event in self._history.only(ev.Answered):
            self._answers[event.question_id] = event.answer
        for happened in self._history:
            if divergence is None:
                divergence = await self._check(happened)
            self._fold(happened.event, happened.at_us)
        return divergence

    @property
    def state(self) -> RunState:
        """The state after the last replayed event."""
        return self._folding.state

    def _fold(self, event: ev.Event, at_us: int) -> None:
        self._folding.take(event, at_us)
        for command in self._folding.commands:
            self._issued[command.key] = _Issued(command, self.state, [], [], [])
        if isinstance(event, ev.GoalAccepted):
            for opinions in (False, True):
                self._stages[opinions] = self._make_stages(event.agents, opinions=opinions)
        elif isinstance(event, ev.RunResumed):
            for key in self.state.pending:
                issued = self._issued[key]
                issued.state = self.state
                issued.cut_short.append(issued.notes)
                issued.notes = []
        elif isinstance(event, ev.CallAnswered):
            self._issued[event.attempt_id].calls.append(event)
        elif isinstance(event, _NOTES):
            self._issued[event.attempt_id].notes.append(event)

    async def _check(self, happened: DurableEvent) -> Divergence | None:
        """Make this event again, if a handler made it, and compare the two."""
        event = happened.event
        self._clock.us = happened.at_us
        recorded = encode(event)[2]
        if not self._expected:
            keys = self._made_by(happened)
            if keys is None:
                return None
            if not keys:
                return _diverged(happened, recorded, "nothing: no open command returns this event")
            for key in keys:
                self._expected, fault = await self._carry_out(key, happened)
                if self._expected and _same(self._expected[0], event):
                    break
            if fault:
                return _diverged(happened, recorded, fault)
        produced = self._expected.pop(0) if self._expected else None
        if produced is None or not _same(produced, event):
            shown = "no event" if produced is None else _shown(produced)
            return _diverged(happened, recorded, shown)
        self.compared += 1
        self.reworded += encode(produced)[2] != recorded
        return None

    def _made_by(self, happened: DurableEvent) -> list[str] | None:
        """Keys of the open commands that may have made it; None if it came from outside."""
        event, pending = happened.event, self.state.pending
        match event:
            case ev.PlanMade() | ev.PlanFailed():
                if happened.joined:
                    return None  # submitted with the goal, or with the answer that edits the plan
                keys = [do.MakePlan().key]
            case ev.BidsReceived() | ev.NoBids():
                keys = [do.Announce(event.task_id, event.round).key]
            case ev.Executed() | ev.AttemptFailed():
                keys = [ids.step_key("submit", event.attempt_id), event.attempt_id]
            case ev.Accepted() | ev.Corroborated() | ev.Rejected() | ev.LeftUnproven():
                keys = [ids.review(event.attempt_id)]
            case ev.DeadLettered() | ev.StageEntered():
                keys = [_own_key(event)]
            case ev.ResultRejected() | ev.GoalReached() | ev.GoalFailed() | ev.GoalCancelled():
                ends = (do.Synthesise, do.Finish)
                keys = [key for key, c in pending.items() if isinstance(c, ends)]
            case ev.Economised():
                is_given = happened.joined and event.economy.step in OF_THE_RUN
                return None if is_given else _economised_by(event.economy, self.state)
            case ev.LimitReached():
                keys = [key for key in pending if self._met_limit(key)]
            case _:
                return None
        return [key for key in keys if key in pending]

    def _met_limit(self, key: str) -> bool:
        issued = self._issued[key]
        refused = any(call.error == BudgetExceededError.code for call in issued.calls)
        return refused or isinstance(issued.command, do.Announce)

    async def _carry_out(self, key: str, happened: DurableEvent) -> tuple[list[ev.Event], str]:
        """The events that the handler returns now, and a difference on the way, if any."""
        issued = self._issued[key]
        stages = self._stages[False]
        handler = stages.instant.get(type(issued.command))
        # A review is instant if its verdict was written together with the work that it judges.
        at_once = happened.joined or not isinstance(issued.command, do.ReviewAttempt)
        if handler is not None and at_once:
            texts = await self._texts(issued.command)
            try:
                made = handler(issued.command, self.state, texts)
                if made is not None or not isinstance(issued.command, _EITHER_WAY):
                    return list(made or ()), ""
                # It waits for texts or checks; an earlier release did some of these at once.
            except EngineError as error:
                return [], error.message
            except BaseException as error:  # whatever a handler raises becomes events
                if is_interruption(error):
                    raise
                return list(events_of(issued.command, fault_of(error))), ""
        asked_llm = any(call.kind == "llm" for call in issued.calls)
        if not asked_llm or not isinstance(issued.command, do.ReviewAttempt):
            return await self._wait_for(issued, stages, happened.event)
        # It asked for an opinion, or for another attempt by another method, or for both.
        counted = dict(self.calls)
        for opinions in (True, False):
            self.calls = dict(counted)
            produced, fault = await self._wait_for(issued, self._stages[opinions], happened.event)
            if produced and not fault and _same(produced[0], happened.event):
                break
        return produced, fault

    async def _wait_for(
        self, issued: _Issued, stages: Stages, event: ev.Event
    ) -> tuple[list[ev.Event], str]:
        # Doubts arise during the attempt; it sees everything else as of when it was issued.
        state = issued.state.replace(doubtful=self.state.doubtful)
        loop = stages.loop(
            state.run_id,
            journal=self._journal,
            llm=RouterLlm({}),
            clock=SystemClock(),
            feed=Feed(),
        )
        scope = ReplayScope(loop, issued.command.key, issued.calls, state, self._answers)
        try:
            handler = stages.handlers[type(issued.command)]
            produced = list(await watched(handler(issued.command, scope)))
        except EngineError as error:
            produced, fault = [], error.message
        except BaseException as error:  # whatever a handler raises becomes events
            if is_interruption(error):
                raise
            produced, fault = list(events_of(issued.command, fault_of(error))), ""
        else:
            fault = ""
        for call in issued.calls:
            self.calls[call.kind] += call.ordinal not in scope.unasked
        if scope.beyond and isinstance(event, ev.Executed) and event.outcome.cut:
            # A limit of time cut this call, so the attempt ended with the answer that it held.
            return _cut_short(event, scope), _differences(issued, scope)
        if scope.beyond:
            # The command failed during this call, so only its failure is journaled.
            return ([event], "") if _is_failure(event) else ([], fault or scope.beyond)
        return produced, fault or _differences(issued, scope)

    async def _texts(self, command: Command) -> dict[str, bytes]:
        """The texts for an instant review: all that the attempt submitted."""
        if not isinstance(command, do.ReviewAttempt):
            return {}
        outcome = self.state.tasks[command.task_id].outcome
        names = (outcome.text, *outcome.files.values()) if outcome else ()
        return {name: await self._journal.blob(name) for name in names}


def _own_key(event: ev.DeadLettered | ev.StageEntered) -> str:
    """Key of the only command that makes such an event."""
    if isinstance(event, ev.StageEntered):
        return ids.step_key("stage", event.stage)
    return ids.dead_letter_key(event.task_id)


def _economised_by(economy: Economy, state: RunState) -> list[str]:
    """Keys of the commands that may have made an economy."""
    task = state.tasks.get(economy.task_id)
    if economy.step == "planning":
        return [do.MakePlan().key]
    if task is None:
        return [key for key, c in state.pending.items() if isinstance(c, do.Synthesise)]
    if economy.step in ("rework", "task"):
        return [do.Announce(economy.task_id, task.round).key]
    return [ids.review(task.attempt_id)]


def _same(produced: ev.Event, recorded: ev.Event) -> bool:
    """Whether two events are equal byte for byte, apart from wording."""
    if getattr(recorded, "error", "") == UNKNOWN and getattr(produced, "error", ""):
        produced = produced.model_copy(update={"error": UNKNOWN})
    return encode(without_wording(produced)) == encode(without_wording(recorded))


def _cut_short(event: ev.Executed, scope: ReplayScope) -> list[ev.Event]:
    """The end of an attempt with the newest whole answer that it held; nothing if it held none."""
    held = next((note for note in reversed(scope.notes) if isinstance(note, ev.AnswerHeld)), None)
    if held is None or held.lacks:
        return []
    outcome = held.outcome.model_copy(update={"cut": event.outcome.cut})
    return [ev.Executed(attempt_id=event.attempt_id, outcome=outcome)]


def _is_failure(event: ev.Event) -> bool:
    match event:
        case ev.PlanFailed() | ev.LeftUnproven() | ev.GoalFailed():
            return bool(event.error)
        case _:
            return isinstance(event, ev.AttemptFailed)


def _differences(issued: _Issued, scope: ReplayScope) -> str:
    """How the calls and notes of an attempt differ; empty if they do not."""
    if scope.unasked:
        return f"{scope.attempt_id} did not make its call {scope.unasked[0]}"
    noted = [without_wording(event) for event in scope.notes]
    if noted != [without_wording(event) for event in issued.notes]:
        steps = f"noted {len(scope.notes)} steps; the journal has {len(issued.notes)}"
        return f"{scope.attempt_id} {steps}"
    for begun in issued.cut_short:
        if noted[: len(begun)] != [without_wording(event) for event in begun]:
            return f"{scope.attempt_id} noted other steps than before its crash"
    return ""


def _diverged(happened: DurableEvent, recorded: bytes, produced: str) -> Divergence:
    kind = type(happened.event).__name__
    return Divergence(happened.seq, kind, recorded.decode(), produced)


def _shown(event: ev.Event) -> str:
    kind, _, body = encode(event)
    return f"{kind} {body.decode()}"
