"""Columns of figures that become lines, by code alone."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of
from hocket.agents.forms.orders import order_in
from hocket.agents.ways.computing import computes
from hocket.agents.ways.reshaping import reshaped
from hocket.documents.loading import loaded_profile, loaded_table

COUNTS = "day;gulls;terns;ducks\n2024-05-02;3;0;12\n2024-05-01;5;2;\n2024-06-03;1;7;9\n"
SORTED = (
    "day,bird,seen 2024-05-01,ducks, 2024-05-01,gulls,5 2024-05-01,terns,2 2024-05-02,ducks,12 "
    "2024-05-02,gulls,3 2024-05-02,terns,0 2024-06-03,ducks,9 2024-06-03,gulls,1 2024-06-03,terns,7"
)


def converted(goal, text, given="counts.csv", file="long.csv"):
    """The lines of the file, parted by blanks; empty where code declines."""
    form = form_of(goal, [file])
    content = text.encode()
    profile, table = loaded_profile(given, content), loaded_table(given, content)
    forms = [] if computes(goal, form.keys) else reshaped(profile, table, form)
    for names, rows in forms:
        filled = fill(form, {"kind": "table", "columns": names, "rows": rows})
        if not (filled.lacks or filled.wrong):
            return " ".join(filled.content.decode().split("\n")).strip()
    return ""


WORDINGS = (
    """Turn counts.csv into long.csv with one line per day and bird: day, bird, seen. The days go \
from the first to the last, the birds within a day from A to Z.""",
    "Please melt counts.csv to long.csv (day, bird, seen), sorted by day and then by bird.",
    """A row for each bird and day, please: make long.csv (day, bird, seen) of counts.csv, sorted \
by day, then bird.""",
    """I have counts.csv and need long.csv.
- one row per day and bird
- columns: day, bird, seen
- sorted by day and bird""",
    """counts.csv has a column for every bird. Unpivot it to long.csv with day, bird and seen, \
