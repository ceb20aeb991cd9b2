"""History: the one reader of a run. Records become events, and events a state.

What needs more than that (an explanation, a fork, a replay, a screen) begins here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from hocket.core.event import Event
from hocket.core.run import RunState
from hocket.engine.feed import DurableEvent
from hocket.errors import InvalidInputError, RunNotFoundError
from hocket.flow.decide import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hocket.core.check import CheckClasses
    from hocket.core.command import Command
    from hocket.ports.journal import Journal, Record

Kind = TypeVar("Kind", bound=Event)


class Fold:
    """A state, event by event.

    Args:
        state: What is known before the first one.

    Attributes:
        state: As of the last event taken.
        commands: Those that followed from it.
    """

    def __init__(self, state: RunState) -> None:
        self.state = state
        self.commands: tuple[Command, ...] = ()

    def take(self, event: Event, at_us: int) -> RunState:
        """The state after one more event."""
        self.state, self.commands = decide(self.state, event, at_us)
        return self.state


def fold(run_id: str, events: Iterable[tuple[Event, int]]) -> RunState:
    """The state of a run from its (event, at_us) pairs."""
    folding = Fold(RunState(run_id))
    for event, at_us in events:
        folding.take(event, at_us)
    return folding.state


@dataclass(frozen=True)
class History:
    """Records of one run, or of another stream of the journal, in order.

    Attributes:
        checks: Kind to class of the checks that are known here; others are kept as they are.
    """

    run_id: str
    records: Sequence[Record]
    checks: CheckClasses | None = None

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[DurableEvent]:
        """The events in order, each decoded as it is asked for."""
        return (durable_event_of(record, self.checks) for record in self.records)

    @property
    def first(self) -> Event:
        """The event that the run began with."""
        return self.records[0].entry.event()

    @property
    def started_us(self) -> int:
        return self.records[0].entry.at_us

    @property
    def last_us(self) -> int:
        return self.records[-1].entry.at_us

    def until(self, seq: int) -> History:
        """The run as it was right after one of its events.

        Raises:
            InvalidInputError: It has no such event.
        """
        if not 1 <= seq <= len(self.records):
            message = (
                f"at: {seq} — run {self.run_id} has events 1 to {len(self.records)}; "
                "use one of these"
            )
            raise InvalidInputError(message, run_id=self.run_id, at=seq)
        return replace(self, records=self.records[:seq])

    def after(self, seq: int) -> History:
        """What happened after one of its events."""
        return replace(self, records=self.records[seq:])

    def only(self, kind: type[Kind]) -> list[Kind]:
        """The events of one type; no other is decoded."""
        entries = (r.entry for r in self.records if r.entry.type == kind.__name__)
        return [event for entry in entries if isinstance(event := entry.event(), kind)]

    def state(self) -> RunState:
        """Where the run stands after the last event."""
        return fold(self.run_id, ((h.event, h.at_us) for h in self))

    def states(self) -> list[RunState]:
        """Where it stood after each event."""
        folding = Fold(RunState(self.run_id))
        return [folding.take(h.event, h.at_us) for h in self]


def durable_event_of(record: Record, checks: CheckClasses | None = None) -> DurableEvent:
    """A record as the event that it holds.

    Raises:
        JournalCorruptError: It cannot be read.
    """
    entry = record.entry
    event = entry.event(checks)
    return DurableEvent(record.run_id, record.seq, entry.at_us, event, entry.joined)


async def history_of(journal: Journal, run_id: str, checks: CheckClasses | None = None) -> History:
    """A run from its first event on.

    Args:
        journal: Only read.
        run_id: The run.
        checks: Kind to class of the checks that are known here.

    Raises:
        RunNotFoundError: There is no such run.
    """
    records = await journal.read(run_id)
    if not records:
        raise RunNotFoundError.of(run_id)
    return History(run_id, records, checks)


async def state_of(journal: Journal, run_id: str) -> RunState:
    """Where a run stands, by its journal alone; status ``new`` if there is no such run."""
    return History(run_id, await journal.read(run_id)).state()


async def past(journal: Journal, run_id: str, after_seq: int = 0) -> list[DurableEvent]:
    """What the journal holds of a run after one of its events, as if it were happening."""
    return [durable_event_of(record) for record in await journal.read(run_id, after_seq)]
