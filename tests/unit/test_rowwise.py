"""Conditions on one row that say nothing, and answers row by row."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.ways.misreading import misread
from hocket.agents.ways.rowwise import of_one_row
from hocket.documents.quotes import nearest_place


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("df[(df['kind'] == 'red') & (df['kind'] != 'blue')]['name']", "never has 'blue'"),
        ("SELECT name FROM df WHERE kind = 'red' AND kind <> 'blue'", "EXCEPT"),
        ("SELECT name FROM df WHERE kind <> 'blue' AND kind = 'red'", "never has 'blue'"),
        ("df[(df['kind'] == 'red') & (df['kind'] == 'blue')]", "no row has both"),
        ("df[(df['kind'] == 'red') & (df['size'] != 'big')]", ""),
        ("df[(df['kind'] != 'red') & (df['kind'] != 'blue')]", ""),
        ("df[(df['kind'] == 'red') | (df['kind'] == 'blue')]", ""),
        ("SELECT 1 FROM a JOIN b WHERE a.kind = 'red' AND b.kind <> 'blue'", ""),
    ],
)
def test_two_conditions_on_one_column_of_a_row_are_told(code, said):
    found = of_one_row(code)
    assert said in found
    assert bool(found) is bool(said)
    assert bool(misread("Which have red and never blue?", code)) is bool(said)


@pytest.mark.parametrize(
    ("value", "lacks"),
    [
        ([True, False, True], "True or False for each row"),
        ({"0": False, "1": True, "2": False}, "True or False for each row"),
        (True, ""),
        ([True, False], ""),
        ([1, 2, 3], ""),
    ],
)
def test_condition_that_was_not_applied_is_no_answer_in_words(value, lacks):
    filled = fill(form_of("How many of them are red?"), {"kind": "value", "value": value})
    assert lacks in filled.lacks
    assert bool(filled.lacks) is bool(lacks)


def test_condition_for_each_name_may_be_what_a_file_holds():
    value = {"a": True, "b": False, "c": True}
    form = form_of("Write o.json: name -> whether it is red.", ["o.json"])
    assert fill(form, {"kind": "value", "value": value}).lacks == ""


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The warranty lasts two years for the boat and its oars", "lasts two years for the boat"),
        ("It lasts two years for the boat and the paddles", "It lasts two years for the boat"),
        ("It lasts nine years for the boat and its oars", None),
        ("The 5 lasts two years for the boat and its oars", None),
        ("The warranty lasts", None),
    ],
)
def test_quote_with_another_word_at_its_end_is_what_the_text_has_there(quote, found):
    place = nearest_place(quote, "2. It lasts two years for the boat and its oars.")
    assert (place is None) is (found is None)
    if place is not None and found is not None:
        assert place.text.startswith(found)


@pytest.mark.parametrize(
    "code",
    [
        "df[(df['year'] == 1952) & (df['year'] == 1951)]",
        "df[(df.year == 1952) & (df.year == 1951)]",
        "SELECT crop FROM df WHERE year = 1952 AND year = 1951",
    ],
)
def test_no_row_has_two_numbers_in_one_column(code):
    assert "no row has both '1952' and '1951' as " in of_one_row(code)


@pytest.mark.parametrize(
    "code",
    [
        "SELECT a FROM df WHERE a IN (SELECT a FROM df WHERE year = 1951) AND year = 1952",
        "SELECT a FROM df WHERE a IN (SELECT a FROM df WHERE kind = 'x') AND kind = 'y'",
        "SELECT a FROM x JOIN y USING (a) WHERE x.year = 1952 AND y.year = 1951",
        "rows = [r for r in rows if r['n'] == 1 and r['n'] != 2]",
        "df[(df['year'] == 1952) & (df['month'] == 1951)]",
        "df[(df['n'] == 1.5) & (df['n'] == 1)]",
    ],
)
def test_conditions_on_other_rows_or_columns_may_hold_at_once(code):
    assert not of_one_row(code)
