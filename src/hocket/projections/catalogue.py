"""The catalogue: a summary of every run, folded from the journal, for listing and searching.

Summaries of the newest finished runs stay in memory; older ones are read from the journal on
demand, so that the memory of a server does not grow with the number of runs.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.noun import Noun
from hocket.core.run import RunState
from hocket.errors import JournalCorruptError
from hocket.projections.dump import Dumper
from hocket.projections.history import MAIN_TYPES, PAGE, Fold, records_of_types
from hocket.projections.summary import RunSummary, summary_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection

    from hocket.ports.journal import Journal, Record, RunHead
    from hocket.projections.follower import Follower

IN_MEMORY = 25_000
CACHED = 500
LONG = 4000
"""Events above which a run is read without its calls while the catalogue is behind."""

READ_AT_ONCE = 200
"""Runs that a list reads from the journal while the catalogue is behind; for more it waits."""

_DUMPER = Dumper(())
TaskKey = tuple[str, str | None]
"""The status of a task, and the agent that it was awarded to last."""


@dataclass(slots=True)
class CatalogueEntry:
    """A run in the catalogue. Once it is over, it keeps its summary but not its state.

    ``asked`` is true if it asked a person a question. ``ended_tasks`` are the tasks of a run that
    is over, as ``tasks`` returns them. ``is_partial`` is true if its costs lack its calls.
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
    is_partial: bool = False

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """Status and agent of each task of its plan, by which lists of tasks select runs."""
        return self.ended_tasks if self.state is None else _tasks_of(self.state)

    @property
    def state(self) -> RunState | None:
        """The state of the run; None once it is over."""
        return None if self.fold is None else self.fold.state


class _Row(Noun):
    """An entry in a snapshot; ``state`` is the dump of the state of a run in progress."""

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
    state: str = ""


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
        folded: Called with each folded record and its event.
        kept: Number of finished runs in memory.
        follower: Delivers the records; while it is behind the journal, runs are read from there.
    """

    name: ClassVar[str] = "catalogue"
    version: ClassVar[int] = 3

    def __init__(
        self,
        journal: Journal,
        is_carried: Callable[[str], bool] = lambda _: False,
        folded: Callable[[Record, ev.Event], None] = lambda *_: None,
        kept: int = IN_MEMORY,
        follower: Follower | None = None,
    ) -> None:
        self._journal = journal
        self._follower = follower
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
        self._folded(record, event)

    def dump(self) -> bytes:
        """All entries, as JSON, with the states of runs in progress."""
        rows = tuple(_row_of(entry) for entry in self._entries.values())
        finished = tuple(self._finished)
        dump = _Dump(rows=rows, finished=finished, has_older=self._has_older)
        return dump.model_dump_json().encode()

    def load(self, state: bytes) -> None:
        """Restore the state that ``dump`` returned.

        Raises:
            ValueError: ``state`` is something else.
        """
        dump = _Dump.model_validate_json(state)
        self._entries = {row.run_id: _entry_from(row) for row in dump.rows}
        self._finished = deque(dump.finished)
        self._has_older = dump.has_older
        self._evict()

    @property
    def is_behind(self) -> bool:
        """Whether there are records that it was not given yet, as after a start."""
        return self._follower is not None and self._follower.is_behind

    async def catch_up(self) -> None:
        """Wait until it was given every record."""
        if self._follower is not None and self.is_behind:
            await self._follower.catch_up()

    async def find(self, run_id: str) -> CatalogueEntry | None:
        """The entry of a run, read from the journal if it is not in memory; None if unknown.

        While the catalogue is behind, the costs of a long run lack its calls.
        """
        in_memory = self._entries.get(run_id) or self._cached.get(run_id)
        if not ids.is_run(run_id):
            return in_memory
        if in_memory is not None and not self.is_behind and not in_memory.is_partial:
            return in_memory
        head = await self._journal.head(run_id)
        if head is None:
            return in_memory
        if self.is_behind:
            # What was read from the journal is newer than what the catalogue was given so far.
            for known in (self._cached.get(run_id), in_memory):
                if known is not None and known.last_seq == head.last_seq:
                    return known
        entry = await self._read(head)
        if entry.state is not None and entry.state.is_over:
            self._close(entry)
            self._cached[run_id] = entry
            if len(self._cached) > CACHED:
                self._cached.popitem(last=False)
        return entry

    async def _read(self, head: RunHead) -> CatalogueEntry:
        """The entry of a run; while behind, of a long run only from its main events."""
        run_id = head.run_id
        [first] = await self._journal.read(run_id, 0, 1)
        entry = _entry_of(first)
        if self.is_behind and head.last_seq > LONG:
            seq = 0
            async for record in records_of_types(self._journal, run_id, MAIN_TYPES):
                _fold(entry, record)
                seq = record.seq
            # The last event counts of whatever type it is, but once.
            entry.last_seq, entry.is_partial = max(seq, head.last_seq - 1), True
        while records := await self._journal.read(run_id, entry.last_seq, PAGE):
            for record in records:
                _fold(entry, record)
            await asyncio.sleep(0)
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
        listed: set[str] = set()
        if self.is_behind:
            async for entry in self._newest_in_journal(READ_AT_ONCE):
                listed.add(entry.run_id)
                yield entry
            if len(listed) < READ_AT_ONCE:
                return
            await self.catch_up()
        in_memory = [e for e in reversed(self._entries.values()) if "." not in e.run_id]
        for entry in in_memory:
            if entry.run_id not in listed:
                yield entry
        if not self._has_older:
            return
        listed |= {entry.run_id for entry in in_memory}
        async for older in self._newest_in_journal(except_for=listed):
            yield older

    async def _newest_in_journal(
        self, most: int | None = None, except_for: Collection[str] = ()
    ) -> AsyncIterator[CatalogueEntry]:
        heads = await self._journal.heads()
        outer = (h for h in heads if ids.is_run(h.run_id) and "." not in h.run_id)
        for head in islice((h for h in outer if h.run_id not in except_for), most):
            entry = await self.find(head.run_id)
            if entry is not None:
                yield entry

    def open_runs(self) -> list[str]:
        """The ids of runs that are not over, oldest first."""
        return [e.run_id for e in self._entries.values() if e.state is not None]

    async def asking_runs(self) -> list[str]:
        """The ids of runs in memory that asked a person a question, newest first."""
        if self.is_behind:
            heads = await self._journal.heads()
            if len(heads) <= READ_AT_ONCE:
                return [head.run_id for head in heads if await self._asked(head.run_id)]
            await self.catch_up()
        return [e.run_id for e in reversed(self._entries.values()) if e.asked]

    async def _asked(self, run_id: str) -> bool:
        return bool(await self._journal.read_types(run_id, (ev.Asked.__name__,), 0, 1))

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
    state = entry.state
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
        state="" if state is None else _DUMPER.dump(state).decode(),
    )


def _entry_from(row: _Row) -> CatalogueEntry:
    fold = None
    if row.state:
        state = _DUMPER.load(row.state.encode())
        if not isinstance(state, RunState):
            message = f"the state of {row.run_id} is something else"
            raise ValueError(message)
        fold = Fold(state)
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
