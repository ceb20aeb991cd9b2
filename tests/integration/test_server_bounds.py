"""What one client can take from the server: connections, time, depth, and tries of keys."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

import hocket.server
from hocket.adapters.system.clock import SystemClock
from hocket.config import ServerSettings
from hocket.server.access import PERMISSIONS
from hocket.server.connection import BoundedHttp
from hocket.server.keyring import SPACE, StoredKey, _scrypt
from live_server import live

HEAD = "GET /health HTTP/1.1\r\nHost: localhost\r\n"
POST = "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n"
LENGTH = "Content-Length: 10"
JSON = {"Content-Type": "application/json"}


class Hasty(BoundedHttp):
    head_s = body_s = read_s = 0.3
    most = 12


class Few(BoundedHttp):
    most = 12


async def opened(stack: AsyncExitStack, url: str, text: str = ""):
    """A connection that sends this and then waits."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    stack.callback(writer.close)
    writer.write(text.encode("latin-1"))
    await writer.drain()
    return reader, writer


SLOW = {
    "nothing": ("", b"408"),
    "half-a-line": ("GET /hea", b"408"),
    "half-a-head": (HEAD, b"408"),
    "empty-lines": ("\r\n\r\n", b"408"),
    "no-body": (f"{POST}Content-Length: 10\r\n\r\n", b"408"),
    "half-a-body": (f"{POST}Content-Length: 10\r\n\r\n{{", b"408"),
    "no-chunk": (f"{POST}Transfer-Encoding: chunked\r\n\r\n", b"408"),
    "half-a-chunk": (f"{POST}Transfer-Encoding: chunked\r\n\r\n5\r\nab", b"408"),
    "unknown-upgrade": (
        f"{POST}Upgrade: x\r\nConnection: upgrade\r\nContent-Length: 9\r\n\r\n",
        b"",
    ),
    "after-an-answer": (f"{HEAD}\r\n\r\n", b"200"),
}


@pytest.mark.parametrize(("text", "status"), SLOW.values(), ids=SLOW)
async def test_server_closes_the_connection_of_a_client_that_sends_nothing_more(
    tmp_path, text, status
):
    async with live(tmp_path, http=Hasty) as server, AsyncExitStack() as stack:
        reader, _ = await opened(stack, server.url, text)
        async with asyncio.timeout(20):
            assert status in await reader.read()


@pytest.mark.parametrize("start", ["GET / HTTP/1.1\r\nX: ", f"{POST}Content-Length: 9999\r\n\r\n"])
async def test_server_closes_the_connection_of_a_client_that_drips(tmp_path, start):
    async with live(tmp_path, http=Hasty) as server, AsyncExitStack() as stack:
        reader, writer = await opened(stack, server.url, start)

        async def drip() -> None:
            while True:
                writer.write(b"x")
                await asyncio.sleep(0.02)

        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            dripping = group.create_task(drip())
            assert b"408" in await reader.read()
            dripping.cancel()


def requests_of_much() -> str:
    """Requests for more than the buffers of a connection hold."""
    assets = Path(hocket.server.__file__).parent / "static" / "assets"
    largest = max(assets.iterdir(), key=lambda path: path.stat().st_size)
    count = (32 << 20) // largest.stat().st_size
    return f"GET /assets/{largest.name} HTTP/1.1\r\nHost: localhost\r\n\r\n" * count


async def test_server_closes_the_connection_of_a_client_that_does_not_read(tmp_path):
    async with live(tmp_path, http=Hasty) as server, AsyncExitStack() as stack:
        reader, _ = await opened(stack, server.url, requests_of_much())
        await reader.readexactly(len("HTTP/1.1 200"))
        async with asyncio.timeout(20):
            while server.listener.server_state.connections:
                await asyncio.sleep(0.02)


