"""Intervals: of draws, of a plan on slots, and how their width follows what came true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.core.learned import Spread, Track
from hocket.learn.intervals import (
    COVERAGE,
    STEP,
    Belief,
    interval,
    makespan,
    tracked,
    widened,
)

AMOUNTS = st.floats(0, 1e6, allow_nan=False)


@st.composite
def plans(draw):
    durations = draw(st.lists(st.floats(0, 100), min_size=1, max_size=12))
    needs = {
        str(n): [str(k) for k in draw(st.sets(st.integers(0, n - 1), max_size=3))] if n else []
        for n in range(len(durations))
    }
    return {str(n): seconds for n, seconds in enumerate(durations)}, needs


def longest_path(durations, needs) -> float:
    ends: dict[str, float] = {}
    for task, seconds in durations.items():
        ends[task] = seconds + max((ends[needed] for needed in needs[task]), default=0.0)
    return max(ends.values())


@given(plans(), st.integers(1, 4))
def test_plan_takes_at_least_its_longest_path_and_its_share_and_at_most_all(plan, slots):
    durations, needs = plan
    total, path = sum(durations.values()), longest_path(durations, needs)
    took = makespan(durations, needs, slots)
    assert max(path, total / slots) <= took + 1e-6
    assert took <= total + 1e-6
    assert took <= total / slots + path + 1e-6  # Graham's bound


@given(plans())
def test_plan_takes_its_longest_path_where_slots_are_enough(plan):
    durations, needs = plan
    assert abs(makespan(durations, needs, len(durations)) - longest_path(durations, needs)) < 1e-6


@given(st.lists(AMOUNTS, min_size=1), st.floats(-3, 3))
def test_median_stays_within_the_interval_of_any_width(draws, width):
    low, middle, high = widened(interval(draws), width)
    assert 0 <= low <= middle * (1 + 1e-9) + 1e-9
    assert middle <= high * (1 + 1e-9) + 1e-9


@given(st.lists(st.floats(-2, 2), min_size=50, max_size=300))
def test_share_of_covered_runs_comes_to_the_target_whatever_the_runs_are(logs):
    track, middle = Track(), 100.0
    for log in logs:
        truth = (1 + middle) * 2.718281828459045**log - 1
        track = tracked(track, (middle, middle, middle), truth)
    missed = 1 - track.covered / track.runs
    # The width stays within the scores and one step, so the sum of its steps is bounded.
    assert abs(missed - (1 - COVERAGE)) <= (2 + STEP) / (STEP * track.runs) + 1e-9


@given(st.lists(AMOUNTS, min_size=1, max_size=40), st.floats(0, 15))
def test_belief_lies_between_the_prior_and_what_was_seen(amounts, prior):
    spread = Spread()
    for amount in amounts:
        spread = spread.plus(amount)
    belief = Belief.of(spread, prior)
    low, high = sorted((prior, spread.mean))
    assert low - 1e-9 <= belief.mean <= high + 1e-9
    assert belief.scale > 0
