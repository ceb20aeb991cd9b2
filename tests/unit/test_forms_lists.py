"""Entries of a mapping of which there is nothing, and lists: their order and their items."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.listed import order_doubted

ALL = {"A": {"gold": 2, "silver": 0}, "B": {"gold": 0, "silver": 0}}
TIMES = ["2025-03-07 03:14:49", "2025-03-08 03:14:05"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("without the medals that a country hasn't won", {"A": {"gold": 2}}),
        ("leave out those of which there are none", {"A": {"gold": 2}}),
        ("no zeros", {"A": {"gold": 2}}),
        ("without decimals", ALL),
        ("without teams that have no name", ALL),
        ("do not omit zeros", ALL),
        ("without people who are not employed", ALL),
        ("with 0 for none", ALL),
    ],
)
def test_entries_of_nothing_are_left_out_where_the_task_says_so(said, left):
    task = f"Write m.json: country, as it is written -> {{gold or silver: number}}, {said}."
    rows = [["A", 2, 0], ["B", 0, 0]]
    answer = {"kind": "table", "columns": ["country", "gold", "silver"], "rows": rows}
    assert json.loads(fill(form_of(task, ["m.json"]), answer).content) == left


@pytest.mark.parametrize(
    ("wish", "names", "is_doubted"),
    [
        ("beginning with the one that sleeps longest", "fedcba", True),
        ("the tallest first", "abcdef", True),
        ("the tallest first", "abdcef", False),
        ("the tallest first", "abc", False),
        ("from A to Z", "abcdef", False),
        ("in alphabetical order", "abcdef", False),
        ("please", "abcdef", False),
        ("sorted", "abcdef", False),
        ("the tallest first", ["a1", "a2", "a3", "a4", "a5"], False),
    ],
)
def test_list_in_the_order_of_the_alphabet_is_doubted_where_another_is_asked(
    wish, names, is_doubted
):
    form = form_of(f"Which are tall? Write t.json, a list of them, {wish}.", ["t.json"])
    filled = fill(form, {"kind": "value", "value": list(names)})
    assert bool(order_doubted(form, filled)) is is_doubted


@pytest.mark.parametrize(
    ("goal", "columns"),
    [
        ("Unpivot it to o.csv (week, plant, kg), week after week.", ("week", "plant", "kg")),
        ("Make a flat table o.csv having code, name_en and price.", ("code", "name_en", "price")),
        (
            "Save tracking, town, kg as o.csv without changing the order.",
            ("tracking", "town", "kg"),
        ),
        ("Write o.csv (as UTF-8, please) with the columns a and b.", ("a", "b")),
        ("Write it as o.csv.", ()),
    ],
)
def test_columns_are_read_before_the_file_and_in_brackets_behind_it(goal, columns):
    assert form_of(goal, ["o.csv"]).keys == columns


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ("the days like 2025-03-04, the oldest first", ["2025-03-07", "2025-03-08"]),
        ("the months (like 2025-03)", ["2025-03", "2025-03"]),
        ("the days in the order of the file", ["2025-03-07 03:14:49", "2025-03-08 03:14:05"]),
    ],
)
def test_items_of_a_list_take_the_form_that_is_asked_for(said, items):
    form = form_of(f"When did it fail? Write o.json, a list of {said}.", ["o.json"])
    filled = fill(form, {"kind": "value", "value": TIMES})
    assert json.loads(filled.content) == items


@pytest.mark.parametrize(
    ("code", "is_doubted"),
    [
        ("hot = df[df['t'] > 9]\nanswer = hot['name'].tolist()", True),
        ("SELECT name FROM df WHERE t > 9", True),
        ("answer = df.sort_values('t')['name'].tolist()", False),
        ("SELECT name FROM df ORDER BY t DESC", False),
    ],
)
def test_list_of_a_program_that_sorts_nothing_is_doubted_where_an_order_is_asked(code, is_doubted):
    filled = fill(
        form_of("Write t.json, a list of their names, the tallest first.", ["t.json"]),
        {"kind": "value", "value": ["Kim", "Ann", "Lou"]},
    )
    for goal, doubted in (("the tallest first", is_doubted), ("please", False)):
        form = form_of(f"Write t.json, a list of their names, {goal}.", ["t.json"])
        assert bool(order_doubted(form, filled, code)) is doubted


@pytest.mark.parametrize(
    ("task", "value", "given"),
    [
        ("Which clubs won? Write m.json, a list of their names.", [["B"], ["A"]], ["B", "A"]),
        ("Write m.json, a list of the years.", [[1990], [1991]], [1990, 1991]),
        ("Write m.json: shop -> sales.", {"Oak": [3], "Elm": [4.5]}, {"Oak": 3, "Elm": 4.5}),
        ("Write m.json: shop -> sales.", {"sales": {"Oak": 3, "Elm": 4}}, {"Oak": 3, "Elm": 4}),
        ("Write m.json, a list of lists of names.", [["B"], ["A"]], [["B"], ["A"]]),
        ("Write m.json, a list of pairs.", [["B"], ["A"]], [["B"], ["A"]]),
        ("Write m.json, a list, each group as a list.", [["B"], ["A"]], [["B"], ["A"]]),
        ("Write m.json, a list of the names.", [["B"], ["A", "C"]], [["B"], ["A", "C"]]),
        ("Write m.json: team -> list of ages.", {"Oak": [3]}, {"Oak": [3]}),
        ("Write m.json: team -> members.", {"Oak": ["Ada"], "Elm": ["Bo"]}, None),
    ],
)
def test_values_in_lists_of_one_are_taken_out_where_values_are_asked_for(task, value, given):
    filled = fill(form_of(task, ["m.json"]), {"kind": "value", "value": value})
    assert json.loads(filled.content) == (value if given is None else given)
