"""Values that a script is to print in the form in which it reads them."""

from __future__ import annotations

import pytest

from hocket.agents.code.same_forms import of_another_form

GOAL = "pace.py reads paces like 5:20, one per line, and prints the slowest in the same form."
DATES = "It reads dates such as 2024-05-01, one per line, and prints the last in that format."


@pytest.mark.parametrize(
    ("goal", "printed"),
    [
        (GOAL, "5:20:00"),
        (GOAL, "slowest 0:05:20"),
        (DATES, "last: 2024-05-01-00"),
    ],
)
def test_value_of_another_form_is_told(goal, printed):
    assert "is not of the form of" in of_another_form(goal, printed)


@pytest.mark.parametrize(
    ("goal", "printed"),
    [
        (GOAL, "slowest 12:05"),
        (GOAL, "5.5"),
        (DATES, "last: 2024-05-03 (3)"),
        ("It reads paces like 5:20, one per line, and prints the slowest in seconds.", "0:05:20"),
        ("It prints the slowest in the same form.", "0:05:20"),
        ("It reads prices like 3.50, one per line, and prints the sum in the same form.",
         "1,203.50"),
        (GOAL, "7" * 200_000),  # which takes no time that grows with its square
    ],
)  # fmt: skip
def test_value_of_that_form_or_of_no_stated_one_is_right(goal, printed):
    assert of_another_form(goal, printed) == ""
