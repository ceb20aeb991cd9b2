"""What the bench measures: the scenarios S1 to S6, their units and their floors.

S1 to S5 are graphs of calls to a scripted LLM. Each runs in three ways:

floor   the graph in plain asyncio: a sleep for each call, and in S5 a commit to SQLite after it
bare    calls of agents, each answer journaled: what other frameworks call a run or a step
story   the graph as a plan: each task has an auction, an attempt and a check, all journaled

Only names that older releases have as well are used here, so that `bench/against.py` can compare.

S6 is the cost of an import in a fresh interpreter; its floor is `pass`.
"""

from __future__ import annotations

import asyncio
import gc
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hocket import Agent, Goal, Hocket, Objective, Plan, RegexCheck, Task
from hocket.adapters.system.ids import new_id
from hocket.core.event import SessionOpened
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing import ScriptedLlm

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    Action = Callable[[], Awaitable[None]]

WAYS = ("floor", "bare", "story")
UNLIMITED = {"calls": None, "tokens": None, "seconds": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Layers of calls: the calls of a layer run at once, after all calls of the layer before."""

    name: str
    what: str
    layers: tuple[int, ...]
    per_call: bool
    """Whether a figure is the cost of one call or of the whole graph."""
    latency_s: float = 0
    disk: bool = False
    repeat: int = 1

    @property
    def units(self) -> int:
        """How many units one sample covers."""
        return self.repeat * (sum(self.layers) if self.per_call else 1)

    @property
    def unit(self) -> str:
        return "call" if self.per_call else "whole graph"

    @property
    def floor(self) -> str:
        """The floor in words."""
        sleep = f"`asyncio.sleep({self.latency_s:g})` for each call"
        commit = ", then an INSERT and COMMIT with `synchronous = FULL`"
        return f"{sleep}{commit if self.disk else ''}"


@dataclass(frozen=True, slots=True)
class Sample:
    """What one unit cost."""

    wall_s: float
    cpu_s: float
    resident_mb: float = 0


SCENARIOS = (
    Scenario(name="S1", what="one call", layers=(1,), per_call=True, repeat=100),
    Scenario(name="S2", what="100 calls at once", layers=(100,), per_call=False, latency_s=0.05),
    Scenario(name="S2", what="1000 calls at once", layers=(1000,), per_call=False, latency_s=0.05),
    Scenario(name="S3", what="20 calls in a row", layers=(1,) * 20, per_call=True, repeat=5),
    Scenario(name="S4", what="5 layers of 10", layers=(10,) * 5, per_call=False, latency_s=0.01),
    Scenario(name="S5", what="S3 on disk", layers=(1,) * 20, per_call=True, repeat=5, disk=True),
)
IMPORTS = ("pass", "import hocket", "from hocket import Hocket, Goal, Agent, tool")


@asynccontextmanager
async def opened(scenario: Scenario) -> AsyncIterator[dict[str, Action]]:
    """The three ways to run a scenario, warmed up."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        hocket = await stack.enter_async_context(
            Hocket(
                [Agent(f"agent-{n}", work=work, types=skill(n), capacity=10_000) for n in range(3)],
                builtin=False,
                llm=ScriptedLlm(lambda _: "done", latency_s=scenario.latency_s),
                journal=folder / "journal.db" if scenario.disk else None,
            )
        )
        commit = committing(folder / "floor.db", stack) if scenario.disk else None
        ways = {
            "floor": floor(scenario, commit),
            "bare": await bare(scenario, hocket),
            "story": story(scenario, hocket),
        }
        for way in WAYS:
            await ways[way]()
        yield ways


def skill(number: int) -> dict[str, float]:
    return {"reasoning": 0.9 - number / 10}


async def work(assignment, bench):
    """The work of each agent: one call of the LLM, whose answer is the result."""
    answer = await bench.ask([ChatMessage("user", assignment.task.objective.description)])
    return answer.text


def floor(scenario: Scenario, commit: Callable[[], None] | None) -> Action:
    async def call() -> None:
        await asyncio.sleep(scenario.latency_s)
        if commit is not None:
            commit()

    async def run() -> None:
        for width in scenario.layers:
            await at_once([call] * width)

    return run


def committing(path: Path, stack: AsyncExitStack) -> Callable[[], None]:
    """A commit of 400 bytes to SQLite, on disk when it returns."""
    connection = sqlite3.connect(path, isolation_level=None)
    stack.callback(connection.close)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, body BLOB)")

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event (body) VALUES (?)", (b"x" * 400,))
        connection.execute("COMMIT")

    return commit


async def bare(scenario: Scenario, hocket: Hocket) -> Action:
    """Calls without a plan; calls that run at once have a session each."""
    card, llm = await hocket.partner("agent-0")
    request = LlmRequest(llm, (ChatMessage("user", "say done"),))
    sessions = []
    for _ in range(max(scenario.layers)):
        loop = hocket.loop(new_id("session-"))
        await loop.commit([SessionOpened(agent=card, llm=llm)])
        sessions.append(loop.scope("bench").llm)

    async def run() -> None:
        for width in scenario.layers:
            await at_once([lambda s=s: s.complete(request) for s in sessions[:width]])

    return run


def story(scenario: Scenario, hocket: Hocket) -> Action:
    plan = plan_of(scenario.layers)

    async def run() -> None:
        finished = await hocket.run(Goal(text="bench", limits=UNLIMITED), plan=plan)
        assert finished.verdict == "accepted", finished.reason

    return run


def plan_of(layers: tuple[int, ...]) -> Plan:
    ids = [[f"t{layer}-{n}" for n in range(width)] for layer, width in enumerate(layers)]
    tasks = [task(i) for i in ids[0]]
    tasks += [task(i, *above) for above, layer in pairwise(ids) for i in layer]
    return Plan(tasks=tuple(tasks))


def task(task_id: str, *depends_on: str) -> Task:
    """A task with an acceptance check, so that the review has something to do."""
    check = RegexCheck(pattern="done")
    objective = Objective(description=f"say done for {task_id}", success_criteria=(check,))
    return Task(task_id=task_id, objective=objective, depends_on=depends_on)


async def at_once(calls: list[Action]) -> None:
    if len(calls) == 1:
        await calls[0]()
        return
    async with asyncio.TaskGroup() as group:
        for call in calls:
            group.create_task(call())


async def sampled(scenario: Scenario, action: Action) -> Sample:
    """Wall and CPU time of one unit; CPU time includes all threads.

    The same calls run unmeasured first: a collection of all garbage evicts what the processor has
    cached, which costs the first few hundred short calls up to a tenth.
    """
    gc.collect()
    for _ in range(scenario.repeat):
        await action()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(scenario.repeat):
        await action()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Sample(wall / scenario.units, cpu / scenario.units)


def imported(statement: str) -> Sample:
    """Time a statement takes in a fresh interpreter, and the peak memory."""
    code = (
        "import time; w = time.perf_counter(); c = time.process_time()\n"
        f"{statement}\n"
        "w, c = time.perf_counter() - w, time.process_time() - c\n"
        "status = open('/proc/self/status').read()\n"
        "print(w, c, status.split('VmHWM:')[1].split()[0])"
    )
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    wall_s, cpu_s, kib = (float(figure) for figure in out.split())
    return Sample(wall_s, cpu_s, kib / 1024)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
