"""The command line as a user runs it: real processes, a real host on loopback, real signals."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from pathlib import Path

import pytest

from hosts import host, seen

STUBBORN = Path(__file__).with_name("stubborn.py")
HOCKET = Path(sys.executable).with_name("hocket")
SCHEMA = {
    "type": "object",
    "properties": {"capital": {"type": "string"}},
    "required": ["capital"],
}
GOAL = {
    "text": "Say hello to the moon.",
    "checks": [{"kind": "regex", "pattern": "Hello", "says": "it says Hello"}],
}


async def start(environ: dict, *arguments: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        str(HOCKET),
        *arguments,
        env=environ,
        cwd=environ["HOCKET_HOME"].removesuffix("/home"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    async with asyncio.timeout(40):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def hocket(environ: dict, *arguments: str) -> tuple[int, str, str]:
    return await ended(await start(environ, *arguments))


async def until_asked(environ: dict, text: str) -> None:
    async with asyncio.timeout(20):
        while not any(text in prompt for prompt in seen(environ)):
            await asyncio.sleep(0.05)


@pytest.fixture
def goal(tmp_path: Path) -> str:
    path = tmp_path / "goal.json"
    path.write_text(json.dumps(GOAL), encoding="utf-8")
    return str(path)


async def test_run_of_a_goal_prints_the_result_and_its_evidence(tmp_path, goal):
    async with host(tmp_path, {"if": "moon", "say": "Hello, moon!"}) as environ:
        code, out, err = await hocket(environ, "run", "--goal", goal, "--single", "--out", "out")
        assert code == 0, err
        assert out.startswith("Hello, moon!\n")
        account = out.partition("\nWhat it rests on\n")[2].splitlines()
        assert account[:2] == [
            "accepted: its check passes: it says Hello",
            "wrote result.md to out",
        ]
        assert re.fullmatch(r"run-\S+ · accepted · \S+ · 1 calls · \d+ tokens · \$0", account[-1])
        assert "Evidence" not in out
        assert "awarded to" in err
        assert "\x1b[" not in out + err, "no colour codes into a pipe"
        assert (tmp_path / "out" / "result.md").read_text().strip() == "Hello, moon!"
        code, out, _ = await hocket(environ, "run", "--goal", goal, "--single", "--json")
        report = json.loads(out)
        assert (code, report["verdict"], report["status"]) == (0, "accepted", "reached")
        code, out, err = await hocket(environ, "run", "--goal", goal, "--single", "--quiet")
        assert (code, out, err) == (0, "Hello, moon!\n", "")
        code, out, _ = await hocket(environ, "run", "--goal", goal, "--single", "-v")
        assert "Evidence " in out
        assert "it says Hello: " in out
        code, out, _ = await hocket(environ, "runs")
        assert out.count("accepted") == 4
        code, out, _ = await hocket(environ, "replay", "last")
        assert code == 0
        assert out.startswith("identical")


async def test_run_with_a_schema_delivers_json_that_fits(tmp_path):
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    answer = {"if": "France", "say": '{"capital": "Paris"}'}
    async with host(tmp_path, answer) as environ:
        arguments = ("--single", "--schema", "schema.json", "--quiet")
        code, out, err = await hocket(environ, "run", "The capital of France?", *arguments)
        assert code == 3, err  # its form is shown, its content is not
        assert json.loads(out) == {"capital": "Paris"}


async def test_run_without_checks_is_unproven_and_says_so(tmp_path):
    async with host(tmp_path, {"say": "Perhaps."}) as environ:
        code, out, _ = await hocket(environ, "run", "Is it so?", "--single")
        assert code == 3
        assert "unproven" in out


async def test_run_over_its_budget_delivers_what_it_has(tmp_path, goal):
    async with host(tmp_path, {"say": "no such word"}) as environ:
        budget = ("--budget", "calls=1")
        code, _, err = await hocket(environ, "run", "--goal", goal, "--single", *budget)
        assert code == 5, err
        assert len(seen(environ)) == 1


async def test_ctrl_c_once_cancels_the_run_cleanly(tmp_path, goal):
    async with host(tmp_path, {"say": "slow " * 50, "wait_s": 30}) as environ:
        process = await start(environ, "run", "--goal", goal, "--single")
        await until_asked(environ, "moon")
        process.send_signal(signal.SIGINT)
        code, _, err = await ended(process)
        assert code == 4, err
        assert "Traceback" not in err
        _, out, _ = await hocket(environ, "runs")
        assert "cancelled" in out


async def test_ctrl_c_twice_ends_a_run_that_cannot_be_cancelled(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(STUBBORN),
        str(tmp_path / "journal.db"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert await process.stdout.readline() == b"working\n"
    process.send_signal(signal.SIGINT)
    while b"Cancelling" not in await process.stderr.readline():
        pass
    process.send_signal(signal.SIGINT)
    code, _, err = await ended(process)
    assert code == 130, err
    assert "Traceback" not in err
    environ = {**os.environ, "HOCKET_HOME": str(tmp_path)}
    _, out, _ = await ended(
        await asyncio.create_subprocess_exec(
            str(HOCKET),
            "runs",
            env=environ,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    )
    assert "run-stubborn" in out, "what was accepted is kept"


async def test_killed_run_is_resumed_without_repeating_calls(tmp_path, goal):
    rules = (
        {"if": "moon", "say": "slow " * 50, "wait_s": 30, "once": True},
        {"if": "moon", "say": "Hello again"},
        {"say": "hi"},
    )
    async with host(tmp_path, *rules) as environ:
        process = await start(environ, "run", "--goal", goal, "--single")
        await until_asked(environ, "moon")
        process.kill()
        await ended(process)
        _, out, _ = await hocket(environ, "runs")
        assert "unfinished" in out
        _, _, err = await hocket(environ, "run", "hello", "--single", "--budget", "calls=1")
        assert "1 unfinished: continue interrupted runs with `hocket resume`" in err
        code, out, err = await hocket(environ, "resume")
        assert code == 0, err
        assert sum("moon" in prompt for prompt in seen(environ)) == 2
        run_id = next(line for line in out.splitlines() if "run-" in line).split()[0]
        code, out, _ = await hocket(environ, "show", run_id)
        assert out.startswith("Hello again")
        code, _, err = await hocket(environ, "resume", run_id)
        assert code == 2
        assert "is over" in err


async def test_cancel_from_another_process_ends_the_run_there(tmp_path, goal):
    async with host(tmp_path, {"say": "slow " * 50, "wait_s": 30}) as environ:
        process = await start(environ, "run", "--goal", goal, "--single")
        await until_asked(environ, "moon")
        code, out, err = await hocket(environ, "cancel", "last")
        assert code == 0, err
        assert "cancelled" in out
        code, _, _ = await ended(process)
        assert code == 4


async def test_second_process_on_a_journal_is_refused_with_its_holder(tmp_path, goal):
    async with host(tmp_path, {"say": "slow " * 50, "wait_s": 30}) as environ:
        process = await start(environ, "run", "--goal", goal, "--single")
        await until_asked(environ, "moon")
        code, _, err = await hocket(environ, "run", "--goal", goal, "--single")
        assert code == 6
        assert f"process {process.pid}" in err
        process.send_signal(signal.SIGINT)
        await ended(process)


async def test_run_without_its_host_names_what_is_missing(tmp_path, goal):
    async with host(tmp_path) as environ:
        pass
    code, _, err = await hocket(environ, "run", "--goal", goal, "--single")
    assert code == 6, err
    assert "Traceback" not in err
    assert environ["HOCKET_OPENAI_URL"].split("//")[1].split("/")[0] in err


@pytest.mark.parametrize(("judge", "tries"), [("openai:judge", 2), ("openai:fake", 1)])
async def test_another_llm_is_asked_for_its_opinion_the_authors_own_is_not(tmp_path, judge, tries):
    objection = '{"problems": ["it does not rhyme"], "does_the_task": false}'
    rules = ({"if": "Does this do the task?", "say": objection}, {"say": "A poem."})
    async with host(tmp_path, *rules) as environ:
        config = f'llm = "openai:fake"\n[llms]\nreviewer = "{judge}"\n'
        (tmp_path / "config.toml").write_text(config)
        code, out, err = await hocket(environ, "run", "Write a poem.", "--single")
        assert code == 3, err
        objected = "supervisor objects: it does not rhyme" in " ".join(out.split())
        assert objected == (judge == "openai:judge")
        assert err.count("submitted") == tries


async def test_doctor_as_json_names_roles_and_findings(tmp_path):
    async with host(tmp_path, {"say": "x"}) as environ:
        code, out, err = await hocket(environ, "doctor", "--json")
        report = json.loads(out)
        assert code == 0, err
        assert report["llms"]["worker"] == "openai:fake"
        assert {f["name"] for f in report["findings"]} >= {"sandbox", "ollama", "documents"}
        assert seen(environ) == [], "no prompt is sent"
