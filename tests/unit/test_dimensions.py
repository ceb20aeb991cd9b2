"""Areas and volumes whose lengths are not all converted are found in the program."""

from __future__ import annotations

import pytest

from hocket.agents.ways.dimensions import dimension_slip
from hocket.agents.ways.slips import slip_in

LAWN = "A lawn is 20 yards by 15 yards. How large is it in square metres? One yard is 0.9144 m."
BOX = "A box is 8 by 6 by 5 inches. What is its volume in cubic centimetres? An inch is 2.54 cm."


@pytest.mark.parametrize(
    ("question", "code", "needed"),
    [
        (LAWN, "print(20 * 15 * 0.9144)", 2),
        (LAWN, "yard = 0.9144\narea = 20 * 15\nprint(area * yard)", 2),
        (LAWN, "def answer():\n    return 20 * 0.9144 * 15", 2),
        (BOX, "print(8 * 6 * 5 * 2.54)", 3),
    ],
)
def test_length_that_is_not_converted_is_a_slip(question, code, needed):
    assert f"needed {needed} times" in dimension_slip(question, code)
    assert f"needed {needed} times" in slip_in(question, code, "1")


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (LAWN, "print(20 * 0.9144 * 15 * 0.9144)"),
        (LAWN, "print(20 * 15 * 0.9144 ** 2)"),
        (LAWN, "yard = 0.9144\nlong, wide = 20 * yard, 15 * yard\nprint(long * wide)"),
        (LAWN, "def metres(n):\n    return n * 0.9144\nprint(metres(20) * metres(15))"),
        (LAWN, "a, b = (n * 0.9144 for n in (20, 15))\nprint(a * b)"),
        (LAWN, "print(20 * 15 * 0.83612736)"),
        (LAWN, "print(20 * "),
        (
            "A pond has a radius of 6 feet. What is its area in square metres? A foot is 0.3048 m.",
            "r = 6 * 0.3048\nprint(3.14159 * r * r)",
        ),
        (
            "A mat is 6 feet by 2 m. How large is it in square metres? A foot is 0.3048 m.",
            "print(6 * 0.3048 * 2)",
        ),
        (BOX, "print(8 * 2.54 * 6 * 2.54 * 5 * 2.54)"),
        ("How many metres are 20 yards? One yard is 0.9144 m.", "print(20 * 0.9144)"),
        (
            "A field has 20 square yards. How many square metres is that? A yard is 0.9144 m.",
            "print(20 * 0.9144)",
        ),
    ],
)
def test_lengths_that_are_converted_or_none_are_no_slip(question, code):
    assert dimension_slip(question, code) == ""
