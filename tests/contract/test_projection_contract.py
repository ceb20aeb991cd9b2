"""The contract of projections, run over all of them with the golden journals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.app.projections import projections
from hocket.core.digest import digest
from hocket.ports.journal import Entry
from hocket.ports.projection import SPACE
from hocket.projections.snapshot import rebuild, restore, save
from hocket.testing import MemoryJournal

GOLDEN = Path(__file__).parent.parent / "golden"
FORMATS = sorted(path.parent.name for path in GOLDEN.glob("*/journal.db"))
NAMES = sorted(projections(MemoryJournal()))
CUTS = 12


@pytest.fixture(params=FORMATS)
async def journal(request, tmp_path: Path):
    """A journal with every type of event, and one unreadable event."""
    path = tmp_path / "journal.db"
    shutil.copy(GOLDEN / request.param / "journal.db", path)
    opened = await SqliteJournal.open(path)
    await opened.append("run-unreadable", 0, [Entry(1, "Unheard", 9, b"{}")])
    yield opened
    await opened.close()


@pytest.fixture(params=NAMES)
def make(request, journal):
    """Makes a new projection."""
    return lambda: projections(journal)[request.param]


async def read(journal, projection, *, until: int = 1_000_000, after: int = 0):
    for record in await journal.read_all(0, 1_000_000):
        if after < record.position <= until:
            projection.take(record)
    return projection


def again(projection, state: bytes):
    """The projection from a dump on, as ``restore`` does it."""
    projection.load(state)
    return projection


async def test_projection_is_the_same_from_the_start_and_from_any_snapshot_on(journal, make):
    whole = (await read(journal, make())).dump()
    end = (await journal.read_all(0, 1_000_000))[-1].position
    for cut in range(0, end + 1, max(1, end // CUTS)):
        early = await read(journal, make(), until=cut)
        late = again(make(), early.dump())
        assert late.dump() == early.dump(), f"the dump at {cut} comes back as it was"
        assert (await read(journal, late, after=cut)).dump() == whole, f"after a snapshot at {cut}"


async def test_projection_uses_some_records(journal, make):
    assert (await read(journal, make())).dump() != make().dump()


async def test_projection_is_restored_from_its_snapshot_and_not_from_the_journal(journal, make):
    store, end = MemoryStore(), (await journal.read_all(0, 1_000_000))[-1].position
    snapshot = await read(journal, make(), until=end // 2)
    assert await save(snapshot, end // 2, journal, store) > 0
    restored = make()
    assert await restore(restored, journal, store) == end // 2
    assert restored.dump() == snapshot.dump()


async def test_snapshot_of_another_version_is_dropped(journal, make):
    store, kept = MemoryStore(), make()
    kept.version += 1
    await save(kept, 1, journal, store)
    assert await restore(make(), journal, store) == 0
    assert await store.get(SPACE, kept.name, now_us=0) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[:-1],
        lambda body: body[:-1] + b"x",
        lambda body: body.replace(b'"cursor":9', b'"cursor":8'),
        lambda body: body.partition(b"\n")[2],
        lambda _: b"",
        lambda _: b"\xff\x00",
    ],
)
async def test_snapshot_that_is_damaged_is_dropped_and_changes_nothing(journal, make, damage):
    store, kept = MemoryStore(), await read(journal, make(), until=9)
    await save(kept, 9, journal, store)
    body = (await store.get(SPACE, kept.name, now_us=0)).body
    assert damage(body) != body
    await store.put(SPACE, kept.name, damage(body))
    restored = make()
    assert await restore(restored, journal, store) == 0
    assert restored.dump() == make().dump()
    assert await store.get(SPACE, kept.name, now_us=0) is None


async def test_state_that_no_dump_wrote_is_refused_and_changes_nothing(make):
    projection = make()
    for state in (b"", b"[]", b'{"unheard": 1}', b"\xff"):
        with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
            projection.load(state)
    assert projection.dump() == make().dump()


async def test_snapshot_of_another_journal_is_dropped(journal, make):
    store = MemoryStore()
    await save(await read(journal, make(), until=9), 9, journal, store)
    other = MemoryJournal()
    await other.append("run-other", 0, [Entry(1, "Unheard", 9, b"{}")] * 20)
    restored = make()
    assert await restore(restored, other, store) == 0
    assert restored.dump() == make().dump()


async def test_projection_is_rebuilt_whatever_its_snapshot_held(journal, make):
    store, lying = MemoryStore(), make()
    await save(lying, 20, journal, store)  # says that it took 20 records, and took none
    records = await journal.read_all(0, 1_000_000)
    rebuilt = await rebuild(make(), journal, store)
    assert (rebuilt.name, rebuilt.records) == (lying.name, len(records))
    assert rebuilt.cursor == records[-1].position
    document = await store.get(SPACE, lying.name, now_us=0)
    assert rebuilt.size_bytes == len(document.body)
    restored = make()
    assert await restore(restored, journal, store) == rebuilt.cursor
    assert restored.dump() == (await read(journal, make())).dump()
    assert digest(restored.dump()).encode() in document.body


async def test_projection_of_an_empty_journal_leaves_no_snapshot(make):
    store, empty = MemoryStore(), MemoryJournal()
    rebuilt = await rebuild(make(), empty, store)
    assert (rebuilt.records, rebuilt.cursor, rebuilt.size_bytes) == (0, 0, 0)
    assert await store.all(SPACE, now_us=0) == []
