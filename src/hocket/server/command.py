"""The commands of the server: serve, keys, audit."""

from __future__ import annotations

import logging
import secrets
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

import click

from hocket.adapters.sqlite.journal import SqliteJournal
from hocket.adapters.sqlite.store import SqliteStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.background import forget, note, start
from hocket.app.background import stop as end
from hocket.app.hocket import Hocket
from hocket.core.egress import is_loopback
from hocket.engine.engine import RUN_PREFIX
from hocket.errors import InvalidInputError, UnavailableError
from hocket.server.access import ROLES
from hocket.server.audit import verify
from hocket.server.keyring import Keyring
from hocket.server.service import launch_token, serving
from hocket.server.tokens import Tokens

if TYPE_CHECKING:
    import socket
    from collections.abc import Coroutine

    from hocket.config import ServerSettings, Settings
    from hocket.server.keyring import Key

ISSUER_SPACE = "installation"
LAST = "last"
BACKGROUND_IDLE_S = 3600.0
"""A server that nobody looks at need not run for ever."""


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
@click.option("--background", is_flag=True, help="Serve in a process of its own.")
@click.option("--stop", is_flag=True, help="End the server that serves in the background.")
@click.option("--idle", type=click.FloatRange(min=1), help="End after so many seconds unused.")
@click.option("--run", "run_id", metavar="RUN", help="Print the link to this run; or `last`.")
@click.pass_obj
def serve(
    invocation: Invocation,
    host: str | None,
    port: int | None,
    idle: float | None,
    run_id: str | None,
    *,
    fetch: bool,
    background: bool,
    stop: bool,
) -> None:
    """Serve the API and the web app, and carry the runs, until Ctrl-C.

    Runs that were interrupted are taken up. Ctrl-C lets calls under way end; what is open then goes
    on at the next start.
    """
    settings = invocation.settings()
    if stop:
        told = "stopped" if invocation.run(end(settings.home)) else "No server runs here."
        click.echo(told)
        return
    bounds = settings.server
    if host is not None:
        bounds = replace(bounds, host=host)
    if port is not None:
        bounds = replace(bounds, port=port)
    settings = replace(settings, server=bounds)
    if background:
        options = _options(host, port, idle or BACKGROUND_IDLE_S, fetch=fetch)
        found = invocation.run(start(settings.home, options))
        _print_links(found.address, settings, _page(invocation, run_id))
        click.echo("`hocket serve --stop` ends it.")
        return
    manner = Manner(fetch=fetch, idle_s=idle, any_port=port is None, page=_page(invocation, run_id))
    invocation.run(_serve(settings, manner))


@dataclass(frozen=True, slots=True)
class Manner:
    """How a server is begun.

    Attributes:
        fetch: Whether missing weights may be fetched.
        idle_s: After how long unused it ends by itself; None for never.
        any_port: Whether another port will do if the one set is taken.
        page: Where the printed link leads.
    """

    fetch: bool
    idle_s: float | None
    any_port: bool
    page: str


def _options(host: str | None, port: int | None, idle_s: float, *, fetch: bool) -> list[str]:
    options = ["--idle", str(idle_s)]
    if host is not None:
        options += ["--host", host]
    if port is not None:
        options += ["--port", str(port)]
    return [*options, "--fetch"] if fetch else options


def _page(invocation: Invocation, run_id: str | None) -> str:
    """The address of a run's page within the web app."""
    if run_id is None:
        return "/"

    async def newest() -> str:
        journal = await SqliteJournal.open(invocation.settings().journal, read_only=True)
        try:
            heads = await journal.heads()
        finally:
            await journal.close()
        ids = (h.run_id for h in heads if h.run_id.startswith(RUN_PREFIX) and "." not in h.run_id)
        return next(ids, "")

    found = invocation.run(newest()) if run_id == LAST else run_id
    return f"/runs/{quote(found)}" if found else "/"


def _print_links(address: str, settings: Settings, page: str) -> None:
    click.echo(f"hocket serves at {address}")
    to = "" if page == "/" else f"&to={page}"
    click.echo(f"open  {address}/login?token={launch_token(settings.home)}{to}")


async def _serve(settings: Settings, manner: Manner) -> None:
    # Loaded when used: keys and audit need none of it.
    from hocket.server.application import application  # noqa: PLC0415
    from hocket.server.listener import listen  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    async with AsyncExitStack() as stack:
        journal = await SqliteJournal.open(settings.journal, retain_bytes=settings.retain_bytes)
        stack.push_async_callback(journal.close)
        store = SqliteStore.open(settings.journal)
        stack.push_async_callback(store.close)
        bound = _bound(settings.server, any_port=manner.any_port)
        stack.callback(bound.close)
        hocket = await stack.enter_async_context(
            Hocket(journal=journal, settings=settings, fetch=manner.fetch, resume=False)
        )
        launch = launch_token(settings.home)
        issuer = await _issuer(store)
        service = await stack.enter_async_context(
            serving(hocket, store, settings.server, launch=launch, issuer=issuer)
        )
        address = _address(settings.server.host, bound.getsockname()[1])

        def started() -> None:
            note(settings.home, address)
            _print_links(address, settings, manner.page)
            if not is_loopback(settings.server.host):
                click.echo(
                    f"It listens on {settings.server.host}, beyond this machine, without TLS: "
                    "put a proxy with TLS in front of it",
                    err=True,
                )

        stack.callback(forget, settings.home)
        await listen(application(service), service, bound, started, manner.idle_s)


def _bound(bounds: ServerSettings, *, any_port: bool) -> socket.socket:
    from hocket.server.listener import bind  # noqa: PLC0415 - as in its caller

    try:
        return bind(bounds.host, bounds.port)
    except UnavailableError:
        if not any_port:
            raise
        # Another program has the usual one; the link that is printed says which it is instead.
        return bind(bounds.host, 0)


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
