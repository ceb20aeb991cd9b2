"""`hocket doctor --verify` finds what was changed in a journal; texts are checked when read."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from hocket import Agent, Goal, Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.retention import prune
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.seals import SPACE, verify
from hocket.cli.main import cli
from hocket.core.digest import digest
from hocket.core.event import GoalAccepted, GoalCancelled
from hocket.errors import JournalCorruptError
from hocket.ports.journal import Entry
from hocket.testing import ScriptedLlm

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "a long answer " * 200


async def say(_, bench):
    bench.write("a.txt", b"short")
    return TEXT


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with three finished runs."""

    async def fill() -> None:
        path = tmp_path / "journal.db"
        agent = Agent("worker", work=say)
        async with Hocket([agent], builtin=False, journal=path, llm=ScriptedLlm(["x"])) as hocket:
            for text in ("one", "two", "three"):
                await hocket.run(text, plan="single")

    asyncio.run(fill())
    return tmp_path / "journal.db"


def edited(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(statement, values).rowcount > 0
        connection.commit()


def doctor(path: Path, *words: str):
    return CliRunner().invoke(cli, ["--home", str(path.parent), "doctor", "--verify", *words])


def test_journal_as_it_was_written_verifies(journal):
    verified = verify(journal)
    assert (verified.ok, verified.sealed, verified.unsealed) == (True, 3, 0)
    assert verified.texts > 1
    done = doctor(journal)
    assert (done.exit_code, "3 finished runs" in done.output) == (0, True), done.output


EDITS = {
    "verdict": (
        "UPDATE event SET body = replace(body, 'unproven', 'accepted') WHERE position IN "
        "(SELECT position FROM event WHERE type = 'LeftUnproven' LIMIT 1)"
    ),
    "verdict-to-another-type": (
        "UPDATE event SET type = 'Accepted' WHERE position IN "
        "(SELECT position FROM event WHERE type = 'LeftUnproven' LIMIT 1)"
    ),
    "goal": "UPDATE event SET body = replace(body, 'two', 'six') WHERE type = 'GoalAccepted'",
    "time": "UPDATE event SET at_us = at_us + 1 WHERE position = 3",
    "version": "UPDATE event SET version = version + 1 WHERE position = 3",
    "removed": "DELETE FROM event WHERE position = 3",
    "removed-last": (
        "DELETE FROM event WHERE position = (SELECT max(position) FROM event WHERE ends)"
    ),
    "swapped": (
        "UPDATE event SET body = (SELECT body FROM event AS e WHERE e.type = event.type "
        "AND e.run_id <> event.run_id LIMIT 1) WHERE position = 1"
    ),
}


@pytest.mark.parametrize("statement", EDITS.values(), ids=EDITS)
def test_event_of_a_finished_run_that_was_edited_is_noticed(journal, statement):
    edited(journal, statement)
    verified = verify(journal)
    assert (verified.ok, len(verified.altered), verified.sealed) == (False, 1, 2)
    done = doctor(journal)
    assert (done.exit_code, f"altered: the events of {verified.altered[0]}" in done.output) == (
        6,
        True,
    ), done.output
    document = json.loads(doctor(journal, "--json").output)
    assert document["altered"] == list(verified.altered)


TEXTS = {
    "other": (0, b"something else"),
    "one-byte": (0, TEXT.replace("a", "b", 1).encode()),
    "empty": (0, b""),
    "packed-other": (1, zlib.compress(b"x")),
    "not-packed": (1, b"something else"),
    "cut": (1, zlib.compress(TEXT.encode())[:-9]),
    "marked-as-not-packed": (0, zlib.compress(TEXT.encode())),
}


@pytest.mark.parametrize(("packed", "content"), TEXTS.values(), ids=TEXTS)
async def test_text_that_was_edited_is_noticed_and_never_returned(tmp_path, packed, content):
    path, name = tmp_path / "journal.db", digest(TEXT.encode())
    journal = await SqliteJournal.open(path)
    await journal.close()
    insert = "INSERT INTO blob VALUES (?, ?, ?)"
    await asyncio.to_thread(edited, path, insert, name, packed, content)
    journal = await SqliteJournal.open(path)
    with pytest.raises(JournalCorruptError, match="not as it was stored"):
        await journal.blob(name)
    await journal.close()
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.texts_altered) == (False, (name,))
    assert (await asyncio.to_thread(doctor, path)).exit_code == 6


async def unfinished(path: Path) -> None:
    begun = asyncio.Event()

    async def wait(_, bench):
        begun.set()
        await asyncio.Event().wait()

    agent = Agent("worker", work=wait)
    async with Hocket(
        [agent], builtin=False, journal=path, llm=ScriptedLlm(["x"]), resume=False
    ) as hocket:
        await hocket.submit("one", plan="single")
        await begun.wait()


GOAL_EDIT = (
    """UPDATE event SET body = replace(body, '"one"', '"six"') WHERE type = 'GoalAccepted'"""
)


async def test_unfinished_run_is_covered_from_the_close_of_its_journal(tmp_path):
    path = tmp_path / "journal.db"
    await unfinished(path)
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.open, verified.unsealed) == (True, 1, 0)
    assert "1 unfinished runs are as they were" in (await asyncio.to_thread(doctor, path)).output
    await asyncio.to_thread(edited, path, GOAL_EDIT)
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.open, len(verified.altered)) == (False, 0, 1)


