"""The keeper and the follower: projections that are complete, never doubled, and kept."""

from __future__ import annotations

import logging
from typing import ClassVar

from hocket.adapters.memory.store import MemoryStore
from hocket.errors import UnavailableError
from hocket.ports.journal import Entry
from hocket.projections.follower import PAGE, Follower
from hocket.projections.keeper import Keeper
from hocket.testing import MemoryJournal


class Seen:
    """A projection that writes down which positions it was given."""

    name: ClassVar[str] = "seen"
    version: ClassVar[int] = 1

    def __init__(self) -> None:
        self.positions: list[int] = []
        self.loaded = 0

    def take(self, record) -> None:
        self.positions.append(record.position)

    def dump(self) -> bytes:
        return ",".join(map(str, self.positions)).encode()

    def load(self, state: bytes) -> None:
        self.positions = [int(p) for p in state.split(b",")]
        self.loaded = len(self.positions)


async def add(journal, count: int) -> None:
    at = len(await journal.read("run-1"))
    await journal.append("run-1", at, [Entry(1, "TimerFired", 1, b"{}")] * count)


def keeper_of(journal, store) -> tuple[Follower, Keeper]:
    follower = Follower(journal)
    return follower, Keeper(follower, journal, store)


async def test_follower_sends_each_receiver_all_records_after_its_cursor_once():
    journal = MemoryJournal(turn_every=1)
    await add(journal, PAGE + 10)
    follower, early, late = Follower(journal), [], []
    follower.add(lambda record: early.append(record.position), 0)
    follower.add(lambda record: late.append(record.position), PAGE + 5)
    await follower.catch_up()
    await follower.catch_up()
    await add(journal, 2)
    await follower.catch_up()
    assert early == list(range(1, PAGE + 13))
    assert late == list(range(PAGE + 6, PAGE + 13))
    assert follower.cursor == PAGE + 12


async def test_projection_with_a_snapshot_reads_only_later_records():
    journal, store = MemoryJournal(turn_every=1), MemoryStore(turn_every=1)
    await add(journal, 5)
    follower, keeper = keeper_of(journal, store)
    assert await keeper.add(Seen()) is False
    await follower.catch_up()
    await keeper.save()
    await add(journal, 3)
    follower, keeper = keeper_of(journal, store)
    again = Seen()
    assert await keeper.add(again) is True
    await follower.catch_up()
    assert again.loaded == 5
    assert again.positions == list(range(1, 9))


async def test_snapshot_is_written_after_enough_records():
    journal, store = MemoryJournal(turn_every=1), MemoryStore(turn_every=1)
    follower, keeper = keeper_of(journal, store)
    await keeper.add(Seen())
    await add(journal, 3)
    await follower.catch_up()
    await keeper.save(4)
    assert await store.get("projection", "seen", now_us=0) is None
    await keeper.save(3)
    assert (await store.get("projection", "seen", now_us=0)).version == 1
    await keeper.save(1)
    assert (await store.get("projection", "seen", now_us=0)).version == 1, "nothing is new"


async def test_snapshot_holds_no_record_that_comes_while_it_is_written():
    class BusyJournal(MemoryJournal):
        async def read_all(self, after_position, limit):
            if limit == 1:  # the keeper looks for the last record
                await add(self, 1)
                await follower.catch_up()
            return await super().read_all(after_position, limit)

    journal, store = BusyJournal(), MemoryStore(turn_every=1)
    follower, keeper = keeper_of(journal, store)
    await keeper.add(Seen())
    await add(journal, 3)
    await follower.catch_up()
    await keeper.save()
    follower, keeper = keeper_of(journal, store)
    again = Seen()
    await keeper.add(again)
    await follower.catch_up()
    assert again.positions == sorted(set(again.positions))


class FullStore(MemoryStore):
    async def put(self, *_, **__):
        message = "no room"
        raise UnavailableError(message)


async def test_snapshot_that_cannot_be_written_is_logged_and_no_error(caplog):
    journal = MemoryJournal(turn_every=1)
    follower, keeper = keeper_of(journal, FullStore())
    await keeper.add(Seen())
    await add(journal, 3)
    await follower.catch_up()
    with caplog.at_level(logging.WARNING):
        await keeper.save()
    assert "cannot save the snapshot of seen: no room" in caplog.text
