"""The journal on a real disk: durable, shared, full, damaged, pruned, salvaged."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import sys
from typing import TYPE_CHECKING

import pytest

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.store import SqliteStore
from hocket.core.digest import digest
from hocket.errors import (
    JournalCorruptError,
    JournalFullError,
    JournalHeldError,
    Remedy,
    UnavailableError,
)
from hocket.ports.journal import Entry, Request
from hocket.ports.projection import SPACE

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import asyncio, sys
from pathlib import Path
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.ports.journal import Entry

async def main():
    journal = await SqliteJournal.open(Path(sys.argv[1]))
    for n in range(int(sys.argv[2])):
        await journal.append("r", n, [Entry(n, "TimerFired", 1, b"%d" % n)])
    print("ready", flush=True)
    for n in range(int(sys.argv[2]), 10**9):
        if sys.argv[3] == "write":
            await journal.append("r", n, [Entry(n, "TimerFired", 1, b"%d" % n)])
            print(n, flush=True)
        else:
            for request in await journal.requests():
                await journal.drop_request(request.number)
                print(request.kind, request.body, flush=True)
            await asyncio.sleep(0.05)

asyncio.run(main())
"""
FULL = """
import asyncio, resource, sys
from pathlib import Path
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.errors import JournalFullError
from hocket.ports.journal import Entry

async def main():
    journal = await SqliteJournal.open(Path(sys.argv[1]))
    await journal.append("r", 0, [Entry(1, "TimerFired", 1, b"first")])
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000_000, resource.RLIM_INFINITY))
    n = 1
    try:
        while True:
            n = await journal.append("r", n, [Entry(1, "TimerFired", 1, b"x" * 500_000)])
    except JournalFullError as error:
        print(error.message)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(await journal.append("r", n, [Entry(2, "TimerFired", 1, b"after")]), n)
    await journal.close()

asyncio.run(main())
"""


def entry(n: int, body: bytes = b"", kind: str = "TimerFired") -> Entry:
    return Entry(n, kind, 1, body or b"%d" % n)


async def start(code: str, *arguments: str):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *arguments, stdout=asyncio.subprocess.PIPE
    )


async def test_journal_of_a_killed_writer_has_all_confirmed_entries(tmp_path: Path):
    path = tmp_path / "journal.db"
    process = await start(HOLD, str(path), "0", "write")
    confirmed = -1
    for _ in range(300):
        line = await process.stdout.readline()
        confirmed = int(line) if line != b"ready\n" else confirmed
    process.kill()
    rest = (await process.communicate())[0].split()
    confirmed = int(rest[-1]) if rest else confirmed
    journal = await SqliteJournal.open(path)
    bodies = [int(r.entry.body) for r in await journal.read("r")]
    assert bodies[: confirmed + 1] == list(range(confirmed + 1))
    assert len(bodies) <= confirmed + 2, "at most the one in progress"
    assert await journal.append("r", len(bodies), [entry(0)]) == len(bodies) + 1
    await journal.close()


async def test_journal_held_by_another_process_names_it_and_can_be_read(tmp_path):
    path = tmp_path / "journal.db"
    process = await start(HOLD, str(path), "3", "wait")
    assert await process.stdout.readline() == b"ready\n"
    with pytest.raises(JournalHeldError, match=f"process {process.pid} ") as error:
        await SqliteJournal.open(path)
    assert error.value.remedy == Remedy("free_journal")
    reader = await SqliteJournal.open(path, read_only=True)
    assert len(await reader.read("r")) == 3
    await reader.ask(Request("r", "cancel", "me"))
    assert await process.stdout.readline() == b"cancel me\n"
    with pytest.raises(UnavailableError, match="reading only"):
        await reader.append("r", 3, [entry(9)])
    await reader.close()
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    journal = await SqliteJournal.open(path)  # the lock went with its process
    await journal.close()


