"""Rows spread out in time: a line for each year, week or day, with a column for each part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.ordering import order_of
from hocket.agents.forms.shaping import normal
from hocket.agents.ways.headings import NUMBERS, Headings, headings_in, number_of
from hocket.agents.ways.spreading import whole
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.decimal_years import UNITS, periods_in
from hocket.documents.profile.nameless import is_nameless

if TYPE_CHECKING:
    from hocket.agents.forms import Form
    from hocket.agents.ways.spreading import Rows
    from hocket.documents.profile import Column

Row = Sequence[Any]
Parts = Mapping[str, int | str]
"""The parts of a moment by their units, and its ``year``, ``date`` and ``week``."""

_DATED = ("date", "datetime", "month", "quarter")
_NAMES = {
    "quarter": "quarter qtr q quartal",
    "month": "month mon mo monat",
    "weekday": "weekday day dayofweek dow wochentag",
    "hour": "hour hr h time stunde",
    "year": "year yr jahr",
    "date": "date day",
}
"""What columns of a unit are called."""
_ISO = late_pattern(
    r"(?P<year>\d{4})-(?:Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):00(?::00(?:\.0+)?)?)?)?)"
)
_COLUMN_FOR = late_pattern(
    r"\bcolumns? (?:per|for (?:each|every)) (?:of the (?:four|twelve|seven) )?"
    r"(?P<unit>quarter|month|weekday|day of the week|hour)s?\b",
    re.IGNORECASE,
)
_LINE_FOR = late_pattern(
    r"\b(?:lines?|rows?|records?) (?:per|for (?:each|every)) (\w+)", re.IGNORECASE
)
_FROM_TO = late_pattern(
    r"\b(?:from )?(?P<first>[A-Za-z]\w*),? ?(?:to|through|until|\u2026|\.\.\.?|\u2013),? ?"
    r"(?P<last>[A-Za-z]\w*)",
    re.IGNORECASE,
)
_USUAL = {
    "quarter": ("Q1", "Q2", "Q3", "Q4"),
    "month": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "weekday": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
"""What the headings are where a task has none."""
_OTHER_FIGURES = late_pattern(
    r"\b(?:growth|differ\w*|ratios?|cumulat\w*|running|moving|relative|index(?:ed)?|instead|totals?"
    r"|sums?|in (?:tens|hundreds|thousands|millions)|(?:change|compared|rise|rose|fall|fell)s?"
    r" (?:from|since|over|against|with|to the)|so far|(?:year|month|season)[ -]to[ -]date|ytd"
    r"|interpolat\w*|estimat\w*|round\w* to the)\b",
    re.IGNORECASE,
)
"""What asks for other figures than those that stand in the file."""
_ASIDE = late_pattern(
    r"\([^()]*\)|\b[\w-]+\.[a-z]\w{1,4}\b|\b(?:like|such as|e\.g\.|as in) [^,;()]*"
    r"|\b\d{4}\.\d+ (?:is|means|stands for|being)\b[^,;()]*",
    re.IGNORECASE,
)
"""What says how something is written, and chooses no years."""
_A_YEAR = late_pattern(r"(?<![\d.,-])(?:1[5-9]|20)\d\d(?![\d,-]|\.\d)")


@dataclass(frozen=True, slots=True)
class _Source:
    """Columns that state a part of each row's time.

    Attributes:
        places: The places of the columns.
        of: What each row has; None for a row without it.
    """

    places: tuple[int, ...]
    of: list[Any]


def is_called(name: str, unit: str) -> bool:
    """Whether a column has a name that those of a unit have."""
    return normal(name) in _NAMES[unit].split()


def asks_parts(form: Form) -> bool:
    """Whether a task asks for a column for each part of a year, week or day."""
    wanted = _wanted(form)
    return wanted is not None and wanted[1].are_all


def spread_in_time(columns: Sequence[Column], rows: Sequence[Row], form: Form) -> Rows | None:
    """The rows with a column for each part of a year, week or day; None unless that is certain.

    There has to be one value for each place at most; where there is none, it stays empty.

    Args:
        columns: The columns of the file.
        rows: Its rows.
        form: What is asked for, and the task.
    """
    wanted = _wanted(form)
    if wanted is None or not rows or _OTHER_FIGURES.search(form.task):
        return None
    labels, headings = wanted
    moments = _moments(columns, rows)
    heads = _heads(columns, rows, moments, headings.unit)
    own = [_label(key, columns, rows, moments, form, headings.unit) for key in labels]
    lines = [source.of for source in own if source is not None]
    if heads is None or len(lines) < len(labels) or any(None in one for one in [heads.of, *lines]):
        return None
    used = {place for one in (heads, *own) if one is not None for place in one.places}
    rest = [p for p, column in enumerate(columns) if p not in used and not is_nameless(column)]
    rest = [place for place in rest if not _is_of_time(place, columns, moments)]
    values = _values(rest, columns, rows, headings, form)
    if values is None or not _takes_all_years(form.task, moments):
        return None
    cells: dict[tuple[Any, ...], dict[tuple[str, int], Any]] = {}
    for row, head, *label in zip(rows, heads.of, *lines, strict=True):
        places = cells.setdefault(tuple(label), {})
        for affix, value_at in values.items():
            if (affix, head) in places:
                return None
            places[affix, head] = row[value_at]
    wide = [[*label, *map(own.get, headings.of.values())] for label, own in cells.items()]
    if not headings.are_all and any(all(v is None for v in line[len(labels) :]) for line in wide):
        return None  # whether a line that has none of them is wanted nobody says
    return _in_order([*labels, *headings.of], wide, form)


def _wanted(form: Form) -> tuple[list[str], Headings] | None:
    """The columns of what each line is of, and those of the parts; None if it is not clear."""
    keys = list(form.keys)
    headings = headings_in(keys, form.task)
    if headings is None:
        headings = _described(form)
        unit_words = set(headings.of) if headings else set()
        labels = [key for key in keys if not _is_listed(key, unit_words)]
        if not labels and (line := _LINE_FOR.search(form.task)):
            labels = [line[1].lower()]
    else:
        labels = [key for key in keys if key not in headings.of]
        if keys[: len(labels)] != labels:
            return None  # columns among or behind them may be sums of them
    return (labels, headings) if headings is not None and labels else None


def _described(form: Form) -> Headings | None:
    """The headings that a task describes by the first and the last, or leaves open."""
    said, line = _COLUMN_FOR.search(form.task), _LINE_FOR.search(form.task)
    for match in _FROM_TO.finditer(form.task) if "column" in form.task else ():
        for unit, numbers in NUMBERS.items():
            if line is not None and line[1].lower() == unit:
                continue
            ends = [number_of(text, unit) for text in (match["first"], match["last"])]
            if ends == [numbers[0], numbers[-1]] and (names := _series(match["first"], unit)):
                return Headings(unit, {n: ("", k) for n, k in zip(names, numbers, strict=True)})
    if said is None or form.looks or '"' in form.task or "'" in form.task:
        return None
    unit = {"day of the week": "weekday"}.get(said["unit"].lower(), said["unit"].lower())
    usual = _USUAL.get(unit, ())
    return Headings(unit, {n: ("", k) for k, n in enumerate(usual, 1)}) if usual else None


def _series(first: str, unit: str) -> tuple[str, ...]:
    """The headings of a unit in the way in which the first one is written; none if unknown."""
    if stem := re.fullmatch(r"(\D+)(0?)[01]", first):
        return tuple(
            f"{stem[1]}{stem[2] if n < len('1234567890') else ''}{n}" for n in NUMBERS[unit]
        )
    usual = _USUAL.get(unit, ())
    if not usual or first.casefold() != usual[0].casefold():
        return ()
    write: Callable[[str], str] = str if first.istitle() else str.lower
    return tuple(map(str.upper if first.isupper() else write, usual))


def _is_listed(key: str, names: set[str]) -> bool:
    """Whether what was read as one name is a series of them, or one of them."""
    known = {name.casefold() for name in names}
    return bool(_FROM_TO.fullmatch(key)) or key.casefold() in known


def _moments(columns: Sequence[Column], rows: Sequence[Row]) -> dict[int, list[Parts | None]]:
    """By the place of each column of days, months or quarters what each row has of them."""
    moments: dict[int, list[Parts | None]] = {}
    for place, column in enumerate(columns):
        values = [row[place] for row in rows]
        if column.type in _DATED and not (column.is_open or column.in_zones or column.odd_count):
            moments[place] = [_parts_of(str(value)) for value in values]
        elif column.type == "number" and None not in values:
            found = periods_in([str(value) for value in values])
            if found is not None:
                moments[place] = [_of_period(*pair, UNITS[found.per_year]) for pair in found.of]
    return moments


def _parts_of(iso: str) -> Parts | None:
    match = _ISO.fullmatch(iso)
    if match is None:
        return None
    numbers = {unit: int(text) for unit, text in match.groupdict().items() if text is not None}
    day = numbers.pop("day", None)
    parts: dict[str, int | str] = dict(numbers)
    if "month" in numbers:
        parts["quarter"] = (numbers["month"] + 2) // 3
    if day is not None:
        found = date(numbers["year"], numbers["month"], day)
        monday = date.fromordinal(found.toordinal() - found.weekday())
        parts |= {"weekday": found.isoweekday(), "date": iso[:10], "week": monday.isoformat()}
    return parts


def _of_period(year: int, number: int, unit: str) -> Parts:
    return {"year": year, unit: number} | (
        {"quarter": (number + 2) // 3} if unit == "month" else {}
    )


def _heads(
    columns: Sequence[Column],
    rows: Sequence[Row],
    moments: Mapping[int, list[Parts | None]],
    unit: str,
) -> _Source | None:
    """The number of the part of each row; None unless exactly one column has it."""
    own = [
        _Source((place,), numbers)
        for place, column in enumerate(columns)
        if place not in moments
        and (numbers := _numbers(column, [row[place] for row in rows], unit))
    ]
    if own:
        return own[0] if len(own) == 1 else None
    return _of_moment(moments, unit)


def _numbers(column: Column, values: Sequence[Any], unit: str) -> list[int]:
    """The numbers of the parts that the values of a column are; none if one of them is none."""
    is_called_so = is_called(column.name, unit)
    texts = [str(whole(value)) for value in values]
    if column.type == "time":
        texts = [text.removesuffix(":00") if text.count(":") > 1 else text for text in texts]
    numbers = [number_of(text, unit, is_bare=is_called_so) for text in texts]
    return [n for n in numbers if n is not None] if None not in numbers else []


def _of_moment(moments: Mapping[int, list[Parts | None]], unit: str) -> _Source | None:
    found = [
        _Source((place,), [(parts or {}).get(unit) for parts in of])
        for place, of in moments.items()
        if all(parts is not None and unit in parts for parts in of)
    ]
    return found[0] if len(found) == 1 else None


def _label(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    moments: Mapping[int, list[Parts | None]],
    form: Form,
    unit: str,
) -> _Source | None:
    """What each row's line is of: the value of a column of this name, or the year, week or day."""
    part = next((p for p in ("year", "date") if normal(key) in _NAMES[p].split()), "")
    named = [p for p, column in enumerate(columns) if normal(column.name) == normal(key)]
    if len(named) == 1 and not (part and named[0] in moments):
        return _Source((named[0],), [whole(row[named[0]]) for row in rows])
    if part == "year" or (part == "date" and unit == "hour"):
        if (years := _years(columns, rows)) is not None and part == "year":
            return years
        return _of_moment(moments, part)
    has_look = any(hasattr(look, "of_pair") for look in form.looks.get(key, ()))
    return _of_moment(moments, "week") if unit == "weekday" and has_look else None


