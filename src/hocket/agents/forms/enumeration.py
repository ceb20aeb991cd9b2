"""Names in an enumeration: ``date (as in 2024-01-31), town and rain, rounded to one decimal``."""

from __future__ import annotations

import calendar
import re

from hocket.agents.formula import MONTH_NAMES
from hocket.core.late_pattern import late_pattern

WORD = r"[A-Za-z_][\w%]*(?:[ .-][\w%]+){0,3}"
_TO = late_pattern(
    r"(?:from )?(\w+(?: \d\d?)?) ?(?:to|till|until|through|-|\u2013) ?(\w+(?: \d\d?)?)"
    r"|(?P<low>\d\d?)(?:st|nd|rd|th) (?P<unit>[a-z]+) (?:to|till|until|through|-|\u2013)"
    r" (?P<high>\d\d?)(?:st|nd|rd|th) (?P=unit)",
    re.IGNORECASE,
)
_SERIES = (tuple(name.lower() for name in calendar.day_name), MONTH_NAMES)
_YEAR = late_pattern(r"(?:1[89]|20|21)\d\d")
_NUMBERED = late_pattern(r"(?P<stem>[A-Za-z]+[ _]?)(?P<number>\d\d?|(?:1[89]|20)\d\d)")
MOST_NUMBERED = 31
"""Names from one with a number to another, as many as a month has days."""
_LEFT_OUT = late_pattern(r"\b(\w+),? ?(?:\u2026|\.{3}),? ?(?:and )?(\w+)")
"""Two names with a sign that stands for those between them."""
_ORDINAL = late_pattern(r"\d\d?(?:st|nd|rd|th) [a-z]+", re.IGNORECASE)
_FEWEST_COUNTED = 4
_NAMED_AS = late_pattern(r"^(?:the|its|their|how) [\w ]+? as (?P<name>\w+)$")
"""A value that is described, and then named."""

_LABEL = late_pattern(
    r"^(?:the )?(?:[a-z]+ ){0,2}?(?:numbers?|amounts?|values?|figures?|counts?|names?|times?|dates?"
    r"|days?|prices?|totals?|sums?) (?:for|of) "
)
"""What stands before the first of several names and is no part of it."""

_COUNTS = late_pattern(
    r"^(?:(?:the|all) )?(?:(?:final|current|whole|latest|agreed|resulting) )?(?:numbers|counts"
    r"|quantities|figures|amounts|totals|integers|values)(?: of(?: the)?)?:? (?=[a-z_]\w*$)"
)
"""What the names that follow are, before the first of several: ``the numbers cups, jugs``."""
_STATED = late_pattern(
    r" (?:that|which) (?:(?:is|are|was|were|has|have|had) )?(?:been )?(?:still |now |finally )?"
    r"(?:to be |being )?[a-z]+(?: (?:by|in|at|after|now|with|for|from|today|so) .*|)$"
)
"""What is said of all things of an enumeration, behind the last of them."""

_NO_NAME = late_pattern(
    r"^(?:(?:one|two|three|four|no|\d) |its?\b|the\b|all\b|each\b|every\b|keys?\b|rounded|sorted"
    r"|in\b|from (?:the|its|all)\b|without|of\b|one line|(?:their|his|her|whose)\b)"
    r"|\bdecimals?\b|\bline per\b|\w first$"
    r"|^(?:(?:ordered|arranged|ranked) )?by \w"
    r"|^(?:\w+ )?(?:from )?(?:A (?:to|-|\u2013) Z|Z (?:to|-|\u2013) A)$"
    r"|^(?:beginning|starting) (?:with|from|at|on)\b"
    r"|^(?:whole numbers?|integers?|numbers? only)$"
    r"|^(?:[\w]+[- ])?(?:separated|delimited)\b"
    r"|^(?:alphabetical|chronological)(?:ly)?\b|^(?:ascending|descending)\b"
    r"|^(?:ignoring|skipping|dropping|leaving|omitting)\b"
    r"|^(?:ignore|skip|drop|leave|omit) (?:the|any|all|what\w*|empty|blank|missing|out|nothing)\b"
    r"|^(?:same|fixed|usual) (?:columns?|order)\b|\b(?:columns|order) as (?:now|before|is|in)\b"
    r"|^(?:as|with|unchanged|none|nothing|an? \w+|some|several|values?(?=\s)|empty|blank|else"
    r"|otherwise|missing|stay|remain)\b|\bor\b|\b(?:ascending|descending)$",
    re.IGNORECASE,
)
_FORMED = late_pattern(
    r"\s+(?:in (?:all )?(?:capitals?|upper|lower|title|snake|kebab|ISO|DD|MM|YY\w*)\b.*"
    r"|(?:in|using) (?:the|this|an?) (?:[\w-]+ )?(?:form|format|style|notation|manner)\b.*"
    r"|where (?:the|its|it|each|all)\b.*"
    r"|in per ?cent\b.*"
    r"|(?:in)?to [\w./-]+\.\w+.*"
    r"|as (?:an? |in \d|YY|DD|MM|ISO|text|numbers?|whole|integers?|decimals?|plain|percent|true"
    r"|yes).*"
    r"|(?:like|such as|e\.g\.) .*"
    r"|(?:with|to|rounded to) (?:\d|one|two|three|four|no) (?:decimals?|places?|digits?).*"
    r"|(?:holding|containing|showing|giving) (?:the|its|their|how|an?) .*"
    r"|(?<=\d )with (?:the|its|their) .*"
    r"|(?:rounded|written|formatted|spelled|spelt) .*|without (?:spaces|decimals|capitals).*"
    r"|(?:=|:|which|being|meaning|i\.e\.)\s.*|for (?:the|each|every|all|its|how|a) .*"
    r"|for (?:each|those|these)(?: one)?(?: .*)?)$",
    re.DOTALL,
)
"""How the values of a column are written or what they are, behind its name."""

