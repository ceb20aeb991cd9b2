"""One call of the command line: its settings, its journal, its output, its event loop."""

from __future__ import annotations

import asyncio
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from hocket.cli.streams import SafeStream, escaped_json

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine
    from pathlib import Path

    from rich.console import Console

    from hocket.app.handover import Holder
    from hocket.config import Settings
    from hocket.ports.journal import Journal

ResultT = TypeVar("ResultT")


@dataclass(slots=True)
class Invocation:
    """The options before the command, and whether the command prints JSON."""

    home: Path | None = None
    debug: bool = False
    json: bool = False

    def settings(self) -> Settings:
        """Your settings, with the options of this call applied.

        Raises:
            ConfigError: A setting is invalid.
        """
        from hocket.config import load  # noqa: PLC0415 - `--help` does not need it

        settings = load()
        return settings if self.home is None else replace(settings, home=self.home)

    @asynccontextmanager
    async def journal(self, *, read_only: bool = True) -> AsyncIterator[Journal]:
        """The journal, open within the block.

        Raises:
            JournalHeldError: Opened for writing, while another process holds it.
            UnavailableError: Opened for reading, but it does not exist yet.
        """
        from hocket.app.defaults import journal_in  # noqa: PLC0415 - as above

        settings = self.settings()
        journal = await journal_in(
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
        """The process that holds the journal; sends it what only it can do."""
        from hocket.adapters.system.clock import SystemClock  # noqa: PLC0415 - as above
        from hocket.app.defaults import store_in  # noqa: PLC0415 - as above
        from hocket.app.handover import Holder  # noqa: PLC0415 - as above

        async with self.journal() as journal:
            store = store_in(self.settings().journal)
            try:
                yield Holder(journal, store, SystemClock())
            finally:
                await store.close()

    def run(self, coroutine: Coroutine[Any, Any, ResultT]) -> ResultT:
        """The result of a coroutine, run on uvloop if it is installed."""
        factory = None
        if find_spec("uvloop"):
            import uvloop  # noqa: PLC0415 - not available on every system

            factory = uvloop.new_event_loop
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(coroutine)

    def print_json(self, value: Any) -> None:
        """Print one JSON document on stdout."""
        click.echo(escaped_json(value, sys.stdout.encoding))

    def print_bytes(self, content: bytes) -> None:
        """Print bytes on stdout as they are, or on a terminal as text."""
        if isinstance(sys.stdout, SafeStream):
            sys.stdout.write_bytes(content)
        else:
            click.echo(content, nl=False)

    def out(self) -> Console:
        """The console for results, on stdout."""
        return _console(sys.stdout)

    def err(self) -> Console:
        """The console for progress, on stderr."""
        return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    from hocket.cli.console import SafeConsole  # noqa: PLC0415 - `--help` does not need it

    return SafeConsole(stream)


def _set_json(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        ctx.find_object(Invocation).json = True  # type: ignore[union-attr]


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--json``, which sets ``Invocation.json``."""
    return click.option(
        "--json",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_set_json,
        help="Print only one JSON document on stdout.",
    )(command)
