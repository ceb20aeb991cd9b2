"""The forecast: what a run will still cost, from the cost of earlier attempts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.noun import Noun

if TYPE_CHECKING:
    from hocket.core.run import RunState

ASSUMED_CALLS, ASSUMED_TOKENS, ASSUMED_S = 2, 1500, 15.0
"""Assumed cost of an attempt at a task of an unknown type."""


class Forecast(Noun):
    """The expected remaining cost; ``seconds`` is LLM time, ``basis`` explains the figures."""

    calls: int
    tokens: int
    usd: str
    seconds: float
    basis: str


def forecast_of(state: RunState) -> Forecast | None:
    """The mean cost of attempts at such tasks, summed over the open tasks; None if none is open.

    It uses the experience that the run started with, so it does not change by other runs.
    """
    costs = state.experience.learned.tasks if state.experience is not None else {}
    kinds = [t.task.type for t in state.tasks.values() if not t.is_over]
    if not kinds or state.is_over:
        return None
    known = [costs[kind] for kind in kinds if kind in costs]
    unknown = len(kinds) - len(known)
    calls = sum(c.calls / c.attempts for c in known) + unknown * ASSUMED_CALLS
    tokens = sum(c.tokens / c.attempts for c in known) + unknown * ASSUMED_TOKENS
    seconds = sum(c.seconds / c.attempts for c in known) + unknown * ASSUMED_S
    usd = sum((c.usd / c.attempts for c in known), Decimal(0))
    attempts = sum(costs[kind].attempts for kind in set(kinds) if kind in costs)
    return Forecast(
        calls=round(calls),
        tokens=round(tokens),
        usd=f"{usd:.4f}",
        seconds=round(seconds, 1),
        basis=_basis(attempts, unknown),
    )


def _basis(attempts: int, unknown: int) -> str:
    if not attempts:
        return "assumption: no such task has run here yet"
    mean = f"mean of {attempts} attempts at such tasks"
    return f"{mean}; {unknown} tasks are of a new type" if unknown else mean
