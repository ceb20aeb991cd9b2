"""The budget of a run: nothing is sent that its limits do not hold, calls under way included.

A run within a run has a budget of its own and stands in that of the outer one: what the inner one
spends is held against both, from the moment it is spent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import BudgetExceededError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.run import RunState
    from hocket.core.usage import Usage


class Budget:
    """What is left of a run's limits.

    Args:
        state: Gives the run as it stands; what was spent comes from its events.
    """

    def __init__(self, state: Callable[[], RunState]) -> None:
        self._state = state
        self._calls = 0
        self._tokens = 0
        self._outer: Budget | None = None
        self.inner: list[Budget] = []

    def stand_in(self, outer: Budget) -> None:
        """Count against another budget too, until ``stand_out``."""
        self._outer = outer
        outer.inner.append(self)

    def stand_out(self) -> None:
        """Count alone; what was spent is the outer run's to take into its own events."""
        if self._outer is not None:
            self._outer.inner.remove(self)
            self._outer = None

    @property
    def spent(self) -> Usage:
        """By the run and by the runs within it that are under way."""
        total = self._state().spent
        for inner in self.inner:
            total += inner.spent
        return total

    def reserve(self, tokens: int) -> None:
        """Hold one call and so many tokens until they are released.

        Raises:
            BudgetExceededError: A limit would be passed; names it, what is spent and its bound.
        """
        self.check(tokens)
        self.hold(1, tokens)

    def release(self, tokens: int) -> None:
        """Let go of what ``reserve`` held; what was really spent is in the events."""
        self.hold(-1, -tokens)

    def hold(self, calls: int, tokens: int) -> None:
        """Count so much as under way, here and outwards."""
        self._calls += calls
        self._tokens += tokens
        if self._outer is not None:
            self._outer.hold(calls, tokens)

    def check(self, tokens: int) -> None:
        """Whether one more call of so many tokens fits, here and outwards.

        Raises:
            BudgetExceededError: It does not.
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
            # Calls under way and this one are taken to cost what those before did on average.
            foreseen = spent.usd + spent.usd / max(1, spent.calls) * (self._calls + 1)
            if foreseen > limits.usd:
                raise _exceeded("usd", limits.usd, spent.usd)


def _exceeded(name: str, bound: object, spent: object) -> BudgetExceededError:
    message = (
        f"the limit of {bound} {name} would be passed ({spent} spent or under way); "
        f"give the run a larger budget with --budget {name}=N"
    )
    return BudgetExceededError(message, limit=name, bound=str(bound), spent=str(spent))