ordered by day and bird.""",
)


@pytest.mark.parametrize("goal", WORDINGS)
def test_line_for_each_of_two_things_has_the_name_of_its_column_however_it_is_worded(goal):
    assert converted(goal, COUNTS) == SORTED


def test_lines_without_an_order_are_in_that_of_the_file():
    goal = "Unpivot counts.csv: long.csv with bird, day and seen, a line per day and bird."
    assert converted(goal, COUNTS).startswith("bird,day,seen gulls,2024-05-02,3 terns,2024-05-02,0")


def test_column_of_dates_is_the_month_that_is_asked_for():
    text = "when,coal,gas,oil\n2024-06-01,1,2,3\n2024-05-01,4,5,6\n"
    goal = "Write long.csv with a row per month and fuel: month (like 2024-05), fuel, tons."
    lines = converted(goal, text).split()
    assert lines[:3] == ["month,fuel,tons", "2024-06,coal,1", "2024-06,gas,2"]


def test_several_days_of_a_month_are_left_to_others():
    goal = "Write long.csv with a row per month and bird: month (like 2024-05), bird, seen."
    assert converted(goal, COUNTS) == ""


def test_several_lines_of_one_thing_are_left_to_others():
    text = "shop,region,jan,feb,mar\nA,N,1,2,3\nB,N,4,5,6\n"
    goal = "One line per region and month, please: long.csv (region, month, amount)."
    assert converted(goal, text) == ""


def test_total_of_the_columns_is_no_line():
    text = "shop,jan,feb,mar,total\nA,1,2,3,6\n"
    goal = "Unpivot it to long.csv with shop, month and amount, a line for each shop and month."
    assert converted(goal, text) == "shop,month,amount A,jan,1 A,feb,2 A,mar,3"


@pytest.mark.parametrize(
    "text",
    [
        "day,gulls,year,terns\n2024-05-02,1,2,3\n",
        "day,gulls,remark,terns,ducks\n2024-05-02,1,windy,3,4\n2024-05-03,1,calm,3,4\n",
        "day,gulls,terns\n2024-05-02,1,2\n",
    ],
)
def test_columns_that_may_be_no_figures_of_one_kind_are_left_to_others(text):
    goal = "Write long.csv with one line per day and bird: day, bird, seen."
    assert converted(goal, text) == ""


def test_order_that_is_not_understood_is_left_to_others():
    goal = "Write long.csv with one line per day and bird: day, bird, seen, the rarest bird first."
    assert converted(goal, COUNTS) == ""


def test_order_of_each_of_two_things_is_read():
    order = order_in("The years run from the latest to the earliest, the towns from A to Z.")
    assert order.parts == (("years", True), ("towns", False))


def test_column_is_meant_by_its_unit_and_its_dates():
    text = "plot,read on,reading\n4,3.10.2025,12.5 m\u00b3\n5,14.10.2025,7 m\u00b3\n"
    goal = "Make long.csv with plot, date (like 2025-10-03) and cubic_metres (like 12.50)."
    assert converted(goal, text) == "plot,date,cubic_metres 4,2025-10-03,12.50 5,2025-10-14,7.00"


def test_two_columns_of_dates_are_left_to_others():
    text = "plot,sown,reaped\n4,2025-03-20,2025-10-14\n5,2025-03-21,2025-10-15\n"
    assert converted("Make long.csv with plot and date (like 2025-10-03).", text) == ""


def test_name_in_several_spellings_is_left_to_others():
    text = "day,reader\n2024-05-02,Ida Falk\n2024-05-03,ida falk\n"
    assert converted("Make long.csv of counts.csv with day and reader.", text) == ""


def test_name_of_a_file_asks_for_nothing():
    assert not computes("Turn counts.csv and totals.xlsx into long.csv with day and bird.")


def test_order_that_may_be_a_scale_is_left_to_others():
    text = "item,size\na,small\nb,large\nc,medium\n"
    assert converted("Make long.csv with item and size, sorted by size.", text) == ""


@pytest.mark.parametrize(
    "more",
    [
        "Double each figure.",
        "Use G, T and D for the birds.",
        "Missing ones are 0.",
        "Empty cells become 0.",
        "Treat blanks as zero.",
        "Where the cell is empty, write 0.",
        "Write n/a where nothing was counted.",
        "The lines are in reverse.",
        "Ducks should be called 'Anas'.",
    ],
)
def test_other_names_or_figures_than_those_of_the_file_are_left_to_others(more):
    goal = "Unpivot counts.csv into long.csv: day, bird, seen. One line per day and bird."
    assert converted(goal, COUNTS)
    assert converted(f"{goal} {more}", COUNTS) == ""


def test_skipping_nothing_keeps_zeros():
    goal = "Unpivot counts.csv into long.csv: day, bird, seen. One line per day and bird."
    assert converted(f"{goal} Skip nothing.", COUNTS) == converted(goal, COUNTS)


@pytest.mark.parametrize(
    "more",
    [
        "Empty depths become 0.",
        "Treat blanks as zero.",
        "Double each depth.",
        "Write n/a where there is none.",
        "Shorten sites to one letter.",
        "The rows stand in reverse order.",
    ],
)
def test_columns_with_other_figures_or_orders_are_left_to_others(more):
    text = "site,opened,depth\nOak,2024-05-01,12\nElm,2023-01-05,\n"
    goal = "Convert counts.csv to long.csv with site, opened and depth."
    assert converted(goal, text)
    assert converted(f"{goal} {more}", text) == ""


@pytest.mark.parametrize("more", ["Write a row for each of them.", "It was filled in by hand."])
def test_words_about_rows_and_origin_ask_for_no_other_figures(more):
    goal = "Unpivot counts.csv into long.csv: day, bird, seen. One line per day and bird."
    assert converted(f"{goal} {more}", COUNTS) == converted(goal, COUNTS)


@pytest.mark.parametrize(
    ("more", "lines"),
    [
        (", leaving out empty cells", 8),
        (", skipping blank cells", 8),
        (", without the totals", 9),
    ],
)
def test_cells_without_a_value_have_no_line_only_where_a_task_says_so(more, lines):
    goal = f"Melt counts.csv to long.csv (day, bird, seen), a line per day and bird{more}."
    assert len(converted(goal, COUNTS).split()) == lines + 1
