"""Rows that are spread out by the parts of a year, week or day, by code alone."""

from __future__ import annotations

import json
from calendar import month_abbr

import pytest

from conversions import converted
from hocket.agents.ways.columns import REFUSED
from hocket.agents.ways.computing import computes
from hocket.agents.ways.headings import headings_in
from hocket.errors import PermanentError

SPEED = "time,speed\n" + "".join(
    f"{1990 + n / 4},{'NA' if n == 2 else 10 + n}\n" for n in range(10)
)
BY_QUARTER = "year,q1,q2,q3,q4\n1990,10,11,,13\n1991,14,15,16,17\n1992,18,19,,\n"
MONTHS = [*month_abbr[1:]]


async def spread(goal, text, file="out.csv", given="raw.csv"):
    return (await converted(goal, given, text, file)).replace(".0", "")


@pytest.mark.parametrize(
    "goal",
    [
        """raw.csv tells how many knots the wind had (1990.25 is the second quarter of 1990). Turn \
it into out.csv with a line for each year and the columns year, q1, q2, q3 and q4.""",
        """Please pivot raw.csv to out.csv, one row per year, with the columns year, q1 to q4. \
Leave the cell empty where there's NA.""",
        """raw.csv is a series by quarter. Bring it into out.csv: a line per year, the columns \
year, q1, ..., q4, oldest year first.""",
        "Bring raw.csv into out.csv (year, q1, q2, q3, q4), a row for each year.",
    ],
)
async def test_decimal_years_become_quarters_however_it_is_worded(goal):
    assert await spread(goal, SPEED) == BY_QUARTER


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("Q1, Q2, Q3 and Q4", "Q1,Q2,Q3,Q4"),
        ("1st quarter, 2nd quarter, 3rd quarter, 4th quarter", "1st quarter,2nd quarter,"),
        ("quarter_1, quarter_2, quarter_3, quarter_4", "quarter_1,quarter_2,"),
        ("speed_q1, speed_q2, speed_q3, speed_q4", "speed_q1,speed_q2,"),
    ],
)
async def test_quarters_may_have_any_heading(headings, expected):
    goal = f"Turn raw.csv into out.csv with a line per year and the columns year, {headings}."
    lines = (await spread(goal, SPEED)).splitlines()
    assert lines[0].startswith(f"year,{expected}")
    assert lines[1] == "1990,10,11,,13"


