"""Quantities as people write them, in one unit: ``1:30``, ``2h05``, ``0.75 h``, ``1 kg 200 g``."""

from __future__ import annotations

import re

from hocket.documents.profile.values import read_number
from hocket.documents.units import factor_of, is_known_unit, value_in

_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d(?:[.]\d+)?))?(?P<hours> ?h(?:rs?|ours?)?)?")
_PART = re.compile(
    r"(?P<sign>[-\u2212])?(?P<number>\d+(?:[.,]\d+)?)\s*"
    r"(?P<unit>\u00b0 ?[CF]|[A-Za-z]+\u00b3?)\.?,?\s*(?:(?:and|und|&)\s+)?"
)
_HOURS_AND = re.compile(
    r"(\d+)\s*(?:h|hrs?|hours?|std|stunden?)\.?\s*([0-5]?\d)(?:\s*m)?", re.IGNORECASE
)
_FEET = re.compile(
    r"(\d{1,2})\s*(?:['\u2019\u2032]|ft)\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"\u201d\u2033]|'')?)?"
)
_SIGNS = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:rs?|ours?)?\.?\s*)?"
    r"(?:(?P<minutes>\d{1,3})\s*['\u2019\u2032](?!')\s*)?"
    r"(?:(?P<seconds>[0-5]?\d(?:\.\d+)?)\s*(?:[\"\u201d\u2033]|''))?"
)
"""Minutes and seconds by their signs, such as ``45'30"``."""
_GROUPED = {
    mark: re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+(?!\d)")
    for mark in ",."
}
"""Numbers with marks between thousands, by the mark."""
_SPACED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u00a0\u202f'\u2019]\d{3})+(?!\d)")
"""Numbers with blanks or apostrophes between thousands."""
_BEFORE = re.compile(
    r"(?P<unit>[A-Za-z]+|\u00b0 ?[CF])[.:]? ?(?P<number>[-\u2212]?\d[\d., \u00a0]*)"
)
"""A number behind its unit, such as ``kg 12,5``."""
_METRES = re.compile(r"(\d)\s*m(?:etres?|eters?)?\.?\s*(\d\d)(?:\s*cm)?", re.IGNORECASE)
"""Metres and centimetres, such as ``1m72``."""
_OPEN = re.compile(r"(?<![\d.,])[1-9]\d{0,2}[.,]\d{3}(?![\d.,])")
"""A number whose mark may part thousands, or be a decimal one."""
_SURE = re.compile(
    r"(?<![\d.,])(?:\d+|\d{1,3}(?:[.,]\d{3})+)([.,])(?:\d{1,2}|\d{4,})(?![\d.,])"
    r"|(?<![\d.,])0([.,])\d+"
)
_NUMBERS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "eine zwei drei vier f\u00fcnf sechs sieben acht neun zehn elf zw\u00f6lf",
    )
    for number, word in enumerate(words.split(), 1)
}
_IN_WORDS = (
    (re.compile(r"three quarters of (?:an|1) ", re.IGNORECASE), "0.75 "),
    (re.compile(r"(?:a )?quarter(?: of)? (?:an|1) ", re.IGNORECASE), "0.25 "),
    (re.compile(r"(\w+) and (?:a|1) half ", re.IGNORECASE), r"\1.5 "),
    (re.compile(r"half an? |(?:a )?half (?=hour|kilo|litre|liter)", re.IGNORECASE), "0.5 "),
    (re.compile(r"an? (hour|minute|kilo|litre|liter|mile)s? and a half", re.IGNORECASE), r"1.5 \1"),
    (re.compile(r"an? (?=hour|minute|kilo|litre|liter|mile)", re.IGNORECASE), "1 "),
    (re.compile(r"(\d+) ?\u00bd|(\d+) 1/2(?!\d)"), r"\1\2.5"),
    (re.compile(r"(\d+) ?\u00bc|(\d+) 1/4(?!\d)"), r"\1\2.25"),
    (re.compile(r"(\d+) ?\u00be|(\d+) 3/4(?!\d)"), r"\1\2.75"),
    (re.compile("\u00bd|(?<!\\d)1/2(?!\\d)"), "0.5"),
    (re.compile("\u00bc|(?<!\\d)1/4(?!\\d)"), "0.25"),
    (re.compile("\u00be|(?<!\\d)3/4(?!\\d)"), "0.75"),
)
"""Numbers in words and as fractions, each with what it is in digits."""
_WORDED = re.compile(r"[\u00bc-\u00be/]|half|quarter|\ban? |^[^\W\d_]", re.IGNORECASE)
"""What a text has if a number of it is in words or a fraction."""
MOST_CHARS = 40
HOURS, MINUTES, SECONDS = "h", "min", "s"


