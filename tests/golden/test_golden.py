"""Journals of earlier releases: read, explained, replayed and resumed by this one."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from golden.cast import agents, tools
from golden.record import recorded
from golden.story import summary_of
from hocket import Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.store import SqliteStore
from hocket.app.inbox import Reply, answer, open_questions
from hocket.core.codec import EVENT_TYPES, TERMINAL, decode
from hocket.core.event import CallAnswered
from hocket.core.ids import AUDIT
from hocket.core.mark import digests_in
from hocket.ports.journal import Request
from hocket.server.audit import verify
from hocket.server.hub import item_of
from hocket.testing import ScriptedLlm

FIRST = Path(__file__).parent / "format_2"
FORMATS = sorted(path.parent for path in Path(__file__).parent.glob("*/journal.db"))


@pytest.fixture(params=FORMATS, ids=lambda folder: folder.name)
def golden(request, tmp_path: Path):
    """A copy of a golden journal, and its expected content."""
    path = tmp_path / "journal.db"
    shutil.copy(request.param / "journal.db", path)
    return path, json.loads((request.param / "expected.json").read_text(encoding="utf-8"))


def _over(expected) -> set[str]:
    states = {run_id: run.get("state", {}).get("status") for run_id, run in expected.items()}
    return {r for r, status in states.items() if status in ("reached", "failed", "cancelled")}


async def opened(path: Path, **options) -> SqliteJournal:
    return await SqliteJournal.open(path, **options)


@pytest.mark.parametrize("read_only", [True, False])
async def test_golden_journal_is_read_and_replayed_as_when_it_was_recorded(golden, read_only):
    path, expected = golden
    journal = await opened(path, read_only=read_only)
    try:
        assert await summary_of(journal, agents(), tools()) == expected
    finally:
        await journal.close()


async def test_golden_journal_keeps_streams_that_are_not_runs(golden):
    path, _ = golden
    journal = await opened(path)
    store = SqliteStore.open(path)
    try:
        verification = await verify(journal)
        assert (verification.ok, verification.entries) == (True, 2)
        (request,) = await journal.requests()
        assert replace(request, number=0) == Request("run-waiting", "cancel", "ann")
        document = await store.get("preferences", "ann", now_us=0)
        assert json.loads(document.body) == {"theme": "dark"}
    finally:
        await store.close()
        await journal.close()


async def test_run_left_by_an_earlier_release_is_resumed_to_its_end(golden):
    path, _ = golden
    journal = await opened(path)
    for request in await journal.requests():
        await journal.drop_request(request.number)
    llm = ScriptedLlm(lambda _: "unused")
    async with Hocket(agents(), builtin=False, llm=llm, journal=journal) as hocket:
        end = await hocket.engine.resume("run-waiting")
        for state, question in await open_questions(journal, "run-waiting"):
            reply = Reply(decision="answer", words=question.question_id)
            await answer(
                hocket.engine,
                hocket.registry,
                f"{state.run_id}~{question.question_id}",
                reply,
                "bob",
            )
        assert (await end).status == "reached"
        assert llm.requests == [], "its one call was answered before"
        text = (await hocket.finished(await end)).text
    assert text.splitlines() == ["said one", "t1~1~ask~1 t1~1~ask~2", "the end", "attempt 1"]
    await journal.close()


async def test_golden_journal_loses_finished_runs_only_and_keeps_their_shared_texts(golden):
    path, expected = golden
    journal = await opened(path)
    dropped = await journal.prune(0)
    over = _over(expected)
    assert set(dropped) == over
    run_ids = {head.run_id for head in await journal.heads()}
    assert run_ids == set(expected) - over
    for run_id in run_ids - {AUDIT}:
        for record in await journal.read(run_id):
            event = decode(record.entry.type, record.entry.version, record.entry.body)
            if record.entry.type == "CallAnswered":
                assert await journal.blob(event.request)
                assert await journal.blob(event.response)
    await journal.close()


async def test_golden_journal_names_the_texts_and_ends_of_its_events(golden):
    path, _ = golden
    journal = await opened(path)
    records = await journal.read_all(0, 10_000)
    for entry in (r.entry for r in records if r.entry.type in EVENT_TYPES):
        event = entry.event()
        named = set(digests_in(event))
        assert entry.ends == (entry.type in TERMINAL)
        assert named <= set(entry.digests)
        # A pattern also sees what is no text: by which request a goal came.
        named |= {getattr(event, "request", "")}
        if isinstance(event, CallAnswered) and event.kind == "tool":
            answer = (await journal.blob(event.response)).decode()
            left = {name for name in entry.digests if name in answer}
            assert set(json.loads(answer).get("files", {}).values()) <= left
            named |= left
        assert set(entry.digests) <= named
    await journal.close()
    assert any(record.entry.joined for record in records)


async def test_golden_journal_is_streamed_in_the_form_of_todays_events(golden):
    path, _ = golden
    journal = await opened(path, read_only=True)
    records = await journal.read_all(0, 10_000)
    await journal.close()
    for record in records:
        sent = json.loads(item_of(record).body)
        if sent["type"] in EVENT_TYPES:
            EVENT_TYPES[sent["type"]].model_validate(sent["event"])


async def test_golden_journal_tells_runs_that_are_over_without_folding_them(golden):
    path, expected = golden
    journal = await opened(path, read_only=True)
    over = {head.run_id for head in await journal.heads() if head.is_over}
    assert over == _over(expected)
    await journal.close()


async def test_golden_journal_is_salvaged_whole(golden):
    path, expected = golden
    salvaged = salvage(path)
    assert (salvaged.runs, salvaged.events_lost, salvaged.texts_lost) == (len(expected), 0, 0)
    journal = await opened(path)
    try:
        assert await summary_of(journal, agents(), tools()) == expected
    finally:
        await journal.close()


async def test_file_that_a_call_left_in_an_unfinished_run_of_version_two_is_kept(tmp_path: Path):
    path = tmp_path / "journal.db"
    shutil.copy(FIRST / "journal.db", path)
    connection = sqlite3.connect(path)
    connection.executescript("""
        DELETE FROM event WHERE run_id = 'run-story' AND seq > 16;
        DELETE FROM event WHERE run_id = 'run-forked';
        UPDATE head SET ended_us = NULL WHERE run_id = 'run-story';
    """)
    connection.close()
    journal = await opened(path)
    call = (await journal.read("run-story"))[-1].entry.event()
    [run_ids] = json.loads(await journal.blob(call.response))["files"].values()
    await journal.prune(0)
    assert await journal.blob(run_ids) == b"7"
    await journal.close()


async def test_journal_of_version_one_is_read_and_gets_its_documents(tmp_path: Path):
    path = tmp_path / "journal.db"
    shutil.copy(FIRST / "journal.db", path)
    connection = sqlite3.connect(path)
    connection.executescript("DROP TABLE document; PRAGMA user_version = 1;")
    connection.close()
    expected = json.loads((FIRST / "expected.json").read_text(encoding="utf-8"))
    for read_only in (True, False):
        journal = await opened(path, read_only=read_only)
        assert await summary_of(journal, agents(), tools()) == expected
        await journal.close()
    store = SqliteStore.open(path)
    assert await store.put("space", "key", b"one") == 1
    await store.close()


async def test_recorder_of_golden_journals_makes_every_type_of_event():
    recorder = await recorded()
    records = await recorder.journal.read_all(0, 10_000)
    assert {record.entry.type for record in records} >= set(EVENT_TYPES)
