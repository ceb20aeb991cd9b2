"""Dates: of which weekday, how long between, and what comes after."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

DATES = (
    Algorithm(
        "leap_year",
        r"leap[- ]?(?:years?|days?)|days? (?:are )?in (?:a |the |each )?(?:month|february)"
        r"|february 29|is leap",
        r"february|gregorian|1900",
        "Write leap.py with is_leap(year) of the Gregorian calendar and days_in_month(year, "
        "month) (ValueError unless the month is from 1 to 12), without a calendar module.",
        """\
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    # 1900 was none, 2000 was one
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    if month == 2 and is_leap(year):
        return 29
    return DAYS[month - 1]""",
    ),
    Algorithm(
        "age",
        r"(?:date of birth|birth ?(?:days?|dates?)|born)(?=.*\b(?:ages?|old|next|until)\b)|how old"
        r"|years old is|ages? (?:in (?:full )?years|from)|(?:calculate|compute|calc|current) age",
        r"old|years",
        "Write age.py with age(born, today), the full years between two dates, and "
        "next_birthday(born, today), the date of the next one, today included; who is born on "
        "February 29 has it on March 1 in other years (ValueError if born after today).",
        """\
from datetime import date


def age(born, today):
    if born > today:
        raise ValueError(f"{born} is after {today}")
    years = today.year - born.year
    if (today.month, today.day) < (born.month, born.day):  # not yet this year
        years -= 1
    return years


def birthday_in(year, born):
    try:
        return date(year, born.month, born.day)
    except ValueError:  # February 29 in another than a leap year
        return date(year, 3, 1)


def next_birthday(born, today):
    if born > today:
        raise ValueError(f"{born} is after {today}")
    birthday = birthday_in(today.year, born)
    return birthday if birthday >= today else birthday_in(today.year + 1, born)""",
    ),
    Algorithm(
        "working_days",
        r"(?:working|business|work) ?days|next (?:working|business) day"
        r"|week ?days? (?:are )?between|(?:skip\w*|without|except|exclud\w+) (?:the )?weekends?"
        r"|workdays?",
        r"holidays|weekends",
        "Write workdays.py with count(start, end, holidays=()): how many days from Monday to "
        "Friday that are no holidays there are from one date to another, both included, and "
        "add(start, days, holidays=()): the date so many working days later (ValueError if end is "
        "before start or days is negative).",
        """\
from datetime import timedelta

DAY = timedelta(days=1)


def is_working_day(day, holidays):
    return day.weekday() < 5 and day not in holidays  # Monday is 0, Friday 4


def count(start, end, holidays=()):
    if end < start:
        raise ValueError(f"{end} is before {start}")
    days = [start + DAY * place for place in range((end - start).days + 1)]
    return sum(is_working_day(day, holidays) for day in days)


def add(start, days, holidays=()):
    if days < 0:
        raise ValueError(f"{days} days are negative")
    day = start
    while days > 0:
        day += DAY
        if is_working_day(day, holidays):
            days -= 1
    return day""",
    ),
    Algorithm(
        "parse_date",
        r"(?:several|different|various|many|mixed|multiple|known) (?:date )?formats?(?=.*\bdates?)"
        r"|(?:several|different|various|many|mixed|multiple) date (?:formats?|forms)"
        r"|dates? in (?:a |one of )?(?:several|different|various|many|mixed|multiple"
        r"|any) (?:\w+ )?(?:formats?|forms)|(?:parse|parses|parsing|normali[sz]es?) (?:a )?dates?"
        r"|DD[./]MM[./]YYYY",
        r"formats|strptime",
        "Write dates.py with parse_date(text): a date from a text such as 2024-03-31, 31.3.2024, "
        "31/03/2024, March 31, 2024 or 31 Mar 2024, spaces around it allowed (ValueError for "
        "anything else).",
        """\
from datetime import datetime

FORMATS = (
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d/%m/%Y",  # the day comes first
    "%B %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
)


def parse_date(text):
    for form in FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue  # the next format may fit
    raise ValueError(f"{text!r} is not a date in a known format")""",
    ),
    Algorithm(
        "add_months",
        r"(?:adds?|adding|plus) (?:n |one |some |a |\d+ )?months?|months? (?:later|ahead)"
        r"|last day of (?:the|its|that|a) month|(?:recurring|monthly) dates",
        r"february|last day",
        "Write months.py with add_months(day, months): the same day so many months later, or "
        "earlier if negative, but the last day of the month if that is shorter, and "
        "month_end(day), the last day of its month.",
        """\
