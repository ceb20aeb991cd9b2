"""A run that no process carries: what can be done to it without sending anything for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.delegation import no_delegation
from hocket.app.registry import Registry
from hocket.app.wiring import Stages
from hocket.core import ids
from hocket.core.event import CancelRequested, EffectIntended, EffectSettled
from hocket.engine.feed import Feed
from hocket.engine.slots import Slots
from hocket.errors import InvalidInputError, RunNotFoundError, RunOverError
from hocket.llm.router import RouterLlm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.core.event import Event
    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.journal import Journal


async def settle(journal: Journal, run_id: str, settlements: Sequence[EffectSettled]) -> None:
    """Write down what a person says of doubtful effects.

    Raises:
        InvalidInputError: There is no such run, it is over, or one of these is not doubtful.
    """
    loop = await _loop(journal, run_id)
    doubtful = [ids.call(d.attempt_id, d.ordinal) for d in loop.doubts()]
    for settlement in settlements:
        place = ids.call(settlement.attempt_id, settlement.ordinal)
        if place not in doubtful:
            there = ", ".join(doubtful) or "none"
            message = f"{place} is not doubtful in {run_id}; doubtful are: {there}"
            raise InvalidInputError(message, place=place)
    await loop.commit(settlements)


class DormantRuns:
    """Stands in for an engine where runs are told something and not carried.

    Args:
        journal: Open for writing.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def tell(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState:
        """Journal events about a run; the state that they lead to.

        Raises:
            InvalidInputError: There is no such run, or it is over; or what ``make`` raised.
        """
        loop = await _loop(self._journal, run_id)
        await loop.commit(make(loop.state), blobs)
        return loop.state

    async def cancel(self, run_id: str, by: str) -> None:
        """End a run; it is over when this returns.

        Raises:
            RunNotFoundError: There is no such run.
            RunOverError: It is over.
        """
        loop = await _loop(self._journal, run_id)
        await loop.run([CancelRequested(by=by)])


async def doubts_of(journal: Journal, run_id: str) -> list[EffectIntended]:
    """The effects of an unfinished run of which nobody knows whether they happened.

    Raises:
        InvalidInputError: There is no such run, or it is over.
    """
    return (await _loop(journal, run_id)).doubts()


async def _loop(journal: Journal, run_id: str) -> RunLoop:
    """The run, folded, over handlers that reach no LLM, no agent and no sandbox."""
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
    if loop.state.is_over:
        raise RunOverError.of(run_id, loop.state.status)
    return loop
