"""History: the only reader of runs. It turns records into events, and events into states.

Explanations, forks, replays and screens start from it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from hocket.core import event as ev
from hocket.core.codec import EVENT_TYPES
from hocket.core.event import Event
from hocket.core.run import RunState
from hocket.engine.feed import DurableEvent
from hocket.errors import InvalidInputError, RunNotFoundError
from hocket.flow.decide import decide

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence

    from hocket.core.check import CheckClasses
    from hocket.core.command import Command
    from hocket.ports.journal import Journal, Record

Kind = TypeVar("Kind", bound=Event)
PAGE = 500
OF_CALLS = (
    ev.CallAnswered,
    ev.TryFailed,
    ev.EffectIntended,
    ev.StructureMended,
    ev.PromptCompacted,
    ev.ConversationHandedOver,
)
MAIN_TYPES = frozenset(EVENT_TYPES) - {kind.__name__ for kind in OF_CALLS}
"""Types of all events but those of calls, which make up most of a long run."""


class Fold:
    """Folds events into a state.

    Args:
        state: State before the first event.

    Attributes:
        state: State after the last event.
        commands: Commands that the last event caused.
    """

    def __init__(self, state: RunState) -> None:
        self.state = state
        self.commands: tuple[Command, ...] = ()

    def take(self, event: Event, at_us: int) -> RunState:
        """Fold one event; returns the new state."""
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
        checks: Classes of the available checks, by kind; other checks stay undecoded.
    """

    run_id: str
    records: Sequence[Record]
    checks: CheckClasses | None = None

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[DurableEvent]:
        """The events in order, each decoded on demand."""
        return (durable_event_of(record, self.checks) for record in self.records)

    @property
    def first(self) -> Event:
        """The first event of the run."""
        return self.records[0].entry.event()

    @property
    def started_us(self) -> int:
        return self.records[0].entry.at_us

    @property
    def last_us(self) -> int:
        return self.records[-1].entry.at_us

    def until(self, seq: int) -> History:
        """The history up to and including one of its events.

        Raises:
            InvalidInputError: The run has no such event.
        """
        if not 1 <= seq <= len(self.records):
            message = (
                f"at: {seq} — run {self.run_id} has events 1 to {len(self.records)}; "
                "use one of these"
            )
            raise InvalidInputError(message, run_id=self.run_id, at=seq)
        return replace(self, records=self.records[:seq])

    def after(self, seq: int) -> History:
        """The history after one of its events."""
        return replace(self, records=self.records[seq:])

    def only(self, kind: type[Kind]) -> list[Kind]:
        """The events of one type; others are not decoded."""
        entries = (r.entry for r in self.records if r.entry.type == kind.__name__)
        return [event for entry in entries if isinstance(event := entry.event(), kind)]

    def state(self) -> RunState:
        """The state after the last event."""
        return fold(self.run_id, ((h.event, h.at_us) for h in self))

    def states(self) -> list[RunState]:
        """The state after each event."""
        folding = Fold(RunState(self.run_id))
        return [folding.take(h.event, h.at_us) for h in self]


def durable_event_of(record: Record, checks: CheckClasses | None = None) -> DurableEvent:
    """The event in a record.

    Raises:
        JournalCorruptError: The record cannot be read.
    """
    entry = record.entry
    event = entry.event(checks)
    return DurableEvent(record.run_id, record.seq, entry.at_us, event, entry.joined)


async def history_of(journal: Journal, run_id: str, checks: CheckClasses | None = None) -> History:
    """The complete history of a run.

    Args:
        journal: Journal to read.
        run_id: The run.
        checks: Classes of the available checks, by kind.

    Raises:
        RunNotFoundError: There is no such run.
    """
    records = await journal.read(run_id)
    if not records:
        raise RunNotFoundError.of(run_id)
    return History(run_id, records, checks)


async def records_of_types(
    journal: Journal, run_id: str, types: Collection[str], skip: int = 0
) -> AsyncIterator[Record]:
    """The records of a run whose events have one of these types, read as far as they are used.

    Args:
        journal: Journal to read.
        run_id: The run.
        types: Types of events.
        skip: The number of such records to leave out at the start.
    """
    while True:
        records = await journal.read_types(run_id, types, skip, PAGE)
        for record in records:
            yield record
        if len(records) < PAGE:
            return
        skip += PAGE
        await asyncio.sleep(0)  # so that a long run holds up nothing else


async def events_of_types(
    journal: Journal, run_id: str, types: Collection[str], skip: int = 0
) -> AsyncIterator[DurableEvent]:
    """The events in these records."""
    async for record in records_of_types(journal, run_id, types, skip):
        yield durable_event_of(record)


async def state_of(journal: Journal, run_id: str) -> RunState:
    """The state of a run, from its journal alone; status ``new`` if there is no such run."""
    return History(run_id, await journal.read(run_id)).state()


async def past(journal: Journal, run_id: str, after_seq: int = 0) -> list[DurableEvent]:
    """The journaled events of a run after one of them, as if they happened now."""
    return [durable_event_of(record) for record in await journal.read(run_id, after_seq)]
