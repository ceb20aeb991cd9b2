"""A share that is always the whole is noticed, and no other one."""

from __future__ import annotations

import pytest

from hocket.agents.ways.divisions import divided_by_itself, undivided
from hocket.agents.ways.misreading import misread


@pytest.mark.parametrize(
    "code",
    [
        "share = part.shape[0] / part.shape[0] * 100",
        "share = round(100 * part['n'].sum() / part['n'].sum(), 1)",
        "share = (len(low) * 100) / len(low)",
        "SELECT 100.0 * SUM(n) / SUM(n) AS share FROM df WHERE n > 3",
        "SELECT count(*) / nullif(count(*), 0) FROM df",
    ],
)
def test_share_of_a_number_in_itself_is_noticed(code):
    assert "is always 1" in divided_by_itself(code)
    assert "is always 1" in misread("What share of the rows is low?", code)


@pytest.mark.parametrize(
    "code",
    [
        "share = len(part) / len(df)",
        "rate = df['a'] / df['b']",
        "half = 10 / 10",
        "SELECT 100.0 * count(*) FILTER (WHERE n > 3) / count(*) FROM df",
        "SELECT sum(n) / sum(n) OVER (PARTITION BY k) FROM df",
        "SELECT sum(a) / sum(b) FROM df",
    ],
)
def test_share_of_a_number_in_another_is_none(code):
    assert not divided_by_itself(code)


COUNTS = "answer = df.groupby('town').size().to_dict()"


@pytest.mark.parametrize(
    "task",
    [
        "How many shops are there for a million people in each land?",
        "Doctors per 100,000 inhabitants, by town.",
        "Shops per 1000 residents of each town, please.",
        "Which town has the most cars per capita?",
        "Cars per inhabitant in each town.",
    ],
)
def test_number_per_so_many_people_needs_a_division(task):
    assert "nothing is divided" in undivided(task, COUNTS)
    assert undivided(task, f"{COUNTS} # n / people") != ""
    for code in (
        "n / people * 1e6",
        "SELECT 1000.0 * count(*) / sum(pop) FROM df",
        "n.div(people)",
    ):
        assert undivided(task, code) == ""


@pytest.mark.parametrize(
    "task",
    [
        "How many shops are there per town?",
        "The price per litre in each town.",
        "Sales per 1000 square metres",
        "Towns with a million people or more",
    ],
)
def test_other_numbers_need_none(task):
    assert undivided(task, COUNTS) == ""


def test_column_may_have_such_numbers_already():
    task = "Which town has the most doctors per 1000 inhabitants?"
    assert undivided(task, "df.loc[df['rate'].idxmax(), 'town']", ["town", "rate"]) == ""
