"""A host with Anthropic's API as a user has it: from Python, the command line and the server."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from hocket import Agent, Goal, Hocket, RegexCheck, tool
from hocket.config import AnthropicHost, Settings
from hosts import HOCKET, command

HOST = Path(__file__).parents[1] / "anthropic_host" / "server.py"
KEY = "sk-ant-of-this-test"
CONFIG = """llm = "anthropic:claude-scripted"
opinions = false
[anthropic.anthropic]
url = "{url}"
[server]
port = 0
shutdown_s = 10
"""
MOON = {
    "text": "Say hello to the moon.",
    "checks": [{"kind": "regex", "pattern": "Hello", "says": "it says Hello"}],
}
RULES = [
    {"if": "tool_result", "say": "It is 232.8 degrees Celsius."},
    {"if": "451", "call": {"name": "celsius", "input": {"fahrenheit": 451}}},
    {"if": "moon", "say": "Hello, moon!"},
]


@asynccontextmanager
async def host(folder: Path, *, key: str = KEY):
    """The host as a process; gives its URL and an environment for which it is configured."""
    rules = folder / "rules.json"
    rules.write_text(json.dumps(RULES), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(HOST),
        str(rules),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    url = f"http://127.0.0.1:{int(await process.stdout.readline())}"
    (folder / "config.toml").write_text(CONFIG.format(url=url), encoding="utf-8")
    (folder / "goal.json").write_text(json.dumps(MOON), encoding="utf-8")
    try:
        yield (
            url,
            {
                **os.environ,
                "ANTHROPIC_API_KEY": key,
                "HOCKET_HOME": str(folder / "home"),
                "HOCKET_CACHE": str(folder / "cache"),
                "HOCKET_CONFIG": str(folder / "config.toml"),
                "OLLAMA_HOST": "127.0.0.1:9",
            },
        )
    finally:
        process.stdin.close()
        await process.wait()


@tool(effect="none")
def celsius(fahrenheit: float) -> float:
    """Convert a temperature from Fahrenheit to Celsius."""
    return round((fahrenheit - 32) / 1.8, 1)


async def test_goal_with_a_tool_and_a_check_is_accepted(tmp_path):
    guide = Agent("guide", "You answer with the help of your tools.", tools=[celsius])
    right = RegexCheck(pattern=r"232\.8", says="the answer states the right temperature")
    goal = Goal(text="How much is 451 Fahrenheit in Celsius?", checks=[right])
    async with host(tmp_path) as (url, _):
        settings = Settings(
            home=tmp_path,
            cache=tmp_path,
            llm="anthropic:claude-scripted",
            anthropic={"anthropic": AnthropicHost(url, KEY)},
            opinions=False,
        )
        async with Hocket([guide], builtin=False, settings=settings) as program:
            done = await program.run(goal)
        async with httpx.AsyncClient() as client:
            bodies = (await client.get(f"{url}/traffic")).json()["bodies"]
    assert (done.verdict, done.text) == ("accepted", "It is 232.8 degrees Celsius.")
    assert done.state.spent.calls == 2
    last = bodies[-1]
    assert last["tools"][0]["name"] == "celsius"
    [result] = [b for b in last["messages"][-1]["content"] if b["type"] == "tool_result"]
    assert result["content"][0]["text"] == "232.8"


@pytest.mark.timeout(120)
async def test_commands_use_it_and_show_no_key(tmp_path):
    async with host(tmp_path) as (url, environ):
        code, out, err = await command(environ, "run", "--goal", "goal.json", "--single")
        assert (code, out.startswith("Hello, moon!\n")) == (0, True), err
        shown = out + err
        code, out, err = await command(environ, "replay", "last")
        assert (code, out.startswith("identical")) == (0, True), err
        code, out, err = await command(environ, "doctor", "--json")
        report = json.loads(out)
        assert report["llms"]["worker"] == "anthropic:claude-scripted"
        found = {f["name"]: f for f in report["findings"]}
        assert found["anthropic"]["ok"], found["anthropic"]
        assert url in found["anthropic"]["summary"]
        shown += out + err
        alias = {**environ, "HOCKET_LLM": "anthropic:claude-dated"}
        code, out, err = await command(alias, "doctor", "--json")
        found = {f["name"]: f for f in json.loads(out)["findings"]}
        assert found["to be used: anthropic:claude-dated"]["ok"], "it is listed with its date"
        code, out, err = await command(environ, "models")
        assert "claude-scripted" in out, err
        assert KEY not in shown + out + err
    for path in (tmp_path / "home").rglob("*"):
        assert path.is_dir() or KEY.encode() not in path.read_bytes(), path


@pytest.mark.timeout(120)
async def test_wrong_key_ends_the_run_with_what_to_do(tmp_path):
    async with host(tmp_path, key="sk-ant-wrong-0123") as (_, environ):
        code, out, err = await command(environ, "run", "--goal", "goal.json", "--single")
        assert (code, "check the API key and its permissions" in out + err) == (6, True), out + err
        assert "sk-ant-wrong" not in out + err
        code, out, _ = await command(environ, "doctor", "--json")
        [found] = [f for f in json.loads(out)["findings"] if f["name"] == "anthropic"]
        assert "check the API key" in found["summary"]
        assert found["remedy"] == "correct its URL or its key in your settings"
        assert "sk-ant-wrong" not in out


@pytest.mark.timeout(120)
async def test_server_runs_goals_on_it_and_lists_its_llms(tmp_path):
    async with host(tmp_path) as (_, environ):
        process = await asyncio.create_subprocess_exec(
            str(HOCKET), "serve", env=environ, stdout=asyncio.subprocess.PIPE
        )
        link = ""
        async with asyncio.timeout(40):
            while "login?token" not in link:
                link = (await process.stdout.readline()).decode()
        link = link.split()[-1]
        async with httpx.AsyncClient(base_url=link.partition("/login")[0]) as client:
            await client.get(link)
            listed = (await client.get("/api/v1/models")).json()
            assert "anthropic:claude-scripted" in {item["name"] for item in listed["items"]}
            assert {h["name"]: h["ok"] for h in listed["hosts"]}["anthropic"]
            goal = {"goal": MOON, "plan": "single"}
            run_id = (await client.post("/api/v1/runs", json=goal)).json()["run_id"]
            async with asyncio.timeout(30):
                while not (run := (await client.get(f"/api/v1/runs/{run_id}")).json())["ended_at"]:
                    await asyncio.sleep(0.05)
        process.terminate()
        await process.wait()
        assert run["verdict"] == "accepted"
        assert KEY not in json.dumps([listed, run])
