"""A test of a model goes on by itself in the server that is started next: processes, killed."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.config import load
from hocket.llm.passport.suite import probes
from hosts import host, seen, served

FAKE = "openai:fake"
PROMPTS = {
    "\n".join(message.content for message in probe.request(FAKE).messages)
    for probe in probes(quick=True)
}
CALLS = len(probes(quick=True))  # two of them may have the same prompt
TINY = "smollm2:135m"


async def begun(client, model: str = FAKE, **body) -> str:
    response = await client.post(
        "/api/v1/models/test", json={"model": model, "quick": True, **body}
    )
    assert response.status_code == 202, response.text
    return response.headers["location"]


async def results(client) -> int:
    items = (await client.get("/api/v1/models/passports")).json()["items"]
    return sum(item["card"]["probes"] for item in items)


async def until_results(client, number: int, seconds: float = 60) -> None:
    async with asyncio.timeout(seconds):
        while await results(client) < number:
            await asyncio.sleep(0.05)


async def ended(client, seconds: float = 60) -> dict:
    """The only test of this server, which nobody began, once it has ended."""
    async with asyncio.timeout(seconds):
        while True:
            items = (await client.get("/api/v1/operations")).json()["items"]
            if items and items[0]["state"] != "running":
                [operation] = items
                return operation
            await asyncio.sleep(0.05)


@pytest.mark.timeout(180)
async def test_server_that_is_killed_in_a_test_goes_on_with_it_and_asks_nothing_twice(tmp_path):
    async with host(tmp_path, {"if": "", "say": "yes", "wait_s": 0.2}) as environ:
        async with served(environ) as (process, client):
            await begun(client)
            await until_results(client, 4)
            process.kill()
            await process.wait()
        async with served(environ) as (_, client):
            assert await results(client) >= 4
            operation = await ended(client)
            assert (operation["kind"], operation["model"]) == ("test", FAKE)
            assert (operation["state"], operation["error"]) == ("done", "")
            assert await results(client) == operation["total"]
        asked = len(seen(environ))
        times = Counter(prompt for prompt in seen(environ) if prompt in PROMPTS)
        assert times.keys() == PROMPTS
        assert times.total() <= CALLS + 1, "only the probe in progress is asked again"
        async with served(environ) as (_, client):
            assert (await client.get("/api/v1/operations")).json()["items"] == []
        assert len(seen(environ)) == asked, "a test that has ended does not begin again"


@pytest.mark.timeout(180)
async def test_test_that_is_taken_again_goes_on_without_dropping_what_it_has(tmp_path):
    async with host(tmp_path, {"if": "", "say": "yes", "wait_s": 0.1}) as environ:
        async with served(environ) as (process, client):
            await begun(client)
            await ended(client)
            known = await results(client)
            await begun(client, again=True)
            async with asyncio.timeout(60):
                while await results(client) >= known:
                    await asyncio.sleep(0.02)
            await until_results(client, 8)
            process.kill()
            await process.wait()
        async with served(environ) as (_, client):
            assert (await ended(client))["state"] == "done"
            assert await results(client) == known
        times = Counter(prompt for prompt in seen(environ) if prompt in PROMPTS)
        assert times.total() <= 2 * CALLS + 1, "only the probe in progress is asked again"


@pytest.mark.llamacpp
@pytest.mark.sandbox
@pytest.mark.timeout(600)
async def test_test_of_an_embedded_llm_goes_on_after_its_server_was_killed(tmp_path):
    settings = load({"HOCKET_HOME": str(tmp_path)})
    await fetch(WEIGHTS[TINY], settings.cache / "weights")
    name = f"llamacpp:{TINY}"
    async with host(tmp_path, {"if": "", "say": "yes"}) as environ:
        async with served(environ) as (process, client):
            await begun(client, name)
            await until_results(client, 5, 200)
            process.kill()
            await process.wait()
        async with served(environ) as (_, client):
            known = await results(client)
            operation = await ended(client, 300)
            assert (operation["model"], operation["state"]) == (name, "done")
            assert await results(client) == operation["total"] > known >= 5
