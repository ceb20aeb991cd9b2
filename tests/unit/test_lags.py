"""A program that compares with another row than its task means is told so."""

from __future__ import annotations

import pytest

from hocket.agents.ways.lags import wrong_lag

YEAR = "Which months of sales.csv were better than the same month of the year before?"
NEXT = "Which month rose most against the month before?"


@pytest.mark.parametrize(
    ("task", "code", "is_wrong"),
    [
        (YEAR, "df['n'] > df['n'].shift(12)", False),
        (YEAR, "df['n'] > df['n'].shift(1)  # a year before: shift(12)", True),
        (YEAR, "df['n'].diff()", True),
        (YEAR, "df['n'].pct_change(periods=12)", False),
        (YEAR, "SELECT n - lag(n, 12) OVER (ORDER BY month) FROM df", False),
        (YEAR, "SELECT n - lag(n) OVER (ORDER BY month) FROM df", True),
        (YEAR, "SELECT a.n - b.n FROM df a JOIN df b ON b.year = a.year - 1", False),
        (NEXT, "df['n'].diff()", False),
        (NEXT, "df['n'].diff(12)", True),
        (NEXT, "SELECT n - lag(coalesce(n, 0), 1) OVER (ORDER BY month) FROM df", False),
        (NEXT, "SELECT n - lag(n, 12) OVER (ORDER BY month) FROM df", True),
        ("In which quarter did it fall on a year earlier?", "x.shift(4)", False),
        ("In which quarter did it fall on a year earlier?", "x.shift(12)", True),
        ("Which year was worse than the year before?", "x.shift(1)", False),
        ("Which months ran for longest without a break?", "x != x.shift()", False),
    ],
)
def test_distance_of_a_comparison_is_that_of_the_task(task, code, is_wrong):
    assert bool(wrong_lag(task, code)) is is_wrong
