"""How many goals a server takes and tells of: 100 clients that submit, 1,000 streams that listen.

Two processes on this machine: the server with a scripted LLM, and this one with all clients, so the
clients' own work is part of the load. Reported, never asserted.

    python bench/serve.py [--seconds 20] [--clients 100] [--streams 1000] [--soak 600]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from hocket import Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.config import ServerSettings, Settings
from hocket.server.application import application
from hocket.server.listener import bind, listen
from hocket.server.service import serving
from hocket.testing import ScriptedLlm

GOAL = json.dumps({"goal": {"text": "say something"}, "plan": "single"}).encode()


async def serve(home: Path) -> None:
    """The server, as ``hocket serve`` has it, but with a scripted LLM and wide bounds."""
    bounds = ServerSettings(port=0, rate_per_s=1_000_000, burst=1_000_000, streams=5000)
    settings = Settings(home=home, cache=home, server=bounds)
    journal = await SqliteJournal.open(settings.journal)
    store = SqliteStore.open(settings.journal)
    llm = ScriptedLlm(lambda _: "said")
    async with (
        Hocket(journal=journal, settings=settings, llm=llm, resume=False) as hocket,
        serving(hocket, store, bounds) as service,
    ):
        _, key = await service.keyring.create("bench", "admin")
        bound = bind("127.0.0.1", 0)
        told = {"port": bound.getsockname()[1], "key": key}
        app = application(service)
        await listen(app, service, bound, lambda: print(json.dumps(told), flush=True))
    await store.close()
    await journal.close()


class Client:
    """One keep-alive connection that speaks just enough HTTP to be no load of its own."""

    def __init__(self, port: int, key: str) -> None:
        self.port, self.key = port, key

    async def open(self) -> Client:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def post(self, path: str, body: bytes) -> tuple[int, bytes]:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.key}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        head_bytes = await self.reader.readuntil(b"\r\n\r\n")
        status = int(head_bytes[9:12])
        length = int(head_bytes.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        return status, await self.reader.readexactly(length)

    async def listen(self, path: str) -> list[bytes]:
        """The data of a stream's events until it ends."""
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.key}\r\nConnection: close\r\n\r\n".encode()
        )
        found = []
        while line := await self.reader.readline():
            if line.startswith(b"data: "):
                found.append(line[6:].strip())
        self.writer.close()
        return found


def resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


async def submitting(port: int, key: str, clients: int, seconds: float, rate: float = 0) -> None:
    """Each client hands in its next goal when its turn comes, and the last one was accepted.

    At a rate each is timed from its turn, so that a server which falls behind shows it.
    """
    took: list[float] = []
    ids: list[str] = []
    until = time.perf_counter() + seconds

    async def one() -> None:
        client = await Client(port, key).open()
        turn = time.perf_counter() + random.random() * (clients / rate if rate else 0)
        while time.perf_counter() < until:
            if rate:
                await asyncio.sleep(max(0.0, turn - time.perf_counter()))
            began = turn if rate else time.perf_counter()
            turn += clients / rate if rate else 0
            status, body = await client.post("/api/v1/runs", GOAL)
            assert status == 201, body
            took.append(time.perf_counter() - began)
            ids.append(json.loads(body)["run_id"])
        client.writer.close()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(clients):
            group.create_task(one())
    wall = time.perf_counter() - began
    took.sort()
    shown = ", ".join(f"p{p} {took[int(len(took) * p / 100)] * 1000:.0f} ms" for p in (50, 95, 99))
    paced = f"at {rate:.0f}/s" if rate else "as fast as they can"
    print(f"submit   {clients} clients {paced}: {len(took) / wall:.0f} goals/s, {shown}")
    assert len(set(ids)) == len(ids)


async def streaming(port: int, key: str, streams: int) -> None:
    """So many streams at once, each of a run of its own that begins meanwhile."""
    client = await Client(port, key).open()
    took: list[float] = []
    faults: list[str] = []

    async def one() -> None:
        own = await Client(port, key).open()
        _, body = await own.post("/api/v1/runs", GOAL)
        run_id = json.loads(body)["run_id"]
        began = time.perf_counter()
        told = [json.loads(d) for d in await own.listen(f"/api/v1/runs/{run_id}/stream")]
        took.append(time.perf_counter() - began)
        seqs = [t["seq"] for t in told]
        if seqs != list(range(1, len(seqs) + 1)) or told[-1]["type"] != "GoalReached":
            faults.append(run_id)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(streams):
            group.create_task(one())
    wall = time.perf_counter() - began
    client.writer.close()
    print(
        f"stream   {streams} streams at once: {wall:.1f} s in all, median "
        f"{statistics.median(took) * 1000:.0f} ms, {len(faults)} with a lost or doubled event"
    )


async def soaking(port: int, key: str, pid: int, seconds: float) -> None:
    """Memory of the server under a steady hundred goals a second."""
    client = [await Client(port, key).open() for _ in range(20)]
    until = time.perf_counter() + seconds
    shown = [resident_mb(pid)]
    next_look = time.perf_counter() + seconds / 10
    while time.perf_counter() < until:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for one in client:
                group.create_task(one.post("/api/v1/runs", GOAL))
        if time.perf_counter() > next_look:
            shown.append(resident_mb(pid))
            next_look += seconds / 10
        await asyncio.sleep(max(0.0, 0.2 - (time.perf_counter() - began)))
    print("soak     resident MB every tenth: " + " ".join(f"{mb:.0f}" for mb in shown))


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--soak", type=float, default=0)
    parser.add_argument("--serve", type=Path)
    given = parser.parse_args()
    if given.serve:
        await serve(given.serve)
        return
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, "--serve", home]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ)  # noqa: ASYNC220, S603
        try:
            assert server.stdout is not None
            told = json.loads(server.stdout.readline())
            port, key = told["port"], told["key"]
            await submitting(port, key, given.clients, given.seconds)
            await submitting(port, key, given.clients, given.seconds, rate=300)
            print(f"         resident {resident_mb(server.pid):.0f} MB")
            await streaming(port, key, given.streams)
            print(f"         resident {resident_mb(server.pid):.0f} MB")
            if given.soak:
                await soaking(port, key, server.pid, given.soak)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
