"""Statements that sum across columns of a row, or name those beside the long form's values."""

from __future__ import annotations

import pytest

from hocket.execute.tables.inside.across import of_rows
from hocket.execute.tables.inside.statement import begin

TABLES = [{"name": "bar.csv", "variable": "df"}]
DRINKS = (
    "day,tea,milk,cocoa\n2024-05-01,9,2,3\n2024-05-02,4,2,3\n2024-05-03,1,5,5\n"
    "2024-05-04,20,1,9\n2024-05-05,7,7,\n"
)
GROUPED = "shop,tea,milk\nA,9,2\nA,1,3\nB,4,4\n"


def rows_of(tmp_path, monkeypatch, text, sql):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bar.csv").write_text(text)
    said = begin({"tables": TABLES, "code": sql, "alike": False, "once": ""})
    return said["answer"]["rows"] if "answer" in said else said["fault"]


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ("tea > sum(milk + cocoa)", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(milk, cocoa)", ["2024-05-01", "2024-05-04"]),
        ("tea >= sum(tea, milk, cocoa) / 2", ["2024-05-01", "2024-05-04", "2024-05-05"]),
        ("tea > avg(milk, cocoa) AND milk > 1", ["2024-05-01", "2024-05-02"]),
        ("tea > avg(tea)", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(tea) / 3", ["2024-05-04"]),
        ("tea > sum(coalesce(milk, 0) + coalesce(cocoa, 0))", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(((COALESCE(milk, 0)) + milk + cocoa))", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(coalesce(milk, 0), ifnull(cocoa, 0))", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(milk) + SUM(coalesce(cocoa, 0))", ["2024-05-01", "2024-05-04"]),
        ("tea > sum(milk) + sum(milk)", []),
        ("tea > max(milk, cocoa)", ["2024-05-01", "2024-05-02", "2024-05-04"]),
        ("tea < min(milk, cocoa)", ["2024-05-03"]),
    ],
)
def test_condition_on_a_sum_of_columns_is_of_each_row(tmp_path, monkeypatch, condition, days):
    sql = f"SELECT day FROM df WHERE {condition} ORDER BY day"  # noqa: S608 - of these tests
    assert rows_of(tmp_path, monkeypatch, DRINKS, sql) == [[day] for day in days]


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT shop, sum(tea, milk) AS s FROM df ORDER BY s", [["A", 4], ["B", 8], ["A", 11]]),
        ("SELECT shop, mean(tea, milk) AS s FROM df ORDER BY s", [["A", 2], ["B", 4], ["A", 5.5]]),
        ("SELECT shop, sum(tea, milk) FROM df GROUP BY shop ORDER BY shop", [["A", 15], ["B", 8]]),
        ("SELECT shop, max(tea, milk) AS s FROM df ORDER BY s", [["A", 3], ["B", 4], ["A", 9]]),
    ],
)
def test_sum_of_listed_columns_is_of_each_row_or_group(tmp_path, monkeypatch, sql, rows):
    assert rows_of(tmp_path, monkeypatch, GROUPED, sql) == rows


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT avg(tea, milk) FROM df",
        "SELECT shop, avg(tea, milk) FROM df GROUP BY shop",
        "SELECT shop FROM df WHERE tea > sum(milk) GROUP BY shop UNION SELECT 'x'",
    ],
)
def test_statement_that_may_mean_something_else_is_left_alone(sql):
    fault = "No function matches 'avg(BIGINT, BIGINT)' or WHERE clause cannot contain aggregates"
    assert of_rows(sql, fault) == sql


def test_statement_with_columns_of_both_forms_hears_what_to_add(tmp_path, monkeypatch):
    sql = "SELECT day FROM df WHERE tea > value / 2"
    fault = rows_of(tmp_path, monkeypatch, DRINKS, sql)
    assert '"df_long"' not in fault
    assert 'add them as "tea" + "milk" + "cocoa"' in fault
    found = rows_of(tmp_path, monkeypatch, DRINKS, "SELECT max(value) AS m FROM df")
    assert found == [[20]]
