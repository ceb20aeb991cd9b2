"""The follower: the journal as one ordered stream of records.

It follows the journal by position, so what it hands out is complete, in order and never doubled,
whatever wakes it and however often.
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
class Place:
    """How far one receiver has come: ``cursor`` is the position of the last record it has."""

    taken: Callable[[Record], None]
    cursor: int


class Follower:
    """Hands each record to each receiver once, in the order of the journal.

    Args:
        journal: What is followed.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._places: list[Place] = []
        self._advancing = asyncio.Lock()

    @property
    def cursor(self) -> int:
        """The position of the last record that every receiver has."""
        return min((place.cursor for place in self._places), default=0)

    def add(self, taken: Callable[[Record], None], after: int) -> Place:
        """Hand the records after a position to one more receiver, from the next catching up on."""
        place = Place(taken, after)
        self._places.append(place)
        return place

    async def catch_up(self, most_pages: int | None = None) -> None:
        """Hand out what is durable by now, so that who wrote it can read it.

        Args:
            most_pages: Stop after so many, although there may be more.
        """
        pages = 0
        while await self._advance():
            pages += 1
            if pages == most_pages:
                return

    async def past(self, run_id: str | None, after: int, until: int) -> AsyncIterator[Record]:
        """What the journal holds after one position and up to another, in order.

        Args:
            run_id: Only of this run and the runs within it.
            after: The position before the first record.
            until: The position of the last one.
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
                for place in self._places:
                    if place.cursor < record.position:
                        place.taken(record)
                        place.cursor = record.position
            return len(records) == PAGE

    async def _page(self, run_id: str | None, after: int) -> list[Record]:
        if run_id is None:
            return await self._journal.read_all(after, PAGE)
        return await self._journal.read_tree(run_id, after, PAGE)
