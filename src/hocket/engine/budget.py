"""The budget of a run: nothing is sent that its limits do not hold, calls under way included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import BudgetExceededError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.run import RunState


class Budget:
    """What is left of a run's limits.

    Args:
        state: Gives the run as it stands; what was spent comes from its events.
    """

    def __init__(self, state: Callable[[], RunState]) -> None:
        self._state = state
        self._calls = 0
        self._tokens = 0

    def reserve(self, tokens: int) -> None:
        """Hold one call and so many answer tokens until they are released.

        Raises:
            BudgetExceededError: A limit would be passed; names it, what is spent and its bound.
        """
        self._check(tokens)
        self._calls += 1
        self._tokens += tokens

    def release(self, tokens: int) -> None:
        """Let go of what ``reserve`` held; what was really spent is in the events."""
        self._calls -= 1
        self._tokens -= tokens

    def _check(self, tokens: int) -> None:
        state = self._state()
        if state.goal is None:
            return
        limits, spent = state.goal.limits, state.spent
        if limits.calls is not None and spent.calls + self._calls >= limits.calls:
            raise _exceeded("calls", limits.calls, spent.calls + self._calls)
        if limits.tokens is not None and spent.tokens + self._tokens + tokens > limits.tokens:
            raise _exceeded("tokens", limits.tokens, spent.tokens + self._tokens)
        if limits.usd is not None and spent.usd > 0 and spent.usd >= limits.usd:
            raise _exceeded("usd", limits.usd, spent.usd)


def _exceeded(name: str, bound: object, spent: object) -> BudgetExceededError:
    message = (
        f"the limit of {bound} {name} would be passed ({spent} spent or under way); "
        f"give the run a larger budget with --budget {name}=N"
    )
    return BudgetExceededError(message, limit=name, bound=str(bound), spent=str(spent))
