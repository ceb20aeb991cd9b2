"""Experience: the statistics over all runs on agents, LLMs and tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.economy import OF_THE_RUN
from hocket.core.forecast import COMPARED, Forecast
from hocket.core.learned import (
    Coverage,
    Learned,
    Speed,
    TaskCosts,
    TaskSpread,
    Track,
    TrackRecord,
    spread_key,
)
from hocket.core.noun import Noun
from hocket.core.run import WORKER, llm_of
from hocket.core.structure import Kept
from hocket.core.task import OTHER
from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import JournalCorruptError
from hocket.learn.forecast import Need, draw
from hocket.learn.intervals import tracked

if TYPE_CHECKING:
    from hocket.ports.journal import Record

COUNTED_TYPES = frozenset(
    kind.__name__
    for kind in (
        ev.GoalAccepted,
        ev.ForecastMade,
        ev.PlanMade,
        ev.Awarded,
        ev.CallAnswered,
        ev.TryFailed,
        ev.StructureMended,
        ev.Executed,
        ev.AttemptFailed,
        ev.Accepted,
        ev.Rejected,
        ev.Corroborated,
        ev.LeftUnproven,
        ev.TimerFired,
        ev.LimitReached,
        ev.Economised,
        ev.GoalReached,
        ev.GoalFailed,
        ev.GoalCancelled,
    )
)
"""The types of events that count; no other is decoded."""

MOST_STRUCTURES = 400
"""Counts of schemas that are kept; those that were not asked for longest are dropped."""

SCORED_DRAWS = 120
"""Draws of a forecast that is only compared with what came true."""


@dataclass(slots=True)
class OpenRun:
    """A run in progress, with the attempts that have no verdict yet.

    Attributes:
        kinds: Types of tasks, by task.
        authors: Agents, by attempt.
        busy: The same for attempts in progress.
        spent: Cost so far, including the review, by attempt.
        care: The care of its goal.
        llm: The LLM that works in it.
        plan: The kinds of its tasks, by task, and
        costs: what they have cost so far, if they were begun;
        alone: the same without their reviews, which is what low care costs.
        is_cut: Whether a limit was reached, or something left out to keep one: it shows no whole
            cost.
        forecast: What it was expected to take, if its journal says so.
        asked: The key of the schema that the last answer had to keep, by attempt.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    busy: dict[str, str] = field(default_factory=dict)
    spent: dict[str, Usage] = field(default_factory=dict)
    care: str = "normal"
    llm: str = ""
    plan: dict[str, str] = field(default_factory=dict)
    costs: dict[str, Usage] = field(default_factory=dict)
    alone: dict[str, Usage] = field(default_factory=dict)
    is_cut: bool = False
    forecast: Forecast | None = None
    asked: dict[str, str] = field(default_factory=dict)


class _Dump(Noun):
    learned: Learned
    courses: dict[str, OpenRun] = Field(default_factory=dict)


