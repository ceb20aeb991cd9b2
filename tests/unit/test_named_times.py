"""Names of months and days that programs and statements compare dates and other spellings with."""

from __future__ import annotations

import ast

import pytest

from hocket.execute.tables.inside.named_times import named_in_program
from hocket.execute.tables.inside.plain import records_of
from hocket.execute.tables.inside.reading import tables_of
from hocket.execute.tables.inside.statement import begin

TABLES = [{"name": "a.csv", "variable": "df"}]
DATES = "day,n\n2024-12-07,1\n2024-01-08,2\n2024-05-11,4\n"
NAMES = "month,n\nDecember,1\nJanuary,2\nMay,4\n"
NUMBERS = "month,n\n12,1\n1,2\n5,4\n"
WEEKDAYS = "weekday,n\nSat,1\nSun,2\nMon,4\n"
BOTH = "month,n\nDec,1\nDecember,2\nMay,4\n"
OTHER = "place,n\nMay,1\nWest,2\n"


@pytest.mark.parametrize(
    ("text", "condition", "total"),
    [
        (DATES, "day IN ('DEC', 'JAN')", 3),
        (DATES, "day NOT IN ('Dec', 'Jan')", 4),
        (DATES, "day = 'May'", 4),
        (DATES, "monthname(day) IN ('Dec', 'Jan')", 3),
        (DATES, "dayname(day) = 'Sat'", 5),
        (DATES, "strftime(day, '%a') IN ('Saturday', 'Monday')", 7),
        (DATES, "strftime(day, '%b') = 'DEC'", 1),
        (NUMBERS, "month IN ('Dec', 'jan')", 3),
        (NAMES, "month IN ('DEC', 'JAN')", 3),
        (NAMES, "month <> 'Dec'", 6),
        (NAMES, "month = 'December'", 1),
        (WEEKDAYS, "weekday IN ('Saturday', 'Sunday')", 3),
        (BOTH, "month IN ('Dec')", 1),
        (BOTH, "month IN ('DEC')", 3),
        (OTHER, "place = 'May'", 1),
    ],
)
def test_statement_has_names_as_what_they_are_compared_with(
    tmp_path, monkeypatch, text, condition, total
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    sql = f"SELECT sum(n) FROM df WHERE {condition}"  # noqa: S608 - of these tests
    said = begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})
    assert said["answer"]["rows"] == [[total]]


@pytest.mark.parametrize(
    ("text", "code", "total"),
    [
        (DATES, "df[df['day'].isin(['DEC', 'JAN'])]['n'].sum()", 3),
        (DATES, "df[df['day'] == 'Dec']['n'].sum()", 1),
        (DATES, "df[df.day != 'Dec']['n'].sum()", 6),
        (DATES, "df[df['day'].dt.month_name().isin(['Dec', 'Jan'])]['n'].sum()", 3),
        (DATES, "df[df['day'].dt.day_name() == 'Sat']['n'].sum()", 5),
        (DATES, "df[df['day'].dt.strftime('%b') == 'DEC']['n'].sum()", 1),
        (DATES, "sum(r['n'] for r in rows if r['day'] in ['Dec', 'Jan'])", 3),
        (DATES, "sum(r['n'] for r in rows if r['day'].strftime('%A') == 'Sat')", 5),
        (NUMBERS, "df[df['month'].isin(['Dec', 'Jan'])]['n'].sum()", 3),
        (NAMES, "df[df['month'].isin(['Dec', 'Jan'])]['n'].sum()", 3),
        (NAMES, "sum(r['n'] for r in rows if r['month'] not in ('DEC', 'JAN'))", 4),
        (WEEKDAYS, "df[df['weekday'] == 'Saturday']['n'].sum()", 1),
        (OTHER, "df[df['place'] == 'May']['n'].sum()", 1),
    ],
)
def test_program_has_names_as_what_they_are_compared_with(tmp_path, monkeypatch, text, code, total):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    assert left_by(f"answer = {code}") == total


def test_column_that_a_program_makes_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(DATES)
    code = "df['day'] = df['day'].dt.strftime('%b')\nanswer = df[df['day'] == 'Dec']['n'].sum()"
    assert left_by(code) == 1
    code = "df = df.assign(day=df['day'].dt.strftime('%b'))\nanswer = (df['day'] == 'Dec').sum()"
    assert left_by(code) == 1
    (tmp_path / "a.csv").write_text(WEEKDAYS)
    code = "df.loc[:, 'weekday'] = df['weekday'].str.upper()\n"
    assert left_by(f"{code}answer = (df['weekday'].isin(['SAT'])).sum()") == 1
    code = "made = [{'weekday': r['weekday'].upper()} for r in rows]\n"
    assert left_by(f"{code}answer = sum(r['weekday'] in ['SAT'] for r in made)") == 1


def left_by(code):
    """What a program leaves as its answer."""
    tables = tables_of(TABLES, code)
    tree = ast.parse(code)
    named_in_program(tree, tables)
    names = {**tables, "rows": records_of(tables["df"])}
    exec(compile(tree, "program", "exec"), names)  # noqa: S102 - of these tests
    return names["answer"]