def quantity_in(
    text: str, unit: str, decimal: str = ".", clock: str = HOURS, *, short: bool = False
) -> float | None:
    """What a text says in a unit; None if it says nothing, or something else.

    A number alone has no unit, so it says nothing.

    Args:
        text: A value without surrounding blanks.
        unit: The unit of the result.
        decimal: What a mark means that could part thousands as well, as in ``1,250 km``; empty if
            none of them is a decimal one.
        clock: What a clock of two parts begins with: hours or minutes; empty if nobody knows.
        short: Whether ``m`` stands for minutes where a time is meant.

    Examples:
        >>> [quantity_in(text, "min") for text in ("1:30", "2h05", "1,5 h", "1 h 20 min", "90")]
        [90.0, 125.0, 90.0, 80.0, None]
        >>> quantity_in("1 kg 200 g", "g"), quantity_in("3 boxes", "g")
        (1200.0, None)
        >>> quantity_in("half an hour", "min"), quantity_in("5' 11", "in")
        (30.0, 71.0)
        >>> quantity_in("45'30''", "min"), quantity_in("1h 02m 09s", "s")
        (45.5, 3729.0)
        >>> quantity_in("1m72", "cm"), quantity_in("kg 12,5", "g"), quantity_in("1 250 km", "km")
        (172.0, 12500.0, 1250.0)
    """
    text = _unit_behind(text.strip())
    if len(text) > MOST_CHARS:
        return None
    per_hour = factor_of("h", unit)
    if per_hour and (match := _CLOCK.fullmatch(text)):
        hours = _hours(match, clock)
        return None if hours is None else round(hours * per_hour, 9)
    text = in_digits(text)
    if per_hour and (both := _HOURS_AND.fullmatch(text)):
        return round((int(both[1]) + int(both[2]) / 60) * per_hour, 9)
    if per_hour and (signs := _SIGNS.fullmatch(text)) and (signs["minutes"] or signs["seconds"]):
        parts = [float(signs[part] or 0) for part in ("hours", "minutes", "seconds")]
        return round((parts[0] + parts[1] / 60 + parts[2] / 3600) * per_hour, 9)
    length = _length(text, unit)
    if length is not None:
        return length
    return _sum(text, unit, decimal, short=bool(per_hour) and short)


def _length(text: str, unit: str) -> float | None:
    """What feet and inches, or metres and centimetres, are in a unit; None for other texts."""
    if feet := _FEET.fullmatch(text):
        length = value_in(int(feet[1]) + float(feet[2] or 0) / 12, "ft", unit)
    elif metres := _METRES.fullmatch(text):
        length = value_in(int(metres[1]) + int(metres[2]) / 100, "m", unit)
    else:
        length = None
    return length


def in_digits(text: str) -> str:
    """A text with its numbers in digits, and no fractions.

    Examples:
        >>> in_digits("three quarters of an hour"), in_digits("two hours"), in_digits("1 1/2 h")
        ('0.75 hour', '2 hours', '1.5 h')
    """
    if not _WORDED.search(text):
        return text
    for pattern, said in _IN_WORDS:
        text = pattern.sub(said, text)
    word, blank, rest = text.partition(" ")
    head, dot, tail = word.partition(".")
    return f"{_NUMBERS.get(head.lower(), head)}{dot}{tail}{blank}{rest}"


def units_in(text: str) -> tuple[str, ...]:
    """The units that a quantity is written with; none if it is none, or is written with signs.

    Examples:
        >>> units_in("1 kg 200 g"), units_in("2h05"), units_in("1:30"), units_in("3 of 4")
        (('kg', 'g'), ('h', 'min'), (), ())
    """
    if len(text.strip()) > MOST_CHARS:
        return ()
    text = in_digits(_unit_behind(text.strip()))
    if len(text) > MOST_CHARS:
        return ()
    if _HOURS_AND.fullmatch(text):
        return (HOURS, MINUTES)
    if _METRES.fullmatch(text):
        return ("m", "cm")
    parts = list(_PART.finditer(text := _ungrouped(text, ",")))
    return tuple(_unit(part) for part in parts) if "".join(p[0] for p in parts) == text else ()


