"""Dictionaries, dates and seats: what is kept of people, days and places."""

from __future__ import annotations

from hocket.agents.algorithms.algorithm import Algorithm

RECORDS = (
    Algorithm(
        "invert_dict",
        r"(?:invert\w*|revers\w+|swap\w*|flip\w*)(?: \w+){0,4} (?:dict\w*|mapping"
        r"|keys and values|keys with values)|invert(?=.*\bkeys?\b)|dict\w* (?:from"
        r"|of) each value(?: of a dict)? to (?:the )?(?:sorted )?(?:list of )?(?:the "
        r"|its )?keys|keys and values (?:are )?swapped",
        r"values|keys",
        "Write inverted.py with invert(mapping): a dict from each value of a dict to the sorted "
        "list of the keys that have it.",
        """\
def invert(mapping):
    result = {}
    for key in sorted(mapping):
        result.setdefault(mapping[key], []).append(key)
    return result""",
    ),
    Algorithm(
        "month_calendar",
        r"month calendar|calendar (?:of|for) (?:a |the )?month|weeks of (?:a |the |one )?month"
        r"|calendar(?= .*\bmonth\b)(?=.*\bweeks?\b)|calendar (?:grid|page|sheet)s?|month grid"
        r"|weeks(?=.*\bdays of (?:other|the other) months\b)",
        r"weeks|monday",
        "Write month.py with month_calendar(year, month): the weeks of a month as lists of seven "
        "days, Monday first, with 0 for the days of other months.",
        """\
from calendar import monthrange


def month_calendar(year, month):
    first, length = monthrange(year, month)  # Monday is 0
    days = [0] * first + list(range(1, length + 1))
    days += [0] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]""",
    ),
    Algorithm(
        "date_difference",
        r"(?:years?,? months? and days?)|(?:difference|time|span"
        r"|apart)(?= .*\byears?\b.*\bmonths?\b.*\bdays?\b)",
        r"between|dates",
        "Write between.py with difference(start, end): the whole years, months and days between "
        "two dates, as a tuple: first as many years, then months, then the days that are left. "
        "ValueError if end is before start.",
        """\
from calendar import monthrange
from datetime import date


def difference(start, end):
    if end < start:
        raise ValueError("the end must not be before the start")
    months = 12 * (end.year - start.year) + end.month - start.month
    if end.day < start.day:
        months -= 1  # the last month is not full
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    days = (end - date(year, month + 1, day)).days
    return months // 12, months % 12, days""",
    ),
    Algorithm(
        "relative_time",
        r"(?:minutes?|hours?|days?|seconds?) ago|time ago|relative time|just now",
        r"seconds|yesterday",
        "Write ago.py with ago(seconds): how long ago something was, as 'just now' below a "
        "minute, '1 minute ago', '5 minutes ago', '2 hours ago' or '3 days ago', with whole "
        "units rounded down. ValueError if seconds is negative.",
        """\
UNITS = ((86400, "day"), (3600, "hour"), (60, "minute"))


def ago(seconds):
    if seconds < 0:
        raise ValueError("seconds must not be negative")
    for size, unit in UNITS:
        count = int(seconds // size)
        if count:
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now\"""",
    ),
    Algorithm(
        "normalized_path",
        r"(?:simplif\w+|normali[sz]\w*|canonical\w*|clean\w*)(?: \w+){0,4} paths?"
        r"|paths?(?=.*(?:'\.\.'|\.\./|\. and \.\.))",
        r"folders|slashes",
        "Write paths.py with normalize(path): an absolute path without '.', '..' and repeated "
        "slashes: '/a/./b/../c//' is '/a/c'. '..' at the top stays there.",
        """\
def normalize(path):
    parts = []
    for part in path.split("/"):
        if part == "..":
            if parts:
                parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)""",
    ),
    Algorithm(
        "seat_plan",
        r"(?:cinema|theat(?:re|er)|seats?|aeroplane|plane|bus)(?=.*\b(?:seats?"
        r"|rows?)\b)(?=.*\b(?:book\w*|reserv\w+|cancel\w*)\b)",
        r"reserve|row",
        "Write seats.py with a class Cinema(rows, seats): reserve(row, seat) books a seat, both "
        "counted from 1, with ValueError if there is no such seat or it is taken; cancel(row, "
        "seat) frees it again (ValueError if it is not taken); free() is how many seats are free.",
        """\
class Cinema:
    def __init__(self, rows, seats):
        self.rows = rows
        self.seats = seats
        self.taken = set()

    def reserve(self, row, seat):
        if not (1 <= row <= self.rows and 1 <= seat <= self.seats):
            raise ValueError(f"no such seat: {row}, {seat}")
        if (row, seat) in self.taken:
            raise ValueError(f"the seat is taken: {row}, {seat}")
        self.taken.add((row, seat))

    def cancel(self, row, seat):
        if (row, seat) not in self.taken:
            raise ValueError(f"the seat is not taken: {row}, {seat}")
        self.taken.remove((row, seat))

    def free(self):
        return self.rows * self.seats - len(self.taken)""",
    ),
    Algorithm(
        "gradebook",
        r"grade ?books?|(?:class )(?:course|grades|marks)(?=.*\baverage\b)",
        r"average|student",
        "Write gradebook.py with a class GradeBook: add(student, grade), average(student), which "
        "raises KeyError for an unknown one, best(), the student with the highest average (the "
        "first in alphabetical order among equals, None if there is none), and students() in "
        "alphabetical order.",
        """\
class GradeBook:
    def __init__(self):
        self.grades = {}

    def add(self, student, grade):
        self.grades.setdefault(student, []).append(grade)

    def average(self, student):
        grades = self.grades[student]
        return sum(grades) / len(grades)

    def best(self):
        students = self.students()
        return max(students, key=self.average) if students else None

    def students(self):
        return sorted(self.grades)""",
    ),
    Algorithm(
        "round_robin",
        r"round[- ]?robin (?:tournament|schedule|fixtures?)|(?:tournament|fixtures?"
        r"|match(?:es)?|league)(?=.*\b(?:every|each) (?:team|player)\b.*\b(?:every"
        r"|each) other\b)|(?:every|each) (?:team|player) (?:plays|meets) (?:against )?(?:every"
        r"|each) other|every(?:one|body) (?:plays|meets) (?:against )?every(?:one|body)",
        r"teams|rounds",
        "Write fixtures.py with rounds(teams): a list of rounds in which each team plays each "
        "other once; a round is a list of pairs, and no team plays twice in it. Of an odd number "
        "of teams one pauses in each round.",
        """\
def rounds(teams):
    circle = list(teams)
    if len(circle) % 2:
        circle.append(None)  # whoever meets None pauses
    half = len(circle) // 2
    result = []
    for _ in range(len(circle) - 1):
        pairs = zip(circle[:half], reversed(circle[half:]))
        result.append([(a, b) for a, b in pairs if a is not None and b is not None])
        circle.insert(1, circle.pop())  # the first stays, the others move on
    return result""",
    ),
)
