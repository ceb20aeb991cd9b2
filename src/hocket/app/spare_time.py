"""Examinations of LLMs in the spare time of a machine, on which runs go first.

The speed of an LLM can only be measured while the machine does nothing else, and the embedded host
of an examination needs memory of its own. So none begins while runs or calls are in progress, here
or in another process; and when one comes meanwhile, the examination is interrupted at once, its
host is closed, and it goes on where it stopped when nothing else is in progress.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from hocket.app.examination import examine
from hocket.app.examiners import examiners_in
from hocket.app.neighbours import LOOK_S, Turn
from hocket.app.presence import work_of
from hocket.core.fault import cause_of
from hocket.errors import AtWorkError
from hocket.llm.residency.scheduled import ScheduledLlm

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from hocket.app.examiners import Examiners
    from hocket.app.runtime import Runtime
    from hocket.llm.passport.passport import Passport
    from hocket.ports.llm import LlmInfo

WAITING = "waits until no run is at work"
"""The name of the probe while an examination waits for runs of its own process."""


class OwnWork(Protocol):
    """What goes before an examination in its own process."""

    def is_free(self) -> bool:
        """Whether nothing else is in progress."""

    async def called(self) -> None:
        """Return when something else needs the machine."""

    async def make_room(self) -> None:
        """Unload what this process holds in memory itself: the examination loads its own."""


class NoWork:
    """That of a process that only examines."""

    def is_free(self) -> bool:
        """See ``OwnWork``."""
        return True

    async def called(self) -> None:
        """See ``OwnWork``; never."""
        await asyncio.Event().wait()

    async def make_room(self) -> None:
        """See ``OwnWork``."""


class RunsFirst:
    """The runs and calls of a process that carries them out."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    def is_free(self) -> bool:
        """See ``OwnWork``."""
        return not (self._runtime.traffic.calls or self._runtime.engine.at_work())

    async def called(self) -> None:
        """See ``OwnWork``."""
        await self._runtime.traffic.begun()

    async def make_room(self) -> None:
        """See ``OwnWork``."""
        for host in self._runtime.hosts().values():
            if isinstance(host, ScheduledLlm):
                await host.vacate()


def refuse_at_work(runtime: Runtime, name: str) -> None:
    """Refuse to begin the examination of an LLM while runs or calls are in progress here.

    Raises:
        AtWorkError: Names the runs.
    """
    if RunsFirst(runtime).is_free():
        return
    runs = runtime.engine.at_work()
    message = (
        f"{name} is not tested now: {work_of(runs)}, and goes first, as it would share memory and "
        "processors with the test; test it when nothing else is in progress"
    )
    raise AtWorkError(message, llm=name, runs=runs)


async def examine_beside_runs(
    runtime: Runtime,
    name: str,
    info: LlmInfo,
    *,
    quick: bool,
    again: bool,
    on_probe: Callable[[int, int, str], None],
) -> Passport:
    """As ``examine_in_spare_time``, in a process that carries out runs."""
    turn = Turn(runtime.neighbours, runtime.clock, runtime.settings.test_wait_s)
    return await examine_in_spare_time(
        name,
        info,
        examiners_in(runtime),
        turn,
        quick=quick,
        again=again,
        on_probe=on_probe,
        own=RunsFirst(runtime),
    )


async def examine_in_spare_time(
    name: str,
    info: LlmInfo,
    with_: Examiners,
    turn: Turn,
    *,
    quick: bool,
    again: bool,
    on_probe: Callable[[int, int, str], None],
    own: OwnWork | None = None,
) -> Passport:
    """The passport of an LLM, see ``examine``; runs and calls that come meanwhile go first.

    Args:
        name: The LLM, as its host knows it here.
        info: What its host lists of it.
        with_: The host, the sandbox, and where results are kept.
        turn: When other processes leave the machine to it, and how long it waits for that.
        quick: Only the short form.
        again: Take all of it again.
        on_probe: Called before each probe with those that are done, all of them, and its name, or
            whom the examination waits for.
        own: What goes first in this process; nothing by default.

    Raises:
        UnavailableError: The host does not answer; what is done is kept.
        RefusedError: The host refuses the LLM or the key.
    """
    own = own or NoWork()
    with_ = replace(with_, others=turn.others)
    last = (0, 0)

    def tell(done: int, total: int, probe: str) -> None:
        nonlocal last
        last = (done, total)
        on_probe(done, total, probe)

    def wait(words: str) -> None:
        on_probe(*last, words)

    while True:
        if not own.is_free():
            wait(WAITING)
        while not own.is_free():
            await with_.clock.sleep(LOOK_S)
        async with turn.taken(name, wait):
            await own.make_room()
            test = examine(name, info, with_, quick=quick, again=again, on_probe=tell)
            passport = await _unless(test, own.called, turn.called)
        if passport is not None:
            return passport
        again = False  # what is done by now is not to be dropped
        wait(WAITING)
        await with_.clock.sleep(LOOK_S)


async def _unless(
    test: Coroutine[Any, Any, Passport], *calls: Callable[[], Awaitable[None]]
) -> Passport | None:
    """What an examination gives; None if one of the calls returned, which interrupts it."""
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(test)
            watches = [group.create_task(_cancel_when(call, task)) for call in calls]
            task.add_done_callback(lambda _: [watch.cancel() for watch in watches])
    except ExceptionGroup as errors:
        # Not `except*`: before Python 3.11.4 it wraps what is raised in it in a group again.
        raise cause_of(errors) from errors
    return None if task.cancelled() else task.result()


async def _cancel_when(call: Callable[[], Awaitable[None]], task: asyncio.Task[Passport]) -> None:
    await call()
    task.cancel()
