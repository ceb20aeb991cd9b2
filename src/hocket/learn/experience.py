"""Experience: the statistics over all runs on agents, LLMs and tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.learned import Learned, Speed, TaskCosts, TrackRecord
from hocket.core.noun import Noun
from hocket.core.usage import NO_USAGE, Usage
from hocket.errors import JournalCorruptError

if TYPE_CHECKING:
    from hocket.ports.journal import Record

COUNTED_TYPES = frozenset(
    kind.__name__
    for kind in (
        ev.PlanMade,
        ev.Awarded,
        ev.CallAnswered,
        ev.TryFailed,
        ev.Executed,
        ev.AttemptFailed,
        ev.Accepted,
        ev.Rejected,
        ev.Corroborated,
        ev.LeftUnproven,
        ev.GoalReached,
        ev.GoalFailed,
        ev.GoalCancelled,
    )
)
"""The types of events that count; no other is decoded."""


@dataclass(slots=True)
class OpenRun:
    """A run in progress, with the attempts that have no verdict yet.

    Attributes:
        kinds: Types of tasks, by task.
        authors: Agents, by attempt.
        busy: The same for attempts in progress.
        spent: Cost so far, including the review, by attempt.
    """

    kinds: dict[str, str] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    busy: dict[str, str] = field(default_factory=dict)
    spent: dict[str, Usage] = field(default_factory=dict)


class _Dump(Noun):
    learned: Learned
    courses: dict[str, OpenRun] = Field(default_factory=dict)


class Experience:
    """Statistics over all runs, added up event by event."""

    name: ClassVar[str] = "experience"
    version: ClassVar[int] = 2

    def __init__(self) -> None:
        self.tasks: dict[str, TaskCosts] = {}
        self.agents: dict[str, TrackRecord] = {}
        self.llms: dict[str, Speed] = {}
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
        return Learned(tasks=dict(self.tasks), agents=dict(self.agents), llms=dict(self.llms))

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
        self._open_runs = dict(dump.courses)

    def _count(self, run_id: str, run: OpenRun, event: ev.Event) -> None:
        match event:
            case ev.PlanMade():
                run.kinds = {task.task_id: task.type for task in event.plan.tasks}
            case ev.Awarded():
                run.authors[event.attempt_id] = event.award.agent
                run.busy[event.attempt_id] = event.award.agent
            case ev.CallAnswered() | ev.TryFailed():
                self._count_call(run, event)
            case ev.Executed():
                run.busy.pop(event.attempt_id, None)
            case ev.AttemptFailed():
                run.busy.pop(event.attempt_id, None)
                run.spent.pop(event.attempt_id, None)
                self._count_outcome(run, event.attempt_id, "failed")
            case ev.Accepted() | ev.Corroborated() | ev.Rejected() | ev.LeftUnproven():
                self._count_verdict(run, event)
            case _:
                del self._open_runs[run_id]

    def _count_call(self, run: OpenRun, event: ev.CallAnswered | ev.TryFailed) -> None:
        is_llm = isinstance(event, ev.TryFailed) or event.kind == "llm"
        if is_llm and event.usage.seconds > 0:
            self.llms[event.name] = self.llms.get(event.name, Speed()).plus(event.usage)
        attempt_id = ids.attempt_of(event.attempt_id)
        if attempt_id in run.authors:
            run.spent[attempt_id] = run.spent.get(attempt_id, NO_USAGE) + event.usage

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
