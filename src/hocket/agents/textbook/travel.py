"""Worked problems on ways and times: two speeds, paces, winds, delays, timetables, zones."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

TRAVEL = (
    Problem(
        r"(?:same|way|road) (?:\w+ )?(?:home|back)|both ways|two ways|there and back"
        r"|whole (?:trip|way|journey|tour)|(?:average|mean) speed",
        r"back|returns?|home|uphill|downhill|against|wind",
        "A tram goes to the port at 30 km/h and back on the same way at 20 km/h. What is its "
        "average speed for both ways?",
        program="""\
from fractions import Fraction

hours_per_km = Fraction(1, 30) + Fraction(1, 20)  # for a km there and a km back
print(f"Its average speed is {float(2 / hours_per_km):g} km/h.")  # not the mean of the two""",
        function="""\
def answer():
    hours_per_km = Fraction(1, 30) + Fraction(1, 20)  # there and back
    return 2 / hours_per_km""",
        answer="24",
        needs=(
            (
                r"(?:average|mean|overall) (?:\w+ )?(?:speed|pace)|(?:speed"
                r"|fast)(?=.*\b(?:on average|overall))|average(?=.*km/h)"
            ),
            (
                r"(?:and|then)(?=.*\b(?:back|home|returns?|returned|return)\b)|(?:there and back"
                r"|both (?:ways|directions)|two ways|round trip|return trip|out and back"
                r"|way back|up and down)"
            ),
            (
                r"[\d.]+ ?(?:km/h|mph|kmh|km per hour|miles per hour|miles an hour|km an hour"
                r"|m/s|knots|kilometres (?:an|per) hour)(?=.*\b[\d.]+ ?(?:km/h|mph|kmh"
                r"|km per hour|miles per hour|miles an hour|km an hour|m/s|knots"
                r"|kilometres (?:an|per) hour)?)"
            ),
            r"\A(?!.*\b\d+ ?(?:km|miles|kilometres|metres)\b(?!/| per| an))\w+",
        ),
    ),
    Problem(
        r"pace|marathon|(?:minutes?|seconds?|min|\d+:\d\d) ?(?:per|a|for each|each|/) ?(?:km"
        r"|kilomet\w+|mile)",
        r"runs?|ran|jogs?|km/h|finish|time",
        "Kim runs 21 km in 5 minutes 20 seconds per km. How long does she take, in hours and "
        "minutes?",
        program="""\
seconds = 21 * (5 * 60 + 20)
print(f"She takes {seconds // 3600} hours and {seconds % 3600 // 60} minutes.")""",
        function="""\
def answer():
    seconds = 21 * (5 * 60 + 20)
    return f"{seconds // 3600} hours and {seconds % 3600 // 60} minutes\"""",
        answer="1 hours and 52 minutes",
        needs=(
            (
                r"(?:\d+:\d\d|\d+ min\w*(?: \d+ sec\w*)?|\d+ minutes and \d+ seconds"
                r"|minutes) ?(?:(?:min )?per|a|for each|each|for every|every|/) ?(?:km"
                r"|kilomet\w+|mile)|pace"
            ),
            r"km|kilomet\w+|miles?|marathon|metres?",
            r"how (?:long|fast|many)|what",
        ),
    ),
    Problem(
        r"upstream|downstream|against the (?:wind|current|stream)|with the (?:wind|current"
        r"|stream)|tail ?wind|head ?wind|there and back|and back",
        r"km/h|hours?|in all|altogether|total|boat|plane|canoe",
        "A boat makes 15 km/h in still water, and a river flows at 3 km/h. How many hours does "
        "the boat take for 36 km downstream and back?",
        program="""\
hours = 36 / (15 + 3) + 36 / (15 - 3)  # with the river, then against it
print(f"The boat takes {hours:g} hours.")""",
        function="""\
def answer():
    down_hours = Fraction(36, 15 + 3)
    up_hours = Fraction(36, 15 - 3)
    return down_hours + up_hours""",
        answer="5",
        needs=(
            r"stream|current|river|wind|flows?",
            (
                r"still (?:water|air)|(?:makes?|does|goes|speed|flies|rows?|paddles?|swims?"
                r"|airspeed|without wind|calm)"
            ),
            (
                r"(?:and|then) (?:\w+ ){0,2}(?:back|upstream|against|return\w*)|there and back"
                r"|round trip|both (?:ways|directions)|out and back|returns?"
            ),
            r"how (?:many|long)|what time|how much (?:longer|time)",
        ),
    ),
    Problem(
        r"same direction|overtak\w+|completely|parallel|next track",
        r"train|lorry|truck|seconds|long|takes?",
        "A train of 200 m at 90 km/h overtakes one of 160 m at 54 km/h on the next track. For "
        "how many seconds is it beside it?",
        program="""\
metres = 200 + 160  # from its front at their end to its end at their front
metres_per_second = (90 - 54) * 1000 / 3600  # in the same direction the speeds are subtracted
print(f"It is beside it for {metres / metres_per_second:g} seconds.")""",
        function="""\
def answer():
    metres = 200 + 160
    metres_per_second = Fraction((90 - 54) * 1000, 3600)
    return metres / metres_per_second""",
        answer="36",
        needs=(
            r"overtak\w+|pass(?:es|ing)?|catch\w* up",
            (
                r"\d+ ?(?:m|metres?|meters?)(?: long| of length| in length)?(?=.*\b\d+ ?(?:m"
                r"|metres?|meters?)\b)"
            ),
            r"(?:km/h|m/s|kmh)(?=.*(?:km/h|m/s|kmh))",
            r"overtak\w+|same direction|catch\w* up",
            r"how (?:long|many)",
        ),
    ),
    Problem(
        r"thunder\w*|lightning|echo\w*|speed of sound|sound (?:travels?|goes|moves|needs|takes)"
        r"|sonar",
        r"after|later|hears?|heard|sees?|m/s|cliff|wall|away",
        "Thunder is heard 6 seconds after the flash. How many metres away is the storm, if sound "
        "goes 340 m in a second?",
        program="""\
print(f"The storm is {6 * 340} metres away.")  # of an echo, half: it goes there and back""",
        function="""\
def answer():
    metres_per_second = 340
    return 6 * metres_per_second""",
        answer="2040",
        needs=(
            r"thunder\w*|lightning|echo\w*|sound|sonar|flash|bang|fireworks?",
            r"seconds?|s|m/s",
            r"how (?:far|deep|many|long)|distance|what",
        ),
    ),
    Problem(
        r"how long(?: \w+){0,4} (?:flight|fly|plane|air)|flight (?:time|take|last)|flying time"
        r"|both (?:in )?local|duration",
        r"leaves?|lands?|arriv\w+|next day|departs?",
        "A plane leaves Lima at 22:10 and lands in Oslo at 19:40 the next day, both in local "
        "time. Oslo is 7 hours ahead of Lima. How long is the flight?",
        program="""\
from datetime import datetime, timedelta

leaves = datetime(2000, 1, 1, 22, 10) + timedelta(hours=7)  # by the clocks of Oslo
hours = (datetime(2000, 1, 2, 19, 40) - leaves).total_seconds() / 3600
print(f"The flight is {hours:g} hours long.")""",
        function="""\
def answer():
    by_the_clocks = 24 + 19 + Fraction(40, 60) - (22 + Fraction(10, 60))
    return float(by_the_clocks - 7)  # behind: plus""",
        answer="14.5",
        needs=(
            r"flight|fl(?:y|ies|ew)|plane|takes? off|lands?",
            r"local time|hours? (?:ahead|behind|earlier|later)|time (?:difference|zones?)|utc|gmt",
            r"\d{1,2}:\d\d(?=.*\b\d{1,2}:\d\d)",
            r"how (?:long|many hours)|duration|flying time|flight time",
        ),
    ),
    Problem(
        r"wait\w*|(?:from|beginning at|starting at|first(?: \w+)? at|since) \d{1,2}:\d\d"
        r"|(?:arrive|get|come|reach|am|is)\w* (?:\w+ ){0,4}at \d{1,2}:\d\d",
        r"bus|tram|train|leaves?|departs?|runs?|stop|station|when|how long",
        "A ferry leaves every 25 minutes from 6:10 on. Jo comes to the pier at 8:00. How many "
        "minutes does she wait?",
        program="""\
minutes = 8 * 60 - (6 * 60 + 10)  # since the first one
print(f"She waits {-minutes % 25} minutes.")  # until the next multiple of 25""",
        function="""\
def answer():
    leaves, comes = 6 * 60 + 10, 8 * 60
    while leaves < comes:
        leaves += 25
    return leaves - comes""",
        answer="15",
        needs=(
            r"every \w+ minutes|each \w+ minutes|\w+-minute intervals|twice an hour",
            r"\d{1,2}:\d\d(?=.*\b\d{1,2}:\d\d)",
            r"wait\w*|next (?:one|bus|tram|train|ferry|boat|tour|show)|catch\w*|miss(?:ed|es)?",
        ),
    ),
    Problem(
        r"(?:leave|set (?:off|out)|start|depart)(?: \w+){0,3}\?|be (?:there|on time|at)"
        r"|at the latest|(?:early|before|check[- ]?in|break|walk)",
        r"km|minutes|arriv\w+|flight|meeting|drive|traffic",
        "Eva must be 90 km away at 14:00. She drives at 60 km/h and wants to be there 15 minutes "
        "early. When must she leave?",
        program="""\
from datetime import datetime, timedelta

hours = 90 / 60
leaves = datetime(2000, 1, 1, 14, 0) - timedelta(hours=hours, minutes=15)
print(f"She must leave at {leaves:%H:%M}.")""",
        function="""\
def answer():
    driving_minutes = Fraction(90, 60) * 60
    arrives = datetime(2000, 1, 1, 14, 0) - timedelta(minutes=15)
    return (arrives - timedelta(minutes=float(driving_minutes))).time()""",
        answer="12:15:00",
        needs=(
            r"(?:when|what time|how late|latest)",
            (
                r"(?:must|have to|should|need to|do|does|can"
                r"|at the latest)(?: \w+){0,3} (?:leave|set (?:off|out)|start|depart|go|get up"
                r"|be (?:off|gone))"
            ),
            r"\d{1,2}:\d\d|noon|midnight|o'clock|[ap]m",
            r"km/h|mph|minutes|hours?|takes",
        ),
    ),
    Problem(
        r"(?:minutes|min) (?:too )?(?:late|early|before|after)|on time",
        r"how far|distance|walks?|cycles?|school|station|speed",
        "At 4 km/h Ira comes 10 minutes late to the train, at 6 km/h she comes 10 minutes early. "
        "How many km is it to the train?",
        program="""\
from sympy import Eq, Rational, solve, symbols

km = symbols("km")
found = solve(Eq(km / 4 - Rational(10, 60), km / 6 + Rational(10, 60)), km)[0]
print(f"It is {float(found):g} km to the train.")  # both are the time that she has""",
        function="""\
def answer():
    minutes_apart = 10 + 10
    hours_per_km_apart = Fraction(1, 4) - Fraction(1, 6)
    return Fraction(minutes_apart, 60) / hours_per_km_apart""",
        answer="4",
        needs=(
            r"late|too late",
            r"early|too early|on time|sooner",
            r"(?:km/h|mph|m/min|kmh)(?=.*(?:km/h|mph|m/min|kmh))",
        ),
    ),
    Problem(
        r"(?:same|opposite) directions?|round track|circular|start (?:together|at the same)"
        r"|(?:lap|overtak\w+|catch\w*)(?: \w+){0,3}\?",
        r"runners?|cyclists?|skaters?|seconds|after|first time",
        "Two riders start together on a round track of 600 m at 9 m/s and 7 m/s in the same "
        "direction. After how many seconds does the fast one lap the slow one?",
        program="""\
metres_per_second = 9 - 7  # in opposite directions they would be added
print(f"It laps the slow one after {600 / metres_per_second:g} seconds.")  # a whole round more""",
        function="""\
def answer():
    gained_per_second = 9 - 7
    return Fraction(600, gained_per_second)""",
        answer="300",
        needs=(
            (
                r"(?:round|circular|running|race|oval) (?:track|course|path|lake|circuit)|laps?"
                r"|lapp\w+|stadium|circuit|around (?:a|the) (?:lake|track|park|pond|island)"
                r"|track of|carousel"
            ),
            (
                r"(?:m/s|km/h|mph|m/min|metres (?:a|per) (?:second|minute))(?=.*(?:m/s|km/h|mph"
                r"|m/min|metres (?:a|per) (?:second|minute)))?"
            ),
            r"(?:lap|laps|lapp\w+|overtak\w+|meet|together|catch\w*|next)",
            r"(?:two|both|he|she|they|and)(?=.*\b(?:[\d.]+ ?(?:m/s|km/h|mph|m/min|metres)))",
        ),
    ),
    Problem(
        r"(?:row\w*|bring\w*|drive\w*|steer\w*|tak\w+|come|sail\w*) (?:\w+ ){0,3}back"
        r"|back each time|how (?:many|often)(?: \w+){0,3} (?:trips|crossings|times|journeys"
        r"|rides)|trips|crossings",
        r"people|children|scouts|soldiers|across|at most|over",
        "20 scouts cross a lake in a boat for 6, one of whom must row it back each time. How "
        "many times does the boat cross to the other side?",
        program="""\
across, trips = 0, 0
while across < 20:
    trips += 1
    across += 6
    if across < 20:
        across -= 1  # who rows it back
print(f"The boat crosses {trips} times.")""",
        function="""\
def answer():
    across_by_trip = 6 - 1  # one rows back, but not after the last trip
    return ceil(Fraction(20 - 1, across_by_trip))""",
        answer="4",
        needs=(
            (
                r"boats?|rafts?|ferry|lifts?|elevators?|cable car|gondola|cars?|vans?|minibus\w*"
                r"|canoe"
            ),
            (
                r"(?:for|holds?|carries|takes?|carry|seats?|room for|fits?|at most"
                r"|only) (?:only |up to |at most )?(?:\d+|two|three|four|five|six|seven|eight)"
            ),
            r"trips?|crossings?|cross(?:es)?|times|journeys|rides?|runs|drives?",
            r"how (?:many|often)",
        ),
    ),
    Problem(
        r"back and forth|to and fro|until they meet|till they meet|towards (?:each|one an)other"
        r"|forth and back",
        r"km/h|apart|trains?|cyclists?|walkers?|meet",
        "Two carts 60 km apart go towards each other at 10 km/h each, and a swallow flies at 25 "
        "km/h to and fro between them until they meet. How far does it fly?",
        program="""\
hours = 60 / (10 + 10)  # until they meet
print(f"It flies {25 * hours:g} km.")""",
        function="""\
def answer():
    hours_until_they_meet = Fraction(60, 10 + 10)
    return 25 * hours_until_they_meet""",
        answer="75",
        needs=(
            (
                r"(?:back and forth|to and fro|forth and back|between them|from one to the other"
                r"|keeps? (?:flying|running|going)|turns? (?:back|around|round) (?:at once"
                r"|immediately|each))"
            ),
            r"(?:fly|flies|bird|swallow|bee|dog|pigeon|drone|runs?|messenger)",
            r"how (?:far|many|long)|distance|what",
        ),
    ),
    Problem(
        r"(?:litres?|liters?|gallons?|l) (?:a|per|each|every|an) (?:minute|hour|second|day)"
        r"|(?:in|out) (?:at|with)|at the same time",
        r"tank|pool|barrel|pond|tub|after|fills?|hose|tap",
        "A tank of 600 litres holds 150 litres. A hose brings 25 litres a minute, and a hole "
        "loses 10 litres a minute. After how many minutes is it full?",
        program="""\
minutes = (600 - 150) / (25 - 10)  # what is missing, by what is gained each minute
print(f"It is full after {minutes:g} minutes.")""",
        function="""\
def answer():
    missing_litres = 600 - 150
    gained_per_minute = 25 - 10
    return Fraction(missing_litres, gained_per_minute)""",
        answer="30",
        needs=(
            r"litres?|liters?|gallons?|cubic metres?|l",
            (
                r"(?:a|per|each|every) (?:minute|hour|second|day)(?=.*\b(?:a|per|each"
                r"|every) (?:minute|hour|second|day))|(?:a|per|each|every) (?:minute|hour|second"
                r"|day)(?=.*\b(?:while|but|and))"
            ),
            (
                r"leak\w*|hole|drain\w*|lose\w*|loses|out|pump\w*|evaporat\w*|drawn|taken"
                r"|flows? (?:away|off)"
            ),
            r"full|empty|overflow\w*|filled|how (?:long|much)|when",
        ),
    ),
)
"""How fast, how far, and when one is there."""
