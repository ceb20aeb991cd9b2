"""Which order is read from a wording, and which words ask for none."""

from __future__ import annotations

import time

import pytest

from hocket.agents.forms.ordering import ordered
from hocket.agents.forms.orders import order_in

NAMES = ["day", "shop"], ["shop", "rain"], ["day", "rain", "shop"]


def read(text):
    order = order_in(text)
    return order and (order.kind, *order.parts[0])


@pytest.mark.parametrize(
    ("text", "kind", "is_down"),
    [
        ("Ferries of the lake, oldest first.", "time", False),
        ("with the earliest ferry at the top", "time", False),
        ("The earliest should be at the top and the latest at the bottom.", "time", False),
        ("the latest at the bottom", "time", False),
        ("most recent on top", "time", True),
        ("Please begin with the newest one.", "time", True),
        ("earliest to latest", "time", False),
        ("from the newest back to the oldest", "time", True),
        ("Shops A-Z", "alphabet", False),
        ("a list of shops, sorted A-Z.", "alphabet", False),
        ("sort from A to Z", "alphabet", False),
        ("Z-A", "alphabet", True),
        ("Alphabetically, please.", "alphabet", False),
        ("greatest growth at the top", "size", True),
        ("The shop with the most rain should come first.", "size", True),
        ("The most frequent shop should be in the first row.", "size", True),
        ("from the largest rise down to the smallest", "size", True),
        ("from the longest walk downwards", "size", True),
        ("the lowest rain at the very top", "size", False),
        ("highest rain last", "size", False),
        ("put those that rain most often at the top", "size", True),
        ("The one that has been shut longest should be in the first place.", "size", True),
        ("cheapest boat on top", "size", False),
        ("starting with the dearest boat", "size", True),
        ("sorted descending", "size", True),
        ("Sort descending.", "size", True),
        ("in falling order", "size", True),
        ("in rising order of rain", "size", False),
        ("three figures, ascending", "size", False),
    ],
)
def test_what_stands_at_an_end_or_a_direction_is_an_order(text, kind, is_down):
    assert read(f"Write o.json with the shops. {text}")[::2] == (kind, is_down)


@pytest.mark.parametrize(
    ("text", "phrase", "is_down"),
    [
        ("descending by rain", "rain", True),
        ("ascending by time, drop the totals", "time", False),
        ("- Order: by shop, descending\n- File: o.csv", "shop", True),
        ("- sorted by shop\n- Save it as o.csv", "shop", False),
        ("* Sort by rain, from the highest to the lowest\n* Write o.csv", "rain", True),
        ("Sort: rain descending, then alphabetical", "rain", True),
        ("sorted according to rain", "rain", False),
        ("in order of the shop", "shop", False),
        ("with the rows in the order of the shops", "shops", False),
        ("ordered by the shop's name", "shop name", False),
        ("sort by shop A-Z, empty cells stay", "shop", False),
    ],
)
def test_column_that_is_named_is_the_order(text, phrase, is_down):
    assert read(text) == ("columns", phrase, is_down)


@pytest.mark.parametrize(
    "text",
    [
        "in the order of the file",
        "in order of appearance",
        "in the order of importance",
        "in the order of notes.txt",
        "The order of magnitude is enough.",
        "with the largest lake at the top of the hill",
        "Codes have the letters A-Z only.",
        "They match [A-Z]+ or A-Za-z.",
        "How many shops had increasing sales?",
        "Was it ascending steeply?",
        "Which one needs the least time to turn around?",
        "Which boat has the most room to let?",
        "It is sorted by day.",
        "names that begin with the most letters",
        "a key for each, from Monday to Sunday as keys",
    ],
)
def test_words_that_ask_for_no_order_are_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "names", "rows", "expected"),
    [
        ("ascending", ["day"], [["2024-03-01"], ["2024-02-01"]], "2024-02-01"),
        ("descending", ["shop"], [["A"], ["B"]], "B"),
        ("ascending by time", ["day", "rain"], [["2024-03-01", 1], ["2024-02-01", 2]],
         "2024-02-01"),
        ("sorted descending", ["day", "rain"], [["2024-02-01", 1], ["2024-03-01", 0]],
         "2024-02-01"),
        ("sorted descending", ["shop", "rain"], [["A", 1], ["B", 2]], "B"),
        ("the cheapest boat first", ["boat", "price"], [["A", 3], ["B", 2]], "B"),
        ("the cheapest boat first", ["boat", "seats"], [["A", 3], ["B", 2]], "A"),
        ("the most frequent first", ["boat", "trips"], [["A", 3], ["B", 4]], "B"),
        ("the highest rain last", ["shop", "rain"], [["A", 3], ["B", 2]], "B"),
    ],
)  # fmt: skip
def test_direction_alone_is_of_the_column_that_can_be_meant(text, names, rows, expected):
    assert ordered(order_in(f"Make o.csv, {text}."), names, rows)[0][0] == expected


@pytest.mark.parametrize(
    "part", ["from the newest ", "the one that has most ", "sorted by a, ", "order of ", "- A\n"]
)
def test_long_text_is_read_in_linear_time(part):
    started = time.process_time()
    order_in(part * 4000)
    assert time.process_time() - started < 10
