"""The follower: the journal as one ordered stream of records.

It follows the journal by position, so what it hands out is complete, in order and never doubled,
whatever wakes it and however often.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from hocket.ports.journal import Journal, Record

PAGE = 500


class Follower:
    """Hands each record out once, in the order of the journal.

    Args:
        journal: What is followed.
        taken: Called with each record.
    """

    def __init__(self, journal: Journal, taken: Callable[[Record], None]) -> None:
        self._journal = journal
        self._taken = taken
        self._advancing = asyncio.Lock()
        self.cursor = 0

    async def catch_up(self) -> None:
        """Hand out what is durable by now, so that who wrote it can read it."""
        while await self._advance():
            pass

    async def past(self, run_id: str | None, after: int, until: int) -> AsyncIterator[Record]:
        """What the journal holds after one cursor and up to another, in order.

        Args:
            run_id: Only of this run and the runs within it.
            after: The cursor before the first record.
            until: The cursor of the last one.
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
                self.cursor = record.position
                self._taken(record)
            return len(records) == PAGE

    async def _page(self, run_id: str | None, after: int) -> list[Record]:
        if run_id is None:
            return await self._journal.read_all(after, PAGE)
        return await self._journal.read_tree(run_id, after, PAGE)
