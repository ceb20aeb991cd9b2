"""A server under load: 100 clients that submit goals, then 1,000 streams of runs at once.

The server, with a scripted LLM, is one process; all clients are another on the same machine, so
their own work is part of the load. Reports and asserts nothing about speed; a lost or doubled event
is counted.

    python bench/serve.py [--seconds 15] [--clients 100] [--streams 1000] [--soak 600]
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
from hocket.config import ServerSettings, Settings
from hocket.server.application import application
from hocket.server.listener import bind, listen
from hocket.server.service import serving
from hocket.testing import ScriptedLlm

GOAL = json.dumps({"goal": {"text": "say something"}, "plan": "single"}).encode()


async def serve(home: Path) -> None:
    """Run the server as ``hocket serve`` does, but with a scripted LLM and high rate limits."""
    bounds = ServerSettings(port=0, rate_per_s=1_000_000, burst=1_000_000, streams=5000)
    settings = Settings(home=home, cache=home, server=bounds)
    llm = ScriptedLlm(lambda _: "said")
    async with (
        Hocket(journal=settings.journal, settings=settings, llm=llm, resume=False) as hocket,
        serving(hocket, bounds) as service,
    ):
        _, key = await service.keyring.create("bench", "admin")
        bound = bind("127.0.0.1", 0)
        address = {"port": bound.getsockname()[1], "key": key}
        app = application(service)
        await listen(app, service, bound, lambda: print(json.dumps(address), flush=True))


class Client:
    """One keep-alive connection with a minimal HTTP client, so that clients add little load."""

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
        """The data of each event until the stream ends."""
        self.writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self.key}\r\nConnection: close\r\n\r\n".encode()
        )
        events = []
        while line := await self.reader.readline():
            if line.startswith(b"data: "):
                events.append(line[6:].strip())
        self.writer.close()
        return events


def resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


async def submitting(port: int, key: str, clients: int, seconds: float, rate: float = 0) -> None:
    """Submit goals from all clients; each waits for its answer before it submits the next one.

    Args:
        rate: Goals a second over all clients; 0 for as fast as they can. At a rate each goal is
            timed from when it was due, so that a server that falls behind shows it.
    """
    durations: list[float] = []
    ids: list[str] = []
    until = time.perf_counter() + seconds

    async def one() -> None:
        client = await Client(port, key).open()
        interval = clients / rate if rate else 0
        due = time.perf_counter() + random.random() * interval
        while time.perf_counter() < until:
            if rate:
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            began = due if rate else time.perf_counter()
            due += interval
            status, body = await client.post("/api/v1/runs", GOAL)
            assert status == 201, body
            durations.append(time.perf_counter() - began)
            ids.append(json.loads(body)["run_id"])
        client.writer.close()

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(clients):
            group.create_task(one())
    wall = time.perf_counter() - began
    durations.sort()
    percentiles = ", ".join(
        f"p{p} {durations[int(len(durations) * p / 100)] * 1000:.0f} ms" for p in (50, 95, 99)
    )
    pace = f"at {rate:.0f}/s" if rate else "as fast as they can"
    print(f"submit   {clients} clients {pace}: {len(durations) / wall:.0f} goals/s, {percentiles}")
    assert len(set(ids)) == len(ids)


async def streaming(port: int, key: str, streams: int) -> None:
    """Open all streams at once, each on a new run, and check that every event arrives once."""
    client = await Client(port, key).open()
    durations: list[float] = []
    faulty: list[str] = []

    async def one() -> None:
        own = await Client(port, key).open()
        _, body = await own.post("/api/v1/runs", GOAL)
        run_id = json.loads(body)["run_id"]
        began = time.perf_counter()
        events = [json.loads(data) for data in await own.listen(f"/api/v1/runs/{run_id}/stream")]
        durations.append(time.perf_counter() - began)
        seqs = [event["seq"] for event in events]
        if seqs != list(range(1, len(seqs) + 1)) or events[-1]["type"] != "GoalReached":
            faulty.append(run_id)

    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for _ in range(streams):
            group.create_task(one())
    wall = time.perf_counter() - began
    client.writer.close()
    print(
        f"stream   {streams} streams at once: {wall:.1f} s in all, median "
        f"{statistics.median(durations) * 1000:.0f} ms, {len(faulty)} with a lost or doubled event"
    )


async def soaking(port: int, key: str, pid: int, seconds: float) -> None:
    """Watch the server's memory under a steady hundred goals a second."""
    clients = [await Client(port, key).open() for _ in range(20)]
    until = time.perf_counter() + seconds
    readings_mb = [resident_mb(pid)]
    next_reading = time.perf_counter() + seconds / 10
    while time.perf_counter() < until:
        began = time.perf_counter()
        async with asyncio.TaskGroup() as group:
            for client in clients:
                group.create_task(client.post("/api/v1/runs", GOAL))
        if time.perf_counter() > next_reading:
            readings_mb.append(resident_mb(pid))
            next_reading += seconds / 10
        await asyncio.sleep(max(0.0, 0.2 - (time.perf_counter() - began)))
    print("soak     resident MB over time: " + " ".join(f"{mb:.0f}" for mb in readings_mb))


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--soak", type=float, default=0)
    parser.add_argument("--serve", type=Path)
    options = parser.parse_args()
    if options.serve:
        await serve(options.serve)
        return
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, __file__, "--serve", home]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ)  # noqa: ASYNC220, S603
        try:
            assert server.stdout is not None
            address = json.loads(server.stdout.readline())
            port, key = address["port"], address["key"]
            await submitting(port, key, options.clients, options.seconds)
            await submitting(port, key, options.clients, options.seconds, rate=300)
            print(f"         resident {resident_mb(server.pid):.0f} MB")
            await streaming(port, key, options.streams)
            print(f"         resident {resident_mb(server.pid):.0f} MB")
            if options.soak:
                await soaking(port, key, server.pid, options.soak)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
