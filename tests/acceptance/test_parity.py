"""One goal through Python, the command line and the server: the events are the same."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import httpx
import pytest

from hocket import AgentCard, Goal, Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.config import load
from hosts import host

HOCKET = Path(sys.executable).with_name("hocket")
GOAL = {
    "text": "Say hello to the moon.",
    "checks": [{"kind": "regex", "pattern": "Hello", "says": "it says Hello"}],
    "limits": {"seconds": 90},
}
GREETER = AgentCard(
    name="greeter",
    description="Says hello.",
    types={"reasoning": 1.0, "creative": 1.0, "analysis": 1.0, "synthesis": 1.0},
    capabilities=("say", "hello", "moon"),
    instructions="Greet in one line.",
)
MEASURED = frozenset({"seconds", "request", "snapshot", "cursor", "learned", "forecast"})
"""What a call took, the digest of an HTTP request, what was learned and is therefore expected: no
two runs share them."""


async def hocket(environ: dict, *arguments: str) -> str:
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(60):
        out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return out.decode()


async def through_python(environ: dict) -> str:
    """Keeps the profile first: what the other doors find."""
    settings = load(environ)
    async with Hocket(journal=settings.journal, settings=settings) as python:
        roster = python.profile.roster
        await roster.edit(GREETER.model_copy(update={"instructions": "Greet."}))
        await roster.edit(GREETER)
        await roster.switch("coding", enabled=False)
        await python.profile.prefer(limits={"calls": 20, "usd": "0.5"}, consent={"effects": "high"})
        await python.run(Goal.model_validate(GOAL), plan="single")  # all others learn from it
    async with Hocket(journal=settings.journal, settings=settings) as python:
        return (await python.run(Goal.model_validate(GOAL), plan="single")).run_id


async def through_rest(environ: dict, link: str) -> str:
    async with httpx.AsyncClient(base_url=link.partition("/login")[0], timeout=20) as client:
        assert (await client.get(link)).status_code == 303
        body = {"goal": GOAL, "plan": "single"}
        run_id = (await client.post("/api/v1/runs", json=body)).json()["run_id"]
        async with asyncio.timeout(30):
            while not (await client.get(f"/api/v1/runs/{run_id}")).json()["ended_at"]:
                await asyncio.sleep(0.05)
        return run_id


async def events_of(environ: dict, run_id: str) -> list[tuple[str, dict]]:
    journal = await SqliteJournal.open(load(environ).journal, read_only=True)
    try:
        records = await journal.read(run_id)
    finally:
        await journal.close()
    return [(r.entry.type, json.loads(r.entry.body)) for r in records]


def bare(value):
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key not in MEASURED}
    return [bare(item) for item in value] if isinstance(value, list) else value


@pytest.mark.timeout(120)
async def test_goal_gives_the_same_events_through_every_door(tmp_path):
    async with host(tmp_path, {"if": "", "say": "Hello, moon!"}) as environ:
        (tmp_path / "goal.json").write_text(json.dumps(GOAL), encoding="utf-8")
        command = ("run", "--goal", str(tmp_path / "goal.json"), "--single", "--json")
        runs = {"python": await through_python(environ)}
        runs["command"] = json.loads(await hocket(environ, *command))["run_id"]
        served = await hocket(environ, "serve", "--background")
        link = next(line.split()[-1] for line in served.splitlines() if "login?token=" in line)
        try:
            runs["command beside a server"] = json.loads(await hocket(environ, *command))["run_id"]
            runs["rest"] = await through_rest(environ, link)
        finally:
            await hocket(environ, "serve", "--stop")
        events = {door: await events_of(environ, run_id) for door, run_id in runs.items()}
    # Without ids and times.
    stories = {door: [(t, bare(body)) for t, body in told] for door, told in events.items()}
    accepted = dict(stories["python"])["GoalAccepted"]
    names = {agent["name"]: agent["version"] for agent in accepted["agents"]}
    assert names["greeter"] == 2
    assert "coding" not in names
    limits = accepted["goal"]["limits"]
    assert (limits["calls"], limits["usd"], limits["tokens"]) == (20, "0.5", 500_000)
    assert accepted["goal"]["consent"]["effects"] == "high"
    assert dict(stories["python"])["Awarded"]["award"]["agent"] == "greeter"
    for earlier, door in enumerate(runs, 1):
        assert stories[door] == stories["python"], door
        learned = dict(events[door])["ExperienceTaken"]["learned"]
        assert learned["agents"]["greeter"]["accepted"] == earlier, door
        basis = dict(events[door])["ForecastMade"]["forecast"]["basis"]
        assert basis.split()[:2] == [str(earlier), "earlier"], door
