"""The API says what a goal would take, in which ways, and starts it in the one that is chosen."""

from __future__ import annotations

from hocket import Agent
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm
from live_server import live, over

BIG, SMALL = "big", "small"
GOAL = {"text": "What is the total?"}


async def asking(_, bench):
    return (await bench.ask([ChatMessage("user", "x" * 40)], max_tokens=110)).text


def host() -> ScriptedLlm:
    return ScriptedLlm(lambda r: "42 ".ljust(400 if r.llm == BIG else 40, "x"), names=(BIG, SMALL))


async def test_estimates_have_cheaper_ways_and_a_run_starts_in_one(tmp_path):
    ada = Agent("ada", work=asking)
    async with live(tmp_path, ada, llm=host()) as server, server.client() as client:
        for llm in (BIG, BIG, BIG, SMALL, SMALL, SMALL):
            body = {"goal": GOAL, "plan": "single", "llm": llm}
            created = await client.post("/api/v1/runs", json=body)
            await over(client, created.json()["run_id"])
        await server.service.hocket.learning.follower.catch_up()
        limited = {**GOAL, "limits": {"tokens": 60}}
        body = {"goal": limited, "plan": "single", "llm": BIG}
        made = (await client.post("/api/v1/estimates", json=body)).json()
        runs = (await client.get("/api/v1/runs")).json()["items"]
        started = await client.post("/api/v1/runs", json={"goal": GOAL, "llm": SMALL})
        run = await over(client, started.json()["run_id"])
    first = made["ways"][0]
    assert (first["llm"], first["single"], first["over"]["tokens"]) == (BIG, False, True)
    assert (
        first["cost"]["low"]["tokens"] <= first["cost"]["tokens"] <= first["cost"]["high"]["tokens"]
    )
    assert (made["tasks"], made["loads"]) == (1, 0)
    assert len(runs) == 6, "an estimate starts nothing"
    assert set(run["llms"].values()) == {SMALL}


async def test_estimate_of_an_invalid_goal_names_the_fault(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        refused = await client.post("/api/v1/estimates", json={"goal": {"text": " "}})
    assert refused.status_code == 422


async def test_estimate_needs_leave_to_start_runs(tmp_path):
    async with live(tmp_path) as server, server.client("observer") as client:
        refused = await client.post("/api/v1/estimates", json={"goal": GOAL})
    assert refused.status_code == 403