@pytest.mark.parametrize(
    "months",
    [
        [f"{1950 + n / 12:.3f}" for n in range(24)],
        [f"{1950 + n // 12}-{n % 12 + 1:02}-01" for n in range(24)],
        [f"{MONTHS[n % 12]} {1950 + n // 12}" for n in range(24)],
        [f"{1950 + n // 12}.{n % 12 + 1:02}" for n in range(24)],
    ],
    ids=["rounded fractions", "dates", "months", "numbers"],
)
@pytest.mark.parametrize(
    "headings",
    [", ".join(MONTHS), "jan to dec", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 12"],
)
async def test_months_of_any_form_become_columns(months, headings):
    text = "when,calls\n" + "".join(f"{month},{n}\n" for n, month in enumerate(months))
    goal = f"raw.csv is by month. Write out.csv, a row per year, with the columns year, {headings}."
    lines = (await spread(goal, text)).splitlines()
    assert lines[1:] == [
        "1950,0,1,2,3,4,5,6,7,8,9,10,11",
        "1951,12,13,14,15,16,17,18,19,20,21,22,23",
    ]


async def test_years_and_months_in_columns_of_their_own_are_spread():
    rows = "".join(
        f"{year},{m},{year + n}\n" for year in (2001, 2002) for n, m in enumerate(MONTHS)
    )
    goal = "Turn raw.csv into out.csv: a line per year, the columns year, jan to dec."
    lines = (await spread(goal, f"year,month,eggs\n{rows}")).splitlines()
    assert lines[1].startswith("2001,2001,2002,2003")
    assert lines[2].endswith(",2013")


async def test_weekdays_of_dates_are_spread_by_place():
    rows = "".join(
        f"2024-05-{day:02},Ulm,{day}\n2024-05-{day:02},Bonn,{day + 50}\n" for day in range(6, 13)
    )
    goal = "Write out.csv from raw.csv, one line per town: town, mon, tue, wed, thu, fri, sat, sun."
    assert await spread(goal, f"day,town,guests\n{rows}") == (
        "town,mon,tue,wed,thu,fri,sat,sun\nUlm,6,7,8,9,10,11,12\nBonn,56,57,58,59,60,61,62\n"
    )


async def test_hours_of_times_are_spread_by_day():
    rows = "".join(f"2024-05-0{1 + n // 24} {n % 24:02}:00,{n}\n" for n in range(48))
    goal = "Pivot raw.csv into out.csv with a line for each day and the columns date, h0 to h23."
    lines = (await spread(goal, f"at,load\n{rows}")).splitlines()
    assert lines[0].startswith("date,h0,h1,h2")
    assert lines[2].startswith("2024-05-02,24,25,26")


async def test_two_figures_have_a_column_for_each_part():
    text = "quarter,sold,kept\n2020 Q1,1,2\n2020 Q2,3,4\n2020 Q3,5,6\n2020 Q4,7,8\n"
    goal = "Write out.csv from raw.csv with a row per year and the columns year, sold_q1, sold_q2, \
sold_q3, sold_q4, kept_q1, kept_q2, kept_q3, kept_q4."
    assert (await spread(goal, text)).splitlines()[1] == "2020,1,3,5,7,2,4,6,8"


async def test_missing_cells_are_null_in_json():
    goal = (
        "Turn raw.csv into out.json: a list with an object for each year with the keys year, q1, \
q2, q3, q4, null where there is no value."
    )
    [first, *_, last] = json.loads(await converted(goal, "raw.csv", SPEED, "out.json"))
    assert first == {"year": 1990, "q1": 10, "q2": 11, "q3": None, "q4": 13}
    assert last == {"year": 1992, "q1": 18, "q2": 19, "q3": None, "q4": None}


async def test_question_for_figures_of_the_file_is_a_form_of_it_where_parts_are_asked_for():
    goal = "raw.csv tells how many knots the wind had. Turn it into out.csv with a line for each \
year and the columns year, q1, q2, q3 and q4."
    written = await converted(goal, "raw.csv", SPEED, kind="table")
    assert written.replace(".0", "") == BY_QUARTER


async def test_column_for_each_quarter_needs_no_names():
    goal = "Bring raw.csv into out.csv: one row per year and a column for each quarter."
    assert (await spread(goal, SPEED)).splitlines()[:2] == ["year,Q1,Q2,Q3,Q4", "1990,10,11,,13"]


@pytest.mark.parametrize(
    "text",
    [
        SPEED + "1992.25,7\n",  # twice
        SPEED.replace("speed", "speed,gust").replace("\n1", ",5\n1").replace("18", "18,9", 1),
        "time,speed\n1990.0,1\n1990.1,2\n1991.25,3\n",
    ],
    ids=["a cell twice", "two figures", "other fractions"],
)
async def test_what_is_not_certain_is_left_to_others(text):
    goal = "Turn raw.csv into out.csv: a line per year with the columns year, q1, q2, q3 and q4."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text)


@pytest.mark.parametrize(
    "more",
    [
        "Take 1991 to 1992.",
        "The values are cumulative within each year.",
        "The first line is 1991.",
    ],
)
async def test_other_years_and_figures_are_left_to_others(more):
    goal = (
        f"Turn raw.csv into out.csv: a line per year with the columns year, q1, q2, q3, q4. {more}"
    )
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", SPEED)


def test_what_a_goal_says_first_of_its_file_asks_for_no_computing():
    keys = ("year", "q1", "q2", "q3", "q4")
    wanted = "Turn it into out.csv with a line for each year: year, q1, q2, q3, q4."
    assert not computes(f"raw.csv holds the average depth of each quarter. {wanted}", keys)
    assert computes(f"{wanted} Each cell holds the average depth of the quarter.", keys)


@pytest.mark.parametrize(
    ("names", "unit"),
    [
        (["year", "q1", "q2", "q3"], None),
        (["name", "may", "june"], None),
        (["name", "first", "second", "third", "fourth"], None),
        (["week", "mon", "tue", "wed", "thu", "fri"], "weekday"),
        (["year", "JUN", "JUL", "AUG"], "month"),
    ],
)
def test_headings_are_of_a_unit_only_if_that_is_certain(names, unit):
    found = headings_in(names, "a line for each")
    assert (found.unit if found else None) == unit
