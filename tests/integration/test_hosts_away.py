"""Hosts that are away or overloaded: what the settings make of them, and what the server shows."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from hocket.app.directory import Directory
from hocket.app.hosts import hosts_of
from hocket.config import OpenAiHost, Settings, load
from hocket.config.hosts import AnthropicHost
from hocket.errors import CircuitOpenError, ConfigError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.resilience.guarded import GuardedLlm
from hocket.testing import FakeClock
from live_server import live
from raw_host import raw_host

NOBODY = "http://127.0.0.1:9"
ASK = LlmRequest("lan:m", (ChatMessage("user", "A line about rain"),), max_tokens=8)
ROOT = Path(__file__).parents[2]


def settings_of(folder: Path, url: str) -> Settings:
    lan = OpenAiHost(url=url, least_calls=2, most_calls=5)
    return Settings(home=folder, cache=folder, ollama_url=NOBODY, openai={"lan": lan}, llm="lan:m")


async def fails(llm, times: int) -> Exception:
    for _ in range(times):
        with pytest.raises(UnavailableError) as caught:
            await llm.complete(ASK)
    return caught.value


def left_alone(server):
    """The hosts of a server; the time at which one of them is tried again never comes."""
    server.service.hocket.hosts()["lan"]._breaker._clock = FakeClock()
    return server.service.hocket.llm.inner


async def lan_of(client) -> dict:
    hosts = (await client.get("/api/v1/models")).json()["hosts"]
    return next(host for host in hosts if host["name"] == "lan")


async def test_every_host_on_the_network_is_guarded_within_its_bounds(tmp_path):
    settings = Settings(
        home=tmp_path,
        cache=tmp_path,
        ollama_url=NOBODY,
        ollama_calls=3,
        openai={"lan": OpenAiHost(url=NOBODY, least_calls=2, most_calls=5)},
        anthropic={"claude": AnthropicHost(url=NOBODY)},
    )
    hosts = hosts_of(settings)
    guarded = {name: host.health for name, host in hosts.items() if isinstance(host, GuardedLlm)}
    bounds = {name: (h.bounds.least, h.calls, h.bounds.most) for name, h in guarded.items()}
    assert bounds == {"ollama": (1, 3, 3), "lan": (2, 5, 5), "claude": (1, 8, 32)}
    for host in hosts.values():
        await host.close()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[openai.lan]\nurl = 'http://box/v1'\nmost_calls = 0", "a whole number from 1 is needed"),
        (
            "[openai.lan]\nurl = 'http://box/v1'\nleast_calls = 9\nmost_calls = 4",
            "at openai.lan.least_calls: 9 does not fit (a whole number up to most_calls, 4, is",
        ),
        ("[anthropic.lan]\nleast_calls = 33", "up to most_calls, 32, is needed"),
    ],
)
def test_bounds_that_do_not_fit_are_a_fault_of_their_host(tmp_path, text, fault):
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    error = load({"HOCKET_CONFIG": str(path)}).faults["lan"]
    assert isinstance(error, ConfigError)
    assert fault in error.message


async def test_page_shows_a_host_whose_calls_are_held_back_and_that_it_is_back(tmp_path):
    is_up = False

    def post(*_):
        return 500, b'{"error": {"message": "no runner"}}'

    def get(_):
        return (200, b'{"data": [{"id": "m"}]}') if is_up else (503, b"")

    async with raw_host(post, get) as url:
        settings = settings_of(tmp_path, url)
        async with live(tmp_path, settings=settings) as server, server.client() as client:
            assert (await lan_of(client))["circuits"] == []
            llm = left_alone(server)
            await fails(llm, 5)
            error = await fails(llm, 1)
            lan = await lan_of(client)
    assert isinstance(error, CircuitOpenError)
    [circuit] = lan["circuits"]
    assert (circuit["model"], circuit["state"], circuit["failures"]) == ("lan:m", "open", 5)
    assert "answered 500: no runner; try again later" in circuit["cause"]
    assert circuit["since"] < circuit["retry_at"]
    assert lan["calls"] == {
        "limit": 5,
        "least": 2,
        "most": 5,
        "in_progress": 0,
        "waiting": 0,
        "paused_until": None,
    }


async def test_host_that_cannot_be_reached_is_left_alone_until_its_list_is_there(tmp_path):
    settings = settings_of(tmp_path, NOBODY)
    async with live(tmp_path, settings=settings) as server, server.client() as client:
        hocket = server.service.hocket
        error = await fails(left_alone(server), 4)
        away = await lan_of(client)
        assert isinstance(error, CircuitOpenError)
        assert "check that it is running, or set its URL" in error.message
        body = {"model": "lan:m", "messages": [{"role": "user", "content": "Hi"}]}
        refused = await client.post("/v1/chat/completions", json=body)
        assert refused.status_code == 503
        assert "lan gets no calls until" in refused.text
        async with raw_host(lambda *_: (200, b""), lambda _: (200, b'{"data": []}')) as url:
            hocket.hosts()["lan"]._inner._host._url = url
            await Directory(hocket).all()
            back = await lan_of(client)
    assert [(c["model"], c["state"]) for c in away["circuits"]] == [("", "open")]
    assert back["circuits"] == []


async def test_real_host_that_limits_its_rate_refuses_far_fewer_calls():
    command = [sys.executable, "bench/overload.py", "--calls", "60", "--only", "20 a second"]
    done = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines()[2:]]
    refused = [int(row[-1]) for row in rows]
    assert [row[2] for row in rows] == ["8", "as it can"] * 2
    assert all(ours < fixed for fixed, ours in zip(refused[::2], refused[1::2], strict=True))
