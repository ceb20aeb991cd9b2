"""Worked problems on dates: days later, weekdays, Fridays the 13th, shifts, lessons."""

from __future__ import annotations

from hocket.agents.textbook.problem import Problem

DATES = (
    Problem(
        r"(?:\d+|ten|two|three|four|five|six|eight|twelve|[\d,]+) (?:days|weeks) (?:later|after"
        r"|before|from|earlier|old|ago|ahead|long)|for (?:\d+|two|three|four|six|ten"
        r"|[\d,]+) (?:days|weeks)|in \d+ days|(?:lasts?|takes?|valid|due|within|after"
        r"|is) (?:\w+ )?(?:\d+|two|three|four|six|ten|[\d,]+) (?:days|weeks)|is that",
        r"what|which|when|date|day|starts?|begins?|ends?|born|\d{4}",
        "A cheese is made on 18 November 2025 and ripens for 100 days. On what date is it ripe?",
        program="""\
from datetime import date, timedelta

day = date(2025, 11, 18) + timedelta(days=100)
print(f"It is ripe on {day:%A}, {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    return date(2025, 11, 18) + timedelta(days=100)""",
        answer="2026-02-26",
        needs=(
            (
                r"(?:\d+|two|three|four|five|six|seven|eight|ten|twelve|ninety|hundred"
                r"|[\d,]+) ?(?:days|weeks|-day|-week|day|week)"
            ),
            (
                r"\A(?!.*\b(?:working|business|work|school) ?-?days?|.*\bevery\b|.*\b(?:a|per"
                r"|each) day|.*\bdaily)\w+"
            ),
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december)"
            ),
            r"(?:what|which|on what|on which) (?:date|day)|when",
            r"\A(?!.*\bhow (?:many|much|old|long))\w+",
        ),
    ),
    Problem(
        r"(?:what|which) (?:weekday|day(?: of the week)?) (?:is|was|will|does|did)"
        r"|day of the week|weekday",
        r"year|same year|leap|if|on",
        "In a year 1 March is a Tuesday. What day of the week is 1 June?",
        program="""\
from datetime import date

year = next(y for y in range(2001, 2100) if date(y, 3, 1).strftime("%A") == "Tuesday")
print(f"1 June is a {date(year, 6, 1):%A}.")""",
        function="""\
def answer():
    days = (date(2025, 6, 1) - date(2025, 3, 1)).days  # in any year that is not a leap year
    week = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    return week[(week.index("Tuesday") + days) % 7]""",
        answer="Wednesday",
        needs=(
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december)(?=.*\b(?:january|february|march|april|may|june|july|august"
                r"|september|october|november|december|christmas|new year\w*))"
            ),
            (
                r"(?:is|was|falls on|fell on|be) (?:on )?(?:a |an )?(?:mon|tues|wednes|thurs|fri"
                r"|satur|sun)day"
            ),
            r"(?:what|which) (?:weekday|day)|day of the week",
            r"\A(?!.*\b(?:1[89]|20)\d\d\b.*\b(?:1[89]|20)\d\d\b)\w+",
        ),
    ),
    Problem(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?,? (?:the )?\d+(?:th|st|nd|rd)s?"
        r"|how (?:many|often)",
        r"months?|between|from|there|in",
        "How many Fridays the 13th are there in 2026?",
        program="""\
from datetime import date

days = [date(2026, month, 13) for month in range(1, 13)]
print(f"There are {sum(day.strftime('%A') == 'Friday' for day in days)}.")""",
        function="""\
def answer():
    days = [date(2026, month, 13) for month in range(1, 13)]
    return sum(1 for day in days if day.strftime("%A") == "Friday")""",
        answer="3",
        needs=(
            (
                r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?,? (?:the )?(?:13|\d+)(?:th|st|nd"
                r"|rd)s?|(?:13|\d+)(?:th|st|nd|rd)s? (?:\w+ ){0,7}(?:mon|tues|wednes|thurs|fri"
                r"|satur|sun)days?"
            ),
            r"how (?:many|often)|count",
            r"\d{4}|year|decade|century",
        ),
    ),
    Problem(
        r"how many (?:mon|tues|wednes|thurs|fri|satur|sun)days|how many (?:\w+ )?weekends"
        r"|every (?:mon|tues|wednes|thurs|fri|satur|sun)day(?=.*how (?:many|often))",
        r"from|between|to|includ\w+|are there|has|in|lessons?",
        "How many Saturdays are there from 10 May to 30 August 2026, both days included?",
        program="""\
from datetime import date, timedelta

day, count = date(2026, 5, 10), 0
while day <= date(2026, 8, 30):
    count += day.strftime("%A") == "Saturday"
    day += timedelta(days=1)
print(f"There are {count} Saturdays.")""",
        function="""\
def answer():
    length = (date(2026, 8, 30) - date(2026, 5, 10)).days + 1
    days = [date(2026, 5, 10) + timedelta(days=n) for n in range(length)]
    return sum(1 for day in days if day.strftime("%A") == "Saturday")""",
        answer="16",
        needs=(
            r"how (?:many|often)",
            (
                r"(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|(?:each|every) (?:mon"
                r"|tues|wednes|thurs|fri|satur|sun)day"
            ),
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december|year|\d{4})"
            ),
            (
                r"\A(?!.*\b(?:working|business|work) ?days?|.*\bmonday to friday|.*\bwithout"
                r"|.*\b13)\w+"
            ),
        ),
    ),
    Problem(
        r"(?:days?|shifts?|nights?) off|shift (?:cycle|pattern|plan)|rota|roster|on duty"
        r"|free days?",
        r"then|begins?|began|start\w*|repeat\w*|is|does|free",
        "A guard works 4 days and then has 2 days off. He began on 3 May 2026. Is he at work on "
        "25 May 2026?",
        program="""\
from datetime import date

days = (date(2026, 5, 25) - date(2026, 5, 3)).days
place = days % (4 + 2)  # 0 is the first day of work
print("He is at work." if place < 4 else "He has a day off.")""",
        function="""\
def answer():
    days = (date(2026, 5, 25) - date(2026, 5, 3)).days
    return "day off" if days % (4 + 2) >= 4 else "at work\"""",
        answer="day off",
        needs=(
            (
                r"(?:\d+|two|three|four|five|six|seven) (?:days?|shifts?|nights?|weeks?) (?:on"
                r"|off|of work|work|free|rest|in a row)|days? off|on and \w+ (?:days )?off"
                r"|off duty"
            ),
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december|days? later|after \d+ days|in \d+ days)"
            ),
            r"work\w*|shifts?|duty|rota|roster|cycle|on and|trains?",
        ),
    ),
    Problem(
        r"(?:lessons|periods|sessions|talks|lectures|games|classes|matches"
        r"|appointments) of (?:\d+|\w+) (?:minutes|hours?)|(?:each|every)(?: \w+)? (?:\d+"
        r"|\w+) minutes|breaks? of|(?:\d+|\w+)[- ]minute (?:break|lesson|talk|lecture|session"
        r"|pause)s?|between (?:them|each)",
        r"begins?|starts?|ends?|over|finish\w*|after|school",
        "A course begins at 9:00 with 4 lessons of 50 minutes, and breaks of 15 minutes between "
        "them. When does it end?",
        program="""\
from datetime import datetime, timedelta

minutes = 4 * 50 + (4 - 1) * 15  # a break fewer than lessons
ends = datetime(2000, 1, 1, 9, 0) + timedelta(minutes=minutes)
print(f"It ends at {ends:%H:%M}.")""",
        function="""\
def answer():
    breaks = 4 - 1
    minutes = 4 * 50 + breaks * 15
    return (datetime(2000, 1, 1, 9, 0) + timedelta(minutes=minutes)).time()""",
        answer="13:05:00",
        needs=(
            (
                r"lessons?|periods|sessions?|talks?|matches|games|classes|speeches|films?|halves"
                r"|sets|appointments|lectures"
            ),
            r"breaks?|pauses?|intervals?|between (?:them|each|the)|intermission|half-?time",
            r"\d{1,2}:\d\d|noon|o'clock|[ap]m",
            r"when|what time|how long",
        ),
    ),
    Problem(
        r"(?:monthly|\d+|twelve) (?:\w+ )?(?:instal\w+|payments?|rates)|last (?:instal\w+"
        r"|payment|one|rate|issue)|in \d+ (?:monthly )?(?:instal\w+|payments|rates)",
        r"on \d+|due|loan|\d{4}",
        "A loan is paid back in 18 monthly instalments, the first on 15 March 2026. When is the "
        "last one paid?",
        program="""\
from datetime import date

months = (3 - 1) + (18 - 1)  # March, counted from January as 0, and the months after it
day = date(2026 + months // 12, months % 12 + 1, 15)
print(f"The last one is paid on {day.day} {day:%B %Y}.")""",
        function="""\
def answer():
    months = (3 - 1) + (18 - 1)
    return date(2026 + months // 12, months % 12 + 1, 15)""",
        answer="2027-08-15",
        needs=(
            r"monthly|(?:each|every|per) month|months",
            r"instal\w+|payments?|rates|rent|paid|pays?|issues?|contributions?",
            r"first|start\w*|begin\w*|from",
            r"last|end|final|when|over",
            (
                r"(?:january|february|march|april|may|june|july|august|september|october"
                r"|november|december)"
            ),
        ),
    ),
    Problem(
        r"day of the year|of the year|day \d+ of|left in (?:the|this) year|leap year|day number"
        r"|\d+(?:th|st|nd|rd) day",
        r"which|what|date|how many|on|january|february|march|april|may|june|july|august"
        r"|september|october|november|december",
        "Which day of the year is 12 May in a year that is not a leap year?",
        program="""\
from datetime import date

number = (date(2025, 5, 12) - date(2025, 1, 1)).days + 1  # 1 January is day 1
print(f"It is day {number} of the year.")""",
        function="""\
def answer():
    return date(2025, 5, 12).timetuple().tm_yday  # 2025 is no leap year""",
        answer="132",
        needs=(
            (
                r"(?:day|week) (?:number )?of the (?:whole )?year|\d+(?:th|st|nd"
                r"|rd) day of (?:the year|\d{4}|a)|day number|day \d+ of|days? (?:are "
                r"|is )?(?:left|remain\w*) (?:\w+ ){0,3}(?:year|\d{4})|days of the year"
            ),
        ),
    ),
)
"""Which day it is, how often, and until what time."""