from calendar import monthrange


def add_months(day, months):
    years, month = divmod(day.month - 1 + months, 12)  # months count from 0 here
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    return day.replace(year=year, month=month, day=min(day.day, last))


def month_end(day):
    return day.replace(day=monthrange(day.year, day.month)[1])""",
    ),
    Algorithm(
        "nth_weekday",
        r"(?:nth|first|second|third|fourth|last|2nd|3rd|4th|1st) (?:week ?days?|(?:mon|tues|wednes"
        r"|thurs|fri|satur|sun)days?) (?:of|in) (?:a|the|each|every|any|that) (?:given )?months?"
        r"|thanksgiving|nth week ?day|friday,? (?:the )?13(?:th)?|(?:first|last) (?:mon|tues"
        r"|wednes|thurs|fri|satur|sun)days?",
        r"weekday|month",
        "Write nth.py with nth_weekday(year, month, weekday, n): the date of the n-th such "
        "weekday (Monday is 0) of a month, or of the last one for n = -1; ValueError if the month "
        "has none such. And friday_13ths(year), the dates of each Friday the 13th.",
        """\
from calendar import monthrange
from datetime import date


def nth_weekday(year, month, weekday, n):
    if not 0 <= weekday <= 6:
        raise ValueError(f"there is no weekday {weekday}")
    days = monthrange(year, month)[1]
    dates = [date(year, month, day) for day in range(1, days + 1)]
    found = [day for day in dates if day.weekday() == weekday]
    if n == -1:
        return found[-1]
    if not 1 <= n <= len(found):
        raise ValueError(f"the month has no weekday number {n}")
    return found[n - 1]


def friday_13ths(year):
    thirteenths = [date(year, month, 13) for month in range(1, 13)]
    return [day for day in thirteenths if day.weekday() == 4]""",
    ),
    Algorithm(
        "weekday",
        r"zeller(?:\'s)?|doomsday|sakamoto(?:\'s)?|(?:which|what) (?:day of the week|week ?day)"
        r"|day of the week (?:of|for|that|on|without|by)|week ?day (?:by|without)",
        r"weekday|formula",
        "Write weekday.py with weekday(year, month, day): the name of the day of the week of a "
        "Gregorian date by Zeller's formula, without the datetime module.",
        """\
NAMES = ("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def weekday(year, month, day):
    if month < 3:  # January and February count as months 13 and 14 of the year before
        month += 12
        year -= 1
    century, rest = divmod(year, 100)
    number = (day + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century) % 7
    return NAMES[number]  # 0 is Saturday""",
    ),
    Algorithm(
        "iso_week",
        r"iso[- ]?weeks?|(?:calendar )?week numbers?|calendar weeks?|numbers? of the week"
        r"|weeks? of (?:the|a) year|monday of (?:the|a|each|its|that) (?:\w+ )?week",
        r"iso|monday",
        "Write weeks.py with week(day), the ISO week of a date as text such as 2024-W05, and "
        "monday(text), the date of the Monday of such a week (ValueError for a text of another "
        "form or a week that the year does not have).",
        """\
from datetime import date


def week(day):
    year, number, _ = day.isocalendar()  # the year may not be that of the date
    return f"{year}-W{number:02d}"


def monday(text):
    year, mark, number = text.partition("-W")
    if not (mark and year.isdigit() and number.isdigit() and len(number) == 2):
        raise ValueError(f"{text!r} is not a week such as 2024-W05")
    return date.fromisocalendar(int(year), int(number), 1)""",
    ),
    Algorithm(
        "easter",
        r"easter|good friday|pentecost|whit (?:sunday|monday)|ascension day|computus",
        r"sunday|holidays",
        "Write easter.py with easter(year), the date of Easter Sunday in the Gregorian calendar, "
        "and holidays(year), a dictionary with the dates of Good Friday, Easter Monday, "
        "Ascension and Whit Monday.",
        """\
from datetime import date, timedelta


def easter(year):
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, leap = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - skipped - moved + 15) % 30
    sunday = (32 + 2 * leap + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year):
    days = {"Good Friday": -2, "Easter Monday": 1, "Ascension": 39, "Whit Monday": 50}
    return {name: easter(year) + timedelta(days=after) for name, after in days.items()}""",
    ),
)
