"""Years that a task names and a program leaves out."""

from __future__ import annotations

import pytest

from hocket.agents.ways.spans import span_left_out, year_left_out
from hocket.documents.profile import Column

YEAR = Column("Year", "integer", minimum=1950, maximum=1999)
DAY = Column("day", "date", minimum="2015-03-01", maximum="2023-10-31")
FOUNDED = Column("year_founded", "integer", minimum=1801, maximum=1990)
PRICE = Column("price", "integer", minimum=1600, maximum=2090)
ALL = 'answer = df.groupby("town")["sales"].sum()'


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("Which town sold most over 1960 to 1969?", ALL),
        ("Mean sales per town (1960-1969), please.", ALL),
        ("Which towns grew between 1960 and 1999?", ALL),
        ("Sales for the years 1950 to 1959, by town.", "SELECT town, sum(sales) FROM df"),
        ("Sales from 1960 until 1969.", 'df[df["Year"] > 1980]'),
    ],
)
def test_program_without_the_years_of_a_span_is_told(task, code):
    assert "keep only those years" in span_left_out(task, code, [YEAR, PRICE])


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("Which town sold most over 1960 to 1969?", 'df[df["Year"].between(1960, 1969)]'),
        ("Which town sold most over 1960 to 1969?", 'df[(df["Year"] > 1959) & (df.Year < 1970)]'),
        ("Which town sold most in the years 1960 to 1969?", "WHERE Year::text LIKE '196%'"),
        ("How did sales develop from 1950 to 1999?", ALL),
        ("How did sales develop from 1900 to 2020?", ALL),
        ("Towns with 1960 to 1969 people", ALL),
        ("Which town sold most?", ALL),
        ("Which town sold most from 1960 to 1969?", 'df[df["Year"] // 10 == 196]'),
        ("Which town sold most from 1960 to 1969?", "WHERE Year::text LIKE '196_'"),
        ("How do the sales in 1960 and 1970 compare with those of each year?", ALL),
        ("Which town has a mean from 1960 to 1969 kg?", ALL),
    ],
)
def test_program_with_them_or_for_all_years_is_not(task, code):
    assert span_left_out(task, code, [YEAR]) == ""


def test_years_of_two_columns_are_left_open():
    task = "Which town sold most over 1960 to 1969?"
    assert span_left_out(task, ALL, [YEAR, FOUNDED]) == ""
    assert span_left_out(task, ALL, [PRICE]) == ""


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("What did each town sell in 2020?", "that year"),
        ("The sales of 2020 by town, please.", "that year"),
        ("The sales since 2019, by town.", "those years"),
        ("The sales until 2019, by town.", "those years"),
    ],
)
def test_program_without_the_only_year_of_a_task_is_doubted(task, said):
    assert f"keep only {said}" in year_left_out(task, ALL, [DAY])


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("What did each town sell in 2020?", 'df[df["day"].dt.year == 2020]'),
        ("The sales since 2019, by town.", "WHERE day > '2018-12-31'"),
        ("The sales since 2015, by town.", ALL),
        ("Compare the sales in 2019 with those in 2020.", ALL),
        ("What did each town sell in 2030?", ALL),
        ("What did each town sell from 2019 to 2020?", ALL),
        ("Read sales_2020.csv: what did each town sell?", ALL),
        ("What did each town sell, in 2020 dollars?", ALL),
        ("What did each town sell in 2020?", 'df[df["day"].dt.strftime("%y") == "20"]'),
    ],
)
def test_program_with_it_or_a_task_on_other_years_is_not(task, code):
    assert year_left_out(task, code, [DAY]) == ""
