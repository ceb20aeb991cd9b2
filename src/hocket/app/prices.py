"""What each of your LLMs costs: which price holds, where it is from, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from hocket.core.egress import is_loopback
from hocket.core.spending import FREE, Price
from hocket.llm.prices import PriceTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from hocket.config import Settings

OWN_HOSTS = frozenset({"llamacpp", "ollama", "wordllama"})
"""The hosts that are there without settings; they run on machines of yours."""

From = Literal["settings", "own machine", "file", "unknown"]


@dataclass(frozen=True, slots=True)
class HeldPrice:
    """The price that holds for an LLM.

    Attributes:
        price: None if nobody knows it, which is not 0; a limit on money is refused then.
        of: Where it is from: your settings, a file, or that the LLM is on a machine of yours, where
            it takes time and no money.
        file: The file that has it, where it is from one.
        source: Where that read it.
        day: When.
    """

    price: Price | None
    of: From
    file: str = ""
    source: str = ""
    day: date | None = None


class Prices:
    """The prices that hold with these settings; files are read when they are first needed.

    Args:
        settings: Your settings.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._table: PriceTable | None = None

    def listed_at(self, url: str) -> Callable[[str], Price | None]:
        """Returns the price in the files of an LLM at the host with this URL, by its name.

        What it returns raises ConfigError if your file of prices has something else.
        """
        host = (urlsplit(url).hostname or "").lower()

        def listed(llm: str) -> Price | None:
            quote = self.table.quote(host, llm)
            return None if quote is None else quote.price

        return listed

    @property
    def table(self) -> PriceTable:
        """The prices in the files.

        Raises:
            ConfigError: Yours has something else; names it.
        """
        if self._table is None:
            own = self._settings.prices
            self._table = PriceTable.shipped() if own is None else PriceTable.of_user(own)
        return self._table

    def of(self, llm: str) -> Price | None:
        """The price of an LLM with its host, as ``host:name``; as for ``held``."""
        host, _, name = llm.partition(":")
        return self.held(host, name).price

    def held(self, host: str, llm: str) -> HeldPrice:
        """The price of an LLM.

        Args:
            host: The name of the host in the settings.
            llm: The name of the LLM there.

        Raises:
            ConfigError: Your file of prices has something else; names it.
        """
        settings = self._settings
        configured = settings.openai.get(host) or settings.anthropic.get(host)
        if configured is None:
            # A host of earlier settings, which a journal may name, is not free.
            is_own = host in OWN_HOSTS
            return HeldPrice(FREE, "own machine") if is_own else HeldPrice(None, "unknown")
        own = configured.usd_per_million
        pair = own.get(llm) or own.get("*")
        if pair is not None:
            return HeldPrice(Price(*pair), "settings")
        name = (urlsplit(configured.url).hostname or "").lower()
        if is_loopback(name):
            return HeldPrice(FREE, "own machine")
        quote = self.table.quote(name, llm)
        if quote is None:
            return HeldPrice(None, "unknown")
        return HeldPrice(quote.price, "file", quote.file, quote.source, quote.of)
