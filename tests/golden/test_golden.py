"""Journals that earlier releases wrote: read, explained, replayed and carried on by this one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from golden.cast import agents, tools
from golden.record import recorded
from golden.story import summary_of
from hocket import Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.salvage import salvage
from hocket.adapters.sqlite.store import SqliteStore
from hocket.app.inbox import Reply, open_questions, reply_to
from hocket.core.event import EVENT_TYPES, decode
from hocket.core.ids import AUDIT
from hocket.ports.journal import Request
from hocket.server.audit import verify
from hocket.testing import ScriptedLlm

FORMATS = sorted(path.parent for path in Path(__file__).parent.glob("*/journal.db"))


@pytest.fixture(params=FORMATS, ids=lambda folder: folder.name)
def golden(request, tmp_path: Path):
    """A copy of a golden journal, and what it is known to say."""
    path = tmp_path / "journal.db"
    shutil.copy(request.param / "journal.db", path)
    return path, json.loads((request.param / "expected.json").read_text(encoding="utf-8"))


async def opened(path: Path, **options) -> SqliteJournal:
    return await SqliteJournal.open(path, **options)


@pytest.mark.parametrize("read_only", [True, False])
async def test_golden_journal_says_and_replays_what_it_said_when_it_was_written(golden, read_only):
    path, expected = golden
    journal = await opened(path, read_only=read_only)
    try:
        assert await summary_of(journal, agents(), tools()) == expected
    finally:
        await journal.close()


async def test_golden_journal_keeps_what_is_no_run(golden):
    path, _ = golden
    journal = await opened(path)
    store = SqliteStore.open(path)
    try:
        verification = await verify(journal)
        assert (verification.ok, verification.entries) == (True, 2)
        assert await journal.take_requests() == [Request("run-waiting", "cancel", "ann")]
        document = await store.get("preferences", "ann", now_us=0)
        assert json.loads(document.body) == {"theme": "dark"}
    finally:
        await store.close()
        await journal.close()


async def test_run_left_by_an_earlier_release_is_carried_to_its_end(golden):
    path, _ = golden
    journal = await opened(path)
    await journal.take_requests()
    llm = ScriptedLlm(lambda _: "unused")
    async with Hocket(agents(), builtin=False, llm=llm, journal=journal) as hocket:
        end = await hocket.engine.resume("run-waiting")
        for state, question in await open_questions(journal, "run-waiting"):
            answer = Reply(decision="answer", words=question.question_id)
            await reply_to(
                hocket.engine,
                hocket.registry,
                f"{state.run_id}~{question.question_id}",
                answer,
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
    over = [
        run_id
        for run_id, run in expected.items()
        if run.get("state", {}).get("status") in ("reached", "failed", "cancelled")
    ]
    assert sorted(dropped) == sorted(over)
    left = {head.run_id for head in await journal.heads()}
    assert left == set(expected) - set(over)
    for run_id in left - {AUDIT}:
        for record in await journal.read(run_id):
            event = decode(record.entry.type, record.entry.version, record.entry.body)
            if record.entry.type == "CallAnswered":
                assert await journal.blob(event.request)
                assert await journal.blob(event.response)
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


async def test_recorder_of_golden_journals_makes_every_type_of_event():
    recorder = await recorded()
    records = await recorder.journal.read_all(0, 10_000)
    assert {record.entry.type for record in records} >= set(EVENT_TYPES)
