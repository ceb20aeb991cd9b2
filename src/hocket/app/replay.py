"""Replay: a run walked through again from its journal alone, each step compared with what it was.

Every command is carried out once more by the same handlers, whose calls are answered from the
journal; what they give must equal the recorded events byte for byte. Where only words for people
differ, as another release of hocket may choose them, that is counted and is no divergence. What
came from outside (the goal, a cancel, a timer, a crash) is taken as it stands. No LLM, no tool and
no sandbox is touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from hocket.adapters.bubblewrap.sandbox import Bubblewrap
from hocket.adapters.system.clock import SystemClock
from hocket.adapters.system.folder import temporary_folder
from hocket.agents.llm import LlmAgent
from hocket.app.delegation import no_delegation
from hocket.app.failure import events_of
from hocket.app.registry import Registry
from hocket.app.replay_scope import ReplayScope
from hocket.app.state_digest import state_digest
from hocket.app.wiring import Stages
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core import ids
from hocket.core.check import UnknownCheck
from hocket.core.mark import unworded
from hocket.core.run import RunState
from hocket.engine.feed import Feed
from hocket.engine.slots import Slots
from hocket.errors import BudgetExceededError, EngineError
from hocket.llm.router import RouterLlm
from hocket.projections.history import Fold, history_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from hocket.app.pack import Pack
    from hocket.core.command import Command
    from hocket.core.question import Answer
    from hocket.engine.feed import DurableEvent
    from hocket.ports.agent import Agent
    from hocket.ports.journal import Journal
    from hocket.ports.tool import Tool
    from hocket.projections.history import History

SLOTS = 10_000


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first place where running again gave something else. ``produced`` may be an error."""

    seq: int
    type: str
    recorded: str
    produced: str


@dataclass(frozen=True, slots=True)
class Replay:
    """What a replay found.

    Attributes:
        events: Events in the journal.
        compared: Of these, made again by the handlers and found the same.
        reworded: Of these, how many say the same in other words.
        llm_calls: LLM answers given from the journal.
        tool_calls: Answers of tools and of checks that ran code, given from the journal.
        state: Digest of the final state.
        deliverable: SHA-256 of the result's text; empty where there is none.
        divergence: None if all was identical.
        missing: What the run could use and is not here, such as ``check kind rhyme``.
    """

    run_id: str
    events: int
    compared: int
    reworded: int
    llm_calls: int
    tool_calls: int
    state: str
    deliverable: str
    divergence: Divergence | None
    missing: tuple[str, ...] = ()


async def replay(
    journal: Journal,
    run_id: str,
    *,
    agents: Mapping[str, Agent] | None = None,
    tools: Mapping[str, Tool] | None = None,
    packs: Iterable[Pack] = (),
) -> Replay:
    """Walk through a run again and compare.

    Args:
        journal: Only read.
        run_id: The run.
        agents: The user's own by name; all others are made from the cards in the journal.
        tools: The user's own by name; asked for what they are called, never used.
        packs: The user's own; those of installed packages are used too.

    Raises:
        RunNotFoundError: There is no such run.
        JournalCorruptError: It cannot be read.
    """
    registry = Registry.installed(packs)
    history = await history_of(journal, run_id, registry.checks.nouns)
    sandbox = Bubblewrap()  # what is wired is named in prompts; no call reaches it
    every_tool = {
        **registry.tools(sandbox),
        **{tool.name: tool for agent in registry.agents for tool in agent.tools},
        **(tools or {}),
    }

    def stages(folder: Path, cards: Sequence[Any], *, opinions: bool) -> Stages:
        everyone: dict[str, Agent] = {card.name: LlmAgent(card) for card in cards}
        everyone |= {agent.card.name: agent for agent in registry.agents} | dict(agents or {})
        return Stages(
            agents=everyone,
            tools=every_tool,
            registry=registry,
            sandbox=sandbox,
            folder=folder,
            clock=SystemClock(),
            slots=Slots(SLOTS),
            agent_slots={name: Slots(SLOTS) for name in everyone},
            opinions=opinions,
            delegate=no_delegation,
        )

    async with temporary_folder() as folder:
        outcome, state = await _Replayer(journal, history, partial(stages, folder)).run()
        return replace(outcome, missing=tuple(sorted(_missing(state, every_tool))))


def _missing(state: RunState, tools: Mapping[str, Tool]) -> set[str]:
    """What a run could use and is not here."""
    tasks = state.plan.tasks if state.plan else ()
    checks = [c for task in tasks for c in task.objective.success_criteria]
    checks += state.goal.checks if state.goal else ()
    used = {name for card in state.agents for name in card.tools if name not in tools}
    kinds = {c.kind for c in checks if isinstance(c, UnknownCheck)}
    return {f"check kind {kind}" for kind in kinds} | {f"tool {name}" for name in used}


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


