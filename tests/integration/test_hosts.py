"""The hosts of LLMs as each face shows them: those that answer, and those that do not, and why."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, replace

import pytest
from click.testing import CliRunner

import hosts
from hocket.adapters.llamacpp.llm import LlamaCpp
from hocket.adapters.wordllama.llm import NAME, WordLlamaEmbedder
from hocket.app.doctor import diagnose
from hocket.app.hosts import hosts_of, listing_of, memories_of
from hocket.cli.main import cli
from hocket.config import OpenAiHost, Settings, load
from hocket.core.egress import EgressGate
from hocket.errors import MissingExtraError
from hocket.llm.router import RouterLlm
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing import ScriptedLlm
from live_server import live

NOBODY = "http://127.0.0.1:9"
"""The discard port, on which nothing listens here."""

ANSWER = "pip install 'hocket[wordllama]'"


@pytest.fixture
def bare(monkeypatch):
    """A machine on which neither the embedded runtime nor the embedder is installed."""
    for package in ("xllamacpp", "wordllama"):
        monkeypatch.setitem(sys.modules, package, None)


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(home=tmp_path, cache=tmp_path / "cache", ollama_url=NOBODY)


async def test_host_that_is_not_installed_says_what_to_install(bare, tmp_path):
    for host, install in (
        (WordLlamaEmbedder(), "pip install 'hocket[wordllama]'"),
        (LlamaCpp(cache=tmp_path, gate=EgressGate()), "pip install xllamacpp"),
    ):
        listing = await listing_of(host)
        assert (listing.state, listing.install, listing.llms) == ("not_installed", install, ())
        assert listing.summary.endswith(f"is not installed; run {install}")
        await host.close()


async def test_use_of_a_host_that_is_not_installed_fails_at_once(bare, tmp_path):
    embedded = LlamaCpp(cache=tmp_path, gate=EgressGate(), fetch=True)
    request = LlmRequest("qwen2.5-coder:1.5b", (ChatMessage("user", "hi"),))
    for call in (
        embedded.complete(request),
        embedded.load(request.llm),
        WordLlamaEmbedder().embed(NAME, ["x"]),
    ):
        with pytest.raises(MissingExtraError, match="is not installed; run pip install"):
            await call
    assert list(tmp_path.iterdir()) == [], "nothing is fetched that could not run"


async def test_host_that_does_not_answer_is_unavailable(settings):
    hosts = hosts_of(settings)
    down = await listing_of(hosts["ollama"])
    assert down.state == "unavailable"
    assert "cannot be reached; start it with `ollama serve`" in down.summary
    await RouterLlm(hosts).close()


async def test_router_lists_what_is_installed(bare):
    hosts = {"a": ScriptedLlm([], names=["x"]), "wordllama": WordLlamaEmbedder()}
    assert [info.name for info in await RouterLlm(hosts).models()] == ["x"]


async def test_doctor_names_what_is_not_installed_and_is_not_ready_without_the_runtime(
    bare, settings
):
    diagnosis = await diagnose(settings)
    by_name = {finding.name: finding for finding in diagnosis.findings}
    embedder, runtime = by_name["wordllama"], by_name["embedded runtime"]
    assert (embedder.ok, embedder.summary, embedder.remedy) == (None, "not installed", ANSWER)
    assert (runtime.ok, runtime.summary) == (False, "not installed")
    [used] = [f for name, f in by_name.items() if name.startswith("to be used: llamacpp:")]
    assert (used.ok, used.remedy) == (False, "pip install xllamacpp")
    assert not diagnosis.ready
    assert by_name["ollama"].ok is None
    assert "cannot be reached" in by_name["ollama"].summary


async def test_doctor_shows_no_login_of_a_host(tmp_path):
    login = "http://me:hush-1234@127.0.0.1:9"
    settings = Settings(
        home=tmp_path,
        cache=tmp_path / "cache",
        ollama_url=login,
        openai={"x": OpenAiHost(f"{login}/v1", api_key="hush-1234")},
    )
    assert "hush-1234" not in str(asdict(await diagnose(settings)))


def models(tmp_path, *words: str):
    (tmp_path / "config.toml").write_text(f"ollama_url = '{NOBODY}'\n")
    environment = {
        "HOCKET_CONFIG": str(tmp_path / "config.toml"),
        "HOCKET_CACHE": str(tmp_path),
        "OLLAMA_HOST": NOBODY,
    }
    return CliRunner(env=environment).invoke(cli, ["--home", str(tmp_path), "models", *words])


def test_models_command_says_what_to_install(bare, tmp_path):
    lines = models(tmp_path).output
    assert f"wordllama: wordllama is not installed; run {ANSWER}" in lines
    assert "llamacpp: xllamacpp is not installed; run pip install xllamacpp" in lines
    assert "ollama: Ollama at http://127.0.0.1:9 cannot be reached" in lines
    report = json.loads(models(tmp_path, "--json").output)
    assert report["wordllama"] == {
        "state": "not_installed",
        "fault": f"wordllama is not installed; run {ANSWER}",
        "install": ANSWER,
        "llms": [],
        "left_out": {},
    }
    assert (report["ollama"]["state"], report["ollama"]["install"]) == ("unavailable", None)


def test_models_command_says_what_an_llm_refused_and_forgets_it(bare, tmp_path):
    settings = Settings(home=tmp_path, cache=tmp_path, ollama_url=NOBODY)
    memory = memories_of(settings)["ollama"]
    asyncio.run(memory.keep({("qwen3", "ab"): frozenset({"seed", "stop"})}))
    assert "ollama:qwen3 refused seed, stop" in models(tmp_path).output
    report = json.loads(models(tmp_path, "--json").output)
    assert report["ollama"]["left_out"] == {"qwen3": ["seed", "stop"]}
    assert (
        "Requests to ollama:qwen3 have again: seed, stop"
        in models(tmp_path, "--forget", "ollama:qwen3").output
    )
    assert "refused" not in models(tmp_path).output
    again = models(tmp_path, "--forget", "ollama:qwen3")
    assert (again.exit_code, "Nothing that 'ollama:qwen3' refuses" in again.output) == (2, True)


async def test_server_says_what_to_install(bare, tmp_path, settings):
    async with live(tmp_path, settings=settings) as server, server.client() as client:
        hosts = {h["name"]: h for h in (await client.get("/api/v1/models")).json()["hosts"]}
    assert hosts["wordllama"] == {
        "name": "wordllama",
        "ok": False,
        "state": "not_installed",
        "summary": f"wordllama is not installed; run {ANSWER}",
        "left_out": [],
        "circuits": [],
        "calls": None,
    }
    assert (hosts["llamacpp"]["state"], hosts["ollama"]["state"]) == (
        "not_installed",
        "unavailable",
    )


async def test_server_says_what_an_llm_refused_and_forgets_it(bare, tmp_path, settings):
    await memories_of(settings)["ollama"].keep({("qwen3", "ab"): frozenset({"seed", "stop"})})
    async with live(tmp_path, settings=settings) as server, server.client() as client:
        hosts = {h["name"]: h for h in (await client.get("/api/v1/models")).json()["hosts"]}
        ask = {"model": "ollama:qwen3"}
        forgotten = await client.post("/api/v1/models/forget", json=ask)
        again = await client.post("/api/v1/models/forget", json=ask)
        after = {h["name"]: h for h in (await client.get("/api/v1/models")).json()["hosts"]}
    refusal = {"model": "ollama:qwen3", "parts": ["seed", "stop"]}
    assert (hosts["ollama"]["left_out"], hosts["llamacpp"]["left_out"]) == ([refusal], [])
    assert forgotten.json() == refusal
    assert (again.status_code, after["ollama"]["left_out"]) == (422, [])


@pytest.mark.wordllama
async def test_server_shows_what_is_installed_as_answering(tmp_path, settings):
    async with live(tmp_path, settings=settings) as server, server.client() as client:
        hosts = {h["name"]: h for h in (await client.get("/api/v1/models")).json()["hosts"]}
    assert (hosts["wordllama"]["state"], hosts["wordllama"]["summary"]) == ("ready", "1 model")
    assert (hosts["llamacpp"]["state"], hosts["llamacpp"]["summary"]) == ("empty", "no models")


async def test_doctor_of_a_home_that_cannot_be_written_says_so_and_is_not_ready(tmp_path):
    (tmp_path / "file").write_text("in the way")
    home = tmp_path / "file" / "home"
    async with hosts.host(tmp_path, {"say": "Hi."}) as environ:
        settings = load(environ)
        assert (await diagnose(settings)).ready
        diagnosis = await diagnose(replace(settings, home=home))
    [finding] = [f for f in diagnosis.findings if f.name == "disk at home"]
    assert (finding.ok, finding.summary) == (False, f"cannot write to {home}")
    assert not diagnosis.ready
