"""The API over a real server: goals become runs that can be read, steered and found again."""

from __future__ import annotations

import asyncio

import pytest

from hocket import Agent
from hocket.app.passports import Passports
from hocket.errors import RefusedError
from hocket.llm.passport.passport import Machine, Passport, ProbeResult, Subject
from hocket.server.explanations import Explanations
from hocket.testing import ScriptedLlm
from live_server import ReadsCounted, live, over, until

PLAN = {
    "tasks": [
        {"task_id": "a", "objective": {"description": "first"}},
        {"task_id": "b", "objective": {"description": "second"}, "depends_on": ["a"]},
    ]
}


def submission(text: str = "go", **goal) -> dict:
    return {"goal": {"text": text, **goal}, "plan": "single"}


async def test_goal_posted_becomes_a_run_that_can_be_read_completely(tmp_path):
    async def work(assignment, bench):
        bench.write(f"{assignment.task.task_id}.csv", b"x\n1\n")
        return f"did {assignment.task.task_id}"

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": PLAN})
        assert created.status_code == 201
        run_id = created.json()["run_id"]
        assert created.headers["location"] == f"/api/v1/runs/{run_id}"
        run = await over(client, run_id)
        assert (run["status"], run["outcome"], run["last_seq"]) == ("reached", "unproven", 11)
        assert [t["task_id"] for t in run["task_list"]] == ["a", "b"]
        assert "did b" in run["result"]["text"]
        task = (await client.get(f"/api/v1/runs/{run_id}/tasks/b")).json()
        assert task["attempt_list"][0]["text"] == "did b"
        assert task["auctions"][0]["award"]["agent"] == "ada"
        spans = (await client.get(f"/api/v1/runs/{run_id}/timeline")).json()["spans"]
        assert [s["kind"] for s in spans][:2] == ["plan", "attempt"]
        messages = (await client.get(f"/api/v1/runs/{run_id}/messages")).json()["items"]
        assert "did a" in "".join(m["content"]["payload"]["text"] for m in messages)
        files = (await client.get(f"/api/v1/runs/{run_id}/artifacts")).json()["items"]
        assert {(f["name"], f["role"]) for f in files} >= {("a.csv", "task"), ("b.csv", "task")}
        assert (await client.get(files[0]["href"])).content == b"x\n1\n"


async def test_run_can_be_read_as_of_any_event(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": PLAN})
        run = await over(client, created.json()["run_id"])
        path = f"/api/v1/runs/{run['run_id']}"
        early = (await client.get(path, params={"at": 4})).json()
        assert (early["seq"], early["status"], early["result"]) == (4, "running", None)
        assert [t["status"] for t in early["task_list"]] == ["working", "waiting"]
        late = await client.get(path, params={"at": run["last_seq"] + 1})
        assert late.status_code == 422
        assert f"events 1 to {run['last_seq']}" in late.json()["detail"]


ONE = {"goal": {"text": "go"}, "plan": "single"}


@pytest.mark.parametrize("query", ["", "?at=2"])
async def test_run_is_read_from_the_journal_once_to_be_shown(tmp_path, query):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=ONE)).json()["run_id"]
        await until(client, f"/api/v1/runs/{run_id}/events?type=GoalReached")
        service = server.service
        counted = service.journal = ReadsCounted(service.journal)
        service.explanations = Explanations(counted, service.store, service.catalogue)
        shown = await client.get(f"/api/v1/runs/{run_id}{query}")
        assert shown.status_code == 200
        assert counted.reads == [run_id]


async def test_same_idempotency_key_gives_the_same_run_and_another_goal_is_refused(tmp_path):
    headers = {"Idempotency-Key": "k-1"}
    async with live(tmp_path) as server, server.client() as client:
        posts = [
            client.post("/api/v1/runs", json=submission("one"), headers=headers) for _ in range(5)
        ]
        responses = await asyncio.gather(*posts)
        assert {m.status_code for m in responses} == {201}
        assert len({m.json()["run_id"] for m in responses}) == 1
        other = await client.post("/api/v1/runs", json=submission("two"), headers=headers)
        assert (other.status_code, other.json()["code"]) == (422, "key_reused")
        assert len((await client.get("/api/v1/runs")).json()["items"]) == 1
    async with live(tmp_path) as server, server.client("orchestrator") as client:
        again = await client.post("/api/v1/runs", json=submission("one"), headers=headers)
        assert again.json()["run_id"] != responses[0].json()["run_id"], "keys are per caller"


