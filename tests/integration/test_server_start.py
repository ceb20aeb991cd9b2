"""What a server begins with: the snapshots of its last stop, and the journal since then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.app.projections import projections, rebuild_named
from hocket.ports.projection import SPACE
from hocket.projections.snapshot import restore
from live_server import live, over, until

GOLDEN = max(Path(__file__).parent.parent.glob("golden/*/journal.db"))
LISTS = ("/api/v1/runs?limit=99", "/api/v1/approvals?state=all", "/api/v1/agents")
RECORDED = "2027-01-15"
"""When the runs of the golden journal took place."""
ASKING = {"goal": {"text": "ask", "consent": {"plan": True}}, "plan": "single"}
PLAIN = {"goal": {"text": "go"}, "plan": "single"}


async def listed(client) -> list:
    return [(await client.get(path)).json() for path in LISTS]


async def finished(home) -> list:
    """The runs that were over before the server started; it resumes the others."""
    async with live(home) as server, server.client() as client:
        runs, *_ = await listed(client)
    return [run for run in runs["items"] if (run["ended_at"] or "").startswith(RECORDED)]


async def test_server_shows_the_same_after_a_restart_as_before(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        for goal in (PLAIN, ASKING, ASKING):
            created = await client.post("/api/v1/runs", json=goal)
            if goal is PLAIN:
                await over(client, created.json()["run_id"])
        first, _ = await until(client, "/api/v1/approvals", 2)
        answer = f"/api/v1/approvals/{first['question_id']}/answer"
        await client.post(answer, json={"decision": "approve"})
        await over(client, first["run_id"])
        runs, approvals, agents = await listed(client)
    async with live(tmp_path) as server, server.client() as client:
        again_runs, again_asked, again_agents = await listed(client)
    assert [r["run_id"] for r in again_runs["items"]] == [r["run_id"] for r in runs["items"]]
    assert [r["outcome"] for r in again_runs["items"]] == ["unproven", "waiting", "unproven"]
    assert sorted(a["state"] for a in again_asked["items"]) == ["answered", "open"]
    assert again_asked == approvals
    assert again_agents == agents


async def test_server_that_stopped_left_snapshots_up_to_the_end_of_the_journal(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json=PLAIN)
        await over(client, created.json()["run_id"])
        path = server.service.hocket.settings.journal
    journal, store = await SqliteJournal.open(path), SqliteStore.open(path)
    end = (await journal.read_all(0, 1000))[-1].position
    for projection in projections(journal).values():
        assert await restore(projection, journal, store) == end
    await store.close()
    await journal.close()


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", None])
async def test_server_shows_the_same_with_a_good_a_bad_and_no_snapshot(tmp_path, damage):
    path = tmp_path / "journal.db"
    shutil.copy(GOLDEN, path)
    whole = await finished(tmp_path)
    store, journal = SqliteStore.open(path), await SqliteJournal.open(path)
    for name in projections(journal):
        if damage is None:
            await rebuild_named(name, journal, store)
        else:
            await store.put(SPACE, name, damage)
    await journal.close()
    await store.close()
    assert await finished(tmp_path) == whole
    assert len(whole) > 5
