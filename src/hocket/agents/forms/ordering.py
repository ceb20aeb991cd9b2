"""The order in which a task wants its rows: read from its words, and given by a stable sort.

A result that is in an order that the words can mean stays as it is: with or without regard to case
or accents, equal values in any order. Where the column that is meant is not certain nothing moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from hocket.agents.forms.kinds import kind_of
from hocket.agents.forms.naming import spoken
from hocket.agents.forms.sorting import WORD_KEYS, counted, moments, numbers, sort_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

_BIG = (
    r"(?:highest|largest|biggest|greatest|most(?: \w+)??|longest|richest|tallest|heaviest|strongest"
    r"|dearest|busiest|densest|deepest|widest|warmest|hottest|steepest|loudest|largest)"
)
_SMALL = (
    r"(?:lowest|smallest|least(?: \w+)??|fewest|shortest|poorest|lightest|cheapest|coldest"
    r"|narrowest|weakest|quietest)"
)
_NEW = r"(?:newest|latest|youngest|most recent)"
_OLD = r"(?:oldest|earliest)"
_FIRST = r"first(?=\s*(?:[^\w\s]|$)|\s+(?:and|with|then|as|into|in (?:alphabetical|[\w-]+\.\w+))\b)"
_BY = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!already )\b(?:sort(?:ed|ing)?|ordered|arranged?)\b"
    r"((?: (?!by\b)\w+){0,4}) by ([^.;:]*)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r",? (?:and )?then (?:by )?|,? (?:and )?within (?:that|those|it|each)(?: \w+)? by "
    r"|, (?:and )?|[()]| and "
)
_DOWN = re.compile(
    rf"\b(?:descending|decreasing|downwards?|reverse[d]?|{_BIG}\b.*\bfirst|{_NEW}\b.*\bfirst"
    rf"|(?:from )?(?:the )?(?:{_BIG}|{_NEW}) to|high(?:est)? to low|Z (?:to|-) A)\b",
    re.IGNORECASE,
)
_UP = re.compile(
    rf"\b(?:ascending|increasing|upwards?|{_SMALL}\b.*\bfirst|{_OLD}\b.*\bfirst|A (?:to|-) Z"
    rf"|alphabetical\w*|chronological\w*|(?:from )?(?:the )?(?:{_SMALL}|{_OLD}) to"
    r"|low(?:est)? to high)",
    re.IGNORECASE,
)
_ALPHABET = re.compile(
    r"\b(?:(?P<down>reverse alphabetical|Z (?:to|-) A)|alphabetic(?:al(?:ly)?)?|A (?:to|-) Z)\b"
    r"(?: order)?(?: (?:of|by) (?:the |their )?(?P<by>[\w ]+))?"
)
_TIME = re.compile(
    rf"\b(?:(?P<down>{_NEW} (?:\w+ )?{_FIRST}|from (?:the )?{_NEW}\b[\w ]* to|reverse chronological"
    rf"|(?:beginning|starting) with (?:the )?{_NEW})"
    rf"|{_OLD} (?:\w+ )?{_FIRST}|from (?:the )?{_OLD}\b[\w ]* to|chronological(?:ly)?"
    rf"|(?:(?:beginning|starting) with )(?:the )?(?:{_OLD}|Monday|January)"
    rf"|(?:Monday|January) (?:\w+ )?{_FIRST}|from Monday to Sunday|from January to December"
    r"|in calendar order"
    r"|(?:in|by) (?:the )?order of (?:the |their )?(?:dates?|days?|time|months?|years?))\b",
    re.IGNORECASE,
)
_ENDS = r"(?:and|with|as|into|then|but|so|where|for|rounded)\b"
_WITH = r"(?:beginning|starting) with (?:the )?"
_SIZE = re.compile(
    rf"\b(?:(?:{_WITH}|from (?:the )?)?(?:(?P<down>{_BIG})|(?P<up>{_SMALL}))\b"
    rf"(?P<by>(?: (?!first\b|to\b)\w+){{0,4}})"
    rf"(?: {_FIRST}| to (?:the )?(?:{_BIG}|{_SMALL})\b(?P<by4>(?: (?!{_ENDS})\w+){{0,3}})| to\b)"
    rf"|{_WITH}(?:(?P<down2>{_BIG})|(?P<up2>{_SMALL}))\b(?P<by2>[\w ]*)"
    r"|(?:in |by )?(?:(?P<down3>descending|decreasing)|(?P<up3>ascending|increasing)) order"
    r"(?: (?:of|by) (?:the |their )?(?P<by3>[\w ]+))?)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<with>{_WITH})?\b(?:ones?|those|\w+) (?:that|which|who|whose|with|where)\b(?P<told>)"
    rf"[^.;:,]{{0,40}}? (?:(?P<down>{_BIG}|most)|(?P<up>{_SMALL}))\b[^.;:,]{{0,40}}?"
    rf"(?P<first> {_FIRST})?",
    re.IGNORECASE,
)
"""By a size that is told of the one that stands first: ``beginning with the one that has most``."""
_OTHER = re.compile(
    r"\b(?:\w+est|most|least|worst|highest to lowest|lowest to highest)\b[^.;]{0,60}?"
    r"\b(?:first|to (?:the )?\w+est)\b|\b(?:descending|ascending|decreasing|increasing)\b",
    re.IGNORECASE,
)
"""Another order than the alphabet, of which the alphabet only parts what is equal."""

_TIES = re.compile(
    r"\b(?:ties?|tied|equal\w*|same|within|then(?: in| by)?|otherwise)\b[^.;]{0,30}$", re.IGNORECASE
)
_FALLS = re.compile(
    r"\b(?:falls?|fell|fallen|drop(?:s|ped)?|declin(?:es?|ed|ing)|decreas(?:es?|ed)|loss(?:es)?"
    r"|lost|los(?:es?|ing)|shr[aiu]nk\w*|shed|sank|worse\w*|reductions?|reduced|absolute|magnitude"
    r"|regardless of)\b",
    re.IGNORECASE,
)
"""Of these the largest can be the lowest number."""
_RANKS = re.compile(r"\b(?:rank\w*|places?|placed|positions?|ratings?|standings?)\b", re.IGNORECASE)
"""Of these the highest is often the lowest number."""

_TURNED = re.compile(
    r"\b(?:(?:begin|start)\w*|first (?:day|month)|(?:month|week|year)s? (?:begin|start)\w*)"
    r" (?:(?:with|on|from|in|at|is|being) )?(?:the )?"
    r"(?:Tue|Wed|Thu|Fri|Sat|Sun|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*"
    r"|\b(?:Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|February|March|April|May|June|July"
    r"|August|September|October|November|December) (?:first|on|onwards?)\b"
    r"|\b(?:fiscal|financial|school|academic) year|\bseason\b",
    re.IGNORECASE,
)
"""A year or a week that begins elsewhere."""

_VERSIONS = re.compile(r"(?:.* )?(?:version|release|chapter|section|revision)(?: .*)?")
_ROUND = frozenset({"day", "month", "week", "weekday"})
_NAMES = frozenset({"name", "title", "surname"})
SCALE = 12
"""More texts than these are the values of no scale, such as low, middle and high."""

_PARTIAL = frozenset({"last", "first", "family", "given", "middle", "maiden", "surname", "length"})
"""What with the name of a column may say another order than its values have."""

_LABELS = re.compile(r"(?:.* )?(?:id|rank|no|nr|code|position|place|zip|postcode|index)")
_SMALL_WORDS = frozenset({"the", "of", "its", "their", "by", "in", "a", "an"})
_GENERAL = frozenset(
    {"increase", "rise", "growth", "gain", "change", "value", "number", "total", "amount", "share"}
    | {"percentage", "percent", "sum", "difference", "figure", "count", "one"}
)
"""What a column of figures can be called in a sentence, whatever its name is."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order in words.

    Attributes:
        kind: Whether columns are named, or which kind of column is meant.
        parts: What is said of each column, and whether its order is descending.
        is_spelled: Whether the alphabet is asked for, so that texts can be sorted.
        is_fall: Whether it may be of falls, of which the largest can be the lowest number.
        is_turned: Whether a week or year may begin elsewhere than with Monday or January.
    """

    kind: Literal["columns", "alphabet", "time", "size"]
    parts: tuple[tuple[str, bool], ...]
    is_spelled: bool = False
    is_fall: bool = False
    is_turned: bool = False


def order_in(text: str) -> Order | None:
    """The order that a text asks for; None if it asks for none.

    Examples:
        >>> order_in("sorted by land and then year, newest first").parts
        (('land', False), ('year', True))
        >>> order_in("the richest first").parts, order_in("The file is sorted by day.")
        ((('', True),), None)
        >>> order_in("beginning with the one that sleeps longest").parts
        (('', True),)
    """
    order = _named_order(text) or _general_order(text)
    if order is None:
        return None
    is_fall, is_turned = bool(_FALLS.search(text)), bool(_TURNED.search(text))
    return replace(order, is_fall=is_fall, is_turned=is_turned)


def _named_order(text: str) -> Order | None:
    """The order after 'sorted by'."""
    for match in _BY.finditer(text):
        parts = _parts(match[2])
        if parts:
            is_down = parts[0][1] or bool(_DOWN.search(match[1]))
            parts = ((parts[0][0], is_down), *parts[1:])
            is_spelled = len(parts) == 1 and _ALPHABET.search(match[0]) is not None
            return Order("columns", parts, is_spelled)
    return None


def _general_order(text: str) -> Order | None:
    """The order by the alphabet, in time, or by size."""
    alphabet = _ALPHABET.search(text)
    before = text[: alphabet.start()] if alphabet else ""
    if alphabet and not (_OTHER.search(before) or _TIES.search(before)):
        phrase = alphabet["by"] or ""
        return Order("alphabet", ((phrase, bool(alphabet["down"])),), is_spelled=True)
    if time := _TIME.search(text):
        return Order("time", (("", bool(time["down"])),))
    if size := _SIZE.search(text):
        named = size.groupdict()
        by = " ".join(named[key] or "" for key in ("by", "by2", "by3", "by4"))
        if _RANKS.search(by):
            return None
        is_down = bool(named["down"] or named["down2"] or named["down3"])
        return Order("size", ((by.strip(), is_down),))
    return None if _FALLS.search(text) else _order_of_one(text)


def _order_of_one(text: str) -> Order | None:
    """The order by what is told of the row that stands first."""
    for one in _ONE.finditer(text):
        if one["with"] or one["first"]:
            told = re.split(r"[.;:,]", text[one.end("told") :])[0]
            return None if _RANKS.search(told) else Order("size", (("", bool(one["down"])),))
    return None


def ordered(order: Order | None, names: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """The rows in the order; as they are if they are in it, or if it is not certain which is meant.

    Args:
        order: The order, if one is asked for.
        names: Of the columns.
        rows: The rows.

    Examples:
        >>> ordered(order_in("A to Z"), ["name", "n"], [["b", 1], ["A", 2]])
        [['A', 2], ['b', 1]]
    """
    places = order_of(order, names, rows)
    return rows if places is None else [rows[place] for place in places]


def order_of(
    order: Order | None, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> list[int] | None:
    """The places of the rows in their order; None if it is not certain which is meant."""
    if order is None or len(rows) < 2:  # noqa: PLR2004 - nothing to order
        return None
    columns = [list(column) for column in zip(*rows, strict=True)]
    by = _certain(order, names, columns)
    readings = [sort_keys(columns[place]) for place, _ in by]
    if not by or not all(readings):
        return None
    downs = [is_down for _, is_down in by]
    most = max(map(len, readings))
    even = [[*reading, *reading[-1:] * (most - len(reading))] for reading in readings]
    chosen = list(range(len(rows)))
    if any(_is_ordered(keys, downs) for keys in zip(*even, strict=True)):
        return chosen
    for reading, is_down in reversed(list(zip(readings, downs, strict=True))):
        keys = reading[-1]
        given = [row for row in chosen if keys[row] is not None]
        given.sort(key=keys.__getitem__, reverse=is_down)
        chosen = [*given, *(row for row in chosen if keys[row] is None)]
    return chosen


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """What is said of each column after 'sorted by', and whether its order is descending."""
    parts: list[tuple[str, bool]] = []
    for piece in _THEN.split(text):
        is_down, is_up = bool(_DOWN.search(piece)), bool(_UP.search(piece))
        phrase = _UP.sub("", _DOWN.sub("", piece)) if is_down or is_up else piece
        words = spoken(re.sub(r"\b(?:in|order|from|the|to)\b", "", phrase))
        if words:
            parts.append((words, is_down and not is_up))
        elif parts and (is_down or not _ALPHABET.search(piece)) and (is_down or is_up):
            parts[-1] = (parts[-1][0], is_down)
    return tuple(parts)


def _certain(
    order: Order, names: Sequence[str], columns: Sequence[list[Any]]
) -> list[tuple[int, bool]]:
    """The columns to order by, up to the first whose values have no order that is certain."""
    certain = []
    for number, (place, is_down) in enumerate(_places(order, names, columns)):
        name, column = names[place], columns[place]
        values = numbers(column)
        if _are_versions(name, column):
            break
        if order.is_turned and _stems(name) & _ROUND:
            break
        if values and order.is_fall and any(value is not None and value < 0 for value in values):
            break
        phrase = order.parts[number][0] if number < len(order.parts) else ""
        if not (values or moments(column) or _is_spelled(order, phrase, name, column)):
            break
        certain.append((place, is_down))
    return certain


def _are_versions(name: str, column: list[Any]) -> bool:
    """Whether numbers may be versions, of which 1.10 follows 1.2."""
    texts = [value for value in column if isinstance(value, str) and "." in value]
    tails = {len(text.partition(".")[2]) for text in texts}
    is_uneven = len(tails) > 1 and any(text.endswith("0") for text in texts)
    return is_uneven or _VERSIONS.fullmatch(spoken(name)) is not None


def _is_spelled(order: Order, phrase: str, name: str, column: list[Any]) -> bool:
    """Whether the order of texts is the alphabet's, or that of the calendar: they are no scale."""
    texts = {value for value in column if isinstance(value, str) and value}
    if sorted(texts, key=counted) != sorted(texts, key=str.casefold):
        return False  # item10 can stand before item2 or behind it
    if (kind := kind_of(name)) is not None and kind.noun in ("month", "day of the week"):
        return len(sort_keys(column)) > WORD_KEYS
    if order.is_spelled:
        return True
    said = _stems(phrase)
    return said - _stems(name) <= _NAMES and (len(texts) > SCALE or bool(said & _NAMES))