async def test_edit_of_an_unfinished_run_is_noticed_after_its_end_too(tmp_path):
    path = tmp_path / "journal.db"
    await unfinished(path)
    await asyncio.to_thread(edited, path, GOAL_EDIT)

    async def work(_, __):
        return "done"

    agent = Agent("worker", work=work)
    async with Hocket([agent], builtin=False, journal=path, llm=ScriptedLlm(["x"])) as hocket:
        for end in [hocket.engine.completion_of(r) for r in hocket.engine._loops]:
            assert (await end).status == "reached"
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.sealed, len(verified.altered)) == (False, 0, 1)


async def test_run_that_waits_is_sealed_while_its_journal_is_open(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    await journal.append("run-1", 0, [Entry.of(GoalAccepted(goal=Goal(text="go")), 1)])
    while not (await asyncio.to_thread(verify, path)).open:
        await asyncio.sleep(0.05)
    await journal.close()


async def test_edit_while_a_run_goes_on_is_noticed_after_its_end(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    await journal.append("run-1", 0, [Entry.of(GoalAccepted(goal=Goal(text="one")), 1)])
    await asyncio.to_thread(edited, path, GOAL_EDIT)
    await journal.append("run-1", 1, [Entry.of(GoalCancelled(reason="enough"), 2)])
    await journal.close()
    assert (await asyncio.to_thread(verify, path)).altered == ("run-1",)


async def test_seal_after_a_refused_write_is_over_what_was_written(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    first = Entry.of(GoalAccepted(goal=Goal(text="one")), 1)
    await journal.append("run-1", 0, [first])
    with pytest.raises(JournalCorruptError):
        await journal.append("run-1", 1, [first, first._replace(version=None)])
    await journal.append("run-1", 1, [Entry.of(GoalCancelled(reason="enough"), 2)])
    await journal.close()
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.sealed) == (True, 1)


async def test_seal_of_entries_of_several_times_written_at_once_holds(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    begun, ended = GoalAccepted(goal=Goal(text="one")), GoalCancelled(reason="enough")
    times_us = (1, 1, 10**15, 2)
    entries = [Entry.of(begun, at_us) for at_us in times_us]
    await journal.append("run-1", 0, [*entries, Entry.of(ended, 10**15)])
    await journal.close()
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.sealed) == (True, 1)


@pytest.mark.parametrize(("packed", "content"), TEXTS.values(), ids=TEXTS)
async def test_damaged_text_is_replaced_when_it_is_written_again(tmp_path, packed, content):
    path, name = tmp_path / "journal.db", digest(TEXT.encode())
    entry = Entry.of(GoalAccepted(goal=Goal(text="go")), 1)
    journal = await SqliteJournal.open(path)
    await journal.append("run-1", 0, [entry], {name: TEXT.encode()})
    await journal.close()
    update = "UPDATE blob SET packed = ?, content = ? WHERE digest = ?"
    await asyncio.to_thread(edited, path, update, packed, content, name)
    journal = await SqliteJournal.open(path)
    with pytest.raises(JournalCorruptError, match="not as it was stored"):
        await journal.blob(name)
    await journal.append("run-2", 0, [entry], {name: TEXT.encode()})
    await journal.close()
    journal = await SqliteJournal.open(path, read_only=True)
    assert await journal.blob(name) == TEXT.encode()
    await journal.close()


def test_seals_go_with_runs_that_are_pruned_and_stay_with_those_that_are_salvaged(journal):
    assert salvage(journal).runs == 3
    assert (verify(journal).ok, verify(journal).sealed) == (True, 3)
    with closing(sqlite3.connect(journal, isolation_level=None)) as connection:
        assert len(prune(connection, 1)) == 3
    assert (verify(journal).ok, verify(journal).sealed) == (True, 0)


def test_doctor_verify_without_a_journal_says_so(tmp_path):
    done = doctor(tmp_path / "journal.db")
    assert (done.exit_code, "There is no journal at" in done.output) == (6, True), done.output


async def test_run_is_sealed_over_what_was_written_while_other_runs_are_written(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    begun, ended = GoalAccepted(goal=Goal(text="one")), GoalCancelled(reason="enough")
    runs = [f"run-{number}" for number in range(1, 40)]

    async def run(run_id):
        for seq in range(12):
            await journal.append(run_id, seq, [Entry.of(begun, seq)])
        if run_id != runs[0]:
            await journal.append(run_id, 12, [Entry.of(ended, 12)])

    await asyncio.gather(*map(run, runs))
    await journal.close()
    verified = await asyncio.to_thread(verify, path)
    assert (verified.ok, verified.sealed, verified.open) == (True, 38, 1)


async def test_run_that_goes_on_is_sealed_after_a_write_of_another_was_refused(tmp_path):
    path = tmp_path / "journal.db"
    journal = await SqliteJournal.open(path)
    first = Entry.of(GoalAccepted(goal=Goal(text="one")), 1)
    await journal.append("run-1", 0, [first])
    with pytest.raises(JournalCorruptError):
        await journal.append("run-2", 0, [first._replace(version=None)])
    await journal.close()
    with closing(sqlite3.connect(path)) as connection:
        sealed = connection.execute("SELECT key FROM document WHERE space = ?", (SPACE,))
        assert sealed.fetchall() == [("run-1",)]
