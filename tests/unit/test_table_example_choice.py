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
    [
        ("cases", "df_by_ticket"),
        ("sides", "df_sides"),
        ("options", "df_options"),
        ("things", "tons"),
        ("weighed", "plums.json"),
    ],
)
def test_examples_for_a_form_of_tables_are_shown_where_there_is_one(trait, shown):
    task = "What is it for each of them?"
    with_it = examples_for(task, "query", traits=[trait])
    assert any(shown in message.content for message in with_it)
    assert not any(shown in message.content for message in examples_for(task, "query"))


@pytest.mark.parametrize("way", ["program", "query", "rows"])
@pytest.mark.parametrize(
    ("task", "last"),
    [
        ("Rank the shops by how many percent they rose from 2010 to 2014.", "Which hives"),
        ("In how many weeks did each pier sell more red than blue ones?", "In how many years"),
        ("Write a.csv with one line per shop: shop, tea, milk and total.", "one line per port"),
    ],
)
def test_only_examples_with_values_side_by_side_are_shown_where_they_are_compared(way, task, last):
    shown = [message.content for message in examples_for(task, way, traits=["beside"])]
    assert len(shown) == 4
    assert last in shown[2]
    assert all("df_wide" in text for text in shown)


def test_example_that_joins_tables_stays_beside_one_with_values_side_by_side():
    task = "Rank the regions of towns.csv by how much they grew from 2010 to 2014."
    [first, second] = examples_for(task, "query", 2, traits=["beside"])[::2]
    assert {"df_wide" in first.content, "df_wide" in second.content} == {True, False}
    joined = second if "df_wide" in first.content else first
    assert joined.content.count("Table ") == 2


def test_names_that_need_quotes_in_sql_have_them_in_its_examples():
    shown = examples_for("Which grew from 2010 to 2014?", "query", traits=["beside"])
    assert any("- \"2019\": the 'honey' of 2019" in message.content for message in shown)
