"""Attacks on the server and faults of other processes, and how it handles them."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys

from click.testing import CliRunner

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.background import running_server
from hocket.app.background import stop as stop_background
from hocket.cli.main import cli
from hocket.ports.journal import Request
from hocket.server.installation import launch_token
from live_server import live, over, socket_client, until

GOAL = {"goal": {"text": "go"}, "plan": "single"}


async def raw(url: str, head: str) -> bytes:
    """What a request that no client would send is answered with."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
    writer.write(head.encode("latin-1"))
    async with asyncio.timeout(10):
        answer = await reader.readuntil(b"\r\n\r\n")
    writer.close()
    return answer


async def test_malformed_requests_are_refused_without_a_server_error(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        key = client.headers["authorization"]
        for head in (
            "GET / HTTP/1.1\r\nHost: [\r\n\r\n",
            "GET /a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
            f"GET /{'a' * 400} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            f"GET /login?token={server.launch}&to=//[ HTTP/1.1\r\nHost: localhost\r\n\r\n",
            f"GET /login?token={server.launch}&to=/%5C%5Cevil HTTP/1.1\r\nHost: localhost\r\n\r\n",
            (
                f"POST /api/v1/keys HTTP/1.1\r\nHost: localhost\r\nAuthorization: {key}\r\n"
                "Origin: http://[\r\nContent-Length: 2\r\n\r\n{}"
            ),
        ):
            answer = await raw(server.url, head)
            assert not answer.startswith(b"HTTP/1.1 5"), (head, answer)
            assert b"content-security-policy" in answer.lower(), (head, answer)
            assert b"evil" not in answer
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        sent = await client.post("/api/v1/files?name=a.txt", content=b"abc")
        goal = {"goal": {"text": "x", "inputs": [sent.json()]}, "plan": "single"}
        run_id = (await client.post("/api/v1/runs", json=goal)).json()["run_id"]
        await over(client, run_id)
        [file] = await until(client, f"/api/v1/runs/{run_id}/artifacts")
        far = await client.get(file["href"], headers={"Range": f"bytes={'9' * 5000}-"})
        assert far.status_code == 200

        async def pieces():
            for _ in range(3):
                yield b"x" * 600_000

        keyed = {"Idempotency-Key": "large"}
        large = await client.post("/api/v1/conversations", content=pieces(), headers=keyed)
        assert large.status_code == 413


async def test_answers_with_a_secret_are_not_stored(tmp_path):
    body = {"name": "ci", "role": "admin"}
    keyed = {"Idempotency-Key": "k"}
    async with live(tmp_path) as server, server.client() as client:
        created = (await client.post("/api/v1/keys", json=body, headers=keyed)).json()
        token = (await client.post("/api/v1/tokens", json={}, headers=keyed)).json()
        again = (await client.post("/api/v1/keys", json=body, headers=keyed)).json()
        assert again == created
    store = SqliteStore.open(tmp_path / "journal.db")
    receipts = [d.body for d in await store.all("receipt", now_us=SystemClock().now_us())]
    await store.close()
    assert not [k for k in receipts if created["secret"].encode() in k]
    assert not [k for k in receipts if token["access_token"].encode() in k]


async def test_receipts_of_keys_with_the_same_name_are_separate(tmp_path):
    body = {"name": "x", "role": "admin"}
    keyed = {"Idempotency-Key": "k"}
    async with live(tmp_path) as server, server.client() as admin:
        assert (await admin.post("/api/v1/keys", json=body, headers=keyed)).status_code == 201
        _, secret = await server.service.keyring.create("admin", "observer")
        bearer = {"Authorization": f"Bearer {secret}", **keyed}
        async with server.client(None) as observer:
            refused = await observer.post("/api/v1/keys", json=body, headers=bearer)
            assert refused.status_code == 403


async def test_revoked_key_stays_revoked_despite_concurrent_use(tmp_path):
    async with live(tmp_path) as server:
        keyring = server.service.keyring
        for _ in range(10):
            key, secret = await keyring.create("x", "observer")
            async with asyncio.TaskGroup() as group:
                group.create_task(keyring.principal(secret))
                group.create_task(keyring.revoke(key.key_id))
            assert await keyring.principal(secret) is None


async def test_socket_of_a_revoked_key_is_closed(tmp_path):
    async with live(tmp_path) as server, server.client() as admin, socket_client() as io:
        key, secret = await server.service.keyring.create("x", "orchestrator")
        heard = []
        io.on("summary", heard.append)
        await io.connect(
            server.url, headers={"Authorization": f"Bearer {secret}"}, transports=["websocket"]
        )
        await io.call("watch_runs", {})
        await server.service.keyring.revoke(key.key_id)
        await admin.post("/api/v1/runs", json=GOAL)
        async with asyncio.timeout(10):
            while io.connected:
                await asyncio.sleep(0.02)
        assert heard == []


async def test_same_key_at_once_is_one_run_even_while_the_server_chooses_llms(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        server.service.hocket._llms = None
        posts = [
            client.post("/api/v1/runs", json=GOAL, headers={"Idempotency-Key": "k"})
            for _ in range(8)
        ]
        async with asyncio.TaskGroup() as group:
            responses = [group.create_task(post) for post in posts]
        responses = [task.result() for task in responses]
        assert {m.status_code for m in responses} == {201}
        [run_id] = {m.json()["run_id"] for m in responses}
        assert (await over(client, run_id))["status"] == "reached"


async def test_same_key_is_recognised_after_preferences_changed_and_another_plan_is_refused(
    tmp_path,
):
    keyed = {"Idempotency-Key": "k"}
    async with live(tmp_path) as server, server.client() as client:
        first = await client.post("/api/v1/runs", json=GOAL, headers=keyed)
        await client.patch("/api/v1/settings", json={"limits": {"calls": 3}})
        again = await client.post("/api/v1/runs", json=GOAL, headers=keyed)
        assert again.json()["run_id"] == first.json()["run_id"]
        other = await client.post("/api/v1/runs", json={"goal": GOAL["goal"]}, headers=keyed)
        assert other.json()["code"] == "key_reused"


async def test_fork_with_the_same_key_is_one_fork_and_takes_no_unknown_llm(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        await over(client, run_id)
        path = f"/api/v1/runs/{run_id}/fork"
        keyed = {"Idempotency-Key": "k"}
        forks = [await client.post(path, json={"at": 3}, headers=keyed) for _ in range(2)]
        assert forks[0].json()["run_id"] == forks[1].json()["run_id"]
        limited = await client.post(path, json={"at": 3, "limits": {"calls": 9}})
        assert (limited.json()["limits"]["calls"], limited.json()["limits"]["depth"]) == (9, 3)
        wrong = await client.post(path, json={"at": 3, "llms": {"nobody": "a:b"}})
        assert "there is no role 'nobody'" in wrong.json()["detail"]


async def test_malformed_request_of_another_process_is_ignored(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        other = await SqliteJournal.open(tmp_path / "journal.db", read_only=True)
        await other.ask(Request("run-x", "submit", "{}"))
        await other.ask(Request("run-x", "answer", "no json"))
        await other.close()
        await asyncio.sleep(0.6)
        assert (await client.get("/ready")).status_code == 200
        response = await client.post("/api/v1/runs", json=GOAL)
        assert (await over(client, response.json()["run_id"]))["status"] == "reached"


async def test_commands_read_a_journal_that_a_server_has_written(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        response = await client.post("/api/v1/runs", json=GOAL)
        await over(client, response.json()["run_id"])
        conversation = await client.post("/api/v1/keys", json={"name": "x", "role": "observer"})
        assert conversation.status_code == 201
    for words in (["runs"], ["inbox"], ["show", "last"], ["explain", "last"], ["doctor"]):
        command = ["--home", str(tmp_path), *words]
        done = await asyncio.to_thread(CliRunner().invoke, cli, command)
        assert "does not know" not in done.output, (words, done.output)
        assert done.exit_code in (0, 6) if words == ["doctor"] else done.exit_code == 0, words


def test_stale_address_of_a_server_is_ignored(tmp_path):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as stranger:
        note = {"pid": stranger.pid, "address": "http://127.0.0.1:9"}
        (tmp_path / "serve.json").write_text(json.dumps(note), encoding="utf-8")
        (tmp_path / "journal.db.lock").write_text(json.dumps({"pid": stranger.pid}))
        assert running_server(tmp_path) is None
        assert asyncio.run(stop_background(tmp_path)) is False
        assert stranger.poll() is None
        stranger.kill()


def test_empty_launch_token_is_replaced(tmp_path):
    (tmp_path / "serve.token").touch()
    token = launch_token(tmp_path)
    assert len(token) > 30
    assert launch_token(tmp_path) == token