async def test_any_post_with_the_same_key_is_answered_and_not_repeated(tmp_path):
    headers = {"Idempotency-Key": "k-2"}
    body = {"name": "mine", "role": "observer"}
    async with live(tmp_path) as server, server.client() as client:
        first = await client.post("/api/v1/keys", json=body, headers=headers)
        again = await client.post("/api/v1/keys", json=body, headers=headers)
        assert again.json() == first.json()
        assert again.headers["idempotency-replayed"] == "true"
        other = await client.post("/api/v1/keys", json={**body, "name": "x"}, headers=headers)
        assert other.json()["code"] == "key_reused"
        names = [k["name"] for k in (await client.get("/api/v1/keys")).json()["items"]]
        assert names.count("mine") == 1


async def test_runs_are_listed_in_pages_and_found_by_words_and_outcome(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        for n in range(7):
            await client.post("/api/v1/runs", json=submission(f"paint house {n}"))
        await client.post("/api/v1/runs", json=submission("bake bread"))
        page = (await client.get("/api/v1/runs", params={"limit": 5})).json()
        assert page["items"][0]["goal"] == "bake bread"
        rest = (
            await client.get("/api/v1/runs", params={"limit": 5, "cursor": page["next"]})
        ).json()
        assert (len(rest["items"]), rest["next"]) == (3, None)
        matches = (await client.get("/api/v1/runs", params={"q": "HOUSE 3"})).json()["items"]
        assert [r["goal"] for r in matches] == ["paint house 3"]
        await over(client, matches[0]["run_id"])
        query = [("outcome", "accepted"), ("outcome", "unproven"), ("q", "house 3")]
        assert len((await client.get("/api/v1/runs", params=query)).json()["items"]) == 1
        bad = await client.get("/api/v1/runs", params={"cursor": "x"})
        assert (bad.status_code, bad.json()["code"]) == (422, "invalid_cursor")


async def test_input_files_of_a_run_are_listed_with_what_they_hold(tmp_path):
    async def work(_assignment, _bench):
        return "done"

    table = b"town;people\nBonn;5\nUlm;7\n"
    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        sent = await client.post("/api/v1/files?name=towns.csv", content=table)
        created = await client.post("/api/v1/runs", json=submission(inputs=[sent.json()]))
        run = await over(client, created.json()["run_id"])
        [file] = (await client.get(f"/api/v1/runs/{run['run_id']}/inputs")).json()["items"]
        assert file["note"] == "columns separated by ';'"
        assert file["profile"]["rows"] == 2
        assert [c["type"] for c in file["profile"]["columns"]] == ["text", "integer"]
        assert file["profile"]["columns"][1]["maximum"] == 7


async def test_uploaded_file_is_read_by_the_run_and_served_in_ranges(tmp_path):
    async def work(assignment, bench):
        return (await bench.read("notes.txt")).decode()

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        sent = await client.post("/api/v1/files?name=notes.txt", content=b"0123456789")
        assert sent.status_code == 201
        created = await client.post("/api/v1/runs", json=submission(inputs=[sent.json()]))
        run = await over(client, created.json()["run_id"])
        assert "0123456789" in run["result"]["text"]
        [file] = (await client.get(f"/api/v1/runs/{run['run_id']}/artifacts")).json()["items"]
        part = await client.get(file["href"], headers={"Range": "bytes=2-4"})
        assert (part.status_code, part.content) == (206, b"234")
        assert part.headers["content-range"] == "bytes 2-4/10"
        assert (await client.get(file["href"], headers={"Range": "bytes=-3"})).content == b"789"
        beyond = await client.get(file["href"], headers={"Range": "bytes=10-"})
        assert (beyond.status_code, beyond.headers["content-range"]) == (416, "bytes */10")
        tag = part.headers["etag"]
        unchanged = await client.get(file["href"], headers={"If-None-Match": tag})
        assert unchanged.status_code == 304
        never = {**sent.json(), "digest": "0" * 64}
        unknown = await client.post("/api/v1/runs", json=submission(inputs=[never]))
        assert "uploads are kept for a day" in unknown.json()["detail"]


async def test_run_is_cancelled_forked_and_its_task_retried(tmp_path):
    entered, broken = asyncio.Event(), [True]

    async def work(assignment, _):
        if assignment.task.task_id == "b" and broken[0]:
            entered.set()
            await asyncio.Event().wait()
        return f"did {assignment.task.task_id}"

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": PLAN})
        path = f"/api/v1/runs/{created.json()['run_id']}"
        await entered.wait()
        cancelled = await client.post(f"{path}/cancel")
        assert cancelled.status_code == 202
        run = await over(client, created.json()["run_id"])
        assert run["outcome"] == "cancelled"
        assert (await client.post(f"{path}/cancel")).status_code == 409
        broken[0] = False
        forked = await client.post(f"{path}/fork", json={"at": 6})
        assert forked.status_code == 201
        other = await over(client, forked.json()["run_id"])
        assert (other["forked_from"], other["status"]) == (run["run_id"], "reached")
        retried = await client.post(f"{path}/tasks/b/retry", json={"words": "again"})
        assert retried.status_code == 202
        again = await over(client, retried.json()["run_id"])
        assert again["status"] == "reached"
        unknown = await client.post(f"{path}/tasks/zz/retry", json={})
        assert "there are: a, b" in unknown.json()["detail"]


async def test_approvals_wait_in_the_inbox_over_a_restart_and_count_once(tmp_path):
    goal = {"text": "go", "consent": {"plan": True}}
    async with live(tmp_path) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": goal, "plan": PLAN})
        await until(client, "/api/v1/approvals")
        run = (await client.get(f"/api/v1/runs/{created.json()['run_id']}")).json()
        assert (run["outcome"], run["questions"]) == ("waiting", 1)
        assert run["forecast"]["basis"] == "assumption: no such task has run here yet"
    async with live(tmp_path) as server, server.client() as client:
        [approval] = await until(client, "/api/v1/approvals")
        assert (approval["kind"], '"task_id": "b"' in approval["draft"]) == ("plan", True)
        path = f"/api/v1/approvals/{approval['question_id']}/answer"
        wrong = await client.post(path, json={"decision": "answer", "words": "x"})
        assert "use approve or reject or edit" in wrong.json()["detail"]
        done = await client.post(path, json={"decision": "approve"})
        assert (done.status_code, done.json()["state"]) == (200, "answered")
        twice = await client.post(path, json={"decision": "reject", "words": "no"})
        assert (twice.status_code, twice.json()["code"]) == (409, "settled")
        run = await over(client, created.json()["run_id"])
        assert run["status"] == "reached"
        answered = await until(client, "/api/v1/approvals?state=answered")
        assert answered[0]["answer"]["by"] == "key:admin"


async def test_run_interrupted_by_a_stop_continues_at_the_next_start(tmp_path):
    entered, released = asyncio.Event(), asyncio.Event()

    async def work(assignment, _):
        if assignment.task.task_id == "b":
            entered.set()
            await released.wait()
        return "done"

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": PLAN})
        await entered.wait()
        await server.service.drain(0.1)
        refused = await client.post("/api/v1/runs", json=submission())
        assert (refused.status_code, refused.json()["code"]) == (503, "draining")
        assert (await client.get("/ready")).status_code == 503
    released.set()
    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        run = await over(client, created.json()["run_id"])
        assert run["status"] == "reached"
        assert run["task_list"][0]["attempts"] == 1


async def test_agents_are_created_edited_by_tag_switched_and_removed(tmp_path):
    edit = {"description": "rhymes", "instructions": "Rhyme.", "types": {"creative": 1}}
    async with live(tmp_path, builtin=True) as server, server.client() as client:
        path = "/api/v1/agents/poet"
        assert (await client.put(path, json=edit)).status_code == 428
        created = await client.put(path, json=edit, headers={"If-None-Match": "*"})
        assert (created.status_code, created.json()["version"]) == (201, 1)
        changed = await client.put(
            path, json={**edit, "priority": 7}, headers={"If-Match": created.headers["etag"]}
        )
        assert (changed.status_code, changed.json()["version"]) == (200, 2)
        stale = await client.put(path, json=edit, headers={"If-Match": created.headers["etag"]})
        assert (stale.status_code, stale.json()["code"]) == (412, "changed")
        off = await client.patch(path, json={"enabled": False})
        assert off.json()["enabled"] is False
        bad = await client.put(path, json={**edit, "tools": ["nope"]}, headers={"If-Match": "*"})
        assert "there is no 'nope'" in bad.json()["detail"]
    async with live(tmp_path, builtin=True) as server, server.client() as client:
        agent = (await client.get(path)).json()
        assert (agent["version"], agent["enabled"], agent["source"]) == (2, False, "own")
        run = (await client.post("/api/v1/runs", json=submission())).json()
        names = [a["name"] for a in (await over(client, run["run_id"]))["agents"]]
        assert "poet" not in names
        versions = (await client.get(f"{path}/versions")).json()["items"]
        assert [v["version"] for v in versions] == [2, 1]
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).status_code == 404
        assert (await client.delete("/api/v1/agents/coding")).status_code == 422


