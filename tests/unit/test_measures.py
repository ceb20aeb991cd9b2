"""What a task measures by, and a program leaves out."""

from __future__ import annotations

import pytest

from hocket.agents.ways.measures import mismeasured
from hocket.documents.loading import loaded_table
from hocket.documents.profile import Column, table_profile
from hocket.documents.profile.counters import counters_in

FLATS = (
    Column("rooms", "number"),
    Column("size", "number", unit="m\u00b2"),
    Column("rent", "integer", unit="\u20ac"),
)


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("The mean rent per square metre", "answer = df['rent'].mean()"),
        ("What does a flat cost per m2 on average?", "SELECT avg(rent * 0.01) FROM df"),
        ("rent per sqm by rooms", "df.groupby('rooms')['rent'].mean()"),
    ],
)
def test_rate_without_its_divisor_is_told(task, code):
    assert mismeasured(task, code, FLATS).endswith("means divided by 'size' of the same row")


@pytest.mark.parametrize(
    ("task", "code", "columns"),
    [
        ("The mean rent per square metre", "(df['rent'] / df['size']).mean()", FLATS),
        ("The mean rent per square metre", "SELECT avg(rent / df.size) FROM df", FLATS),
        ("The mean rent per flat", "df['rent'].mean()", FLATS),
        ("The mean rent per m2", "df['rent'].mean()", (Column("rent per m2", "number"), FLATS[1])),
        ("The mean rent per m2", "df['rent'].mean()", FLATS[2:]),
        ("Cars per hour", "df['cars'].sum()", (Column("hours", "integer"), Column("h", "text"))),
        (
            "How many trips per hour of the day?",
            "df.groupby(df['start'].dt.hour).size()",
            (Column("start", "datetime"), Column("duration_h", "number")),
        ),
        (
            "The mean use per km",
            "df['l_per_100km'].mean()",
            (Column("distance_km", "number"), Column("l_per_100km", "number")),
        ),
    ],
)
def test_other_programs_are_not_doubted(task, code, columns):
    assert mismeasured(task, code, columns) == ""


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['day'] > '2024']['km_reading'].sum()",
        "answer = df['km_reading'].mean()",
        "SELECT sum(km_reading) FROM df",
        'SELECT SUM(d."km_reading") FROM df d',
        "answer = sum(row['km_reading'] for row in rows)",
    ],
)
def test_sum_of_readings_is_told(code):
    assert "not their sum" in mismeasured("How far in 2024?", code, (), ["km_reading"])


@pytest.mark.parametrize(
    "code",
    [
        "answer = df['km_reading'].diff().sum()",
        "answer = df['km_reading'].iloc[-1] - df['km_reading'].iloc[0]",
        "SELECT max(km_reading) - min(km_reading) FROM df",
        "answer = df['km'].sum()",
    ],
)
def test_differences_of_readings_are_not_doubted(code):
    assert mismeasured("How far in 2024?", code, (), ["km_reading"]) == ""


def found(text):
    content = text.encode()
    return counters_in(table_profile("a.csv", content), loaded_table("a.csv", content))


def rows(name, values):
    return f"day,{name}\n" + "".join(f"2024-01-{n + 1:02},{v}\n" for n, v in enumerate(values))


def test_readings_that_rise_are_of_a_counter():
    assert [(one.column, one.anew) for one in found(rows("meter_reading", range(5, 90, 7)))] == [
        ("meter_reading", ())
    ]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("price", range(5, 90, 7)),  # it rises, but is none
        ("reading", [5, 3, 8, 2, 9, 1, 7, 4]),  # one that goes up and down, as of a thermometer
        ("parameters", range(5, 90, 7)),
        ("diameter", range(5, 90, 7)),
        ("spreading", range(5, 90, 7)),
        ("reading", [1, 2, 3]),
    ],
)
def test_other_columns_are_no_counters(name, values):
    assert found(rows(name, values)) == []


def test_rows_that_are_sorted_by_their_readings_are_of_many_counters():
    years = [2019, 2021, 2017, 2020, 2016, 2018, 2015, 2014]
    assert found("year,mileage\n" + "".join(f"{y},{n}000\n" for n, y in enumerate(years))) == []


def test_mean_of_readings_that_is_asked_for_is_not_doubted():
    code = "answer = df['km_reading'].mean()"
    assert mismeasured("What is the average reading?", code, (), ["km_reading"]) == ""


LOANS = (Column("branch", "text"), Column("due", "date"), Column("returned", "date", missing=25))


@pytest.mark.parametrize(
    ("task", "code", "told"),
    [
        (
            "What percentage of the loans that were returned came back late?",
            "SELECT 100.0 * count(*) FILTER (WHERE returned > due) / count(*) FROM df",
            True,
        ),
        (
            "What percentage of the loans that were returned came back late?",
            "SELECT 100.0 * count(*) FILTER (WHERE returned > due) / count(returned) FROM df",
            False,
        ),
        (
            "What percentage of the loans that were returned came back late?",
            "answer = (df.dropna()['returned'] > df['due']).mean()",
            False,
        ),
        (
            "What percentage of the loans came back late?",
            "SELECT 100.0 * count(*) FILTER (WHERE returned > due) / count(*) FROM df",
            False,
        ),
        (
            "Give the percentage of the loans that were returned by branch.",
            "answer = (df['returned'] > '2024').groupby(df['branch']).mean()",
            False,
        ),
        (
            "What is the share of loans that were returned?",
            "answer = (df['returned'] > '2000').mean()",
            False,
        ),
        (
            "What share of the loans that were renewed came back late?",
            "SELECT 100.0 * count(*) FILTER (WHERE returned > due) / count(*) FROM df",
            False,
        ),
    ],
)
def test_share_of_those_that_have_a_value_is_not_of_all_rows(task, code, told):
    assert ("the whole is the rows" in mismeasured(task, code, LOANS)) is told
