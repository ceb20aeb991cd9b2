"""Worked problems on speeds and rates: who meets, catches up, works together or alone."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

MOTION = (
    Problem(
        r"meet|met|towards?(?: each other| one another)?|opposite directions?",
        r"km/h|mph|apart|leaves?|starts?|sets? out|at what time|when|away|drives?|rides?|trains?"
        r"|cars?|\d{1,2}:\d\d",
        "At 8:00 Ada rides from Ely towards Fen, 60 km away, at 20 km/h. At 8:30 Bo rides from Fen "
        "towards Ely at 30 km/h. At what time do they meet?",
        program="""\
from datetime import datetime, timedelta

first, second = datetime(2000, 1, 1, 8, 0), datetime(2000, 1, 1, 8, 30)
alone = (second - first).total_seconds() / 3600  # hours in which only the first one rides
gap_km = 60 - 20 * alone
hours = gap_km / (20 + 30)  # towards each other the speeds add up; one behind the other: 30 - 20
meeting = second + timedelta(hours=hours)
print(f"They meet at {meeting:%H:%M}.")""",
        function="""\
def answer():
    first_minute = 8 * 60 + 0  # 8:00
    second_minute = 8 * 60 + 30  # 8:30
    head_start_hours = (second_minute - first_minute) / 60
    gap_km = 60 - 20 * head_start_hours
    minutes = gap_km / (20 + 30) * 60
    return (datetime(2000, 1, 1) + timedelta(minutes=second_minute + minutes)).time()""",
        answer="09:30:00",
    ),
    Problem(
        r"overtak\w+|catch(?:es)?(?: \w+)? up|caught up|catch(?:es)?|chas\w+|pursu\w+|follows?"
        r"|head start|same (?:road|way|direction|route)",
        r"km/h|mph|later|after|faster|when|at what time|minutes|drives?|runs?|leaves?|starts?"
        r"|\d{1,2}:\d\d",
        "At 10:00 a goose flies off at 50 km/h. At 10:30 a hawk follows it at 75 km/h. At what "
        "time does it catch the goose?",
        program="""\
from datetime import datetime, timedelta

first, second = datetime(2000, 1, 1, 10, 0), datetime(2000, 1, 1, 10, 30)
ahead_km = 50 * (second - first).total_seconds() / 3600  # what the first one has done by then
hours = ahead_km / (75 - 50)  # one behind the other the speeds are subtracted
caught = second + timedelta(hours=hours)
print(f"It catches the goose at {caught:%H:%M}.")""",
        function="""\
def answer():
    first_minute = 10 * 60 + 0  # 10:00
    second_minute = 10 * 60 + 30  # 10:30
    ahead_km = 50 * (second_minute - first_minute) / 60
    minutes = ahead_km / (75 - 50) * 60
    return (datetime(2000, 1, 1) + timedelta(minutes=second_minute + minutes)).time()""",
        answer="11:30:00",
    ),
    Problem(
        r"average speed|(?:speed|fast)(?=.*\bon average)|average for the whole|mean speed",
        r"there and back|way back|uphill|downhill|whole (?:way|trip|journey)|returns?|km/h"
        r"|half (?:of )?the (?:way|distance)|same (?:way|road)|back",
        "A bus goes 30 km uphill at 20 km/h and the same way back at 60 km/h. What is its average "
        "speed?",
        program="""\
hours = 30 / 20 + 30 / 60
speed = (30 + 30) / hours  # the whole way by the whole time
print(f"Its average speed is {speed:g} km/h.")""",
        function="""\
def answer():
    hours = Fraction(30, 20) + Fraction(30, 60)
    return Fraction(30 + 30) / hours""",
        answer="30",
    ),
    Problem(
        r"(?:there and back|and back|way back|comes? (?:back|home)|returns?|same way|return trip"
        r"|round trip)(?=.*\b(?:how far|distance|how long is|how many (?:km|kilomet\w+|miles)))"
        r"|(?:how far|distance)(?=.*\b(?:there and back|way back|returns?|both ways))",
        r"hours?|in all|altogether|in total|km/h|mph|uphill|downhill|at \d+|minutes|away",
        "Mia rows to an island at 6 km/h and back at 4 km/h, and is 5 hours on the water in all. "
        "How far is the island?",
        program="""\
from sympy import Eq, solve, symbols

km = symbols("km")
found = solve(Eq(km / 6 + km / 4, 5), km)[0]  # the two times make up the whole
print(f"The island is {float(found):g} km away.")""",
        function="""\
def answer():
    hours_per_km = Fraction(1, 6) + Fraction(1, 4)  # there and back
    return 5 / hours_per_km""",
        answer="12",
    ),
    Problem(
        r"current|upstream|downstream|still water|headwind|tailwind|against the (?:wind|stream"
        r"|flow)|with the (?:wind|stream|flow)|escalators?|moving walkway",
        r"boat|ferry|ship|river|plane|hours?|km/h|how fast|rows?|canoe|speed",
        "A ferry needs 2 hours for 24 km downstream and 3 hours back upstream. How fast is the "
        "current?",
        program="""\
down, up = 24 / 2, 24 / 3  # down: boat + current, up: boat - current
current = (down - up) / 2
print(f"The current flows at {current:g} km/h.")""",
        function="""\
