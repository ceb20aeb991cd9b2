"""Timers: commands that wait. Their due time is in the journal, so they survive a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.event import Event, TimerFired

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.command import StartTimer
    from hocket.ports.clock import Clock
    from hocket.ports.scope import Scope


class Timers:
    """Carries out ``StartTimer``; a timer that is overdue fires at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, command: StartTimer, scope: Scope) -> Sequence[Event]:
        # Resuming the run may have moved the deadline.
        pending = scope.state.pending.get(command.key, command)
        fire_at = getattr(pending, "fire_at", command.fire_at)
        delay_s = fire_at.timestamp() - self._clock.now_us() / 1e6
        if delay_s > 0:
            scope.rest()
            await self._clock.sleep(delay_s)
        return [TimerFired(timer_id=command.timer_id)]
