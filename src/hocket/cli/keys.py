"""The command keys: API keys, and the keys that sign tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.errors import InvalidInputError
from hocket.server.access import ROLES
from hocket.server.keyring import Keyring
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation
    from hocket.server.keyring import Key


@click.group()
def keys() -> None:
    """Make, list and revoke API keys; rotate the keys that sign tokens."""


@keys.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(list(ROLES)), default="orchestrator", show_default=True)
@click.option("--agent", help="Of the role specialist_agent: whose tasks are its own.")
@click.option("--days", type=click.FloatRange(min=0, min_open=True), help="When it expires.")
@click.pass_obj
def create_key(
    invocation: Invocation, name: str, role: Any, agent: str | None, days: float | None
) -> None:
    """Make a key called NAME; it is printed once and kept as a hash only."""
    key, secret = invocation.run(
        _with_keyring(invocation, lambda k: k.create(name, role, agent=agent, days=days))
    )
    click.echo(secret)
    click.echo(f"{key.key_id}: {key.role}; it is not shown again", err=True)


@keys.command("list")
@click.pass_obj
def list_keys(invocation: Invocation) -> None:
    """List the keys, the newest first."""
    found: list[Key] = invocation.run(_with_keyring(invocation, lambda k: k.all()))
    for key in found:
        state = "revoked" if key.revoked_at else "good"
        click.echo(f"{key.key_id}  {state:<8} {key.role:<17} {key.name}")
    if not found:
        click.echo("There is no key yet; `hocket keys create NAME` makes one.", err=True)


@keys.command("revoke")
@click.argument("key_id")
@click.pass_obj
def revoke_key(invocation: Invocation, key_id: str) -> None:
    """Refuse the key KEY_ID from now on, in servers that run too."""
    if invocation.run(_with_keyring(invocation, lambda k: k.revoke(key_id))) is None:
        message = f"There is no key {key_id!r}; `hocket keys list` lists them"
        raise InvalidInputError(message, key_id=key_id)
    click.echo(f"{key_id}  revoked")


@keys.command("rotate")
@click.pass_obj
def rotate_keys(invocation: Invocation) -> None:
    """Sign tokens with a new key from now on."""

    async def rotate() -> str:
        store = SqliteStore.open(invocation.settings().journal)
        try:
            clock = SystemClock()
            return await Tokens(store, Keyring(store, clock), clock, "").rotate()
        finally:
            await store.close()

    click.echo(f"{invocation.run(rotate())}  signs from now on")


async def _with_keyring(invocation: Invocation, action: Any) -> Any:
    store = SqliteStore.open(invocation.settings().journal)
    try:
        return await action(Keyring(store, SystemClock()))
    finally:
        await store.close()
