"""Columns that are called like words of SQL: quoted where only a name can stand, nowhere else."""

from __future__ import annotations

import duckdb
import pytest

from hocket.execute.tables.inside.statement import quoted_words

COLUMNS = ["From", "To", "End", "Case", "Order", "Where", "Limit", "In", "a"]


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    connection.execute(
        'CREATE TABLE df ("From" date, "To" date, "End" int, "Case" int, "Order" int, '
        '"Where" text, "Limit" int, "In" int, a int)'
    )
    return connection


@pytest.fixture(scope="module")
def reserved(connection):
    asked = "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
    return {name for (name,) in connection.execute(asked).fetchall()}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT count(*) FROM df WHERE a = 3 AND date_diff('year', from, to) = 1",
        "select from, to from df",
        "select a, from from df order by from desc",
        "SELECT max(to - from) FROM df",
        "SELECT CASE WHEN end > 3 THEN 1 ELSE 0 END, case FROM df",
        "SELECT (case when a = 1 then 2 else 3 end) AS x, df.from FROM df WHERE from IS NOT NULL",
        "WITH t AS (SELECT from, limit FROM df) SELECT * FROM t WHERE limit BETWEEN 1 AND 3",
        "SELECT where, count(*) FROM df GROUP BY where ORDER BY max(order)",
        "SELECT extract(year from from) FROM df WHERE in IN (1, 2)",
        "SELECT sum(end)-sum(case) FROM df WHERE 'from' = where",
        "SELECT a FROM df WHERE to>=from",
        "SELECT a, FROM df",
        "SELECT -1 FROM df WHERE a IN (SELECT a FROM df)",
    ],
)
def test_statement_with_columns_named_like_words_of_sql_is_understood(
    statement, connection, reserved
):
    connection.execute(quoted_words(statement, COLUMNS, reserved))


def test_words_of_sql_without_such_a_column_stay(reserved):
    statement = "SELECT a FROM df WHERE a IN (SELECT a FROM df) ORDER BY a LIMIT 3"
    assert quoted_words(statement, ["a"], reserved) == statement