async def test_journal_on_a_full_disk_raises_and_continues_when_there_is_space(tmp_path: Path):
    process = await start(FULL, str(tmp_path / "journal.db"))
    out = (await process.communicate())[0].decode().splitlines()
    assert process.returncode == 0
    assert "nothing is lost" in out[0]
    after, before = map(int, out[1].split())
    assert after == before + 1
    journal = await SqliteJournal.open(tmp_path / "journal.db", read_only=True)
    records = await journal.read("r")
    assert [r.seq for r in records] == list(range(1, after + 1))
    assert records[-1].entry.body == b"after"
    await journal.close()


async def test_journal_write_that_fails_refuses_the_writes_queued_after_it(tmp_path: Path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    await journal.append("r", 0, [entry(1)])
    pages = journal._writer._connection.execute("PRAGMA page_count").fetchone()[0]
    journal._writer._connection.execute(f"PRAGMA max_page_count = {pages}")
    big = [entry(2, random.Random(1).randbytes(8_000_000))]
    results = await asyncio.gather(
        journal.append("r", 1, big), journal.append("r", 2, [entry(3)]), return_exceptions=True
    )
    assert isinstance(results[0], JournalFullError)
    assert isinstance(results[1], Exception), "it would leave a gap"
    assert len(await journal.read("r")) == 1
    journal._writer._connection.execute("PRAGMA max_page_count = 100000")
    assert await journal.append("r", 1, big) == 2
    await journal.close()


def last_page_of_events(path: Path, size: int) -> int:
    """The number (from 0) of the page with the newest events, found by overwriting each."""
    whole = path.read_bytes()
    for number in range(len(whole) // size - 1, 0, -1):
        if b'"pad"' not in whole[number * size : (number + 1) * size]:
            continue
        trial = path.with_name("trial.db")
        trial.write_bytes(whole[: number * size] + b"\xff" * size + whole[(number + 1) * size :])
        connection = sqlite3.connect(trial)
        try:
            connection.execute("SELECT body FROM event ORDER BY position DESC LIMIT 1").fetchall()
        except sqlite3.DatabaseError:
            return number
        finally:
            connection.close()
    raise AssertionError


async def filled(path: Path, runs: int = 6, events: int = 40) -> None:
    journal = await SqliteJournal.open(path)
    dice = random.Random(7)
    for run in range(runs):
        for n in range(events):
            text = dice.randbytes(300)
            body = json.dumps({"response": digest(text), "pad": "x" * 200}).encode()
            kind = "GoalReached" if n == events - 1 else "TimerFired"
            at_us = run * 1000 + n
            named = (digest(text),)
            entry = Entry(at_us, kind, 1, body, named, ends=kind == "GoalReached")
            await journal.append(f"run-{run}", n, [entry], {digest(text): text})
    await journal.close()


async def test_journal_with_a_damaged_page_raises_and_is_salvaged(tmp_path: Path):
    path = tmp_path / "journal.db"
    await filled(path)
    whole = path.read_bytes()
    # The last page that holds events: overwritten as a dying disk does.
    connection = sqlite3.connect(path)
    page = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    at = last_page_of_events(path, page)
    path.write_bytes(whole[: at * page] + b"\xff" * page + whole[(at + 1) * page :])
    reader = await SqliteJournal.open(path, read_only=True)
    with pytest.raises(JournalCorruptError, match="is damaged") as damaged:
        await reader.read("run-5")
    assert damaged.value.remedy == Remedy("salvage_journal")
    await reader.close()

    salvaged = salvage(path)
    assert salvaged.events_lost > 0
    assert salvaged.runs_cut
    assert salvaged.texts == 240
    journal = await SqliteJournal.open(path)
    for run in range(6):
        records = await journal.read(f"run-{run}")
        assert [r.seq for r in records] == list(range(1, len(records) + 1))
        if f"run-{run}" not in salvaged.runs_cut:
            assert len(records) == 40
    assert sum([len(await journal.read(f"run-{r}")) for r in range(6)]) == salvaged.events
    await journal.close()
    assert (tmp_path / "journal.db.damaged").read_bytes()[:16] == b"SQLite format 3\x00"
    with pytest.raises(UnavailableError, match="earlier salvage"):
        salvage(path)


async def test_journal_with_a_truncated_log_keeps_the_complete_entries(tmp_path: Path):
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    journal = await SqliteJournal.open(path)
    for n in range(50):
        await journal.append("r", n, [entry(n, b"x" * 500)])
    # As on disk while the writer runs: nearly everything is in the log, whose last bytes are lost.
    log = (tmp_path / "journal.db-wal").read_bytes()
    copy.write_bytes(path.read_bytes())
    (tmp_path / "copy.db-wal").write_bytes(log[: log.rindex(b"x" * 500) - 5000])
    await journal.close()
    reopened = await SqliteJournal.open(copy)
    records = await reopened.read("r")
    assert 40 <= len(records) < 50
    assert await reopened.append("r", len(records), [entry(0)]) == len(records) + 1
    await reopened.close()


async def test_journal_of_another_kind_or_a_newer_hocket_is_refused(tmp_path: Path):
    other = tmp_path / "other.db"
    other.write_bytes(b"this is no database at all, but long enough" * 100)
    with pytest.raises(JournalCorruptError, match="damaged"):
        await SqliteJournal.open(other)
    newer = tmp_path / "newer.db"
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(JournalCorruptError, match="newer hocket"):
        await SqliteJournal.open(newer)
    with pytest.raises(UnavailableError, match="the first run creates it"):
        await SqliteJournal.open(tmp_path / "none.db", read_only=True)


async def test_journal_over_its_size_drops_the_oldest_finished_runs_only(tmp_path: Path):
    path = tmp_path / "journal.db"
    await filled(path)
    journal = await SqliteJournal.open(path)
    shared = b"a text that an old run and a young one name"
    naming = Entry(9999, "TimerFired", 1, b"{}", (digest(shared),))
    await journal.append("run-young", 0, [naming], {digest(shared): shared})
    store = SqliteStore.open(path)
    await store.put(SPACE, "k", b"a snapshot that includes the runs to be dropped")
    await store.put("s", "k", b"a key")
    assert await journal.prune(10_000_000) == []
    assert await store.get(SPACE, "k", now_us=1) is not None, "nothing was dropped"
    dropped = await journal.prune(120_000)
    assert await journal.prune(110_000) == [], "there is room to spare"
    assert await store.get(SPACE, "k", now_us=1) is None
    assert await store.get("s", "k", now_us=1) is not None
    await store.close()
    assert dropped == [f"run-{n}" for n in range(len(dropped))]
    assert 1 <= len(dropped) <= 6
    run_ids = {h.run_id for h in await journal.heads()}
    assert run_ids == {f"run-{n}" for n in range(len(dropped), 6)} | {"run-young"}
    assert await journal.blob(digest(shared)) == shared
    assert await journal.prune(0) == [f"run-{n}" for n in range(len(dropped), 6)]
    assert [h.run_id for h in await journal.heads()] == ["run-young"], "it is not finished"
    await journal.close()
    again = await SqliteJournal.open(path, retain_bytes=0)
    assert len(await again.read("run-young")) == 1
    await again.close()


async def test_run_within_an_unfinished_run_is_kept_until_that_is_over(tmp_path: Path):
    end = Entry(2, "GoalReached", 1, b"{}", ends=True)
    journal = await SqliteJournal.open(tmp_path / "journal.db")
    await journal.append("run-1", 0, [entry(1)])
    await journal.append("run-1.ab", 0, [entry(1), end])
    await journal.append("run-10", 0, [entry(1), end])
    assert await journal.prune(0) == ["run-10"]
    await journal.append("run-1", 1, [end])
    assert sorted(await journal.prune(0)) == ["run-1", "run-1.ab"]
    await journal.close()
