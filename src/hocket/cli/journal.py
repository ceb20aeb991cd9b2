"""The command `journal`: rebuilds projections from the journal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from hocket.app.defaults import store_in
from hocket.app.projections import rebuild_named
from hocket.cli.invocation import json_option

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation
    from hocket.projections.snapshot import RebuildReport

KB = 1000


@click.group()
def journal() -> None:
    """Rebuild projections from the journal."""


@journal.command("rebuild")
@click.argument("name")
@json_option
@click.pass_obj
def rebuild_projection(invocation: Invocation, name: str) -> None:
    """Rebuild the projection NAME: `catalogue` or `experience`.

    The catalogue is the list of runs; the experience holds statistics on agents, LLMs and tasks.
    Reads the whole journal and replaces the snapshot that the next start loads. Changes no event.
    """
    rebuilt = invocation.run(_rebuilt(invocation, name))
    if invocation.json:
        invocation.print_json(asdict(rebuilt))
        return
    size = f"{rebuilt.size_bytes / KB:.1f} kB"
    click.echo(
        f"{rebuilt.name}: rebuilt from {rebuilt.records} records; "
        f"the next start loads this snapshot of {size}"
    )


async def _rebuilt(invocation: Invocation, name: str) -> RebuildReport:
    async with invocation.journal() as opened:
        store = store_in(invocation.settings().journal)
        try:
            return await rebuild_named(name, opened, store)
        finally:
            await store.close()
