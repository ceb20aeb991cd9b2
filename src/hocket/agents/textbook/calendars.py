"""Worked problems on days and hours: dates, weekdays, working days, zones, clocks."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

CALENDARS = (
    Problem(
        r"(?:night|late|early) shift|next morning|past midnight|how long (?:does|did|is|was|do)"
        r"(?=.*\b\d{1,2}:\d\d)|\d{1,2}:\d\d(?=.*\bhow long)",
        r"\d{1,2}:\d\d|leaves?|arriv\w+|departs?|begins?|ends?|lasts?|next day|until|till|o'clock"
        r"|journey|from \d+",
        "A night shift begins at 21:50 and ends at 5:35 the next morning. How long does it last?",
        program="""\
from datetime import datetime

begins, ends = datetime(2000, 1, 1, 21, 50), datetime(2000, 1, 2, 5, 35)  # the next day
minutes = (ends - begins).total_seconds() / 60
print(f"It lasts {int(minutes // 60)} hours and {int(minutes % 60)} minutes.")""",
        function="""\
def answer():
    minutes = ((24 + 5) * 60 + 35) - (21 * 60 + 50)  # the end is a day later
    return f"{minutes // 60} hours and {minutes % 60} minutes\"""",
        answer="7 hours and 45 minutes",
    ),
    Problem(
        r"every \w+ hours",
        r"at \d{1,2}(?::\d\d)?|noon|midnight|next|in the (?:morning|evening|afternoon)|first"
        r"|on (?:what|which) (?:date|day)|again",
        "A pump runs every 20 hours, first on 5 May 2024 at 6:00. On what date does it next run at "
        "6:00?",
        program="""\
from datetime import datetime, timedelta

time = datetime(2024, 5, 5, 6, 0) + timedelta(hours=20)  # a time of the day needs datetime
while (time.hour, time.minute) != (6, 0):
    time += timedelta(hours=20)
print(f"It next runs at 6:00 on {time:%A}, {time.day} {time:%B %Y}.")""",
        function="""\
def answer():
    time = datetime(2024, 5, 5, 6, 0) + timedelta(hours=20)
    while (time.hour, time.minute) != (6, 0):
        time += timedelta(hours=20)
    return time.date()""",
        answer="2024-05-10",
    ),
    Problem(
        r"every \w+ minutes(?=.*\b(?:every|another|other|and))|same time(?=.*\b\d{1,2}:\d\d)"
        r"|(?:at what time|when)(?=.*\bevery \w+ minutes)",
        r"\d{1,2}:\d\d|both|together|same time|at once|again|bus(?:es)?|trams?|bells?|leaves?|ring",
        "One bell rings every 8 minutes and another every 20 minutes; both rang at 9:00. When do "
        "they ring at the same time for the first time after 11:30?",
        program="""\
from datetime import datetime, timedelta
from math import lcm

time = datetime(2000, 1, 1, 9, 0)
while time <= datetime(2000, 1, 1, 11, 30):
    time += timedelta(minutes=lcm(8, 20))
print(f"They ring at the same time at {time:%H:%M}.")""",
        function="""\
def answer():
    time = datetime(2000, 1, 1, 9, 0)
    while time <= datetime(2000, 1, 1, 11, 30):
        time += timedelta(minutes=math.lcm(8, 20))
    return time.time()""",
        answer="11:40:00",
    ),
    Problem(
        r"every \w+ (?:days|weeks)(?=.*\bevery \w+ (?:days|weeks))|(?:what|which) (?:date|day)"
        r"(?=.*\b(?:both|together|same day|coincide|again))",
        r"every|both|same day|together|again|next|when|on which|date|\d{4}|days|coincide",
        "A ferry sails every 4 days and a steamer every 10 days; both sailed on 6 May 2024. On "
        "what date do both sail on the same day again?",
        program="""\
from datetime import date, timedelta
from math import lcm

day = date(2024, 5, 6) + timedelta(days=lcm(4, 10))  # the smallest number that both divide
print(f"Both sail on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    days = 1
    while days % 4 != 0 or days % 10 != 0:
        days += 1
    return date(2024, 5, 6) + timedelta(days=days)""",
        answer="2024-05-26",
    ),
    Problem(
        r"(?:first|second|third|fourth|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day|of (?:each"
        r"|every|the) month",
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?(?: of| in)?|(?:what|which) date|held"
        r"|january|february|march|april|may|june|july|august|september|october|november|december",
        "A market is held on the third Saturday of every month. On what date is it held in June "
        "2026?",
        program="""\
from datetime import date, timedelta

day = date(2026, 6, 1)
while day.strftime("%A") != "Saturday":  # the first one
    day += timedelta(days=1)
day += timedelta(weeks=2)  # the third one
print(f"It is held on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    days = [date(2026, 6, 1) + timedelta(days=n) for n in range(30)]
    return [day for day in days if day.strftime("%A") == "Saturday"][2]""",
        answer="2026-06-20",
    ),
    Problem(
        r"friday,? the 13th|(?:\d*1st|2nd|3rd|\d{1,2}th|\d{1,2}\.) (?:is a|a|of (?:a|the|any) month"
        r"|day of)|\d(?:st|nd|rd|th)\b.{0,40}?\b(?:falls?|is"
        r"|be) (?:next )?on an? (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes"
        r"|thurs|fri|satur|sun)day the (?:\d+|first|thirteenth)",
        r"next|first time|after|date|month|\d{4}|(?:mon|tues|wednes|thurs|fri"
        r"|satur|sun)day",
        "When is the 1st of a month a Sunday for the first time after 20 May 2026?",
        program="""\
from datetime import date, timedelta

day = date(2026, 5, 20) + timedelta(days=1)
while not (day.day == 1 and day.strftime("%A") == "Sunday"):
    day += timedelta(days=1)
print(f"It is on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    day = date(2026, 5, 20) + timedelta(days=1)
    while day.day != 1 or day.strftime("%A") != "Sunday":
        day += timedelta(days=1)
    return day""",
        answer="2026-11-01",
    ),
    Problem(
        r"(?:in )?(?:which|what) year(?=.*\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
        r"|next year (?:in which|when|that|after)",
        r"next|first time|after \d{4}|falls?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|year"
        r"|birthday|christmas|again",
        "In which year after 2023 is 1 May a Friday for the first time?",
        program="""\
from datetime import date

year = 2023 + 1
while date(year, 5, 1).strftime("%A") != "Friday":
    year += 1
print(f"1 May is a Friday in {year}.")""",
        function="""\
def answer():
    for year in range(2023 + 1, 2100):
        if date(year, 5, 1).strftime("%A") == "Friday":
            return year""",
        answer="2026",
    ),
    Problem(
        r"(?:work(?:ing)?|business|week|school) ?days?(?=.*\b(?:from|between|how many|are there"
        r"|in))|monday to friday|without weekends",
        r"from|to|until|both|includ\w+|how many|between|weekends?|holidays?|\d{4}",
        "How many working days, Monday to Friday, are there from 3 March to 20 March 2026, both "
        "included?",
        program="""\
from datetime import date, timedelta

day, count = date(2026, 3, 3), 0
while day <= date(2026, 3, 20):
    if day.weekday() < 5:  # 0 is Monday, 4 is Friday
        count += 1
    day += timedelta(days=1)
print(f"There are {count} working days.")""",
        function="""\
def answer():
    length = (date(2026, 3, 20) - date(2026, 3, 3)).days + 1
    days = [date(2026, 3, 3) + timedelta(days=n) for n in range(length)]
    return sum(1 for day in days if day.weekday() < 5)""",
        answer="14",
    ),
    Problem(
        r"(?:\d+|two|three|five|ten|fifteen|twenty) (?:work(?:ing)?|business) ?days|deadline"
        r"|due (?:in|within|after)"
        r"|within \w+ (?:working|business)",
        r"after|later|when|date|from|starts?|ordered|delivered|ends?|until|on which",
        "An order of Thursday, 5 February 2026 comes after 10 working days (Monday to Friday). On "
        "what date does it come?",
        program="""\
from datetime import date, timedelta

day, left = date(2026, 2, 5), 10
while left > 0:
    day += timedelta(days=1)
    if day.weekday() < 5:  # Saturday and Sunday do not count
        left -= 1
print(f"It comes on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    later = [date(2026, 2, 5) + timedelta(days=n) for n in range(1, 60)]
    return [day for day in later if day.weekday() < 5][10 - 1]""",
        answer="2026-02-19",
    ),
    Problem(
        r"how many (?:days|weeks) (?:are|lie|is|were|was|old|passed|pass|until|till|from|between"
        r"|did|after|before)|days old|number of days|days between",
        r"from|to|between|until|born|\d{4}|january|february|march|april|may|june|july|august"
        r"|september|october|november|december|how many|later",
        "How many days are there from 12 November 2023 to 5 March 2024?",
        program="""\
from datetime import date

days = (date(2024, 3, 5) - date(2023, 11, 12)).days
print(f"There are {days} days.")""",
        function="""\
def answer():
    return (date(2024, 3, 5) - date(2023, 11, 12)).days""",
        answer="114",
    ),
    Problem(
        r"(?:how old|what age|age)(?=.*\b(?:born|\d{4}))|born(?=.*\b(?:how old|age|years old))",
        r"born|was|on \d+|\d{4}|january|february|march|april|may|june|july|august|september"
        r"|october|november|december|died|when",
        "Olga was born on 20 October 1984. How old was she on 3 June 2021?",
        program="""\
born, day = (1984, 10, 20), (2021, 6, 3)
age = day[0] - born[0]
if day[1:] < born[1:]:  # before the birthday of that year
    age -= 1
print(f"She was {age} years old.")""",
        function="""\
def answer():
    had_birthday = (6, 3) >= (10, 20)
    return 2021 - 1984 - (0 if had_birthday else 1)""",
        answer="36",
    ),
    Problem(
        r"leap ?years?|29 february|february 29|29th of february",
        r"how many|from|to|between|both|includ\w+|century|next|year",
        "How many leap years are there from 1998 to 2016, both included?",
        program="""\
import calendar

leap = [year for year in range(1998, 2016 + 1) if calendar.isleap(year)]
print(f"There are {len(leap)} leap years.")""",
        function="""\
def answer():
    years = range(1998, 2016 + 1)
    return sum(1 for y in years if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0))""",
        answer="5",
    ),
    Problem(
        r"(?:today|tomorrow|yesterday|it) (?:is|was) (?:a )?(?:mon|tues|wednes|thurs|fri|satur"
        r"|sun)day|(?:what|which) (?:weekday|day of the week|day)(?=.*\b(?:in \d+ days|\d+ days))",
        r"in \d+ days|\d+ days (?:later|ago|from|after)|what day|weekday|will it be|was it",
        "Today is Tuesday. What day of the week is it in 100 days?",
        program="""\
days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
day = days[(days.index("Tuesday") + 100) % 7]  # it repeats every 7 days
print(f"It is a {day}.")""",
        function="""\
def answer():
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    return days[(days.index("Tuesday") + 100) % 7]""",
        answer="Thursday",
    ),
    Problem(
        r"from \d{1,2}(?:st|nd|rd|th|\.)?(?: of)? \w+ (?:to|until|till|through)|(?:both"
        r"|first and (?:the )?last) days?(?: \w+)? (?:included|inclusive|count\w*)",
        r"both|includ\w+|inclusive|days?|open|lasts?|stays?|how many|how long|from|to",
        "A circus stays from 27 May to 9 June, both days included. How many days does it stay?",
        program="""\
from datetime import date

days = (date(2025, 6, 9) - date(2025, 5, 27)).days + 1  # both ends count
print(f"It stays {days} days.")""",
        function="""\
def answer():
    days = [date(2025, 5, 27) + timedelta(days=n) for n in range(365)]
    return sum(1 for day in days if day <= date(2025, 6, 9))""",
        answer="14",
    ),
    Problem(
        r"time ?zones?|local time|hours? (?:ahead|behind|earlier than|later than)|time difference"
        r"|utc|gmt",
        r"flight|flies|lands?|plane|takes off|takes|\d{1,2}:\d\d|what time|in|call|there|leaves",
        "A plane takes off in Rome at 18:30 and lands in Perth 16 hours later. Perth is 7 hours "
        "ahead of Rome. What time is it in Perth when it lands?",
        program="""\
from datetime import datetime, timedelta

time = datetime(2000, 1, 1, 18, 30) + timedelta(hours=16)  # in Rome
time += timedelta(hours=7)  # ahead: later by the clock; behind: minus
print(f"It is {time:%H:%M} in Perth.")""",
        function="""\
def answer():
    landing_in_rome = datetime(2000, 1, 1, 18, 30) + timedelta(hours=16)
    return (landing_in_rome + timedelta(hours=7)).time()""",
        answer="17:30:00",
    ),
    Problem(
        r"angles?|hands of (?:a|the) (?:clock|watch)|hour hand|minute hand|clock hands",
        r"clock|degrees?|\d{1,2}:\d\d|smaller|between|hands?|o'clock",
        "What is the smaller angle between the hands of a clock at 7:20?",
        program="""\
hour_hand = (7 % 12) * 30 + 20 / 2  # 30 degrees an hour, and half a degree a minute
minute_hand = 20 * 6
angle = abs(hour_hand - minute_hand)
print(f"The angle is {min(angle, 360 - angle):g} degrees.")""",
        function="""\
def answer():
    hour_hand = (7 % 12) * 30 + Fraction(20, 2)
    minute_hand = 20 * 6
    angle = abs(hour_hand - minute_hand)
    return min(angle, 360 - angle)""",
        answer="100",
    ),
    Problem(
        r"(?:clock|watch)(?=.*\b(?:gains?|loses?|fast|slow))|(?:gains?|loses?|fast|slow)"
        r"(?=.*\b(?:clock|watch))|set (?:right|correctly)|wrong clock",
        r"minutes?|seconds?|every|each|hour|day|shows?|noon|clock|watch|\d{1,2}:\d\d|real time",
        "A clock that is set right at 8:00 loses 3 minutes every hour. What does it show when it "
        "is really 18:00?",
        program="""\
from datetime import datetime, timedelta

hours = 18 - 8  # since it was right
shown = datetime(2000, 1, 1, 18, 0) - timedelta(minutes=3 * hours)  # gains: plus
print(f"It shows {shown:%H:%M}.")""",
        function="""\
def answer():
    slow_minutes = 3 * (18 - 8)
    return (datetime(2000, 1, 1, 18, 0) - timedelta(minutes=slow_minutes)).time()""",
        answer="17:30:00",
    ),
)
"""What falls on which day, how long it is until then, and what clocks show."""
