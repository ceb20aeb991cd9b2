"""The replayer: each command of a run carried out again, each event compared with what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.failure import events_of
from hocket.app.replay_scope import ReplayScope
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core import ids
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
    from hocket.core.question import Answer
    from hocket.engine.feed import DurableEvent
    from hocket.ports.journal import Journal
    from hocket.projections.history import History


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first place where running again gave something else. ``produced`` may be an error."""

    seq: int
    type: str
    recorded: str
    produced: str


@dataclass(slots=True)
class _Issued:
    """A command, the state when it was issued, and what was journaled for it since.

    After a crash the command starts anew, with the answers it has; what it noted until then stands
    in ``cut_short`` and begins what it notes when it runs again.
    """

    command: Command
    state: RunState
    calls: list[ev.CallAnswered]
    notes: list[ev.Event]
    cut_short: list[list[ev.Event]]


class Replayer:
    """Walks through a run and compares.

    Args:
        journal: Has the texts; only read.
        history: The run.
        stages: Gives the handlers, for the agents' cards and whether opinions are asked for.

    Attributes:
        compared: Events that were made again and are the same.
        reworded: Of these, how many say the same in other words.
        calls: How many were answered from the journal, by kind.
    """

    def __init__(
        self,
        journal: Journal,
        history: History,
        stages: Callable[..., Stages],
    ) -> None:
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
        """Where the run parts from its journal; None if it does not."""
        divergence = None
        for given in self._history.only(ev.Answered):
            self._answers[given.question_id] = given.answer
        for happened in self._history:
            if divergence is None:
                divergence = await self._check(happened)
            self._fold(happened.event, happened.at_us)
        return divergence

    @property
    def state(self) -> RunState:
        """As of the last event that was walked through."""
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
        elif isinstance(event, ev.StructureMended | ev.PromptCompacted):
            self._issued[event.attempt_id].notes.append(event)

    async def _check(self, happened: DurableEvent) -> Divergence | None:
        """Make this event again, if a handler made it, and compare."""
        event = happened.event
        recorded = ev.encode(event)[2]
        if not self._expected:
            keys = self._made_by(happened)
            if keys is None:
                return None
            if not keys:
                return _diverged(happened, recorded, "nothing: no command was open that gives this")
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
        self.reworded += ev.encode(produced)[2] != recorded
        return None

    def _made_by(self, happened: DurableEvent) -> list[str] | None:
        """Keys of the open commands that may have given it; None if it came from outside."""
        event, pending = happened.event, self.state.pending
        match event:
            case ev.PlanMade() if happened.joined:
                return None  # handed in together with the goal, or with the answer that edits it
            case ev.PlanMade() | ev.PlanFailed():
                keys = [do.MakePlan().key]
            case ev.BidsReceived() | ev.NoBids():
                keys = [do.Announce(event.task_id, event.round).key]
            case ev.Executed() | ev.AttemptFailed():
                keys = [event.attempt_id]
            case ev.Accepted() | ev.Rejected() | ev.LeftUnproven():
                keys = [ids.review(event.attempt_id)]
            case ev.DeadLettered():
                keys = [ids.dead_letter_key(event.task_id)]
            case ev.ResultRejected() | ev.GoalReached() | ev.GoalFailed() | ev.GoalCancelled():
                ends = (do.Synthesise, do.Finish)
                keys = [key for key, c in pending.items() if isinstance(c, ends)]
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
        """What the handler gives this time, and what else went differently."""
        issued = self._issued[key]
        asked_llm = any(call.kind == "llm" for call in issued.calls)
        stages = self._stages[asked_llm and isinstance(issued.command, do.ReviewAttempt)]
        handler = stages.instant.get(type(issued.command))
        # A review takes its time unless its verdict was written with the work that it judges.
        at_once = happened.joined or not isinstance(issued.command, do.ReviewAttempt)
        if handler is not None and at_once:
            texts = await self._texts(issued.command)
            try:
                return list(handler(issued.command, self.state, texts) or ()), ""
            except EngineError as error:
                return [], error.message
            except Exception as error:  # noqa: BLE001 - whatever a handler raises becomes events
                return list(events_of(issued.command, error)), ""
        return await self._wait_for(issued, stages, happened.event)

    async def _wait_for(
        self, issued: _Issued, stages: Stages, event: ev.Event
    ) -> tuple[list[ev.Event], str]:
        # Doubts come up while the attempt works; all else it sees stood when it was issued.
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
            produced = list(await stages.handlers[type(issued.command)](issued.command, scope))
        except EngineError as error:
            produced, fault = [], error.message
        except Exception as error:  # noqa: BLE001 - whatever a handler raises becomes events
            produced, fault = list(events_of(issued.command, error)), ""
        else:
            fault = ""
        for call in issued.calls:
            self.calls[call.kind] += call.ordinal not in scope.unasked
        if scope.beyond:
            # The call was under way when it failed: nothing but its failure is known.
            return ([event], "") if _is_failure(event) else ([], fault or scope.beyond)
        return produced, fault or _differences(issued, scope)

    async def _texts(self, command: Command) -> dict[str, bytes]:
        """What a review that was done at once had at hand: all that the attempt left."""
        if not isinstance(command, do.ReviewAttempt):
            return {}
        outcome = self.state.tasks[command.task_id].outcome
        names = (outcome.text, *outcome.files.values()) if outcome else ()
        return {name: await self._journal.blob(name) for name in names}


def _same(produced: ev.Event, recorded: ev.Event) -> bool:
    """Whether two events are equal byte for byte, wording aside."""
    if getattr(recorded, "error", "") == UNKNOWN and getattr(produced, "error", ""):
        produced = produced.model_copy(update={"error": UNKNOWN})
    return ev.encode(without_wording(produced)) == ev.encode(without_wording(recorded))


def _is_failure(event: ev.Event) -> bool:
    match event:
        case ev.PlanFailed() | ev.LeftUnproven() | ev.GoalFailed():
            return bool(event.error)
        case _:
            return isinstance(event, ev.AttemptFailed)


def _differences(issued: _Issued, scope: ReplayScope) -> str:
    """What an attempt did otherwise on its way, though its end may be the same."""
    if scope.unasked:
        return f"{scope.attempt_id} did not ask for its call {scope.unasked[0]}"
    noted = [without_wording(event) for event in scope.notes]
    if noted != [without_wording(event) for event in issued.notes]:
        return f"{scope.attempt_id} noted {len(scope.notes)} steps, {len(issued.notes)} stand there"
    for begun in issued.cut_short:
        if noted[: len(begun)] != [without_wording(event) for event in begun]:
            return f"{scope.attempt_id} noted other steps before a crash"
    return ""


def _diverged(happened: DurableEvent, recorded: bytes, produced: str) -> Divergence:
    kind = type(happened.event).__name__
    return Divergence(happened.seq, kind, recorded.decode(), produced)


def _shown(event: ev.Event) -> str:
    kind, _, body = ev.encode(event)
    return f"{kind} {body.decode()}"
