"""Days, months and years that are counted by their rows are counted once."""

from __future__ import annotations

import pytest

from hocket.agents.ways.counting import counted_once
from hocket.documents.profile import Column

HOURLY = (Column("at", "datetime"), Column("temp", "number"))


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
        "answer = len(df[df['temp'] > 3]) // 24",
        "v = df.dropna()\nanswer = (v['temp'] > 30).sum()",
        "answer = (df[['temp', 'b']] > 30).sum()",
    ],
)
def test_program_that_counts_otherwise_stays(code):
    assert counted_once("On how many days was it hot?", code, "program", HOURLY) == code


@pytest.mark.parametrize(
    ("task", "query", "counted"),
    [
        ("On how many days was it hot?", "SELECT count(*) AS n FROM df WHERE temp > 30",
         'SELECT count(DISTINCT CAST("at" AS DATE)) AS n FROM df WHERE temp > 30'),
        ("In how many months was it hot?", "select count(*) from df",
         "select count(DISTINCT date_trunc('month', \"at\")) from df"),
        ("The number of years in which it was hot?", "SELECT count(*) FROM df",
         'SELECT count(DISTINCT year("at")) FROM df'),
    ],
)  # fmt: skip
def test_query_counts_the_days_months_and_years_that_are_asked_for(task, query, counted):
    assert counted_once(task, query, "query", HOURLY) == counted


@pytest.mark.parametrize(
    ("task", "query"),
    [
        ("On how many days was it hot?", "SELECT count(*)/24 FROM df"),
        ("On how many days was it hot?", "SELECT 100.0 * sum(x) / count(*) FROM df"),
        (
            "On how many days was it hot?",
            "WITH hot AS (SELECT temp FROM df) SELECT count(*) FROM hot",
        ),
        ("On how many days was it hot?", "SELECT city FROM df GROUP BY 1 HAVING count(*) > 3"),
        ("How many days of leave did M1 take?", "SELECT count(*) FROM df"),
        ("How many books were borrowed?", "SELECT count(*) FROM df"),
        ("On how many days, and how many times?", "SELECT count(*) FROM df"),
        ("Which days are there?", "SELECT count(*) FROM df"),
    ],
)
def test_query_that_may_count_something_else_stays(task, query):
    assert counted_once(task, query, "query", HOURLY) == query


def test_days_of_several_columns_of_times_are_not_guessed():
    query = "SELECT count(*) FROM df"
    columns = (*HOURLY, Column("until", "datetime"))
    assert counted_once("On how many days was it hot?", query, "query", columns) == query
