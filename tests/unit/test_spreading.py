"""Rows spread out under headings that are the values of a column, by code alone."""

from __future__ import annotations

import pytest

from conversions import converted
from hocket.agents.forms import form_of
from hocket.agents.forms.orders import order_in
from hocket.agents.ways.columns import REFUSED
from hocket.agents.ways.computing import computes
from hocket.errors import PermanentError

EGGS = "day,hen,pen,eggs\n1,Rosa,A,1\n2,Rosa,A,0\n1,Berta,B,2\n3,Berta,B,1\n5,Rosa,A,1\n"
SPREAD = "hen,day1,day2,day3,day4,day5\nBerta,2,,1,,\nRosa,1,0,,,1\n"


@pytest.mark.parametrize(
    "goal",
    [
        (
            "raw.csv has a line for every hen and day. I want out.csv with one line per hen, from "
            "A to Z: hen, then the eggs in the columns day1 to day5, empty where none was noted."
        ),
        (
            "Please bring raw.csv into out.csv, one line per hen (sorted by hen): hen and its "
            "eggs as day1 to day5."
        ),
        (
            "Make out.csv from raw.csv: a row for each hen, in alphabetical order, with the "
            "columns hen, day1, day2, day3, day4 and day5 holding the eggs."
        ),
        (
            "out.csv should have a row per hen, hens A to Z: hen, then the columns day1-day5 with "
            "the eggs. The data are in raw.csv, a row per day."
        ),
    ],
)
async def test_headings_with_a_word_before_each_value_are_its_columns(goal):
    assert await converted(goal, "raw.csv", EGGS) == SPREAD


@pytest.mark.parametrize(
    ("headings", "values"),
    [
        ("y2019, y2020, y2021", "2019 2020 2021"),
        ("1st lap, 2nd lap, 3rd lap", "1 2 3"),
        ("visit 1 to visit 3", "1 2 3"),
        ("part_8, part_9, part_10", "8 9 10"),
        ("2019 (kg), 2020 (kg), 2021 (kg)", "2019 2020 2021"),
        ("from_north, from_south, from_east", "North South East"),
        ("1990 to 1992", "1990 1991 1992"),
        ("Jan 1980, Feb 1980, Mar 1980", "1980-01-01 1980-02-01 1980-03-01"),
    ],
)
async def test_heading_of_a_value_is_found_however_it_is_written(headings, values):
    rows = [f"{plot},{value},{n}" for plot in "AB" for n, value in enumerate(values.split())]
    raw = "plot,part,crop\n" + "\n".join(rows) + "\n"
    goal = f"Make out.csv of raw.csv with one line per plot: plot, {headings}."
    assert (await converted(goal, "raw.csv", raw)).splitlines()[1:] == ["A,0,1,2", "B,0,1,2"]


async def test_lines_by_the_number_of_a_thing_are_in_its_order():
    raw = "cow,month,litres,stable\n12,1,9,A\n12,2,8,A\n7,1,5,B\n7,2,6,B\n"
    goal = (
        "raw.csv: every month of a cow is a line. I need out.csv with one line per cow, sorted by "
        "its number: cow, then the litres in the columns month1 and month2."
    )
    assert await converted(goal, "raw.csv", raw) == "cow,month1,month2\n7,5,6\n12,9,8\n"


TWO_HENS = "day,hen,eggs\n1,Ada,7\n2,Ada,8\n1,Rosa,1\n2,Rosa,0\n"


@pytest.mark.parametrize(
    ("columns", "text"),
    [
        ("hen, day1 to day3", "day,hen,eggs\n1,Rosa,1\n2,Rosa,0\n1,Rosa,2\n"),
        ("hen, day1 to day3", "day,hen,eggs,feed\n1,Rosa,1,5\n2,Rosa,0,6\n3,Rosa,2,4\n"),
        ("hen, pen1 to pen3", "day,hen,pen,kg\n1,Rosa,9,2\n2,Rosa,8,3\n3,Rosa,7,4\n"),
        ("hen, x1 to x3", "day,pen,hen,kg\n1,3,Rosa,2\n2,2,Rosa,3\n3,1,Rosa,4\n"),
        ("hen, day1 to day3", "day,hen,kg\n7,Rosa,2\n8,Rosa,3\n3,Rosa,4\n1,Tom,2\n4,Eve,5\n"),
        ("hen, day1 to day3", "day,hen,eggs\n1,Rosa,1\n2,Rosa,0\n,Rosa,2\n"),
        ("hen, H1 and H2", "hen,quarter,kg\nRosa,1,2\nRosa,2,3\nRosa,3,3\nRosa,4,3\n"),
        ("hen, day1, day2, the heaviest first", TWO_HENS),
        ("hen, day1, day2, the largest first", TWO_HENS),
        ("hen, Q1, Q2 (year to date)", TWO_HENS.replace("day", "quarter")),
        ("hen, day1, day2 (the eggs of the year to date)", TWO_HENS),
    ],
)
async def test_spread_that_is_in_doubt_is_left_to_others(columns, text):
    goal = f"Make out.csv of raw.csv with one line per hen: {columns}."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text)


def test_other_figures_behind_the_headings_are_computed():
    goal = "Make out.csv with one line per hen: hen, day1 to day3, the gain against the day before."
    assert computes(goal, form_of(goal, ["out.csv"]).keys)


async def test_lines_that_may_be_steps_of_a_scale_are_not_sorted_as_words():
    raw = "risk,year,n\nlow,2001,1\nhigh,2001,2\nlow,2002,3\nhigh,2002,4\n"
    goal = "Bring raw.csv into out.csv, one line per risk, sorted by risk: risk, y2001, y2002."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", raw)


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("tree, then its height in the columns y1999 to y2001", "tree y1999 y2000 y2001"),
        ("shop, then the sales under the headings Jan to Mar", "shop Jan Feb Mar"),
        ("shop and then week 8 to week 10", "shop,week 8,week 9,week 10"),
        ("stop, line, then the columns 2001-2003 with the riders", "stop line 2001 2002 2003"),
        ("tree, 1st year to 3rd year, trees A to Z", "tree,1st year,2nd year,3rd year"),
    ],
)
def test_key_before_a_series_of_columns_is_one_of_them(said, keys):
    form = form_of(f"I need out.csv with one line for each: {said}.", ["out.csv"])
    assert form.keys == tuple(keys.split("," if "," in keys else " "))


def test_order_in_brackets_ends_with_them():
    order = order_in("a row per hen (sorted by name, oldest first) with the columns hen and pen")
    assert [phrase for phrase, _ in order.parts] == ["name"]


@pytest.mark.parametrize(
    "said",
    [
        "columns hen, day1, day2 and the best day",
        "columns hen, day1, day2. Swap the days",
        "columns hen, day1, day2. Mark the higher one with *",
        "columns hen, day1, day2. Names in capitals",
        "columns hen, day1, day2, with a dash where there is none",
        "columns hen, day, eggs, one row per hen",
    ],
)
async def test_more_than_the_rows_is_left_to_others(said):
    with pytest.raises((PermanentError, AssertionError)):
        await converted(f"Convert raw.csv into out.csv: {said}.", "raw.csv", TWO_HENS)


async def test_line_of_each_of_two_things_is_one_of_the_file():
    goal = "Convert raw.csv into out.csv: columns hen, day, eggs, one row per hen and day."
    assert (await converted(goal, "raw.csv", TWO_HENS)).startswith("hen,day,eggs\nAda,1,7\n")
