"""Days that are counted: the end of a period, the last of a supply, the weekday some days away."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from fractions import Fraction

from hocket.agents.reckoning.reckoned import Reckoned
from hocket.agents.reckoning.wording import N, has_number
from hocket.core.late_pattern import late_pattern

_MONTHS = [name.lower() for name in calendar.month_name if name]
_MONTH = "|".join(rf"{name}|{name[:3]}(?=[ .])" for name in _MONTHS)
_WEEKDAY = "|".join(calendar.day_name)
DATE = (
    rf"(?:(?:{_WEEKDAY}),? (?:the )?)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?"
    rf" (?P<month>{_MONTH})"
    rf"\.?,? (?P<year>\d{{4}})|(?P<us>{_MONTH})\.? (?P<of>\d{{1,2}})(?:st|nd|rd|th)?,?"
    rf" (?P<in>\d{{4}}))"
)
_DATE = late_pattern(DATE, re.IGNORECASE)
_ASKS_LAST = late_pattern(
    r"(?i)\b(?:last day|(?:what|which) (?:date|day)|when|what is the last)\b(?=.*\b(?:last|end|ends"
    r"|expires?|over|valid|run out|runs out|final|back|return\w*|due)\b)|\b(?:last day|end date)\b"
)
_PERIOD = late_pattern(rf"(?P<count>{N}) (?P<unit>days|weeks)\b")
_FIRST_COUNTS = late_pattern(
    r"(?i)\b(?:first day (?:counts|is counted|included)|day of \w+ (?:counts|is counted)"
    r"|(?:that|this|the first|the starting"
    r"|the start"
    r"|its first) day (?:counts|is counted|included|counting)|including (?:the|that|this)"
    r" (?:first |start"
    r"(?:ing)? )?(?:day|one)|counting (?:the|that) (?:first )?day|day included|inclusive)\b"
)
_NOT_COUNTED = late_pattern(
    r"(?i)\b(?:not|n't|without|exclud\w+|from the (?:next|following) day)\b"
)
_OTHERWISE = late_pattern(
    r"(?i)\b(?:working|business|weekends?|holidays?|except|unless|skips?|every (?:other"
    r"|second)|only"
    r"|twice|half|month|months|years?|later|postpon\w+|extend\w*|pause\w*|interrupt\w*|before"
    r"|earlier"
    r"|already|but|if|closed|late)\b"
)
_DOSE = (
    rf"(?P<number>{N}|one|an?)(?: \w+)? (?:(?:every|each) |in the |at )(?P<part>morning|noon|midday"
    r"|lunchtime|evening|night)"
)
_DOSES = late_pattern(_DOSE, re.IGNORECASE)
_PARTS = {"morning": 0, "noon": 1, "midday": 1, "lunchtime": 1, "evening": 2, "night": 3}
_BEGAN = late_pattern(
    rf"(?i)\b(?:(?:on|from|in) (?:the )?(?P<part>morning|noon|evening|night) of (?:the )?"
    rf"|this (?P<this>morning|noon|evening|night),? ){DATE}"
)
_PACK = late_pattern(
    r"(?i)\b(?:tablets|pills|capsules|pack|packet|box|bottle|tin|tube|jar|bag"
    r"|supply)\b(?:[^.;]{0,20}\bof\b| has| holds"
    r"| contains)?|\b(?:there are|i have|he has|she has|i got)\b"
)
_ASKS_DATE = late_pattern(
    r"(?i)\b(?:(?:on )?(?:what|which) (?:date|day)|when|what is the last day)\b"
)
_ASKS_END = late_pattern(r"(?i)\b(?:last|runs? out|empty|finish\w*|used up)\b")
_ASKS_WEEKDAY = late_pattern(
    r"(?i)\b(?:what|which) (?:day of the week|weekday"
    r"|day (?:is|was|will) (?:it|that))\b"
)
_AWAY = late_pattern(
    rf"(?P<count>{N}) (?P<unit>days|weeks) (?P<way>after|before)(?: on)? "
    rf"(?:the )?(?:{DATE}|(?:an? )?(?P<name>{_WEEKDAY})\b(?! the))",
    re.IGNORECASE,
)
_TODAY = late_pattern(rf"(?i)\b(?:today is|it is|today,?) (?:a )?(?P<name>{_WEEKDAY})\b(?! the)")
_IN = late_pattern(
    rf"(?i)\b(?:in (?P<count>{N}) days|(?P<ago>{N}) days ago|(?P<after>{N}) days from"
    r" (?:now|today))\b"
)
_LATER = late_pattern(
    rf"(?i)(?P<count>{N}) (?P<unit>days|weeks) (?P<way>later|earlier|after (?:that|this)"
    rf"|before that)\b"
)
FIRST, LAST = 1753, 2999
MOST_DOSES = 10_000


def _date(match: re.Match[str]) -> date | None:
    name = (match["month"] or match["us"])[:3].lower()
    month = next(i for i, one in enumerate(_MONTHS, 1) if one.startswith(name))
    year = int(match["year"] or match["in"])
    if not FIRST <= year <= LAST:
        return None
    try:
        return date(year, month, int(match["day"] or match["of"]))
    except ValueError:
        return None


def _named(day: date) -> str:
    return (
        f"{calendar.day_name[day.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"
    )


def period_end(text: str, question: str) -> Reckoned | None:
    """The last day of a period of so many days whose first day counts."""
    dates, periods = list(_DATE.finditer(text)), list(_PERIOD.finditer(_DATE.sub(" ", text)))
    rest = _PERIOD.sub(" ", _DATE.sub(" ", text))
    if len(dates) != 1 or len(periods) != 1 or has_number(rest) or _OTHERWISE.search(rest):
        return None
    start = _date(dates[0])
    count = Fraction(periods[0]["count"]) * (7 if periods[0]["unit"] == "weeks" else 1)
    begins = re.search(
        r"(?i)\b(?:begins?|starts?|began|started|from|first day|valid from|bought|borrowed|lent"
        r"|beginning|starting)\b",
        rest,
    )
    is_inclusive = _FIRST_COUNTS.search(rest) and not _NOT_COUNTED.search(rest)
    if start is None or count.denominator != 1 or not begins or not is_inclusive:
        return None
    if not _ASKS_LAST.search(question):
        return None
    return Reckoned(f"The last day is {_named(start + timedelta(days=int(count) - 1))}.")


def supply_end(text: str, question: str) -> Reckoned | None:
    """On which day the last of a pack is taken, of which so many are taken at times of each day."""
    doses = list(_DOSES.finditer(text))
    rest = _DOSES.sub(" ", text)
    starts, begun = list(_DATE.finditer(rest)), list(_BEGAN.finditer(text))
    left = _DATE.sub(" ", rest)
    packs = re.findall(N, left)
    asks = _ASKS_DATE.search(question) and _ASKS_END.search(question)
    is_sure = _PACK.search(text) and not _OTHERWISE.search(left)
    if not doses or not asks or not is_sure or not len(starts) == len(packs) == len(begun) == 1:
        return None
    by_part = {_PARTS[dose["part"].lower()]: _number(dose["number"]) for dose in doses}
    first, day = _PARTS[(begun[0]["part"] or begun[0]["this"]).lower()], _date(starts[0])
    total = Fraction(packs[0])
    if len(by_part) != len(doses) or first not in by_part or day is None or total > MOST_DOSES:
        return None
    is_one = by_part[first] == 1 or not re.search(r"(?i)\bthe first one\b", text)
    days = _days_of(total, by_part, first) if is_one and min(by_part.values()) > 0 else None
    if days is None:
        return None
    return Reckoned(f"The last one is taken on {_named(day + timedelta(days=days))}.")


def _days_of(total: Fraction, by_part: dict[int, Fraction], first: int) -> int | None:
    """How many days after the first one the last is taken; None if some are missing."""
    parts = sorted(by_part)
    place, days = parts.index(first), 0
    while (total := total - by_part[parts[place]]) > 0:
        place += 1
        if place == len(parts):
            place, days = 0, days + 1
    return days if not total else None


def _number(text: str) -> Fraction:
    return Fraction(text) if text[0].isdigit() else Fraction(1)


def weekday_away(text: str, question: str) -> Reckoned | None:
    """The weekday so many days after or before a day whose weekday is told, or which has a date."""
    if not _ASKS_WEEKDAY.search(question) or _OTHERWISE.search(
        re.sub(r"\b(?:before|later|earlier)\b", " ", text)
    ):
        return None
    if re.search(r"(?i)\bday (?:after|before)\b", question):
        return None
    return _later(text) or _away(text)


def _away(text: str) -> Reckoned | None:
    """The weekday so many days from a day with a name, or from today."""
    away = list(_AWAY.finditer(text))
    if len(away) == 1:
        match = away[0]
        if has_number(text[: match.start()] + text[match.end() :]):
            return None
        days = Fraction(match["count"]) * (7 if match["unit"] == "weeks" else 1)
        sign = -1 if match["way"].lower() == "before" else 1
        if match["name"]:
            start = _of_week(match["name"])
        else:
            day = _date(match)
            if day is None:
                return None
            start = day.weekday()
    else:
        today, span = list(_TODAY.finditer(text)), list(_IN.finditer(text))
        if len(today) != 1 or len(span) != 1 or has_number(_IN.sub(" ", text)):
            return None
        found = span[0]
        days = Fraction(found["count"] or found["after"] or found["ago"])
        sign = -1 if found["ago"] else 1
        start = _of_week(today[0]["name"])
    if days.denominator != 1:
        return None
    return Reckoned(f"It is a {calendar.day_name[(start + sign * int(days)) % 7]}.")


def _later(text: str) -> Reckoned | None:
    """The weekday so many days after or before the only date of a text."""
    dates, spans = list(_DATE.finditer(text)), list(_LATER.finditer(_DATE.sub(" ", text)))
    if len(dates) != 1 or len(spans) != 1 or has_number(_LATER.sub(" ", _DATE.sub(" ", text))):
        return None
    start, span = _date(dates[0]), spans[0]
    days = Fraction(span["count"]) * (7 if span["unit"] == "weeks" else 1)
    if start is None or days.denominator != 1:
        return None
    sign = -1 if span["way"].lower().startswith(("e", "b")) else 1
    return Reckoned(f"It is a {calendar.day_name[(start.weekday() + sign * int(days)) % 7]}.")


def _of_week(name: str) -> int:
    return [day.lower() for day in calendar.day_name].index(name.lower())