def _places(
    order: Order, names: Sequence[str], columns: Sequence[list[Any]]
) -> list[tuple[int, bool]]:
    """The columns to order by, the first one first, and whether each is descending."""
    phrase, is_down = order.parts[0]
    if order.kind == "columns":
        named = _named_places(order, names)
        return named or ([(p, True) for p in _by_size(phrase, names, columns)] if is_down else [])
    if order.kind == "alphabet":
        return [(place, is_down) for place in _by_alphabet(phrase, names, columns)[:1]]
    if order.kind == "size":
        return [(place, is_down) for place in _by_size(phrase, names, columns)]
    times = [place for place, name in enumerate(names) if _is_time(name, columns[place])]
    if len(times) == 1:
        return [(times[0], is_down)]
    ages = [place for place, name in enumerate(names) if "age" in spoken(name).split()]
    return [(ages[0], not is_down)] if len(ages) == 1 and not times else []


def _named_places(order: Order, names: Sequence[str]) -> list[tuple[int, bool]]:
    places: list[tuple[int, bool]] = []
    for number, (phrase, is_down) in enumerate(order.parts):
        place = _named(phrase, names, whole=number > 0)
        if place is None:
            break
        places.append((place, is_down))
    return places


def _named(phrase: str, names: Sequence[str], *, whole: bool = False) -> int | None:
    """The place of the only name whose words are all in a phrase, or are the whole of it."""
    said = _stems(phrase)
    if whole:
        matching = [place for place, name in enumerate(names) if _stems(name) == said]
        return matching[0] if len(matching) == 1 else None
    sizes = {place: len(_stems(name)) for place, name in enumerate(names) if _stems(name) <= said}
    best = [place for place, size in sizes.items() if size == max(sizes.values()) and size]
    is_other = bool(best) and bool((said - _stems(names[best[0]])) & _PARTIAL)
    return best[0] if len(best) == 1 and not is_other else None


