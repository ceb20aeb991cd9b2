"""Which order of its rows a task asks for, read from its words.

Columns are named ('sorted by town', 'descending by price', 'in the order of the towns'), or what
stands at one end ('oldest first', 'the cheapest on top', 'from the highest down to the lowest'), or
only a direction ('ascending'). What tells how the data are ordered is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from hocket.agents.forms.naming import spoken
from hocket.core.late_pattern import late_pattern

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
_AHEAD = r"(?=\s*(?:[^\w\s]|$)|\s+(?:and|with|then|as|into|in (?:alphabetical|[\w-]+\.\w+))\b)"
_FIRST = (
    rf"(?:first{_AHEAD}|(?:at the (?:very )?top|on top)\b(?! of\b)"
    r"|in (?:the )?(?:first|top) (?:place|row|line|position)\b)"
)
_LAST = rf"(?:last{_AHEAD}|at the (?:very )?(?:bottom|end)\b(?! of\b))"
_STANDS = r"(?: (?:(?:should|must|shall|is to|are to)(?: be)?|comes?|goes?|stands?|appears?)){0,2}"
"""What can stand between a superlative and its place."""

_WITH = r"(?:(?<!that )(?<!which )(?<!who )(?:begin|start)(?:ning|ing)?) (?:with|from|at) (?:the )?"
_CALENDAR = (
    r"(?:from Monday to Sunday|from January to December)\b(?! as (?:the |its )?(?:key|col|head))"
)
_BULLET = late_pattern(r"\s*\n[ \t]*(?:(?:[-*\u2022]|\d{1,2}[.)])[ \t]+|\n\s*)")
"""Where a new point of a list, or a new paragraph, begins: it is a new sentence."""

_BY = late_pattern(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!already )"
    r"\b(?:sort(?:ed|ing)?|ordered|(?:(?<=[.;:,!\n] )|(?<=and ))order|arranged?"
    r"|(?:ascending|descending)(?= by )|in order(?= by ))"
    r"((?: (?!(?:by|on|according)\b)\w+){0,4}) (?:by|on|according to) "
    r"((?:[^.;:\n()]|\([^()]*\))*)"
    r"|\b(?:sort(?:ed|ing)?(?: order| key)?: (?:by )?|order: by )((?:[^.;:\n()]|\([^()]*\))*)",
    re.IGNORECASE,
)
_ORDER_OF = late_pattern(
    r"\bin (?:the )?order of (?!(?:the |their |its )?(?:appearance|occurrence|magnitude|importance"
    r"|arrival|mention\w*|preference|priority|first|original|input|source|file|table|list|text|data"
    r"|sheet|document|page|agenda|rows?|lines?|entries|records?|items?)\b)(?![\w-]+\.\w)"
    r"(?:the |their |its )?"
    r"([^.;:,\n]*)",
    re.IGNORECASE,
)
"""The columns after these words, unless they are of the order that the data have."""

_THEN = late_pattern(
    r",? (?:and )?then (?:by )?|,? (?:and )?within (?:that|those|it|each)(?: \w+)? by "
    r"|, (?:and )?|[()]| and "
)
_DOWN = late_pattern(
    rf"\b(?:descending|decreasing|downwards?|falling|reverse[d]?|{_BIG}\b.*\b{_FIRST}"
    rf"|{_NEW}\b.*\b{_FIRST}|(?:from )?(?:the )?(?:{_BIG}|{_NEW}) (?:down )?to"
    rf"(?: (?:the )?(?:{_SMALL}|{_OLD}))?|high(?:est)? to low(?:est)?|Z ?(?:to|-) ?A)\b",
    re.IGNORECASE,
)
_UP = late_pattern(
    rf"\b(?:ascending|increasing|upwards?|rising|{_SMALL}\b.*\b{_FIRST}|{_OLD}\b.*\b{_FIRST}"
    r"|A ?(?:to|-) ?Z|alphabetical\w*|chronological\w*"
    rf"|(?:from )?(?:the )?(?:{_SMALL}|{_OLD}) (?:up )?to"
    rf"(?: (?:the )?(?:{_BIG}|{_NEW}))?|low(?:est)? to high(?:est)?)",
    re.IGNORECASE,
)
_LETTERS = (
    r"(?<!letter )(?<!letters )(?<!letters from )(?<!characters )(?<!characters from )(?<![\[(/])"
)
_A_TO_Z = rf"{_LETTERS}\bA ?(?:to|-|\u2013|\.\.) ?Z\b(?! ?,? ?(?:a-z|0-9|only\b|\]))"
_ALPHABET = late_pattern(
    rf"(?:\b(?P<down>[Rr]everse alphabetical|Z ?(?:to|-) ?A)\b|\b[Aa]lphabetic(?:al(?:ly)?)?\b"
    rf"|{_A_TO_Z})(?: order)?(?: (?:of|by) (?:the |their )?(?P<by>[\w ]+))?"
)
_TIME = late_pattern(
    rf"\b(?:(?P<down>{_NEW} (?:\w+ )?{_FIRST}|{_NEW}(?: \w+)?{_STANDS} {_FIRST}"
    rf"|{_OLD}(?: \w+)?{_STANDS} {_LAST}"
    rf"|(?:from )?(?:the )?{_NEW} (?:down |back )?to (?:the )?{_OLD}"
    rf"|from (?:the )?{_NEW}\b[\w ]* to|reverse chronological|{_WITH}{_NEW})"
    rf"|{_OLD} (?:\w+ )?{_FIRST}|{_OLD}(?: \w+)?{_STANDS} {_FIRST}"
    rf"|{_NEW}(?: \w+)?{_STANDS} {_LAST}|(?:from )?(?:the )?{_OLD} (?:up )?to (?:the )?{_NEW}"
    rf"|from (?:the )?{_OLD}\b[\w ]* to|chronological(?:ly)?"
    rf"|{_WITH}(?:{_OLD}|Monday|January)"
    rf"|(?:Monday|January) (?:\w+ )?{_FIRST}|{_CALENDAR}|in (?:calendar|time|date) order"
    r"|(?:in|by) (?:the )?order of (?:the |their )?(?:dates?|days?|time|months?|years?))\b",
    re.IGNORECASE,
)
_GOING = late_pattern(
    r"(?:\bthe )?\b(?P<by>\w+)(?: (?:go(?:es)?|runs?|comes?|stands?|are|is|ordered|sorted))?"
    r"(?: (?:with)?in (?:a|an|each|every|the|that|one) \w+)?(?: go| run)?,? from (?:the )?"
    rf"(?:(?P<down>last|{_NEW}|{_BIG}|Z) to (?:the )?(?:first|{_OLD}|{_SMALL}|A)"
    rf"|(?:first|{_OLD}|{_SMALL}|A) to (?:the )?(?:last|{_NEW}|{_BIG}|Z))\b",
    re.IGNORECASE,
)
"""The order of each of several things: ``the months from the first to the last``."""
_ENDS = r"(?:and|with|as|into|then|but|so|where|for|rounded)\b"
_MORE = (
    r"(?: (?!(?:first|to|down|downwards?|upwards?|should|must|shall|comes?|goes?|stands?"
    r"|at the|on top|in (?:the )?(?:first|top))\b)\w+){0,4}"
)
"""What is the highest: the words behind a superlative, up to its place."""

_SIZE = late_pattern(
    rf"\b(?:(?:{_WITH}|(?P<from>from (?:the )?))?(?:(?P<down>{_BIG})|(?P<up>{_SMALL}))\b"
    rf"(?P<by>{_MORE})"
    rf"(?:{_STANDS} {_FIRST}|{_STANDS} (?P<last>{_LAST})"
    rf"|(?: down| up)? to (?:the )?(?:{_BIG}|{_SMALL}|worst|best)\b"
    rf"(?P<by4>(?: (?!{_ENDS})\w+){{0,3}})|(?(from)(?: (?:downwards?|upwards?|to)\b)|(?!)))"
    rf"|{_WITH}(?:(?P<down2>{_BIG})|(?P<up2>{_SMALL}))\b(?P<by2>[\w ]*))",
    re.IGNORECASE,
)
_BARE = late_pattern(
    r"\b(?:(?P<down>descending|decreasing|falling)|(?P<up>ascending|increasing|rising)) order\b"
    r"(?: (?:of|by) (?:the |their )?(?P<by>[\w ]+))?"
    r"|\b(?:sort\w*|order(?:ed)?|arranged?|ranked)(?: \w+){0,3} "
    r"(?:(?P<down2>descending|decreasing)|(?P<up2>ascending|increasing))\b"
    r"|\b(?:(?P<down3>descending)|(?P<up3>ascending))(?:ly)?\b"
    r"(?=\s*(?:[^\w\s]|$)|\s+(?:and|as|in|into|then|to)\b)",
    re.IGNORECASE,
)
"""A direction alone, or with what is said of the column."""

_ONE = late_pattern(
    rf"(?P<with>{_WITH})?\b(?:ones?|those|\w+) (?:that|which|who|whose|with|where)\b(?P<told>)"
    rf"[^.;:,]{{0,40}}? (?:(?P<down>{_BIG}|most)|(?P<up>{_SMALL}))\b"
    rf"(?:[^.;:,]{{0,40}}?(?P<first>{_STANDS} {_FIRST}))?",
    re.IGNORECASE,
)
"""By a size that is told of the one that stands first: ``beginning with the one that has most``."""
_BY_PRICE = late_pattern(r"\b(?:cheapest|dearest|(?:most|least) expensive)\b", re.IGNORECASE)
_PRICES = "price cost fee fare charge"
"""What a thing that is the cheapest is measured by, whatever the thing is."""

_OFTEN = late_pattern(r"(?:frequent|common|often)(?:ly)?\b", re.IGNORECASE)
_OTHER = late_pattern(
    r"\b(?:\w+est|most|least|worst|highest to lowest|lowest to highest)\b[^.;]{0,60}?"
    r"\b(?:first|to (?:the )?\w+est)\b|\b(?:descending|ascending|decreasing|increasing)\b",
    re.IGNORECASE,
)
"""Another order than the alphabet, of which the alphabet only parts what is equal."""

_TIES = late_pattern(
    r"\b(?:ties?|tied|equal\w*|same|within|then(?: in| by)?|otherwise)\b[^.;]{0,30}$", re.IGNORECASE
)
_AGED = late_pattern(r"\b(?:(?P<down>oldest)|youngest)\b[\w ]*\bfirst\b", re.IGNORECASE)
"""Of ages the oldest is the highest."""
_PARTED = late_pattern(
    r"\b(?:ties?|tied|equals?|(?:is|are|have|has) the same)\b[^.;]{0,40}?"
    r"\b(?:alphabet\w*|A ?(?:to|-) ?Z|by (?:the )?name)\b"
    r"|\balphabet\w*(?: order)?,? (?:for|in case of|if|when|where|among)[^.;]{0,20}?"
    r"\b(?:ties?|tied|equals?)\b",
    re.IGNORECASE,
)
"""What says that equal rows are in the order of the alphabet."""
_OF_WHAT = late_pattern(r"\b(\w+)(?: (?:are|is|come|go|sorted|ordered|listed))? in (?:an? |the )?$")
"""What stands in a direction: ``months in ascending order``."""

_FALLS = late_pattern(
    r"\b(?:falls?|fell|fallen|drop(?:s|ped)?|declin(?:es?|ed|ing)|decreas(?:es?|ed)|loss(?:es)?"
    r"|lost|los(?:es?|ing)|shr[aiu]nk\w*|shed|sank|worse\w*|reductions?|reduced|absolute|magnitude"
    r"|regardless of)\b",
    re.IGNORECASE,
)
"""Of these the largest can be the lowest number."""
_RANKS = late_pattern(
    r"\b(?:rank\w*|places?|placed|positions?|ratings?|standings?)\b", re.IGNORECASE
)
"""Of these the highest is often the lowest number."""

_TURNED = late_pattern(
    r"\b(?:(?:begin|start)\w*|first (?:day|month)|(?:month|week|year)s? (?:begin|start)\w*)"
    r" (?:(?:with|on|from|in|at|is|being) )?(?:the )?"
    r"(?:Tue|Wed|Thu|Fri|Sat|Sun|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*"
    r"|\b(?:Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|February|March|April|May|June|July"
    r"|August|September|October|November|December) (?:first|on|onwards?)\b"
    r"|\b(?:fiscal|financial|school|academic) year|\bseason\b",
    re.IGNORECASE,
)
"""A year or a week that begins elsewhere."""

_WITH_COLUMNS = late_pattern(r",? (?:and )?with (?:the |its )?(?:columns?|keys|fields|headings)\b")
"""What the rows have, behind their order."""
_OWNED = late_pattern(r"(?<=\w)['\u2019]s\b")
_FILLERS = late_pattern(r"\b(?:in|order|from|the|to)\b")


@dataclass(frozen=True, slots=True)
class Order:
    """An order in words.

    Attributes:
        kind: Whether columns are named, or which kind of column is meant.
        parts: What is said of each column, and whether its order is descending.
        is_spelled: Whether the alphabet is asked for, so that texts can be sorted.
        is_fall: Whether it may be of falls, of which the largest can be the lowest number.
        is_turned: Whether a week or year may begin elsewhere than with Monday or January.
        is_bare: Whether only a direction is said, so that it may be of numbers, dates or names.
        of: The word before a direction alone, which may be a column.
        is_parted: Whether equal rows are in the order of the alphabet.
    """

    kind: Literal["columns", "alphabet", "time", "size"]
    parts: tuple[tuple[str, bool], ...]
    is_spelled: bool = False
    is_fall: bool = False
    is_turned: bool = False
    is_bare: bool = False
    of: str = ""
    is_parted: bool = False


def order_in(text: str) -> Order | None:
    """The order that a text asks for; None if it asks for none.

    Examples:
        >>> order_in("sorted by land and then year, newest first").parts
        (('land', False), ('year', True))
        >>> order_in("the richest first").parts, order_in("The file is sorted by day.")
        ((('', True),), None)
        >>> order_in("beginning with the one that sleeps longest").parts
        (('', True),)
        >>> order_in("descending by price").parts, order_in("from the least to the most rain").parts
        ((('price', True),), (('rain', False),))
    """
    text = _BULLET.sub(". ", text)
    order = _named_order(text) or _order_of_each(text) or _general_order(text) or _order_of(text)
    if order is None:
        return None
    is_fall, is_turned = bool(_FALLS.search(text)), bool(_TURNED.search(text))
    is_parted = order.kind != "alphabet" and bool(_PARTED.search(text))
    return replace(order, is_fall=is_fall, is_turned=is_turned, is_parted=is_parted)


def _named_order(text: str) -> Order | None:
    """The order after 'sorted by'."""
    for match in _BY.finditer(text):
        said = match[2] if match[2] is not None else match[3]
        parts = _parts(_WITH_COLUMNS.split(said)[0])
        if parts:
            before = match.group().removesuffix(said)
            is_down = parts[0][1] or bool(_DOWN.search(before))
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
        by = " ".join(size[key] or "" for key in ("by", "by2", "by4"))
        is_down = bool(size["down"] or size["down2"]) is not bool(size["last"])
        by = _PRICES if by.strip() and _BY_PRICE.search(size.group()) else by
        by = "frequent" if _OFTEN.match(by.strip()) else by
        return None if _RANKS.search(by) else Order("size", ((by.strip(), is_down),))
    if bare := _BARE.search(text):
        by, is_down = bare["by"] or "", bool(bare["down"] or bare["down2"] or bare["down3"])
        if _RANKS.search(by):
            return None
        of = _OF_WHAT.search(text[: bare.start()])
        said = of[1].casefold() if of and not by else ""
        return Order("size", ((by.strip(), is_down),), is_bare=True, of=said)
    return None if _FALLS.search(text) else _order_of_one(text)


def _order_of_each(text: str) -> Order | None:
    """The order of several things, each of which goes from one end to the other."""
    each = [*_GOING.finditer(text)]
    if len(each) < 2:  # noqa: PLR2004 - a single one is read with less
        return None
    parts = tuple((match["by"].casefold(), bool(match["down"])) for match in each)
    return Order("columns", parts, is_spelled=any("Z" in match[0] for match in each))


def _order_of(text: str) -> Order | None:
    """The order after 'in the order of'."""
    match = _ORDER_OF.search(text)
    parts = _parts(match[1]) if match else ()
    return Order("columns", parts) if parts else None


def _order_of_one(text: str) -> Order | None:
    """The order by what is told of the row that stands first."""
    for one in _ONE.finditer(text):
        if one["with"] or one["first"]:
            told = re.split(r"[.;:,]", text[one.end("told") :])[0]
            return None if _RANKS.search(told) else Order("size", (("", bool(one["down"])),))
    return None


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """What is said of each column after 'sorted by', and whether its order is descending."""
    parts: list[tuple[str, bool]] = []
    text = _OWNED.sub("", text)
    for piece in _THEN.split(text):
        is_down, is_up = bool(_DOWN.search(piece)), bool(_UP.search(piece))
        phrase = _UP.sub("", _DOWN.sub("", piece)) if is_down or is_up else piece
        words = spoken(_FILLERS.sub("", phrase))
        if words:
            parts.append((words, is_down and not is_up))
        elif parts and "age" in parts[-1][0].split() and (aged := _AGED.search(piece)):
            parts[-1] = (parts[-1][0], bool(aged["down"]))
        elif parts and (is_down or not _ALPHABET.search(piece)) and (is_down or is_up):
            parts[-1] = (parts[-1][0], is_down)
    return tuple(parts)
