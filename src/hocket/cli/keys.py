"""The command `keys`: API keys, and the keys that sign tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import store_in
from hocket.errors import InvalidInputError
from hocket.server.access import ROLES
from hocket.server.keyring import Keyring
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from hocket.cli.invocation import Invocation
    from hocket.server.keyring import Key


@click.group()
def keys() -> None:
    """Create, list and revoke API keys; rotate the key that signs tokens."""


@keys.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(list(ROLES)), default="orchestrator", show_default=True)
@click.option("--agent", help="With role specialist_agent: the agent that it acts for.")
@click.option(
    "--days",
    type=click.FloatRange(min=0, min_open=True),
    help="Days until it expires; never unless given.",
)
@click.pass_obj
def create_key(
    invocation: Invocation, name: str, role: Any, agent: str | None, days: float | None
) -> None:
    """Create a key called NAME. It is printed once; only its hash is stored."""
    key, secret = invocation.run(
        _with_keyring(invocation, lambda k: k.create(name, role, agent=agent, days=days))
    )
    click.echo(secret)
    click.echo(f"{key.key_id}: role {key.role}; copy the key now, it is not shown again", err=True)


@keys.command("list")
@click.pass_obj
def list_keys(invocation: Invocation) -> None:
    """List the keys, newest first."""
    listed: list[Key] = invocation.run(_with_keyring(invocation, lambda k: k.all()))
    for key in listed:
        state = "revoked" if key.revoked_at else "good"
        click.echo(f"{key.key_id}  {state:<8} {key.role:<17} {key.name}")
    if not listed:
        click.echo("There are no keys yet; create one with `hocket keys create NAME`.", err=True)


@keys.command("revoke")
@click.argument("key_id")
@click.pass_obj
def revoke_key(invocation: Invocation, key_id: str) -> None:
    """Revoke the key KEY_ID; running servers refuse it at once."""
    if invocation.run(_with_keyring(invocation, lambda k: k.revoke(key_id))) is None:
        message = f"There is no key {key_id!r}; list them with `hocket keys list`"
        raise InvalidInputError(message, key_id=key_id)
    click.echo(f"{key_id}  revoked")


@keys.command("rotate")
@click.pass_obj
def rotate_keys(invocation: Invocation) -> None:
    """Create a new key that signs tokens from now on."""

    async def rotate() -> str:
        store = store_in(invocation.settings().journal)
        try:
            clock = SystemClock()
            return await Tokens(store, Keyring(store, clock), clock, "").rotate()
        finally:
            await store.close()

    click.echo(f"{invocation.run(rotate())}  signs from now on")


async def _with_keyring(invocation: Invocation, action: Any) -> Any:
    store = store_in(invocation.settings().journal)
    try:
        return await action(Keyring(store, SystemClock()))
    finally:
        await store.close()
