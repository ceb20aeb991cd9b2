"""Access to the server: roles, keys, tokens, limits and the audit log."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import sqlite3
from dataclasses import replace

import jwt
import pytest
from click.testing import CliRunner
from fastapi.routing import APIRoute
from starlette.routing import WebSocketRoute

from hocket import Agent
from hocket.adapters.memory.journal import MemoryJournal
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.cli.main import cli
from hocket.server.access import PERMISSIONS, ROLES, Need
from hocket.server.application import FACADES, ROUTERS
from hocket.server.audit import Audit, verify
from hocket.testing import ScriptedLlm
from live_server import BOUNDS, answer, live, over, until

OPEN = {"/version", "/health", "/ready", "/session"}
"""Routes that need no credential, such as signing in."""

VALUES = {
    "run_id": "run-x",
    "task_id": "t1",
    "name": "task",
    "content_digest": "0" * 64,
    "number": "1",
    "question_id": "run-x~plan",
    "conversation_id": "session-x",
    "operation_id": "operation-x",
    "key_id": "nokey",
}


def api_routes() -> list[APIRoute]:
    return [r for router in ROUTERS for r in router.routes if isinstance(r, APIRoute)]


def permission_of(route: APIRoute) -> str | None:
    needs = [d.call for d in route.dependant.dependencies if isinstance(d.call, Need)]
    return needs[0].permission if needs else None


def test_every_route_asks_for_a_permission_or_is_known_to_be_open():
    for route in api_routes():
        needed = permission_of(route)
        if route.path in OPEN and "DELETE" not in route.methods:
            assert needed is None, route.path
        else:
            assert needed in PERMISSIONS, (route.path, route.methods)
    sockets = [r for router in ROUTERS for r in router.routes if isinstance(r, WebSocketRoute)]
    assert [r.path for r in sockets] == ["/ws"]


def test_every_permission_belongs_to_a_role_and_the_admin_has_all():
    others = [r for router in FACADES for r in router.routes if isinstance(r, APIRoute)]
    used = {permission_of(r) for r in (*api_routes(), *others)} - {None}
    assert used == set(PERMISSIONS)
    assert set(ROLES["admin"]) == set(PERMISSIONS)
    for role in ("observer", "specialist_agent"):
        assert not set(ROLES[role]) & {"run.read", "journal.read", "run.submit", "key.manage"}


@pytest.mark.timeout(180)
async def test_every_route_admits_exactly_the_roles_in_the_table(tmp_path):
    async with live(tmp_path) as server:
        for role in (None, *ROLES):
            agent = "worker" if role == "specialist_agent" else None
            async with server.client(role, agent) as client:
                for route in api_routes():
                    await check(client, route, role)


async def check(client, route: APIRoute, role: str | None) -> None:
    path = "/api/v1" + route.path_format.format_map(VALUES)
    for method in route.methods:
        body = {} if method in ("POST", "PUT", "PATCH") else None
        # Only the status is read: some of these are endless streams.
        async with client.stream(method, path, json=body) as done:
            if "event-stream" not in done.headers.get("content-type", ""):
                await done.aread()
        needed = permission_of(route)
        attempt = (role, method, path, done.status_code)
        if needed is None:
            assert done.status_code not in (403, 500), attempt
        elif role is None:
            assert done.status_code == 401, attempt
            assert done.headers["www-authenticate"].startswith("Bearer"), attempt
        elif needed in ROLES[role]:
            assert done.status_code not in (401, 403, 500), attempt
        else:
            assert (done.status_code, done.json()["code"]) == (403, "forbidden"), attempt
        if done.status_code >= 400:
            assert done.headers["content-type"] == "application/problem+json", attempt


async def test_observer_reads_results_of_public_runs_only(tmp_path):
    async with live(tmp_path) as server, server.client() as admin:
        ids = []
        for public in (True, False):
            goal = {"text": f"public {public}", "public": public}
            response = await admin.post("/api/v1/runs", json={"goal": goal, "plan": "single"})
            ids.append(response.json()["run_id"])
            await over(admin, ids[-1])
        async with server.client("observer") as observer:
            visible = (await observer.get("/api/v1/runs")).json()["items"]
            assert [r["run_id"] for r in visible] == ids[:1]
            result = await observer.get(f"/api/v1/runs/{ids[0]}/result")
            assert "did t1" in result.json()["text"]
            assert (await observer.get(f"/api/v1/runs/{ids[1]}/result")).status_code == 404
            assert (await observer.get(f"/api/v1/runs/{ids[0]}")).status_code == 403


async def test_specialist_agent_reads_its_own_tasks_only(tmp_path):
    plan = {
        "tasks": [
            {"task_id": "a", "objective": {"description": "a"}, "agent": "ada"},
            {"task_id": "b", "objective": {"description": "b"}, "agent": "ben"},
        ]
    }

    async def work(assignment, bench):
        bench.write(f"{assignment.task.task_id}.txt", assignment.task.task_id.encode())
        return "done"

    agents = (Agent("ada", work=work), Agent("ben", work=work))
    async with live(tmp_path, *agents) as server, server.client() as admin:
        response = await admin.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": plan})
        run = await over(admin, response.json()["run_id"])
        async with server.client("specialist_agent", "ada") as ada:
            tasks = (await ada.get("/api/v1/tasks")).json()["items"]
            assert [t["task"]["task_id"] for t in tasks] == ["a"]
            path = f"/api/v1/runs/{run['run_id']}"
            assert (await ada.get(f"{path}/tasks/a")).status_code == 200
            assert (await ada.get(f"{path}/tasks/b")).status_code == 404
            files = (await ada.get(f"{path}/artifacts")).json()["items"]
            assert {f["name"] for f in files} == {"a.txt"}
            every = (await admin.get(f"{path}/artifacts")).json()["items"]
            others = next(f for f in every if f["name"] == "b.txt")
            assert (await ada.get(others["href"])).status_code == 404


async def test_key_is_shown_once_stored_as_a_hash_and_revoked_at_once(tmp_path):
    async with live(tmp_path) as server, server.client() as admin:
        created = (await admin.post("/api/v1/keys", json={"name": "ci", "role": "observer"})).json()
        listing = (await admin.get("/api/v1/keys")).text
        assert created["secret"] not in listing
        headers = {"Authorization": f"Bearer {created['secret']}"}
        async with server.client(None) as client:
            me = await client.get("/api/v1/me", headers=headers)
            assert (me.json()["role"], me.json()["subject"]) == ("observer", "key:ci")
            wrong = {"Authorization": f"Bearer {created['secret'][:-1]}x"}
            assert (await client.get("/api/v1/me", headers=wrong)).status_code == 401
            as_header = {"X-API-Key": created["secret"]}
            assert (await client.get("/api/v1/me", headers=as_header)).status_code == 200
            token = await client.post("/api/v1/tokens", headers=headers, json={"ttl_s": 60})
            bearer = {"Authorization": f"Bearer {token.json()['access_token']}"}
            assert (await client.get("/api/v1/me", headers=bearer)).status_code == 200
            await admin.delete(f"/api/v1/keys/{created['key_id']}")
            for dead in (headers, bearer):
                assert (await client.get("/api/v1/me", headers=dead)).status_code == 401
        _, secret = await server.service.keyring.create("old", "observer", days=1e-9)
        assert await server.service.keyring.principal(secret) is None
        lonely = await admin.post("/api/v1/keys", json={"name": "x", "role": "specialist_agent"})
        assert "needs an agent" in lonely.json()["detail"]


async def test_tokens_verify_with_published_keys_through_a_rotation(tmp_path):
    async with live(tmp_path) as server, server.client() as admin:
        first = (await admin.post("/api/v1/tokens", json={})).json()["access_token"]
        await admin.post("/api/v1/signing-keys")
        second = (await admin.post("/api/v1/tokens", json={})).json()["access_token"]
        published = (await admin.get("/.well-known/jwks.json")).json()
        assert len(published["keys"]) == 2
        assert all("d" not in key for key in published["keys"])
        keys = {k["kid"]: jwt.PyJWK(k) for k in published["keys"]}
        for token in (first, second):
            kid = jwt.get_unverified_header(token)["kid"]
            claims = jwt.decode(token, keys[kid], algorithms=["RS256"], audience="hocket")
            assert claims["role"] == "admin"
            headers = {"Authorization": f"Bearer {token}"}
            async with server.client(None) as client:
                assert (await client.get("/api/v1/me", headers=headers)).status_code == 200
        head, body, seal = second.split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        claims["role"] = "orchestrator"
        forged = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
        unsigned = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        async with server.client(None) as client:
            for bad in (f"{head}.{forged}.{seal}", f"{unsigned}.{body}.", "a.b.c", f"{head}.."):
                headers = {"Authorization": f"Bearer {bad}"}
                assert (await client.get("/api/v1/me", headers=headers)).status_code == 401


async def test_browser_is_signed_in_by_the_link_and_other_pages_cannot_use_its_session(tmp_path):
    async with live(tmp_path) as server, server.client(None) as client:
        wrong = await client.get("/login?token=nope")
        assert wrong.headers["location"] == "/?signin=failed"
        far = await client.get(f"/login?token={server.launch}&to=//evil.example.org/x")
        assert far.headers["location"] == "/"
        done = await client.get(f"/login?token={server.launch}&to=/runs")
        assert (done.status_code, done.headers["location"]) == (303, "/runs")
        cookie = done.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert (await client.get("/api/v1/me")).json()["subject"] == "owner"
        evil = {"Origin": "http://evil.example.org"}
        refused = await client.post("/api/v1/tokens", json={}, headers=evil)
        assert (refused.status_code, refused.json()["code"]) == (403, "wrong_origin")
        own = {"Origin": server.url}
        assert (await client.post("/api/v1/tokens", json={}, headers=own)).status_code == 201
        cookie = client.cookies["hocket_session"]
        assert (await client.delete("/api/v1/session", headers=own)).status_code == 204
        stolen = {"Cookie": f"hocket_session={cookie}"}
        assert (await client.get("/api/v1/me", headers=stolen)).status_code == 401
        assert (await client.get("/api/v1/me")).status_code == 401
        rebound = await client.get("/health", headers={"Host": "evil.example.org"})
        assert (rebound.status_code, rebound.json()["code"]) == (421, "wrong_host")


async def test_cross_origin_requests_are_refused_unless_configured(tmp_path):
    asking = {"Origin": "https://app.example.org", "Access-Control-Request-Method": "GET"}
    async with live(tmp_path) as server, server.client() as client:
        closed = await client.options("/api/v1/runs", headers=asking)
        assert "access-control-allow-origin" not in closed.headers
    bounds = replace(BOUNDS, origins=frozenset({"https://app.example.org"}))
    async with live(tmp_path, bounds=bounds) as server, server.client() as client:
        named = await client.options("/api/v1/runs", headers=asking)
        assert named.headers["access-control-allow-origin"] == "https://app.example.org"


async def test_bodies_headers_and_rates_over_their_limits_are_refused(tmp_path):
    bounds = replace(BOUNDS, body_bytes=2000, upload_bytes=4000, rate_per_s=1, burst=20)
    async with live(tmp_path, bounds=bounds) as server, server.client() as client:
        goal = {"goal": {"text": "x" * 3000}}
        large = await client.post("/api/v1/runs", json=goal)
        assert (large.status_code, large.json()["code"]) == (413, "too_large")

        async def pieces():
            for _ in range(5):
                yield b"x" * 1000

        chunked = await client.post("/api/v1/files?name=a", content=pieces())
        assert chunked.status_code == 413
        reader, writer = await asyncio.open_connection("127.0.0.1", int(server.url.split(":")[2]))
        writer.write(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 100_000)
        assert b"431" in await reader.readline()
        writer.close()
        answers = [await client.get("/api/v1/me") for _ in range(60)]
        late = [a for a in answers if a.status_code == 429]
        assert late
        assert int(late[0].headers["retry-after"]) >= 1


async def test_pages_and_answers_carry_security_headers(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        for path in ("/api/v1/me", "/health", "/api/v1/nothing"):
            headers = (await client.get(path)).headers
            assert "default-src 'self'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"


async def test_files_of_agents_are_never_served_as_pages(tmp_path):
    async def work(_, bench):
        bench.write("page.html", b"<script>alert(1)</script>")
        bench.write("image.svg", b"<svg onload='alert(1)'/>")
        return "done"

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        response = await client.post("/api/v1/runs", json={"goal": {"text": "x"}, "plan": "single"})
        run = await over(client, response.json()["run_id"])
        files = await until(client, f"/api/v1/runs/{run['run_id']}/artifacts", 2)
        for file in files:
            got = await client.get(file["href"])
            kind = got.headers["content-type"].partition(";")[0]
            assert kind in ("text/plain", "application/octet-stream")
            assert "sandbox" in got.headers["content-security-policy"]


async def test_audit_log_lists_actions_and_detects_changes(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": "single"})
        async with server.client("observer") as observer:
            await observer.post("/api/v1/runs", json={"goal": {"text": "go"}})
        entries = (await client.get("/api/v1/audit")).json()["items"]
        actions = [(e["subject"], e["action"], e["target"], e["outcome"]) for e in entries]
        assert actions == [
            ("key:observer", "POST", "/api/v1/runs", "403"),
            ("key:admin", "POST", "/api/v1/runs", "201"),
        ]
        whole = (await client.get("/api/v1/audit/verification")).json()
        assert whole == {"ok": True, "entries": 2, "broken_at": None}
    verification = await asyncio.to_thread(verified, tmp_path)
    assert (verification.exit_code, verification.output.strip()[:17]) == (0, "intact: 2 entries")
    connection = sqlite3.connect(tmp_path / "journal.db")
    connection.execute(
        "UPDATE event SET body = replace(body, '\"403\"', '\"201\"') WHERE run_id = 'audit'"
    )
    connection.commit()
    connection.close()
    verification = await asyncio.to_thread(verified, tmp_path)
    assert (verification.exit_code, verification.output.strip()) == (1, "altered at entry 2 of 2")


def verified(home):
    return CliRunner().invoke(cli, ["--home", str(home), "audit", "verify"])


async def test_audit_entries_written_concurrently_form_one_chain():
    journal = MemoryJournal()
    audit = Audit(journal, SystemClock())
    async with asyncio.TaskGroup() as group:
        for n in range(20):
            fields = dict.fromkeys(("role", "action", "target", "outcome", "address"), str(n))
            group.create_task(audit.write(subject="s", **fields))
    verification = await verify(journal)
    assert (verification.ok, verification.entries) == (True, 20)


async def test_planted_secrets_appear_in_no_log_event_error_or_file(tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    texts = []
    async with live(tmp_path, Agent("worker", work=answer), llm=ScriptedLlm(["x"])) as server:
        async with server.client() as admin:
            created = await admin.post("/api/v1/keys", json={"name": "k", "role": "orchestrator"})
            key = created.json()["secret"]
            token = (await admin.post("/api/v1/tokens", json={})).json()["access_token"]
        secrets = [key.split("_", 2)[2], token, server.launch, "hunter2-planted"]
        async with server.client(None) as client:
            bad = [
                client.post("/api/v1/session", json={"credential": ["hunter2-planted"]}),
                client.post("/api/v1/session", json={"credential": "hunter2-planted"}),
                client.post("/api/v1/session", json={"credentail": "hunter2-planted"}),
                client.post("/api/v1/session", json=["hunter2-planted", {"credential": 5}]),
                client.post("/api/v1/session", content='{"credential": "hunter2-planted'),
                client.get("/login?token=hunter2-planted"),
                client.get("/api/v1/me", headers={"Authorization": "Bearer hunter2-planted"}),
                client.get("/api/v1/me", headers={"X-API-Key": "hk_a_hunter2-planted"}),
                client.post("/api/v1/runs", headers={"Authorization": f"Bearer {key}"}, json={}),
                client.get("/api/v1/nothing", headers={"Authorization": f"Bearer {token}"}),
                client.get(f"/login?token={server.launch}"),
            ]
            for request in bad:
                done = await request
                texts.append(
                    done.text + str([v for k, v in done.headers.items() if k != "set-cookie"])
                )
        rows = await server.service.journal.read_all(0, 1000)
        texts += [r.entry.body.decode() for r in rows]
    ours = [r for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    texts += [f"{r.getMessage()} {r.exc_text or ''}" for r in ours]
    texts += [p.read_bytes().decode("latin-1") for p in tmp_path.glob("journal.db*")]
    for secret in secrets:
        assert not [t[:300] for t in texts if secret in t], secret


def test_keys_are_made_listed_and_revoked_at_the_command_line(tmp_path):
    def hocket(*words: str):
        return CliRunner().invoke(cli, ["--home", str(tmp_path), *words])

    created = hocket("keys", "create", "ci", "--role", "observer")
    assert created.exit_code == 0
    secret = created.stdout.splitlines()[0]
    assert secret.startswith("hk_")
    key_id = secret.split("_")[1]
    assert f"{key_id}  good     observer" in hocket("keys", "list").output
    assert hocket("keys", "revoke", key_id).output.strip() == f"{key_id}  revoked"
    assert "revoked  observer" in hocket("keys", "list").output
    gone = hocket("keys", "revoke", "nokey")
    assert "There is no key 'nokey'" in gone.output
    assert "signs from now on" in hocket("keys", "rotate").output


async def test_store_holds_no_secret_of_a_key(tmp_path):
    async with live(tmp_path) as server:
        _, secret = await server.service.keyring.create("x", "admin")
    store = SqliteStore.open(tmp_path / "journal.db")
    [document] = await store.all("key", now_us=SystemClock().now_us())
    await store.close()
    assert secret.split("_", 2)[2].encode() not in document.body
    journal = await SqliteJournal.open(tmp_path / "journal.db", read_only=True)
    await journal.close()
    assert (tmp_path / "journal.db").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "serve.token").stat().st_mode & 0o777 == 0o600
