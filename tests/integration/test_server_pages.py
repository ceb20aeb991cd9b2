"""Pages of the API over long journals: they read what they show, and no more."""

from __future__ import annotations

import asyncio

import pytest

from hocket.adapters.sqlite.store import SqliteStore
from hocket.core.digest import digest
from hocket.core.event import CallAnswered, TimerFired
from hocket.core.usage import Usage
from hocket.ports.journal import Entry
from hocket.ports.projection import SPACE
from hocket.projections.explanation import explanation_of
from hocket.projections.history import history_of
from hocket.server.explanations import Explanations
from live_server import ReadsCounted, live, over

ONE = {"goal": {"text": "go"}, "plan": "single"}


async def test_list_of_tasks_reads_only_the_runs_on_its_page(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        for _ in range(4):
            run_id = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
            await over(client, run_id)
        service = server.service
        counted = service.journal = ReadsCounted(service.journal)
        service.explanations = Explanations(counted, service.store, service.catalogue)
        none = (await client.get("/api/v1/tasks?status=rejected")).json()
        assert (none, counted.reads) == ({"items": [], "next": None}, [])
        whole = (await client.get("/api/v1/tasks")).json()["items"]
        assert len(whole) == 4
        service.explanations = Explanations(counted, service.store, service.catalogue)
        counted.reads.clear()
        status = whole[0]["task"]["status"]
        path = f"/api/v1/tasks?status={status}&agent=worker&limit=1"
        page = (await client.get(f"{path}&cursor=2")).json()
        assert (page["items"], page["next"]) == ([whole[2]], "3")
        assert counted.reads == [item["run_id"] for item in whole[2:]]
        assert (await client.get(f"{path}&cursor=3")).json() == {"items": [whole[3]], "next": None}


@pytest.mark.parametrize("path", ["runs/{}/events", "events"])
async def test_pages_of_a_long_journal_are_bounded_and_complete(tmp_path, path):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
        await over(client, run_id)
        service = server.service
        records = await service.journal.read(run_id)
        late = Entry.of(TimerFired(timer_id="retry:t1"), records[-1].entry.at_us)
        for start in range(0, 12_000, 2000):
            await service.journal.append(run_id, len(records) + start, [late] * 2000)
        await service.hub.load()
        url = f"/api/v1/{path.format(run_id)}"
        for query, expected in (
            ("type=GoalReached", 1),
            ("type=TimerFired", 12_000),
            ("type=Unheard", 0),
        ):
            seqs, cursor, pages = [], None, 0
            while pages == 0 or cursor is not None:
                more = f"&cursor={cursor}" if cursor is not None else ""
                page = (await client.get(f"{url}?limit=500&{query}{more}")).json()
                seqs += [item["seq"] for item in page["items"] if item["run_id"] == run_id]
                cursor, pages = page["next"], pages + 1
            assert len(seqs) == len(set(seqs)) == expected
            assert seqs == sorted(seqs)
            assert pages > 1


async def test_page_of_a_long_run_comes_at_once_and_has_its_calls_later(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
        await over(client, run_id)
        service = server.service
        records = await service.journal.read(run_id)
        call = a_call(records[-1].entry.at_us)
        for start in range(0, 9000, 3000):
            await service.journal.append(run_id, len(records) + start, [call] * 3000)
        first = (await client.get(f"/api/v1/runs/{run_id}")).json()
        assert (first["outcome"], first["seq"]) == ("unproven", len(records) + 9000)
        task = (await client.get(f"/api/v1/runs/{run_id}/tasks/t1")).json()
        assert (task["status"], len(task["attempt_list"])) == ("unproven", 1)
        while (page := (await client.get(f"/api/v1/runs/{run_id}")).json())["counted_seq"] == 0:
            await asyncio.sleep(0.01)
        assert page["counted_seq"] == page["seq"] == first["seq"]
        whole = explanation_of(await history_of(service.journal, run_id))
        task = (await client.get(f"/api/v1/runs/{run_id}/tasks/t1")).json()
        [attempt], [told] = whole.tasks["t1"].attempts, task["attempt_list"]
        newest = [call.number for call in attempt.calls[-100:]]
        assert [call["number"] for call in told["calls"]] == newest
        assert told["earlier_calls"] == len(attempt.calls) - 100
        assert page["spent"] == whole.state.spent.model_dump(mode="json")
        assert told["spent"] == task["spent"] == attempt.spent.model_dump(mode="json")
        for at in (1, 5, 1999, 4000, 4001, 7777, page["seq"]):
            past = (await client.get(f"/api/v1/runs/{run_id}?at={at}")).json()
            state = (await history_of(service.journal, run_id)).until(at).state()
            assert (past["seq"], past["counted_seq"], past["status"]) == (at, at, state.status)
            assert past["spent"] == state.spent.model_dump(mode="json")


async def test_server_over_a_long_journal_without_snapshots_answers_as_later(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
        await over(client, run_id)
        journal = server.service.journal
        records = await journal.read(run_id)
        late = a_call(records[-1].entry.at_us)
        await journal.append(run_id, len(records), [late] * 6000)
        other = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
        await over(client, other)
        await journal.append(other, len(await journal.read(other)), [late] * 6000)
    await forget_snapshots(tmp_path)
    paths = ("runs?limit=1", "tasks?status=unproven", f"runs/{other}/messages", "approvals")
    async with live(tmp_path) as server, server.client() as client:
        early = [(await client.get(f"/api/v1/{path}")).json() for path in paths]
        await server.service.hub.caught_up.wait()
        later = [(await client.get(f"/api/v1/{path}")).json() for path in paths]
        assert early[0]["items"][0]["run_id"] == later[0]["items"][0]["run_id"] == other
        assert early[0]["items"][0]["outcome"] == later[0]["items"][0]["outcome"]
        told = [[item["run_id"] for item in answers[1]["items"]] for answers in (early, later)]
        assert told == [[other, run_id]] * 2
        assert early[2:] == later[2:]


def a_call(at_us: int) -> Entry:
    text = digest(b"text")
    call = CallAnswered(
        attempt_id="t1#1",
        ordinal=0,
        kind="llm",
        name="scripted",
        request=text,
        response=text,
        usage=Usage(calls=1, prompt_tokens=3),
    )
    return Entry.of(call, at_us)


async def forget_snapshots(home) -> None:
    store = SqliteStore.open(home / "journal.db")
    for document in await store.all(SPACE, now_us=0):
        await store.delete(SPACE, document.key)
    await store.close()
