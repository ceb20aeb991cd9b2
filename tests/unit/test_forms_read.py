"""Slots, rounding and orders that goals describe in other words, and what is handed over."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import fill, form_of


def value(of):
    return {"kind": "value", "value": of}


def table(columns, *rows):
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


@pytest.mark.parametrize(
    ("text", "answer", "filled"),
    [
        ("@p[p] @sure[bool] where p is the p-value with four decimal places and bool is True or "  # noqa: ISC004
         "False.", {"p": 0.0123456, "sure": True}, "@p[0.0123] @sure[True]"),
        ("@old[old_mean], @new[new_mean]. The old_mean and new_mean should be numbers rounded to "  # noqa: ISC004
         "two decimal places.", {"old": 1.239, "new": 2.0}, "@old[1.24] @new[2.00]"),
        ("@n[number] @m[mean]. The number should be an integer, the mean is rounded to 1 decimal.",
         {"n": 3.0, "m": 2.55}, "@n[3] @m[2.6]"),
        ("@gone[number] (non-negative integer); @left[number] (two decimals)",
         {"gone": 3.0, "left": 97.0}, "@gone[3] @left[97.00]"),
        ("@mean[mean]: The mean, rounded to two decimal places.\n@n[n]: how many, an integer",
         {"mean": 1.239, "n": 7}, "@mean[1.24] @n[7]"),
        ('@on[day] @top[n] where "day" is in YYYY-MM-DD format and "n" is a whole number.',
         {"on": "2019-07-25 00:00:00", "top": 3.0}, "@on[2019-07-25] @top[3]"),
        ('@at[t] @n[n] where "t" is a time like 08:05 and "n" is an integer.',
         {"at": "08:05:33", "n": 3.0}, "@at[08:05] @n[3]"),
        ('@skewed[a] @n[n] where "a" is "Yes" or "No" and "n" is an integer.',
         {"skewed": True, "n": 4.0}, "@skewed[Yes] @n[4]"),
        ('@skewed[a] where "a" is a string which can either be "No" or "Yes".',
         {"skewed": "no"}, "@skewed[No]"),
        ('@p[p]\n@differs[Do they differ (Yes/No)]\nwhere "p" is rounded to four decimal places.\n'  # noqa: ISC004
         'where "Do they differ" is either "Yes" or "No".', {"p": 0.0, "differs": "Yes"},
         "@p[0.0000] @differs[Yes]"),
    ],
)  # fmt: skip
def test_slot_is_filled_as_its_placeholder_is_described(text, answer, filled):
    assert fill(form_of(text), value(answer)).text == filled


@pytest.mark.parametrize(
    ("text", "answer", "filled"),
    [
        ("What is the mean? Do not round the result.", 45.6789123, "45.6789123"),
        ("What is the mean, unrounded?", 0.1 + 0.2, "0.3"),
        ("What is the mean? Don't round to whole numbers.", 45.6789, "45.6789"),
        ("The mean with two decimals, not rounded to whole euros.", 45.6789, "45.68"),
        ("Don't round the steps and give the mean with 3 decimals.", 45.6789, "45.679"),
        ("Don't round until the end. What is the mean?", 45.6789123, "45.6789"),
        ("Which two differ most? Answer as X,Y in alphabetical order.", ["Ulm", "Bonn"],
         "Bonn,Ulm"),
        ("Give the bounds as min,max with one decimal and no spaces.", [1.24, 9.999], "1.2,10.0"),
        ("Name the top three, separated by commas.", ["Tea", "Rum"], "Tea, Rum"),
    ],
)  # fmt: skip
def test_answer_in_words_is_rounded_and_joined_as_asked(text, answer, filled):
    assert fill(form_of(text), value(answer)).text == filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ('o.json with the mean (3 decimals) under "m" and the p-value (5 decimals) under "p".',
         {"m": 0.877, "p": 0.00001}),
        ("o.json with the mean, with one decimal, as m, and the p-value, to 4 decimals, as p.",
         {"m": 0.9, "p": 0.0}),
        ('o.json with the mean under "m" (3 decimals) and the p-value under "p" (5 decimals).',
         {"m": 0.877, "p": 0.00001}),
    ],
)  # fmt: skip
def test_rounding_said_before_a_key_is_of_that_key(text, filled):
    result = fill(form_of(text, ["o.json"]), value({"m": 0.87654, "p": 0.0000123}))
    assert json.loads(result.content or b"") == filled


@pytest.mark.parametrize(
    ("text", "answer", "filled"),
    [
        ("o.csv with word and count, most common first; ties alphabetically.",
         table(["word", "count"], ["b", 3], ["a", 3], ["z", 9]), "z,9 a,3 b,3"),
        ("o.csv with word and count, the highest count first, equal ones by name.",
         table(["word", "count"], ["z", 9], ["b", 3], ["a", 3]), "z,9 a,3 b,3"),
        ("o.csv with word and count, highest count first, in alphabetical order for ties.",
         table(["word", "count"], ["b", 3], ["a", 3], ["z", 9]), "z,9 a,3 b,3"),
        ("o.csv with word and count, highest count first.",
         table(["word", "count"], ["b", 3], ["a", 3], ["z", 9]), "z,9 b,3 a,3"),
        ("o.csv with month and total, months in ascending order.",
         table(["month", "total"], ["2024-06", 1.5], ["2024-05", 2.5]), "2024-05,2.5 2024-06,1.5"),
        ("o.csv with month and total, the totals are in descending order.",
         table(["month", "total"], ["2024-06", 1.5], ["2024-05", 2.5]), "2024-05,2.5 2024-06,1.5"),
    ],
)  # fmt: skip
def test_rows_are_in_the_order_of_what_is_named_and_of_equal_ones(text, answer, filled):
    content = (fill(form_of(text, ["o.csv"]), answer).content or b"").decode()
    assert " ".join(content.split("\n")[1:-1]) == filled


def test_list_of_names_is_in_the_order_of_the_years_beside_them():
    form = form_of("o.json: the names of the oldest ships as a list, oldest first.", ["o.json"])
    answer = table(["name", "built"], ["B", 1950], ["A", 1901], ["C", 1933])
    assert json.loads(fill(form, answer).content or b"") == ["A", "C", "B"]


@pytest.mark.parametrize(
    ("text", "reds"),
    [
        ("o.json: keys are teams, values are lists of last names in alphabetical order.",
         ["Abt", "Zorn"]),
        ("o.json: keys are teams, values are alphabetically sorted lists of names.",
         ["Abt", "Zorn"]),
        ("o.json: keys are teams in alphabetical order, values are lists of names.",
         ["Zorn", "Abt"]),
    ],
)  # fmt: skip
def test_lists_of_a_mapping_are_sorted_only_if_that_is_said_of_them(text, reds):
    form = form_of(text, ["o.json"])
    filled = fill(form, value({"Reds": ["Zorn", "Abt"], "Blues": ["Kern"]}))
    assert json.loads(filled.content or b"")["Reds"] == reds


def test_columns_before_the_file_are_read_past_whose_they_are():
    form = form_of("Get day, time and user of each failed login into o.csv. Time like 08:05.",
                   ["o.csv"])  # fmt: skip
    assert form.keys == ("day", "time", "user")


def test_number_in_markdown_has_the_decimals_that_are_asked_for():
    form = form_of("o.md, a table with the columns town and rain, rain with two decimals.",
                   ["o.md"])  # fmt: skip
    assert "| Bonn | 2.50 |" in fill(form, table(["town", "rain"], ["Bonn", 2.5])).text


@pytest.mark.parametrize(
    ("text", "answer", "filled"),
    [
        ("How long was it? Round down to full minutes.", 123.9, "123"),
        ("What percentage was it? Round up to the next whole percent.", 41.2, "42"),
        ("How long was it, rounded down to one decimal?", 2.39, "2.3"),
        ("How long was it, rounded to one decimal?", 2.39, "2.4"),
        ("Round the time down to one decimal. How long was it?", 2.39, "2.3"),
        ("How long was it (rounded down to full minutes)?", 123.9, "123"),
        ("The times were rounded up. What is the mean to one decimal?", 1.21, "1.2"),
        ("We rounded up volunteers. What is their mean age to one decimal?", 1.21, "1.2"),
        ("The file is separated by semicolons. Which names?", ["Zoe", "Al"], "Zoe, Al"),
        ("The log has one entry per line. Which names?", ["Zoe", "Al"], "Zoe, Al"),
        ("Names in n.csv are separated by semicolons. Which?", ["Zoe", "Al"], "Zoe, Al"),
        ("What is the mean of all digits?", 2.39, "2.39"),
        ("List all colours in alphabetical order, separated by semicolons.", ["red", "blue"],
         "blue; red"),
        ("Give the names from A to Z, one per line.", ["Zoe", "Al"], "Al\nZoe"),
        ("Is Berlin in the list? Answer true or false.", True, "true"),
        ("Is Berlin in the list? Answer with Yes or No.", False, "No"),
    ],
)  # fmt: skip
def test_answer_in_words_has_the_direction_marks_and_options_asked_for(text, answer, filled):
    assert fill(form_of(text), value(answer)).text == filled


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("@a[t] @b[p]. Report t rounded to 2 decimals and p rounded to 4 decimals.",
         "@a[1.23] @b[9.0000]"),
        ("All values were rounded to 3 decimals before. @a[x] @b[y]", "@a[1.23456] @b[9.0]"),
        ("All values of the table are rounded to 3 decimals. @a[x] @b[y]", "@a[1.23456] @b[9.0]"),
        ("@a[x] @b[y], all values rounded to 3 decimal places.", "@a[1.235] @b[9.000]"),
        ('@a[x] @b[y] where "y" is an integer; all values are rounded to 3 decimals.',
         "@a[1.235] @b[9]"),
    ],
)  # fmt: skip
def test_slots_have_the_rounding_that_is_said_of_each_or_of_all(text, filled):
    assert fill(form_of(text), value({"a": 1.23456, "b": 9.0})).text == filled


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Write o.csv with the header a;b.", "a,b\n1,2\n"),
        ("Write o.csv with the columns a and b, separated by semicolons.", "a;b\n1;2\n"),
        ("Write o.csv (tab-separated) with the columns a and b.", "a\tb\n1\t2\n"),
        ("Write o.csv with the columns a and b, with a pipe as the delimiter.", "a|b\n1|2\n"),
        ("in.csv is separated by semicolons. Write o.csv with the columns a and b.", "a,b\n1,2\n"),
        ("Write o.csv with columns a and b. i.csv is separated by semicolons.", "a,b\n1,2\n"),
        ("Write o.csv from the tab-separated i.csv: a and b as columns.", "a,b\n1,2\n"),
        ("Write o.csv from i.csv, which is separated by tabs, with columns a and b.", "a,b\n1,2\n"),
        ("Write o.csv with the header 'a;b' using ';' as the separator.", "a;b\n1;2\n"),
        ("Write o.csv with columns a and b, separated by '|'.", "a|b\n1|2\n"),
        ("Write o.csv with columns a and b (delimiter: '\\t').", "a\tb\n1\t2\n"),
        ("Write o.csv having exactly two columns (a, b), with empty rows dropped.", "a,b\n1,2\n"),
    ],
)  # fmt: skip
def test_columns_are_parted_by_the_mark_that_is_asked_for(text, content):
    filled = fill(form_of(text, ["o.csv"]), table(["a", "b", "c"], [1, 2, 3]))
    assert (filled.content or b"").decode() == content


@pytest.mark.parametrize(
    ("text", "answer", "filled"),
    [
        ('o.json with the key "days" holding a list of dates.', {"days": [1, 2]}, {"days": [1, 2]}),
        ("o.json, a list of objects with the key 'day'.", [{"day": 1}], [{"day": 1}]),
        ("o.json: an object with one key per department; the value is the list of ids.",
         {"IT": [1, 3]}, {"IT": [1, 3]}),
        ("o.json with one key for each town, and its value is the rain.", {"Bonn": 3}, {"Bonn": 3}),
    ],
)  # fmt: skip
def test_lists_within_an_object_do_not_make_the_file_a_list(text, answer, filled):
    content = fill(form_of(text, ["o.json"]), value(answer)).content
    assert json.loads(content or b"") == filled


@pytest.mark.parametrize(
    ("text", "columns", "rows", "first"),
    [
        ("o.csv with name and age. Order by age.", ["name", "age"], [["A", 61], ["B", 9]], "B,9"),
        ("o.csv with name and age, sorted by age, oldest first.", ["name", "age"],
         [["A", 61], ["B", 80]], "B,80"),
        ("o.csv with name and age, sorted by age, youngest first.", ["name", "age"],
         [["A", 61], ["B", 8]], "B,8"),
        ("o.csv with date and weekday, in calendar order.", ["date", "weekday"],
         [["2025-05-01", "Thursday"], ["2025-01-05", "Sunday"]], "2025-01-05,Sunday"),
    ],
)  # fmt: skip
def test_rows_are_in_the_order_of_age_or_of_the_calendar(text, columns, rows, first):
    content = (fill(form_of(text, ["o.csv"]), table(columns, *rows)).content or b"").decode()
    assert content.split("\n")[1] == first


@pytest.mark.parametrize(
    "text",
    [
        "Write o.json with the key 'total' and a list of towns under 'towns'.",
        "Write o.json with the key 'total', and the towns under the key 'towns'.",
    ],
)
def test_key_beside_which_another_is_told_otherwise_is_not_the_only_one(text):
    answer = {"total": 2, "towns": ["Ulm", "Bonn"]}
    filled = fill(form_of(text, ["o.json"]), value(answer))
    assert json.loads(filled.content or b"") == answer


@pytest.mark.parametrize(
    ("said", "content"),
    [
        ("time (rounded up to full minutes) and mean (two decimals)", "2,1.23"),
        ("time, rounded up to full minutes, and mean, rounded to 2 decimals", "2,1.23"),
        ("time (rounded up to full minutes) and mean, numbers with two decimals", "2,1.23"),
        ("time and mean, rounded up to 1 decimal", "1.3,1.3"),
    ],
)
def test_direction_that_is_said_of_one_column_is_not_that_of_others(said, content):
    form = form_of(f"Write o.csv with the columns {said}.", ["o.csv"])
    filled = fill(form, table(["time", "mean"], [1.231, 1.231]))
    assert (filled.content or b"").decode() == f"time,mean\n{content}\n"
