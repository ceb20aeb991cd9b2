"""The commands of the server: serve, keys, audit."""

from __future__ import annotations

import logging
import secrets
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import click

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.hocket import Hocket
from hocket.core.egress import is_loopback
from hocket.errors import InvalidInputError
from hocket.server.access import ROLES
from hocket.server.audit import verify
from hocket.server.keyring import Keyring
from hocket.server.service import launch_token, serving
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from hocket.config import Settings
    from hocket.server.keyring import Key

ISSUER_SPACE = "installation"


class Invocation(Protocol):
    """What a command needs of the command line it is called from."""

    json: bool

    def settings(self) -> Settings: ...
    def run(self, waiting: Coroutine[Any, Any, Any]) -> Any: ...
    def print_json(self, value: Any) -> None: ...


@click.command()
@click.option("--host", help="Where to listen, instead of loopback.")
@click.option("--port", type=click.IntRange(0, 65535), help="On which port; 0 for any.")
@click.option("--fetch", is_flag=True, help="Fetch missing weights of the embedded LLM.")
@click.pass_obj
def serve(invocation: Invocation, host: str | None, port: int | None, *, fetch: bool) -> None:
    """Serve the API and the web app, and carry the runs, until Ctrl-C.

    Runs that were interrupted are taken up. Ctrl-C lets calls under way end; what is open then goes
    on at the next start.
    """
    settings = invocation.settings()
    bounds = settings.server
    if host is not None:
        bounds = replace(bounds, host=host)
    if port is not None:
        bounds = replace(bounds, port=port)
    invocation.run(_serve(replace(settings, server=bounds), fetch=fetch))


async def _serve(settings: Settings, *, fetch: bool) -> None:
    # Loaded when used: keys and audit need none of it.
    from hocket.server.application import application  # noqa: PLC0415
    from hocket.server.listener import bind, listen  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    async with AsyncExitStack() as stack:
        journal = await SqliteJournal.open(settings.journal, retain_bytes=settings.retain_bytes)
        stack.push_async_callback(journal.close)
        settings.journal.chmod(0o600)
        store = SqliteStore.open(settings.journal)
        stack.push_async_callback(store.close)
        bound = bind(settings.server.host, settings.server.port)
        stack.callback(bound.close)
        hocket = await stack.enter_async_context(
            Hocket(journal=journal, settings=settings, fetch=fetch, resume=False)
        )
        launch = launch_token(settings.home)
        issuer = await _issuer(store)
        service = await stack.enter_async_context(
            serving(hocket, store, settings.server, launch=launch, issuer=issuer)
        )
        address = _address(settings.server.host, bound.getsockname()[1])

        def started() -> None:
            click.echo(f"hocket serves at {address}")
            click.echo(f"open  {address}/login?token={launch}")
            if not is_loopback(settings.server.host):
                click.echo(
                    f"It listens on {settings.server.host}, beyond this machine, without TLS: "
                    "put a proxy with TLS in front of it",
                    err=True,
                )

        await listen(application(service), service, bound, started)


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


async def _issuer(store: SqliteStore) -> str:
    """The id of this installation, made once; tokens of another one are refused."""
    known = await store.get(ISSUER_SPACE, "issuer", now_us=SystemClock().now_us())
    if known is not None:
        return known.body.decode()
    made = f"hocket-{secrets.token_hex(8)}"
    await store.put(ISSUER_SPACE, "issuer", made.encode(), expected=0)
    return made


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


@click.group()
def audit() -> None:
    """The log of who did what through the server."""


@audit.command("verify")
@click.pass_obj
def verify_audit(invocation: Invocation) -> None:
    """Say whether the log is as it was written."""

    async def look() -> Any:
        journal = await SqliteJournal.open(invocation.settings().journal, read_only=True)
        try:
            return await verify(journal)
        finally:
            await journal.close()

    found = invocation.run(look())
    if found.ok:
        click.echo(f"whole: {found.entries} entries, each sealed by the one after it")
        return
    click.echo(f"broken at entry {found.broken_at} of {found.entries}", err=True)
    click.get_current_context().exit(1)
