"""Tests of models through the API: one at a time, stopped and resumed, and behind runs."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from facade_clients import StreamingHost
from hocket import Agent
from hocket.app.pending_tests import SPACE, PendingTests
from hocket.app.spare_time import WAITING
from hocket.errors import UnavailableError
from hocket.llm.passport.suite import probes
from hocket.ports.llm import ChatMessage
from live_server import BOUNDS, live, over

SPOKEN = [ChatMessage("user", "How deep is the lake?")]
QUICK = {"model": "scripted", "quick": True}
ALL_CALLS = len(probes(quick=True)) + 2
"""Those of the short form: each probe, one to load the model, and one that measures its speed."""


class HeldHost(StreamingHost):
    """Answers probes until the one of a number, which waits to be let go.

    Attributes:
        probes: What it was asked in tests, without what runs and chats ask.
        is_held: Set while a probe waits.
        release: Lets it go, and all others.
    """

    def __init__(self, held: int, fault: Exception | None = None) -> None:
        super().__init__()
        self.probes: list[str] = []
        self.is_held, self.release = asyncio.Event(), asyncio.Event()
        self._held, self._fault = held, fault

    async def complete(self, request, on_text=None):
        words = request.messages[-1].content
        if words not in ("How deep is the lake?", "A story."):
            self.probes.append(words)
            if len(self.probes) == self._held:
                if self._fault is not None:
                    raise self._fault
                self.is_held.set()
                await self.release.wait()
        return await super().complete(request, on_text)


async def begun(client, **body) -> str:
    """The path of a test that has begun."""
    response = await client.post("/api/v1/models/test", json={**QUICK, **body})
    assert response.status_code == 202, response.text
    return response.headers["location"]


async def ended(client, path: str) -> dict:
    """An operation once it has ended."""
    async with asyncio.timeout(20):
        while (operation := (await client.get(path)).json())["state"] == "running":
            await asyncio.sleep(0.01)
    return operation


async def held(host: HeldHost) -> None:
    async with asyncio.timeout(20):
        await host.is_held.wait()


async def passports(client) -> list[dict]:
    return (await client.get("/api/v1/models/passports")).json()["items"]


async def test_model_is_tested_probe_by_probe_and_has_a_passport(tmp_path):
    host = HeldHost(5)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        operation = (await client.get(path)).json()
        assert (operation["kind"], operation["model"], operation["state"]) == (
            "test",
            "scripted",
            "running",
        )
        assert 0 < operation["done"] < operation["total"]
        assert "/" in operation["what"], "the name of the probe"
        [passport] = await passports(client)
        assert passport["card"]["probes"] == operation["done"], "a card grows with its probes"
        host.release.set()
        operation = await ended(client, path)
        assert operation["state"] == "done"
        [passport] = await passports(client)
        listed = (await client.get("/api/v1/models")).json()["items"]
        assert passport["here"]
        assert [m["name"] for m in listed if m["digest"] == passport["digest"]] == ["scripted"]
        assert passport["card"]["probes"] == operation["total"]
        audit = (await client.get("/api/v1/audit")).json()["items"]
        assert [(e["target"], e["outcome"]) for e in audit if e["action"] == "POST"] == [
            ("/api/v1/models/test", "202")
        ]


async def test_one_model_is_tested_at_a_time(tmp_path):
    host = HeldHost(3)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        for model in ("scripted", "other:latest"):
            refused = await client.post("/api/v1/models/test", json={**QUICK, "model": model})
            assert (refused.status_code, refused.json()["code"]) == (409, "test_running")
            assert "scripted is being tested" in refused.json()["detail"]
        host.release.set()
        assert (await ended(client, path))["state"] == "done"
        assert (await ended(client, await begun(client, model="other")))["state"] == "done"
        assert {p["model"] for p in await passports(client)} == {"scripted", "other:latest"}


async def test_test_that_is_stopped_goes_on_where_it_stopped_unless_it_is_taken_again(tmp_path):
    host = HeldHost(6)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        stopped = await client.post(f"{path}/stop")
        assert (stopped.status_code, stopped.json()["state"]) == (200, "stopped")
        [passport] = await passports(client)
        known = passport["card"]["probes"]
        assert 0 < known == stopped.json()["done"]
        again = await client.post(f"{path}/stop")
        assert (again.status_code, again.json()["code"]) == (409, "not_stoppable")
        assert "it is stopped" in again.json()["detail"]

        operation = await ended(client, await begun(client))
        assert operation["state"] == "done"
        assert host.probes[6] == host.probes[5], "what was interrupted is asked again"
        assert len(host.probes) == ALL_CALLS + 1, "and nothing else"
        assert (await ended(client, await begun(client)))["state"] == "done"
        assert len(host.probes) == ALL_CALLS + 1, "there is nothing left to ask"
        assert (await ended(client, await begun(client, again=True)))["state"] == "done"
        assert len(host.probes) == 2 * ALL_CALLS + 1


async def test_only_tests_can_be_stopped(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        load = await client.post("/api/v1/models/load", json={"model": "scripted"})
        refused = await client.post(f"{load.headers['location']}/stop")
        assert (refused.status_code, refused.json()["code"]) == (409, "not_stoppable")
        missing = await client.post("/api/v1/operations/operation-1/stop")
        assert missing.status_code == 404


async def test_host_that_fails_in_a_test_is_named_and_what_is_done_is_kept(tmp_path):
    host = HeldHost(4, fault=UnavailableError("the host is down; start it"))
    async with live(tmp_path, llm=host) as server, server.client() as client:
        operation = await ended(client, await begun(client))
        assert (operation["state"], operation["error"]) == ("failed", "the host is down; start it")
        [passport] = await passports(client)
        assert passport["card"]["probes"] == operation["done"]
        assert (await ended(client, await begun(client)))["state"] == "done"


async def test_unknown_model_is_not_tested(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        missing = await client.post("/api/v1/models/test", json={"model": "nobody"})
        assert missing.status_code == 404
        assert "there is no 'nobody'" in missing.json()["detail"]
        assert (await client.get("/api/v1/operations")).json()["items"] == []


@pytest.mark.parametrize("role", ["orchestrator", "observer", None])
async def test_who_may_not_test_models_starts_and_stops_none(tmp_path, role):
    host = HeldHost(3)
    async with (
        live(tmp_path, llm=host) as server,
        server.client() as admin,
        server.client(role) as client,
    ):
        status = 401 if role is None else 403
        assert (await client.post("/api/v1/models/test", json=QUICK)).status_code == status
        assert not host.probes
        path = await begun(admin)
        await held(host)
        assert (await client.post(f"{path}/stop")).status_code == status
        host.release.set()
        assert (await ended(admin, path))["state"] == "done"


class Asking:
    """Work of an agent that asks its LLM once it may."""

    def __init__(self) -> None:
        self.is_at_work, self.release = asyncio.Event(), asyncio.Event()

    async def __call__(self, _assignment, bench):
        await bench.ask(SPOKEN)
        self.is_at_work.set()
        await self.release.wait()
        return "It is deep."


def run_of(text: str) -> dict:
    return {"goal": {"text": text}, "plan": "single"}


async def test_no_test_begins_while_a_run_is_at_work(tmp_path):
    work = Asking()
    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=run_of("Measure it"))).json()["run_id"]
        await work.is_at_work.wait()
        refused = await client.post("/api/v1/models/test", json=QUICK)
        assert (refused.status_code, refused.json()["code"]) == (409, "at_work")
        assert f"run {run_id} is in progress" in refused.json()["detail"]
        work.release.set()
        await over(client, run_id)
        assert (await ended(client, await begun(client)))["state"] == "done"


async def test_run_that_comes_during_a_test_goes_first_and_the_test_goes_on_after_it(tmp_path):
    work, host = Asking(), HeldHost(6)
    agent = Agent("ada", work=work)
    async with live(tmp_path, agent, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        run_id = (await client.post("/api/v1/runs", json=run_of("Measure it"))).json()["run_id"]
        async with asyncio.timeout(20):
            await work.is_at_work.wait()
            while (operation := (await client.get(path)).json())["what"] != WAITING:
                await asyncio.sleep(0.01)
        assert (operation["state"], operation["done"] > 0) == ("running", True)
        asked = len(host.probes)
        work.release.set()
        await over(client, run_id)
        assert (await ended(client, path))["state"] == "done"
        assert asked == 6, "nothing was asked while the run was at work"
        assert host.probes[6] == host.probes[5]
        assert len(host.probes) == ALL_CALLS + 1


async def test_test_that_waits_for_a_run_can_be_stopped(tmp_path):
    work, host = Asking(), HeldHost(6)
    agent = Agent("ada", work=work)
    async with live(tmp_path, agent, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        run_id = (await client.post("/api/v1/runs", json=run_of("Measure it"))).json()["run_id"]
        await work.is_at_work.wait()
        stopped = await client.post(f"{path}/stop")
        assert stopped.json()["state"] == "stopped"
        work.release.set()
        await over(client, run_id)
        assert len(host.probes) == 6


async def test_call_of_a_chat_program_goes_before_a_test_and_keeps_one_from_beginning(tmp_path):
    host = HeldHost(6)
    story = {"model": "scripted", "messages": [{"role": "user", "content": "A story."}]}
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        async with client.stream(
            "POST", "/v1/chat/completions", json={**story, "stream": True}
        ) as answer:
            async with asyncio.timeout(20):
                while (await client.get(path)).json()["what"] != WAITING:
                    await asyncio.sleep(0.01)
            refused = await client.post("/api/v1/models/test", json=QUICK)
            assert answer.status_code == 200
        assert refused.status_code == 409
        await asyncio.wait_for(host.stopped.wait(), 20)
        assert (await ended(client, path))["state"] == "done"


async def test_server_that_stops_ends_its_test_and_the_next_one_goes_on_with_it(tmp_path):
    host = HeldHost(6)
    bounds = replace(BOUNDS, shutdown_s=1)
    async with live(tmp_path, llm=host, bounds=bounds) as server, server.client() as client:
        await begun(client)
        await held(host)
    host = HeldHost(0)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        async with asyncio.timeout(20):
            while not (operations := (await client.get("/api/v1/operations")).json()["items"]):
                await asyncio.sleep(0.01)
        [operation] = operations
        operation = await ended(client, f"/api/v1/operations/{operation['operation_id']}")
        assert (operation["model"], operation["state"]) == ("scripted", "done")
        [passport] = await passports(client)
        assert passport["card"]["probes"] == operation["total"]
        assert 0 < len(host.probes) < ALL_CALLS, "what is done was kept"


async def test_test_that_is_left_by_an_earlier_server_waits_for_its_runs_too(tmp_path):
    work, host = Asking(), HeldHost(6)
    agent = Agent("ada", work=work)
    bounds = replace(BOUNDS, shutdown_s=1)
    async with live(tmp_path, agent, llm=host, bounds=bounds) as server, server.client() as client:
        await begun(client)
        await held(host)
        await client.post("/api/v1/runs", json=run_of("Measure it"))
        await work.is_at_work.wait()
    work, host = Asking(), HeldHost(0)
    agent = Agent("ada", work=work)
    async with live(tmp_path, agent, llm=host) as server, server.client() as client:
        async with asyncio.timeout(20):
            while not any(
                operation["what"] == WAITING
                for operation in (await client.get("/api/v1/operations")).json()["items"]
            ):
                await asyncio.sleep(0.01)
        assert not host.probes
        work.release.set()
        [operation] = (await client.get("/api/v1/operations")).json()["items"]
        path = f"/api/v1/operations/{operation['operation_id']}"
        assert (await ended(client, path))["state"] == "done"


async def test_test_that_was_stopped_does_not_go_on_in_the_next_server(tmp_path):
    host = HeldHost(4)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        assert (await client.post(f"{path}/stop")).json()["state"] == "stopped"
        assert await PendingTests(server.service.hocket).to_resume() == ()


async def test_test_that_ended_or_was_refused_is_not_kept(tmp_path):
    host = HeldHost(4)
    async with live(tmp_path, llm=host) as server, server.client() as client:
        path = await begun(client)
        await held(host)
        refused = await client.post("/api/v1/models/test", json={**QUICK, "model": "other"})
        assert refused.status_code == 409
        kept = PendingTests(server.service.hocket)
        assert [pending.model for pending in await kept.to_resume()] == ["scripted"]
        host.release.set()
        assert (await ended(client, path))["state"] == "done"
        assert await kept.to_resume() == ()


@pytest.mark.parametrize(("kills", "state"), [(2, "done"), (3, "failed")])
async def test_test_in_which_servers_are_killed_without_a_result_is_given_up(
    tmp_path, kills, state
):
    async with live(tmp_path) as server:
        kept = PendingTests(server.service.hocket)
        await kept.begin("scripted", quick=True, again=False)
        for _ in range(kills - 1):
            await kept.to_resume()
    async with live(tmp_path) as server, server.client() as client:
        async with asyncio.timeout(20):
            while not (operations := (await client.get("/api/v1/operations")).json()["items"]):
                await asyncio.sleep(0.01)
        path = f"/api/v1/operations/{operations[0]['operation_id']}"
        operation = await ended(client, path)
        assert operation["state"] == state
        assert ("is given up: its server ended 3 times" in operation["error"]) == (
            state == "failed"
        )
        assert await PendingTests(server.service.hocket).to_resume() == ()


async def test_test_whose_record_is_of_a_later_release_is_left_out(tmp_path):
    async with live(tmp_path) as server:
        await server.service.store.put(SPACE, "test-1", b'{"watts": 7}')
    async with live(tmp_path) as server, server.client() as client:
        assert (await ended(client, await begun(client)))["state"] == "done"
