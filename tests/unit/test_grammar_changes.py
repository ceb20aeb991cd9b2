"""Questions on how things changed between two times, and on lines through data, read by rules."""

from __future__ import annotations

import json

import pytest

from hocket.agents.forms import form_of
from hocket.agents.grammar.reading import answered

HIVES = """hive,year,honey
A,2001,10
A,2002,12
A,2003,20
B,2001,40
B,2002,44
B,2003,42
C,2001,8
C,2002,6
C,2003,4
"""
WELL = "year,depth,rain\n2000,10,5\n2001,8,4\n2002,12,6\n2003,6,3\n2004,20,10\n"


def asked(goal, out="", hives=HIVES, well=WELL):
    """What the rules answer on a table that the goal names; None if they leave it to others."""
    name, text = ("hives.csv", hives) if "hives.csv" in goal else ("well.csv", well)
    filled = answered(form_of(goal, [out] if out else []), {name: text.encode()})
    if filled is None:
        return None
    return json.loads(filled.content) if out else filled.text.rstrip(".")


def test_things_are_ranked_by_how_much_more_they_had():
    goal = (
        "Rank the hives in hives.csv by how many percent more honey they had in 2003 than in 2001. "
        "Write a.json, a list of {hive, percent}, the biggest increase first."
    )
    told = goal.replace("more honey they had", "their honey grew").replace(
        "in 2003 than in 2001", "from 2001 to 2003"
    )
    assert asked(told, "a.json") == [
        {"hive": "A", "percent": 100},
        {"hive": "B", "percent": 5},
        {"hive": "C", "percent": -50},
    ]


def test_thing_that_rose_most_is_named():
    goal = "Which hive had the largest {} in honey from 2001 to 2003 in hives.csv? Only the name."
    assert asked(goal.format("increase")) == "A"
    assert asked(goal.format("fall")) == "C"
    assert asked(goal.format("increase").replace("largest", "smallest")) is None


@pytest.mark.parametrize(
    ("times", "expected"),
    [("in 2003 than in 2002", "1"), ("in the last year than in the first", "2")],
)
def test_things_that_had_more_are_counted(times, expected):
    goal = f"How many hives had more honey {times}, by hives.csv? Just the number."
    assert asked(goal) == expected


def test_things_that_lack_one_of_two_values_are_left_to_others():
    goal = "How many hives had more honey in 2003 than in 2002, by hives.csv? Just the number."
    assert asked(goal, hives=HIVES.replace("C,2003,4\n", "")) is None
    assert asked(goal, hives=f"{HIVES}C,2003,9\n") is None


def test_rise_between_times_that_lie_apart_is_found():
    goal = (
        "Between which two years that lie two years apart did the depth in well.csv rise most{}? "
        "Write a.json with from, to and {}."
    )
    assert asked(goal.format("", "rise"), "a.json") == {"from": 2002, "to": 2004, "rise": 8}
    in_percent = {"from": 2002, "to": 2004, "percent": 66.66666666666667}
    assert asked(goal.format(", in percent", "percent"), "a.json") == in_percent
    assert asked(goal.format("", "percent"), "a.json") is None


def test_slope_is_that_of_the_line_of_least_squares():
    goal = (
        "By a straight line through the data (least squares), how much more depth goes with each "
        "further unit of rain in well.csv? One decimal."
    )
    assert asked(goal) == "2.0"
    assert asked(goal.replace("By a straight line through the data (least squares), ", "")) is None


def test_things_that_fell_are_counted_and_their_number_in_each_year():
    goal = "In how many hives did the honey fall from 2001 to 2003, by hives.csv? Just the number."
    assert asked(goal) == "1"
    goal = (
        "hives.csv has a row for each hive and year. How many hives had more than 10 honey in each "
        "year? Write a.json: year -> number of hives."
    )
    assert asked(goal, "a.json") == {"2001": 1, "2002": 2, "2003": 2}
    numbered = HIVES.replace("A,", "1,").replace("B,", "2,").replace("C,", "3,")
    assert asked(goal, "a.json", hives=numbered) == {"2001": 1, "2002": 2, "2003": 2}
