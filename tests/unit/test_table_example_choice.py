"""Which worked examples a task on tables is shown with."""

from __future__ import annotations

import pytest

from hocket.agents.ways.examples import examples_for

LEVEL = """\
level.json: a JSON object computed from flow.csv: mean (the mean volume), lowest_volume (the \
smallest volume), lowest_year (the year that had the smallest volume), highest_volume (the \
largest volume), highest_year (the year of the largest volume)."""


@pytest.mark.parametrize(
    ("task", "tables", "last"),
    [
        ("What was the longest unbroken run of days without rain?", 1, "longest unbroken run"),
        ("How many outliers has price by the IQR method?", 1, "IQR method"),
        ("Rank the cities by how many percent more they built in 2010 than in 2000.", 1, "Rank"),
        ("How many times as much grew in each region in 2001 as in 1991?", 2, "times as much"),
        ("The mean, the smallest and the largest weight, and who had it?", 1, "extremes.json"),
        (LEVEL, 1, "extremes.json"),
        ("Which five days in a row were the warmest on average?", 1, "four months in a row"),
        ("By how much a year did sales grow, by a straight line?", 1, "straight line"),
        ("Which four films were seen most often? shows.csv has the ids.", 2, "lent most often"),
    ],
)
def test_examples_are_that_of_extremes_and_the_nearest_which_comes_last(task, tables, last):
    questions = [message.content for message in examples_for(task, "program", tables)[::2]]
    assert len(questions) == 2
    assert last in questions[-1]
    assert any("extremes.json" in question for question in questions)


@pytest.mark.parametrize(
    ("trait", "shown"),
    [("cases", "df_by_ticket"), ("sides", "df_sides"), ("wide", "tons"), ("weighed", "plums.json")],
)
def test_examples_for_a_form_of_tables_are_shown_where_there_is_one(trait, shown):
    task = "What is it for each of them?"
    with_it = examples_for(task, "query", traits=[trait])
    assert any(shown in message.content for message in with_it)
    assert not any(shown in message.content for message in examples_for(task, "query"))
