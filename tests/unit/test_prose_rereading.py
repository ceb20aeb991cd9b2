"""The second reading of the rows of a report: it gives what the first gave, or says what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hocket.prose.rereading import difference_of
from hocket.prose.writing import report_from, series_of
from prose_tables import TABLES

FORMS = {
    "quarters": b"quarter,sales\n2020-Q1,10\n2020-Q2,12\n2020-Q3,9\n",
    "quarter columns": b"year,quarter,sales\n2020,1,10\n2020,2,12\n2020,3,9\n",
    "months": b"year,month,sales\n2020,1,10\n2020,2,12\n2020,3,9\n",
    "months in columns": b"year,Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec\n"
    b"2020,1,2,3,4,5,6,7,8,9,10,11,12\n2021,2,3,4,5,6,7,8,9,10,11,12,13\n",
    "years in columns": b"country,2000,2010,2020\nPeru,1,2,3\nChile,4,5,7\n",
    "seasons": b"season,sales\n2015/16,10\n2016/17,12\n2017/18,9\n",
    "signs": b'year,sales,Margin\n2018,"$1,204,000",12.5%\n2019,"$980,250",11.9%\n',
    "decimal commas": b"Jahr;Wert\n2018;1.204,5\n2019;1.310,25\n2020;980,0\n",
    "gaps": b"year,sales\n2018,1\n2019,n/a\n2020,3\n2021,\n2022,4\n",
    "days": b"day,sales\n01.03.2020,1\n02.03.2020,2\n03.03.2020,3\n",
}
GOAL = "Write a.md: how did sales change? In tonnes."


@pytest.mark.parametrize("table", TABLES, ids=[name for name, _, _ in TABLES])
def test_second_reading_of_a_table_gives_the_same(table):
    every = series_of({table[0]: table[1]}, table[2])
    assert [difference_of(one, table[1]) for one in every] == [""] * len(every)


@pytest.mark.parametrize("form", FORMS)
def test_second_reading_of_a_form_of_times_gives_the_same(form):
    every = series_of({"a.csv": FORMS[form]}, GOAL)
    assert every
    assert [difference_of(one, FORMS[form]) for one in every] == [""] * len(every)


def test_second_reading_finds_a_value_that_was_read_wrongly():
    content = FORMS["seasons"]
    [one] = series_of({"a.csv": content}, GOAL)
    wrong = replace(one, values={**one.values, one.last: 90.0})
    assert difference_of(wrong, content) == "a second reading of a.csv gives 9 for 2017/18"


def test_second_reading_finds_a_value_of_another_row():
    content = FORMS["years in columns"]
    chile = next(one for one in series_of({"a.csv": content}, GOAL) if one.entity == "Chile")
    wrong = replace(chile, rows=dict.fromkeys(chile.rows, (1,)))
    assert "misses the value of 2000" in difference_of(wrong, content)


def test_second_reading_finds_a_value_that_was_left_out():
    content = b"year,sales\n2018,1\n2019,2\n2020,3\n"
    [one] = series_of({"a.csv": content}, GOAL)
    kept = {time: value for time, value in one.values.items() if time[0] != 2019}
    rows = {time: one.rows[time] for time in kept}
    wrong = replace(one, values=kept, rows=rows, absent=((2019, 0, 0),))
    assert difference_of(wrong, content) == "a second reading of a.csv has a value for 2019"


def test_report_on_a_table_with_values_that_are_no_numbers_is_in_doubt():
    rows = "".join(f"{year},{year - 1900}\n" for year in range(1990, 2020))
    content = f"year,sales\n{rows}2020,about 120\n".encode()
    written = report_from({"a.csv": content}, GOAL)
    assert written is not None
    assert written.doubt == "a.csv holds 'about 120' where a number should be"
