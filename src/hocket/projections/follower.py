"""The follower: the journal as one ordered stream of records.

It reads the journal by position, so it delivers every record once and in order, whenever it is
called.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from hocket.ports.journal import Journal, Record

PAGE = 500
GENTLE_PAGE = 50
REST = 3
"""How much longer a gentle reader rests than it reads."""


@dataclass(slots=True)
class Receiver:
    """A receiver; ``cursor`` is the position of the last record it received."""

    take: Callable[[Record], None]
    cursor: int


class Follower:
    """Delivers each record to each receiver once, in the order of the journal.

    Args:
        journal: Journal to follow.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._receivers: list[Receiver] = []
        self._begun = 0
        self._advancing = asyncio.Lock()

    @property
    def cursor(self) -> int:
        """The position of the last record that every receiver got."""
        return min([receiver.cursor for receiver in self._receivers], default=0)

    @property
    def is_behind(self) -> bool:
        """Whether a receiver lacks records that were there when the last one was added."""
        return self.cursor < self._begun

    def add(self, take: Callable[[Record], None], after: int) -> Receiver:
        """Add a receiver of the records after a position; ``catch_up`` delivers them."""
        receiver = Receiver(take, after)
        self._receivers.append(receiver)
        self._begun = max(self._begun, after)
        return receiver

    async def catch_up(self, max_pages: int | None = None, *, gently: bool = False) -> None:
        """Deliver all durable records, so that a writer can read what it wrote.

        Args:
            max_pages: Maximum number of pages to read; None for all.
            gently: Leave most of the time to the other tasks.
        """
        pages, time_s = 0, asyncio.get_running_loop().time
        began_s = time_s()
        while await self._advance(GENTLE_PAGE if gently else PAGE):
            pages += 1
            if pages == max_pages:
                return
            # So that a long journal holds up nothing else.
            await asyncio.sleep(REST * (time_s() - began_s) if gently else 0)
            began_s = time_s()

    async def end(self) -> int:
        """The position of the last record of the journal."""
        return await self._journal.end()

    async def past(self, run_id: str | None, after: int, until: int) -> AsyncIterator[Record]:
        """The records after one position, up to and including another, in order.

        Args:
            run_id: Only this run and the runs within it; None for all runs.
            after: Position to start after.
            until: Position of the last record.
        """
        while after < until:
            records = await self._page(run_id, after)
            for record in records:
                if record.position > until:
                    return
                yield record
            after = records[-1].position if records else until

    async def _advance(self, count: int) -> bool:
        async with self._advancing:
            records = await self._journal.read_all(self.cursor, count)
            for record in records:
                for receiver in self._receivers:
                    if receiver.cursor < record.position:
                        receiver.take(record)
                        receiver.cursor = record.position
            return len(records) == count

    async def _page(self, run_id: str | None, after: int) -> list[Record]:
        if run_id is None:
            return await self._journal.read_all(after, PAGE)
        return await self._journal.read_tree(run_id, after, PAGE)
