"""The presence of a process that carries out runs: other processes see when it is at work."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.neighbours import LOOK_S, Neighbours

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from hocket.engine.engine import Engine
    from hocket.engine.traffic import Traffic


@asynccontextmanager
async def present(
    folder: Path | None, engine: Engine, traffic: Traffic
) -> AsyncIterator[Neighbours]:
    """Within the block, others see when runs or calls are in progress here.

    Args:
        folder: Where the claims of all are; None if this process sees none and is not seen.
        engine: Its runs.
        traffic: Its calls.
    """
    neighbours = Neighbours(folder, SystemClock())  # the clock of a program may stand still
    if folder is None:
        yield neighbours
        return
    group = asyncio.TaskGroup()
    await group.__aenter__()
    task = group.create_task(_followed(neighbours, engine, traffic))
    try:
        yield neighbours
    finally:
        task.cancel()
        try:
            # Without the caller's error, which is then not wrapped in an exception group.
            await group.__aexit__(None, None, None)
        finally:
            await neighbours.close()


async def _followed(neighbours: Neighbours, engine: Engine, traffic: Traffic) -> None:
    clock = SystemClock()
    while True:
        await traffic.begun()
        runs = engine.at_work()
        await neighbours.say_runs(work_of(runs))
        while traffic.calls or engine.at_work():
            await clock.sleep(LOOK_S)
        await neighbours.say_runs("")


def work_of(runs: list[str]) -> str:
    """What is in progress, in words, by the ids of the runs; without one it is a call."""
    if not runs:
        return "a model is answering a call"
    others = f" and {len(runs) - 1} more" if len(runs) > 1 else ""
    return f"run {runs[0]}{others} is in progress"
