"""The command schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hocket.app.registry import Registry
from hocket.core.published import names

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation


@click.command()
@click.argument("name", required=False)
@click.pass_obj
def schema(invocation: Invocation, name: str | None) -> None:
    """Print the JSON Schema called NAME, or the names of all."""
    if name is None:
        for known in names():
            click.echo(known)
        return
    invocation.print_json(Registry.installed().schema(name))
