"""Reservations: the most that a call can cost, from before it is sent until it is journaled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.spending import FREE
from hocket.ports.llm import price_of

if TYPE_CHECKING:
    from hocket.core.usage import Usage
    from hocket.errors import OrchestrationError
    from hocket.ports.llm import Llm, LlmRequest

_NOTHING = Decimal(0)
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Surplus:
    """By how much calls of an LLM have exceeded what was reserved for them, at most."""

    tokens: int = 0
    usd: Decimal = _NOTHING


_NO_SURPLUS = Surplus()


class Reservation:
    """The most that one call can cost; what no host counts is estimated within it.

    Args:
        request: The call.
        llm: The host; states the price.
        surplus: What earlier calls of the same LLM have exceeded; None if there were none.
        owner: The work that makes the call.

    Attributes:
        calls: How often it is sent.
        max_tokens: The most that the answer may have; at first as requested.
        probes: 1 if nobody knows what it costs: it is the first call of an LLM without a price.
        refusal: Why the answer is shorter than requested; None if it is not.
    """

    __slots__ = (
        "_price",
        "_prompt_tokens",
        "_request",
        "_surplus",
        "calls",
        "llm",
        "max_tokens",
        "owner",
        "probes",
        "refusal",
        "tokens",
        "usd",
    )

    def __init__(
        self, request: LlmRequest, llm: Llm, surplus: Surplus | None, owner: object
    ) -> None:
        self._request = request
        self.llm = request.llm
        self.owner = owner
        self.calls = 1
        self.max_tokens = request.max_tokens
        self.refusal: OrchestrationError | None = None
        self._price = price_of(llm, request.llm)
        self._prompt_tokens = request.most_tokens
        self.know(surplus)

    @property
    def chars(self) -> int:
        """As of the request, like ``least_tokens``."""
        return self._request.chars

    @property
    def least_tokens(self) -> int:
        return self._request.least_tokens

    @property
    def estimated_tokens(self) -> int:
        """An estimate of the prompt."""
        return min(self._request.estimated_tokens, self._prompt_tokens)

    def know(self, surplus: Surplus | None) -> None:
        """Take into account what earlier calls of the same LLM have exceeded."""
        self.probes = int(self._price is None and surplus is None)
        self._surplus = surplus or _NO_SURPLUS
        self._sum_up()

    def estimate(self, prompt_tokens: int) -> None:
        """Reserve this for the prompt."""
        self._prompt_tokens = prompt_tokens
        self._sum_up()

    def shorten(self, tokens: int | None, usd: Decimal | None) -> bool:
        """Reserve a shorter answer, so that the call fits; returns whether there is room for one.

        Args:
            tokens: What is left of the tokens; None for no limit.
            usd: What is left of the money; None for no limit.
        """
        most = self.max_tokens
        if tokens is not None:
            most = min(most, tokens - self._prompt_tokens - self._surplus.tokens)
        if usd is not None and self._price is not None and self._price.answer_usd:
            left = usd - self._surplus.usd - self._price.of(self._prompt_tokens, 0)
            most = min(most, int(left * _MILLION // self._price.answer_usd))
        if not 1 <= most < self.max_tokens:
            return False
        self.max_tokens = most
        self._sum_up()
        return True

    def exceeded_by(self, usage: Usage) -> Surplus | None:
        """By how much a call exceeded this; None if it did not, and its LLM is known."""
        tokens = max(0, usage.tokens - self.tokens)
        usd = max(_NOTHING, usage.usd - self.usd)
        if not tokens and not usd and not self.probes:
            return None
        return Surplus(self._surplus.tokens + tokens, self._surplus.usd + usd)

    def _sum_up(self) -> None:
        self.tokens = self._prompt_tokens + self.max_tokens + self._surplus.tokens
        self.usd = self._surplus.usd
        if self._price is not None and self._price is not FREE:
            self.usd += self._price.of(self._prompt_tokens, self.max_tokens)
