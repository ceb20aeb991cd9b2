"""The command `serve`: runs the server in the foreground or in the background."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from hocket.app.background import register, start, unregister
from hocket.app.background import stop as end
from hocket.app.hocket import Hocket
from hocket.core import ids
from hocket.core.egress import is_loopback
from hocket.errors import UnavailableError
from hocket.server.installation import issuer_of, launch_token
from hocket.server.service import serving

if TYPE_CHECKING:
    import socket

    from hocket.cli.invocation import Invocation
    from hocket.config import ServerSettings, Settings

LAST = "last"
BACKGROUND_IDLE_S = 3600.0
"""A background server stops after this long without use."""


@click.command()
@click.option("--host", help="Address to listen on; loopback unless given.")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 for any free one."
)
@click.option("--fetch", is_flag=True, help="Fetch missing weights of the embedded LLM.")
@click.option("--background", is_flag=True, help="Run in the background.")
@click.option("--stop", is_flag=True, help="Stop the background server.")
@click.option(
    "--idle", type=click.FloatRange(min=1), help="Stop after this many seconds without use."
)
@click.option(
    "--run", "run_id", metavar="RUN", help="Print the link to this run, or to the `last` one."
)
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
    """Serve the API and the web app until Ctrl-C, and continue interrupted runs.

    Ctrl-C lets calls in flight finish; open runs continue at the next start.
    """
    settings = invocation.settings()
    if stop:
        stopped = invocation.run(end(settings.home))
        click.echo("stopped" if stopped else "No server runs here.")
        return
    if "server" in settings.faults:
        raise settings.faults["server"]
    bounds = settings.server
    if host is not None:
        bounds = replace(bounds, host=host)
    if port is not None:
        bounds = replace(bounds, port=port)
    settings = replace(settings, server=bounds)
    if background:
        options = _options(host, port, idle or BACKGROUND_IDLE_S, fetch=fetch)
        server = invocation.run(start(settings.home, options))
        _print_links(server.address, settings, _page(invocation, run_id))
        click.echo("Stop it with `hocket serve --stop`.")
        return
    mode = ServeMode(
        fetch=fetch, idle_s=idle, any_port=port is None, page=_page(invocation, run_id)
    )
    invocation.run(_serve(settings, mode))


@dataclass(frozen=True, slots=True)
class ServeMode:
    """How the server starts.

    Attributes:
        fetch: Whether missing weights may be fetched.
        idle_s: Seconds without use after which it stops; None for never.
        any_port: Whether any free port will do if the configured one is taken.
        page: Path in the web app that the printed link opens.
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
    """The path of a run in the web app."""
    if run_id is None:
        return "/"

    async def newest() -> str:
        async with invocation.journal() as journal:
            heads = await journal.heads()
        runs = (h.run_id for h in heads if ids.is_run(h.run_id) and not ids.outer_of(h.run_id))
        return next(runs, "")

    chosen = invocation.run(newest()) if run_id == LAST else run_id
    return f"/runs/{quote(chosen)}" if chosen else "/"


def _print_links(address: str, settings: Settings, page: str) -> None:
    click.echo(f"hocket is listening on {address}")
    wanted = settings.server.port
    if wanted and not address.endswith(f":{wanted}"):
        click.echo(f"warning: not on port {wanted}, which was in use", err=True)
    to = "" if page == "/" else f"&to={page}"
    click.echo(f"open  {address}/login?token={launch_token(settings.home)}{to}")


async def _serve(settings: Settings, mode: ServeMode) -> None:
    # Imported here: `--stop` and `--background` do not need them.
    from hocket.server.application import application  # noqa: PLC0415
    from hocket.server.listener import listen  # noqa: PLC0415

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    async with AsyncExitStack() as stack:
        hocket = await stack.enter_async_context(
            Hocket(journal=settings.journal, settings=settings, fetch=mode.fetch, resume=False)
        )
        bound = _bound(settings.server, any_port=mode.any_port)
        stack.callback(bound.close)
        launch = launch_token(settings.home)
        issuer = await issuer_of(hocket.store, hocket.clock)
        service = await stack.enter_async_context(
            serving(hocket, settings.server, launch=launch, issuer=issuer)
        )
        address = _address(settings.server.host, bound.getsockname()[1])

        def started() -> None:
            register(settings.home, address)
            _print_links(address, settings, mode.page)
            if not is_loopback(settings.server.host):
                click.echo(
                    f"warning: {settings.server.host} is reachable from other hosts without TLS; "
                    "put a proxy with TLS in front of it",
                    err=True,
                )

        stack.callback(unregister, settings.home)
        await listen(application(service), service, bound, started, mode.idle_s)


def _bound(bounds: ServerSettings, *, any_port: bool) -> socket.socket:
    from hocket.server.listener import bind  # noqa: PLC0415 - as in its caller

    try:
        return bind(bounds.host, bounds.port)
    except UnavailableError:
        if not any_port:
            raise
        return bind(bounds.host, 0)


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"
