"""Quarters, months, weeks and seasons in the form that a task shows, from what programs leave."""

from __future__ import annotations

import json
from datetime import date

import pandas as pd
import pytest

from hocket.agents.forms import fill, form_of
from hocket.execute.tables.inside.plain import answer_of

SPRING = pd.Timestamp("1975-05-12")


def filled(like, value):
    form = form_of(f"Write a.json with first (like {like}) and n.", ["a.json"])
    return fill(form, answer_of({"first": value, "n": 1}))


@pytest.mark.parametrize(
    ("like", "value", "expected"),
    [
        ("1975Q1", SPRING, "1975Q2"),
        ("Q1 1975", pd.Period("1975Q4"), "Q4 1975"),
        ("1975Q1", (1975, 3), "1975Q3"),
        ("1975-Q1", [1975, 3], "1975-Q3"),
        ("2005-03", date(1975, 5, 1), "1975-05"),
        ("2005-03", (1975, 11), "1975-11"),
        ("3/2005", pd.Period("1975-05"), "5/1975"),
        ("03/2005", (1975, 5), "05/1975"),
        ("Mar 2005", SPRING, "May 1975"),
        ("Mar 2005", (1975, 8), "Aug 1975"),
        ("2005-W07", SPRING, "1975-W20"),
        ("2005W07", (1975, 9), "1975W09"),
        ("2005-W07", pd.Period("1975-05-12", freq="W"), "1975-W20"),
        ("2005-W07", "1975W3", "1975-W03"),
        ("1975/76", 1999, "1999/00"),
        ("1975/76", "1981", "1981/82"),
        ("1975-76", "1981/1982", "1981-82"),
    ],
)
def test_what_a_program_leaves_gets_the_form_of_the_example(like, value, expected):
    done = filled(like, value)
    assert (json.loads(done.content)["first"], done.wrong) == (expected, "")


@pytest.mark.parametrize(
    ("like", "value"),
    [
        ("1975Q1", "1975-3"),  # the third month or the third quarter
        ("1975Q1", 3),
        ("2005-W07", "1975-05"),
        ("2005-W07", "03/04/1975"),
        ("1975/76", "1975-05-01"),
        ("1975/76", "1975/79"),
    ],
)
def test_what_may_be_several_periods_or_none_is_told(like, value):
    done = filled(like, value)
    assert json.loads(done.content)["first"] == value
    assert like in done.wrong


@pytest.mark.parametrize(
    ("like", "value"), [("1975Q1", [1975, 5]), ("2005-03", [1975, 13]), ("2005-03", [3, 4])]
)
def test_pair_that_is_no_period_stays_as_it_is(like, value):
    assert json.loads(filled(like, value).content)["first"] == value


def test_pairs_of_rows_get_the_form_with_gaps_left():
    form = form_of("Write a.json, a list of {at (like 1975Q1), n}.", ["a.json"])
    rows = [{"at": [1975, 3], "n": 1}, {"at": None, "n": 2}]
    done = fill(form, {"kind": "value", "value": rows})
    assert [row["at"] for row in json.loads(done.content)] == ["1975Q3", None]
