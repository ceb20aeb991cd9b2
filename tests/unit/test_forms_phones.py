"""Telephone numbers in the form of an example, and values that shall look like one."""

from __future__ import annotations

import pytest

from hocket.agents.forms import form_of
from hocket.agents.forms.codes import codes_like
from hocket.agents.ways.computing import computes


@pytest.mark.parametrize(
    ("example", "given", "expected"),
    [
        ("+447700900123", "07700 900 552", "+447700900552"),
        ("+447700900123", "0044 7700 900077", "+447700900077"),
        ("+447700900123", "+44 (0)7700 900205", "+447700900205"),
        ("+447700900123", "(07700) 900-641", "+447700900641"),
        ("+447700900123", "+49 30 123456", "+4930123456"),
        ("+12025550123", "0202 555 0123", "+12025550123"),
        ("+353861234567", "086 123 4567", "+353861234567"),
        ("+447700900123", "ext. 12", "ext. 12"),
    ],
)
def test_numbers_are_dialled_like_the_example(example, given, expected):
    assert codes_like(example).mended([given]) == [expected]


@pytest.mark.parametrize(
    ("example", "given"),
    [
        ("+4930123456", ["030 4567890", "+43 1 234567"]),  # whose country is meant nobody knows
        ("+39061234567", ["06 1234567"]),  # a number whose 0 is kept
    ],
)
def test_number_whose_country_is_open_gets_none(example, given):
    assert codes_like(example).mended(given)[0] == given[0]


@pytest.mark.parametrize(
    "text",
    [
        "a.csv with name and phone. All phone numbers are German and should look like +4930123.",
        "a.csv with name and phone. The phone is a landline and must be written like +4930123.",
    ],
)
def test_look_behind_what_values_are_is_theirs(text):
    assert [look.example for look in form_of(text, ["a.csv"]).looks["phone"]] == ["+4930123"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("columns a and b; whoever has no b gets an empty cell there", False),
        ("columns a and b; where there is no b the cell stays empty", False),
        ("columns a and b; leave out those that have no b", True),
    ],
)
def test_cells_that_stay_empty_compute_nothing(text, expected):
    assert computes(text, ("a", "b")) is expected
