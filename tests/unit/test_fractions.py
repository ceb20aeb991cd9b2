"""Years with a fraction: their year, quarter and month where code names them, and what is said."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile.decimal_years import periods_in
from hocket.execute.tables.inside.reading import tables_of
from hocket.execute.tables.inside.statement import begin

TIDES = "time,level\n" + "".join(f"{2000 + n / 4},{n}\n" for n in range(12))
MONTHS = "t,level\n" + "".join(f"{2000 + n / 12:.3f},{n}\n" for n in range(24))
TABLES = [{"name": "a.csv", "variable": "df"}]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(TIDES)
    return tmp_path


def queried(sql):
    return begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})


@pytest.mark.parametrize(
    ("code", "added"),
    [
        ("answer = df.groupby('year')['level'].sum()", True),
        ("answer = df[df.quarter == 2]", True),
        ("SELECT quarter, avg(level) FROM df GROUP BY quarter", True),
        ("answer = df['level'].max()", False),
        ("SELECT CAST(time AS INT) AS year, sum(level) FROM df GROUP BY year", False),
        ("df['year'] = df['time'].astype(int)\nanswer = df['year'].max()", False),
    ],
)
def test_year_and_quarter_are_there_where_code_takes_them(folder, code, added):
    table = tables_of(TABLES, code)["df"]
    assert ("quarter" in table.columns) == added
    if added:
        assert table["year"].tolist()[3:5] == [2000, 2001]
        assert table["quarter"].tolist()[3:5] == [4, 1]


def test_month_of_a_rounded_fraction_is_that_of_the_year(folder):
    (folder / "a.csv").write_text(MONTHS)
    table = tables_of(TABLES, "answer = df.pivot(index='year', columns='month')")["df"]
    assert table["month"].tolist() == [*range(1, 13)] * 2


def test_description_says_which_columns_there_are_as_well():
    [shown] = shown_tables(Loaded("a.csv", "df", TIDES.encode()), PANDAS, about="")
    assert "- 'time' is the year with its quarter, so these are there as well:" in shown
    assert "- 'quarter': integer, 1 to 4, such as 1 of 2000.0" in shown


@pytest.mark.parametrize(
    ("text", "month"),
    [("time,year,level\n", False), ("time,level\n", True)],
)
def test_table_with_a_year_of_its_own_gets_none(text, month):
    rows = [f"{2000 + n / 12:.4f}" for n in range(24)]
    own = [f"{row},{row[:4]},1" if "year" in text else f"{row},1" for row in rows]
    content = (text + "\n".join(own)).encode()
    [shown] = shown_tables(Loaded("a.csv", "df", content), PANDAS, about="")
    assert ("'month'" in shown) == month


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT strftime('%Y', time) AS y, sum(level) FROM df GROUP BY y ORDER BY y",
         [["2000", 6], ["2001", 22], ["2002", 38]]),
        ("SELECT max(level) FROM df WHERE year(time) = 2001 AND quarter(df.time) < 3", [[5]]),
        (("SELECT year, max(CASE WHEN quarter = 2 THEN level END) AS q2 FROM df GROUP BY year "
         "ORDER BY year"), [[2000, 1], [2001, 5], [2002, 9]]),
    ],
)  # fmt: skip
def test_statement_that_takes_such_years_for_dates_has_the_dates(folder, sql, rows):
    assert queried(sql)["answer"]["rows"] == rows


@pytest.mark.parametrize(
    ("text", "sql", "said"),
    [
        ("year,n\n2001,3\n2002,4\n", "SELECT strftime('%Y', year) FROM df",
         '"year" is the number of the year itself: use it as it is.'),
        ("n,month\n5,1\n6,12\n", "SELECT month(month) FROM df",
         '"month" is the number of the month itself: use it as it is.'),
        ("day,hits\n2024-05-01,3\n2024-06-01,4\n", "SELECT year(hits) FROM df",
         '"hits" is a number and no date; the dates are in "day".'),
    ],
)  # fmt: skip
def test_statement_that_takes_a_number_for_a_date_is_told_what_it_is(folder, text, sql, said):
    (folder / "a.csv").write_text(text)
    fault = queried(sql)["fault"]
    assert fault.startswith(said)
    assert "-> BIGINT" not in fault


@pytest.mark.parametrize(
    ("texts", "last"),
    [
        (["1959.1", "1959.2", "1959.3", "1959.4"], (1959, 4)),
        ([f"1871.{n:02}" if n != 10 else "1871.1" for n in range(1, 13)], (1871, 12)),
        (["3.1", "3.2", "3.3", "3.4"], None),
        (["1959.1", "1959.2", "1959.3", "1959.5"], None),
    ],
)
def test_number_of_the_period_may_stand_behind_the_point(texts, last):
    found = periods_in(texts)
    assert (found.of[-1] if found else None) == last
