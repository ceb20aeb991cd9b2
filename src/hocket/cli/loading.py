"""Making LLMs ready before a run begins, with progress where there is something to wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from hocket.cli.wording import bytes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from hocket.ports.llm import Llm

BAR_CELLS = 24


async def make_ready(llm: Llm, names: Iterable[str], console: Console) -> None:
    """Return once each of these LLMs can be asked. Nothing is fetched that is not here.

    Raises:
        UnavailableError: One cannot be had; the message says how to get it.
        RefusedError: Its host does not know it, or refuses the key.
    """
    for name in sorted(set(names)):
        with console.status(f"getting {name} ready"):
            # To tell its window a host has to have it, and the embedded one to start it.
            await llm.context_tokens(name)


async def load(llm: Llm, names: Iterable[str], console: Console) -> None:
    """Return once each of these LLMs is loaded, fetched first where its host can.

    Raises:
        UnavailableError, RefusedError: As above.
    """
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
    shown = {}

    def told(what: str, done: int, total: int) -> None:
        if what not in shown:
            shown[what] = bars.add_task(what, total=None)
            if bars.disable and total > 1:
                bars.console.print(f"{what} ({bytes_of(total)}) …")
        bars.update(shown[what], completed=done, total=total or None)

    await llm.load(name, told)
