"""Reservations: the most that a call can cost, from before it is sent until it is journaled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from hocket.core.spending import FREE
from hocket.ports.llm import price_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from hocket.core.spending import Asked
    from hocket.core.usage import Usage
    from hocket.errors import OrchestrationError
    from hocket.ports.llm import Llm, LlmRequest

_NOTHING = Decimal(0)
_MILLION = 1_000_000


@dataclass(slots=True)
class Habit:
    """What calls of an LLM have shown about its costs.

    Attributes:
        tokens: By how many tokens calls have exceeded what was reserved for them, at most.
        usd: The same in money.
        request: The last call whose prompt was counted.
        prompt_tokens: The count.
    """

    tokens: int = 0
    usd: Decimal = _NOTHING
    request: LlmRequest | None = None
    prompt_tokens: int = 0


class Reservation:
    """The most that one call can cost; what no host counts is estimated within it.

    Args:
        request: The call.
        llm: The host; states the price.
        habit: What earlier calls of the same LLM have shown; None if there were none.
        owner: The work that makes the call.

    Attributes:
        calls: How often it is sent.
        max_tokens: The most that the answer may have; at first as requested.
        probes: 1 if nobody knows what it costs: it is the first call of an LLM without a price.
        refusal: Why the answer is shorter than requested; None if it is not.
    """

    __slots__ = (
        "_added",
        "_more",
        "_price",
        "_prompt_tokens",
        "_request",
        "calls",
        "llm",
        "max_tokens",
        "owner",
        "probes",
        "refusal",
        "tokens",
        "usd",
    )

    def __init__(self, request: LlmRequest, llm: Llm, habit: Habit | None, owner: Hashable) -> None:
        self._request = request
        self.llm = request.llm
        self.owner = owner
        self.calls = 1
        self._added = (0, _NOTHING)
        self.max_tokens = request.max_tokens
        self.refusal: OrchestrationError | None = None
        self._price = price_of(llm, request.llm)
        self._prompt_tokens = request.most_tokens
        self.know(habit)

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

    @property
    def most_tokens(self) -> int:
        return self._request.most_tokens

    def know(self, habit: Habit | None) -> None:
        """Take into account what earlier calls of the same LLM have shown."""
        self.probes = int(self._price is None and habit is None)
        self._more = (habit.tokens, habit.usd) if habit else (0, _NOTHING)
        self._sum_up()

    def estimate(self, prompt_tokens: int) -> None:
        """Reserve this for the prompt."""
        self._prompt_tokens = prompt_tokens
        self._sum_up()

    def extend(self, request: Asked | None, sign: Literal[1, -1]) -> None:
        """Reserve one more call; its tokens too, if it is not the same again. Or no longer."""
        self.calls += sign
        if request is None:
            return
        tokens, usd = self._added
        if self._price is not None:
            usd += sign * self._price.most_of(request.most_tokens, request.max_tokens)
        self._added = (tokens + sign * (request.most_tokens + request.max_tokens), usd)
        self._sum_up()

    def usd_of(self, prompt_tokens: int) -> Decimal:
        """The price of so many tokens of prompts."""
        return _NOTHING if self._price is None else self._price.most_of(prompt_tokens, 0)

    def shorten(self, tokens: int | None, usd: Decimal | None) -> bool:
        """Reserve a shorter answer, so that the call fits; returns whether there is room for one.

        Args:
            tokens: What is left of the tokens; None for no limit.
            usd: What is left of the money; None for no limit.
        """
        most = self.max_tokens
        if tokens is not None:
            most = min(most, tokens - self._prompt_tokens - self._more[0])
        price = None if self._price is None else self._price.at(self._prompt_tokens)
        if usd is not None and price is not None and price.answer_usd:
            left = usd - self._more[1] - price.most_of(self._prompt_tokens, 0)
            most = min(most, int(left * _MILLION // price.answer_usd))
        if not 1 <= most < self.max_tokens:
            return False
        self.max_tokens = most
        self._sum_up()
        return True

    def shown_by(self, usage: Usage, habit: Habit | None) -> Habit:
        """What calls have shown about the LLM, this one included.

        Args:
            usage: What this call cost.
            habit: What the others have shown so far.
        """
        habit = habit or Habit()
        if usage.tokens > self.tokens:
            habit.tokens = max(habit.tokens, self._more[0] + usage.tokens - self.tokens)
        if usage.usd > self.usd:
            habit.usd = max(habit.usd, self._more[1] + usage.usd - self.usd)
        if not usage.estimated_tokens:
            habit.request, habit.prompt_tokens = self._request, usage.prompt_tokens
        return habit

    def _sum_up(self) -> None:
        self.tokens = self._prompt_tokens + self.max_tokens + self._more[0] + self._added[0]
        self.usd = self._more[1] + self._added[1]
        if self._price is not None and self._price is not FREE:
            self.usd += self._price.most_of(self._prompt_tokens, self.max_tokens)
