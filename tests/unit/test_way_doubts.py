"""What looks wrong with a program on tables and its result, by the words of the task."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.doubts import all_chosen, doubt_in, not_averaged
from hocket.documents.profile import Column

SALES = [Column("weekday", "text"), Column("sales", "integer")]


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("On which weekday are sales highest on average?", 'answer = df["weekday"].mode()[0]'),
        ("Average sales per weekday, the best first.", 'df.groupby("weekday")["sales"].sum()'),
        ("Which weekday has the highest mean sales?", "SELECT weekday FROM df ORDER BY sales DESC"),
        (
            "What percent is above 9, and which weekday is best on average?",
            "SELECT sum(sales > 9) * 100.0 / count(*), arg_max(weekday, sales) FROM df",
        ),
    ],
)
def test_program_without_the_average_of_its_task_is_doubted(task, code):
    assert "take the mean" in not_averaged(task, code, SALES)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("Average sales per weekday.", 'df.groupby("weekday")["sales"].mean()'),
        ("Average sales per weekday.", 'df.groupby("weekday").agg(s=("sales", "mean"))'),
        ("Average sales per weekday.", "SELECT avg(sales) FROM df GROUP BY weekday"),
        ("Average sales per weekday.", "SELECT sum(sales) / count(*) FROM df GROUP BY weekday"),
        ("Average sales per weekday.", "total = sum(values)\nmean_value = total / len(values)"),
        ("Average sales over three days in a row.", 'df["sales"].rolling(3).max()'),
        ("Which weekdays are above average?", 'df[df["sales"] > 12]'),
        ("In the column that means sales, what is highest?", 'df["sales"].max()'),
        ("An empty cell means nothing was sold. Total sales?", 'df["sales"].sum()'),
        ("Which weekday sold most?", 'df["weekday"].mode()[0]'),
    ],
)
def test_program_with_it_or_another_task_is_not(task, code):
    assert not_averaged(task, code, SALES) == ""


def test_column_of_averages_needs_no_average():
    columns = [Column("town"), Column("mean_temp", "number")]
    assert not_averaged("The average temperature of Ede?", "df[df.town == 'Ede']", columns) == ""


TOWNS = ["Ede", "Goa", "Hof", "Ulm", "Ypres"]


@pytest.mark.parametrize(
    ("task", "given", "is_doubted"),
    [
        ("Which towns had more rain than sun? Write t.json, a list of names.", TOWNS, True),
        ("In which towns was at least half of it rain? Write t.json, a list.", TOWNS, True),
        ("Which towns had more rain than sun? Write t.json, a list of names.", TOWNS[1:], False),
        ("Write t.json, a list of all towns, the wettest first.", TOWNS, False),
    ],
)
def test_list_of_all_that_there_is_is_doubted_where_a_condition_chooses(task, given, is_doubted):
    form = form_of(task, ["t.json"])
    filled = fill(form, {"kind": "value", "value": given})
    town = Column("town", "text", distinct=5, unique=True)
    assert bool(all_chosen(task, [town], form, filled)) == is_doubted


def test_doubts_are_looked_for_in_turn():
    task = "Which towns had more rain than sun in 2020? Write t.json, a list of names."
    form = form_of(task, ["t.json"])
    filled = fill(form, {"kind": "value", "value": TOWNS})
    town = Column("town", "text", distinct=5, unique=True)
    year = Column("year", "integer", minimum=2018, maximum=2022)
    assert "2020" in doubt_in(task, "df[df.rain > df.sun]", [town, year], form, filled)
    assert "all 5" in doubt_in(task, "df[df.year == 2020]", [town, year], form, filled)


def test_key_that_is_called_mean_says_nothing_of_an_average():
    task = "Write o.json with town, people and mean."
    form = form_of(task, ["o.json"])
    filled = fill(form, {"kind": "value", "value": {"town": "Ede", "people": 3, "mean": 2}})
    assert doubt_in(task, "answer = df.iloc[0].to_dict()", SALES, form, filled) == ""
