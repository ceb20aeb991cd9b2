"""Runs in this process: shown while they are in progress, cancelled by Ctrl-C."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hocket.cli.delivery import Delivery
from hocket.cli.exits import Exit
from hocket.cli.progress import Progress
from hocket.cli.view import follow, redraw
from hocket.projections.history import past

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from hocket.app.hocket import Hocket
    from hocket.cli.view import View
    from hocket.core.run import RunState

BY = "Ctrl-C"


async def follow_here(
    hocket: Hocket,
    run_id: str,
    begin: Callable[[], Awaitable[asyncio.Future[RunState]]],
    view: View,
) -> Delivery:
    """Wait for a run to end and show its progress.

    Args:
        hocket: Open.
        run_id: The run that ``begin`` starts or resumes.
        begin: Starts the run and returns the future of its final state.
        view: Where progress is shown.

    Raises:
        OrchestrationError: The run could not start, or the journal failed; accepted work is kept.
    """
    progress = Progress(run_id)
    for event in await past(hocket.journal, run_id):
        progress.take(event, event.at_us)
    with hocket.feed.watch(run_id) as watch:
        end = await begin()
        view.begin(progress)
        try:
            async with asyncio.TaskGroup() as group:
                following = follow(watch, view, progress, hocket.journal, hocket.clock)
                group.create_task(following)
                drawing = group.create_task(redraw(view, hocket.clock))
                try:
                    with interrupts(lambda: _cancel(group, hocket, run_id, view), view):
                        state = await end
                finally:
                    watch.close()
                    drawing.cancel()
        finally:
            view.end()
    took_s = progress.elapsed_s(progress.last_us)
    return Delivery(await hocket.finished(state), took_s, spent=progress.spent())


def _cancel(group: asyncio.TaskGroup, hocket: Hocket, run_id: str, view: View) -> None:
    view.notice("Cancelling … press Ctrl-C again to exit at once.")
    group.create_task(hocket.engine.cancel(run_id, BY))


@contextmanager
def interrupts(first: Callable[[], None], view: View) -> Iterator[None]:
    """Within the block, the first Ctrl-C calls ``first`` and the second exits at once.

    Exiting loses nothing that the journal holds; `hocket resume` continues from there.
    """
    count = 0

    def handle() -> None:
        nonlocal count
        count += 1
        if count == 1:
            first()
        else:
            view.end()
            os._exit(Exit.KILLED)

    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # on Windows the runner cancels instead
        loop.add_signal_handler(signal.SIGINT, handle)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)
