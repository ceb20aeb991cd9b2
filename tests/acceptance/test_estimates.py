"""Before a run: what it would take. After it: what it took against that."""

from __future__ import annotations

import asyncio
import json

import pytest
from click.testing import CliRunner

from hocket.cli.main import cli
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm
from stories import agent, hocket_of

GOAL = "What is the capital of France?"


async def asking(assignment, bench):
    return (await bench.ask([ChatMessage("user", assignment.goal)])).text


@pytest.fixture
def command(tmp_path, monkeypatch):
    (tmp_path / "config.toml").write_text('llm = "scripted"')
    monkeypatch.setenv("HOCKET_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")

    def call(*arguments: str):
        return CliRunner().invoke(cli, ["--home", str(tmp_path), *arguments])

    return call


def test_estimate_without_experience_says_so_and_starts_nothing(command, tmp_path):
    made = json.loads(command("run", "--estimate", GOAL, "--json").stdout)
    (way,) = made["ways"]
    assert "assumption" in way["cost"]["basis"]
    assert way["cost"]["low"]["tokens"] * 5 < way["cost"]["high"]["tokens"]
    assert made["covered"] == {}
    assert not (tmp_path / "journal.db").exists()
    text = command("run", "--estimate", GOAL, "--budget", "tokens=100").stdout
    assert "will probably exceed your limit on tokens" in text


def test_estimate_rests_on_earlier_runs_and_a_run_is_explained_with_its_forecast(command, tmp_path):
    async def runs() -> str:
        async with hocket_of(agent(asking), journal=tmp_path / "journal.db") as hocket:
            for number in range(3):
                await hocket.run(GOAL, plan="single", run_id=f"run-{number}")
            return (await hocket.llms())["worker"]

    llm = asyncio.run(runs())
    made = json.loads(command("run", "--estimate", GOAL, "--single", "--json").stdout)
    assert made["ways"][0]["llm"] == llm
    assert made["ways"][0]["cost"]["basis"] == "3 earlier tasks of such kinds with this LLM"
    assert made["covered"]["tokens"]["runs"] == 2, "nothing was to be expected of the first"
    explained = command("explain", "run-2").stdout
    assert "forecast: it took " in explained
    assert (
        json.loads(command("explain", "run-2", "--json").stdout)["forecast"]["high"]["calls"] >= 1
    )


def test_llm_of_a_host_that_the_settings_no_longer_have_is_not_proposed(command, tmp_path):
    async def runs() -> None:
        journal = tmp_path / "journal.db"
        llm = ScriptedLlm("Paris.", names=("earlier:fast",))
        async with hocket_of(agent(asking), journal=journal, llm=llm) as hocket:
            for number in range(3):
                await hocket.run(GOAL, plan="single", run_id=f"run-{number}")

    asyncio.run(runs())
    made = json.loads(command("run", "--estimate", GOAL, "--single", "--json").stdout)
    assert [way["name"] for way in made["ways"] if way["name"].startswith("llm=")] == []
    (tmp_path / "config.toml").write_text('llm = "earlier:fast"')
    (way, *_) = json.loads(command("run", "--estimate", GOAL, "--json").stdout)["ways"]
    assert (way["llm"], way["cost"]["usd"]) == ("earlier:fast", None), "its price is not known"