async def test_conversation_is_answered_and_survives_a_restart(tmp_path):
    llm = ScriptedLlm(lambda request: f"heard {len(request.messages)}")
    async with live(tmp_path, builtin=True, llm=llm) as server, server.client() as client:
        conversation = (
            await client.post("/api/v1/conversations", json={"agent": "creative"})
        ).json()
        path = f"/api/v1/conversations/{conversation['conversation_id']}"
        sent = await client.post(f"{path}/messages", json={"text": "Hello"})
        assert sent.json()["message"]["content"]["payload"]["text"] == "heard 2"
    async with live(tmp_path, builtin=True, llm=llm) as server, server.client() as client:
        sent = await client.post(f"{path}/messages", json={"text": "And now?"})
        assert sent.json()["message"]["content"]["payload"]["text"] == "heard 4"
        run = await client.post(f"{path}/messages", json={"text": "Write it", "as_run": True})
        assert run.json()["run_id"].startswith("run-")
        whole = (await client.get(path)).json()
        kinds = [m["content"]["type"] for m in whole["messages"]]
        assert kinds == ["query", "response", "query", "response", "query", "notification"]
        [line] = (await client.get("/api/v1/conversations")).json()["items"]
        assert (line["title"], line["messages"]) == ("Hello", 6)
        missing = await client.get("/api/v1/conversations/session-x")
        assert missing.status_code == 404


