"""`hocket serve` as a user has it: real processes, real signals, a real host on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from typing import TYPE_CHECKING

import pytest

from hosts import command, host, seen, served

if TYPE_CHECKING:
    import httpx

TWO = {
    "tasks": [
        {"task_id": "a", "objective": {"description": "first part"}},
        {"task_id": "b", "objective": {"description": "second part"}, "depends_on": ["a"]},
    ]
}


async def over(client: httpx.AsyncClient, run_id: str) -> dict:
    async with asyncio.timeout(30):
        while not (run := (await client.get(f"/api/v1/runs/{run_id}")).json())["ended_at"]:
            await asyncio.sleep(0.05)
    return run


@pytest.mark.timeout(120)
async def test_server_in_the_background_is_found_used_and_stopped(tmp_path):
    async with host(tmp_path, {"if": "", "say": "Hello there, all of you."}) as environ:
        code, out, _ = await command(environ, "serve", "--background")
        assert code == 0
        link = next(line.split()[-1] for line in out.splitlines() if "login?token=" in line)
        again = await command(environ, "serve", "--background")
        assert link in again[1]
        try:
            code, out, err = await command(environ, "run", "Say hello", "--single")
            assert (code, "Hello there" in out) == (3, True), err
            assert "awarded to" in err
            code, out, _ = await command(environ, "serve", "--background", "--run", "last")
            assert "&to=/runs/run-" in out
            goal = tmp_path / "goal.json"
            goal.write_text(json.dumps({"text": "Read it", "inputs": ["goal.json"]}))
            words = ("run", "--goal", str(goal), "--input", str(goal))
            code, _, err = await command(environ, *words)
            assert (code, "two files are named 'goal.json'; rename one" in err) == (2, True), err
            code, _, err = await command(environ, "resume")
            assert (code, "is in use by process" in err) == (6, True)
            assert "stop the server with `hocket serve --stop`" in err
            assert "hocket cancel" not in err, "it would not free the journal"
        finally:
            code, out, _ = await command(environ, "serve", "--stop")
        assert (code, out.strip()) == (0, "stopped")
        assert (await command(environ, "serve", "--stop"))[1].strip() == "No server runs here."
        code, out, _ = await command(environ, "runs")
        assert "Say hello" in out


async def test_server_in_the_background_without_a_writable_home_says_what_to_do(tmp_path):
    (tmp_path / "file").write_text("in the way")
    environ = {**os.environ, "HOCKET_HOME": str(tmp_path / "home")}
    home = ("--home", str(tmp_path / "file" / "home"))
    code, _, err = await command(environ, *home, "serve", "--background")
    assert (code, "Cannot write" in err, "choose another folder" in err) == (6, True, True), err


@pytest.mark.timeout(120)
async def test_stopped_server_keeps_the_answer_in_progress_and_continues_after_a_restart(tmp_path):
    rule = {"if": "", "say": "It is done, and done well.", "wait_s": 1.5}
    async with host(tmp_path, rule) as environ:
        async with served(environ) as (process, client):
            response = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": TWO})
            run_id = response.json()["run_id"]
            async with asyncio.timeout(20):
                while not seen(environ):
                    await asyncio.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            assert await process.wait() == 0
        assert len(seen(environ)) == 1
        async with served(environ) as (_, client):
            run = await over(client, run_id)
            assert run["status"] == "reached"
            assert [t["attempts"] for t in run["task_list"]] == [1, 1]
        # The first answer came while the server was stopping; it was kept and not asked for again.
        assert len(seen(environ)) == 2


@pytest.mark.timeout(120)
async def test_killed_server_loses_no_accepted_run(tmp_path):
    rule = {"if": "", "say": "It is done, and done well.", "wait_s": 0.3}
    async with host(tmp_path, rule) as environ:
        headers = {"Idempotency-Key": "the-one"}
        goal = {"goal": {"text": "go"}, "plan": TWO}
        async with served(environ) as (process, client):
            response = await client.post("/api/v1/runs", json=goal, headers=headers)
            process.kill()
            await process.wait()
        run_id = response.json()["run_id"]
        async with served(environ) as (_, client):
            again = await client.post("/api/v1/runs", json=goal, headers=headers)
            assert again.json()["run_id"] == run_id
            assert (await over(client, run_id))["status"] == "reached"
            assert len((await client.get("/api/v1/runs")).json()["items"]) == 1


@pytest.mark.timeout(60)
async def test_port_of_the_settings_in_use_is_said_and_another_is_taken(tmp_path):
    async with host(tmp_path, {"text": "x"}) as environ:
        async with served(environ) as (_, client):
            port = client.base_url.port
        taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", port)
        settings = tmp_path / "config.toml"
        settings.write_text(f'llm = "openai:fake"\n[server]\nport = {port}\n', encoding="utf-8")
        code, out, err = await command(environ, "serve", "--background")
        await command(environ, "serve", "--stop")
        taken.close()
    assert code == 0
    assert f":{port}" not in out
    assert f"not on port {port}, which was in use" in err


async def test_wrong_settings_of_hosts_and_server_stop_only_what_uses_them(tmp_path):
    async with host(tmp_path, {"text": "x"}) as environ:
        text = '[server]\nport = "x"\n[openai.ollama]\nurl = "http://h"\n[openai.y]\nurl = 5\n'
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        assert (await command(environ, "runs"))[0] == 0
        for arguments, place in (
            (("serve",), "server.port"),
            (("run", "x", "--single", "--llm", "y:m"), "openai.y.url"),
            (("run", "x", "--single", "--llm", "ollama:m"), "built in"),
        ):
            code, _, err = await command(environ, *arguments)
            assert (code, place in err) == (2, True)


async def test_port_in_use_is_reported_with_the_remedy(tmp_path):
    rule = {"if": "", "say": "Hi."}
    async with host(tmp_path, rule) as environ, served(environ) as (_, client):
        port = str(client.base_url.port)
        other = {**environ, "HOCKET_HOME": str(tmp_path / "other")}
        code, _, err = await command(other, "serve", "--port", port)
        assert (code, "choose another with `--port`" in err) == (6, True)
