"""A limit of the task is the one that a program compares with."""

from __future__ import annotations

import pytest

from hocket.agents.ways.misreading import misread
from hocket.agents.ways.thresholds import other_limit

TASK = "What share of the parcels weighed more than 15 kg? One decimal."


@pytest.mark.parametrize(
    "code",
    [
        'part = df[df["kg"] > 150]',
        "n = sum(1 for row in rows if row['kg'] >= 90)",
        "SELECT avg(CAST(kg > 900 AS INT)) FROM df",
        "SELECT count(*) FILTER (WHERE kg >= 22.5) FROM df",
    ],
)
def test_limit_in_place_of_that_of_the_task_is_noticed(code):
    assert "the limit there is 15" in other_limit(TASK, code)
    assert "the limit there is 15" in misread(TASK, code)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        (TASK, 'part = df[df["kg"] > 15]'),
        (TASK, 'part = df[df["kg"] >= 16]'),
        (TASK, 'part = df[df["grams"] > 15000]'),
        (TASK, "LIMIT = 15\npart = df[df['kg'] > LIMIT]"),
        (TASK, "SELECT sum(kg > 15.0) / count(*) FROM df"),
        (TASK, "part = df[df['kg'] > 15 * 1]; old = df[df['year'] == 1999]"),
        (
            "Which are at least 65 years old in 2020?",
            "df[(df['year'] == 2020) & (df['age'] >= 65)]",
        ),
        ("The share above 20 percent", 'df[df["share"] > 0.2]'),
        ("What weighed most in 1999?", 'df[df["year"] == 1998]'),
        ("Calls of over 3 hours", "df[df['length'].dt.total_seconds() > 10800]"),
        ("People of 80 and over", "df[df['age'] >= 80]"),
    ],
)
def test_limits_that_are_those_of_the_task_are_left_alone(task, code):
    assert not other_limit(task, code)


def test_limits_stand_before_their_words_too():
    task = "How many streets have 120 houses or more?"
    assert other_limit(task, "df[df['houses'] > 200]").endswith("the limit there is 120")
    assert not other_limit(task, "df[df['houses'] >= 120]")


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("Which tours took more than 2 hours?", "df[df['minutes'] > 120]"),
        ("Which tours took more than 2 hours?", "SELECT name FROM df WHERE length_min >= 120"),
        ("Which tours took at most 90 minutes?", "df[df['hours'] <= 1.5]"),
        ("Stays of at least 3 weeks", "df[df['days'] >= 21]"),
        ("Lands with more than 1.5 billion people", "df[df['people'] > 1_500_000_000]"),
        ("Lands with over 3 billion dollars", "df[df['dollars'] > 3e9]"),
        ("Players taller than 6 feet, over 6 feet", "df[df['cm'] > 183]"),
    ],
)
def test_limits_in_the_unit_of_the_column_are_left_alone(task, code):
    assert not other_limit(task, code)


def test_limit_in_another_unit_than_its_column_is_noticed():
    task = "Which tours took more than 2 hours?"
    assert "the limit there is 2" in other_limit(task, "df[df['hours'] > 120]")


def test_numbers_without_end_are_no_limits():
    assert not other_limit("Those over 3", "df[(df['x'] > 3) & (df['x'] < 1e999)]")
