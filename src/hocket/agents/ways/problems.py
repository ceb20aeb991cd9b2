"""Worked problems of textbooks: each kind by a program and by a function."""

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
    Problem(
        _about(
            r"together|alone|by (?:himself|herself|itself|themselves)|by one's own|needs?|takes?"
            r"|pumps?|pipes?|taps?|workers?|painters?|machines?|fills?|empt\w+|jointly"
        ),
        "Two pumps empty a pool in 4 hours together. The large one alone would need 6 hours. How "
        "many hours would the small one need alone?",
        """\
from fractions import Fraction

small_per_hour = Fraction(1, 4) - Fraction(1, 6)  # of the pool: rates add up, times do not
print(f"The small one would need {float(1 / small_per_hour):g} hours alone.")""",
        """\
def answer():
    both_per_hour = Fraction(1, 4)
    large_per_hour = Fraction(1, 6)
    small_per_hour = both_per_hour - large_per_hour
    return 1 / small_per_hour""",
        "12",
    ),
    Problem(
        _about(
            r"(?:times|twice|half) as many|as many|equally many|equal\w*|more than|fewer|less than"
            r"|at first|leaves?|joins?|gives?|gets?|had|each have|then (?:has|have)|are left"
        ),
        "A club has twice as many boys as girls. If 5 boys leave and 4 girls join, there are "
        "equally many. How many boys were there at first?",
        """\
from sympy import Eq, solve, symbols

boys, girls = symbols("boys girls")  # at first
found = solve([Eq(boys, 2 * girls), Eq(boys - 5, girls + 4)], [boys, girls])
print(f"There were {found[boys]} boys at first.")""",
        """\
def answer():
    for girls in range(10000):
        boys = 2 * girls
        if boys - 5 == girls + 4:
            return boys""",
        "18",
    ),
    Problem(
        _about(
            r"years older|years younger|in \w+ years|now|as old as|will be|was|times as old|older"
            r"|younger|than (?:me|I|him|her|his|my)"
        ),
        "Max is 24 years older than his niece, and in 3 years he will be four times as old as she "
        "is then. How old is the niece now?",
        """\
from sympy import Eq, solve, symbols

niece = symbols("niece")  # now
found = solve(Eq(niece + 24 + 3, 4 * (niece + 3)), niece)[0]
print(f"The niece is {found} years old now.")""",
        """\
def answer():
    for niece_now in range(120):
        max_now = niece_now + 24
        if max_now + 3 == 4 * (niece_now + 3):
            return niece_now""",
        "5",
    ),
    Problem(
        _about(
            r"\d{1,2}:\d\d|leaves?|arriv\w+|departs?|begins?|ends?|lasts?|how long"
            r"|next (?:morning|day)|until|till|o'clock|journey|shift|from \d+"
        ),
        "A night shift begins at 21:50 and ends at 5:35 the next morning. How long does it last?",
        """\
from datetime import datetime

begins, ends = datetime(2000, 1, 1, 21, 50), datetime(2000, 1, 2, 5, 35)  # the next day
minutes = (ends - begins).total_seconds() / 60
print(f"It lasts {int(minutes // 60)} hours and {int(minutes % 60)} minutes.")""",
        """\
def answer():
    minutes = ((24 + 5) * 60 + 35) - (21 * 60 + 50)  # the end is a day later
    return f"{minutes // 60} hours and {minutes % 60} minutes\"""",
        "7 hours and 45 minutes",
    ),
    Problem(
        _about(
            r"every \w+ hours|at \d{1,2}(?::\d\d)?|noon|midnight|next"
            r"|in the (?:morning|evening|afternoon)|on (?:what|which) (?:date|day)"
        ),
        "A pump runs every 20 hours, first on 5 May 2024 at 6:00. On what date does it next run at "
        "6:00?",
        """\
from datetime import datetime, timedelta

time = datetime(2024, 5, 5, 6, 0) + timedelta(hours=20)  # a time of the day needs datetime
while (time.hour, time.minute) != (6, 0):
    time += timedelta(hours=20)
print(f"It next runs at 6:00 on {time:%A}, {time.day} {time:%B %Y}.")""",
        """\
def answer():
    time = datetime(2024, 5, 5, 6, 0) + timedelta(hours=20)
    while (time.hour, time.minute) != (6, 0):
        time += timedelta(hours=20)
    return time.date()""",
        "2024-05-10",
    ),
    Problem(
        _about(
            r"every (?:\d+|two|three|four|five|six|seven|eight|nine|ten) \w+|both|together"
            r"|same time|at once|again|next (?:leave|meet|ring|run|flash)|and \w+ every"
        ),
        "One bell rings every 8 minutes and another every 20 minutes; both rang at 9:00. When do "
        "they ring at the same time for the first time after 11:30?",
        """\
from datetime import datetime, timedelta
from math import lcm

time = datetime(2000, 1, 1, 9, 0)
while time <= datetime(2000, 1, 1, 11, 30):
    time += timedelta(minutes=lcm(8, 20))
print(f"They ring at the same time at {time:%H:%M}.")""",
        """\
def answer():
    time = datetime(2000, 1, 1, 9, 0)
    while time <= datetime(2000, 1, 1, 11, 30):
        time += timedelta(minutes=math.lcm(8, 20))
    return time.time()""",
        "11:40:00",
    ),
    Problem(
        _about(
            r"(?:first|second|third|fourth|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
            r"|of (?:each|every) month|(?:mon|tues|wednes|thurs|fri|satur|sun)days? of|what date"
        ),
        "A market is held on the third Saturday of every month. On what date is it held in June "
        "2026?",
        """\
from datetime import date, timedelta

day = date(2026, 6, 1)
while day.strftime("%A") != "Saturday":  # the first one
    day += timedelta(days=1)
day += timedelta(weeks=2)  # the third one
print(f"It is held on {day:%A}, {day.day} {day:%B %Y}.")""",
        """\
def answer():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(30)]
    return [day for day in days if day.strftime("%A") == "Saturday"][2]""",
        "2026-06-20",
    ),
    Problem(
        _about(
            r"workers?|people|persons?|days?|how (?:long|many days)|would|enough for|lasts?|recipe"
            r"|for \d+ (?:people|persons)|instead|same (?:work|job|speed)"
        ),
        "Three diggers need 8 days for a ditch. How many days would four diggers need?",
        """\
digger_days = 3 * 8  # the work stays the same; more hands need less time
print(f"Four diggers would need {digger_days / 4:g} days.")""",
        """\
def answer():
    digger_days = 3 * 8
    return Fraction(digger_days, 4)""",
        "6",
    ),
)
