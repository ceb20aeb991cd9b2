"""Checkpoints: an explanation goes on from a dump as if it had read all events itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.app.state_digest import state_digest
from hocket.core import ids
from hocket.ports.projection import SPACE
from hocket.projections.checkpoint import Checkpoints
from hocket.projections.dump import Dumper
from hocket.projections.explanation import Explainer
from hocket.projections.history import durable_event_of

GOLDEN = Path(__file__).parent.parent / "golden"
FORMATS = sorted(path.parent.name for path in GOLDEN.glob("*/journal.db"))


@pytest.fixture(params=FORMATS)
async def journal(request, tmp_path: Path):
    path = tmp_path / "journal.db"
    shutil.copy(GOLDEN / request.param / "journal.db", path)
    opened = await SqliteJournal.open(path)
    yield opened
    await opened.close()


async def runs_of(journal):
    """The records of each run, by id."""
    heads = [head for head in await journal.heads() if ids.is_run(head.run_id)]
    return {head.run_id: await journal.read(head.run_id) for head in heads}


def shown(explainer: Explainer):
    explanation = explainer.explanation
    return (state_digest(explanation.state), explainer.dump())


@pytest.mark.parametrize("kept", [None, 1])
async def test_explanation_goes_on_from_a_dump_at_any_event(journal, kept):
    for run_id, records in (await runs_of(journal)).items():
        whole = Explainer(run_id, records[0].entry.at_us, kept)
        going_on = Explainer(run_id, records[0].entry.at_us, kept)
        for record in records:
            whole.take(durable_event_of(record))
            going_on.take(durable_event_of(record))
            going_on = Explainer.load(going_on.dump())
            assert shown(going_on) == shown(whole), f"{run_id} at {record.seq}"


async def test_explanation_that_keeps_few_calls_counts_the_others_and_their_cost(journal):
    for run_id, records in (await runs_of(journal)).items():
        all_kept = Explainer(run_id, records[0].entry.at_us)
        one_kept = Explainer(run_id, records[0].entry.at_us, 1)
        for record in records:
            all_kept.take(durable_event_of(record))
            one_kept.take(durable_event_of(record))
        for task_id, task in all_kept.explanation.tasks.items():
            attempts = one_kept.explanation.tasks[task_id].attempts
            for one, every in zip(attempts, task.attempts, strict=True):
                assert one.spent == every.spent
                assert one.calls == every.calls[-1:]
                assert one.earlier_calls == max(0, len(every.calls) - 1)
                assert one.notes == every.notes[-1:]
                assert one.earlier_notes == max(0, len(every.notes) - 1)


async def saved(journal, seq: int):
    """(id, store, checkpoints) of the longest run, with a checkpoint at one of its events."""
    runs = await runs_of(journal)
    run_id = max(runs, key=lambda each: len(runs[each]))
    store = MemoryStore()
    checkpoints = Checkpoints(journal, store, stride=5)
    explainer = Explainer(run_id, runs[run_id][0].entry.at_us)
    for record in runs[run_id][:seq]:
        explainer.take(durable_event_of(record))
    await checkpoints.save(explainer, runs[run_id][seq - 1])
    return run_id, store, checkpoints


async def test_checkpoint_is_the_newest_up_to_the_event(journal):
    run_id, _, checkpoints = await saved(journal, 5)
    assert (await checkpoints.before(run_id, 5)).explanation.seq == 5
    assert (await checkpoints.before(run_id, 13)).explanation.seq == 5
    assert await checkpoints.before(run_id, 4) is None
    assert await checkpoints.before("run-other", 13) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[:-1],
        lambda body: body[:-1] + b"x",
        lambda body: body.replace(b'"version":', b'"version":9'),
        lambda body: body.replace(b'"release":"', b'"release":"9'),
        lambda body: body.replace(b'"position":', b'"position":9'),
        lambda body: body.replace(b'"event":"', b'"event":"9'),
        lambda body: body.partition(b"\n")[2],
        lambda _: b"",
        lambda _: b"\xff\x00",
    ],
)
async def test_checkpoint_that_is_damaged_or_of_another_journal_is_passed_over(journal, damage):
    run_id, store, checkpoints = await saved(journal, 10)
    [document] = await store.all(SPACE, now_us=0)
    assert damage(document.body) != document.body
    await store.put(SPACE, document.key, damage(document.body))
    assert await checkpoints.before(run_id, 13) is None


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"[1,2]", b'{"Unheard":[]}', b'{"Call":[1]}'])
def test_explainer_refuses_what_is_no_dump_of_its_own(data):
    with pytest.raises(ValueError):  # noqa: PT011 - each has its own words
        Explainer.load(data)


def test_dump_of_what_it_does_not_know_is_refused():
    with pytest.raises(TypeError, match="object has no dump"):
        Dumper(()).dump([object()])
