"""Things that are counted by their rows are counted once."""

from __future__ import annotations

import pytest

from hocket.agents.ways.counting import counted_once
from hocket.documents.profile import Column

HOURLY = (Column("at", "datetime"), Column("temp", "number"))
PANEL = (
    Column("country", "text", distinct=142),
    Column("year", "integer"),
    Column("medal", "text", distinct=3),
    Column("code", "text", distinct=142, unique=True),
    Column("life", "number"),
)


@pytest.mark.parametrize(
    ("code", "mended"),
    [
        ("answer = len(df[df['temp'] > 3])",
         "answer = df[df['temp'] > 3]['at'].dt.date.nunique()"),
        ("answer = {'days': df[df['temp'] > 3].shape[0]}",
         "answer = {'days': df[df['temp'] > 3]['at'].dt.date.nunique()}"),
        ("answer = (df['temp'] > 3).sum()",
         "answer = df[df['temp'] > 3]['at'].dt.date.nunique()"),
        ("answer = len(df.loc[(df['temp'] > 3) & (df['temp'] < 5)])",
         "answer = df.loc[(df['temp'] > 3) & (df['temp'] < 5)]['at'].dt.date.nunique()"),
    ],
)  # fmt: skip
def test_rows_of_hours_are_counted_as_the_days_that_are_asked_for(code, mended):
    assert counted_once("On how many days was it hot?", code, "program", HOURLY) == mended


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['temp'] > 3]['at'].dt.date.nunique()",
        "answer = len(df.groupby(df['at'].dt.date)['temp'].max().loc[lambda s: s > 3])",
        "answer = len(df)",
        "answer = df['temp'].sum()",
        "a = len(df[df['temp'] > 3])\nb = len(df[df['temp'] < 3])",
        "answer = len(df[",
    ],
)
def test_program_that_counts_otherwise_stays(code):
    assert counted_once("On how many days was it hot?", code, "program", HOURLY) == code


@pytest.mark.parametrize(
    ("task", "counted"),
    [
        ("How many Asian countries ever had more than 80?", 'DISTINCT "country"'),
        ("How many of the countries had more than 80?", 'DISTINCT "country"'),
        ("In how many years was it above 80?", 'DISTINCT "year"'),
        ("How many medals were won?", "*"),  # the column has their kinds
        ("How many codes are there?", "*"),  # each stands once
        ("How many goals in countries of Asia?", "*"),
        ("How many percent a year?", "*"),
        ("How many countries, and how many years?", "*"),
        ("Which countries are there?", "*"),
    ],
)
def test_query_counts_the_things_that_the_task_names(task, counted):
    query = "SELECT count(*) FROM df WHERE life > 80"
    expected = query.replace("*", counted)
    assert counted_once(task, query, "query", PANEL) == expected
