"""Numbers of a program that stand in its worked example, and not in its question."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hocket.agents.textbook import PROBLEMS
from hocket.agents.ways.borrowed import borrowed_in
from hocket.agents.ways.following import following_from

PHOTOS = "A shop prints 45 photos at 0.35 euros each and adds 2.80 euros for postage. How much?"
PHOTOS_CODE = "euros = 45 * 0.35 + 2.80\nprint(f'{euros:g} euros')"
SHOWN = [
    (PHOTOS, PHOTOS_CODE),
    ("From 7:15 to 8:30 she reads.", "hours = 8.5 - 7.25"),
    ("A choir of 5 sings 9 songs a day.", "songs = 9 * 7\nfor day in range(5):\n    songs += 5"),
]


@pytest.mark.parametrize(
    ("question", "code", "number"),
    [
        ("20 cards at 0.50 euros, 3.10 euros postage?", "euros = 20 * 0.50 + 2.80", "2.8"),
        ("20 cards at 0.50 euros, 3.10 euros postage?", "print(20 * 0.5 + 45)", "45"),
        ("20 cards at 0.50 euros?", 'print(20 * Fraction("0.35"))', "0.35"),
        ("20 cards at 0.50 euros?", "print(f'{20 * 0.35:.2f} euros')", "0.35"),
        ("It is 0.50 euros for a card. For 20?", "euros = 45 * 0.50 + 0", "45"),
        ("A band plays 6 songs a day. A week?", "songs = 9 * 7", "9"),
        ("At 9:00 Al starts at 12 km/h, at 9:45 Di at 24 km/h.", "gap = 12 * 0.75 - 1.25", "1.25"),
    ],
)
def test_number_of_the_example_alone_is_borrowed(question, code, number):
    assert f"computes with {number}, " in borrowed_in(question, code, SHOWN)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (PHOTOS, PHOTOS_CODE),
        ("20 cards at 0.50 euros, 3.10 euros postage?", "euros = 20 * 0.50 + 3.10"),
        ("Forty-five cards at 0.50 euros?", "print(45 * 0.50)"),
        ("35 percent of 20 came. How many?", "print(20 * 0.35)"),
        ("65 percent of 20 stayed. How many left?", "print(20 * 0.35)"),
        ("From 9:10 to 9:55 at 3 litres a minute?", "print(45 * 3)"),
        ("He was born in 1950 and died in 1995 after 3 wars. How old?", "age = 45"),
        ("1 May 2024 to 15 June 2024, 2 litres a day?", "print(45 * 2)"),
        ("It is 280 cents. In euros?", "print(2.80)"),
        ("A band plays 6 songs a day. A week?", "plays = 9 * 7"),
        ("A band plays 6 songs. Which squares?", "print([n for n in range(45)])"),
        ("20 cards at 0.50 euros?", "print(round(20 * 0.5, 45), [1][45:])"),
        ("20 cards at 0.50 euros?", "print(20 * 0.5 + 45)  # 45 more of them for the box"),
        ("20 cards at 0.50 euros?", "print(20 * "),
    ],
)
def test_number_that_is_given_or_follows_is_not_borrowed(question, code):
    assert borrowed_in(question, code, SHOWN) == ""


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_code_of_a_problem_borrows_nothing_of_all_others(problem):
    shown = [(one.question, one.program) for one in PROBLEMS if one is not problem]
    assert borrowed_in(problem.question, problem.program, shown) == ""
    assert borrowed_in(problem.question, problem.function, shown) == ""


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Open from 8:30 pm to 1:15 am", ["20.5", "285", "4.75"]),
        ("a third and then 3/4 of it", ["1/3", "2/3", "3/4", "1/4"]),
        ("one and a half hours at 72 km/h", ["1.5", "90", "20"]),
        ("the twenty-third of 1,250.50 and 12 500", ["23", "1250.5", "12500"]),
        ("ANANAS with 30 %, 45 % and 20 % of it", ["6", "0.95", "5"]),
        ("10 mm a day, 4 weeks", ["1", "28"]),
    ],
)
def test_numbers_in_one_step_from_a_question_follow(question, numbers):
    assert {Fraction(n) for n in numbers} <= following_from(question)


def test_half_does_not_follow_from_a_head_start_of_three_quarters():
    question = "45 km apart, one at 9:00 with 12 km an hour, the other at 9:45 with 24 km an hour."
    found = following_from(question)
    assert Fraction(3, 4) in found
    assert Fraction(1, 2) not in found


def test_day_that_no_month_has_is_no_date():
    assert Fraction(30) in following_from("On 30 February 2024 and 1 March 2024")


def test_numbers_of_any_length_are_read():
    many = "9" * 5000
    assert following_from(f"{many} + {many}/{many}.5 at 3.1.2")
    assert borrowed_in("4", f"print({'9' * 400})\nprint(0x{'f' * 4000})", SHOWN) == ""
