"""Tests of LLMs that a server has begun: kept until they end, so that its next start goes on."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from pydantic import Field

from hocket.adapters.system.ids import new_id
from hocket.app.passports import Passports
from hocket.app.spare_time import examine_beside_runs
from hocket.core.noun import Noun, parse
from hocket.errors import EngineError, InvalidInputError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.app.directory import Directory, Listed
    from hocket.app.runtime import Runtime

LOG = logging.getLogger("hocket.passports")

SPACE = "model_test"
MOST_STARTS = 3
"""After so many ends of its server without a further result, a test is given up: it may be why."""
HOST_S, LOOK_S = 60.0, 2.0
"""How long a test that goes on waits for its host, which may start with the server; how often it
asks.
"""
AWAY = "waits for its host"


class PendingTest(Noun):
    """A test that has begun.

    Attributes:
        test_id: Its id.
        model: The LLM by its whole name.
        quick: Only the short form.
        again: Take all of it again.
        since_us: When it began; what was taken before is dropped if all is taken again.
        known: The results that it had at its last start.
        starts: Its starts in a row that brought no further result.
    """

    test_id: str = Field(pattern=r"^[a-z0-9-]{1,80}$")
    model: str = Field(min_length=1, max_length=200)
    quick: bool
    again: bool
    since_us: int = Field(ge=0)
    known: int = Field(default=0, ge=0)
    starts: int = Field(default=1, ge=0)


class PendingTests:
    """Keeps the tests that have begun and not ended.

    Args:
        runtime: Open; its store keeps them.
    """

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def begin(self, model: str, *, quick: bool, again: bool) -> PendingTest:
        """Keep a test; it goes on after any end of the server when this returns."""
        pending = PendingTest(
            test_id=new_id("test-"),
            model=model,
            quick=quick,
            again=again,
            since_us=max(0, self._runtime.clock.now_us()),
        )
        await self._put(pending)
        return pending

    async def end(self, test_id: str) -> None:
        """Forget a test; no error if it is unknown."""
        await self._runtime.store.delete(SPACE, test_id)

    async def pause(self, pending: PendingTest) -> None:
        """The server ends in order, which is not for the test; no error if it is forgotten."""
        now_us = self._runtime.clock.now_us()
        if await self._runtime.store.get(SPACE, pending.test_id, now_us=now_us) is not None:
            await self._put(pending.model_copy(update={"starts": 0}))

    async def to_resume(self) -> tuple[PendingTest, ...]:
        """The tests that an earlier server has left, the oldest first, each counted as started."""
        resumed = []
        now_us = self._runtime.clock.now_us()
        for document in await self._runtime.store.all(SPACE, now_us=now_us):
            try:
                pending = parse(PendingTest, document.body, what=document.key)
            except InvalidInputError as error:  # of another release: it is begun anew by a person
                LOG.warning("a test of a model is left out: %s", error.message)
                continue
            known = await self._results_of(pending)
            starts = 1 if known > pending.known else pending.starts + 1
            changes = {"known": known, "starts": starts, "again": pending.again and not known}
            pending = pending.model_copy(update=changes)
            await self._put(pending)
            resumed.append(pending)
        return tuple(sorted(resumed, key=lambda pending: pending.since_us))

    async def _results_of(self, pending: PendingTest) -> int:
        """How many results were taken since it began."""
        passports = await Passports(self._runtime.store, self._runtime.clock).all()
        own = [p for p in passports if p.subject.llm == pending.model]
        return sum(result.at_us >= pending.since_us for p in own for result in p.results)

    async def _put(self, pending: PendingTest) -> None:
        body = pending.model_dump_json().encode()
        await self._runtime.store.put(SPACE, pending.test_id, body)


async def examine_to_the_end(
    runtime: Runtime,
    directory: Directory,
    pending: PendingTest,
    on_probe: Callable[[int, int, str], None],
) -> None:
    """Carry out a test that was begun; it is forgotten once it has ended, but not if cancelled.

    Args:
        runtime: Open.
        directory: Finds the LLM.
        pending: The test.
        on_probe: See ``examine_in_spare_time``.

    Raises:
        EngineError: It is given up, as its server ended each time without a further result.
        NotFoundError: No host has the LLM any more.
        UnavailableError: The host does not answer; what is done is kept.
        RefusedError: The host refuses the LLM or the key.
    """
    kept = PendingTests(runtime)
    try:
        _refuse_endless(pending)
        listed = await _listed(runtime, directory, pending, on_probe)
        await examine_beside_runs(
            runtime,
            listed.name,
            listed.info,
            quick=pending.quick,
            again=pending.again,
            on_probe=on_probe,
        )
    except asyncio.CancelledError:
        await kept.pause(pending)  # its server ends, or whoever stops it also ends it
        raise
    except BaseException:
        await kept.end(pending.test_id)
        raise
    await kept.end(pending.test_id)


def _refuse_endless(pending: PendingTest) -> None:
    if pending.starts > MOST_STARTS:
        message = (
            f"the test of {pending.model} is given up: its server ended {MOST_STARTS} times before "
            "it had another result; see the log of the server, and test it again"
        )
        raise EngineError(message, llm=pending.model)


async def _listed(
    runtime: Runtime,
    directory: Directory,
    pending: PendingTest,
    on_probe: Callable[[int, int, str], None],
) -> Listed:
    until_us = runtime.clock.now_us() + HOST_S * 1e6
    while True:
        try:
            return await directory.get(pending.model)
        except NotFoundError:
            if runtime.clock.now_us() >= until_us:
                raise
        on_probe(0, 0, AWAY)
        await runtime.clock.sleep(LOOK_S)
