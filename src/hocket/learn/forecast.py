"""The forecast: what a run will still take, judged by what attempts took before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.noun import Noun

if TYPE_CHECKING:
    from hocket.core.run import RunState

ASSUMED_CALLS, ASSUMED_TOKENS, ASSUMED_S = 2, 1500, 15.0
"""What an attempt takes where none was seen yet."""


class Forecast(Noun):
    """What is still to come; ``seconds`` is time of LLMs, ``basis`` what the figures rest on."""

    calls: int
    tokens: int
    usd: str
    seconds: float
    basis: str


def forecast_of(state: RunState) -> Forecast | None:
    """The mean of what attempts at such tasks took, for each open task; None if none is open.

    It rests on the experience that the run began with, so it is the same whenever it is asked for.
    """
    costs = state.experience.learned.tasks if state.experience is not None else {}
    kinds = [t.task.type for t in state.tasks.values() if not t.is_over]
    if not kinds or state.is_over:
        return None
    seen = [costs[kind] for kind in kinds if kind in costs]
    unseen = len(kinds) - len(seen)
    calls = sum(c.calls / c.attempts for c in seen) + unseen * ASSUMED_CALLS
    tokens = sum(c.tokens / c.attempts for c in seen) + unseen * ASSUMED_TOKENS
    seconds = sum(c.seconds / c.attempts for c in seen) + unseen * ASSUMED_S
    usd = sum((c.usd / c.attempts for c in seen), Decimal(0))
    attempts = sum(costs[kind].attempts for kind in set(kinds) if kind in costs)
    return Forecast(
        calls=round(calls),
        tokens=round(tokens),
        usd=f"{usd:.4f}",
        seconds=round(seconds, 1),
        basis=_basis(attempts, unseen),
    )


def _basis(attempts: int, unseen: int) -> str:
    if not attempts:
        return "no such task was done here yet: an assumption"
    mean = f"the mean of {attempts} attempts at such tasks"
    return f"{mean}; {unseen} tasks are of a type not seen yet" if unseen else mean
