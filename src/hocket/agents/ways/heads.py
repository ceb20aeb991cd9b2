"""Which values of a column the headings of a spread table are: the values, or with a word to each.

``week1`` and ``w_1``, ``Q1``, ``1st week`` and ``y1980`` are headings of values such as 1 and 1980.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.agents.forms.shaping import normal
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.documents.profile import Column

FEWEST = 2
"""Headings, and values of a column that some of them are."""
_ORDINAL = late_pattern(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONTH = late_pattern(r"(?P<name>[A-Za-z]{3,9})\.? (?P<year>\d{4})")
_ISO = late_pattern(r"\d{4}-\d\d")
_ISO_DAY = late_pattern(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Heads:
    """The column of which each value has a heading.

    Attributes:
        place: Of the column.
        of: The value that each heading is, as text.
        are_all: Whether each value of the column has a heading.
        affix: What else each heading says.
    """

    place: int
    of: Mapping[str, str]
    are_all: bool
    affix: str = ""


def heads_of(
    headings: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    among: Sequence[int],
) -> Heads | None:
    """The only column whose values the headings are; None if it is none or may be several.

    Args:
        headings: The names of the columns of the spread table.
        columns: The columns of the file.
        rows: Its rows.
        among: The places of the columns that it can be.
    """
    if len(headings) < FEWEST:
        return None
    found: list[Heads] = []
    named: list[Heads] = []
    for place in among:
        values = {text_of(row[place]) for row in rows if row[place] is not None}
        for affix, of in _readings(headings):
            known = values & {*of.values()}
            if len(known) < FEWEST or (not affix and len(known) < len(of)):
                continue
            heads = Heads(place, of, values <= {*of.values()}, affix)
            if affix and _is_called(columns[place].name, affix):
                named.append(heads)
            elif len(affix) == 1 and all(v.isdecimal() and len(v) == 1 for v in of.values()):
                continue  # the halves H1 and H2 are no quarters
            elif len(known) == len(of) or heads.are_all:
                found.append(heads)
    of_others = {normal(column.name) for column in columns}
    for affix, of in () if named else _readings(headings):
        if normal(affix) in of_others and any(text.isdigit() for text in of.values()):
            return None  # they are numbers of another column
    chosen = named or found
    return chosen[0] if len({heads.place for heads in chosen}) == 1 else None


def text_of(value: Any) -> str:
    """A value as the text that a heading can have; of a first day of a month the month.

    Examples:
        >>> text_of(3.0), text_of("1980-02-01"), text_of(" North ")
        ('3', '1980-02', 'north')
    """
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    text = str(value).strip().casefold()
    return text[:7] if _ISO_DAY.fullmatch(text) and text.endswith("-01") else text


def _readings(headings: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The values that headings can be, each with what is the same in all of them.

    Examples:
        >>> _readings(["week1", "week2"])
        [('', {'week1': 'week1', 'week2': 'week2'}), ('week', {'week1': '1', 'week2': '2'})]
        >>> _readings(["1st lap", "2nd lap"])[1], _readings(["Jan 1980", "May 1980"])[1][1]
        (('lap', {'1st lap': '1', '2nd lap': '2'}), {'Jan 1980': '1980-01', 'May 1980': '1980-05'})
    """
    plain = {heading: text_of(heading) for heading in headings}
    readings = [("", plain)]
    months = {heading: _month(heading) for heading in headings}
    if all(months.values()):
        return [*readings, ("", months)]
    bare = [_ORDINAL.sub("", heading.casefold()) for heading in headings]
    start, end = _shared(bare), _shared([text[::-1] for text in bare])[::-1]
    cut = [text[len(start) : len(text) - len(end)] for text in bare]
    affix = f"{start} {end}".strip(" _-.")
    if affix and all(cut):
        of = dict(zip(headings, (_bare_number(text.strip(" _-.")) for text in cut), strict=True))
        if len({*of.values()}) == len(of):
            readings.append((affix, of))
    return readings


def _shared(texts: Sequence[str]) -> str:
    """What all texts begin with, up to where a number or a word begins."""
    shortest = min(texts, key=len)
    count = next(
        (n for n, char in enumerate(shortest) if any(text[n] != char for text in texts)),
        len(shortest),
    )
    if any(text[count - 1 : count + 1].isdigit() for text in texts) and count:
        while count and shortest[count - 1].isdigit():
            count -= 1
    if any(text[count - 1 : count + 1].isalpha() and count < len(text) for text in texts) and count:
        while count and shortest[count - 1].isalpha():
            count -= 1
    return shortest[:count]


def _bare_number(text: str) -> str:
    return str(int(text)) if text.isdecimal() else text


def _month(heading: str) -> str:
    """The month that a heading is, such as ``Jan 1980``, in ISO 8601; empty if it is none."""
    match = _MONTH.fullmatch(heading.strip())
    number = MONTHS.get(match["name"].casefold()) if match else None
    return f"{match['year']}-{number:02}" if match and number else ""


def _is_called(name: str, affix: str) -> bool:
    """Whether a column is called as the headings say, or by a word that begins so.

    Examples:
        >>> _is_called("week", "w"), _is_called("quarter", "Q"), _is_called("year", "week")
        (True, True, False)
        >>> _is_called("litter", "no"), _is_called("Week no", "week")
        (False, True)
    """
    words, said = words_of(name), words_of(affix)
    begins = len(affix) == 1 and normal(name).startswith(affix.casefold())
    return begins or (bool(said) and said <= words)
