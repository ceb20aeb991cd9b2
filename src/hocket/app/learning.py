"""Learning: what a run that begins here may use of the runs before it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.event import ExperienceTaken
from hocket.learn.experience import Experience
from hocket.projections.follower import Follower
from hocket.projections.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.store import Store

FRESH_S = 60.0
"""How long runs share one experience; to read the journal before each one costs too much."""

FIRST_PAGES, MOST_PAGES = 40, 10
"""How much of the journal is read before the first run, and before one that comes later.

What is left of a long journal without a snapshot is read before the runs after that.
"""

SAVE_AFTER = 500
"""After so many records a snapshot is worth its write."""


class Learning:
    """Has the experience follow the journal, and gives each new run its own part of it.

    Args:
        journal: What is learned from.
        store: Where the experience is kept between starts.
        clock: Time.
    """

    def __init__(self, journal: Journal, store: Store, clock: Clock) -> None:
        self.experience = Experience()
        self.follower = Follower(journal)
        self.keeper = Keeper(self.follower, journal, store)
        self._clock = clock
        self._is_followed = False
        self._read_us: int | None = None
        self._reading = asyncio.Lock()

    async def open(self) -> None:
        """Begin with the snapshot; from here on the caller has the follower catch up."""
        await self.keeper.add(self.experience)
        self._is_followed = True

    async def taken(
        self, agents: Sequence[AgentCard], llms: Mapping[str, str]
    ) -> tuple[list[ExperienceTaken], dict[str, bytes]]:
        """The event that a new run begins with, and its texts; neither if nothing is known yet.

        Args:
            agents: Those that may bid in it.
            llms: Role to LLM.
        """
        if not self._is_followed:
            async with self._reading:
                await self._refresh()
        learned = self.experience.learned()
        if learned.is_empty:
            return [], {}
        snapshot = learned.model_dump_json().encode()
        event = ExperienceTaken(
            snapshot=digest(snapshot),
            cursor=self.follower.cursor,
            learned=learned.part({card.name for card in agents}, set(llms.values())),
        )
        return [event], {event.snapshot: snapshot}

    async def _refresh(self) -> None:
        now_us, is_first = self._clock.now_us(), self._read_us is None
        if self._read_us is None:
            await self.keeper.add(self.experience)
        elif now_us - self._read_us < FRESH_S * 1e6:
            return
        self._read_us = now_us
        await self.follower.catch_up(FIRST_PAGES if is_first else MOST_PAGES)
        await self.keeper.save(SAVE_AFTER)
