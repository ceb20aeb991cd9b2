"""Prices of hosted LLMs from dated files: the one that hocket ships, and your own before it.

The form of a file is described at the top of ``prices.toml``, which is the one that is shipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Self

from hocket.core.spending import Price
from hocket.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SHIPPED = "prices.toml"
_DATED = re.compile(r"-20\d\d-?\d\d-?\d\d$")
_FAMILY = frozenset({"name", "hosts", "of", "source", "llms"})
_PARTS = frozenset({"prompt", "answer", "cached", "cache_write"})
_LLM = _PARTS | {"above", "long", "batch"}
_PAIR = 2
LEAST_USD, MOST_USD = Decimal("1e-9"), Decimal(1_000_000)
"""Bounds of a price that is not 0; what is outside of them is a slip."""
SHOWN_CHARS = 80


@dataclass(frozen=True, slots=True)
class Quote:
    """A price, and what it rests on.

    Attributes:
        price: Per million tokens.
        of: The day on which it was read.
        source: Where; empty if the file does not say.
        file: The file that has it, by its path or as ``prices.toml`` of hocket.
        batch_usd: For prompts and answers of calls in batches, where there is such a price.
    """

    price: Price
    of: date
    source: str
    file: str
    batch_usd: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class _Family:
    hosts: tuple[str, ...]
    llms: Mapping[str, Quote]


class PriceTable:
    """The prices in one file, or in several, of which the first that has one holds.

    Examples:
        >>> from decimal import Decimal
        >>> quote = PriceTable.shipped().quote("api.openai.com", "gpt-4o-2024-08-06")
        >>> quote.price.prompt_usd, quote.of.year >= 2026
        (Decimal('2.5'), True)
        >>> PriceTable.shipped().quote("gateway.example.org", "gpt-4o") is None
        True
    """

    def __init__(self, families: tuple[_Family, ...]) -> None:
        self._families = families

    @classmethod
    def shipped(cls) -> Self:
        """The prices that come with hocket."""
        return cls(_shipped())

    @classmethod
    def of_user(cls, path: Path) -> Self:
        """The prices in a file of yours, if there is one, before those that come with hocket.

        Raises:
            ConfigError: The file cannot be read, or has something else than prices; names it.
        """
        from hocket.documents.encoding import document_text  # noqa: PLC0415 - most have no file

        try:
            text = document_text(path.read_bytes())
        except FileNotFoundError:
            return cls.shipped()
        except (OSError, ValueError) as error:
            raise _misfit(str(path), f"it cannot be read: {error}") from error
        return cls((*_families(text, str(path)), *_shipped()))

    def quote(self, host: str, llm: str) -> Quote | None:
        """The price of an LLM at a host; None if no file has one.

        Args:
            host: The name of the host in its URL, such as ``api.openai.com``.
            llm: The name of the LLM there.
        """
        name = llm.removeprefix("models/")
        for family in self._families:
            if host in family.hosts:
                for wanted in (name, _DATED.sub("", name)):
                    for pattern, quote in family.llms.items():
                        if fnmatchcase(wanted, pattern):
                            return quote
        return None


@cache
def _shipped() -> tuple[_Family, ...]:
    text = files("hocket.llm").joinpath(SHIPPED).read_text(encoding="utf-8")
    return tuple(_families(text, f"{SHIPPED} of hocket"))


def _families(text: str, file: str) -> Iterator[_Family]:
    """The families in the text of a file.

    Raises:
        ConfigError: It is no such file; names the file, the place and what is needed there.
    """
    import tomllib  # noqa: PLC0415 - slow to import

    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise _misfit(file, f"it is no TOML: {error}") from error
    families = document.get("family", [])
    if document.keys() - {"family"} or not isinstance(families, list):
        raise _misfit(file, "nothing but tables [[family]] is needed")
    for number, family in enumerate(families, 1):
        yield _family(family, file, f"family {number}")


def _family(family: Any, file: str, place: str) -> _Family:
    _refuse_unknown(family, _FAMILY, file, place)
    hosts, day, llms = family.get("hosts"), family.get("of"), family.get("llms")
    source = family.get("source", "")
    if not isinstance(hosts, list) or not hosts or not all(_is_host(host) for host in hosts):
        fault = "a list of host names such as api.openai.com is needed, without https:// and port"
        raise _misfit(file, fault, f"{place}.hosts", hosts)
    if type(day) is not date:
        fault = "the day of these prices is needed, such as 2026-11-28"
        raise _misfit(file, fault, f"{place}.of", day)
    if not isinstance(source, str):
        raise _misfit(file, "a text is needed", f"{place}.source", source)
    if not isinstance(llms, dict) or not llms:
        raise _misfit(file, "a table of prices by LLM is needed", f"{place}.llms", llms)
    quotes = {}
    for name, entry in llms.items():
        where = f"{place}.llms.{name!r}"
        _refuse_unknown(entry, _LLM, file, where)
        quotes[name] = Quote(
            _price(entry, file, where), day, source, file, _batch(entry, file, where)
        )
    return _Family(tuple(host.lower() for host in hosts), quotes)


def _is_host(host: Any) -> bool:
    """Whether it is a host as in ``urlsplit(url).hostname``: several colons are an IPv6 address."""
    return isinstance(host, str) and host != "" and "/" not in host and host.count(":") != 1


def _price(entry: Mapping[str, Any], file: str, where: str) -> Price:
    above, longer = entry.get("above"), entry.get("long")
    if (above is None) != (longer is None):
        raise _misfit(file, "above and long go together", where)
    long = None
    if longer is not None:
        if type(above) is not int or above <= 0:
            raise _misfit(file, "a number of tokens is needed", f"{where}.above", above)
        _refuse_unknown(longer, _PARTS, file, f"{where}.long")
        long = _price(longer, file, f"{where}.long")
    return Price(
        _usd(entry.get("prompt"), file, f"{where}.prompt"),
        _usd(entry.get("answer"), file, f"{where}.answer"),
        cached_usd=_usd_or_none(entry, "cached", file, where),
        cache_write_usd=_usd_or_none(entry, "cache_write", file, where),
        above_tokens=above or 0,
        long=long,
    )


def _batch(entry: Mapping[str, Any], file: str, where: str) -> tuple[Decimal, Decimal] | None:
    batch = entry.get("batch")
    if batch is None:
        return None
    if not isinstance(batch, list) or len(batch) != _PAIR:
        raise _misfit(file, "two prices are needed, [prompt, answer]", f"{where}.batch", batch)
    prompt, answer = (_usd(usd, file, f"{where}.batch") for usd in batch)
    return prompt, answer


def _usd_or_none(entry: Mapping[str, Any], name: str, file: str, where: str) -> Decimal | None:
    return None if name not in entry else _usd(entry[name], file, f"{where}.{name}")


def _usd(value: Any, file: str, where: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _misfit(file, "US dollars per million tokens are needed, such as 0.5", where, value)
    usd = Decimal(value)
    if not usd.is_finite() or (usd != 0 and not LEAST_USD <= usd <= MOST_USD):
        fault = f"an amount from 0 is needed, else from {LEAST_USD:f} to {MOST_USD}"
        raise _misfit(file, fault, where, value)
    return usd


def _refuse_unknown(value: Any, known: frozenset[str], file: str, where: str) -> None:
    if not isinstance(value, dict):
        raise _misfit(file, "a table is needed", where, value)
    for name in value:
        if name not in known:
            fault = f"there is no such entry; known: {', '.join(sorted(known))}"
            raise _misfit(file, fault, f"{where}.{name}")


def _misfit(file: str, fault: str, where: str = "", value: Any = None) -> ConfigError:
    place = f" at {where}" if where else ""
    # There is no null in TOML: the value is missing then, which the fault says.
    said = "" if value is None else f"{_shown(value)} — "
    return ConfigError(f"{file}{place}: {said}{fault}; correct it", path=file, name=where)


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"
