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
        self._advancing = asyncio.Lock()

    @property
    def cursor(self) -> int:
        """The position of the last record that every receiver got."""
        return min((receiver.cursor for receiver in self._receivers), default=0)

    def add(self, take: Callable[[Record], None], after: int) -> Receiver:
        """Add a receiver of the records after a position; ``catch_up`` delivers them."""
        receiver = Receiver(take, after)
        self._receivers.append(receiver)
        return receiver

    async def catch_up(self, max_pages: int | None = None) -> None:
        """Deliver all durable records, so that a writer can read what it wrote.

        Args:
            max_pages: Maximum number of pages to read; None for all.
        """
        pages = 0
        while await self._advance():
            pages += 1
            if pages == max_pages:
                return

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

    async def _advance(self) -> bool:
        async with self._advancing:
            records = await self._journal.read_all(self.cursor, PAGE)
            for record in records:
                for receiver in self._receivers:
                    if receiver.cursor < record.position:
                        receiver.take(record)
                        receiver.cursor = record.position
            return len(records) == PAGE

    async def _page(self, run_id: str | None, after: int) -> list[Record]:
        if run_id is None:
            return await self._journal.read_all(after, PAGE)
        return await self._journal.read_tree(run_id, after, PAGE)
