"""The command audit: the log of who did what through the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hocket.server.audit import verify

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation


@click.group()
def audit() -> None:
    """The log of who did what through the server."""


@audit.command("verify")
@click.pass_obj
def verify_audit(invocation: Invocation) -> None:
    """Say whether the log is as it was written."""

    async def look() -> Any:
        async with invocation.journal() as journal:
            return await verify(journal)

    found = invocation.run(look())
    if found.ok:
        click.echo(f"whole: {found.entries} entries, each sealed by the one after it")
        return
    click.echo(f"broken at entry {found.broken_at} of {found.entries}", err=True)
    click.get_current_context().exit(1)