async def test_clients_that_do_not_read_keep_out_nobody(tmp_path):
    async with live(tmp_path, http=Few) as server, AsyncExitStack() as stack:
        for _ in range(Few.most):
            reader, _ = await opened(stack, server.url, requests_of_much())
            await reader.readexactly(len("HTTP/1.1 200"))
        async with server.client() as client, asyncio.timeout(20):
            while (await client.get("/health")).status_code != 200:
                await asyncio.sleep(0.05)


async def test_server_takes_a_body_that_arrives_steadily(tmp_path):
    class Steady(BoundedHttp):
        body_s, body_bytes_per_s = 0.1, 1000

    async with live(tmp_path, http=Steady) as server, server.client() as client:

        async def pieces():
            for _ in range(20):
                yield b"x" * 1000
                await asyncio.sleep(0.02)

        response = await client.post("/api/v1/files?name=a.txt", content=pieces())
        assert response.status_code == 201


@pytest.mark.parametrize("text", ["", HEAD, f"{POST}Content-Length: 10\r\n\r\n{{"])
async def test_server_full_of_waiting_connections_serves_others(tmp_path, text):
    async with live(tmp_path, http=Few) as server, AsyncExitStack() as stack:
        for _ in range(4 * Few.most):
            await opened(stack, server.url, text)
        async with server.client() as client:
            for _ in range(5):
                assert (await client.get("/api/v1/runs")).status_code == 200
        assert len(server.listener.server_state.connections) <= Few.most + 1


async def test_server_full_of_busy_connections_refuses_new_ones_and_keeps_the_others(tmp_path):
    async with live(tmp_path, http=Few) as server, server.client() as client:
        key = client.headers["authorization"]
        stream = "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
        async with AsyncExitStack() as stack:
            streams = [
                await opened(stack, server.url, f"{stream}{key}\r\n\r\n") for _ in range(Few.most)
            ]
            for reader, _ in streams:
                assert b"200" in await reader.readuntil(b"\r\n\r\n")
            reader, _ = await opened(stack, server.url, f"{HEAD}\r\n")
            assert b"503" in await reader.read()
            assert not any(reader.at_eof() for reader, _ in streams)
        async with asyncio.timeout(20):
            while (await client.get("/health")).status_code != 200:
                await asyncio.sleep(0.05)


TIGHT = ServerSettings(port=0, rate_per_s=1000, burst=1000, anonymous_per_s=2)


async def test_wrong_keys_from_an_address_keep_no_right_key_from_it_waiting(tmp_path):
    async with live(tmp_path, bounds=TIGHT) as server, server.client(None) as client:
        keyring = server.service.keyring
        made = [await keyring.create(f"k{n}", "observer") for n in range(4)]
        wrong = [f"hk_{key.key_id}_{'x' * 43}" for key, _ in made] * 10
        statuses = set()
        async with asyncio.TaskGroup() as group:
            for text in wrong:
                headers = {"Authorization": f"Bearer {text}"}
                group.create_task(client.get("/api/v1/runs", headers=headers))
        for text in wrong:
            response = await client.get("/api/v1/runs", headers={"Authorization": f"Bearer {text}"})
            statuses.add(response.status_code)
        assert statuses <= {401, 429}
        for _, secret in made:
            right = await client.get("/api/v1/runs", headers={"X-API-Key": secret})
            assert right.status_code == 200


async def test_key_of_an_earlier_release_is_accepted_and_rewritten(tmp_path):
    async with live(tmp_path) as server:
        keyring, store = server.service.keyring, server.service.store
        key, secret = await keyring.create("old", "observer")
        document = await store.get(SPACE, key.key_id, now_us=SystemClock().now_us())
        stored = StoredKey.model_validate_json(document.body)
        text = secret.rpartition(f"{key.key_id}_")[2]
        old = stored.model_copy(
            update={"digest": None, "hashed": _scrypt(text, bytes.fromhex(stored.salt)).hex()}
        )
        await store.put(SPACE, key.key_id, old.model_dump_json(exclude={"digest"}).encode())
        assert await keyring.principal(f"hk_{key.key_id}_wrong") is None
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(keyring.principal(secret)) for _ in range(5)]
        assert {task.result().role for task in tasks} == {"observer"}
        document = await store.get(SPACE, key.key_id, now_us=SystemClock().now_us())
        assert json.loads(document.body)["hashed"] is None
        await keyring.revoke(key.key_id)
        assert await keyring.principal(secret) is None


