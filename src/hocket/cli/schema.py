"""The command `schema`: prints the published JSON Schemas."""

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
    """Print the JSON Schema called NAME, or list the names."""
    if name is None:
        for published in names():
            click.echo(published)
        return
    invocation.print_json(Registry.installed().schema(name))
