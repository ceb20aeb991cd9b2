"""One account of a budget: its limits, what is spent, and what calls in flight may still cost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from hocket.errors import BudgetExceededError, Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.goal import Limits
    from hocket.core.usage import Usage
    from hocket.engine.reservation import Reservation
    from hocket.errors import OrchestrationError

    Refusal = Callable[[str, str, str], OrchestrationError]
    """Makes the error for a call that does not fit, from (limit, bound, reason)."""

Bounded = Literal["calls", "tokens", "usd"]


class Bounds(NamedTuple):
    """The limits that bound calls; None for those that there are not."""

    calls: int | None
    tokens: int | None
    usd: Decimal | None


SPARE = 10
"""What is no work takes at most one in so many of the calls, tokens and dollars that are left."""


class Account:
    """The account of a run, or of an attempt with limits of its own.

    Args:
        limits: Returns the limits; None for no limits.
        spent: Returns what the events report as spent.
        refusal: Makes the error for a call that does not fit; by default it ends the run.

    Attributes:
        inner: Return what runs within the run have spent, by the key of the call that started
            them, until that call is journaled.
        calls: In flight, as is reserved for ``tokens`` and ``usd``.
        probes: Calls in flight of which nobody knows the cost.
    """

    def __init__(
        self,
        limits: Callable[[], Limits | None],
        spent: Callable[[], Usage],
        refusal: Refusal | None = None,
    ) -> None:
        self._limits = limits
        self._spent = spent
        self._refusal = refusal or _exceeded
        self._bounds: tuple[Limits | None, Bounds | None] = (None, None)
        self.inner: dict[str, Callable[[], Usage]] = {}
        self.calls = self.tokens = self.probes = 0
        self.usd = Decimal(0)

    @property
    def bounds(self) -> Bounds | None:
        """The limits; None if they bound no calls."""
        limits = self._limits()
        of, bounds = self._bounds
        if limits is of:
            return bounds
        # Read from the noun once: every call asks for them several times.
        bounds = None if limits is None else Bounds(limits.calls, limits.tokens, limits.usd)
        if bounds == (None, None, None):
            bounds = None
        self._bounds = limits, bounds
        return bounds

    def freeze(self) -> None:
        """Keep the limits and what the events report as they are now."""
        limits, spent = self._limits(), self._spent()
        self._limits, self._spent = lambda: limits, lambda: spent

    def spent(self) -> Usage:
        """What the run and the runs in progress within it have spent."""
        total = self._spent()
        for inner in self.inner.values():
            total += inner()
        return total

    def add(self, held: Reservation | Account, sign: Literal[1, -1]) -> None:
        """Count one call, or all of an inner account, as in flight; or no longer with -1."""
        self.calls += sign * held.calls
        self.tokens += sign * held.tokens
        self.probes += sign * held.probes
        if held.usd:
            self.usd += sign * held.usd

    def lack(self, call: Reservation) -> Bounded | None:
        """The limit that a call does not fit; None if it fits."""
        bounds = self.bounds
        if bounds is None:
            return None
        calls, tokens, usd = bounds
        spent = self.spent()
        if calls is not None and spent.calls + self.calls + call.calls > calls:
            return "calls"
        if tokens is not None and spent.tokens + self.tokens + call.tokens > tokens:
            return "tokens"
        if usd is None:
            return None
        if call.probes:
            # It may cost all that is left, so it goes alone.
            return "usd" if self.usd or self.probes or spent.usd >= usd else None
        is_in_doubt = self.probes and call.usd
        is_beyond = spent.usd + self.usd + call.usd > usd
        return "usd" if is_in_doubt or is_beyond else None

    def can_spare(self, calls: int, tokens: int, usd: Decimal) -> bool:
        """Whether this is a small share of what is left."""
        limits = self.bounds
        if limits is None:
            return True
        spent = self.spent()
        return (
            _is_small(calls, limits.calls, spent.calls + self.calls)
            and _is_small(tokens, limits.tokens, spent.tokens + self.tokens)
            and _is_small(usd, limits.usd, spent.usd + self.usd)
        )

    def shorten(self, call: Reservation) -> bool:
        """Reserve the shorter answer that fits here; returns whether there is one."""
        limits = self.bounds
        if limits is None or self.lack(call) == "calls":
            return False
        spent, refusal = self.spent(), self.error(call)
        tokens = None if limits.tokens is None else limits.tokens - spent.tokens
        usd = None if limits.usd is None else limits.usd - spent.usd
        if not call.shorten(tokens, usd):
            return False
        call.refusal = refusal
        return True

    def error(self, call: Reservation, name: Bounded | None = None) -> OrchestrationError:
        """The error for a call that does not fit.

        Args:
            call: The call.
            name: The limit; by default the one that it does not fit.
        """
        limits, spent = self.bounds, self.spent()
        name = name or self.lack(call) or "calls"
        bound = str(getattr(limits, name))
        if name == "usd" and call.probes:
            reason = f"{call.llm} has no known price; set it"
        else:
            done = f"{spent.usd:f}" if name == "usd" else getattr(spent, name)
            need = f"{call.usd:f}" if name == "usd" else getattr(call, name)
            reason = f"{done} spent, and this call may take {need}"
        return self._refusal(name, bound, reason)


def _is_small(need: Decimal | int, bound: Decimal | int | None, gone: Decimal | int) -> bool:
    return not need or bound is None or need * SPARE <= bound - gone


def _exceeded(name: str, bound: str, reason: str) -> BudgetExceededError:
    message = f"the limit of {bound} {name} would be exceeded ({reason}); give the run a higher one"
    remedy = Remedy("raise_limit", {"limit": name})
    return BudgetExceededError(message, remedy=remedy, limit=name, bound=bound)
