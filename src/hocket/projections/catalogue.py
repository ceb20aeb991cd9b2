"""The catalogue: a summary of every run, folded from the journal, for listing and searching.

Summaries of the newest finished runs stay in memory; older ones are read from the journal on
demand, so that the memory of a server does not grow with the number of runs.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.noun import Noun
from hocket.core.run import RunState
from hocket.errors import JournalCorruptError
from hocket.projections.history import Fold
from hocket.projections.summary import RunSummary, summary_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from hocket.ports.journal import Journal, Record

IN_MEMORY = 25_000
CACHED = 500
TaskKey = tuple[str, str | None]
"""The status of a task, and the agent that it was awarded to last."""


@dataclass(slots=True)
class CatalogueEntry:
    """A run in the catalogue. Once it is over, it keeps its summary but not its state.

    ``asked`` is true if it asked a person a question. ``ended_tasks`` are the tasks of a run that
    is over, as ``tasks`` returns them.
    """

    run_id: str
    started_us: int
    last_us: int
    last_seq: int
    cursor: int
    fold: Fold | None
    parent: str | None = None
    summary: RunSummary | None = None
    fault: str = ""
    asked: bool = False
    ended_tasks: tuple[TaskKey, ...] = ()

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """Status and agent of each task of its plan, by which lists of tasks select runs."""
        return self.ended_tasks if self.state is None else _tasks_of(self.state)

    @property
    def state(self) -> RunState | None:
        """The state of the run; None once it is over."""
        return None if self.fold is None else self.fold.state


class _Row(Noun):
    """An entry in a snapshot; of a run in progress it holds only the id."""

    run_id: str
    started_us: int = 0
    last_us: int = 0
    last_seq: int = 0
    cursor: int = 0
    parent: str | None = None
    line: RunSummary | None = None
    asked: bool = False
    fault: str = ""
    tasks: tuple[TaskKey, ...] = ()


class _Dump(Noun):
    """``rows`` in the order in which runs started, ``finished`` in that in which they ended."""

    rows: tuple[_Row, ...]
    finished: tuple[str, ...]
    has_older: bool


class Catalogue:
    """Folds records into a summary of each run.

    Args:
        journal: Source of summaries that are not in memory.
        is_carried: Whether this process executes a run; by default it executes none.
        folded: Called with the id of a run and each of its folded events.
        kept: Number of finished runs in memory.
    """

    name: ClassVar[str] = "catalogue"
    version: ClassVar[int] = 2

    def __init__(
        self,
        journal: Journal,
        is_carried: Callable[[str], bool] = lambda _: False,
        folded: Callable[[str, ev.Event], None] = lambda *_: None,
        kept: int = IN_MEMORY,
    ) -> None:
        self._journal = journal
        self._kept = kept
        self._is_carried = is_carried
        self._folded = folded
        self._entries: dict[str, CatalogueEntry] = {}
        self._finished: deque[str] = deque()
        self._skipped: set[str] = set()
        self._has_older = False
        self._cached: OrderedDict[str, CatalogueEntry] = OrderedDict()

    async def skip_old(self) -> None:
        """Skip finished runs that would not stay in memory; call it before the first record."""
        over = [h.run_id for h in await self._journal.heads() if h.is_over]
        self._skipped = set(over[self._kept :])
        self._has_older = self._has_older or bool(self._skipped)

    def take(self, record: Record) -> None:
        """Fold one record; call it with all records, in order."""
        run_id = record.run_id
        if not ids.is_run(run_id):
            return
        if record.seq == 1:
            if run_id in self._skipped:
                self._skipped.remove(run_id)
                return
            self._entries[run_id] = _entry_of(record)
        entry = self._entries.get(run_id)
        if entry is None:
            self._cached.pop(run_id, None)  # a late event of an old run: read it again on demand
            return
        event = _fold(entry, record)
        if event is None:
            return
        if entry.state is not None and entry.state.is_over:
            self._close(entry)
            self._finished.append(run_id)
            self._evict()
        self._folded(run_id, event)

    def dump(self) -> bytes:
        """All entries, as JSON, without the states of runs in progress."""
        rows = tuple(_row_of(entry) for entry in self._entries.values())
        finished = tuple(self._finished)
        dump = _Dump(rows=rows, finished=finished, has_older=self._has_older)
        return dump.model_dump_json().encode()

    def load(self, state: bytes) -> Sequence[str]:
        """Restore the state that ``dump`` returned.

        Returns:
            Ids of the runs in progress, whose records must be taken again.

        Raises:
            ValueError: ``state`` is something else.
        """
        dump = _Dump.model_validate_json(state)
        self._entries = {row.run_id: _entry_from(row) for row in dump.rows}
        self._finished = deque(dump.finished)
        self._has_older = dump.has_older
        self._evict()
        return self.open_runs()

    async def find(self, run_id: str) -> CatalogueEntry | None:
        """The entry of a run, read from the journal if it is not in memory; None if unknown."""
        in_memory = self._entries.get(run_id) or self._cached.get(run_id)
        if in_memory is not None or not ids.is_run(run_id):
            return in_memory
        records = await self._journal.read(run_id)
        if not records:
            return None
        entry = _entry_of(records[0])
        for record in records:
            _fold(entry, record)
        if entry.state is not None and entry.state.is_over:
            self._close(entry)
            self._cached[run_id] = entry
            if len(self._cached) > CACHED:
                self._cached.popitem(last=False)
        return entry

    async def summary(self, run_id: str) -> RunSummary | None:
        """The summary of a run; None if there is no such run, or it has no goal."""
        entry = await self.find(run_id)
        return None if entry is None else self._summary(entry)

    async def newest_first(self) -> AsyncIterator[RunSummary]:
        """The summaries of all runs that are not within another run."""
        async for entry in self.newest_entries():
            summary = self._summary(entry)
            if summary is not None:
                yield summary

    async def newest_entries(self) -> AsyncIterator[CatalogueEntry]:
        """The entries of these runs."""
        in_memory = [e for e in reversed(self._entries.values()) if "." not in e.run_id]
        for entry in in_memory:
            yield entry
        if not self._has_older:
            return
        listed = {entry.run_id for entry in in_memory}
        for head in await self._journal.heads():
            if head.run_id not in listed and "." not in head.run_id:
                older = await self.find(head.run_id)
                if older is not None:
                    yield older

    def open_runs(self) -> list[str]:
        """The ids of runs that are not over, oldest first."""
        return [e.run_id for e in self._entries.values() if e.state is not None]

    def asking_runs(self) -> list[str]:
        """The ids of runs in memory that asked a person a question, newest first."""
        return [e.run_id for e in reversed(self._entries.values()) if e.asked]

    def __len__(self) -> int:
        return len(self._entries)

    def _evict(self) -> None:
        while len(self._finished) > self._kept:
            self._entries.pop(self._finished.popleft(), None)
            self._has_older = True

    def _close(self, entry: CatalogueEntry) -> None:
        entry.summary = self._summary(entry)
        entry.ended_tasks = entry.tasks
        entry.fold = None

    def _summary(self, entry: CatalogueEntry) -> RunSummary | None:
        if entry.summary is not None:
            return entry.summary
        state = entry.state
        if state is None or state.goal is None:
            return None
        return summary_of(
            state,
            entry.started_us,
            entry.last_us,
            carried=self._is_carried(ids.root_of(entry.run_id)),
            parent=entry.parent,
        )


def _entry_of(record: Record) -> CatalogueEntry:
    at_us = record.entry.at_us
    return CatalogueEntry(record.run_id, at_us, at_us, 0, 0, Fold(RunState(record.run_id)))


def _row_of(entry: CatalogueEntry) -> _Row:
    if entry.fold is not None:
        return _Row(run_id=entry.run_id)
    return _Row(
        run_id=entry.run_id,
        started_us=entry.started_us,
        last_us=entry.last_us,
        last_seq=entry.last_seq,
        cursor=entry.cursor,
        parent=entry.parent,
        line=entry.summary,
        asked=entry.asked,
        fault=entry.fault,
        tasks=entry.ended_tasks,
    )


def _entry_from(row: _Row) -> CatalogueEntry:
    fold = Fold(RunState(row.run_id)) if row.line is None else None
    return CatalogueEntry(
        run_id=row.run_id,
        started_us=row.started_us,
        last_us=row.last_us,
        last_seq=row.last_seq,
        cursor=row.cursor,
        fold=fold,
        parent=row.parent,
        summary=row.line,
        fault=row.fault,
        asked=row.asked,
        ended_tasks=row.tasks,
    )


def _tasks_of(state: RunState) -> tuple[TaskKey, ...]:
    """In the order of the plan: that of the state's own map differs between processes."""
    tasks = [state.tasks[task.task_id] for task in state.plan.tasks] if state.plan else []
    return tuple((task.status, task.award.agent if task.award else None) for task in tasks)


def _fold(entry: CatalogueEntry, record: Record) -> ev.Event | None:
    """Fold one record into its entry; returns its event, or None if it does not count."""
    stored = record.entry
    entry.last_us, entry.last_seq, entry.cursor = stored.at_us, record.seq, record.position
    if entry.fold is None:
        return None
    try:
        event = stored.event()
    except JournalCorruptError as error:
        # One run that cannot be read must not hide the others.
        entry.fault = error.message
        return None
    entry.fold.take(event, stored.at_us)
    if isinstance(event, ev.GoalAccepted):
        entry.parent = event.parent
    elif isinstance(event, ev.Asked):
        entry.asked = True
    elif isinstance(event, ev.RunForked):
        # The time between the original run and its fork does not count.
        entry.started_us += round(event.down_s * 1e6)
    return event
