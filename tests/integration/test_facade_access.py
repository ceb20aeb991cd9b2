"""Access through the APIs of others: permissions of their routes, keys as logins."""

from __future__ import annotations

import httpx
import ollama
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
