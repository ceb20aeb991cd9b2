"""The contract of stores, run over the one in memory and the one on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.store import SqliteStore
from hocket.errors import JournalConflictError
from hocket.ports.projection import SPACE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["memory", "sqlite"])
async def store(request, tmp_path: Path):
    made = MemoryStore() if request.param == "memory" else SqliteStore.open(tmp_path / "j.db")
    yield made
    await made.close()


async def test_store_returns_what_was_put_with_a_rising_version(store):
    assert await store.get("s", "k", now_us=1) is None
    assert await store.put("s", "k", b"one") == 1
    assert await store.put("s", "k", b"two") == 2
    document = await store.get("s", "k", now_us=1)
    assert (document.key, document.version, document.body) == ("k", 2, b"two")


async def test_store_lists_a_space_by_key_and_nothing_else(store):
    for space, key in (("s", "b"), ("s", "a"), ("t", "c")):
        await store.put(space, key, key.encode())
    assert [d.key for d in await store.all("s", now_us=1)] == ["a", "b"]


async def test_store_put_that_expects_another_version_writes_nothing(store):
    await store.put("s", "k", b"one", expected=0)
    for expected in (0, 2):
        with pytest.raises(JournalConflictError, match="has version 1"):
            await store.put("s", "k", b"two", expected=expected)
    assert (await store.get("s", "k", now_us=1)).body == b"one"


async def test_store_drops_expired_and_deleted_documents(store):
    await store.put("s", "brief", b"x", expires_us=10)
    await store.put("s", "long", b"x")
    assert await store.get("s", "brief", now_us=9) is not None
    assert await store.get("s", "brief", now_us=10) is None
    assert [d.key for d in await store.all("s", now_us=10)] == ["long"]
    assert await store.expire(10) == 1
    assert await store.delete("s", "long") is True
    assert await store.delete("s", "long") is False


async def test_store_and_journal_work_on_one_file_at_once(tmp_path):
    journal = await SqliteJournal.open(tmp_path / "j.db")
    store = SqliteStore.open(tmp_path / "j.db")
    other = SqliteStore.open(tmp_path / "j.db")
    await store.put("s", "k", b"one")
    await store.put(SPACE, "k", b"a snapshot of events that may be lost")
    assert (await other.get("s", "k", now_us=1)).body == b"one"
    for opened in (store, other, journal):
        await opened.close()
    salvage(tmp_path / "j.db")
    saved = SqliteStore.open(tmp_path / "j.db")
    assert (await saved.get("s", "k", now_us=1)).body == b"one"
    assert await saved.get(SPACE, "k", now_us=1) is None
    await saved.close()
