"""How many things the words of an entry tell, and whether they say that something is so."""

from __future__ import annotations

import pytest

from hocket.agents.records.amounts import amount_named
from hocket.agents.records.asides import of_now
from hocket.agents.records.backed import backed_rows
from hocket.agents.records.fields import Field
from hocket.agents.records.tellings import count_told, truth_told


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("nothing", 0),
        ("No boat", 0),
        ("Not a single boat", 0),
        ("The mast", 1),
        ("both masts", 2),
        ("Mast, keel and rudder", 3),
        ("In the rain, mast and keel", 2),
        ("The three of them", 3),
        ("half a dozen oars", 6),
        ("Two of the six oars", 2),
        ("two oars and the mast", 3),
        ("Nobody was hurt and nothing", 0),
        ("James and Ida", 2),
        ("Berths 2 and 4", 2),
        ("Berth 12", 1),
        ("Berth 2 and 4", None),
        ("only 2", 2),
        ("Oars and mast", None),
        ("The oars", None),
        ("about six oars", None),
        ("mast or keel", None),
        ("The rest", None),
    ],
)
def test_things_are_counted_by_the_words_that_name_them(said, amount):
    assert amount_named(said) == amount


@pytest.mark.parametrize(
    ("field", "text", "count"),
    [
        (Field("oars", "count", "oars?"), "Oars: 8", 8),
        (Field("oars", "count", "oars?"), "Oars: none", 0),
        (Field("oars", "count", "oars?"), "without oars", 0),
        (Field("oars", "count", "oars?"), "24 oars were expected", None),
        (Field("oars", "count", "oars?"), "2 of 8 oars", None),
        (Field("oars", "count", "oars?"), "room 12. 8 oars", 8),
        (Field("oars", "count", "oars?"), "nearly all 8 oars", None),
        (Field("score", "count", "scores?"), "Score: 86.5", 86.5),
        (Field("minutes", "count", "minutes?"), "It took 6 minutes 20 seconds.", None),
        (Field("minutes", "count", "minutes?"), "two and a half minutes", None),
        (Field("oars", "count", "oars?"), "of the 8 oars of May 2 are left", None),
        (Field("oars", "count", "oars?"), "4 oars in the hut and 3 in the boat", None),
        (Field("oars", "count", "oars?"), "An oar for the boat and one to sell.", None),
        (Field("oars", "count", "oars?"), "An oar and another.", None),
        (Field("oars", "count", "oars?"), "4 oars and a new one", None),
        (Field("oars", "count", "oars?"), "Two oars to the left, two to the right", None),
        (Field("oars", "count", "oars?"), "Two oars, one of them new", 2),
        (Field("oars", "count", "oars?"), "4 oars and one boat", 4),
        (Field("oars", "count", "oars?", "mended"), "4 oars mended by Jo and 3 at home", None),
        (Field("oars", "count", "oars?", "mended"), "Nobody mended an oar.", 0),
        (Field("oars", "count", "oars?"), "We never lost an oar.", None),
        (Field("lost", "count", "", "lost", is_of_deed=True), "We lost two oars.", 2),
        (Field("lost", "count", "", "lost", is_of_deed=True), "Lost: mast and keel.", 2),
        (Field("lost", "count", "", "lost", is_of_deed=True), "The mast was not lost.", None),
        (Field("guests", "count", "guests?"), "22 people, 5 guests.", None),
    ],
)
def test_count_is_read_with_its_things_or_from_what_was_done(field, text, count):
    assert count_told(field, text) == count


def test_result_says_whether_something_is_so():
    said = ("Result: OK", "Result: not\n  approved", "Verdict: failed. It looks approved.", "Fine.")
    assert [truth_told("approved", text) for text in said] == [True, False, False, None]


def test_what_was_so_in_another_year_leaves_open_whether_it_is():
    assert truth_told("fined", "Was fined in 2023, not this time.") is None


def test_other_years_are_no_part_of_an_entry():
    assert of_now("6 oars (2023: 4 oars). Last year 3 boats sank.") == "6 oars."
    assert of_now("6 oars, twice as many as in May 2023, when there were 3.") is None


@pytest.mark.parametrize(
    ("row", "text", "stands"),
    [
        ({"no": 4, "oars": 1}, "4. A single oar.", True),
        ({"no": 4, "oars": 3}, "4. Mast, keel and rudder broke.", True),
        ({"no": 4, "oars": 2}, "4. Both oars.", True),
        ({"no": 4, "oars": 24}, "4. Two dozen oars.", True),
        ({"no": 4, "oars": 7}, "4. Locked. (In 2024 there were 7 oars.)", False),
        ({"no": 4, "oars": 3}, "4. Mast and keel broke.", False),
        ({"no": 4, "oars": 1}, "4. The oars broke.", False),
    ],
)
def test_row_stands_by_amounts_in_words_but_not_by_those_of_other_years(row, text, stands):
    assert bool(backed_rows([row], text)) is stands
