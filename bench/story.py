"""Scenarios S1 to S6, each beside the plain asyncio floor of the same run.

Every figure is the median of several rounds; a ratio is taken within one round, so that it holds
on a machine whose speed drifts. `python bench/story.py [S1 S3 ...]` runs some of them.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop

from hocket import Agent, Goal, Hocket, Objective, Plan, Task
from hocket.adapters.memory.journal import MemoryJournal
from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.core.check import RegexCheck
from hocket.ports.llm import ChatMessage
from hocket.testing import ScriptedLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ROUNDS = 7


async def work(assignment, bench):
    """The agent of the bench: one call of its LLM, its answer handed on."""
    answer = await bench.ask([ChatMessage("user", assignment.task.objective.description)])
    return answer.text


def task(task_id: str, *depends_on: str) -> Task:
    """A task with an acceptance check that is really run."""
    objective = Objective(
        description=f"say done for {task_id}", success_criteria=(RegexCheck(pattern="done"),)
    )
    return Task(task_id=task_id, objective=objective, depends_on=depends_on)


def hocket(latency_s: float, journal) -> Hocket:
    agents = [
        Agent(f"agent-{i}", work=work, types={"reasoning": 0.9 - i / 10}, capacity=10_000)
        for i in range(3)
    ]
    llm = ScriptedLlm(lambda _: "done", latency_s=latency_s)
    return Hocket(agents, builtin=False, llm=llm, journal=journal)


async def story(h: Hocket, plan: Plan) -> None:
    goal = Goal(text="bench", limits={"calls": None, "tokens": None, "seconds": None})
    done = await h.run(goal, plan=plan)
    assert done.verdict == "accepted", done.reason


async def measured(
    name: str, unit: int, ours: Callable[[], Awaitable[None]], floor: Callable[[], Awaitable[None]]
) -> None:
    """Print wall and CPU per unit of ours and of the floor, and the ratio of the walls."""
    rows = []
    for _ in range(ROUNDS):
        gc.collect()
        base_wall, base_cpu = await timed(floor)
        wall, cpu = await timed(ours)
        rows.append((wall / unit, cpu / unit, base_wall / unit, base_cpu / unit, wall / base_wall))
    wall, cpu, base_wall, base_cpu, ratio = (statistics.median(c) for c in zip(*rows, strict=True))
    print(
        f"{name:<34} wall {wall * 1e6:>10.1f} µs  cpu {cpu * 1e6:>9.1f} µs   "
        f"floor {base_wall * 1e6:>9.1f} / {base_cpu * 1e6:>8.1f} µs   ratio {ratio:>7.2f}"
    )


async def timed(action: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    await action()
    return time.perf_counter() - wall, time.process_time() - cpu


async def opened(stack: AsyncExitStack, *, disk: bool) -> object:
    if not disk:
        return MemoryJournal()
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    journal = await SqliteJournal.open(Path(folder) / "journal.db")
    stack.push_async_callback(journal.close)
    return journal


async def call(latency_s: float) -> None:
    await asyncio.sleep(latency_s)


async def chain_floor(calls: int) -> None:
    for _ in range(calls):
        await call(0)


async def fan_floor(width: int, latency_s: float) -> None:
    async with asyncio.TaskGroup() as group:
        for _ in range(width):
            group.create_task(call(latency_s))


async def layers_floor() -> None:
    for _ in range(5):
        await fan_floor(10, 0.01)


async def bare(name: str, calls: int, *, disk: bool) -> None:
    """Calls of one agent in a row, each journaled before the next."""
    async with AsyncExitStack() as stack:
        h = await stack.enter_async_context(hocket(0, await opened(stack, disk=disk)))
        session = await h.session("agent-0", remember=0)

        async def ours() -> None:
            for _ in range(calls):
                await session.ask("say done")

        await ours()
        await measured(name, calls, ours, lambda: chain_floor(calls))


async def told(
    name: str,
    unit: int,
    plan: Plan,
    floor: Callable[[], Awaitable[None]],
    *,
    latency_s: float = 0,
    disk: bool = False,
    times: int = 1,
) -> None:
    """The whole story of a plan: auction, attempt, check, synthesis, all journaled."""

    async def repeated(action: Callable[[], Awaitable[None]]) -> None:
        for _ in range(times):
            await action()

    async with AsyncExitStack() as stack:
        h = await stack.enter_async_context(hocket(latency_s, await opened(stack, disk=disk)))
        await story(h, plan)
        await measured(
            name, unit * times, lambda: repeated(lambda: story(h, plan)), lambda: repeated(floor)
        )


async def s1() -> None:
    await bare("S1 bare agent call", 200, disk=False)
    await told(
        "S1 story of one task", 1, Plan(tasks=(task("a"),)), lambda: chain_floor(1), times=50
    )


async def s2() -> None:
    for width in (100, 1000):
        plan = Plan(tasks=tuple(task(f"t{i}") for i in range(width)))
        floor = lambda n=width: fan_floor(n, 0.05)  # noqa: E731 - bound to its width
        await told(f"S2 fan-out of {width}, 50 ms, all", 1, plan, floor, latency_s=0.05)


def chain(length: int) -> Plan:
    return Plan(tasks=tuple(task(f"t{i}", *([f"t{i - 1}"] if i else [])) for i in range(length)))


async def s3() -> None:
    await bare("S3 chain of 20, a bare step", 20, disk=False)
    await told("S3 chain of 20, a whole task", 20, chain(20), lambda: chain_floor(20))


async def s4() -> None:
    tasks = []
    for layer in range(5):
        above = [f"t{layer - 1}-{i}" for i in range(10)] if layer else []
        tasks += [task(f"t{layer}-{i}", *above) for i in range(10)]
    plan = Plan(tasks=tuple(tasks))
    await told("S4 5 layers of 10, 10 ms, all", 1, plan, layers_floor, latency_s=0.01)


async def s5() -> None:
    await bare("S5 on disk, a bare step", 20, disk=True)
    await told("S5 on disk, a whole task", 20, chain(20), lambda: chain_floor(20), disk=True)


async def s6() -> None:
    for statement in ("pass", "import hocket", "from hocket import Hocket, Goal, Agent, tool"):
        code = (
            "import time; w = time.perf_counter(); c = time.process_time()\n"
            f"{statement}\n"
            "w, c = time.perf_counter() - w, time.process_time() - c\n"
            "status = open('/proc/self/status').read()\n"
            "print(w, c, status.split('VmHWM:')[1].split()[0])"
        )
        rows = []
        for _ in range(ROUNDS):
            out = subprocess.run(  # noqa: S603, ASYNC221 - our own interpreter; nothing else runs
                [sys.executable, "-c", code], check=True, capture_output=True, text=True
            ).stdout
            rows.append([float(x) for x in out.split()])
        wall, cpu, kib = (statistics.median(c) for c in zip(*rows, strict=True))
        print(
            f"S6 {statement:<46} wall {wall * 1e3:6.1f} ms  cpu {cpu * 1e3:6.1f} ms  "
            f"resident {kib / 1024:5.1f} MB"
        )


SCENARIOS = {"S1": s1, "S2": s2, "S3": s3, "S4": s4, "S5": s5, "S6": s6}


async def main(names: list[str]) -> None:
    for name in names or SCENARIOS:
        await SCENARIOS[name]()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this bench {peak:.0f} MB")


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1:]))
