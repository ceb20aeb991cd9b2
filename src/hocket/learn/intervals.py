"""Intervals of what tasks will cost: from what earlier ones did, drawn towards a prior if few did.

The logarithm of an amount is taken as normal, with a normal-inverse-gamma prior on its mean and
variance (A. Gelman et al., "Bayesian Data Analysis", 3rd edition, section 3.3). One draw has one
mean and one variance for all tasks of a kind, so that what is unknown of the kind does not average
out over its tasks. The time of a plan is that of its graph on so many slots, in the order of the
plan (list scheduling: R. L. Graham, "Bounds on Multiprocessing Timing Anomalies", 1969).
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.learned import Spread, Track

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

COVERAGE = 0.8
"""The share of runs that an interval is to cover."""

STEP = 0.1
"""How far one run moves the width of the next interval, as a logarithm."""

PRIOR_TASKS, PRIOR_SHAPE, PRIOR_VARIANCE = 0.5, 2.0, 0.5
"""A prior counts as half a task for the mean, and as four for the variance of the logarithm."""

WIDEST = 1.6
"""The variance of the logarithm where nothing of the kind is known: a factor of six each way."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed of the logarithm of an amount: the parameters of its posterior."""

    mean: float
    tasks: float
    shape: float
    scale: float

    @classmethod
    def of(cls, spread: Spread, prior_mean: float) -> Belief:
        """The belief after what was seen, from a prior with this mean.

        Examples:
            >>> Belief.of(Spread(), 2.0).mean
            2.0
            >>> seen = Belief.of(Spread(n=1000, mean=5.0, squares=10.0), 2.0)
            >>> round(seen.mean, 2), round(seen.scale / seen.shape, 3)
            (5.0, 0.016)
        """
        n, tasks = spread.n, PRIOR_TASKS + spread.n
        apart = spread.mean - prior_mean
        return cls(
            mean=(PRIOR_TASKS * prior_mean + n * spread.mean) / tasks,
            tasks=tasks,
            shape=PRIOR_SHAPE + n / 2,
            scale=PRIOR_SHAPE * PRIOR_VARIANCE
            + spread.squares / 2
            + PRIOR_TASKS * n * apart * apart / (2 * tasks),
        )


@dataclass(frozen=True, slots=True)
class Luck:
    """The chance of one draw for a kind of task: of its mean and of its variance."""

    mean: float
    variance: float

    @classmethod
    def drawn(cls, belief: Belief, dice: random.Random) -> Luck:
        return cls(dice.gauss(0.0, 1.0), dice.gammavariate(belief.shape, 1.0))


def amount(belief: Belief, luck: Luck, chance: float) -> float:
    """An amount from 0; ``chance`` is its own, standard normal, beside the luck of its kind."""
    deviation = math.sqrt(belief.scale / luck.variance)
    middle = belief.mean + luck.mean * deviation / math.sqrt(belief.tasks)
    return max(0.0, math.expm1(min(middle + chance * deviation, 40.0)))


def makespan(
    durations: Mapping[str, float], needs: Mapping[str, Sequence[str]], slots: int
) -> float:
    """How long tasks take on so many slots; each starts, in order, once what it needs is done.

    Args:
        durations: Seconds by task, in the order of the plan.
        needs: The tasks that a task needs, by task; without cycles.
        slots: Tasks at once, from 1.

    Examples:
        >>> makespan({"a": 2.0, "b": 3.0, "c": 1.0}, {"c": ["a", "b"]}, 2)
        4.0
        >>> makespan({"a": 2.0, "b": 3.0}, {}, 1)
        5.0
    """
    order = {task: number for number, task in enumerate(durations)}
    missing = {task: len(set(needs.get(task, ()))) for task in durations}
    dependents: dict[str, list[str]] = {}
    for task in durations:
        for needed in set(needs.get(task, ())):
            dependents.setdefault(needed, []).append(task)
    ready = [(order[task], task) for task, count in missing.items() if not count]
    busy: list[tuple[float, int, str]] = []
    now = 0.0
    while ready or busy:
        while ready and len(busy) < slots:
            number, task = heapq.heappop(ready)
            heapq.heappush(busy, (now + durations[task], number, task))
        now, _, done = heapq.heappop(busy)
        for task in dependents.get(done, ()):
            missing[task] -= 1
            if not missing[task]:
                heapq.heappush(ready, (order[task], task))
    return now


Ends = tuple[float, float, float]
"""An interval with what is expected: its low end, the median, its high end."""


def interval(draws: Sequence[float]) -> Ends:
    """The interval that covers ``COVERAGE`` of at least one draw.

    Examples:
        >>> [round(end, 6) for end in interval([float(n) for n in range(101)])]
        [10.0, 50.0, 90.0]
    """
    ordered = sorted(draws)
    tail = (1 - COVERAGE) / 2
    low, middle, high = (_quantile(ordered, share) for share in (tail, 0.5, 1 - tail))
    return low, middle, high


def widened(ends: Ends, width: float) -> Ends:
    """An interval with so much added on each side, as a logarithm; the median stays within it.

    Examples:
        >>> [round(end, 6) for end in widened((1.0, 2.0, 3.0), math.log(2))]
        [0.0, 2.0, 7.0]
    """
    low, middle, high = ends
    return (
        min(middle, max(0.0, math.expm1(math.log1p(low) - width))),
        middle,
        max(middle, math.expm1(math.log1p(high) + width)),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def tracked(track: Track, drawn: Ends, truth: float) -> Track:
    """The track after one more run; its width follows the quantile of the misses.

    A miss widens the next interval by four times what a hit narrows it, so that in the long run the
    share of hits is ``COVERAGE``, whatever the runs are: the quantile tracking of A. N.
    Angelopoulos, E. Candès and R. J. Tibshirani, "Conformal PID Control for Time Series
    Prediction", NeurIPS 2023, on the score of conformalized quantile regression (Y. Romano, E.
    Patterson and E. Candès, NeurIPS 2019).

    Args:
        track: So far.
        drawn: The interval and its median before the width of the track was added.
        truth: What came true.

    Examples:
        >>> track = tracked(Track(), (1.0, 2.0, 3.0), 9.0)
        >>> round(track.width, 2), track.covered, track.runs
        (0.08, 0, 1)
    """
    low, middle, high = (math.log1p(end) for end in drawn)
    value = math.log1p(max(0.0, truth))
    is_covered = max(low - value, value - high) <= track.width
    step = STEP * (COVERAGE - 1) if is_covered else STEP * COVERAGE
    return Track(
        width=track.width + step,
        covered=track.covered + is_covered,
        runs=track.runs + 1,
        error=track.error + abs(value - middle),
    )
