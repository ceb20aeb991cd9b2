"""Cancellation of runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hocket.errors import RunOverError
from hocket.projections.history import history_of

if TYPE_CHECKING:
    from hocket.ports.journal import Journal


class Cancels(Protocol):
    """An engine, or a stand-in for one."""

    async def cancel(self, run_id: str, by: str) -> None: ...


async def cancel(runs: Cancels, journal: Journal, run_id: str, by: str) -> None:
    """End a run; what it has produced so far stays readable.

    Args:
        runs: Where it is in progress, if anywhere.
        journal: Where it is stored.
        run_id: The run.
        by: Who cancels it.

    Raises:
        RunNotFoundError: There is no such run.
        RunOverError: It is over.
    """
    state = (await history_of(journal, run_id)).state()
    if state.is_over:
        raise RunOverError.of(run_id, state.status)
    await runs.cancel(run_id, by)
