"""What a value cannot be by the files: a mean outside its column, a name that is not there.

The rules look at what the goal asks for in plain words; where they are not sure they say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.core.json_text import is_all_zero, leaves, repeated_fraction
from hocket.core.late_pattern import late_pattern
from hocket.documents.encoding import shown_text
from hocket.documents.profile import TableProfile, profile_of
from hocket.review.agreement import data_of, precision_of
from hocket.review.answers import value_in
from hocket.review.scalars import Number, dates_in, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.documents.profile import Column

_WITHIN = late_pattern(
    r"(?i)\b(?:mean|average|median|lowest|highest|minimum|maximum|smallest|largest)\b"
)
_DERIVED = late_pattern(
    r"(?i)\b(?:sum|total|difference|change|ratio|per|growth|deviation|variance|count|many|number of"
    r"|squared?|logs?|correlation|standardi[sz]ed?|z-?scores?|normali[sz]ed?|yearly|monthly|daily)\b"
)
_SHARE = re.compile(
    r"(?i)\b(?:what|which) (?:share|percentage|per ?cent|proportion)\b|\bpercentage of\b"
)
_COUNT = late_pattern(
    r"(?i)\bhow many (?:rows|records|entries|lines)\b|\bnumber of (?:rows|records)\b"
)
_CORRELATION = re.compile(r"(?i)\bcorrelation\b")
_P_VALUE = re.compile(r"(?i)\bp[- ]?values?\b")
_BOUNDS = (
    (_CORRELATION, _P_VALUE, -1, 1, "correlation"),
    (_P_VALUE, _CORRELATION, 0, 1, "p-value"),
    (_SHARE, None, 0, 100, "share in percent"),
)
_FAULTY = (0, 1)
"""What a program computes from tables whose condition is wrong: it shows nothing that two agree."""
_NAME = late_pattern(r"(?i)^\W*(?:which|who)\b")
_COMPUTED_DATE = late_pattern(
    r"(?i)\b(?:next|until|due|expect|forecast|predict|plus|after|before|end)\w*\b"
)


def objection_to(text: str, goal: str, files: Mapping[str, bytes]) -> str:
    """Why a value cannot be right, by what the files hold; empty if nothing is against it.

    Args:
        text: The answer, or the content of the file that has it.
        goal: What is asked.
        files: The input files.
    """
    data = _data(text)
    values, numbers = _values(data, text, goal)
    profiles = [p for p in map(_profile, files.items()) if p is not None]
    if profiles and is_all_zero([float(number.value) for number in numbers], goal):
        return "every number is 0, as a condition that never holds gives"
    same = repeated_fraction(data) if profiles else None
    if same is not None and not any(f"{same:g}".encode() in data for data in files.values()):
        return f"each name has {same:g}, as what is computed of all rows together gives"
    for value in values:
        if isinstance(value, Number):
            if value.value in _FAULTY and profiles:
                return f"{value.value} is what a condition that never holds gives as well"
            objection = _to_number(float(value.value), goal, profiles)
            if objection:
                return f"{value.value} {objection}"
    return _to_dates(text, goal, profiles) or _to_name(text, goal, files)


def _data(text: str) -> Any:
    """The data that an answer holds; None if it is in words."""
    try:
        return data_of(text)
    except ValueError:
        return None


def _values(data: Any, text: str, goal: str) -> tuple[list[Any], list[Number]]:
    """The value, if there is a single one, and all numbers."""
    if data is not None:
        values = [read(leaf) for leaf in leaves(data)]
        numbers = [value for value in values if isinstance(value, Number)]
        return values if len(values) == 1 else [], numbers
    value = value_in(text, goal, precision_of(goal))
    return [value.main] if value is not None and value.main is not None else [], []


def _profile(file: tuple[str, bytes]) -> TableProfile | None:
    profile = profile_of(*file)
    return profile if isinstance(profile, TableProfile) else None


def _to_number(number: float, goal: str, profiles: list[TableProfile]) -> str:
    for pattern, other, low, high, what in _BOUNDS:
        if pattern.search(goal) and not (other and other.search(goal)):
            return "" if low <= number <= high else f"is no {what}, which is {low} to {high}"
    return _to_table(number, goal, profiles[0]) if len(profiles) == 1 else ""


def _to_table(number: float, goal: str, profile: TableProfile) -> str:
    if _COUNT.search(goal):
        is_count = 0 <= number <= profile.rows
        return "" if is_count else f"is no count of the {profile.rows} rows of {profile.name}"
    column = _named(goal, profile) if _WITHIN.search(goal) else None
    if column is None or column.odd_count or _DERIVED.search(goal):
        return ""
    low, high = column.minimum, column.maximum
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return ""
    return "" if low <= number <= high else f"is outside {column.name}, which is {low} to {high}"


def _named(goal: str, profile: TableProfile) -> Column | None:
    """The only column of numbers that a goal names."""
    flat = f" {_flat(goal)} "
    named = [
        column
        for column in profile.columns
        if column.type in ("integer", "number") and f" {_flat(column.name)} " in flat
    ]
    return named[0] if len(named) == 1 else None


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.replace("_", " ").casefold()))


def _to_dates(text: str, goal: str, profiles: list[TableProfile]) -> str:
    if len(profiles) != 1 or _COMPUTED_DATE.search(goal):
        return ""
    columns = [c for c in profiles[0].columns if c.type in ("date", "datetime")]
    if len(columns) != 1:
        return ""
    lows, highs = (dates_in(str(bound))[0] for bound in (columns[0].minimum, columns[0].maximum))
    if not lows or not highs:
        return ""
    low, high = min(lows[0]), max(highs[0])
    for readings in dates_in(text)[0]:
        if not any(low.replace(day=1) <= day <= high for day in readings):
            return f"{min(readings)} is outside the dates of {profiles[0].name}, {low} to {high}"
    return ""


def _to_name(text: str, goal: str, files: Mapping[str, bytes]) -> str:
    """Names that stand in no file, where a goal asks which or who; not where there is no file."""
    value = value_in(text, goal, precision_of(goal)) if _NAME.search(goal) and files else None
    if value is None or value.numbers or value.dates or value.truth is not None or value.absent:
        return ""
    known = " ".join(_flat(shown_text(content)) for content in files.values())
    strange = [word for word in sorted(value.names) if _flat(word) not in known]
    return f"{strange[0]} stands in none of the files" if strange else ""