async def test_openapi_document_names_the_security_of_every_operation_that_needs_a_key(tmp_path):
    async with live(tmp_path) as server, server.client(None) as client:
        document = (await client.get("/api/v1/openapi.json")).json()
        operations = [
            (method, path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
        ]
        secured = {(m, p) for m, p, operation in operations if "security" in operation}
        assert len(secured) > 50
        for method, path, operation in operations:
            url = path
            for name in ("{run_id}", "{task_id}", "{name}", "{content_digest}"):
                url = url.replace(name, "0" * 64)
            answer = await client.request(method, url, json={})
            assert ((method, path) in secured) == (answer.status_code == 401), (method, path)
            assert operation.get("security") in (None, [{"key": []}, {"cookie": []}])
            if "security" in operation:
                assert operation["x-permission"] in PERMISSIONS


def nested(levels: int, opening: str, closing: str) -> str:
    return opening * levels + "1" + closing * levels


BODIES = {
    "lists": lambda n: nested(n, "[", "]"),
    "objects": lambda n: nested(n, '{"a":', "}"),
    "schema": lambda n: (
        '{"goal":{"text":"x","deliverable":{"kind":"json","json_schema":'
        + nested(n, '{"items":', "}").replace("1", "{}")
        + '}},"plan":"single"}'
    ),
    "check": lambda n: (
        '{"goal":{"text":"x","checks":[{"kind":"rhyme","a":' + nested(n, "[", "]") + "}]}}"
    ),
}
ROUTES = (
    ("POST", "runs"), ("POST", "keys"), ("POST", "tokens"), ("POST", "conversations"),
    ("PATCH", "settings"), ("PUT", "agents/analytical"), ("POST", "models/pull"),
)  # fmt: skip


@pytest.mark.parametrize("levels", [120, 450, 900, 5000, 50_000])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_body_that_is_nested_too_deeply_is_invalid_on_every_route(tmp_path, body, levels):
    async with live(tmp_path) as server, server.client() as client:
        headers = {"Content-Type": "application/json"}
        for method, route in ROUTES:
            answer = await client.request(
                method, f"/api/v1/{route}", content=body(levels), headers=headers
            )
            assert answer.status_code in (404, 405, 422), (route, answer.text[:300])
        answer = await client.post("/api/v1/runs", content=body(levels), headers=headers)
        assert answer.status_code == 422, answer.text[:300]


@pytest.mark.parametrize("name", ["..", ".", "a\nb", "\x00", "con", "a.", " ", "x" * 300])
async def test_input_whose_name_is_no_file_is_invalid(tmp_path, name):
    async with live(tmp_path) as server, server.client() as client:
        sent = await client.post("/api/v1/files?name=a.txt", content=b"abc")
        refused = await client.post("/api/v1/files", params={"name": name}, content=b"abc")
        assert refused.status_code == 422
        goal = {"goal": {"text": "x", "inputs": [{**sent.json(), "name": name}]}, "plan": "single"}
        answer = await client.post("/api/v1/runs", json=goal)
        assert answer.status_code == 422, answer.text
        assert "name" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [('{"goal": "é"}'.encode("cp1252"), "can't decode"), (b"[" + b"9" * 6000 + b"]", "digits")],
    ids=["another-encoding", "a-number-too-long"],
)
async def test_body_that_cannot_be_read_is_refused_with_the_reason(tmp_path, body, reason):
    async with live(tmp_path) as server, server.client() as client:
        response = await client.post("/api/v1/runs", content=body, headers=JSON)
        assert response.status_code == 400
        assert reason in response.json()["detail"]
