"""How fast a server over a long journal starts, and how fast it answers any page.

Two journals with the same number of events: one of many short runs, one with a single long run.
Prints seconds and the CPU time of all threads, for a start with snapshots and one after a kill
without them.

    python bench/pages.py [--events 200000] [--home FOLDER]
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from hocket import Agent, Hocket
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.config import ServerSettings, Settings
from hocket.ports.llm import ChatMessage
from hocket.ports.projection import SPACE
from hocket.server.application import application
from hocket.server.service import serving
from hocket.testing import ScriptedLlm

if TYPE_CHECKING:
    from hocket.ports.journal import Record

BOUNDS = ServerSettings(port=0, rate_per_s=1_000_000, burst=1_000_000)
GROUP = 2000


async def work(_, bench) -> str:
    for number in range(5):
        await bench.ask([ChatMessage("user", f"question {number}")])
    return "done"


def hocket_at(home: Path) -> Hocket:
    settings = Settings(home=home, cache=home, server=BOUNDS)
    return Hocket(
        [Agent("worker", work=work)],
        builtin=False,
        journal=settings.journal,
        settings=settings,
        llm=ScriptedLlm(lambda _: "said"),
        resume=False,
    )


async def sample(home: Path) -> tuple[list[Record], dict[str, bytes]]:
    """The records of one short run, and its texts by digest."""
    async with hocket_at(home) as hocket:
        result = await hocket.run("say something", plan="single")
        records = await hocket.journal.read(result.run_id)
        digests = {digest for record in records for digest in record.entry.digests}
        return records, {digest: await hocket.journal.blob(digest) for digest in digests}


async def fill(
    path: Path, records: list[Record], texts: dict[str, bytes], runs: int, calls: int
) -> None:
    """Append copies of a run, each with more of its calls."""
    journal = await SqliteJournal.open(path)
    entries = [record.entry for record in records]
    call = next(n for n, entry in enumerate(entries) if entry.type == "CallAnswered")
    long = [*entries[:call], *[entries[call]] * (calls + 1), *entries[call + 1 :]]
    for number in range(runs):
        clock = f"{number // 3600:02}{number // 60 % 60:02}{number % 60:02}"
        run_id = f"run-20261101-{clock}-{number:010x}"
        for start in range(0, len(long), GROUP):
            await journal.append(run_id, start, long[start : start + GROUP], texts)
    await journal.close()


async def measure(home: Path, what: str) -> None:
    """Start a server and ask for pages at the start, the middle and the end."""
    began, cpu = time.perf_counter(), time.process_time()
    async with hocket_at(home) as hocket, serving(hocket, BOUNDS) as service:
        took, used = time.perf_counter() - began, time.process_time() - cpu
        print(f"{what:<32} {'ready':<26}       {took:6.3f} s  CPU {used:6.3f} s")
        _, key = await service.keyring.create("bench", "admin")
        transport = httpx.ASGITransport(application(service))
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://127.0.0.1", headers=headers, timeout=600
        ) as client:
            newest = (await client.get("/api/v1/runs?limit=1")).json()["items"][0]["run_id"]
            last = (await hocket.journal.heads())[0].last_seq
            paths = {
                "runs": "runs",
                "runs by word": "runs?q=nothing",
                "tasks by status": "tasks?status=accepted",
                "tasks, none": "tasks?status=rejected",
                "run": f"runs/{newest}",
                "run as of the middle": f"runs/{newest}?at={last // 2}",
                "run's tasks": f"tasks?run_id={newest}",
                "run's task": f"runs/{newest}/tasks/t1",
                "all events, middle": "events?cursor=100000",
                "all events of a type": "events?type=PlanMade&cursor=100",
                "approvals": "approvals?state=all",
            }
            for name in ("events", "calls", "messages"):
                for place, cursor in (("start", 0), ("middle", last // 2), ("end", last - 50)):
                    paths[f"run's {name}, {place}"] = f"runs/{newest}/{name}?cursor={cursor}"
            paths["run's events of a type"] = f"runs/{newest}/events?type=GoalReached"
            for name, path in paths.items():
                for time_of in ("first", "again"):
                    began, cpu = time.perf_counter(), time.process_time()
                    answer = await client.get(f"/api/v1/{path}")
                    took, used = time.perf_counter() - began, time.process_time() - cpu
                    if time_of == "first" or took > 0.05:
                        figures = (
                            f"{time_of} {took:6.3f} s  CPU {used:6.3f} s  {answer.status_code}"
                        )
                        print(f"{what:<32} {name:<26} {figures}")


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--home", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.home) as place:
        records, texts = await sample(Path(place) / "sample")
        shapes = {
            "many runs": (options.events // len(records), 0),
            "one run": (1, options.events - len(records)),
        }
        for what, (runs, calls) in shapes.items():
            home = Path(place) / what.replace(" ", "_")
            home.mkdir()
            path = Settings(home=home, cache=home).journal
            await fill(path, records, texts, runs, calls)
            await measure(home, f"{what}, first start")
            await measure(home, f"{what}, with snapshots")
            store = SqliteStore.open(path)
            for document in await store.all(SPACE, now_us=0):
                await store.delete(SPACE, document.key)
            await store.close()
            await measure(home, f"{what}, after losing snapshots")


if __name__ == "__main__":
    asyncio.run(main())
