"""Carrying a run in this process, with a view of it and Ctrl-C as a user means it."""

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


async def carry(
    hocket: Hocket,
    run_id: str,
    begin: Callable[[], Awaitable[asyncio.Future[RunState]]],
    view: View,
) -> Delivery:
    """See a run through to its end.

    Args:
        hocket: Entered.
        run_id: The run that ``begin`` starts or takes up.
        begin: Gives the future of its final state.
        view: Where it is shown.

    Raises:
        OrchestrationError: It could not begin, or the journal failed; what was accepted is kept.
    """
    progress = Progress(run_id)
    for known in await past(hocket.journal, run_id):
        progress.take(known, known.at_us)
    with hocket.feed.watch(run_id) as watch:
        end = await begin()
        view.begin(progress)
        try:
            async with asyncio.TaskGroup() as group:
                shown = follow(watch, view, progress, hocket.journal, hocket.clock)
                group.create_task(shown)
                drawing = group.create_task(redraw(view, hocket.clock))
                try:
                    with interrupts(lambda: _cancel(group, hocket, run_id, view), view):
                        state = await end
                finally:
                    watch.close()
                    drawing.cancel()
        finally:
            view.end()
    return Delivery(await hocket.finished(state), progress.elapsed_s(progress.last_us))


def _cancel(group: asyncio.TaskGroup, hocket: Hocket, run_id: str, view: View) -> None:
    view.notice("Cancelling … press Ctrl-C again to stop at once.")
    group.create_task(hocket.engine.cancel(run_id, BY))


@contextmanager
def interrupts(first: Callable[[], None], view: View) -> Iterator[None]:
    """Ctrl-C calls ``first``; the second ends this process where it stands.

    The journal is made for that: what was accepted can be taken up again.
    """
    heard = 0

    def hear() -> None:
        nonlocal heard
        heard += 1
        if heard == 1:
            first()
        else:
            view.end()
            os._exit(Exit.KILLED)

    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows: Ctrl-C then cancels through the runner
        loop.add_signal_handler(signal.SIGINT, hear)
    try:
        yield
    finally:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)