class Experience:
    """Statistics over all runs, added up event by event."""

    name: ClassVar[str] = "experience"
    version: ClassVar[int] = 6

    def __init__(self) -> None:
        self.tasks: dict[str, TaskCosts] = {}
        self.agents: dict[str, TrackRecord] = {}
        self.llms: dict[str, Speed] = {}
        self.spreads: dict[str, TaskSpread] = {}
        self.tracks: dict[str, Track] = {}
        self.journaled: dict[str, Coverage] = {}
        self.structures: dict[str, Kept] = {}
        self._open_runs: dict[str, OpenRun] = {}

    def take(self, record: Record) -> None:
        """Add one record."""
        if not ids.is_run(record.run_id):
            return
        if record.seq == 1:
            self._open_runs[record.run_id] = OpenRun()
        run = self._open_runs.get(record.run_id)
        # Events after the end of a run do not count.
        if run is None or record.entry.type not in COUNTED_TYPES:
            return
        try:
            event = record.entry.event()
        except JournalCorruptError:
            return  # the catalogue reports it; the other events still count
        self._count(record.run_id, run, event)

    def busy(self, agent: str) -> int:
        """The number of attempts that an agent has in progress."""
        return sum(
            author == agent for run in self._open_runs.values() for author in run.busy.values()
        )

    def learned(self) -> Learned:
        """The statistics so far."""
        return Learned(
            tasks=dict(self.tasks),
            agents=dict(self.agents),
            llms=dict(self.llms),
            spreads=dict(self.spreads),
            tracks=dict(self.tracks),
            journaled=dict(self.journaled),
            structures=tuple(self.structures.values()),
        )

    def dump(self) -> bytes:
        """The state, as JSON."""
        return _Dump(learned=self.learned(), courses=self._open_runs).model_dump_json().encode()

    def load(self, state: bytes) -> None:
        """Restore the state that ``dump`` returned, including the runs in progress.

        Raises:
            ValueError: ``state`` is something else.
        """
        dump = _Dump.model_validate_json(state)
        self.tasks = dict(dump.learned.tasks)
        self.agents = dict(dump.learned.agents)
        self.llms = dict(dump.learned.llms)
        self.spreads = dict(dump.learned.spreads)
        self.tracks = dict(dump.learned.tracks)
        self.journaled = dict(dump.learned.journaled)
        self.structures = {kept.key: kept for kept in dump.learned.structures}
        self._open_runs = dict(dump.courses)

    def _count(self, run_id: str, run: OpenRun, event: ev.Event) -> None:
        match event:
            case ev.GoalAccepted() | ev.PlanMade() | ev.Economised() | ev.ForecastMade():
                _begin(run, event)
            case ev.Awarded():
                run.authors[event.attempt_id] = event.award.agent
                run.busy[event.attempt_id] = event.award.agent
                for costs in (run.costs, run.alone):
                    costs.setdefault(event.award.task_id, NO_USAGE)
            case ev.CallAnswered() | ev.TryFailed() | ev.StructureMended():
                self._count_call(run, event)
            case ev.Executed():
                run.busy.pop(event.attempt_id, None)
            case ev.AttemptFailed():
                run.busy.pop(event.attempt_id, None)
                run.spent.pop(event.attempt_id, None)
                self._count_outcome(run, event.attempt_id, "failed")
            case ev.Accepted() | ev.Corroborated() | ev.Rejected() | ev.LeftUnproven():
                self._count_verdict(run, event)
            case ev.TimerFired() | ev.LimitReached():
                run.is_cut |= isinstance(event, ev.LimitReached) or event.timer_id == ids.DEADLINE
            case _:
                del self._open_runs[run_id]
                if not isinstance(event, ev.GoalCancelled) and not run.is_cut and run.llm:
                    self._count_run(run)

    def _count_call(
        self, run: OpenRun, event: ev.CallAnswered | ev.TryFailed | ev.StructureMended
    ) -> None:
        if isinstance(event, ev.StructureMended):
            self._count_misfit(run, event)
            return
        if isinstance(event, ev.CallAnswered):
            self._count_structure(run, event)
        is_llm = isinstance(event, ev.TryFailed) or event.kind == "llm"
        if is_llm and event.usage.seconds > 0:
            self.llms[event.name] = self.llms.get(event.name, Speed()).plus(event.usage)
        attempt_id = ids.attempt_of(event.attempt_id)
        if attempt_id in run.authors:
            run.spent[attempt_id] = run.spent.get(attempt_id, NO_USAGE) + event.usage
            task_id = ids.task_of(attempt_id)
            run.costs[task_id] = run.costs.get(task_id, NO_USAGE) + event.usage
            if event.attempt_id == attempt_id:
                run.alone[task_id] = run.alone.get(task_id, NO_USAGE) + event.usage

    def _count_structure(self, run: OpenRun, event: ev.CallAnswered) -> None:
        """Count an answer as one that kept its schema, until a fault is found in it."""
        asked = event.structure
        if asked is None or not event.ok:
            return
        kept = Kept(llm=event.name, weights=asked.weights, rung=asked.rung, shape=asked.shape)
        kept = self.structures.pop(kept.key, kept).plus(1, 1)
        self.structures[kept.key] = kept.model_copy(update={"llm": event.name})
        if len(self.structures) > MOST_STRUCTURES:
            del self.structures[next(iter(self.structures))]  # the one not seen for longest
        run.asked[event.attempt_id] = kept.key

    def _count_misfit(self, run: OpenRun, event: ev.StructureMended) -> None:
        if event.subject != "json" or event.step == "repaired":
            return
        kept = self.structures.get(run.asked.pop(event.attempt_id, ""))
        if kept is not None:
            self.structures[kept.key] = kept.plus(-1)

    def _count_run(self, run: OpenRun) -> None:
        """Compare what a run cost with what was to be expected, then learn from it."""
        if not run.costs:
            return
        needs = [Need(task_id, kind) for task_id, kind in run.plan.items()]
        drawn = draw(needs, self.learned(), llm=run.llm, care=run.care, draws=SCORED_DRAWS)
        total = sum(run.costs.values(), NO_USAGE)
        if run.forecast is not None:
            misses = run.forecast.misses(total)
            for name in COMPARED:
                before = self.journaled.get(name, Coverage())
                self.journaled[name] = before.plus(is_covered=name not in misses)
        if drawn.seen:
            truths = {"calls": total.calls, "tokens": total.tokens, "seconds": total.seconds}
            for name, truth in truths.items():
                track = self.tracks.get(name, Track())
                self.tracks[name] = tracked(track, getattr(drawn, name), truth)
        for care, costs in ((run.care, run.costs), ("low", run.alone)):
            if care == "low" and costs is run.costs:
                continue  # the same as without its reviews, of which there are none
            for task_id, usage in costs.items():
                key = spread_key(run.plan.get(task_id, OTHER), care, run.llm)
                self.spreads[key] = self.spreads.get(key, TaskSpread()).plus(usage)

    def _count_verdict(
        self, run: OpenRun, event: ev.Accepted | ev.Corroborated | ev.Rejected | ev.LeftUnproven
    ) -> None:
        self._count_outcome(run, event.attempt_id, event.review.verdict)
        usage = run.spent.pop(event.attempt_id, None)
        kind = run.kinds.get(ids.task_of(event.attempt_id))
        if usage is not None and kind is not None:
            self.tasks[kind] = self.tasks.get(kind, TaskCosts()).plus(usage)

    def _count_outcome(self, run: OpenRun, attempt_id: str, outcome: str) -> None:
        agent = run.authors.get(attempt_id)
        if agent is not None:
            self.agents[agent] = self.agents.get(agent, TrackRecord()).plus(outcome)


def _begin(
    run: OpenRun, event: ev.GoalAccepted | ev.PlanMade | ev.Economised | ev.ForecastMade
) -> None:
    """Note what a run is about to do, or leaves out."""
    if isinstance(event, ev.Economised):
        economy = event.economy
        run.care = "low" if economy.step == "care" else run.care
        run.llm = economy.instead if economy.step == "llm" else run.llm
        run.is_cut |= economy.step not in OF_THE_RUN
    elif isinstance(event, ev.ForecastMade):
        run.forecast = event.forecast
    elif isinstance(event, ev.GoalAccepted):
        run.care, run.llm = event.goal.care, llm_of(event.llms, WORKER)
    else:
        run.kinds = {task.task_id: task.type for task in event.plan.tasks}
        run.plan = {task.task_id: task.usual_kind for task in event.plan.tasks}
