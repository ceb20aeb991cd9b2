"""Streams over a real server: in order, complete, resumable, bounded, the same JSON by all ways."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
import socketio
from httpx_sse import aconnect_sse
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from hocket import Agent, Goal
from hocket.ports.llm import ChatMessage
from hocket.server.hub import Filter, Hub, Item, Missed
from hocket.testing import ScriptedLlm
from live_server import live, over, socket_client

GOAL = {"goal": {"text": "go"}, "plan": "single"}


async def events_of(client, run_id: str) -> list[dict]:
    path = f"/api/v1/runs/{run_id}/events"
    return (await client.get(path, params={"limit": 500})).json()["items"]


async def streamed(client, path: str, **options) -> list:
    """The server-sent events of a stream until it ends."""
    async with asyncio.timeout(20), aconnect_sse(client, "GET", path, **options) as source:
        return [sent async for sent in source.aiter_sse() if sent.data]


async def test_stream_of_a_run_has_all_its_events_live_and_then_ends(tmp_path):
    go = asyncio.Event()

    async def work(_, bench):
        await go.wait()
        return (await bench.ask([ChatMessage("user", "x")])).text

    async with live(tmp_path, Agent("ada", work=work)) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(streamed(client, f"/api/v1/runs/{run_id}/stream"))
            await asyncio.sleep(0.05)
            go.set()
        sent = [s for s in reading.result() if s.event == "event"]
        await over(client, run_id)
        assert [json.loads(s.data) for s in sent] == await events_of(client, run_id)
        assert [s.id for s in sent] == [str(json.loads(s.data)["cursor"]) for s in sent]


async def test_stream_resumes_after_the_last_event_received(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        await over(client, run_id)
        whole = await events_of(client, run_id)
        path = f"/api/v1/runs/{run_id}/stream"
        for last in whole[:-1]:
            headers = {"Last-Event-ID": str(last["cursor"])}
            rest = await streamed(client, path, headers=headers)
            seqs = [json.loads(s.data)["seq"] for s in rest]
            assert seqs == list(range(last["seq"] + 1, len(whole) + 1))
        last = await client.get(path, headers={"Last-Event-ID": str(whole[-1]["cursor"])})
        assert last.status_code == 204


async def test_stream_is_filtered_by_type_and_task(tmp_path):
    plan = {
        "tasks": [
            {"task_id": "a", "objective": {"description": "a"}},
            {"task_id": "b", "objective": {"description": "b"}},
        ]
    }
    async with live(tmp_path) as server, server.client() as client:
        created = await client.post("/api/v1/runs", json={"goal": {"text": "go"}, "plan": plan})
        run_id = created.json()["run_id"]
        await over(client, run_id)
        path = f"/api/v1/runs/{run_id}/stream"
        by_type = await streamed(client, path, params={"type": ["Awarded", "Executed"]})
        kinds = [json.loads(s.data)["type"] for s in by_type]
        assert sorted(kinds) == ["Awarded", "Awarded", "Executed", "Executed", "GoalReached"]
        by_task = await streamed(client, path, params={"task": "a"})
        bodies = [json.loads(s.data) for s in by_task[:-1]]
        assert {b["type"] for b in bodies} >= {"BidsReceived", "Awarded", "Executed"}
        assert all('"a' in json.dumps(b["event"]) for b in bodies)
        events = await client.get(f"/api/v1/runs/{run_id}/events", params={"type": "Executed"})
        assert len(events.json()["items"]) == 2


async def test_stream_of_a_tree_of_runs_keeps_the_order_of_the_journal(tmp_path):
    async def inner(assignment, _):
        return f"inner {assignment.goal}"

    async def outer(assignment, bench):
        if assignment.goal != "go":
            return await inner(assignment, bench)
        done = [await bench.delegate(Goal(text=f"part {n}")) for n in range(2)]
        return "; ".join(d.text for d in done)

    llm = ScriptedLlm(lambda _: '{"kind": "simple"}')
    ada = Agent("ada", work=outer)
    async with live(tmp_path, ada, llm=llm) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        await over(client, run_id)
        sent = await streamed(client, f"/api/v1/runs/{run_id}/stream")
        events = [json.loads(s.data) for s in sent if s.event == "event"]
        cursors = [t["cursor"] for t in events]
        assert cursors == sorted(cursors)
        assert len({t["run_id"] for t in events}) == 3
        assert (events[0]["run_id"], events[-1]["run_id"]) == (run_id, run_id)


async def test_websocket_carries_the_same_json_from_a_cursor_on(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        first = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        await over(client, first)
        whole = await events_of(client, first)
        address = server.url.replace("http", "ws") + "/api/v1/ws"
        headers = {"Authorization": client.headers["authorization"]}
        after = whole[2]["cursor"]
        async with asyncio.timeout(20):
            async with connect(
                f"{address}?run={first}&after={after}", additional_headers=headers
            ) as socket:
                events = [json.loads(await socket.recv()) for _ in whole[3:]]
            assert events == whole[3:]
            with pytest.raises((ConnectionClosed, Exception), match=r"1008|403|HTTP"):
                async with connect(address) as socket:
                    await socket.recv()


@asynccontextmanager
async def socket_of(server, client):
    """A Socket.IO client as a browser is one: signed in by its cookie."""
    done = await client.get(f"/login?token={server.launch}")
    cookie = done.headers["set-cookie"].partition(";")[0]
    got: dict[str, list] = {"event": [], "summary": [], "question": [], "text": [], "gap": []}
    async with socket_client() as io:
        for name, received in got.items():
            io.on(name, received.append)
        await io.connect(server.url, headers={"Cookie": cookie}, transports=["websocket"])
        yield io, got


async def heard(received: list, fits) -> dict:
    async with asyncio.timeout(20):
        while not (matches := [k for k in received if fits(k)]):
            await asyncio.sleep(0.01)
    return matches[-1]


async def test_socket_io_sends_events_summaries_and_questions_of_watched_runs(tmp_path):
    goal = {"text": "go", "consent": {"plan": True}}
    async with (
        live(tmp_path) as server,
        server.client() as client,
        socket_of(server, client) as (io, got),
    ):
        await io.call("watch_runs", {})
        await io.call("watch_inbox", {})
        created = await client.post("/api/v1/runs", json={"goal": goal, "plan": "single"})
        run_id = created.json()["run_id"]
        acknowledged = await io.call("watch", {"run_id": run_id, "after": 0})
        assert "cursor" in acknowledged
        question = await heard(got["question"], lambda q: q["state"] == "open")
        path = f"/api/v1/approvals/{question['question_id']}/answer"
        await client.post(path, json={"decision": "approve"})
        await heard(got["event"], lambda e: e["type"] == "GoalReached")
        line = await heard(got["summary"], lambda s: s["ended_at"])
        assert (line["run_id"], line["outcome"]) == (run_id, "unproven")
        assert got["event"] == await events_of(client, run_id)
        assert (await io.call("watch", {"run_id": 7}))["error"].startswith("watch needs")
        await io.call("unwatch", {"run_id": run_id})


async def test_socket_io_refuses_clients_that_are_not_signed_in(tmp_path):
    async with live(tmp_path) as server, socket_client() as io:
        with pytest.raises(socketio.exceptions.ConnectionError):
            await io.connect(server.url, transports=["websocket"])


async def test_slow_reader_gets_a_gap_marker_and_bounded_memory(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        hub: Hub = server.service.hub
        with hub.reading(Filter(), limit=3) as reader:
            ids = [(await client.post("/api/v1/runs", json=GOAL)).json()["run_id"] for _ in "ab"]
            for run_id in ids:
                await over(client, run_id)
            sent = await reader.wait()
            assert [type(s) for s in sent] == [Item, Item, Item, Missed]
            missed = sent[-1]
            assert (missed.after, missed.until) == (sent[2].cursor, hub.cursor)
            between = [i async for i in hub.past(Filter(), missed.after, missed.until)]
            path = "/api/v1/events"
            page = await client.get(path, params={"cursor": missed.after, "limit": 500})
            assert [json.loads(i.body) for i in between] == page.json()["items"]
            again = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
            await over(client, again)
            after = await reader.wait()
            assert after[0].cursor == missed.until + 1


async def test_pieces_of_answers_are_streamed_as_they_are_generated(tmp_path):
    go = asyncio.Event()

    async def work(_, bench):
        # The first answer is streamed once it is whole: nothing is known of its LLM yet.
        await bench.ask([ChatMessage("user", "hello")])
        await go.wait()
        return (await bench.ask([ChatMessage("user", "x")])).text

    llm = ScriptedLlm(lambda _: "one\ntwo\n")
    ada = Agent("ada", work=work)
    pieces = []
    async with live(tmp_path, ada, llm=llm) as server, server.client() as client:
        run_id = (await client.post("/api/v1/runs", json=GOAL)).json()["run_id"]
        path = f"/api/v1/runs/{run_id}/stream?text=true"
        async with asyncio.timeout(20), aconnect_sse(client, "GET", path) as source:
            async for sent in source.aiter_sse():
                go.set()  # the stream is open: pieces are not stored for who comes later
                if sent.event == "text":
                    pieces.append(json.loads(sent.data)["text"])
    assert pieces == ["one\n", "two\n"]


async def test_many_streams_miss_and_repeat_no_event(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        ids = [(await client.post("/api/v1/runs", json=GOAL)).json()["run_id"] for _ in range(5)]
        readers = []
        async with asyncio.TaskGroup() as group:
            for n in range(60):
                path = f"/api/v1/runs/{ids[n % 5]}/stream"
                readers.append(group.create_task(streamed(client, path)))
        for n, reader in enumerate(readers):
            whole = await events_of(client, ids[n % 5])
            assert [json.loads(s.data) for s in reader.result() if s.event == "event"] == whole


async def test_streams_end_when_the_server_stops(tmp_path):
    async with live(tmp_path) as server, server.client() as client:
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(streamed(client, "/api/v1/stream"))
            await asyncio.sleep(0.1)
            assert not reading.done()
            server.service.hub.close()
        assert reading.result() == []
