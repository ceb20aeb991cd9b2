"""The contract of journals, run over the one in memory and the one on disk."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.adapters.memory.journal import MemoryJournal
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.core.attempt import Outcome
from hocket.core.digest import digest
from hocket.core.event import Executed, GoalCancelled
from hocket.errors import JournalConflictError, JournalCorruptError
from hocket.ports.journal import Entry, Request

if TYPE_CHECKING:
    from pathlib import Path


def entries(*bodies: bytes, type: str = "TimerFired", at_us: int = 1) -> list[Entry]:  # noqa: A002
    return [Entry(at_us + n, type, 1, body) for n, body in enumerate(bodies)]


@pytest.fixture(params=["memory", "memory with turns", "sqlite"])
async def journal(request, tmp_path: Path):
    made = MemoryJournal(**({} if request.param == "memory" else {"turn_every": 1}))
    if request.param == "sqlite":
        made = await SqliteJournal.open(tmp_path / "journal.db")
    yield made
    await made.close()


async def test_journal_entries_are_read_in_order_and_unchanged(journal):
    appended = entries(b"{}", b'{"a":"\xc3\xa9"}', b"x" * 5000)
    assert await journal.append("r", 0, appended[:2]) == 2
    assert await journal.append("r", 2, appended[2:]) == 3
    records = await journal.read("r")
    assert [r.entry for r in records] == appended
    assert [r.seq for r in records] == [1, 2, 3]
    assert [r.seq for r in await journal.read("r", after_seq=2)] == [3]
    assert await journal.read("unknown") == []


async def test_journal_positions_count_over_all_runs(journal):
    await journal.append("a", 0, entries(b"1"))
    await journal.append("b", 0, entries(b"2"))
    await journal.append("a", 1, entries(b"3"))
    everything = await journal.read_all(0, 10)
    assert [r.entry.body for r in everything] == [b"1", b"2", b"3"]
    assert [r.entry.body for r in await journal.read_all(everything[0].position, 1)] == [b"2"]


async def test_journal_tree_is_a_run_with_all_within_it_and_no_other(journal):
    for run_id in ("r-1", "r-1.a", "r-10", "r-1.a.b", "r-1/x", "r-1-y"):
        await journal.append(run_id, 0, entries(run_id.encode()))
    await journal.append("r-1", 1, entries(b"last"))
    records = await journal.read_tree("r-1", 0, 10)
    assert [r.entry.body for r in records] == [b"r-1", b"r-1.a", b"r-1.a.b", b"last"]
    assert [r.entry.body for r in await journal.read_tree("r-1.a", 0, 10)] == [b"r-1.a", b"r-1.a.b"]
    assert await journal.read_tree("r-1", records[0].position, 2) == records[1:3]
    assert await journal.read_tree("r-2", 0, 10) == []


async def test_journal_types_are_read_in_order_after_those_to_skip(journal):
    for n, kind in enumerate(["Asked", "Answered", "Asked", "TimerFired", "Asked"]):
        await journal.append("r", n, entries(str(n).encode(), type=kind))
    await journal.append("other", 0, entries(b"5", type="Asked"))
    asked = await journal.read_types("r", {"Asked"}, 0, 10)
    assert [(r.seq, r.entry.body) for r in asked] == [(1, b"0"), (3, b"2"), (5, b"4")]
    assert await journal.read_types("r", {"Asked"}, 1, 1) == asked[1:2]
    both = await journal.read_types("r", {"Asked", "Answered"}, 1, 10)
    assert [r.seq for r in both] == [2, 3, 5]
    assert await journal.read_types("r", {"Asked"}, 3, 10) == []
    assert await journal.read_types("unknown", {"Asked"}, 0, 10) == []


@pytest.mark.parametrize("expected", [0, 2])
async def test_journal_append_at_a_wrong_sequence_number_adds_nothing(journal, expected):
    await journal.append("r", 0, entries(b"1"))
    with pytest.raises(JournalConflictError, match="is at event 1"):
        await journal.append("r", expected, entries(b"2"), {digest(b"t"): b"t"})
    assert len(await journal.read("r")) == 1
    assert await journal.append("r", 1, entries(b"2")) == 2


async def test_journal_concurrent_appends_keep_the_order_of_the_calls(journal):
    async with asyncio.TaskGroup() as group:
        for n in range(200):
            group.create_task(journal.append("r", n, entries(str(n).encode())))
    assert [r.entry.body for r in await journal.read("r")] == [str(n).encode() for n in range(200)]


async def test_journal_concurrent_runs_do_not_mix(journal):
    async with asyncio.TaskGroup() as group:
        for n in range(50):
            for run in ("a", "b", "c"):
                group.create_task(journal.append(run, n, entries(f"{run}{n}".encode())))
    for run in ("a", "b", "c"):
        bodies = [r.entry.body for r in await journal.read(run)]
        assert bodies == [f"{run}{n}".encode() for n in range(50)]


async def test_journal_text_is_stored_once_and_read_back_unchanged(journal):
    text = "größer\n".encode() * 1000
    name = digest(text)
    await journal.append("r", 0, entries(b"1"), {name: text})
    await journal.append("r", 1, entries(b"2"), {name: text})
    assert await journal.blob(name) == text
    with pytest.raises(JournalCorruptError, match="0000"):
        await journal.blob("0" * 64)


async def test_journal_heads_have_first_and_last_event_newest_first(journal):
    await journal.append("old", 0, entries(b"1", b"2", at_us=10))
    await journal.append("new", 0, entries(b"1", at_us=20))
    await journal.append("old", 2, [Entry(30, "GoalReached", 1, b"{}", ends=True)])
    new, old = await journal.heads()
    assert (new.run_id, new.started_us, new.last_us, new.last_seq) == ("new", 20, 20, 1)
    assert (old.run_id, old.started_us, old.last_us, old.last_seq) == ("old", 10, 30, 3)
    assert (new.is_over, old.is_over) == (False, True)
    assert [await journal.head("new"), await journal.head("old")] == [new, old]
    assert await journal.head("none") is None


async def test_journal_end_is_the_position_of_its_last_entry(journal):
    assert await journal.end() == 0
    await journal.append("a", 0, entries(b"1"))
    await journal.append("b", 0, entries(b"2", b"3"))
    assert await journal.end() == (await journal.read_all(0, 10))[-1].position


async def test_journal_run_stays_over_whatever_is_added_to_it_later(journal):
    ended = Entry(1, "GoalCancelled", 1, b"{}", ends=True)
    await journal.append("r", 0, [ended, *entries(b"late", at_us=2)])
    await journal.append("r", 2, entries(b"later", at_us=3))
    [head] = await journal.heads()
    assert (head.is_over, head.last_seq) == (True, 3)


async def test_journal_entries_keep_what_they_name_and_belong_to(journal):
    event = Executed(
        attempt_id="t1#1", outcome=Outcome(text=digest(b"x"), files={"a": digest(b"y")})
    )
    first, second = Entry.of_step([event, event], 1)
    assert (first, second) == (Entry.of(event, 1), Entry.of(event, 1, joined=True))
    await journal.append("r", 0, [first, second])
    assert [r.entry for r in await journal.read("r")] == [first, second]
    assert [r.entry for r in await journal.read_all(0, 9)] == [first, second]
    assert first.digests == (digest(b"x"), digest(b"y"))
    assert (first.joined, second.joined, first.ends) == (False, True, False)
    assert Entry.of(GoalCancelled(reason="so"), 1).ends


async def test_journal_requests_wait_in_order_until_they_are_dropped(journal):
    assert await journal.requests() == []
    await journal.ask(Request("r", "cancel", "me"))
    await journal.ask(Request("s", "cancel", "you"))
    first, second = await journal.requests()
    assert replace(first, number=0) == Request("r", "cancel", "me")
    assert replace(second, number=0) == Request("s", "cancel", "you")
    await journal.drop_request(first.number)
    assert await journal.requests() == [second]
    await journal.drop_request(second.number)
    await journal.drop_request(second.number)
    assert await journal.requests() == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.binary(max_size=2000)), max_size=30))
def test_journal_holds_what_was_appended(steps):
    async def check(journal) -> None:
        written: dict[str, list[bytes]] = {}
        for run, body in steps:
            bodies = written.setdefault(run, [])
            await journal.append(run, len(bodies), entries(body), {digest(body): body})
            bodies.append(body)
        for run, bodies in written.items():
            assert [r.entry.body for r in await journal.read(run)] == bodies
            for body in bodies:
                assert await journal.blob(digest(body)) == body

    asyncio.run(check(MemoryJournal()))
