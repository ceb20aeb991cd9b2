"""The first opening of a file: it is created or upgraded once, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from hocket.adapters.sqlite.connection import connect
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.lock import WriterLock
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.sqlite.upgrades import VERSION
from hocket.errors import JournalHeldError

OLDER = Path(__file__).parents[1] / "golden" / "format_2" / "journal.db"


@pytest.fixture
def older(tmp_path) -> Path:
    """A journal of format 2."""
    return shutil.copy(OLDER, tmp_path / "journal.db")


def query(path: Path, sql: str, *values) -> list[tuple]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(sql, values).fetchall()


def version_of(path: Path) -> int:
    return query(path, "PRAGMA user_version")[0][0]


def open_at_once(path: Path, count: int) -> list[BaseException]:
    """Open a file several times at once; returns the errors."""
    errors: list[BaseException] = []
    start = threading.Barrier(count)

    def once() -> None:
        start.wait()
        try:
            connect(path, write=True).close()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            errors.append(error)

    threads = [threading.Thread(target=once) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_file_that_several_open_at_once_is_created_once(tmp_path):
    for n in range(5):
        assert open_at_once(tmp_path / f"{n}.db", 4) == []
        assert version_of(tmp_path / f"{n}.db") == VERSION


def test_older_file_that_several_open_at_once_is_upgraded_once(tmp_path):
    for n in range(5):
        path = shutil.copy(OLDER, tmp_path / f"{n}.db")
        assert open_at_once(path, 4) == []
        assert version_of(path) == VERSION


async def test_older_file_with_a_damaged_text_is_upgraded(older):
    query(older, "DELETE FROM event WHERE type LIKE 'Goal%' AND type != 'GoalAccepted'")
    query(older, "UPDATE blob SET packed = 1, content = x'00'")
    journal = await SqliteJournal.open(older)
    runs = await journal.heads()
    await journal.close()
    assert runs
    assert version_of(older) == VERSION


def test_store_leaves_an_older_file_that_another_process_works_on(older):
    lock = WriterLock(older)
    with pytest.raises(JournalHeldError):
        SqliteStore.open(older)
    lock.release()
    assert version_of(older) == 2


async def test_store_upgrades_an_older_file_that_nobody_works_on(older):
    store = SqliteStore.open(older)
    assert await store.all("profile", now_us=0) == []
    await store.close()
    assert version_of(older) == VERSION


def test_table_that_a_killed_process_left_is_removed(tmp_path):
    path = tmp_path / "journal.db"
    connect(path, write=True).close()
    query(path, "CREATE TABLE fill (x BLOB)")
    connect(path, write=True).close()
    assert query(path, "SELECT name FROM sqlite_master WHERE name = 'fill'") == []


async def test_file_whose_beginning_is_overwritten_is_set_aside_by_a_salvage(tmp_path):
    path = tmp_path / "journal.db"
    await asyncio.to_thread(lambda: connect(path, write=True).close())
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    salvaged = await asyncio.to_thread(salvage, path)
    assert (salvaged.runs, Path(salvaged.set_aside).exists()) == (0, True)
    journal = await SqliteJournal.open(path)
    assert await journal.heads() == []
    await journal.close()
