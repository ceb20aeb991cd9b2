"""The commands `agents` and `models`: list what runs can use."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table
from rich.text import Text

from hocket.adapters.memory.store import MemoryStore
from hocket.adapters.system.clock import SystemClock
from hocket.app.defaults import has_journal, store_in
from hocket.app.hosts import fetching, listings_of
from hocket.app.profile import Profile
from hocket.app.refusals import forget_refused, refused_parts
from hocket.app.registry import Registry
from hocket.app.roster import builtin_agents
from hocket.app.slots import measured_at
from hocket.cli.invocation import Invocation, json_option
from hocket.cli.loading import load
from hocket.cli.passports import export_passport, import_passport, show_model, test_models
from hocket.cli.prices import print_prices
from hocket.cli.wording import bytes_of, count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from hocket.app.hosts import HostListing
    from hocket.app.roster import Listing
    from hocket.config import Settings

EMBEDDED = "llamacpp"


@click.command()
@json_option
@click.pass_obj
def agents(invocation: Invocation) -> None:
    """List the agents, built in and yours: what they do, how fit they are, their tools."""
    listings = invocation.run(_agents(invocation))
    if invocation.json:
        invocation.print_json([_document(listing) for listing in listings])
        return
    table = _table("agent", "kind", "fit for", "tools", "")
    for listing in listings:
        card = listing.card
        fitness = sorted(card.types.items(), key=lambda item: -item[1])
        fit = "\n".join(f"{kind} {value:g}" for kind, value in fitness)
        tools = "\n".join(card.tools)
        name = Text(card.name, style="bold" if listing.enabled else "dim")
        does = card.description if listing.enabled else f"disabled. {card.description}"
        table.add_row(name, card.kind, fit, tools, does)
        table.add_row()
    invocation.out().print(table)


async def _agents(invocation: Invocation) -> list[Listing]:
    """The agents of your profile; creates no journal where there is none."""
    path = invocation.settings().journal
    store = store_in(path) if has_journal(path) else MemoryStore()
    try:
        registry = Registry.installed()
        defaults = {a.card.name: a for a in registry.agents} | builtin_agents()
        profile = Profile(store, SystemClock(), defaults, frozenset(), registry)
        return await profile.roster.listings()
    finally:
        await store.close()


def _document(listing: Listing) -> dict[str, Any]:
    status = {"enabled": listing.enabled, "source": listing.source}
    return {**listing.card.model_dump(mode="json"), **status}


@click.group(invoke_without_command=True)
@click.option(
    "--fetch", metavar="NAME", help="Fetch an LLM first: an embedded one, or ollama:NAME."
)
@click.option(
    "--forget", metavar="NAME", help="Forget which parts of requests an LLM, as HOST:LLM, refused."
)
@click.option(
    "--prices", "priced", is_flag=True, help="Show what each LLM costs, from where, and how old."
)
@json_option
@click.pass_context
def models(context: click.Context, fetch: str | None, forget: str | None, *, priced: bool) -> None:
    """List the LLMs of every host: embedded, Ollama, and the ones in your settings.

    Also which parts of requests an LLM refused, so that they are left out for a week. The commands
    test what an LLM can do, and show, export and import its passport.
    """
    if context.invoked_subcommand is None:
        _models(context.find_object(Invocation) or Invocation(), fetch, forget, priced=priced)
    elif fetch or forget or priced:
        message = f"--fetch, --forget and --prices do not go with {context.invoked_subcommand!r}"
        raise click.UsageError(message)


for _command in (test_models, show_model, export_passport, import_passport):
    models.add_command(_command)


def _models(invocation: Invocation, fetch: str | None, forget: str | None, *, priced: bool) -> None:
    settings = invocation.settings()
    if fetch is not None:
        invocation.run(_fetch(invocation, settings, fetch))
    if forget is not None:
        again = ", ".join(invocation.run(forget_refused(settings, forget)))
        invocation.err().print(Text(f"Requests to {forget} have again: {again}"), soft_wrap=True)
    listings = invocation.run(listings_of(settings))
    if priced:
        print_prices(invocation, settings, listings)
        return
    refused = invocation.run(refused_parts(settings))
    measured = invocation.run(measured_at(settings))
    if invocation.json:
        invocation.print_json(
            {name: _json(name, listing, refused) for name, listing in listings.items()}
        )
        return
    _print(invocation.out(), listings)
    for one in measured:
        invocation.out().print(Text(f"{one.host}: {one.words()}", style="dim"), soft_wrap=True)
    for name, parts in refused.items():
        invocation.out().print(Text(_refused(name, parts), style="dim"), soft_wrap=True)


def _print(out: Console, listings: Mapping[str, HostListing]) -> None:
    table = _table("llm", "size", "window", "", "")
    for host, listing in listings.items():
        for info in listing.llms:
            memory = f" ({bytes_of(info.memory_bytes)})" if info.memory_bytes else ""
            facts = ((f"loaded{memory}", info.loaded), ("embeds", info.can_embed))
            notes = [note for note, is_so in facts if is_so]
            size = bytes_of(info.size_bytes) if info.size_bytes else ""
            window = count(info.context_tokens) if info.context_tokens else ""
            purpose = info.details.get("purpose", "")
            table.add_row(f"{host}:{info.name}", size, window, ", ".join(notes), purpose)
    if table.row_count:
        out.print(table)
    for host, listing in listings.items():
        if listing.fault:
            out.print(Text(f"{host}: {listing.fault}", style="dim"), soft_wrap=True)
        elif not listing.llms:
            what = "no LLM is fetched yet" if host == EMBEDDED else "no LLM"
            out.print(Text(f"{host}: {what}; `hocket doctor` shows what to do", style="dim"))


def _refused(name: str, parts: Sequence[str]) -> str:
    left_out = f"{name} refused {', '.join(parts)}, which requests to it leave out"
    return f"{left_out}; to send it again: hocket models --forget {name}"


async def _fetch(invocation: Invocation, settings: Settings, llm: str) -> None:
    async with fetching(settings) as hosts:
        host, _, _ = llm.partition(":")
        name = llm if host in hosts.names else f"{EMBEDDED}:{llm}"
        await load(hosts, [name], invocation.err())


def _json(
    host: str, listing: HostListing, refused: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    prefix = f"{host}:"
    left_out = {n.removeprefix(prefix): p for n, p in refused.items() if n.startswith(prefix)}
    return {
        "state": listing.state,
        "fault": listing.fault or None,
        "install": listing.install or None,
        "left_out": left_out,
        "llms": [{**asdict(info), "details": {**info.details}} for info in listing.llms],
    }


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(columns):
        # The name is never wrapped, so that you can copy it.
        table.add_column(name, header_style="dim", overflow="fold", no_wrap=number == 0)
    return table
