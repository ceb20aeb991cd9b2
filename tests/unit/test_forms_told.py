"""What a wording says of the values of its keys, and what it says of its inputs."""

from __future__ import annotations

import pytest

from hocket.agents.forms import form_of
from hocket.agents.forms.alone import is_alone
from hocket.agents.forms.apart import without_inputs
from hocket.agents.forms.asked import items_of, looks_of, names_of
from hocket.agents.forms.looks import date_form_in
from hocket.agents.forms.rounding import decimals_in, decimals_of
from hocket.agents.forms.told import said_of


def shown(text, keys):
    """The examples of the looks of each key."""
    found = looks_of(text, keys).items()
    return {key: " & ".join(look.example for look in looks) for key, looks in found}


@pytest.mark.parametrize(
    ("text", "keys", "expected"),
    [
        ("Dates like 2025-03-04; fees in plain euros, 2 decimals, like 12.50.", ("date", "fee"),
         {"date": "2025-03-04", "fee": "12.50"}),
        ("date: like 2025-03-04; fee: plain euros, two decimals, like 12.50", ("date", "fee"),
         {"date": "2025-03-04", "fee": "12.50"}),
        ("start and end, both months written like 2005-03; start: the first month, end: last month",
         ("start", "end"),
         {"start": "2005-03", "end": "2005-03"}),
        ("from is the earlier month and to the later one, both in the form 1975-03", ("from", "to"),
         {"from": "1975-03", "to": "1975-03"}),
        ("start (first month, like 1975-03), end (last month, same form)", ("start", "end"),
         {"start": "1975-03", "end": "1975-03"}),
        ("with start and end (like 1975-03) and boat", ("start", "end", "boat"),
         {"start": "1975-03", "end": "1975-03"}),
        ("where start and end look like 2005-03", ("start", "end"),
         {"start": "2005-03", "end": "2005-03"}),
        ("where the sailing looks like 13/09/2025 and the time like 14:30", ("sailing", "time"),
         {"sailing": "13/09/2025", "time": "14:30"}),
        ("Write all times like 0:47:05.", ("boat", "time"), {"time": "0:47:05"}),
        ("boat, time, seats first, each time written as 0:47:05", ("boat", "time"),
         {"time": "0:47:05"}),
        ("time format 0:47:05. No others.", ("boat", "time"), {"time": "0:47:05"}),
        ("sailing (13/09/2025), fee (12.50)", ("sailing", "fee"),
         {"sailing": "13/09/2025", "fee": "12.50"}),
        ("order_date, fee. Dates like 2025-03-04.", ("order_date", "fee"),
         {"order_date": "2025-03-04"}),
        ("boat, due, the last one as a mere date such as 2025-04-30", ("boat", "due"),
         {"due": "2025-04-30"}),
        ("seen (when it was last seen, as in 2025-02-14 09:31:07)", ("seen",),
         {"seen": "2025-02-14 09:31:07"}),
        ("where seen is the time of the last trip, such as 2025-02-14 09:31", ("seen",),
         {"seen": "2025-02-14 09:31"}),
        ("boat, due as its columns, the due date in the form 2025-04-30 without more",
         ("boat", "due"),
         {"due": "2025-04-30"}),
        ("Under due there should only be a date, for instance 2025-04-30.", ("boat", "due"),
         {"due": "2025-04-30"}),
        ("sunk: true or false", ("sunk",), {"sunk": "true or false"}),
        ("and sunk, which is true or false", ("sunk",), {"sunk": "true or false"}),
        ("seats (digits only)", ("seats",), {"seats": "a plain number"}),
        ("seats: the bare number", ("seats",), {"seats": "a plain number"}),
        ("breed (spelled like Golden retriever)", ("breed",), {"breed": "Golden retriever"}),
        ("hour (0-23, the hour with most trips)", ("hour",), {"hour": "0 to 23"}),
        ("hour: the hour of the day (0 to 23) that is hottest", ("hour",), {"hour": "0 to 23"}),
        ("trips and hour, from 0 to 23, for the second", ("trips", "hour"), {"hour": "0 to 23"}),
        # what must not be read
        ("factor (1.5), year (2024), limit (30)", ("factor", "year", "limit"), {}),
        ("town, fee, for all places like Ulm", ("town", "fee"), {}),
        ("Some dates look like 3/4/25. Columns: date.", ("date",), {}),
        ("the trips of all months, as in 2010", ("months", "trips"), {}),
    ],
)  # fmt: skip
def test_look_is_that_of_the_key_it_is_said_of(text, keys, expected):
    assert shown(text, keys) == expected


