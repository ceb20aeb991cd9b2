"""The wiring: which handler carries out which command, and which wrappers an LLM gets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hocket.app.failure import events_of
from hocket.app.mechanisms import OPINIONS, SECOND, STOPPING
from hocket.award.asking import Asking
from hocket.award.auction import Auction
from hocket.award.ways import WaysOfAgents
from hocket.core import command as do
from hocket.core import event as ev
from hocket.engine.loop import Handler, InstantHandler, RunLoop
from hocket.engine.timers import Timers
from hocket.execute.folder import lay_out
from hocket.execute.worker import Worker
from hocket.flow.decide import decide
from hocket.llm.asking import InsistingLlm
from hocket.llm.compaction.layer import CompactingLlm
from hocket.llm.habits import Habits
from hocket.llm.headroom import HeadroomLlm
from hocket.llm.mending import MendingLlm
from hocket.llm.reasoning import ReasoningLlm
from hocket.llm.repeating import RepeatingLlm, StoppingLlm
from hocket.llm.structure import StructuredLlm
from hocket.llm.structure_record import StructureRecord
from hocket.plan.planner import Planner
from hocket.resilience.retry import RetryingLlm
from hocket.review.approval import ask
from hocket.review.corroboration import Corroborator
from hocket.review.evidence import Evidence
from hocket.review.reviewer import Reviewer
from hocket.review.synthesis import Synthesis

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from hocket.app.registry import Registry
    from hocket.core.run import RunState
    from hocket.engine.feed import Feed
    from hocket.engine.slots import Slots
    from hocket.engine.traffic import Traffic
    from hocket.execute.workbench import Delegate
    from hocket.ports.agent import Agent
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.llm import Llm
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.scope import Scope
    from hocket.ports.tool import Tool


class Stages:
    """All handlers, wired once per process.

    Args:
        agents: Agents by name.
        tools: Tools by name.
        registry: The check kinds and task types.
        sandbox: Runs checks that are code; None leaves those unproven.
        folder: Parent of the folders of attempts and checks.
        clock: The clock for timers.
        slots: Limits the attempts at once.
        agent_slots: Limits the attempts at once by agent.
        opinions: Whether an LLM also reviews where checks prove little.
        delegate: Runs a goal as an inner run.
        without: Mechanisms that are switched off; see ``mechanisms.py``.
        reasoning_tokens: What an LLM may think in a conversation; a run has its own figure.
    """

    def __init__(
        self,
        *,
        agents: Mapping[str, Agent],
        tools: Mapping[str, Tool],
        registry: Registry,
        sandbox: Sandbox | None,
        folder: Path,
        clock: Clock,
        slots: Slots,
        agent_slots: Mapping[str, Slots],
        opinions: bool,
        without: Collection[str] = (),
        delegate: Delegate,
        reasoning_tokens: int = 0,
    ) -> None:
        self._checks = registry.checks
        self._habits = Habits()
        self._reasoning_tokens = reasoning_tokens
        self._read: tuple[Llm, Llm, Llm] | None = None
        ways = WaysOfAgents(agents, frozenset(tools))
        auction = Auction(ways, clock)
        worker = Worker(agents, tools, folder, slots, agent_slots, delegate, ways.offered)
        evidence = Evidence(registry.checks, sandbox, folder, lay_out)
        self._stops = STOPPING not in without
        corroborator = Corroborator(worker, clock)
        reviewer = Reviewer(
            evidence,
            opinions=opinions and OPINIONS not in without,
            corroborator=None if SECOND in without else corroborator,
        )
        synthesis = Synthesis(evidence, clock)
        self.handlers: dict[type[Any], Handler] = {
            do.Announce: Asking(agents, auction),
            do.MakePlan: Planner(registry.task_types),
            do.Execute: worker,
            do.ReviewAttempt: reviewer,
            do.Synthesise: synthesis,
            do.StartTimer: Timers(clock),
            do.Ask: ask,
        }
        self.instant: dict[type[Any], InstantHandler] = {
            do.Announce: auction,
            do.ReviewAttempt: reviewer.at_once,
            do.Synthesise: synthesis.at_once,
            do.DeadLetter: _dead_letter,
            do.Finish: _finish,
            do.EnterStage: _enter_stage,
            do.Submit: _submit,
        }

    def loop(
        self,
        run_id: str,
        *,
        journal: Journal,
        llm: Llm,
        clock: Clock,
        feed: Feed,
        traffic: Traffic | None = None,
    ) -> RunLoop:
        """The loop of one run with these handlers.

        The loop itself retries LLM calls, so that each try is journaled and within the budget.
        """
        retry = None
        if isinstance(llm, RetryingLlm):
            retry, llm = llm.policy, llm.inner
        return RunLoop(
            run_id,
            journal=journal,
            decide=decide,
            handlers=self.handlers,
            instant=self.instant,
            failed=events_of,
            llm=self._within(llm)[1],
            wrap=self._usable,
            clock=clock,
            feed=feed,
            traffic=traffic,
            checks=self._checks.nouns,
            retry=retry,
        )

    def reader(self, llm: Llm) -> Llm:
        """The hosts with what they say read, for calls outside runs; none is tried again."""
        return self._within(llm.inner if isinstance(llm, RetryingLlm) else llm)[0]

    def _within(self, hosts: Llm) -> tuple[Llm, Llm]:
        """The hosts read, and with all layers within the journal; all runs share them."""
        if self._read is None or self._read[0] is not hosts:
            from hocket.llm.reading import ReadingLlm  # noqa: PLC0415 - compiles large patterns

            stopping = StoppingLlm(hosts) if self._stops else hosts
            reading = ReadingLlm(stopping, self._habits)
            self._read = (hosts, reading, HeadroomLlm(reading))
        return self._read[1:]

    def _usable(self, journaled: Llm, scope: Scope) -> Llm:
        """The journaled LLM of an attempt, with all that makes its answers usable."""
        return MendingLlm(journaled, partial(self._layered, scope))

    def _layered(self, scope: Scope, journaled: Llm) -> Llm:
        state, note = scope.state, scope.note
        tokens = self._reasoning_tokens if state.goal is None else state.reasoning_tokens
        reasoning = ReasoningLlm(journaled, scope.attempt_id, note, tokens)
        compacting = CompactingLlm(reasoning, scope.attempt_id, note)
        repeating = RepeatingLlm(compacting, scope.attempt_id, note)
        insisting = InsistingLlm(repeating, scope.attempt_id, note)
        learned = state.experience.learned if state.experience is not None else None
        return StructuredLlm(insisting, scope.attempt_id, note, StructureRecord(learned))


def _dead_letter(
    command: do.DeadLetter, _: RunState, __: Mapping[str, bytes]
) -> Sequence[ev.Event]:
    return [ev.DeadLettered(task_id=command.task_id, reason=command.reason)]


def _enter_stage(
    command: do.EnterStage, _: RunState, __: Mapping[str, bytes]
) -> Sequence[ev.Event]:
    return [ev.StageEntered.of(command.stage, command.shortage)]


def _submit(command: do.Submit, state: RunState, _: Mapping[str, bytes]) -> Sequence[ev.Event]:
    near = state.near
    assert near is not None  # noqa: S101 - only a run near a limit submits
    task = state.tasks[command.task_id].cut_short(near.words())
    assert task.outcome is not None  # noqa: S101 - it holds an answer
    return [ev.Executed(attempt_id=command.attempt_id, outcome=task.outcome)]


def _finish(command: do.Finish, _: RunState, __: Mapping[str, bytes]) -> Sequence[ev.Event]:
    if command.cancelled:
        return [ev.GoalCancelled(reason=command.reason)]
    return [ev.GoalFailed(reason=command.reason, error=command.error)]
