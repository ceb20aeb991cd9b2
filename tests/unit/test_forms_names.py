"""Names of keys and columns whose enumeration has descriptions, brackets or an order around it."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of


@pytest.mark.parametrize(
    ("text", "file", "keys"),
    [
        ("In o.json a list of objects with room, floor, area_m2 ordered by floor and then by room.",
         "o.json", ("room", "floor", "area_m2")),
        ("o.csv should have the columns room, floor and area and be sorted by area and room.",
         "o.csv", ("room", "floor", "area")),
        ("o.csv with the columns room and area sorted descending by area.", "o.csv",
         ("room", "area")),
        ("Write o.json with the keys first_day and last_day in the format 2024-01-31, and n_days.",
         "o.json", ("first_day", "last_day", "n_days")),
        ("Write o.json with day in YYYY-MM-DD, hour in the 24-hour format and place.", "o.json",
         ("day", "hour", "place")),
        ("Write o.csv with the columns animal and weight where the weight is given in grams.",
         "o.csv", ("animal", "weight")),
        ("Write o.csv listing user, active (yes or no) and seen (YYYY-MM-DD) for all users.",
         "o.csv", ("user", "active", "seen")),
        ("Put number, name, joined (DD/MM/YYYY) and fee (in euros, two decimals) into o.csv.",
         "o.csv", ("number", "name", "joined", "fee")),
        ("Save `town` and `rain` (in mm) to o.csv.", "o.csv", ("town", "rain")),
        ('Give me o.csv (columns: "Last name", "First name", "Mark"), mark with 2 decimal places.',
         "o.csv", ("Last name", "First name", "Mark")),
        ("Make o.csv (header: day, town, rain (in mm)), oldest first.", "o.csv",
         ("day", "town", "rain")),
        ("o.csv is a grid, the towns down the side (header: town), the years across the top.",
         "o.csv", ()),
        ("Return o.json with the fields: id; name; score (a whole number).", "o.json",
         ("id", "name", "score")),
        ("Return o.json with the fields: `id`; `name`; `score` for the winner.", "o.json",
         ("id", "name", "score")),
        ("Return o.json with the keys: n; then sort it; give it to me.", "o.json", ("n",)),
        ("Save it in o.json with the mean under \"m\" and the spread under the key 'sd'.", "o.json",
         ("m", "sd")),
        ('Save it in o.json with a single key "winner".', "o.json", ("winner",)),
        ("Save it in o.json with one key, called winner.", "o.json", ("winner",)),
    ],
)  # fmt: skip
def test_names_of_an_enumeration_are_read_up_to_the_last(text, file, keys):
    assert form_of(text, [file]).keys == keys


@pytest.mark.parametrize(
    ("text", "shape", "keys"),
    [
        ("In o.json the keys are the weekdays (Monday, Tuesday and so on) and the values are the "  # noqa: ISC004
         "numbers of visitors.", "mapping", ()),
        ("o.json is an object: keys are the towns, and its values are the sums of rain.", "mapping",
         ()),
        ("o.json (object; keys: player names; values: goals).", "mapping", ()),
        ("o.json (keys: player names; values: objects with goals and points).",
         "mapping of objects", ("goals", "points")),
        ("o.json, keyed by branch; each value is an object with 'mean' and 'day' (YYYY-MM-DD).",
         "mapping of objects", ("mean", "day")),
        ("o.json maps each month (like 2024-05) to the total in euros.", "mapping", ()),
        ("o.json should be nested: district, then species, then the number of trees.", "nested",
         ("district", "species")),
        ("o.json, nested by year and then by town.", "nested", ("year", "town")),
        ("The top 3 as o.json. Each entry: name, revenue (rounded to the nearest euro).", "objects",
         ("name", "revenue")),
        ("The best go to o.json. Every object has name and revenue.", "objects",
         ("name", "revenue")),
        ("o.json. Keys: monday to sunday. Values: first names.", "object",
         ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")),
    ],
)  # fmt: skip
def test_shape_is_read_from_what_is_said_of_keys_and_values(text, shape, keys):
    form = form_of(text, ["o.json"])
    assert (form.shape, form.keys) == (shape, keys)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("o.csv, columns year, income and balance, all amounts rounded to whole euros.",
         "2024,10,1"),
        ("o.csv, columns year, income and balance, all rounded to the nearest euro.", "2024,10,1"),
        ("o.csv, columns year, income and balance, all with two decimals.", "2024,9.60,0.80"),
        ("o.csv with the columns year, income and balance, in whole euros.", "2024,10,1"),
        ("o.csv with the columns year, income (to the nearest euro) and balance.", "2024,10,0.8"),
    ],
)  # fmt: skip
def test_rounding_said_of_all_columns_reaches_each_number_and_no_year(text, row):
    rows = [[2024, 9.6, 0.8]]
    answer = {"kind": "table", "columns": ["year", "income", "balance"], "rows": rows}
    filled = fill(form_of(text, ["o.csv"]), answer)
    assert (filled.content or b"").decode() == f"year,income,balance\n{row}\n"


def test_answer_in_words_has_the_look_of_an_example_behind_e_g():
    form = form_of("What share was late? Give it as a percentage with one decimal, e.g. 12.5%.")
    assert fill(form, {"kind": "value", "value": 33.3333}).text == "33.3%"


def test_rows_of_a_nested_object_are_put_under_both_names():
    rows = [["East", "Oak", 4], ["East", "Lime", 2], ["West", "Oak", 1]]
    answer = {"kind": "table", "columns": ["district", "species", "n"], "rows": rows}
    filled = fill(form_of("o.json, nested by district and species.", ["o.json"]), answer)
    assert json.loads(filled.content or b"") == {
        "East": {"Oak": 4, "Lime": 2},
        "West": {"Oak": 1},
    }


@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "value", "value": {"East": {"rooms": 4}, "West": {"rooms": 2}}},
        {"kind": "table", "columns": ["district", "n"], "rows": [["East", 4], ["West", 2]]},
    ],
)
def test_nested_object_with_one_number_for_each_outer_name_lacks_its_inner_names(answer):
    form = form_of("o.json: district -> {rooms: number of flats}.", ["o.json"])
    assert "for each rooms of each district" in fill(form, answer).lacks


def test_numbers_are_the_inner_names_of_a_nested_object_where_their_column_is_named():
    rows = [["East", 3.0, 4], ["East", 2.0, 2], ["West", 3.0, 1]]
    answer = {"kind": "table", "columns": ["district", "rooms", "n"], "rows": rows}
    form = form_of("o.json: district -> {rooms: number of flats}.", ["o.json"])
    assert json.loads(fill(form, answer).content or b"") == {
        "East": {"3": 4, "2": 2},
        "West": {"3": 1},
    }


@pytest.mark.parametrize("wanted", ["{points: number}", "{points: number of points}"])
def test_word_within_a_nested_object_may_be_the_only_key_where_nothing_else_is_counted(wanted):
    form = form_of(f"o.json: player -> {wanted}.", ["o.json"])
    answer = {"kind": "value", "value": {"Ann": {"points": 3}, "Bo": {"points": 5}}}
    assert json.loads(fill(form, answer).content or b"") == answer["value"]