async def test_message_without_an_answer_can_be_resent_and_appears_once(tmp_path):
    llm = ScriptedLlm(lambda _: "yes", faults={1: RefusedError("not now")})
    async with live(tmp_path, builtin=True, llm=llm) as server, server.client() as client:
        conversation = (
            await client.post("/api/v1/conversations", json={"agent": "creative"})
        ).json()
        path = f"/api/v1/conversations/{conversation['conversation_id']}"
        failed = await client.post(f"{path}/messages", json={"text": "Hello?"})
        assert (failed.status_code, failed.json()["detail"]) == (422, "not now")
        again = await client.post(f"{path}/messages", json={"text": "Hello?"})
        assert again.status_code == 201
        whole = (await client.get(path)).json()["messages"]
        assert [m["content"]["payload"]["text"] for m in whole] == ["Hello?", "yes"]


async def test_models_are_loaded_in_the_background_and_settings_change_new_goals(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        begun = await client.post("/api/v1/models/load", json={"model": "scripted"})
        assert begun.status_code == 202
        async with asyncio.timeout(10):
            while True:
                operation = (await client.get(begun.headers["location"])).json()
                if operation["state"] != "running":
                    break
                await asyncio.sleep(0.01)
        assert operation["state"] == "done"
        failed = await client.post("/api/v1/models/load", json={"model": "nonsense"})
        async with asyncio.timeout(10):
            while (outcome := (await client.get(failed.headers["location"])).json())[
                "state"
            ] == "running":
                await asyncio.sleep(0.01)
        assert "has no 'nonsense'" in outcome["error"]
        changed = await client.patch("/api/v1/settings", json={"limits": {"calls": 7}})
        assert changed.json()["limits"]["calls"] == 7
        wrong = await client.patch("/api/v1/settings", json={"limits": {"calls": -1}})
        assert "limits.calls" in wrong.json()["detail"]
        run = (await client.post("/api/v1/runs", json=submission())).json()
        assert run["limits"]["calls"] == 7
        run = (await client.post("/api/v1/runs", json=submission(limits={"calls": 9}))).json()
        assert run["limits"]["calls"] == 9


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/api/v1/version", "/.well-known/jwks.json", "/api/v1/health"]
)
async def test_open_routes_need_no_credential(tmp_path, path):
    async with live(tmp_path) as server, server.client(None) as client:
        assert (await client.get(path)).status_code == 200


async def test_passports_are_listed_with_their_cards_and_no_answers(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        path = "/api/v1/models/passports"
        assert (await client.get(path)).json()["items"] == []
        passports = Passports(server.service.store, server.service.clock)
        passport = Passport(
            suite=1,
            subject=Subject(llm="fake:one", digest="a" * 64, digest_of="name"),
            machine=Machine(
                fingerprint="0" * 16, system="Linux", architecture="x", cores=2, memory_gb=8
            ),
            results=(
                ProbeResult(probe="sql/a", skill="sql", right=True, answer="SELECT 1", at_us=10**6),
            ),
        )
        await passports.take(passport)
        response = await client.get(path)
        item = response.json()["items"][0]
    assert (item["model"], item["machine"]["cores"]) == ("fake:one", 2)
    assert item["tested_at"] == "1970-01-01T00:00:01Z"
    assert item["remark"].startswith("its host lists no digest")
    assert [(s["title"], s["right"], s["tries"]) for s in item["card"]["skills"]] == [
        ("SQL that passes tests", 1, 1)
    ]
    assert "SELECT" not in response.text
