"""Numbers that cannot be by what a task says of them, and groups of a flag."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.bounds import bounds_in, wrong_percent


def value(of):
    return {"kind": "value", "value": of}


def table(columns, *rows):
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


@pytest.mark.parametrize(
    ("name", "said", "inside", "outside"),
    [
        ("busiest_hour", " (0 to 23)", [0, 23], [24, -1]),
        ("hour", " (0-23)", [5], [24, "2010-12-24 07:00", "noon"]),
        ("score", ", a number between 0 and 1,", [0, 0.5, 1], [1.5, -0.1]),
        ("r", " is a number between -1 and 1", [-1, 1], [1.2]),
        ("loss", " (as a negative number)", [-3, 0], [3]),
        ("loss", " as negative numbers", [-3], [0.5]),
        ("drop", " (a positive number)", [3], [-3]),
        ("drop", " as a positive number", [3], [-0.1]),
        ("drop", " without the sign", [3], [-0.1]),
        ("mean", " are non-negative numbers", [0, 3], [-0.1]),
        ("mean", " (a non-negative number)", [0, 3], [-0.1]),
        ("r", " is a number between -1 and 1", [1 + 1e-12], [1.01]),
    ],
)
def test_range_and_sign_are_read_from_the_words(name, said, inside, outside):
    (bounds,) = bounds_in(name, said)
    assert all(map(bounds.fits, inside))
    assert not any(map(bounds.fits, outside))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("children", " (0 to 12)"),
        ("people", " from 1952 to 2007"),
        ("sales", " between 2010 and 2020"),
        ("change", " (negative if it fell)"),
        ("change", " (positive or negative)"),
        ("votes", " (negative ones count too)"),
        ("amount", " (no negative numbers)"),
        ("amount", " (without negative numbers)"),
        ("shop", " with a negative number of points"),
        ("name", " and"),
        ("span", " (5 to 1)"),
    ],
)
def test_words_that_give_no_range_for_certain_give_none(name, said):
    assert bounds_in(name, said) == ()


SHARES = "Write o.json: town -> percent of all people."
SHARE = "What share of the people live there? Write o.json: town -> percent."


@pytest.mark.parametrize(
    ("task", "values", "is_scaled", "wrong"),
    [
        (SHARES, [0.25, 0.75], False, "percent holds 0.25, a part of 1; multiply by 100"),
        (SHARES, [0.25, 0.75], True, ""),
        (SHARES, [0.25, 75], False, ""),
        (SHARES, [0, 1], False, ""),
        (f"Only towns below 1 percent. {SHARES}", [0.3, 0.7], False, ""),
        (f"Those with less than one per cent. {SHARES}", [0.3, 0.7], False, ""),
        (SHARES, [25, 75], False, ""),
        (SHARES, [None, "12%"], False, ""),
        (SHARES.replace("of all", "growth of"), [0.25, 0.75], False, ""),
        ("Write the mean percent of fat by kind.", [0.25, 0.75], False, ""),
        (SHARE, [25, 175], True, "percent holds 175, but a share of a whole is 0 to 100"),
        (SHARE, [-5, 20], True, "percent holds -5, but"),
        (SHARES, [25, 175], True, ""),
        ("By how many percent did the share of it rise?", [125], True, ""),
    ],
)
def test_percentage_is_no_part_of_one_and_a_share_is_no_more_than_the_whole(
    task, values, is_scaled, wrong
):
    found = wrong_percent("percent", values, task, is_scaled=is_scaled)
    assert bool(found) == bool(wrong)
    assert wrong in found


def test_column_with_another_name_is_no_percentage():
    assert wrong_percent("share", [0.2, 0.8], SHARE, is_scaled=False) == ""


@pytest.mark.parametrize(
    ("text", "given", "wrong"),
    [
        ("What percentage of the towns is old? One decimal.", 0.42, "a part of 1"),
        ("What percentage of the towns is old? One decimal.", 42.0, ""),
        ("What is the mean percentage of sugar?", 0.42, ""),
        ("What share of the towns is old?", 0.42, ""),
        ("How many towns are there?", 1, ""),
    ],
)
def test_percentage_in_words_is_no_part_of_one(text, given, wrong):
    assert wrong in fill(form_of(text), value(given)).wrong or wrong == ""
    assert bool(fill(form_of(text), value(given)).wrong) == bool(wrong)


def test_percentages_are_looked_at_before_they_get_their_sign():
    text = "Write o.csv with the columns town and percent (like 12.5%): the share of each town."
    answer = table(["town", "percent"], ["A", 0.25], ["B", 0.75])
    assert "percent holds 0.25, a part of 1" in fill(form_of(text, ["o.csv"]), answer).wrong


def test_value_out_of_the_range_of_its_key_is_named():
    form = form_of("Write o.json with mean and busiest_hour (0 to 23).", ["o.json"])
    assert "busiest_hour holds 2013" in fill(form, value({"mean": 1, "busiest_hour": 2013})).wrong
    assert fill(form, value({"mean": 1, "busiest_hour": 13})).wrong == ""


def test_slot_of_a_template_has_the_range_that_is_said_of_it():
    form = form_of('Answer: @p[p_value] @n[name] where "p_value" is a number between 0 and 1. '
                   '"name" is a string.')  # fmt: skip
    assert fill(form, value({"p": 0.5, "n": "x"})).wrong == ""
    assert fill(form, value({"p": 5, "n": "x"})).wrong == "p is 5, which is not 0 to 1"


@pytest.mark.parametrize(
    "answer",
    [
        value({"1 False": 40, "1 True": 60, "2 False": 75, "2 True": 25}),
        value({"1": {"False": 40, "True": 60}, "2": {"False": 75, "True": 25}}),
        value({"False": {"1": 40, "2": 75}, "True": {"1": 60, "2": 25}}),
        value({"(1, False)": 40, "(1, True)": 60, "(2, True)": 25}),
        table(["class", "woman", "n"], [1, False, 40], [1, True, 60], [2, False, 75],
              [2, True, 25]),
        table(["class", "False", "True"], [1, 40, 60], [2, 75, 25]),
    ],
)  # fmt: skip
def test_groups_where_a_flag_does_not_hold_are_left_out(answer):
    form = form_of("What share is old? Write o.json: class -> number.", ["o.json"])
    assert json.loads(fill(form, answer).content) == {"1": 60, "2": 25}


@pytest.mark.parametrize(
    ("keys", "rows", "expected"),
    [
        ("class and n", [[1, False, 4], [1, True, 6], [2, True, 2]], "class,n\n1,6\n2,2\n"),
        ("class and n", [[1, True, 6], [2, True, 2]], "class,n\n1,6\n2,2\n"),
        ("class and n", [[1, False, 4], [2, True, 2]], "class,n\n1,4\n2,2\n"),
        ("class, old and n", [[1, False, 4], [1, True, 6]],
         "class,old,n\n1,False,4\n1,True,6\n"),
    ],
)  # fmt: skip
def test_rows_of_a_flag_that_is_not_asked_for_are_left_out(keys, rows, expected):
    form = form_of(f"Make o.csv with the columns {keys}.", ["o.csv"])
    assert fill(form, table(["class", "old", "n"], *rows)).content.decode() == expected


@pytest.mark.parametrize(
    "given",
    [
        {"True": 1, "False": 2},
        {"1 True": 1, "2 False": 2},
        {"1 True": 1, "2 True": 2},
        {"1 True": 1, "1 False": 2, "all": 3},
    ],
)
def test_names_that_are_no_pairs_with_a_flag_stay(given):
    form = form_of("Write o.json: class -> number.", ["o.json"])
    assert json.loads(fill(form, value(given)).content) == given


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("with the columns day and rain with one decimal.", ("day", "rain")),
        ("with the columns name in capitals, date as YYYY-MM-DD and fee with two decimals.",
         ("name", "date", "fee")),
        ("with the columns day like 2024-02-03, price rounded to two decimals, id.",
         ("day", "price", "id")),
        ("with the columns code without spaces and sum as a number.", ("code", "sum")),
        ("with the columns date and town, by town.", ("date", "town")),
        ("with the columns date and town, ordered by town.", ("date", "town")),
        ("with the columns date and town, A to Z.", ("date", "town")),
        ("with the columns date and town, beginning with Sunday.", ("date", "town")),
        ("with the columns cost in euros and name.", ("cost in euros", "name")),
    ],
)  # fmt: skip
def test_key_ends_where_its_form_begins(text, keys):
    assert form_of(f"Make o.csv {text}", ["o.csv"]).keys == keys


@pytest.mark.parametrize(
    ("said", "given", "written"),
    [
        ("(0 to 23)", "02", 2),
        ("(0 to 23)", "half past two", "half past two"),
        ("(00-23)", "02", "02"),
    ],
)
def test_texts_of_digits_are_numbers_where_the_range_has_no_leading_zeros(said, given, written):
    form = form_of(f"Write top.json with hour {said} and n.", ["top.json"])
    filled = fill(form, table(["hour", "n"], [given, 5]))
    assert json.loads(filled.content)["hour"] == written


def test_rounding_of_values_by_two_names_is_not_lost_to_a_name():
    task = "What percent of the rolls of each shop were which seed? o.json: shop -> {seed: percent}"
    form = form_of(f"{task} with one decimal.", ["o.json"])
    filled = fill(form, {"kind": "value", "value": {"A": {"rye": 48.0036, "oat": 51.9964}}})
    assert json.loads(filled.content) == {"A": {"rye": 48.0, "oat": 52.0}}


def test_column_that_is_written_out_for_each_name_lacks_one_value():
    form = form_of("Write o.json with keys like 1990s and one decimal.", ["o.json"])
    column = {str(row): 10.5 + row for row in range(1, 9)}
    assert "whole column of 8 rows" in fill(form, value({"1990s": column, "2000s": column})).lacks
    years = {f"{first}s": {str(first + n): 1.0 * n for n in range(9)} for first in (1990, 2000)}
    assert "whole column" not in fill(form, value(years)).lacks