def is_clock(text: str) -> bool:
    """Whether a text is hours and minutes, or minutes and seconds, with a colon between."""
    return _CLOCK.fullmatch(text.strip()) is not None


def in_feet(text: str) -> bool:
    """Whether a text is feet and inches by their signs, such as ``5'11"``."""
    return _FEET.fullmatch(text.strip()) is not None


def is_open_clock(text: str) -> bool:
    """Whether a clock has two parts, and nothing says of what."""
    match = _CLOCK.fullmatch(text.strip())
    return match is not None and not match[3] and not match["hours"]


def marks_in(text: str) -> tuple[frozenset[str], bool]:
    """(decimal marks that can be no others, whether a mark may part thousands or decimals).

    Examples:
        >>> marks_in("1,234.5 kg")[1], marks_in("0,75 h")[0] == {","}, marks_in("1,250 km")[1]
        (False, True, True)
    """
    sure = frozenset(first or second for first, second in _SURE.findall(text))
    return sure, _OPEN.search(text) is not None


def measured_in(text: str, unit: str, decimal: str = ".", clock: str | None = None) -> float | None:
    """What a text says in a unit, which a number alone is in; None if it is no such quantity.

    A clock is of hours and minutes if the unit is hours, where the argument does not say it.

    Examples:
        >>> [measured_in(text, "hours") for text in ("7:45", "6h30", "5,5", "30 min", "late")]
        [7.75, 6.5, 5.5, 0.5, None]
        >>> measured_in("2:05", "min"), measured_in("2:05", "min", clock="min")
        (None, 2.083333333)
        >>> measured_in("1,250", "h", ",")
        1.25
    """
    number = read_number(text, decimal)
    if number is not None and not number.unit:
        return number.value
    if clock is None:
        clock = HOURS if factor_of(unit, HOURS) == 1 else ""
    return quantity_in(text, unit, decimal, clock, short=True)


def duration_in(text: str, decimal: str, clock: str) -> str | None:
    """A length of time as hours, minutes and seconds; None if it is none.

    Args:
        text: A value without surrounding blanks.
        decimal: As in ``quantity_in``.
        clock: What a clock of two parts begins with: hours or minutes.

    Examples:
        >>> [duration_in(text, ".", "min") for text in ("61:12", "0:43:52", "58 min", "DNF")]
        ['01:01:12', '00:43:52', '00:58:00', None]
    """
    seconds = quantity_in(text, SECONDS, decimal, clock, short=True)
    return None if seconds is None else as_clock(round(seconds))


def as_clock(seconds: int) -> str:
    """Seconds as hours, minutes and seconds.

    Examples:
        >>> as_clock(3672), as_clock(360_000)
        ('01:01:12', '100:00:00')
    """
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _hours(clock: re.Match[str], first: str) -> float | None:
    """The hours of a clock; None if it is not known what its first part is."""
    parts = [float(part or 0) for part in clock.groups()[:3]]
    if clock[3] or clock["hours"] or first == HOURS:
        return parts[0] + parts[1] / 60 + parts[2] / 3600
    return parts[0] / 60 + parts[1] / 3600 if first == MINUTES else None


def _ungrouped(text: str, mark: str) -> str:
    """A text without the marks between thousands, and without blanks there."""
    text = _SPACED.sub(lambda number: re.sub(r"\D", "", number[0]), text)
    return _GROUPED[mark].sub(lambda number: number[0].replace(mark, ""), text)


def _unit_behind(text: str) -> str:
    """A quantity with its unit behind the number; any other text as it is."""
    match = _BEFORE.fullmatch(text)
    is_quantity = match is not None and is_known_unit(match["unit"])
    return f"{match['number'].strip()} {match['unit']}" if match and is_quantity else text


def _unit(part: re.Match[str]) -> str:
    return part["unit"].replace(" ", "")


def _sum(text: str, unit: str, decimal: str, *, short: bool) -> float | None:
    """The sum of numbers with their units, and nothing else."""
    for mark in {".", ","} - {decimal}:
        text = _ungrouped(text, mark)
    total, end = 0.0, 0
    for match in _PART.finditer(text):
        own = _unit(match)
        is_minutes = own == "m" and factor_of(unit, "h") is not None and (short or end > 0)
        value = float(match["number"].replace(",", "."))
        part = value_in(-value if match["sign"] else value, MINUTES if is_minutes else own, unit)
        if match.start() != end or part is None or (match["sign"] and end):
            return None
        total, end = total + part, match.end()
    return round(total, 9) if end == len(text) and end else None
