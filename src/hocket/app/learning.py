"""Learning: gives each new run the experience of earlier runs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.event import ExperienceTaken
from hocket.learn.experience import Experience
from hocket.projections.follower import Follower
from hocket.projections.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.aptitude import Aptitude
    from hocket.core.learned import Learned
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.store import Store

FRESH_S = 60.0
"""How long runs share one experience; reading the journal before each run costs too much."""

FIRST_PAGES, MOST_PAGES = 40, 10
"""Pages of the journal to read before the first run, and before each later one.

The rest of a long journal without a snapshot is read before the following runs.
"""

SAVE_AFTER = 500
"""Records after which a new snapshot is saved."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    cursor: int
    learned: Learned
    is_empty: bool
    text: bytes
    digest: str

    @classmethod
    def of(cls, cursor: int, learned: Learned) -> _Snapshot:
        text = learned.model_dump_json().encode()
        return cls(cursor, learned, learned.is_empty, text, digest(text))

    def joined_by(self, aptitudes: Mapping[str, Aptitude]) -> _Snapshot:
        """This with what passports say, which is not in the journal."""
        learned = self.learned.model_copy(update={"aptitudes": dict(aptitudes)})
        return self.of(self.cursor, learned)


class Learning:
    """Keeps the experience up to date, and gives each new run the part that concerns it.

    Args:
        journal: The journal to learn from.
        store: Keeps snapshots of the experience between starts.
        clock: The clock.
    """

    def __init__(self, journal: Journal, store: Store, clock: Clock) -> None:
        self.experience = Experience()
        self.follower = Follower(journal)
        self.keeper = Keeper(self.follower, journal, store)
        self._clock = clock
        self._is_followed = False
        self._read_us: int | None = None
        self._known: _Snapshot | None = None
        self._reading = asyncio.Lock()

    async def open(self) -> None:
        """Load the snapshot; from here on the caller makes the follower catch up."""
        await self.keeper.add(self.experience)
        self._is_followed = True

    async def taken(
        self,
        agents: Sequence[AgentCard],
        llms: Collection[str],
        aptitudes: Mapping[str, Aptitude] | None = None,
        weights: Mapping[str, str] | None = None,
    ) -> tuple[list[ExperienceTaken], dict[str, bytes]]:
        """The experience event of a new run, and its texts; both empty if there is none yet.

        Args:
            agents: The agents that may bid in the run.
            llms: The LLMs that it may use.
            aptitudes: What the passports of these LLMs say.
            weights: The digests of the weights of LLMs, as far as their hosts know them.
        """
        known = await self._current()
        if aptitudes:
            known = known.joined_by(aptitudes)
        if known.is_empty:
            return [], {}
        event = ExperienceTaken(
            snapshot=known.digest,
            cursor=known.cursor,
            learned=known.learned.part({card.name for card in agents}, llms, weights),
        )
        return [event], {known.digest: known.text}

    async def learned(self) -> Learned:
        """What earlier runs have shown."""
        return (await self._current()).learned

    async def _current(self) -> _Snapshot:
        if not self._is_followed and (self._reading.locked() or not self._is_fresh()):
            async with self._reading:
                await self._refresh()
        return self._snapshot()

    def _snapshot(self) -> _Snapshot:
        """What is known now; made anew only when the journal was followed further."""
        cursor = self.follower.cursor
        if self._known is None or self._known.cursor != cursor:
            self._known = _Snapshot.of(cursor, self.experience.learned())
        return self._known

    def _is_fresh(self) -> bool:
        read_us = self._read_us
        return read_us is not None and self._clock.now_us() - read_us < FRESH_S * 1e6

    async def _refresh(self) -> None:
        if self._is_fresh():
            return
        is_first = self._read_us is None
        if is_first:
            await self.keeper.add(self.experience)
        self._read_us = self._clock.now_us()
        await self.follower.catch_up(FIRST_PAGES if is_first else MOST_PAGES)
        await self.keeper.save(SAVE_AFTER)
