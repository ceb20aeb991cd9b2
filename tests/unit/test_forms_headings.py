"""Tables under headings: which headings a task names, and the rows that belong under each."""

from __future__ import annotations

import pytest

from hocket.agents.forms import fill, form_of


def form(task):
    return form_of(task, ["list.md"])


@pytest.mark.parametrize(
    ("task", "headings"),
    [
        ("list.md: headings North Hill (NH) and Port, under each a table.", ("North Hill", "Port")),
        ("Write list.md with a heading for each fuel (Petrol, Diesel).", ("Petrol", "Diesel")),
        ("Write list.md, a section for each of the towns Ulm, Bonn and Kiel.",
         ("Ulm", "Bonn", "Kiel")),
        ("I'd like list.md, a table for Ulm and one for Bonn.", ("Ulm", "Bonn")),
        ("Two tables in list.md, one under the heading 'In use', one under the heading Sold.",
         ("In use", "Sold")),
        ("Write list.md, one table with name and price.", ()),
        ("Write list.md, a table for Ulm.", ()),
    ],
)  # fmt: skip
def test_headings_are_read_in_several_wordings(task, headings):
    assert form(task).headings == headings


def test_no_heading_is_taken_for_a_column():
    task = "Write list.md with the headings Old and New, under each a table (columns: name, age)."
    assert form(task).keys == ("name", "age")


CODED = (
    "list.md: headings North Hill (NH) and Port (PT), under each a table with the columns name "
    "and age."
)


def rows(*given):
    return {"kind": "table", "columns": ["name", "age", "site"], "rows": [list(r) for r in given]}


def test_rows_come_under_the_heading_whose_code_they_have():
    given = rows(["Ann", 3, "NH"], ["Bo", 4, "PT"], ["Cy", 5, "NH"])
    text = fill(form(CODED), given).content.decode()
    north, port = text.split("## Port")
    assert north.startswith("## North Hill")
    assert [name in north for name in ("Ann", "Bo", "Cy")] == [True, False, True]
    assert "Bo" in port


def test_one_table_without_the_headings_is_not_what_is_asked_for():
    given = {"kind": "table", "columns": ["name", "age"], "rows": [["Ann", 3], ["Bo", 4]]}
    assert "'North Hill'" in fill(form(CODED), given).lacks
    open_task = "Write list.md with headings as in the old list, and a table below each."
    assert "headings" in fill(form(open_task), given).wrong
    assert not fill(form("Write list.md, a table with name and age."), given).wrong


def test_headings_of_columns_are_columns():
    task = "Write a.md: a Markdown table with the column headings Name, Age and Town."
    form = form_of(task, ["a.md"])
    assert form.headings == ()
    assert form.keys == ("Name", "Age", "Town")