def _years(columns: Sequence[Column], rows: Sequence[Row]) -> _Source | None:
    """The column of years, if one alone is called so."""
    named = [p for p, column in enumerate(columns) if normal(column.name) in _NAMES["year"].split()]
    return _Source((named[0],), [whole(row[named[0]]) for row in rows]) if len(named) == 1 else None


def _is_of_time(place: int, columns: Sequence[Column], moments: Mapping[int, Any]) -> bool:
    """Whether a column states the time only, as a date beside its year does."""
    called = normal(columns[place].name)
    return place in moments or any(called in names.split() for names in _NAMES.values())


def _values(
    rest: Sequence[int],
    columns: Sequence[Column],
    rows: Sequence[Row],
    headings: Headings,
    form: Form,
) -> dict[str, int] | None:
    """The place of the column of values by what else the headings say; None if not certain."""
    varied = [p for p in rest if len({repr(row[p]) for row in rows}) > 1 or len(rest) == 1]
    affixes = list(dict.fromkeys(affix for affix, _ in headings.of.values()))
    if len(affixes) > 1 or (affixes != [""] and len(varied) > 1):
        found = {a: [p for p in rest if normal(columns[p].name) == normal(a)] for a in affixes}
        sole = {affix: places[0] for affix, places in found.items() if len(places) == 1}
        return sole if len(sole) == len(affixes) else None
    if len(varied) > 1:
        said = words_of(_ASIDE.sub("", form.task))
        varied = [p for p in varied if words_of(columns[p].name) <= said]
    return {affixes[0]: varied[0]} if len(varied) == 1 else None


def _takes_all_years(task: str, moments: Mapping[int, list[Parts | None]]) -> bool:
    """Whether a task names no years, or the first and the last that there are."""
    named = {int(year) for year in _A_YEAR.findall(_ASIDE.sub("", task))}
    there = {parts["year"] for of in moments.values() for parts in of if parts}
    return not named or (len(there) > 1 and named == {min(there), max(there)})


def _in_order(names: list[str], rows: list[list[Any]], form: Form) -> Rows | None:
    """The lines, if it is certain in which order they are asked for, if in any."""
    if form.order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return names, rows
    return (names, rows) if order_of(form.order, names, rows) is not None else None
