"""`hocket models test` beside other processes of hocket: real processes, some of them killed."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager

import pytest

from hocket.app.neighbours import WAITS
from hosts import HOCKET, command, host, seen, served

HARBOUR = "Name three harbours"


@asynccontextmanager
async def started(environ: dict, *words: str):
    """A command in progress, which is killed at the end if it still is."""
    process = await asyncio.create_subprocess_exec(
        str(HOCKET),
        *words,
        env=environ,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@asynccontextmanager
async def run_in_progress(tmp_path, most_wait_s: int):
    """A run of a process of its own whose answer takes long; and the environment of another."""
    rules = (
        {"if": HARBOUR, "say": "Lagos", "wait_s": 300},
        {"if": "", "say": "yes"},
    )
    async with host(tmp_path, *rules) as environ:
        environ["HOCKET_RUNTIME"] = str(tmp_path / "runtime")
        text = (tmp_path / "config.toml").read_text()
        (tmp_path / "config.toml").write_text(f"test_wait_s = {most_wait_s}\n{text}")
        async with started(environ, "run", HARBOUR, "--single") as run:
            async with asyncio.timeout(30):
                while not list((tmp_path / "runtime").glob("*.claim")):
                    await asyncio.sleep(0.05)
            yield run, {**environ, "HOCKET_HOME": str(tmp_path / "other")}


@pytest.mark.timeout(120)
async def test_command_waits_for_the_run_of_another_process_and_goes_on_when_that_is_killed(
    tmp_path,
):
    async with (
        run_in_progress(tmp_path, most_wait_s=600) as (run, environ),
        started(environ, "models", "test", "--quick", "openai:fake") as test,
    ):
        async with asyncio.timeout(40):
            begun = (await test.stderr.readline()).decode()
            waits = (await test.stderr.readline()).decode()
            assert "testing openai:fake" in begun
            assert f"{WAITS}process {run.pid} (hocket run; run run-" in waits
            assert HARBOUR not in waits, "what a user wrote is shown to no other process"
            assert len(seen(environ)) == 1
            run.send_signal(signal.SIGKILL)
            out, _ = await test.communicate()
    assert test.returncode == 0
    assert "measured while others worked" not in out.decode()


@pytest.mark.timeout(120)
async def test_command_goes_on_beside_a_run_when_it_has_waited_as_long_as_the_settings_say(
    tmp_path,
):
    async with run_in_progress(tmp_path, most_wait_s=1) as (run, environ):
        code, out, err = await command(environ, "models", "test", "--quick", "openai:fake")
        assert run.returncode is None
        assert code == 0, err
        assert "measured while others worked: test it again when the machine is idle" in out
        code, out, _ = await command(environ, "models", "show", "openai:fake")
        assert "measured while others worked" in out


@pytest.mark.timeout(120)
async def test_server_says_for_whom_its_test_waits_and_the_test_can_be_stopped(tmp_path):
    async with (
        run_in_progress(tmp_path, most_wait_s=600) as (run, environ),
        served(environ) as (_, client),
    ):
        body = {"model": "openai:fake", "quick": True}
        response = await client.post("/api/v1/models/test", json=body)
        path = response.headers["location"]
        async with asyncio.timeout(40):
            while WAITS not in (operation := (await client.get(path)).json())["what"]:
                await asyncio.sleep(0.05)
        assert f"process {run.pid} (hocket run; run run-" in operation["what"]
        assert HARBOUR not in operation["what"]
        assert (await client.post(f"{path}/stop")).json()["state"] == "stopped"
        assert len(seen(environ)) == 1


@pytest.mark.timeout(120)
async def test_run_that_comes_during_a_test_of_another_process_is_not_held_up(tmp_path):
    rules = ({"if": HARBOUR, "say": "Lagos"}, {"if": "", "say": "yes", "wait_s": 300})
    async with host(tmp_path, *rules) as environ:
        environ["HOCKET_RUNTIME"] = str(tmp_path / "runtime")
        other = {**environ, "HOCKET_HOME": str(tmp_path / "other")}
        async with started(other, "models", "test", "--quick", "openai:fake") as test:
            async with asyncio.timeout(40):
                while not seen(environ):
                    await asyncio.sleep(0.05)
            _, out, _ = await command(environ, "run", HARBOUR, "--single")
            assert "Lagos" in out
            assert test.returncode is None, "its first probe has no answer yet"
