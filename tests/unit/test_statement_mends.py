"""Statements that SQL refuses, or that stop a step too early, are taken as they are meant."""

from __future__ import annotations

import duckdb
import pytest

from hocket.agents.forms import form_of
from hocket.agents.ways.topmost import filled_with, topmost
from hocket.execute.tables.inside.binding import of_values, only_listed, summed
from hocket.execute.tables.inside.clauses import in_order, selected
from hocket.execute.tables.inside.statement import begin


@pytest.fixture(scope="module")
def connection():
    connection = duckdb.connect()
    connection.execute("CREATE TABLE df (shop text, tea text, sold int, price double)")
    connection.execute("INSERT INTO df VALUES ('A', 'mint', 3, 2), ('A', 'lime', 5, 1)")
    connection.execute("INSERT INTO df VALUES ('B', 'mint', 4, 2)")
    return connection


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop FROM df ORDER BY shop QUALIFY row_number() OVER (PARTITION BY shop) = 1",
        "SELECT 1 FROM df ORDER BY tea\nLIMIT 9 QUALIFY row_number() OVER (ORDER BY tea) = 1;",
        "WITH t AS (SELECT 1 AS a FROM df ORDER BY 1) SELECT * FROM t ORDER BY a WHERE a > 0",
        "SELECT shop, sum(sold) FROM df GROUP BY shop WHERE tea <> 'limit order by'",
        "SELECT shop, sum(sold) FROM df ORDER BY 2 GROUP BY shop HAVING sum(sold) > 1",
        "SELECT shop FROM df LIMIT 1 ORDER BY shop",
    ],
)
def test_clauses_out_of_order_are_put_in_order(statement, connection):
    with pytest.raises(duckdb.ParserException):
        connection.execute(statement)
    assert connection.execute(in_order(statement)).fetchall()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop FROM df QUALIFY row_number() OVER (ORDER BY tea) = 1 ORDER BY shop",
        "SELECT shop FROM df ORDER BY shop UNION SELECT tea FROM df",
        "SELECT shop FROM df WHERE tea IS DISTINCT FROM 'mint'",
        "SELECT 'order by' FROM df -- order by\nWHERE sold > 1",
        "FROM df",
    ],
)
def test_statements_in_order_or_of_two_halves_stay(statement):
    assert in_order(statement) == statement


def test_columns_of_the_outer_select_are_those_of_the_result():
    statement = "WITH t AS (SELECT a, b FROM df) SELECT DISTINCT a, round(b, 1) FROM t"
    assert selected(statement) == ["a", "round(b, 1)"]
    assert selected("FROM df") == []


def paid(connection, statement):
    """The rows of a statement that takes a product of single rows, mended as often as refused."""
    while True:
        try:
            return sorted(connection.execute(statement).fetchall())
        except duckdb.BinderException as error:
            other = summed(statement, str(error))
            if other == statement:
                raise
            statement = other


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop, sold * price AS paid FROM df GROUP BY shop ORDER BY paid DESC",
        "SELECT shop, (sold - 0) * d.price FROM df AS d GROUP BY shop",
        'SELECT shop, round("sold" * price, 1) FROM df GROUP BY shop ORDER BY "sold" * price',
    ],
)
def test_product_of_the_rows_of_a_group_is_summed(statement, connection):
    assert paid(connection, statement) == [("A", 11.0), ("B", 8.0)]


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop, (sold * 100) / price AS share FROM df GROUP BY shop",
        "SELECT shop, 100 * sold / price FROM df GROUP BY shop",
        "SELECT shop, round(sold / price * 100, 6) FROM df GROUP BY shop",
    ],
)
def test_what_is_divided_within_a_group_is_the_sums_of_both(statement, connection):
    sums = connection.execute("SELECT shop, sum(sold), sum(price) FROM df GROUP BY shop").fetchall()
    wanted = sorted((shop, round(100 * sold / price, 6)) for shop, sold, price in sums)
    assert [(shop, round(share, 6)) for shop, share in paid(connection, statement)] == wanted


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop, sold FROM df GROUP BY shop",
        "SELECT shop, sold / price / 2 * sold FROM df GROUP BY shop",
        "SELECT shop, sold / (price + 1) FROM df GROUP BY shop",
        "SELECT shop, sold - price FROM df GROUP BY shop",
        "SELECT shop, sold * 100 FROM df GROUP BY shop",
        "SELECT shop, sold * sum(price) FROM df GROUP BY shop",
        "SELECT shop, sqrt(sold * price) FROM df GROUP BY shop",
    ],
)
def test_what_a_group_has_of_other_expressions_is_not_guessed(statement, connection):
    with pytest.raises(duckdb.BinderException, match="must appear in the GROUP BY"):
        paid(connection, statement)


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("SELECT name, max(x) FROM t WHERE town IN ('Ulm', 'Bonn') GROUP BY name", "town"),
        ("SELECT name FROM t WHERE \"Town or city\" in ('Ulm') GROUP BY name", "Town or city"),
        ("SELECT name FROM t WHERE town NOT IN ('Ulm') GROUP BY name", ""),
        ("SELECT name FROM t WHERE town IN ('Ulm') AND kind IN ('a') GROUP BY name", ""),
        ("SELECT name FROM t WHERE town IN ('Ulm')", ""),
        ("SELECT name FROM t GROUP BY name", ""),
    ],
)
def test_groups_of_an_unknown_name_are_those_of_the_listed_texts(statement, meant):
    assert only_listed(statement, "name") == meant


