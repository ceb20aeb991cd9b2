"""Quarters, months and weeks of a year: as a text, in order, and in a form of dates."""

from __future__ import annotations

import ast

import pandas as pd
import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile import table_profile
from hocket.documents.profile.dated import date_parts
from hocket.execute.tables.inside.periods import (
    pairs_of,
    program_in_time,
    strftime_of,
    windows_in_time,
    with_quarters,
)
from hocket.execute.tables.inside.reading import tables_of

QUARTERLY = b"year,quarter,rate\n1991,1,7\n1990,2,6\n1990,1,5\n1991,,9\n"
WEEKLY = b"year,week,calls\n2020,53,7\n2021,1,5\n2021,53,6\n"
PAIR = [("year", "quarter")]


def loaded(tmp_path, monkeypatch, content, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(content)
    return tables_of([{"variable": "df", "name": "a.csv"}], code)


@pytest.mark.parametrize(
    ("content", "labels", "like"),
    [
        (QUARTERLY, ["1991Q1", "1990Q2", "1990Q1", None], "1959Q1"),
        (b"year,month,n\n1990,Feb,1\n1990,Dec,2\n", ["1990-02", "1990-12"], "1959-01"),
        (WEEKLY, ["2020-W53", "2021-W01", "2021-W53"], "1959-W01"),
    ],
)
def test_year_and_part_of_it_are_one_text_where_code_names_it(
    tmp_path, monkeypatch, content, labels, like
):
    tables = loaded(tmp_path, monkeypatch, content, "answer = df['period'].tolist()")
    assert [label if isinstance(label, str) else None for label in tables["df"]["period"]] == labels
    shown = shown_tables(Loaded("a.csv", "df", content), PANDAS, about="")[0]
    assert f"- 'period': text made of them, like '{like}'" in shown


@pytest.mark.parametrize(
    ("code", "has_period"),
    [
        ("answer = pd.Period('1990Q1')", False),
        ("answer = df['x'].dt.to_period('Q')", False),
        ("answer = df.rolling(3, min_periods=1)", False),
        ("SELECT period FROM df ORDER BY period", True),
        ("answer = df.period.max()", True),
    ],
)
def test_text_of_the_period_is_there_only_where_code_names_it(
    tmp_path, monkeypatch, code, has_period
):
    table = loaded(tmp_path, monkeypatch, QUARTERLY, code)["df"]
    assert ("period" in table.columns) is has_period


def test_column_that_is_called_period_stays_as_it_is(tmp_path, monkeypatch):
    content = b"year,quarter,period\n1990,1,early\n1990,2,late\n"
    table = loaded(tmp_path, monkeypatch, content, "answer = df['period']")["df"]
    assert list(table["period"]) == ["early", "late"]


def test_weeks_state_the_days_on_which_they_begin():
    parts = date_parts(table_profile("a.csv", WEEKLY))
    assert parts.iso_of(2020, 53) == "2020-12-28"
    assert parts.iso_of(2021, 53) is None
    assert date_parts(table_profile("a.csv", b"year,week,x\n2020,1,5\n2020,54,6\n")) is None


def test_tables_with_a_year_and_a_part_of_it_are_known(tmp_path, monkeypatch):
    assert pairs_of(loaded(tmp_path, monkeypatch, QUARTERLY, "")) == PAIR
    assert pairs_of(loaded(tmp_path, monkeypatch, b"year,x\n1990,5\n1991,6\n", "")) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("sorted(rows, key=lambda r: r['quarter'])", "(r['year'], r['quarter'])"),
        ("rows.sort(key=lambda row: row['quarter'])", "(row['year'], row['quarter'])"),
        ("a_rows.sort(key=lambda row: row['rate'])", "lambda row: row['rate']"),
        ("sorted(counts, key=lambda r: r['quarter'])", "lambda r: r['quarter']"),
        ("sorted(rows, key=str)", "key=str"),
        ("day.strftime('%YQ%q')", "strftime_of(day, '%YQ%q')"),
        ("day.strftime('%Y')", "day.strftime('%Y')"),
    ],
)
def test_rows_are_sorted_by_the_year_too_and_quarters_are_written(code, expected):
    tree = ast.parse(code)
    program_in_time(tree, PAIR)
    assert expected in ast.unparse(tree)


def test_quarters_of_columns_indexes_and_single_dates_are_written():
    days = pd.to_datetime(["1975-12-31", "1976-04-01"])
    assert list(strftime_of(pd.Series(days, index=[5, 6]).dt, "Q%q/%Y")) == ["Q4/1975", "Q2/1976"]
    assert list(strftime_of(days, "%YQ%Q")) == ["1975Q4", "1976Q2"]
    assert strftime_of(days[0].date(), "%Y-Q%q") == "1975-Q4"
    assert strftime_of(pd.Period("1975Q3"), "%YQ%q") == "1975Q3"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT strftime(max(d), 'Q%q')", "('Q' || quarter(max(d)))"),
        ("SELECT strftime(d, '%Y %Q')", "(strftime(d, '%Y') || ' ' || quarter(d))"),
        ("SELECT strftime(d, '%q')", "(quarter(d))"),
        ("SELECT strftime(d, '%Y-%m')", "strftime(d, '%Y-%m')"),
    ],
)
def test_quarters_in_a_form_of_dates_are_written_by_their_function(sql, expected):
    assert with_quarters(sql) == f"SELECT {expected}"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT quarter, avg(x) FROM t GROUP BY quarter ORDER BY quarter",
        "SELECT lag(x) OVER (ORDER BY year, quarter) FROM t",
        "SELECT lag(x) OVER (ORDER BY quarterly) FROM t",
    ],
)
def test_statement_that_is_not_ordered_by_a_part_of_the_year_alone_stays(sql):
    assert windows_in_time(sql, PAIR) == sql
