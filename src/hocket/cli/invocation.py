"""One call of the command line: its settings, where it writes, and how it runs what waits."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from rich.console import Console

    from hocket.adapters.sqlite.journal import SqliteJournal
    from hocket.app.handover import Holder
    from hocket.config import Settings

ResultT = TypeVar("ResultT")


@dataclass(slots=True)
class Invocation:
    """What the options before the command said, and whether the command is to speak JSON."""

    home: Path | None = None
    debug: bool = False
    json: bool = False

    def settings(self) -> Settings:
        """The user's settings under this call's options.

        Raises:
            ConfigError: One of them is wrong.
        """
        from hocket.config import load  # noqa: PLC0415 - `--help` does not need it

        settings = load()
        return settings if self.home is None else replace(settings, home=self.home)

    @asynccontextmanager
    async def journal(self, *, read_only: bool = True) -> AsyncIterator[SqliteJournal]:
        """The user's journal.

        Raises:
            JournalHeldError: It is to be written and another process works on it.
            UnavailableError: It is to be read and is not there yet.
        """
        from hocket.adapters.sqlite.journal import SqliteJournal  # noqa: PLC0415 - as above

        settings = self.settings()
        journal = await SqliteJournal.open(
            settings.journal,
            read_only=read_only,
            retain_bytes=None if read_only else settings.retain_bytes,
        )
        try:
            yield journal
        finally:
            await journal.close()

    @asynccontextmanager
    async def holder(self) -> AsyncIterator[Holder]:
        """The process that holds the journal, to have it do what only it can do."""
        from hocket.adapters.sqlite.store import SqliteStore  # noqa: PLC0415 - as above
        from hocket.adapters.system.clock import SystemClock  # noqa: PLC0415 - as above
        from hocket.app.handover import Holder  # noqa: PLC0415 - as above

        async with self.journal() as journal:
            store = SqliteStore.open(self.settings().journal)
            try:
                yield Holder(journal, store, SystemClock())
            finally:
                await store.close()

    def run(self, waiting: Coroutine[Any, Any, ResultT]) -> ResultT:
        """The result of what waits, on uvloop where there is one."""
        factory = None
        if find_spec("uvloop"):
            import uvloop  # noqa: PLC0415 - not there on every system

            factory = uvloop.new_event_loop
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(waiting)

    def print_json(self, value: Any) -> None:
        """One JSON document on stdout."""
        click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=str))

    def out(self) -> Console:
        """For results."""
        return _console(sys.stdout)

    def err(self) -> Console:
        """For how it goes."""
        return _console(sys.stderr)


def _console(file: Any) -> Console:
    from rich.console import Console  # noqa: PLC0415 - `--help` does not need it

    return Console(file=file, highlight=False, markup=False, emoji=False)


def _speak_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        ctx.find_object(Invocation).json = True  # type: ignore[union-attr]


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option ``--json``; the invocation then says so."""
    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_speak_json,
        help="Print one JSON document on stdout and nothing else.",
    )(command)
