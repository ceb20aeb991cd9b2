"""Grids of time that become lines with the whole moment, by code alone."""

from __future__ import annotations

import pytest

from conversions import converted
from hocket.agents.ways.columns import REFUSED
from hocket.documents.profile import table_profile
from hocket.errors import PermanentError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def of_months(years, write=str):
    """A grid with a row for each month and a column for each year, and totals of both."""
    head = ";".join(("Month", *years, "Total"))
    rows = [
        f"{m};{';'.join(write(n) for _ in years)};{len(years) * n}" for n, m in enumerate(MONTHS)
    ]
    return "\n".join((head, *rows, f"Total;{';'.join('66' for _ in years)};{66 * len(years)}\n"))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("month (like 1973-01) and births", "1998-01,0", "1999-12,11"),
        ("month (like Jan 1973) and births", "Jan 1998,0", "Dec 1999,11"),
        ("date (like 1973-01-01) and births, from the newest to the oldest", "1999-12-01,11",
         "1998-01-01,0"),
    ],
)  # fmt: skip
async def test_months_by_years_become_lines_from_the_oldest(asked, first, last):
    goal = f"Turn raw.csv into out.csv with one line per month: {asked}, without the totals."
    lines = (await converted(goal, "raw.csv", of_months(("1998", "1999")))).splitlines()
    assert (lines[1], lines[-1], len(lines)) == (first, last, 25)


async def test_quarters_by_years_become_lines_with_the_quarter():
    raw = "Quarter,FY2021,FY2022\nQ1,10.5,11\nQ2,9,10\nQ3,8,\nQ4,14,\n"
    goal = (
        "raw.csv (rows are quarters, columns are years) should become out.csv with one line per "
        "quarter from the oldest to the newest: quarter (like 2021-Q3) and sales."
    )
    lines = (await converted(goal, "raw.csv", raw)).splitlines()
    assert lines[1:] == ["2021-Q1,10.5", "2021-Q2,9", "2021-Q3,8", "2021-Q4,14", "2022-Q1,11",
                         "2022-Q2,10"]  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        "Hour,2024-03-05,2024-03-06\n07:00,12,15\n08:00,31,28\nTotal,43,43\n",
        "Day;7h;8h;All\n05.03.2024;12;31;43\n06.03.2024;15;28;43\n",
    ],
)
async def test_hours_and_days_become_lines_with_the_time_whichever_are_the_rows(raw):
    goal = "Convert raw.csv to out.csv: time (like 2024-03-05 07:00) and cars, no totals."
    assert await converted(goal, "raw.csv", raw) == (
        "time,cars\n2024-03-05 07:00,12\n2024-03-05 08:00,31\n2024-03-06 07:00,15\n"
        "2024-03-06 08:00,28\n"
    )


async def test_weekdays_of_weeks_become_lines_with_the_date():
    raw = "Week from,Mon,Tue,Wed,Thu,Fri\n2024-03-04,1,2,3,4,5\n2024-03-11,6,7,8,9,\n"
    goal = "Each week of raw.csv is a row. Turn it into out.csv: date (like 2024-01-31) and loaves."
    lines = (await converted(goal, "raw.csv", raw)).splitlines()
    assert lines[1:3] + lines[-1:] == ["2024-03-04,1", "2024-03-05,2", "2024-03-14,9"]


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        (", skipping empty cells", ["Gull,2019-01,4", "Gull,2019-03,3", "Tern,2019-02,8"]),
        ("", ["Gull,2019-01,4", "Gull,2019-02,", "Gull,2019-03,3", "Tern,2019-01,",
              "Tern,2019-02,8", "Tern,2019-03,"]),
    ],
)  # fmt: skip
async def test_months_of_the_year_that_a_task_names_become_lines_with_it(more, lines):
    raw = "ship,Jan,Feb,Mar,Total\nGull,4,,3,7\nTern,,8,,8\n"
    goal = "Each month of 2019 is a column of raw.csv. Unpivot it to out.csv: ship, month (like "
    text = await converted(f"{goal}2023-01) and trips{more}.", "raw.csv", raw)
    assert text.splitlines()[1:] == lines


@pytest.mark.parametrize("of", ["of 2018 and of 2019", "of our ships"])
async def test_months_of_no_certain_year_are_left_to_others(of):
    goal = f"Each month {of} is a column of raw.csv. Unpivot it to out.csv: ship, month (like "
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(f"{goal}2023-01) and trips.", "raw.csv", "ship,Jan,Feb,Mar\nGull,4,2,3\n")


async def test_column_that_is_not_needed_and_order_in_time_are_read():
    raw = "Year,Q1,Q2,Q3,Q4,All year\n2018,1,2,3,4,10\n2019,5,6,7,8,26\n"
    goal = (
        "raw.csv is a grid: years down, quarters across. Write out.csv with a line per quarter "
        "in time order: quarter (like Q2 2019) and guests. The column All year isn't needed."
    )
    lines = (await converted(goal, "raw.csv", raw)).splitlines()
    assert lines[1:3] + lines[-1:] == ["Q1 2018,1", "Q2 2018,2", "Q4 2019,8"]


@pytest.mark.parametrize(
    ("asked", "raw"),
    [
        ("month and births", of_months(("1998", "1999"))),  # nothing shows how a month looks
        ("month (like January) and births", of_months(("1998", "1999"))),
        ("month (like 1973-01) and births", of_months(("North", "South"))),
        ("month (like 1973-01) and births", of_months(("1998", "1999")).replace("Feb", "Jan")),
        ("month (like 1973-01) and births", of_months(("1998", "1999")).replace("Feb", "Easter")),
        ("month (like 1973-01) and births", of_months(("1998", "1999"), lambda _: "few")),
        ("date (like 2024-01-31) and cars", "Hour,2024-03-05,2024-03-06\n07:00,1,2\n08:00,3,4\n"),
    ],
)  # fmt: skip
async def test_grid_whose_moments_are_not_certain_is_left_to_others(asked, raw):
    goal = f"Turn raw.csv into out.csv with one line each: {asked}, without the totals."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", raw)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (b"Hour,2024-03-05,2024-03-06\n7,12,15\n8,31,28\n", "Hour"),
        (b"who,2024-03-05,2024-03-06\nAda,2024-04-05,2024-04-06\n", "column1"),
    ],
)
def test_days_name_columns_above_values_that_are_none(text, first):
    assert table_profile("a.csv", text).columns[0].name == first
