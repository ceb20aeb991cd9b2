"""What `hocket models --prices` prints: the price that holds for each LLM, and what it rests on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from hocket.adapters.system.clock import SystemClock
from hocket.app.prices import Prices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from hocket.app.hosts import HostListing
    from hocket.app.prices import HeldPrice
    from hocket.cli.invocation import Invocation
    from hocket.config import Settings

OLD_DAYS = 180
FROM = {
    "settings": "usd_per_million in your settings",
    "own machine": "your own machine: it takes seconds, no money",
    "unknown": "unknown; set usd_per_million, or add it to your prices.toml",
}


def print_prices(
    invocation: Invocation, settings: Settings, listings: Mapping[str, HostListing]
) -> None:
    """Print the prices of the LLMs that your hosts list and that your settings name.

    Raises:
        ConfigError: Your file of prices has something else; names it.
    """
    prices = Prices(settings)
    held = {name: prices.held(*name.split(":", 1)) for name in _names(settings, listings)}
    today = datetime.fromtimestamp(SystemClock().now_us() / 1e6, UTC).date()
    if invocation.json:
        invocation.print_json({name: _json(price, today) for name, price in held.items()})
        return
    table = Table(box=None, pad_edge=False)
    for column in ("llm", "prompt", "cached", "answer", "from"):
        right = column in ("prompt", "cached", "answer")
        table.add_column(
            column,
            header_style="dim",
            justify="right" if right else "left",
            no_wrap=column != "from",
            overflow="fold",
        )
    for name, price in held.items():
        table.add_row(name, *_figures(price), _basis(price, today))
    out = invocation.out()
    out.print(table)
    out.print(
        Text("US dollars per million tokens; those from a file may be out of date", style="dim"),
        soft_wrap=True,
    )


def _names(settings: Settings, listings: Mapping[str, HostListing]) -> list[str]:
    """The LLMs as HOST:LLM, those that the settings name first."""
    named: Iterable[str] = filter(None, (settings.llm, *settings.llms.values()))
    listed = (f"{host}:{info.name}" for host, entry in listings.items() for info in entry.llms)
    return [name for name in dict.fromkeys((*named, *listed)) if ":" in name]


def _figures(held: HeldPrice) -> tuple[str, str, str]:
    price = held.price
    if price is None:
        return "?", "?", "?"
    cached = price.prompt_usd if price.cached_usd is None else price.cached_usd
    return _usd(price.prompt_usd), _usd(cached), _usd(price.answer_usd)


def _usd(usd: Decimal) -> str:
    return f"{usd.normalize():f}"


def _basis(held: HeldPrice, today: date) -> str:
    if held.day is None:
        return FROM[held.of]
    days = (today - held.day).days
    warning = "; check it" if days > OLD_DAYS or days < 0 else ""
    long = held.price.long if held.price is not None else None
    more = (
        f"; above {held.price.above_tokens} tokens {_usd(long.prompt_usd)} and "
        f"{_usd(long.answer_usd)}"
        if held.price is not None and long is not None
        else ""
    )
    return f"{held.file}, {held.day} ({_age(days)}{warning}), {held.source}{more}"


def _age(days: int) -> str:
    if days < 0:
        return "a day to come"
    return f"{days} {'day' if days == 1 else 'days'} old" if days else "of today"


def _json(held: HeldPrice, today: date) -> dict[str, Any]:
    price, day = held.price, held.day
    return {
        "from": held.of,
        "file": held.file or None,
        "source": held.source or None,
        "of": None if day is None else day.isoformat(),
        "days": None if day is None else (today - day).days,
        "usd_per_million": None if price is None else _prices(price),
    }


def _prices(price: Any) -> dict[str, Any]:
    return {
        "prompt": str(price.prompt_usd),
        "cached": None if price.cached_usd is None else str(price.cached_usd),
        "cache_write": None if price.cache_write_usd is None else str(price.cache_write_usd),
        "answer": str(price.answer_usd),
        "above_tokens": price.above_tokens or None,
        "long": None if price.long is None else _prices(price.long),
    }
