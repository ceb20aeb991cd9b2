"""The command `audit`: verifies the log of who did what through the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hocket.server.audit import verify

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation


@click.group()
def audit() -> None:
    """Verify the log of who did what through the server."""


@audit.command("verify")
@click.pass_obj
def verify_audit(invocation: Invocation) -> None:
    """Check that no entry of the audit log was changed or removed."""

    async def check() -> Any:
        async with invocation.journal() as journal:
            return await verify(journal)

    report = invocation.run(check())
    if report.ok:
        click.echo(f"intact: {report.entries} entries, each with the hash of the one before it")
        return
    click.echo(f"altered at entry {report.broken_at} of {report.entries}", err=True)
    click.get_current_context().exit(1)
