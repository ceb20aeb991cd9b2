"""Parked runs: those that wait for a host that is away are taken up again by a server."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hocket.core import command as do
from hocket.core import ids
from hocket.errors import InvalidInputError, RunOverError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hocket.core.run import RunState
    from hocket.engine.engine import Engine
    from hocket.errors import HostAwayError
    from hocket.ports.clock import Clock

LOG = logging.getLogger("hocket.app")
FIRST_S, LONGEST_S = 15.0, 300.0
"""The wait before a parked run is taken up for the first time; it doubles up to the second."""


class Parking:
    """Takes up each parked run after a while, until its host answers or its deadline has passed.

    Args:
        engine: Carries out the runs and says which are parked.
        clock: Waits.
        spawn: Starts a task that ends with the server.
    """

    def __init__(
        self, engine: Engine, clock: Clock, spawn: Callable[[Coroutine[Any, Any, None]], object]
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._spawn = spawn
        self._seen: dict[str, tuple[int, int, float | None]] = {}
        engine.on_parked = self._parked

    def _parked(self, state: RunState, error: HostAwayError) -> None:
        """Wait longer each time that the run got no answer since it was parked before."""
        if ids.outer_of(state.run_id):
            return  # the run around it takes it up
        count, calls, until_us = self._seen.get(state.run_id, (0, -1, None))
        if calls != state.spent.calls:
            count, until_us = 0, _deadline_us(state)
        self._seen[state.run_id] = (count + 1, state.spent.calls, until_us)
        asked_s = error.context.get("retry_after_s", 0.0)
        wait_s = max(asked_s, min(LONGEST_S, FIRST_S * 2.0 ** min(count, 10)))
        if until_us is not None and self._clock.now_us() + wait_s * 1e6 > until_us:
            del self._seen[state.run_id]
            LOG.warning("Run %s stays parked: its host is away (%s)", state.run_id, error.message)
            return
        self._spawn(self._take_up(state.run_id, wait_s))

    async def _take_up(self, run_id: str, wait_s: float) -> None:
        await self._clock.sleep(wait_s)
        # Somebody may have resumed or cancelled it meanwhile.
        with suppress(InvalidInputError, RunOverError):
            await self._engine.resume(run_id)


def _deadline_us(state: RunState) -> float | None:
    """The deadline of a run, in microseconds; None if it has none."""
    timer = state.pending.get(ids.timer_key(ids.DEADLINE))
    if not isinstance(timer, do.StartTimer):
        return None
    return (timer.fire_at - datetime.fromtimestamp(0, UTC)).total_seconds() * 1e6
