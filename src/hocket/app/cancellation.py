"""Cancellation: a run is ended because somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hocket.errors import RunOverError
from hocket.projections.history import history_of

if TYPE_CHECKING:
    from hocket.ports.journal import Journal


class Cancels(Protocol):
    """An engine, or what stands in for one."""

    async def cancel(self, run_id: str, by: str) -> None: ...


async def cancel(runs: Cancels, journal: Journal, run_id: str, by: str) -> None:
    """End a run; what it has so far stays readable.

    Args:
        runs: Ends it, whether it is carried or not.
        journal: Has it.
        run_id: The run.
        by: Who asks.

    Raises:
        RunNotFoundError: There is no such run.
        RunOverError: It is over.
    """
    state = (await history_of(journal, run_id)).state()
    if state.is_over:
        raise RunOverError.of(run_id, state.status)
    await runs.cancel(run_id, by)
