"""Loads LLMs before a run starts, and shows the progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.cli.wording import bytes_of
from hocket.errors import AWAY_S, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.progress import Progress

    from hocket.ports.llm import Llm

BAR_CELLS = 24


async def make_ready(llm: Llm, names: Iterable[str], console: Console) -> None:
    """Return once each of these LLMs is ready. Fetches nothing.

    A host that answers, but is starting or overloaded, is left to the run, which waits for it.

    Raises:
        UnavailableError: An LLM is not available; the message says how to get it.
        RefusedError: The host does not know the LLM, or refuses the key.
    """
    for name in sorted(set(names)):
        with console.status(f"preparing {name}"):
            # A host knows the window only of an LLM it has; the embedded host has to start it.
            try:
                await llm.context_tokens(name)
            except UnavailableError as error:
                if AWAY_S not in error.context or "status" not in error.context:
                    raise


async def load(llm: Llm, names: Iterable[str], console: Console) -> None:
    """Return once each of these LLMs is loaded; fetches missing ones where the host can.

    Raises:
        UnavailableError, RefusedError: As above.
    """
    from rich.progress import (  # noqa: PLC0415 - slow to import, and rarely needed
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=BAR_CELLS),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    silent = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=silent) as bars:
        for name in sorted(set(names)):
            await _load(llm, name, bars)


async def _load(llm: Llm, name: str, bars: Progress) -> None:
    bar_of = {}

    def on_progress(what: str, done: int, total: int) -> None:
        if what not in bar_of:
            bar_of[what] = bars.add_task(what, total=None)
            if bars.disable and total > 1:
                bars.console.print(f"{what} ({bytes_of(total)}) …")
        bars.update(bar_of[what], completed=done, total=total or None)

    await llm.load(name, on_progress)
