"""Runs that no process executes: what can be done to them without making any call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.delegation import no_delegation
from hocket.app.registry import Registry
from hocket.app.wiring import Stages
from hocket.core.event import CancelRequested
from hocket.engine.feed import Feed
from hocket.engine.slots import Slots
from hocket.errors import RunNotFoundError, RunOverError
from hocket.llm.router import RouterLlm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.core.event import Doubt, Event
    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.journal import Journal


class DormantRuns:
    """Stands in for an engine where runs are changed but not executed.

    Args:
        journal: Open for writing.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def record(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState:
        """Journal events of a run; the state that follows from them.

        Raises:
            RunNotFoundError: There is no such run.
            RunOverError: It is over.
            Exception: Whatever ``make`` raises.
        """
        loop = await _loop(self._journal, run_id)
        events = make(loop.state)
        _refuse_if_over(loop)
        await loop.commit(events, blobs)
        return loop.state

    async def cancel(self, run_id: str, by: str) -> None:
        """End a run; it is over when this returns.

        Raises:
            RunNotFoundError: There is no such run.
            RunOverError: It is over.
        """
        loop = await _loop(self._journal, run_id)
        _refuse_if_over(loop)
        await loop.run([CancelRequested(by=by)])

    async def doubts(self, run_id: str) -> list[Doubt]:
        """The effects of a run that may or may not have happened.

        Raises:
            RunNotFoundError: There is no such run.
            RunOverError: It is over.
        """
        loop = await _loop(self._journal, run_id)
        _refuse_if_over(loop)
        return loop.doubts()


async def _loop(journal: Journal, run_id: str) -> RunLoop:
    """The loop of a run whose handlers reach no LLM, no agent and no sandbox."""
    clock = SystemClock()
    stages = Stages(
        agents={},
        tools={},
        registry=Registry(),
        sandbox=None,
        folder=Path(),
        clock=clock,
        slots=Slots(1),
        agent_slots={},
        opinions=False,
        delegate=no_delegation,
    )
    loop = stages.loop(run_id, journal=journal, llm=RouterLlm({}), clock=clock, feed=Feed())
    if not await loop.load():
        raise RunNotFoundError.of(run_id)
    return loop


def _refuse_if_over(loop: RunLoop) -> None:
    if loop.state.is_over:
        raise RunOverError.of(loop.run_id, loop.state.status)
