"""What a short program evidently got wrong about its question, and what only looks like that."""

from __future__ import annotations

import pytest

from hocket.agents.ways.decimals import plain
from hocket.agents.ways.slips import slip_in


@pytest.mark.parametrize(
    ("question", "code", "printed"),
    [
        ("Highway 9 is 140 km long. How long at 70 km/h?", "print(140 / 70)", "2"),
        ("Room 12 seats 30, room 14 seats 25. How many seats?", "print(30 + 25)", "55"),
        ("Bus no. 42 carries 30; 12 get off. How many stay?", "print(30 - 12)", "18"),
        ("Call 555-0134. What are 12 boxes of 8 eggs?", "print(12 * 8)", "96"),
        ("In 2019 he had 40 sheep and got 12. How many now?", "print(40 + 12)", "52"),
        ("In the 1990s 3 films a year: how many in 10 years?", "print(3 * 10)", "30"),
        ("2) What is 3 * 4?", "print(3 * 4)", "12"),
        ("With version 2.10.3, 3 MB take 2 s. And 9 MB?", "print(9 / 3 * 2)", "6"),
        ("How many 3-digit numbers has 7?", "print(len(range(105, 1000, 7)))", "128"),
        ("1 in 4 of 200 smoke. How many?", "print(200 / 4)", "50"),
        ("A 3/4 full tank has 60 l. And a full one?", "print(60 / 0.75)", "80"),
        ("What are 1 1/2 kg in grams?", "print(1.5 * 1000)", "1500"),
        ("What is 7\u00bd times 2?", "print(7.5 * 2)", "15"),
        ("Open from 9:30 to 17:00, how many hours?", "print(17 - 9.5)", "7.5"),
        ("Open from 24:00 to 6:15, how many minutes?", "print(6 * 60 + 15)", "375"),
        ("He runs 3:45 per km for 10 km. How long?", "print(3.75 * 10)", "37.5"),
        ("A kilo is 2,50 euros. And 4 kilos?", "print(2.5 * 4)", "10"),
        ("A town of 12 000 grows by 5 %. To what?", "print(12000 * 1.05)", "12600"),
        ("5 million people, 2 million leave. How many stay?", "print(5e6 - 2e6)", "3000000"),
        ("How much is $1.2M less 10%?", "print(1200000 * .9)", "1080000"),
        ("Days from 01.03.2024 to 15.04.2024?", "date(2024, 4, 15) - date(2024, 3, 1)", "45"),
        ("For 4 it takes 300 g; how much for 6?", "print(300 * 1.5)", "450"),
        ("What is the percentage if 25 of 100 came?", "print(25)", "25"),
        ("What percentage of 2000 is 5?", "print(5 / 2000 * 100)", "0.25"),
        ("By what percent is 201 above 200?", "print(f'{1 / 200 + 200 - 201:.1%}')", "0.5%"),
        ("What percent of 2000 is 5?", "one = 100 / 2000\\nprint(5 * one)", "0.25"),
        ("How much is 5 - 12?", "print(5 - 12)", "-7"),
        ("How much is (-3) * 4?", "print(-3 * 4)", "-12"),
        ("How far east is he after 3 km east and 5 km west?", "print(3 - 5)", "-2"),
    ],
)
def test_right_program_has_no_slip(question, code, printed):
    assert slip_in(question, code, printed) == ""


@pytest.mark.parametrize(
    ("question", "code", "printed"),
    [
        ("Of 40 eggs 3 broke. How many are left?", "print(30 - 3)", "27"),
        ("Each box 12 eggs, 5 boxes: how many eggs?", "print(5 * 10)", "50"),
        ("A 3/4 full tank has 60 l. And a full one?", "print(60 / 0.5)", "120"),
        ("A kilo is 2,50 euros. And 4 kilos?", "print(35 * 4 / 7)", "20"),
        ("A town of 12 000 grows by 5 %. To what?", "print(13000 * 1.05)", "13650"),
        ("Open from 9:30 to 17:00, how many hours?", "print(17 - 8.5)", "8.5"),
        ("In 2019 she was 30. How old was she in 2011?", "print(30 - 11)", "19"),
        ("Days from 01.03.2024 to 15.04.2024?", "date(2024, 4, 16) - date(2024, 3, 1)", "46"),
        ("What percent of 8 is 2?", "print(2 / 8)", "0.25"),
        ("How much water must I add to 3 litres?", "print(2 - 3)", "-1"),
    ],
)
def test_wrong_program_has_a_slip(question, code, printed):
    assert slip_in(question, code, printed)


def test_numbers_of_any_length_are_read():
    many = "9" * 5000
    assert slip_in(f"How much is {many} + 4?", f"print(4 + {many})", many) == ""
    assert slip_in("How many of 4 and 7?", "row1_ = 4 + 7", "11") == ""
    assert slip_in("What is 2^2000?", "print(2**2000)", str(2**2000)) == ""
    assert plain(f"{2**2000}/3") == f"{2**2000}/3"
