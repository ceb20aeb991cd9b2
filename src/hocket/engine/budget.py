"""The budget of a run: no call is sent that would exceed its limits, calls in flight included.

A run within a run has its own budget and also counts against the outer run's: what the inner run
spends is charged to both at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import BudgetExceededError, Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.run import RunState
    from hocket.core.usage import Usage


class Budget:
    """What is left of a run's limits.

    Args:
        state: Returns the current state of the run, which holds what its events report as spent.
    """

    def __init__(self, state: Callable[[], RunState]) -> None:
        self._state = state
        self._calls = 0
        self._tokens = 0
        self._outer: Budget | None = None
        self.inner: list[Budget] = []

    def attach(self, outer: Budget) -> None:
        """Charge another budget too, until ``detach``."""
        self._outer = outer
        outer.inner.append(self)

    def detach(self) -> None:
        """Charge only this budget; the outer run journals what was spent in its own events."""
        if self._outer is not None:
            self._outer.inner.remove(self)
            self._outer = None

    @property
    def spent(self) -> Usage:
        """What the run and the runs in progress within it have spent."""
        total = self._state().spent
        for inner in self.inner:
            total += inner.spent
        return total

    def reserve(self, tokens: int) -> None:
        """Reserve one call and ``tokens`` tokens until they are released.

        Raises:
            BudgetExceededError: A limit would be exceeded; names the limit and what is spent.
        """
        self.check(tokens)
        self.hold(1, tokens)

    def release(self, tokens: int) -> None:
        """Release a reservation; what was actually spent is in the events."""
        self.hold(-1, -tokens)

    def hold(self, calls: int, tokens: int) -> None:
        """Count calls and tokens as in flight, here and in the outer budgets."""
        self._calls += calls
        self._tokens += tokens
        if self._outer is not None:
            self._outer.hold(calls, tokens)

    def check(self, tokens: int) -> None:
        """Return if one more call of ``tokens`` tokens fits, here and in the outer budgets.

        Raises:
            BudgetExceededError: It does not fit.
        """
        if self._outer is not None:
            self._outer.check(tokens)
        goal = self._state().goal
        if goal is None:
            return
        limits, spent = goal.limits, self.spent
        if limits.calls is not None and spent.calls + self._calls >= limits.calls:
            raise _exceeded("calls", limits.calls, spent.calls + self._calls)
        if limits.tokens is not None and spent.tokens + self._tokens + tokens > limits.tokens:
            raise _exceeded("tokens", limits.tokens, spent.tokens + self._tokens)
        if limits.usd is not None and spent.usd > 0:
            # Calls in flight and this one are assumed to cost the average of those before.
            expected = spent.usd + spent.usd / max(1, spent.calls) * (self._calls + 1)
            if expected > limits.usd:
                raise _exceeded("usd", limits.usd, spent.usd)


def _exceeded(name: str, bound: object, spent: object) -> BudgetExceededError:
    message = (
        f"the limit of {bound} {name} would be exceeded ({spent} spent or in flight); "
        "give the run a higher one"
    )
    remedy = Remedy("raise_limit", {"limit": name})
    return BudgetExceededError(
        message, remedy=remedy, limit=name, bound=str(bound), spent=str(spent)
    )
