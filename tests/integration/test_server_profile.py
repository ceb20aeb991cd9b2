"""A server over a profile that other processes change too."""

from __future__ import annotations

from contextlib import asynccontextmanager

from hocket import AgentCard
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.profile import Profile
from hocket.app.registry import Registry
from live_server import live, over

POET = {"description": "rhymes", "instructions": "Rhyme.", "types": {"creative": 1}}


@asynccontextmanager
async def profile_of(home):
    """The profile as another process opens it."""
    store = SqliteStore.open(home / "journal.db")
    try:
        yield Profile(store, SystemClock(), {}, frozenset(), Registry())
    finally:
        await store.close()


async def test_change_by_another_process_shows_at_once_and_applies_to_the_next_goal(tmp_path):
    async with live(tmp_path) as server, server.client() as client, profile_of(tmp_path) as other:
        await other.roster.edit(AgentCard(name="poet", **POET))
        await other.prefer(limits={"calls": 11})
        assert (await client.get("/api/v1/agents/poet")).json()["version"] == 1
        assert (await client.get("/api/v1/settings")).json()["limits"]["calls"] == 11
        submission = {"goal": {"text": "go"}, "plan": "single"}
        run_id = (await client.post("/api/v1/runs", json=submission)).json()["run_id"]
        run = await over(client, run_id)
        assert run["limits"]["calls"] == 11
        assert "poet" in [agent["name"] for agent in run["agents"]]
        await other.roster.remove("poet")
        assert (await client.get("/api/v1/agents/poet")).status_code == 404


async def test_edit_of_a_version_that_another_process_has_replaced_is_refused(tmp_path):
    async with live(tmp_path) as server, server.client() as client, profile_of(tmp_path) as other:
        path = "/api/v1/agents/poet"
        made = await client.put(path, json=POET, headers={"If-None-Match": "*"})
        await other.roster.edit(AgentCard(name="poet", **POET | {"priority": 9}))
        stale = {"If-Match": made.headers["etag"]}
        refused = await client.put(path, json=POET, headers=stale)
        assert (refused.status_code, refused.json()["context"]["version"]) == (412, 2)
        assert (await client.get(path)).json()["priority"] == 9
