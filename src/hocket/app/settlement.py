"""Settlement: a person decides whether doubtful effects happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hocket.core import ids
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.core.event import Doubt, EffectSettled, Event
    from hocket.core.run import RunState


class Settles(Protocol):
    """An engine, or a stand-in for one."""

    async def doubts(self, run_id: str) -> Sequence[Doubt]: ...

    async def record(
        self, run_id: str, make: Callable[[RunState], Sequence[Event]], blobs: Mapping[str, bytes]
    ) -> RunState: ...


async def settle(runs: Settles, run_id: str, settlements: Sequence[EffectSettled]) -> None:
    """Journal the decisions; a run that is resumed afterwards follows them.

    Args:
        runs: Where the run is in progress, if anywhere.
        run_id: The run.
        settlements: One decision for each effect.

    Raises:
        RunNotFoundError: There is no such run.
        RunOverError: It is over.
        InvalidInputError: One of these effects is not doubtful; the message lists those that are.
    """
    doubtful = [ids.call(d.attempt_id, d.ordinal) for d in await runs.doubts(run_id)]
    for settlement in settlements:
        place = ids.call(settlement.attempt_id, settlement.ordinal)
        if place not in doubtful:
            listed = ", ".join(doubtful) or "none"
            message = f"{place} is not doubtful in {run_id}; doubtful are: {listed}"
            raise InvalidInputError(message, place=place)
    await runs.record(run_id, lambda _: settlements, {})
