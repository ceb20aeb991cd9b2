"""Programs and queries on a table with a column for each of several things, in the sandbox."""

from __future__ import annotations

import json

import pytest

from hocket.execute.tables.tool import Compute, Query

pytestmark = [pytest.mark.sandbox, pytest.mark.timeout(120)]

RENTS = "month;year;centre;north;south\n" + "".join(
    f"{n % 12 + 1};{2001 + n // 12};{20 - n};{n % 9 + 1};{n % 5 + 3}\n" for n in range(16)
)
"""Rents of three districts by month and year, of which the long form has one column."""
FISH = '"","Cod","Hake","Ling"\n"1951",45939,2876,555\n"1956",60423,,733\n'


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "df_long.groupby('species')['value'].max().to_dict()",
            {"Cod": 60423, "Hake": 2876, "Ling": 733},
        ),
        (
            "df.groupby('species')['value'].max().to_dict()",
            {"Cod": 60423, "Hake": 2876, "Ling": 733},
        ),
        (
            "df.groupby('species').max()['value'].to_dict()",
            {"Cod": 60423, "Hake": 2876, "Ling": 733},
        ),
        ("[df_long_rows[4][key] for key in ('year', 'species', 'value')]", [1956, "Hake", None]),
        ("df_long.pivot(index='year', columns='species', values='value').loc[1951, 'Ling']", 555),
    ],
)
async def test_program_has_a_row_for_each_thing_under_the_word_of_the_task(
    sandbox, place, code, expected
):
    (place.folder / "shops.csv").write_text(FISH)
    result = await Compute(sandbox).use({"code": f"answer = {code}", "thing": "species"}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["value"] == expected


@pytest.mark.parametrize("table", ["df", "df_long", "shops"])
async def test_query_has_a_row_for_each_thing_under_the_word_of_the_task(sandbox, place, table):
    (place.folder / "shops.csv").write_text(FISH)
    sql = "SELECT species, max(value) AS n FROM df GROUP BY species ORDER BY n DESC"
    sql = sql.replace("df", table)
    result = await Query(sandbox).use({"sql": sql, "thing": "species"}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["rows"] == [
        ["Cod", 60423],
        ["Hake", 2876],
        ["Ling", 733],
    ]


async def test_query_of_an_unknown_thing_is_told_of_the_long_form(sandbox, place):
    (place.folder / "shops.csv").write_text(FISH)
    sql = "SELECT species, sum(x) FROM df GROUP BY species"
    result = await Query(sandbox).use({"sql": sql}, place)
    assert "If each of the columns of df is a species, take them from df_long." in result.text
    assert "UNPIVOT" not in result.text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("changes(df_long, 'centre', over='6 months', time='month')['difference'].min()", -6),
        ("df_long.north.max()", 9),
        ("len(longest_run(df_long, df_long['south'] > 4))", 3),
    ],
)
async def test_column_that_is_taken_from_the_long_form_is_that_of_the_table(
    sandbox, place, code, expected
):
    (place.folder / "shops.csv").write_text(RENTS)
    result = await Compute(sandbox).use({"code": f"answer = {code}"}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["value"] == expected


@pytest.mark.parametrize(
    "select",
    [
        "date, north - lag(north, 6) OVER (ORDER BY month) AS rise",
        "strftime(date, '%Y-%m-%d') AS date, north - lag(north, 6) OVER (ORDER BY date) AS rise",
    ],
)
async def test_query_of_the_long_form_for_a_column_of_the_table_is_of_that_in_time(
    sandbox, place, select
):
    (place.folder / "shops.csv").write_text(RENTS)
    sql = "SELECT rise FROM df_long ORDER BY rise DESC NULLS LAST, date LIMIT 1"
    sql = sql.replace("SELECT rise", f"SELECT {select}")
    result = await Query(sandbox).use({"sql": sql}, place)
    assert result.ok, result.text
    assert json.loads(result.data["answer"])["rows"] == [["2001-07-01", 6]]