def answer():
    down_kmh = Fraction(24, 2)
    up_kmh = Fraction(24, 3)
    return (down_kmh - up_kmh) / 2""",
        answer="2",
    ),
    Problem(
        r"(?:tunnel|bridge|platform)(?=.*\b(?:long|length|metres?|meters?))"
        r"|cross(?:es)? an? (?:bridge|tunnel)|pass(?:es)? (?:through"
        r"|over|by|each other)|length of the train|long train",
        r"train|metres?|meters?|m|seconds?|km/h|long|length|how long|crosses|from the front|end",
        "A convoy of 150 m length crosses a bridge of 350 m at 36 km/h. After how many seconds is "
        "its end across?",
        program="""\
metres = 150 + 350  # the end has its own length to go besides
metres_per_second = 36 * 1000 / 3600
print(f"Its end is across after {metres / metres_per_second:g} seconds.")""",
        function="""\
def answer():
    metres = 150 + 350
    metres_per_second = Fraction(36 * 1000, 3600)
    return metres / metres_per_second""",
        answer="50",
    ),
    Problem(
        r"(?:together|both|jointly)(?=.*\balone)|alone(?=.*\b(?:together|both|jointly))",
        r"by (?:himself|herself|itself|themselves)|needs?|takes?|pumps?|workers?|painters?|hours?"
        r"|days?|how long|other|second|mows?|paints?|job",
        "Two pumps empty a pool in 4 hours together. The large one alone would need 6 hours. How "
        "many hours would the small one need alone?",
        program="""\
from fractions import Fraction

small_per_hour = Fraction(1, 4) - Fraction(1, 6)  # of the pool: rates add up, times do not
print(f"The small one would need {float(1 / small_per_hour):g} hours alone.")""",
        function="""\
def answer():
    both_per_hour = Fraction(1, 4)
    large_per_hour = Fraction(1, 6)
    small_per_hour = both_per_hour - large_per_hour
    return 1 / small_per_hour""",
        answer="12",
    ),
    Problem(
        r"drains?|leak\w*|plug|fills? (?:the|a|an)|taps?|pipes?|hoses?|(?:in|for) how (?:many"
        r"|long)(?=.*\b(?:full|filled|together))",
        r"empt\w+|minutes?|hours?|open|full|together|both|pool|tub|tank|basin|needs?|alone|days?",
        "One hose fills a pond in 4 hours, another in 6 hours, and a leak empties it in 12 hours. "
        "In how many hours is it full with both hoses?",
        program="""\
from fractions import Fraction

per_hour = Fraction(1, 4) + Fraction(1, 6) - Fraction(1, 12)  # shares of the pond, the leak minus
print(f"It is full in {float(1 / per_hour):g} hours.")""",
        function="""\
def answer():
    per_hour = Fraction(1, 4) + Fraction(1, 6) - Fraction(1, 12)
    return 1 / per_hour""",
        answer="3",
    ),
    Problem(
        r"(?:then|before|until) (?:the )?\w+ (?:helps?|joins?|stops?|leaves?|comes)|(?:joins?"
        r"|helps?) (?:in|him|her|them|me|after)|(?:the )?rest (?:of the (?:work|job) )?(?:together"
        r"|alone)",
        r"alone|together|hours?|days?|job|work|how (?:many|long)|more|begins?|starts?",
        "Ina sews a tent alone in 6 hours, Jo in 12. Ina works alone for 3 hours, then Jo helps "
        "her. How many more hours do they need?",
        program="""\
from fractions import Fraction

left = 1 - 3 * Fraction(1, 6)  # of the tent
both_per_hour = Fraction(1, 6) + Fraction(1, 12)
print(f"They need {float(left / both_per_hour):g} more hours.")""",
        function="""\
def answer():
    left = 1 - 3 * Fraction(1, 6)
    both_per_hour = Fraction(1, 6) + Fraction(1, 12)
    return left / both_per_hour""",
        answer="2",
    ),
    Problem(
        r"(?:\d+|two|three|four|five|six|ten) (?:\w+ ){1,2}(?:lay|eat|make|bake|print|produce"
        r"|catch|build|sew|pick|pack|knit|wash|drink|use|weld|assemble) (?:\d+|two|three|four|five"
        r"|six|ten) \w+ in",
        r"machines?|hens?|cats?|in (?:\d+|two|three|four|five|six|ten) (?:minutes|hours|days)"
        r"|how (?:many|long)|would|need|take",
        "4 hens lay 4 eggs in 4 days. How many days do 12 hens need for 36 eggs?",
        program="""\
per_hen_and_day = 4 / (4 * 4)  # what one makes in one day
print(f"They need {36 / (12 * per_hen_and_day):g} days.")""",
        function="""\
def answer():
    per_hen_and_day = Fraction(4, 4 * 4)
    return 36 / (12 * per_hen_and_day)""",
        answer="12",
    ),
    Problem(
        r"slips?|slides? (?:back|down)|falls? back|(?:by|each|every|at|during the) (?:day|night)"
        r"(?=.*\b(?:climb\w*|slip\w*|slid\w*|up))|climbs|crawls|climb(?= \d)",
        r"snail|well|wall|pole|out|top|night|day|metres?|m|reach\w*|each|back",
        "A frog in a well of 7 m climbs 4 m each day and slides back 3 m each night. On which day "
        "is it out?",
        program="""\
height, day = 0, 0
while True:
    day += 1
    height += 4
    if height >= 7:  # out at the end of the day, before it slides back
        break
    height -= 3
print(f"It is out on day {day}.")""",
        function="""\
def answer():
    height, day = 0, 1
    while height + 4 < 7:
        height += 4 - 3
        day += 1
    return day""",
        answer="4",
    ),
)
"""What moves, flows, or is worked at, each at its rate."""
