"""Rows in the order that a task asks for."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import ending_of, fill, form_of
from hocket.agents.forms.figures import figures_like, number_text
from hocket.agents.forms.ordering import ordered
from hocket.agents.forms.orders import order_in

TOWNS = ["town", "people", "founded"]


def rows_of(text):
    """Rows from 'Ulm 3 1200, Bonn 1 900'."""
    rows = [part.split() for part in text.split(", ")]
    return [[row[0], *map(int, row[1:])] for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sorted by town in alphabetical order", "Aken Bonn Ulm"),
        ("Sort the rows by town from A to Z.", "Aken Bonn Ulm"),
        ("ordered by the name of the town", "Aken Bonn Ulm"),
        ("from A to Z", "Aken Bonn Ulm"),
        ("in alphabetical order", "Aken Bonn Ulm"),
        ("alphabetically by town", "Aken Bonn Ulm"),
        ("in reverse alphabetical order", "Ulm Bonn Aken"),
        ("from Z to A", "Ulm Bonn Aken"),
        ("sorted by people", "Bonn Aken Ulm"),
        ("sorted by people, the largest first", "Ulm Aken Bonn"),
        ("sorted by people in descending order", "Ulm Aken Bonn"),
        ("sorted descending by people", "Ulm Aken Bonn"),
        ("sorted by people (highest first)", "Ulm Aken Bonn"),
        ("sorted by people from high to low", "Ulm Aken Bonn"),
        ("with the most people first", "Ulm Aken Bonn"),
        ("fewest people first", "Bonn Aken Ulm"),
        ("beginning with the smallest people", "Bonn Aken Ulm"),
        ("in ascending order of people", "Bonn Aken Ulm"),
    ],
)
def test_rows_get_the_order_of_the_column_that_is_named(words, expected):
    rows = rows_of("Ulm 9 1200, Bonn 1 900, Aken 5 800")
    after = ordered(order_in(f"Make o.csv, {words}"), TOWNS, rows)
    assert [row[0] for row in after] == expected.split()


@pytest.mark.parametrize(
    ("words", "names", "rows", "expected"),
    [
        ("sorted by name and then year", ["name", "year", "n"],
         [["B", 2, 1], ["A", 2, 2], ["B", 1, 3], ["A", 1, 4]], [4, 2, 3, 1]),
        ("sorted by name, then by year, newest first", ["name", "year", "n"],
         [["B", 1, 1], ["A", 1, 2], ["B", 2, 3], ["A", 2, 4]], [4, 2, 3, 1]),
        ("sorted by name and within each name by n, highest first", ["name", "n"],
         [["B", 1], ["A", 2], ["B", 3]], [2, 3, 1]),
        ("oldest first", ["day", "n"], [["2024-02-01", 1], ["2023-12-31", 2]], [2, 1]),
        ("newest first", ["day", "n"], [["2023-12-31", 2], ["2024-02-01", 1]], [1, 2]),
        ("oldest first", ["who", "age"], [["A", 3], ["B", 30]], [30, 3]),
        ("youngest first", ["who", "age"], [["A", 30], ["B", 3]], [3, 30]),
        ("in the order of their dates", ["date", "n"], [["3 May 2024", 1], ["2 May 2024", 2]],
         [2, 1]),
        ("in chronological order", ["year", "n"], [[1952, 1], [1947, 2]], [2, 1]),
        ("from the oldest to the newest", ["month", "n"], [["2020-02", 1], ["2020-01", 2]], [2, 1]),
        ("sorted by month", ["month", "n"], [["Feb", 1], ["Jan", 2], ["Dec", 3]], [2, 1, 3]),
        ("Monday first", ["weekday", "n"], [["Tue", 1], ["Mon", 2], ["Sun", 3]], [2, 1, 3]),
        ("from January to December", ["month", "n"], [["May", 1], ["Apr", 2]], [2, 1]),
        ("the richest first", ["land", "gdp"], [["A", 1], ["B", 2.5]], [2.5, 1]),
        ("the biggest increase first", ["firm", "percent"], [["A", 1], ["B", 2]], [2, 1]),
        ("cheapest first", ["id", "price"], [[7, 3], [1, 2]], [2, 3]),
        ("the largest first", ["year", "n"], [[1950, 3], [1940, 5]], [5, 3]),
        ("the largest drop first", ["firm", "drop"], [["A", 1], ["B", 2]], [2, 1]),
        ("from the highest to the lowest", ["land", "n"], [["A", 1], ["B", 2]], [2, 1]),
        ("from highest to lowest and rounded", ["land", "n"], [["A", 1], ["B", 2]], [2, 1]),
        ("from highest to lowest rain", ["land", "rain"], [["A", 1], ["B", 2]], [2, 1]),
        ("the largest first in o.csv", ["land", "n"], [["A", 1], ["B", 2]], [2, 1]),
        ("alphabetically by name", ["n", "town"], [[1, "b 1"], [2, "a 2"]], ["a 2", "b 1"]),
        ("sorted by town", ["n", "town"], [[1, letter] for letter in "ZYXWVUTSRQPONM"],
         list("MNOPQRSTUVWXYZ")),
        ("sorted by name", ["name", "n"], [["Öz", 1], ["Ulm", 2], ["abc", 3]], [3, 1, 2]),
        ("sorted by n", ["name", "n"], [["a", "10"], ["b", "9"]], ["9", "10"]),
        ("sorted by n", ["name", "n"], [["a", None], ["b", 9], ["c", 3]], [3, 9, None]),
    ],
)  # fmt: skip
def test_rows_are_sorted_and_equal_ones_stay_in_their_order(words, names, rows, expected):
    after = ordered(order_in(f"Make o.csv, {words}."), names, rows)
    assert [row[-1] for row in after] == expected


@pytest.mark.parametrize(
    ("words", "names", "rows"),
    [
        ("sorted by name", ["name"], [["Ulm"], ["bonn"]]),
        ("sorted by name", ["name"], [["bonn"], ["Ulm"]]),
        ("sorted by name", ["name"], [["Öz"], ["Ulm"]]),
        ("sorted by name", ["name"], [["Ulm"], ["Öz"]]),
        ("sorted by month", ["month"], [["Apr"], ["Jan"]]),
        ("sorted by month", ["month"], [["Jan"], ["Apr"]]),
        ("sorted by n", ["n"], [[1], [None], [2]]),
        ("sorted by n", ["n"], [[3], ["x"], [1]]),
        ("the richest first", ["land", "gdp", "people"], [["A", 1, 1], ["B", 2, 3]]),
        ("beginning with the highest melting point", ["name", "number"], [["A", 1], ["B", 2]]),
        ("longest name first", ["name", "n"], [["Al", 1], ["Bob", 2]]),
        ("oldest first", ["from", "to"], [["2024-02", "2024-03"], ["2024-01", "2024-05"]]),
        ("sorted by how they look", ["name", "n"], [["b", 1], ["a", 2]]),
        ("best first", ["name", "n"], [["b", 1], ["a", 2]]),
        ("in the order of the file", ["name", "n"], [["b", 1], ["a", 2]]),
        ("The file is sorted by name.", ["name", "n"], [["b", 1], ["a", 2]]),
        ("with the highest price in the first quarter", ["name", "price"], [["b", 1], ["a", 2]]),
        ("first and last", ["first", "last"], [["b", 1], ["a", 2]]),
        ("sorted by day", ["day"], [["03/04/2024"], ["02/05/2024"]]),
        ("the largest fall first", ["firm", "change"], [["A", -30], ["B", -20], ["C", -5]]),
        ("beginning with the biggest drop", ["firm", "n"], [["A", -30], ["B", -5]]),
        ("sorted by change, the largest drop first", ["firm", "change"], [["A", -9], ["B", -5]]),
        ("sorted by absolute change, largest first", ["firm", "change"], [["A", -9], ["B", 5]]),
        ("the largest first; ties in alphabetical order", ["town", "n"],
         [["Ulm", 9], ["Aken", 3], ["Bonn", 3]]),
        ("cheapest first, and within the same price alphabetically", ["item", "price"],
         [["Pen", 1], ["Cup", 2], ["Hat", 2]]),
        ("the fastest first, then in alphabetical order", ["who", "time"], [["Z", 9], ["A", 10]]),
        ("sorted by n, largest first, then alphabetically", ["town", "n"], [["Ulm", 9], ["A", 3]]),
        ("Which had the largest increase first in 1960", ["year", "n"], [[1960, 3], [1961, 5]]),
        ("from highest to lowest rain", ["town", "people"], [["A", 1], ["B", 2]]),
        ("in alphabetical order of surname", ["name"], [["Bea Adams"], ["Al Zorn"]]),
        ("alphabetically by last name", ["name"], [["Bea Adams"], ["Al Zorn"]]),
        ("sorted by last name", ["name"], [["Bea Adams"], ["Al Zorn"]]),
        ("sorted by size from small to large", ["size", "n"], [["S", 1], ["M", 2], ["L", 3]]),
        ("sorted by priority, high to low", ["priority"], [["high"], ["middle"], ["low"]]),
        ("sorted by age group", ["age group"], [["under 5"], ["5-9"], ["10-14"]]),
        ("sorted by weekday, beginning with Sunday", ["weekday"], [["Sun"], ["Mon"], ["Sat"]]),
        ("in chronological order, first month October", ["month"], [["Oct"], ["Dec"], ["Jan"]]),
        ("in chronological order, from October on", ["month"], [["Oct"], ["Dec"], ["Jan"]]),
        ("sorted by version", ["version"], [[1.2], [1.1]]),
        ("sorted by no", ["no"], [["1.2"], ["1.10"]]),
        ("sorted by name", ["name"], [["item2"], ["item10"]]),
        ("sorted by status", ["status"], [["open"], ["in work"], ["done"]]),
        ("sorted by number of towns", ["town"], [[letter] for letter in "ZYXWVUTSRQPONM"]),
    ],
)  # fmt: skip
def test_rows_stay_where_they_are_in_order_or_the_order_is_not_certain(words, names, rows):
    after = ordered(order_in(f"Make o.csv, {words}."), names, [list(row) for row in rows])
    assert after == rows


def table(columns, *rows):
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


def test_answer_is_ordered_by_a_column_that_is_not_handed_over():
    form = form_of("Write o.json, a list of their names, beginning with the highest.", ["o.json"])
    assert json.loads(fill(form, table(["name", "m"], ["A", 1], ["B", 2])).content) == ["B", "A"]
    form = form_of("Write o.json, a list of their names, highest melting first.", ["o.json"])
    rows = [["A", 1, 8], ["B", 2, 7]]
    filled = fill(form, table(["name", "melting", "number"], *rows))
    assert json.loads(filled.content) == ["B", "A"]
    hidden = fill(form, {"kind": "value", "value": [{"name": n, "melting": m} for n, m, _ in rows]})
    assert json.loads(hidden.content) == ["B", "A"]


def test_column_that_is_left_over_is_not_taken_for_the_one_that_is_meant():
    form = form_of("Write o.csv with the columns name and number, the richest first.", ["o.csv"])
    rows = [["A", 1, 9.5], ["B", 2, 3.5]]
    assert fill(form, table(["name", "number", "gdp"], *rows)).content == b"name,number\nA,1\nB,2\n"


@pytest.mark.parametrize(
    ("text", "answer", "content"),
    [
        ("Write o.json: town -> people, most people first.",
         {"kind": "value", "value": {"A": 1, "B": 2}}, '{"B": 2, "A": 1}'),
        ("Write o.json, a list of the names from A to Z.",
         {"kind": "value", "value": ["b", "a"]}, '["a", "b"]'),
        ("Write o.json, a list of {town, people}, sorted by people.",
         {"kind": "value", "value": [{"town": "A", "people": 2}, {"town": "B", "people": 1}]},
         '[{"town": "B", "people": 1}, {"town": "A", "people": 2}]'),
    ],
)  # fmt: skip
def test_json_of_every_shape_has_the_order(text, answer, content):
    assert json.dumps(json.loads(fill(form_of(text, ["o.json"]), answer).content)) == content


def test_tables_and_lists_in_words_have_the_order():
    form = form_of("Which towns are there, in alphabetical order?")
    assert fill(form, {"kind": "value", "value": ["b", "a"]}).text == "a, b"
    form = form_of("Make o.md, sorted by town from A to Z. Columns: town, n.", ["o.md"])
    text = fill(form, table(["town", "n"], ["B", 1], ["A", 2])).text
    assert text.splitlines()[2:] == ["| A | 2 |", "| B | 1 |"]


@pytest.mark.parametrize(
    ("words", "is_down"),
    [
        ("beginning with the one that has most", True),
        ("beginning with the one that sleeps longest", True),
        ("the one with the lowest price first", False),
        ("starting with the town that had least", False),
    ],
)
def test_order_is_that_of_the_size_told_of_the_first_one(words, is_down):
    order = order_in(f"Write o.json, a list of their names, {words}.")
    assert (order.kind, order.parts[0][1]) == ("size", is_down)


def test_what_only_tells_of_a_size_asks_for_no_order():
    assert order_in("Write o.json, a list of those that have most, as they come.") is None


def test_list_in_the_order_of_a_number_is_sorted_by_code():
    goal = "Write o.json, a list of names, beginning with the one that has most."
    form = form_of(goal, ["o.json"])
    assert ending_of(form, "query") == (
        "Select two columns, the name and the number that it is sorted by"
    )
    filled = fill(form, table(["name", "rain"], ["A", 1], ["B", 3], ["C", 2]))
    assert json.loads(filled.content) == ["B", "C", "A"]
    rows = [{"name": "A", "rain": 1}, {"name": "B", "rain": 3}]
    assert json.loads(fill(form, {"kind": "value", "value": rows}).content) == ["B", "A"]


def test_years_like_an_example_have_no_decimals():
    form = form_of("Write o.csv with the columns year (like 1950) and rain.", ["o.csv"])
    filled = fill(form, table(["year", "rain"], [1950.0, 1.5], [1951.0, 2.0]))
    assert filled.content == b"year,rain\n1950,1.5\n1951,2.0\n"
    half = fill(form, table(["year", "rain"], [1950.5, 1.5], [1951.0, 2.0]))
    assert b"1950.5" in half.content


@pytest.mark.parametrize(
    "words",
    [
        "beginning with the one that shrank most",
        "beginning with the town that lost most people",
        "beginning with the one that has the highest rank",
        "the one with the highest ranking first",
        "beginning with the one whose position is highest",
    ],
)
def test_of_losses_and_ranks_the_order_is_open(words):
    assert order_in(f"Write o.json, a list of their names, {words}.") is None


@pytest.mark.parametrize(
    ("goal", "is_of_names"),
    [
        ("Write o.json, a list of their names, the highest first.", True),
        ("Which towns are old? Write o.json, a list of the towns, largest first.", True),
        ("Write o.json, a list of the five highest prices, the highest first.", False),
        ("Write o.json, a list of the ages of the members, highest first.", False),
        ("Write o.json, a list of the monthly totals, largest first.", False),
        ("Write o.json, a list of the names with the highest price, largest first.", False),
        ("Which prices are there? Write o.json, a list of the prices, largest first.", False),
    ],
)
def test_number_beside_a_name_is_asked_for_only_in_a_list_of_names(goal, is_of_names):
    form = form_of(goal, ["o.json"])
    assert ending_of(form, "query").startswith("Select two columns") is is_of_names


def test_number_that_is_not_the_one_named_sorts_no_list():
    goal = "Write o.json, a list of their names, largest area first and then by population."
    form = form_of(goal, ["o.json"])
    rows = [["A", 1], ["B", 2]]
    other = fill(form, table(["town", "population"], *rows))
    assert json.loads(other.content) == ["A", "B"]
    assert json.loads(fill(form, table(["town", "area"], *rows)).content) == ["B", "A"]


@pytest.mark.parametrize("endless", [float("inf"), float("nan"), 10**400])
def test_number_without_an_end_is_left_as_it_is(endless):
    [mended, year] = figures_like("1950").mended([endless, 1950.0])
    assert (str(mended), year) == (str(endless), 1950)
    assert number_text(float("inf"), 2) == "inf"
