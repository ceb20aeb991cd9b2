"""Access through the APIs of others: permissions of their routes, keys as logins."""

from __future__ import annotations

from dataclasses import replace

import anthropic
import httpx
import ollama
import openai
import pytest
from fastapi.routing import APIRoute

from facade_clients import facade
from hocket.config import Settings
from hocket.server.access import Need
from hocket.server.application import FACADES
from live_server import BOUNDS, live


def test_every_route_of_other_apis_asks_for_a_permission_but_the_version():
    routes = [r for router in FACADES for r in router.routes if isinstance(r, APIRoute)]
    without = {
        route.path
        for route in routes
        if not any(isinstance(d.call, Need) for d in route.dependant.dependencies)
    }
    assert without == {"/api/version"}


async def test_key_is_taken_as_the_password_of_a_login_but_not_from_another_page(tmp_path):
    async with facade(tmp_path) as server:
        body = {"model": "scripted", "prompt": "rain", "stream": False}
        async with httpx.AsyncClient(base_url=server.url, auth=("me", server.key)) as client:
            done = await client.post("/api/generate", json=body)
            assert done.json()["done"] is True
            # A browser sends a login again by itself, also for the page of somebody else.
            headers = {"Origin": "https://example.org"}
            refused = await client.post("/api/generate", json=body, headers=headers)
            assert (refused.status_code, len(server.host.requests)) == (403, 1)
        async with httpx.AsyncClient(base_url=server.url, auth=("me", "hk_wrong")) as client:
            assert (await client.get("/api/tags")).status_code == 401


async def test_model_is_no_way_to_fetch_weights_or_to_load_a_file_of_the_machine(tmp_path):
    file = tmp_path / "any.gguf"
    file.write_bytes(b"GGUF")
    chosen = "llamacpp:smollm2:135m"
    settings = Settings(home=tmp_path, cache=tmp_path / "cache", llm=chosen, server=BOUNDS)
    async with (
        live(tmp_path, settings=settings) as server,
        server.client("orchestrator") as api,
    ):
        body = {"messages": [{"role": "user", "content": "rain"}]}
        for model in (f"llamacpp:{file}", "llamacpp:qwen2.5-coder:1.5b"):
            done = await api.post("/v1/chat/completions", json={"model": model, **body})
            assert (done.status_code, done.json()["error"]["code"]) == (404, "model_not_found")
            done = await api.post("/api/embed", json={"model": model, "input": "rain"})
            assert done.status_code == 404
        # What the settings name is the choice of whoever runs the server.
        done = await api.post("/v1/chat/completions", json={"model": chosen, **body})
        assert done.status_code == 503


async def test_client_of_ollama_sends_the_key_of_the_environment(tmp_path, monkeypatch):
    async with facade(tmp_path) as server:
        monkeypatch.setenv("OLLAMA_API_KEY", server.key)
        api = ollama.AsyncClient(server.url)
        names = {model.model for model in (await api.list()).models}
        await api._client.aclose()
        assert "scripted" in names


PAGE = "https://app.example.org"
BROWSER = ("anthropic-dangerous-direct-browser-access", "anthropic-beta", "x-stainless-timeout")


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/v1/messages", {**anthropic.Anthropic(api_key="k").default_headers, "x-api-key": "k"}),
        (
            "/v1/chat/completions",
            openai.OpenAI(api_key="k", organization="o", project="p").default_headers,
        ),
        ("/api/chat", {"Authorization": "Bearer k", "Content-Type": "application/json"}),
    ],
    ids=["anthropic", "openai", "ollama"],
)
async def test_page_of_a_named_origin_may_send_the_headers_of_vendors_clients(tmp_path, path, sent):
    names = sorted({name.lower() for name in (*sent, *BROWSER)})
    asking = {
        "Origin": PAGE,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": ",".join(names),
    }
    bounds = replace(BOUNDS, origins=frozenset({PAGE}))
    async with facade(tmp_path, bounds=bounds) as server, server.live.client(None) as client:
        allowed = await client.options(path, headers=asking)
        assert allowed.status_code == 200
        assert allowed.headers["access-control-allow-origin"] == PAGE
        listed = allowed.headers["access-control-allow-headers"].lower().replace(" ", "")
        assert set(names) <= set(listed.split(","))
        other = await client.options(path, headers={**asking, "Origin": "https://evil.example.org"})
        assert "access-control-allow-origin" not in other.headers


async def test_page_of_a_named_origin_uses_the_api_and_reads_when_to_try_again(tmp_path):
    bounds = replace(BOUNDS, origins=frozenset({PAGE}), rate_per_s=1, burst=8)
    body = {"model": "scripted", "max_tokens": 9, "messages": [{"role": "user", "content": "x"}]}
    async with facade(tmp_path, bounds=bounds) as server:
        headers = {"Origin": PAGE, "x-api-key": server.key, "anthropic-version": "2023-06-01"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers) as client:
            done = [await client.post("/v1/messages", json=body) for _ in range(12)]
        assert done[0].json()["role"] == "assistant"
        assert {answer.headers["access-control-allow-origin"] for answer in done} == {PAGE}
        assert "retry-after" in done[-1].headers["access-control-expose-headers"].lower()
        assert "retry-after" in done[-1].headers
