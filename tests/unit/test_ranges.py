"""The bounds of ranges that people write in columns."""

from __future__ import annotations

import pytest

from hocket.documents.profile import table_profile
from hocket.documents.profile.ranges import bounds, ranges_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("65-69", (65, 69)),
        ("65 \u2013 69", (65, 69)),
        ("65 to 69 years", (65, 69)),
        ("20 kg to under 30 kg", (20, 30)),
        ("100+", (100, None)),
        ("85 and over", (85, None)),
        ("85 years or older", (85, None)),
        ("over 500", (500, None)),
        ("> 500 m", (500, None)),
        ("under 5", (0, 5)),
        ("< 1,000", (0, 1000)),
        ("up to 12 kg", (0, 12)),
        ("\u20ac10,000-\u20ac19,999", (10000, 19999)),
        ("1.5-2.5", (1.5, 2.5)),
        ("7", (7, 7)),
    ],
)
def test_bounds_of_a_range_are_its_numbers(text, expected):
    assert bounds(text) == expected


@pytest.mark.parametrize("text", ["", "unknown", "A-B", "2020-01-05", "3-4-5", "room 5", "1/2"])
def test_bounds_of_other_texts_are_none(text):
    assert bounds(text) is None


@pytest.mark.parametrize(
    "values",
    [
        ["5-3", "2-1", "4-0"],  # scores
        ["2019-20", "2020-21"],  # seasons
        ["10", "20", "30 kg"],  # single numbers
        ["0-2", "1-3", "2-1", "0-0"],  # scores
        ["0-4", "5-9", "room", "hall"],  # many are others
        ["0-4", "0-4"],
    ],
)
def test_columns_of_other_texts_have_no_bounds(values):
    content = "name,what\n" + "".join(f"n{n},{value}\n" for n, value in enumerate(values))
    assert ranges_in(table_profile("a.csv", content.encode())) == []


def test_a_total_among_ranges_leaves_them_ranges():
    content = b"age,n\n0-4,1\n5-9,2\n10-14,4\n15-19,4\nall ages,7\n"
    assert [one.column for one in ranges_in(table_profile("a.csv", content))] == ["age"]


def test_columns_that_are_there_already_are_kept():
    content = b"age,age_from,n\n0-4,0,1\n5-9,5,2\n"
    assert ranges_in(table_profile("a.csv", content)) == []
