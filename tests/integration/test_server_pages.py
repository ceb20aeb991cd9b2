"""Pages of the API over long journals: they read what they show, and no more."""

from __future__ import annotations

import pytest

from hocket.core.event import TimerFired
from hocket.ports.journal import Entry
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
        service.explanations = Explanations(counted, service.catalogue)
        none = (await client.get("/api/v1/tasks?status=rejected")).json()
        assert (none, counted.reads) == ({"items": [], "next": None}, [])
        whole = (await client.get("/api/v1/tasks")).json()["items"]
        assert len(whole) == 4
        service.explanations = Explanations(counted, service.catalogue)
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
