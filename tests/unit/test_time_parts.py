"""Columns that follow from times: seasons, half-years, decades and days of the week."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile.time_parts import DECADE, HALF, WEEKDAY, WEEKEND, names_part
from hocket.execute.tables.inside.reading import tables_of
from hocket.execute.tables.inside.statement import begin

TABLES = [{"name": "a.csv", "variable": "df"}]
VISITS = "day,guests\n1989-12-24,4\n1990-06-30,6\n1991-07-01,7\n"
MONTHS = "month,honey\nJan,4\nJuly,6\nDec,7\n"
QUARTERS = "year,quarter,x\n1999,1,4\n1999,2,5\n2000,3,6\n2000,4,6\n"
PARTED = "year,month,day,x\n2024,5,17,1\n2024,5,18,2\n2025,11,30,3\n"
WIDE = "year,jan,apr,jul,oct\n1990,1,2,3,4\n2001,5,6,7,8\n"
YEARS = "town,1988,1989,1990,1991\nUlm,1,2,3,4\n"
NAMELESS = ",Ulm,Bonn\n1951,5,7\n1966,6,8\n"


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        (VISITS, HALF, [2, 1, 2]),
        (VISITS, DECADE, [1980, 1990, 1990]),
        (VISITS, WEEKDAY, ["Sunday", "Saturday", "Monday"]),
        (VISITS, WEEKEND, ["weekend", "weekend", "weekday"]),
        (MONTHS, HALF, [1, 2, 2]),
        (MONTHS, "season_of_year", ["winter", "summer", "winter"]),
        (QUARTERS, HALF, [1, 1, 2, 2]),
        (QUARTERS, DECADE, [1990, 1990, 2000, 2000]),
        (PARTED, WEEKDAY, ["Friday", "Saturday", "Sunday"]),
        (NAMELESS, DECADE, [1950, 1960]),
        ("day,weekday\n2024-05-01,3\n2024-05-02,4\n", WEEKDAY, None),
        ("from,to\n2024-05-01,2024-06-01\n2024-05-01,2024-06-01\n", HALF, None),
        ("month,x\n2024-05,1\n2024-06,2\n", WEEKDAY, None),
        ("month,x\nMay,1\nWest,2\n", HALF, None),
    ],
)
def test_part_of_the_only_time_follows(tmp_path, monkeypatch, text, name, values):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    table = tables_of(TABLES, f"answer = df.groupby('{name}').sum()")["df"]
    assert (table[name].tolist() if name in table.columns else None) == values
    assert name not in tables_of(TABLES, "answer = df.max()")["df"].columns


@pytest.mark.parametrize(
    ("text", "name", "values"),
    [
        (WIDE, "season_of_year", ["winter", "spring", "summer", "autumn"] * 2),
        (WIDE, HALF, [1, 1, 2, 2] * 2),
        (WIDE, DECADE, [1990] * 4 + [2000] * 4),
        (YEARS, DECADE, [1980, 1980, 1990, 1990]),
        (WIDE, WEEKDAY, None),
    ],
)
def test_part_follows_in_the_long_form_of_months_and_years(
    tmp_path, monkeypatch, text, name, values
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    table = tables_of(TABLES, f"answer = df_long.groupby('{name}').sum()")["df_long"]
    assert (table[name].tolist() if name in table.columns else None) == values


def test_statement_groups_the_long_form_by_season(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(WIDE)
    sql = "SELECT season_of_year AS s, sum(value) FROM df_long GROUP BY s ORDER BY s LIMIT 2"
    said = begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})
    assert said["answer"]["rows"] == [["autumn", 12], ["spring", 8]]


def test_statement_that_compares_a_part_alone_has_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("day,n\n2024-01-06,1\n2024-07-01,3\n2024-12-31,4\n")
    for condition, total in (("weekend_or_not = 'weekend'", 1), ("half_of_year=2", 7)):
        sql = f"SELECT sum(n) FROM df WHERE {condition}"  # noqa: S608 - of this test
        said = begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})
        assert said["answer"]["rows"] == [[total]]


@pytest.mark.parametrize(
    ("text", "task", "line"),
    [
        (VISITS, "Guests in the first half of each year?", "- 'half_of_year': integer, 1 (Jan"),
        (VISITS, "Guests per decade?", "- 'decade_start': integer"),
        (VISITS, "Are there more guests on Sundays?", "- 'weekday_name': text, 'Monday' to"),
        (VISITS, "Guests on weekends?", "- 'weekend_or_not': text, 'weekend' (Saturday and"),
        (WIDE, "Rain in winter, spring and summer?", "which follows from 'month'"),
        (YEARS, "In which decade was it highest?", "which follows from 'year'"),
    ],
)
def test_part_is_described_where_a_task_names_it(text, task, line):
    shown = "\n".join(
        shown_tables(Loaded("a.csv", "df", text.encode(), task=task), PANDAS, about=task)
    )
    assert line in shown
    other = "How many are there in each year?"
    shown = "\n".join(
        shown_tables(Loaded("a.csv", "df", text.encode(), task=other), PANDAS, about=other)
    )
    assert "follows from" not in shown


@pytest.mark.parametrize(
    ("part", "task", "is_named"),
    [
        (HALF, "The sum for H1 and H2 of 2019", True),
        (HALF, "The second half of the year", True),
        (HALF, "The halves of the financial year, each half-year", False),
        (HALF, "Who waited for half a year?", False),
        (HALF, "The first half of the match", False),
        (DECADE, "The mean in the 1970s", True),
        (DECADE, "Each decade (1961 to 1970 and so on)", False),
        (DECADE, "A decade ago", False),
        (DECADE, "How many patients are in each decade of age?", False),
        (WEEKEND, "The weekend starts on Friday here", False),
        (WEEKEND, "Weekends and public holidays", False),
        (WEEKDAY, "Which day of the week is the busiest?", True),
        (WEEKDAY, "Which day is the busiest?", False),
    ],
)
def test_parts_that_are_counted_otherwise_are_left_alone(part, task, is_named):
    assert names_part(part, task) == is_named