def _stems(text: str) -> frozenset[str]:
    words = spoken(text).split()
    return frozenset(word.removesuffix("s") for word in words if word not in _SMALL_WORDS)


def _by_alphabet(phrase: str, names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The columns of words, only the one that is named if one is."""
    place = _named(phrase, names) if phrase else None
    if place is not None:
        return [place]
    if not _stems(phrase) <= {"name"}:
        return []  # it may be a column that is not there
    return [
        place
        for place, (name, column) in enumerate(zip(names, columns, strict=True))
        if any(isinstance(value, str) and value for value in column)
        and not (_is_time(name, column) or numbers(column))
    ]


def _by_size(phrase: str, names: Sequence[str], columns: Sequence[list[Any]]) -> list[int]:
    """The column of numbers that is named; else the only one, but for labels and years."""
    place = _named(phrase, names) if phrase else None
    if place is not None:
        return [place] if numbers(columns[place]) else []
    if not _stems(phrase) <= _GENERAL:
        return []  # it may be a column that is not there
    sizes = [
        place
        for place, (name, column) in enumerate(zip(names, columns, strict=True))
        if numbers(column) and not _LABELS.fullmatch(spoken(name)) and not _is_time(name, column)
    ]
    return sizes if len(sizes) == 1 else []


def _is_time(name: str, column: Sequence[Any]) -> bool:
    kind = kind_of(name)
    if kind is not None and kind.noun in ("year", "month", "day of the week"):
        return True
    return moments(column) is not None


def _is_ordered(keys: Sequence[Sequence[Any]], downs: Sequence[bool]) -> bool:
    """Whether rows with these keys are in order; those with a gap may stand anywhere."""
    rows = [row for row in zip(*keys, strict=True) if None not in row]
    for row, following in pairwise(rows):
        for one, other, is_down in zip(row, following, downs, strict=True):
            if one != other:
                if (one > other) is not is_down:
                    return False
                break
    return True