@pytest.mark.parametrize(
    ("text", "of_keys", "rest"),
    [
        ("share (part of all trips on Sundays, 1 decimal) and hour", {"share": 1}, None),
        ("under share, rounded to one decimal place, and hour, a whole number from 0 to 23",
         {"share": 1, "hour": 0}, None),
        ("{share, hour}, the first with one digit after the point, the second an integer",
         {"share": 1, "hour": 0}, None),
        ("columns boat, share, hour, share to 1 decimal place", {"share": 1}, None),
        ("share: percentage of trips made on Sunday, to 1 decimal place", {"share": 1}, None),
        ("boat and share; shares with two decimals, from the highest down", {"share": 2}, None),
        ("boat and share, the latter with two decimals", {"share": 2}, None),
        ("share and boat, the former with two decimals", {"share": 2}, None),
        ("hours as whole numbers", {"hour": 0}, None),
        ("share = change in %, 1 decimal, negative if it fell", {"share": 1}, None),
        ("share (one decimal), cost and hour with three decimals", {"share": 1}, 3),
        ("a list of {boat, share} with one decimal", {}, 1),
        ("share and hour, with two decimals", {}, 2),
        ("% growth per boat, 1 decimal, sorted descending", {}, 1),
        ("sorted by share, with two decimals: boat, share", {}, 2),
    ],
)  # fmt: skip
def test_decimals_are_those_of_a_key_or_of_all(text, of_keys, rest):
    keys = ("boat", "share", "hour")
    assert decimals_of(text, keys, looks_of(text, keys)) == (of_keys, rest)


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("(the share, 1 decimal)", 1),
        ("one digit after the point", 1),
        ("with two digits behind the decimal point", 2),
        ("2 figures after the comma", 2),
        ("to 3 places", 3),
        ("rounded off to two places", 2),
        ("2dp", 2),
        ("to 2 d.p.", 2),
        ("decimals: 3", 3),
        ("to the nearest cent", 2),
        ("to the nearest tenth", 1),
        ("to the nearest 0.01", 2),
        ("to the nearest whole number", 0),
        ("given as two places in a list", None),
        ("two places are free", None),
        ("two digits", None),
        ("with decimal points", None),
        ("the nearest town", None),
        ("to the nearest 0.15", None),
    ],
)
def test_decimals_are_read_from_many_wordings(text, decimals):
    assert decimals_in(text) == decimals


@pytest.mark.parametrize(
    "text",
    [
        "The trips are in log.csv (dates like 19590328, values in knots).",
        "Use log.csv, where the dates look like 19590328.",
        "The trips are in log.csv, with dates written like 19590328 and values in knots.",
        "Take log.csv (the dates in it are like 19590328).",
        "Data: log.csv, dates in the form 19590328\nText: o.md",
        "They are in log.csv. The dates there look like 19590328.",
    ],
)
def test_dates_of_an_input_are_not_those_of_the_answer(text):
    form = form_of(f"{text} Write o.csv with date and knots.", ["o.csv"])
    assert (form.date, dict(form.looks)) == ("", {})


def test_what_follows_the_file_to_leave_is_said_of_the_answer():
    text = "From log.csv (oldest first) I need o.csv (newest first), with dates like 2024-01-31."
    form = form_of(text, ["o.csv"])
    assert form.order.parts == (("", True),)
    assert form.date == "%Y-%m-%d"
    assert len(without_inputs(text, ["o.csv"])) == len(text)
    asked = "On which day was it, by log.csv? Give the day like 2024-01-31."
    assert date_form_in(without_inputs(asked, [])) == "%Y-%m-%d"


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("keys in this style: 1950s", "1950s"),
        ("name the keys in the way of 1950s", "1950s"),
        ('e.g. key "1950s"', "1950s"),
        ("with keys like 1950s and one decimal", "1950s"),
        ("labelled like 1950s", "1950s"),
        ("the key is the boat", ""),
        ("press any key 3 times", ""),
    ],
)
def test_names_of_a_mapping_look_like_an_example(text, example):
    assert "".join(look.example for look in names_of(text)) == example


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("array of dates, format 2025-03-04, ascending", "2025-03-04"),
        ("I need the dates, written like 2025-03-04, as a list", "2025-03-04"),
        ("- Dates in the form 2025-03-04\n- As a list", "2025-03-04"),
        ("a list of the boats that sail on dates", ""),
    ],
)
def test_items_of_a_list_look_like_an_example(text, example):
    assert "".join(look.example for look in items_of(text)) == example


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many? Number only.", True),
        ("I only need the number, nothing else.", True),
        ("Reply with the bare number", True),
        ("Only give the number", True),
        ("Reply with the number only.", True),
        ("Just the name, please.", True),
        ("Return nothing but the date.", True),
        ("Just a short answer, please.", False),
        ("Count only the year 2010.", False),
        ("Use only the name column.", False),
        ("Only the last value counts.", False),
        ("The number of boats only matters in May.", False),
    ],
)
def test_value_alone_is_asked_for_in_so_many_words(text, expected):
    assert is_alone(text) is expected


def test_column_of_numbers_only_says_nothing_of_the_answer():
    goal = "Write o.csv with boat and seats. Seats is just the number."
    assert not form_of(goal, ["o.csv"]).value_only
    assert said_of("seats is just the number", ["seats"]) == {"seats": " is just the number"}