@pytest.mark.parametrize(
    ("statement", "meant"),
    [
        ("SELECT name, x FROM t WHERE name IN ('Ulm', 'Bonn')", "town"),
        ("SELECT x FROM t WHERE t.name = 'Ulm' OR name = 'Bonn'", "town"),
        ("SELECT x FROM t WHERE \"name\" = 'O''Hara'", "owner"),
        ("SELECT x FROM t WHERE name IN ('Ulm', 'Bonn', 'Mars')", ""),
        ("SELECT x FROM t WHERE name = 'both'", ""),
        ("SELECT x FROM t WHERE x = 1 AND name > 'Ulm'", ""),
    ],
)
def test_unknown_column_is_the_only_one_that_has_the_texts_it_is_compared_with(statement, meant):
    with duckdb.connect(":memory:") as known:
        known.execute(
            "CREATE TABLE t AS FROM (VALUES ('Ulm', 'O''Hara', 1), ('Bonn', 'both', 2), "
            "('both', 'Ann', 3)) AS v (town, owner, x)"
        )
        assert of_values(known, statement, "name") == meant


@pytest.mark.parametrize("name", ["loser", "destination", "buyer"])
def test_unknown_column_that_says_which_is_meant_is_no_other(name):
    with duckdb.connect(":memory:") as known:
        known.execute("CREATE TABLE t AS FROM (VALUES ('Ann', 1)) AS v (winner, x)")
        statement = "SELECT x FROM t WHERE NAME = 'Ann'".replace("NAME", name)
        assert of_values(known, statement, name) == ""


BEST = "Which tea sold best in each shop? Write best.json: shop -> {tea, sold}."
SALES = {
    "kind": "table",
    "columns": ["shop", "tea", "sold"],
    "rows": [["A", "lime", 5], ["A", "mint", 3], ["B", "mint", 4]],
}


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT shop, tea, sold FROM df ORDER BY shop, sold DESC",
        'SELECT shop, tea, sold FROM df ORDER BY df.sold DESC NULLS LAST, "shop";',
        "SELECT shop, tea, max_of(sold, 1) AS sold FROM df ORDER BY max_of(sold, 1)",
    ],
)
def test_row_that_is_sorted_to_the_top_of_its_group_is_given_and_proves_nothing(statement):
    form = form_of(BEST, ["best.json"])
    filled = filled_with(form, statement, SALES)
    assert not filled.lacks
    assert "several rows for 'A'" in filled.wrong
    assert '"tea": "lime"' in filled.text
    assert filled.text.count('"tea"') == 2


def test_answer_with_one_row_of_each_group_stays_as_it_is():
    form, one = form_of(BEST, ["best.json"]), {**SALES, "rows": SALES["rows"][1:]}
    filled = filled_with(form, "SELECT * FROM df ORDER BY sold", one)
    assert not filled.wrong
    assert '"tea": "mint"' in filled.text


@pytest.mark.parametrize(
    ("task", "statement"),
    [
        (BEST, "SELECT shop, tea, sold FROM df"),
        (BEST, "SELECT shop, tea, sold FROM df ORDER BY shop, tea"),
        (BEST.replace("best ", "")[:-1] + ".", "SELECT shop, tea, sold FROM df ORDER BY sold"),
        (BEST.replace("shop -> ", "a list of "), "SELECT * FROM df ORDER BY sold DESC"),
    ],
)
def test_rows_stay_where_none_is_at_the_top_or_all_are_wanted(task, statement):
    form = form_of(task.replace("best.json", "b.json"), ["b.json"])
    assert topmost(form, statement, SALES) == SALES


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("SELECT shop, sold * price AS p FROM df GROUP BY shop ORDER BY p", [["B", 8], ["A", 11]]),
        ("SELECT name, max(sold) FROM df WHERE shop IN ('A', 'B') GROUP BY name ORDER BY 2", None),
        ("SELECT shop, sum(sold) FROM df GROUP BY shop WHERE tea = 'lime'", [["A", 5]]),
    ],
)
def test_mended_statement_gives_its_rows(code, rows, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.csv").write_text("shop,tea,sold,price\nA,mint,3,2\nA,lime,5,1\nB,mint,4,2\n")
    tables = [{"name": "s.csv", "variable": "df"}]
    said = begin({"tables": tables, "code": code, "alike": False, "once": ""})
    assert said["answer"]["rows"] == (rows or [["B", 4], ["A", 5]])
