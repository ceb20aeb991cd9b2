"""Dates that columns state together, quarters in the form of an example, and columns of them."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile import table_profile
from hocket.documents.profile.dated import date_parts
from hocket.execute.tables.inside.changes import changes
from hocket.execute.tables.inside.reading import tables_of

QUARTERLY = b"year,quarter,rate\n1990,1,5\n1990,2,6\n1991,4,7\n"
MONTHLY = b"Year;Month;Day;rate\n1990;Jan;2;5\n1990;Feb;28;6\n"


def parts(content):
    return date_parts(table_profile("a.csv", content))


def test_dates_in_parts_are_a_column_of_the_table_and_of_its_description(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(QUARTERLY)
    entries = [{"variable": "df", "name": "a.csv"}]
    table = tables_of(entries, "df.sort_values('date')")["df"]
    assert list(table["date"]) == list(pd.to_datetime(["1990-01-01", "1990-04-01", "1991-10-01"]))
    [shown] = shown_tables(Loaded("a.csv", "df", QUARTERLY), PANDAS, about="")
    assert "- 'date': date, the first day of each quarter, made of 'year' and 'quarter'" in shown


@pytest.mark.parametrize(
    ("code", "has_date"),
    [
        ("from datetime import date\nanswer = df[df['rate'] > 5]", False),
        ("answer = df['at'].dt.date", False),
        ("SELECT * FROM df WHERE d > DATE '2020-01-01' OR CAST(x AS DATE) IS NULL", False),
        ("answer = df.groupby('year').sum()", False),
        ("answer = df['date'].max()", True),
        ("answer = df.date.max()", True),
        ("SELECT max(date) FROM df ORDER BY date", True),
    ],
)
def test_column_of_dates_is_there_only_where_code_names_it(tmp_path, monkeypatch, code, has_date):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(QUARTERLY)
    table = tables_of([{"variable": "df", "name": "a.csv"}], code)["df"]
    assert ("date" in table.columns) is has_date


def test_days_that_may_be_those_of_a_week_state_no_date():
    assert parts(b"year,month,day,x\n2020,1,1,5\n2020,1,7,6\n") is None


def test_months_by_name_and_days_state_a_date():
    found = parts(MONTHLY)
    assert found.names == ("Year", "Month", "Day")
    assert found.iso_of(1990, "Feb", 28) == "1990-02-28"
    assert found.iso_of(1990, None, 28) is None


@pytest.mark.parametrize(
    "content",
    [
        b"year,rate\n1990,5\n1991,6\n",
        b"year,quarter,date\n1990,1,1990-01-01\n1990,2,1990-04-01\n",
        b"year,quarter\n1990,1\n1990,5\n",
        b"year,month\n1,1\n2,5\n",
        b"year,month\n1990,spring\n1990,autumn\n",
    ],
)
def test_columns_that_may_be_something_else_state_no_date(content):
    assert parts(content) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1975-04-01", "1975-Q2"), ("1975Q4", "1975-Q4"), ("1975-12-31T00:00:00", "1975-Q4")],
)
def test_date_and_quarter_get_the_form_of_the_example(value, expected):
    form = form_of("Write a.json with first (like 1975-Q2) and n.", ["a.json"])
    filled = fill(form, {"kind": "value", "value": {"first": value, "n": 1}})
    assert (json.loads(filled.content)["first"], filled.wrong) == (expected, "")


def test_what_is_no_quarter_is_told():
    form = form_of("Write a.json with first (like Q2 1975) and n.", ["a.json"])
    assert "Q2 1975" in fill(form, {"kind": "value", "value": {"first": 3, "n": 1}}).wrong


@pytest.mark.parametrize(
    ("content", "second"),
    [
        (b"Jahr;Monat;miete\n2001;1;5\n2001;2;6\n", "2001-02-01"),
        (b"Yr,Month Name,births\n2001,Jan,5\n2001,Feb,6\n", "2001-02-01"),
        (b"year,qtr,visitors\n2001,Q1,5\n2001,Q2,6\n", "2001-04-01"),
        (b"year,quarter,visitors\n2001,1st quarter,5\n2001,2nd quarter,6\n", "2001-04-01"),
        (b"year,iso_week,price\n2001,1,5\n2001,2,6\n", "2001-01-08"),
    ],
)
def test_parts_of_dates_are_found_under_their_usual_names(tmp_path, monkeypatch, content, second):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(content)
    table = tables_of([{"variable": "df", "name": "a.csv"}], "answer = df['date'].max()")["df"]
    assert f"{table['date'].iloc[1]:%Y-%m-%d}" == second


def test_long_form_of_several_things_has_the_dates_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rows = [f"{n % 12 + 1};{2001 + n // 12};{n + 40.5};{n + 30.5};{n + 20.5}" for n in range(14)]
    content = "\n".join(["month;year;ash;elm;oak", *rows]).encode()
    (tmp_path / "a.csv").write_bytes(content)
    tables = tables_of([{"variable": "df", "name": "a.csv"}], "SELECT date, period FROM df_long")
    assert list(tables["df_long"].columns) == ["month", "year", "name", "value", "date", "period"]
    assert tables["df_long"]["period"].iloc[-1] == "2002-02"
    shown = shown_tables(Loaded("a.csv", "df", content), PANDAS, about="")
    assert "- 'date' and 'period': as above" in shown[1]


BIRTHS = "year,month,{},births\n" + "".join(
    f"2001,{n // 28 + 1},{n % 28 + 1},{n}\n" for n in range(56)
)


@pytest.mark.parametrize(
    ("day", "called"), [("day", "date"), ("date_of_month", "date"), ("date", "full_date")]
)
def test_dates_get_a_name_that_no_column_has(tmp_path, monkeypatch, day, called):
    monkeypatch.chdir(tmp_path)
    content = BIRTHS.format(day).encode()
    (tmp_path / "a.csv").write_bytes(content)
    code = f"answer = df['{called}'].max()"
    table = tables_of([{"variable": "df", "name": "a.csv"}], code)["df"]
    assert f"{table[called].iloc[-1]:%Y-%m-%d}" == "2001-02-28"
    assert table[day].max() == 28
    shown = shown_tables(Loaded("a.csv", "df", content), PANDAS, about="")[0]
    assert f"- {called!r}: date, the day, made of 'year' and 'month' and {day!r}" in shown
    found = changes(table, "births", "a week", time=day)
    assert found["difference"].iloc[0] == 7
    assert f"{found['start'].iloc[0]:%Y-%m-%d}" == "2001-01-01"


def test_column_of_dates_that_is_no_day_of_the_month_keeps_its_name():
    assert parts(b"year,month,date,x\n2001,1,spring,5\n2001,2,summer,6\n") is None
    both = b"year,month,day,date,x\n2001,1,1,1,5\n2001,2,9,9,6\n"
    assert parts(both) is None