class _Replayer:
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
        self._executed: tuple[str, int] = ("", 0)
        """The attempt that was executed by the event before, and when."""
        self._compared = 0
        self._reworded = 0
        self._calls = {"llm": 0, "tool": 0}

    async def run(self) -> tuple[Replay, RunState]:
        """What was found, and the final state."""
        divergence = None
        for given in self._history.only(ev.Answered):
            self._answers[given.question_id] = given.answer
        for happened in self._history:
            if divergence is None:
                divergence = await self._check(happened)
            self._fold(happened.event, happened.at_us)
        result = self._state.result
        found = Replay(
            run_id=self._state.run_id,
            events=len(self._history),
            compared=self._compared,
            reworded=self._reworded,
            llm_calls=self._calls["llm"],
            tool_calls=self._calls["tool"],
            state=state_digest(self._state),
            deliverable=result.text if result else "",
            divergence=divergence,
        )
        return found, self._state

    @property
    def _state(self) -> RunState:
        return self._folding.state

    def _fold(self, event: ev.Event, at_us: int) -> None:
        self._folding.take(event, at_us)
        for command in self._folding.commands:
            self._issued[command.key] = _Issued(command, self._state, [], [], [])
        if isinstance(event, ev.GoalAccepted):
            for opinions in (False, True):
                self._stages[opinions] = self._make_stages(event.agents, opinions=opinions)
        elif isinstance(event, ev.RunResumed):
            for key in self._state.pending:
                issued = self._issued[key]
                issued.state = self._state
                issued.cut_short.append(issued.notes)
                issued.notes = []
        elif isinstance(event, ev.CallAnswered):
            self._issued[event.attempt_id].calls.append(event)
        elif isinstance(event, ev.StructureMended | ev.PromptCompacted):
            self._issued[event.attempt_id].notes.append(event)
        executed = event.attempt_id if isinstance(event, ev.Executed) else ""
        self._executed = (executed, at_us)

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
        self._compared += 1
        self._reworded += ev.encode(produced)[2] != recorded
        return None

    def _made_by(self, happened: DurableEvent) -> list[str] | None:
        """Keys of the open commands that may have given it; None if it came from outside."""
        event, pending = happened.event, self._state.pending
        match event:
            case ev.PlanMade() if happened.at_us == self._history.started_us:
                return None  # handed in together with the goal
            case ev.PlanMade() if ids.PLAN_QUESTION in self._state.answers:
                return None  # a person's
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
        if handler is not None and not self._was_waited_for(issued.command, happened):
            texts = await self._texts(issued.command)
            try:
                return list(handler(issued.command, self._state, texts) or ()), ""
            except EngineError as error:
                return [], error.message
            except Exception as error:  # noqa: BLE001 - whatever a handler raises becomes events
                return list(events_of(issued.command, error)), ""
        return await self._wait_for(issued, stages, happened.event)

    async def _wait_for(
        self, issued: _Issued, stages: Stages, event: ev.Event
    ) -> tuple[list[ev.Event], str]:
        # Doubts come up while the attempt works; all else it sees stood when it was issued.
        state = issued.state.but(doubtful=self._state.doubtful)
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
            self._calls[call.kind] += call.ordinal not in scope.unasked
        if scope.beyond:
            # The call was under way when it failed: nothing but its failure is known.
            return ([event], "") if _is_failure(event) else ([], fault or scope.beyond)
        return produced, fault or _differences(issued, scope)

    def _was_waited_for(self, command: Command, happened: DurableEvent) -> bool:
        """Whether a review took its time, rather than being done with the work it judged."""
        return (
            isinstance(command, do.ReviewAttempt)
            and (command.attempt_id, happened.at_us) != self._executed
        )

    async def _texts(self, command: Command) -> dict[str, bytes]:
        """What a review that was done at once had at hand: all that the attempt left."""
        if not isinstance(command, do.ReviewAttempt):
            return {}
        outcome = self._state.tasks[command.task_id].outcome
        names = (outcome.text, *outcome.files.values()) if outcome else ()
        return {name: await self._journal.blob(name) for name in names}


def _same(produced: ev.Event, recorded: ev.Event) -> bool:
    """Whether two events are equal byte for byte, wording aside."""
    return ev.encode(unworded(produced)) == ev.encode(unworded(recorded))


def _is_failure(event: ev.Event) -> bool:
    if isinstance(event, ev.LeftUnproven):
        return event.review.feedback.startswith("the review failed")
    return isinstance(event, ev.AttemptFailed | ev.PlanFailed | ev.GoalFailed)


def _differences(issued: _Issued, scope: ReplayScope) -> str:
    """What an attempt did otherwise on its way, though its end may be the same."""
    if scope.unasked:
        return f"{scope.attempt_id} did not ask for its call {scope.unasked[0]}"
    noted = [unworded(event) for event in scope.notes]
    if noted != [unworded(event) for event in issued.notes]:
        return f"{scope.attempt_id} noted {len(scope.notes)} steps, {len(issued.notes)} stand there"
    for begun in issued.cut_short:
        if noted[: len(begun)] != [unworded(event) for event in begun]:
            return f"{scope.attempt_id} noted other steps before a crash"
    return ""


def _diverged(happened: DurableEvent, recorded: bytes, produced: str) -> Divergence:
    kind = type(happened.event).__name__
    return Divergence(happened.seq, kind, recorded.decode(), produced)


def _shown(event: ev.Event) -> str:
    kind, _, body = ev.encode(event)
    return f"{kind} {body.decode()}"
