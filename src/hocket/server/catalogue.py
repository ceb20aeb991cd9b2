"""The catalogue: every run in one line, kept by folding the journal, to be listed and searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core.run import RunState
from hocket.engine.engine import RUN_PREFIX
from hocket.errors import JournalCorruptError
from hocket.flow.decide import decide
from hocket.server.experience import Experience
from hocket.server.views.run import RunSummary, summary_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hocket.ports.journal import Record


@dataclass(slots=True)
class Entry:
    """A run in the catalogue. Once it is over its state is let go of; the line stays."""

    run_id: str
    started_us: int
    last_us: int
    last_seq: int
    cursor: int
    state: RunState | None
    parent: str | None = None
    line: RunSummary | None = None
    fault: str = ""


class Catalogue:
    """Folds records as they come; knows each run's line.

    Args:
        is_carried: Whether this process carries a run.
        changed: Called with the id of a run whose line may have changed.
    """

    def __init__(
        self, is_carried: Callable[[str], bool], changed: Callable[[str, ev.Event], None]
    ) -> None:
        self._is_carried = is_carried
        self._changed = changed
        self._entries: dict[str, Entry] = {}
        self.experience = Experience()

    def take(self, record: Record) -> None:
        """Fold one record; to be called with all of them, in order."""
        if not record.run_id.startswith(RUN_PREFIX):
            return
        stored = record.entry
        entry = self._entries.get(record.run_id)
        if entry is None:
            entry = Entry(record.run_id, stored.at_us, stored.at_us, 0, 0, RunState(record.run_id))
            self._entries[record.run_id] = entry
        entry.last_us, entry.last_seq, entry.cursor = stored.at_us, record.seq, record.position
        if entry.state is None:
            return
        try:
            event = ev.decode(stored.type, stored.version, stored.body)
        except JournalCorruptError as error:
            # One run that cannot be read must not hide the others.
            entry.fault = error.message
            return
        entry.state, _ = decide(entry.state, event, stored.at_us)
        self.experience.take(record.run_id, event, entry.state)
        if isinstance(event, ev.GoalAccepted):
            entry.parent = event.parent
        if entry.state.is_over:
            entry.line = self._line(entry)
            entry.state = None
        self._changed(record.run_id, event)

    def entry(self, run_id: str) -> Entry | None:
        """What is known of a run, if there is one."""
        return self._entries.get(run_id)

    def summary(self, run_id: str) -> RunSummary | None:
        """A run's line; None if there is none, or it has no goal."""
        entry = self._entries.get(run_id)
        return None if entry is None else self._line(entry)

    def newest_first(self) -> Iterator[RunSummary]:
        """The lines of all runs that are within no other."""
        for entry in reversed(self._entries.values()):
            if "." not in entry.run_id:
                line = self._line(entry)
                if line is not None:
                    yield line

    def open_runs(self) -> list[str]:
        """The ids of runs that are not over, oldest first."""
        return [e.run_id for e in self._entries.values() if e.state is not None]

    def __len__(self) -> int:
        return len(self._entries)

    def _line(self, entry: Entry) -> RunSummary | None:
        if entry.line is not None:
            return entry.line
        state = entry.state
        if state is None or state.goal is None:
            return None
        return summary_of(
            state,
            entry.started_us,
            entry.last_us,
            carried=self._is_carried(root(entry.run_id)),
            parent=entry.parent,
        )


def root(run_id: str) -> str:
    """The outermost run, which is the one that is carried."""
    return run_id.partition(".")[0]