_ORDERED = late_pattern(
    r"\s+(?:(?:is|are|(?:to |should |must )?be) )?(?:ordered|sorted|arranged|ranked)"
    r" (?:\w+ )?by\b.*|(?<=\w)\s+in (?:the|their) (?:same |original )?order\b.*",
    re.DOTALL,
)
"""An order behind the last name; what follows are names to sort by."""

_ASIDE = late_pattern(
    r"(?:with (?:the )?(?:dates?|months?|names?|times?|days?|years?|both|all|each|values?|numbers?"
    r"|prices?|amounts?|an? [\w ]*(?:sign|decimals?|point)|\d+ decimals?|\w+ decimals?)"
    r"|(?:dates|months|days|times|years|names|values|numbers|prices|amounts|totals|percentages)"
    r" (?:in|as|like|with|such|to|are|of|written|rounded)"
    r"|in (?:the )?(?:form|format|style|spelling|capitals|euros?|percent|met(?:re|er)s|kg|cm)"
    r"|written|rounded|formatted|spelled|spelt|like|such as|e\.g\.|which|where|both|each|all"
    r"|from 0|a (?:whole )?number|as an?|an (?:integer|object|array)|a list|true or false"
    r"|the (?:first|second|third|last)"
    r"|(?:that|this|these|those) \w[\w ]*"
    r"|the (?:days|dates|months|years|times|names)$)(?!\w)",
    re.IGNORECASE,
)
"""A part of an enumeration that says more of the name before it."""

_COLUMN = late_pattern(
    r"^(?:then |also |finally )?(?:(?:the |an? |one |another |its |exactly )?(?:columns?|fields?"
    r"|keys?|headers?)(?: (?:called|named))?:? |(?:then|called|named|exactly|only) )"
)

_CHOOSES = late_pattern(r"(?:only|just) \w", re.IGNORECASE)
"""A part behind names that says which rows are wanted, such as ``only adults``."""


def names_listed(text: str) -> tuple[str, ...]:
    """The names in an enumeration, up to what is no name.

    Examples:
        >>> names_listed("day (like 2024-01-31), town in capitals and rain, sorted by day")
        ('day', 'town', 'rain')
        >>> names_listed("town, in the form Bonn, rain, which is in mm, and then days")
        ('town', 'rain', 'days')
        >>> names_listed("from and to, the days, and rain, that sum in mm")
        ('from', 'to', 'rain')
        >>> names_listed("town and rain as decimals"), names_listed("town, rain, just wet days")
        (('town', 'rain'), ('town', 'rain'))
        >>> names_listed("day, unit, value"), names_listed("day, unit, values as whole numbers")
        (('day', 'unit', 'value'), ('day', 'unit'))
        >>> names_listed("the numbers cups and jugs that are ordered by the end")
        ('cups', 'jugs')
        >>> names_listed("day, guests, missing and staff for those that came")
        ('day', 'guests', 'missing', 'staff')
        >>> names_listed("town, mon to wed"), names_listed("each of them")
        (('town', 'mon', 'tue', 'wed'), ())
        >>> names_listed("year, q1, ..., q4"), names_listed("year, 1, 2, 3 and 4")
        (('year', 'q1', 'q2', 'q3', 'q4'), ('year', '1', '2', '3', '4'))
    """
    names: list[str] = []
    is_aside = False
    whole = _without_brackets(_LEFT_OUT.sub(_spelled_out, text))
    parts = re.split(r",| and | as well as | & | / |\|", whole)
    counted = _counted(parts)
    for part in parts:
        words = re.sub(r"^and ", "", part.strip())
        if names and _CHOOSES.match(words):
            break
        words = _COLUMN.sub("", words)
        if names and _ASIDE.match(words):
            is_aside = True
            continue
        words = _STATED.sub("", words) if names else words
        named = _NAMED_AS.match(words)
        unordered = _ORDERED.sub("", f" {words}")
        is_last = unordered != f" {words}"
        name = named["name"] if named else _FORMED.sub("", unordered).strip()
        name = name.partition(": ")[0]
        name = name.strip("`'\"*").strip()
        name = _LABEL.sub("", re.sub(r"^and ", "", name))
        name = name if names else _COUNTS.sub("", name)
        if not name and not is_last:
            continue
        if inner := _range(name):
            names += inner
            continue
        is_numbered = _YEAR.fullmatch(name) or _ORDINAL.fullmatch(name) or name in counted
        is_name = re.fullmatch(WORD, name) or (names and is_numbered)
        is_other = _NO_NAME.search(name) and words != "missing"  # that which is nowhere to be found
        if is_other or not is_name or (is_aside and " " in name):
            break
        names.append(name)
        is_aside = False
        if is_last:
            break
    return tuple(dict.fromkeys(names))


