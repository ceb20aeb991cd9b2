"""Kinds of problems that textbooks have, each worked by a program and by a function."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A question of one kind.

    Attributes:
        words: What such questions say.
        question: The example.
        program: What prints its answer.
        function: What returns it.
        answer: The answer as the function returns it, as text.
    """

    words: re.Pattern[str]
    question: str
    program: str
    function: str
    answer: str


def _about(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


PROBLEMS = (
    Problem(
        _about(
            r"dilut\w*|mix\w*|concentrat\w+|solution|alcohol|acid|salt\w*|syrup|alloy|blend\w*"
            r"|so that it (?:has|is|contains)|litres?|millilitres?|ml|add(?:ed)?"
        ),
        "How many grams of water have to be added to 200 g of a salt solution of 30 percent so "
        "that it has 12 percent?",
        """\
from sympy import Eq, Rational, solve, symbols

water = symbols("water")
salt = 200 * Rational(30, 100)  # what is dissolved stays the same
added = solve(Eq(salt, (200 + water) * Rational(12, 100)), water)[0]
print(f"{float(added):g} g of water have to be added.")""",
        """\
def answer():
    salt_g = 200 * Fraction(30, 100)  # stays the same
    whole_g = salt_g / Fraction(12, 100)
    return whole_g - 200""",
        "300",
    ),
    Problem(
        _about(
            r"meet\w*|met|towards|toward|opposite|same (?:line|road|way|route)|km/h|mph|overtak\w+"
            r"|catch\w* up|leaves?|starts?|sets? out|apart|away"
        ),
        "At 8:00 Ada rides from Ely towards Fen, 60 km away, at 20 km/h. At 8:30 Bo rides from Fen "
        "towards Ely at 30 km/h. At what time do they meet?",
        """\
from datetime import datetime, timedelta

gap_km = 60 - 20 * 0.5  # at 8:30, when the second one starts
hours = gap_km / (20 + 30)  # towards each other the speeds add up; one behind the other: 30 - 20
meeting = datetime(2000, 1, 1, 8, 30) + timedelta(hours=hours)
print(f"They meet at {meeting:%H:%M}.")""",
        """\
def answer():
    head_start_hours = 0.5
    gap_km = 60 - 20 * head_start_hours
    hours = gap_km / (20 + 30)
    return (datetime(2000, 1, 1, 8, 30) + timedelta(hours=hours)).time()""",
        "09:30:00",
    ),
    Problem(
        _about(
            r"average speed|there and back|way back|uphill|downhill|whole (?:way|trip|journey)"
            r"|half (?:of )?the (?:way|distance)|returns?"
        ),
        "A bus goes 30 km uphill at 20 km/h and the same way back at 60 km/h. What is its average "
        "speed?",
        """\
hours = 30 / 20 + 30 / 60
speed = (30 + 30) / hours  # the whole way by the whole time
print(f"Its average speed is {speed:g} km/h.")""",
        """\
def answer():
    hours = Fraction(30, 20) + Fraction(30, 60)
    return Fraction(30 + 30) / hours""",
        "30",
    ),
    Problem(
        _about(
            r"legs?|heads?|wheels?|tickets?|adults?|children|coins?|stamps?|notes?|altogether"
            r"|in (?:all|total)|each costs?|how many of (?:them|each|the)|tables?|both kinds?"
        ),
        "A yard has 14 bicycles and tricycles with 33 wheels altogether. How many tricycles are "
        "there?",
        """\
for tricycles in range(14 + 1):
    bicycles = 14 - tricycles
    if 2 * bicycles + 3 * tricycles == 33:
        print(f"There are {tricycles} tricycles.")""",
        """\
def answer():
    for tricycles in range(14 + 1):
        if 2 * (14 - tricycles) + 3 * tricycles == 33:
            return tricycles""",
        "5",
    ),
    Problem(
        _about(
            r"years? ago|in (?:how many|\w+) years|years? old|as old as|older|younger|ages?|mother"
            r"|father|daughter|son|sister|brother|grandfather|grandmother|twice as|three times as"
        ),
        "Nora is 34 and her son is 6. In how many years will she be three times as old as he is?",
        """\
from sympy import Eq, solve, symbols

years = symbols("years")
print(f"In {solve(Eq(34 + years, 3 * (6 + years)), years)[0]} years.")""",
        """\
def answer():
    years = 0
    while 34 + years != 3 * (6 + years):
        years += 1
    return years""",
        "8",
    ),
    Problem(
        _about(
            r"interest|doubl\w+|halv\w+|half-?life|every (?:year|month|day|hour|week)|each (?:year"
            r"|month|day|hour)|gr[eo]ws?|shrinks?|per year|a year|compound\w*|after how many"
        ),
        "1,200 euros lie in a bank at 5 percent interest a year, which is left there. After how "
        "many years are there more than 1,500 euros?",
        """\
euros, years = 1200, 0
while euros <= 1500:
    euros *= 1.05
    years += 1
print(f"After {years} years there are more than 1,500 euros.")""",
        """\
def answer():
    years = 0
    while 1200 * Fraction(105, 100) ** years <= 1500:
        years += 1
    return years""",
        "5",
    ),
)
MOST = 2


def problems_for(question: str) -> list[Problem]:
    """The kinds that the words of a question indicate, at least two words each, the nearest last.

    Examples:
        >>> [one.answer for one in problems_for("Two ships leave at noon; when do they meet?")]
        ['09:30:00']
    """
    near = [(len({w.lower() for w in one.words.findall(question)}), one) for one in PROBLEMS]
    ranked = sorted((pair for pair in near if pair[0] >= MOST), key=lambda pair: pair[0])
    return [one for _, one in ranked[-MOST:]]
