"""Examinations of LLMs in the spare time of a process that carries out runs, which go first.

The speed of an LLM can only be measured while the machine does nothing else, and the embedded host
of an examination needs memory of its own. So none begins while runs or calls are in progress; and
when one comes meanwhile, the examination is interrupted at once, its host is closed, and it goes on
where it stopped when nothing else is in progress.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from hocket.app.examination import examine
from hocket.app.examiners import examiners_in
from hocket.core.fault import cause_of
from hocket.errors import AtWorkError
from hocket.llm.residency.scheduled import ScheduledLlm

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hocket.app.runtime import Runtime
    from hocket.llm.passport.passport import Passport
    from hocket.ports.llm import LlmInfo

LOOK_S = 1.0
"""How often it is looked whether the machine is free again."""

WAITING = "waits until no run is at work"
"""The name of the probe while an examination waits."""


def refuse_at_work(runtime: Runtime, name: str) -> None:
    """Refuse to begin the examination of an LLM while others need the machine.

    Raises:
        AtWorkError: A run or a call is in progress here; names the runs.
    """
    runs = runtime.engine.at_work()
    if runs:
        others = f" and {len(runs) - 1} more" if len(runs) > 1 else ""
        what = f"run {runs[0]}{others} is in progress"
    elif runtime.traffic.calls:
        what = "a model is answering a call"
    else:
        return
    message = (
        f"{name} is not tested now: {what}, and goes first, as it would share memory and "
        "processors with the test; test it when nothing else is in progress"
    )
    raise AtWorkError(message, llm=name, runs=runs)


async def examine_in_spare_time(
    runtime: Runtime,
    name: str,
    info: LlmInfo,
    *,
    quick: bool,
    again: bool,
    on_probe: Callable[[int, int, str], None],
) -> Passport:
    """The passport of an LLM, see ``examine``; runs and calls that come meanwhile go first.

    Args:
        runtime: Open.
        name: The LLM, as its host knows it here.
        info: What its host lists of it.
        quick: Only the short form.
        again: Take all of it again.
        on_probe: Called before each probe with those that are done, all of them, and its name, or
            ``WAITING``.

    Raises:
        UnavailableError: The host does not answer; what is done is kept.
        RefusedError: The host refuses the LLM or the key.
    """
    last = (0, 0)

    def tell(done: int, total: int, probe: str) -> None:
        nonlocal last
        last = (done, total)
        on_probe(done, total, probe)

    while True:
        await _make_room(runtime)
        test = examine(name, info, examiners_in(runtime), quick=quick, again=again, on_probe=tell)
        passport = await _unless_called(runtime, test)
        if passport is not None:
            return passport
        again = False  # what is done by now is not to be dropped
        on_probe(*last, WAITING)
        await runtime.clock.sleep(LOOK_S)
        while runtime.traffic.calls or runtime.engine.at_work():
            await runtime.clock.sleep(LOOK_S)


async def _unless_called(runtime: Runtime, test: Coroutine[Any, Any, Passport]) -> Passport | None:
    """What an examination gives; None if a call began, which interrupts it."""
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(test)
            watch = group.create_task(_cancel_when_called(runtime, task))
            task.add_done_callback(lambda _: watch.cancel())
    except ExceptionGroup as errors:
        # Not `except*`: before Python 3.11.4 it wraps what is raised in it in a group again.
        raise cause_of(errors) from errors
    return None if task.cancelled() else task.result()


async def _cancel_when_called(runtime: Runtime, task: asyncio.Task[Passport]) -> None:
    await runtime.traffic.begun()
    task.cancel()


async def _make_room(runtime: Runtime) -> None:
    """Unload what this process holds in memory itself: the examination loads its own."""
    for host in runtime.hosts().values():
        if isinstance(host, ScheduledLlm):
            await host.vacate()