def _counted(parts: list[str]) -> frozenset[str]:
    """Numbers that follow one another in an enumeration, such as those of months; else none."""
    numbers = [text for part in parts if (text := part.strip(" `'\"*")).isdecimal()]
    known = [int(text) for text in numbers if len(text) < len("100")]
    is_series = len(known) >= _FEWEST_COUNTED and known == [*range(known[0], known[0] + len(known))]
    return frozenset(numbers) if is_series and known[0] in (0, 1) else frozenset()


def _spelled_out(match: re.Match[str]) -> str:
    return ", ".join(_range(f"{match[1]} to {match[2]}")) or match[0]


def _without_brackets(text: str) -> str:
    """A text without what stands in brackets, up to one that closes brackets around it."""
    return re.sub(r"\([^()]*\)", "", text).partition(")")[0].rstrip(" .;:!?")


def _range(name: str) -> tuple[str, ...]:
    """The names from one to another in their known order; none if it is no such range.

    Examples:
        >>> _range("fri to sun"), _range("2001 to 2003"), _range("back to school")
        (('fri', 'sat', 'sun'), ('2001', '2002', '2003'), ())
        >>> _range("Q1 to Q3"), _range("h08 to h10")
        (('Q1', 'Q2', 'Q3'), ('h08', 'h09', 'h10'))
        >>> _range("lap 1 to lap 3"), _range("y1999 to y2001"), _range("1st lap to 2nd lap")
        (('lap 1', 'lap 2', 'lap 3'), ('y1999', 'y2000', 'y2001'), ('1st lap', '2nd lap'))
    """
    match = _TO.fullmatch(name)
    if match is None:
        return ()
    if match["unit"]:
        return _ordinals(int(match["low"]), int(match["high"]), match["unit"])
    first, last = match[1], match[2]
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return tuple(map(str, range(int(first), int(last) + 1)))
    if names := _numbered(first, last):
        return names
    for whole in _SERIES:
        for series in (whole, tuple(one[:3] for one in whole)):
            ends = [first.lower(), last.lower()]
            if all(end in series for end in ends):
                start, end = map(series.index, ends)
                both = [*series, *series] if end < start else series
                end += len(series) if end < start else 0
                return tuple(_cased(one, first) for one in both[start : end + 1])
    return ()


def _numbered(first: str, last: str) -> tuple[str, ...]:
    """The names from one with a number to another; none if they are no such two."""
    begins, ends = _NUMBERED.fullmatch(first), _NUMBERED.fullmatch(last)
    if not begins or not ends or begins["stem"] != ends["stem"]:
        return ()
    low, high = int(begins["number"]), int(ends["number"])
    if not low < high < low + MOST_NUMBERED:
        return ()
    width = len(begins["number"])
    return tuple(f"{begins['stem']}{number:0{width}}" for number in range(low, high + 1))


def _ordinals(low: int, high: int, unit: str) -> tuple[str, ...]:
    """The names from one with an ordinal number to another; none if they are no such two."""
    if not low < high < low + MOST_NUMBERED:
        return ()
    ends = {1: "st", 2: "nd", 3: "rd"}
    return tuple(
        f"{n}{'th' if n in (11, 12, 13) else ends.get(n % 10, 'th')} {unit}"
        for n in range(low, high + 1)
    )


def _cased(name: str, like: str) -> str:
    return name.upper() if like.isupper() else name.title() if like.istitle() else name
