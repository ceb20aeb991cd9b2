"""Runs in the server of the same home, shown as if they ran in this process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.adapters.system.clock import SystemClock
from hocket.app.inputs import read_inputs
from hocket.cli.delivery import Delivery
from hocket.cli.local_run import BY, interrupts
from hocket.cli.progress import Progress
from hocket.cli.view import redraw
from hocket.errors import RunOverError, UnavailableError
from hocket.projections.finished import finished_of
from hocket.projections.history import past

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hocket.app.handover import Holder
    from hocket.cli.view import View
    from hocket.core.event import EffectSettled
    from hocket.core.goal import Goal
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal

POLL_S = 0.1


async def follow_in_server(
    journal: Journal,
    holder: Holder,
    run_id: str,
    goal: Goal,
    inputs: tuple[Path, ...],
    blobs: dict[str, bytes],
    view: View,
    *,
    single: bool,
) -> Delivery:
    """Start a run in the server and show it until it ends. Ctrl-C cancels it.

    Raises:
        OrchestrationError: The server refuses the goal; this is the error it raised.
        UnavailableError: The server did not reply.
        InvalidInputError: An input is not readable.
    """
    clock = SystemClock()
    files, contents = read_inputs(inputs)
    goal = goal.model_copy(update={"inputs": (*goal.inputs, *files)})
    await holder.submit(run_id, goal, {**blobs, **contents}, "single" if single else None)
    return await _watched(journal, holder, Progress(run_id), view, clock)


async def resume_in_server(
    journal: Journal,
    holder: Holder,
    run_id: str,
    settlements: Sequence[EffectSettled],
    view: View,
) -> Delivery:
    """Have the server settle effects of a run and continue it; show it until it ends.

    Raises:
        OrchestrationError: The server refuses; this is the error it raised.
        UnavailableError: The server did not reply.
    """
    clock = SystemClock()
    progress = Progress(run_id)
    for event in await past(journal, run_id):
        progress.take(event, event.at_us)
    await holder.resume(run_id, settlements)
    return await _watched(journal, holder, progress, view, clock)


async def _watched(
    journal: Journal, holder: Holder, progress: Progress, view: View, clock: Clock
) -> Delivery:
    """Show a run in the server until it ends."""
    run_id = progress.run_id
    view.begin(progress)
    try:
        async with asyncio.TaskGroup() as group:
            drawing = group.create_task(redraw(view, clock))
            with interrupts(lambda: _cancel(group, holder, run_id, view), view):
                await _show_until_end(journal, progress, view, clock)
            drawing.cancel()
    finally:
        view.end()
    finished = await finished_of(journal, progress.state)
    return Delivery(finished, progress.elapsed_s(progress.last_us), spent=progress.spent())


async def _show_until_end(journal: Journal, progress: Progress, view: View, clock: Clock) -> None:
    while not progress.state.is_over:
        for event in await past(journal, progress.run_id, progress.seq):
            if progress.take(event, clock.now_us()):
                view.happened(event)
        await clock.sleep(POLL_S)


def _cancel(group: asyncio.TaskGroup, holder: Holder, run_id: str, view: View) -> None:
    view.notice("Cancelling … press Ctrl-C again to stop watching at once.")
    group.create_task(_ask_to_cancel(holder, run_id, view))


async def _ask_to_cancel(holder: Holder, run_id: str, view: View) -> None:
    try:
        await holder.cancel(run_id, BY)
    except RunOverError:
        return  # the run ended in the meantime
    except UnavailableError as error:
        view.notice(error.message)
