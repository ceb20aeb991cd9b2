"""Columns of quarters or months that become lines with the period, by code alone."""

from __future__ import annotations

from calendar import month_name

import pytest

from conversions import converted
from hocket.agents.ways.columns import REFUSED
from hocket.errors import PermanentError

BEDS = "year,q1,q2,q3,q4\n2001,,12,,14\n2002,15,16,,\n"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("quarter (like 1999-Q1) and beds", "2001-Q2,12 2001-Q3, 2001-Q4,14 2002-Q1,15 2002-Q2,16"),
        (
            "quarter (like Q1 1999) and beds, skip empty cells",
            "Q2 2001,12 Q4 2001,14 Q1 2002,15 Q2 2002,16",
        ),
        (
            "date (like 1999-04-01) and beds, the newest first",
            "2002-04-01,16 2002-01-01,15 2001-10-01,14 2001-07-01, 2001-04-01,12",
        ),
    ],
)
async def test_columns_of_quarters_become_lines_that_look_as_shown(said, expected):
    goal = f"Turn raw.csv into out.csv with a line for each quarter: {said}."
    lines = (await converted(goal, "raw.csv", BEDS)).replace(".0", "").splitlines()
    assert " ".join(lines[1:]) == expected


async def test_columns_of_months_become_lines_with_a_date_for_each_place():
    names = ",".join(month_name[1:])
    rows = "".join(f"{town},1990,{','.join(map(str, range(12)))}\n" for town in ("Ulm", "Bonn"))
    goal = "Turn raw.csv into out.csv: town, date (like 31.12.2001) and rain."
    text = await converted(goal, "raw.csv", f"town,year,{names}\n{rows}")
    lines = text.splitlines()
    assert len(lines) == 25
    assert lines[2] == "Ulm,01.02.1990,1"
    assert lines[-1] == "Bonn,01.12.1990,11"


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        ("quarter and beds", BEDS),  # nothing shows how a quarter is written
        ("quarter (like 1999-Q1) and beds", BEDS.replace("q4", "total")),
        ("quarter (like 1999-Q1) and beds", BEDS + "2002,1,2,3,4\n"),  # a year twice
    ],
)
async def test_periods_that_are_not_certain_are_left_to_others(goal, text):
    goal = f"Turn raw.csv into out.csv with a line for each quarter: {goal}."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text)
