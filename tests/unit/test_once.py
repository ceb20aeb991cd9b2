"""Rows that count once, as tasks say it."""

from __future__ import annotations

import pytest

from hocket.agents.ways.once import once_of

COLUMNS = ["trip_id", "from", "Order No", "member"]


def once(text):
    return once_of(text, COLUMNS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many trips? The export has some twice (same trip_id), count those once.", "trip_id"),
        ("Sum them. Orders with the same order no are duplicates, ignore them.", "Order No"),
        ("Total by town; ignore duplicate rows.", "*"),
        ("Some lines are repeated by mistake; each counts only once.", "*"),
        ("Please drop the duplicates first. How many are left?", "*"),
        ("Deduplicate by member, then count the members.", "member"),
        ("Several rows have the same trip id: take each trip only once.", "trip_id"),
    ],
)
def test_rows_that_count_once_are_told(text, expected):
    assert once(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "How many trips were there?",
        "How many members came only once?",
        "Which orders are duplicates?",
        "How many duplicates are there?",
        "Of rows with the same trip_id the last one counts; ignore the duplicates before it.",
        "Where an order is there twice, take the latest one only once.",
        "Who won twice?",
        "On how many days was it hot at least once?",
        "How many members came only once and how many more than once?",
        "Which members took the same trip id only once?",
        "How many members who came several times use a voucher once?",
        "Count each member once, even if they came several times.",
        "What did repeat visitors bring, without double counting?",
        "Remove duplicates by member and from.",
        "Same member on the same trip id is a duplicate; count those once.",
        "Remove duplicate members, then list them.",
        "Remove duplicates by member and keep the first.",
        "Drop duplicates by member, leaving the largest trip.",
    ],
)
def test_other_tasks_leave_all_rows(text):
    assert once(text) == ""


def test_column_of_several_tables_recurs_rightly_in_one_of_them():
    task = "Some orders are there twice (same order id), count those once."
    assert once_of(task, ["order_id", "town", "item"]) == "order_id"
    assert once_of(task, ["order_id", "town", "OrderID", "item"]) == ""
