"""The shape that a task asks a file to have: the keys of an object, the columns of a table."""

from __future__ import annotations

import calendar
import re
from typing import Literal

from hocket.agents.formula import MONTH_NAMES

Shape = Literal["object", "objects", "list", "mapping", "nested", "mapping of objects", "open"]

WORD = r"[A-Za-z_][\w%]*(?:[ .-][\w%]+){0,3}"
_ARROW = re.compile(r"[\w ]*?(\w+) *(?:->|→|=>) *(\{[^}]*\}|[\w ]+)")
_BRACES = re.compile(r"\b(?:list|array)s? of \{([^}]*)\}")
_RECORDS = re.compile(
    r"\b(?:list|array) (?:of (?:objects|records|rows|entries) (?:with|of)"
    r"|with an? (?:object|record|row|entry) (?:for|per) [^.;:]*:) ([^.;:]*)"
)
_EACH_WITH = re.compile(
    r"\b(?:(?:list|array)s?\b[^.;:]{0,80}?,? (?:each|each one|every one|all) (?:with|having"
    r"|of which has)|(?:one|an?) (?:object|record|entry|item|element|row) (?:for|per)"
    r" [^.;:]*?(?::|,? (?:with|having)))(?: the| its)?(?: keys?:?| fields?:?)? "
    r"((?:[^.;:]|[.:](?=\S))*)"
)
"""Objects of a list, by what each of them has."""
_LABEL = re.compile(r"^(?:the )?(?:numbers?|amounts?|values?|figures?|counts?) (?:for|of) ")
"""What stands before the first of several names and is no part of it."""
_LIST = re.compile(
    r"\b(?:an? |the )?(?:list|array) of\b"
    r"|\b(?:as|is|be|in|into|just|only|simply) (?:an? |one )(?:\w+ ){0,2}?(?:list|array)\b"
)
_AS_KEYS = re.compile(r"\bas (?:the |its )?keys?\b", re.IGNORECASE)
MOST_CHARS = 2000
"""Of what is said of a file, so much is read."""
_MAPPING = re.compile(
    r"\b(?:keys? (?:like|such as)|keyed by|by (?:name|key))\b"
    r"|\b(?:with|has|have|holds?|:) (?:the |its )?(?:numbers?|counts?|sums?|totals?|means?"
    r"|averages?|medians?|shares?) (?:of [^,.;:]*?)?(?:per|for each|for every|of each|in each)"
    r" \w+\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*\((?!(?:as|in|with|by|one|no|not|please|for|if|or|like|e\.g|utf)\b)([^()]*,[^()]*)\)",
    re.IGNORECASE,
)
_TABLE_OF = re.compile(r"\btable ((?:[A-Z]\w*, )+(?:and )?[A-Z]\w*)")
_BEFORE = re.compile(
    r"\b(?:save|write|put|export|give|list|keep|store)(?: me| the)? "
    r"((?:[\w ]+, )+(?:and )?[\w ]+|\w+ and \w+) (?:as|to|in|into) *$",
    re.IGNORECASE,
)
"""The columns named before the file that they go into."""

_COLUMNS = re.compile(r"\bcolumns:? ((?:[^.;:]|[.:](?=\S))*)", re.IGNORECASE)
_AS_COLUMNS = re.compile(
    r"\b(?:with|having) ((?:[\w%]+(?: [\w%]+)?(?:, (?:and )?| and ))*[\w%]+)"
    r" as (?:the |its )?(?:columns|headings|headers?)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:from )?(\w+) ?(?:to|till|until|through|-|\u2013) ?(\w+)", re.IGNORECASE)
_SERIES = (tuple(name.lower() for name in calendar.day_name), MONTH_NAMES)
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d")
_NAMED_AS = re.compile(r"^(?:the|its|their|how) [\w ]+? as (?P<name>\w+)$")
"""A value that is described, and then named."""
_WITH = re.compile(
    r"\b(?:with|having|containing|holding)(?: the)?(?: keys?| fields?)?:? ((?:[^.;]|\.(?=\S))*)"
)
_ASIDE = re.compile(r"\([^)]*\)|, (?:as|like|such as|written|spelled) [^,.;]*?(?= *(?:->|→|=>))")
"""In brackets, or between a name and its arrow."""

_NO_NAME = re.compile(
    r"^(?:(?:one|two|three|four|no|\d) |its?\b|the\b|all\b|each\b|every\b|keys?\b|rounded|sorted"
    r"|in\b|from (?:the|its|all)\b|without|of\b|one line|(?:their|his|her|whose)\b)"
    r"|\bdecimals?\b|\bline per\b|\w first$"
    r"|^(?:(?:ordered|arranged|ranked) )?by \w|^(?:A (?:to|-) Z|Z (?:to|-) A)$"
    r"|^(?:beginning|starting) (?:with|from|at|on)\b"
    r"|^(?:whole numbers?|integers?|numbers? only)$"
    r"|^(?:alphabetical|chronological)(?:ly)?\b|^(?:ascending|descending)\b",
    re.IGNORECASE,
)
_FORMED = re.compile(
    r"\s+(?:in (?:all )?(?:capitals?|upper|lower|title|snake|kebab|ISO|the form)\b.*"
    r"|as (?:an? |YY|DD|MM|ISO|text|numbers?|whole|integers?|percent).*|(?:like|such as|e\.g\.) .*"
    r"|(?:with|to|rounded to) (?:\d|one|two|three|four|no) (?:decimals?|places?|digits?).*"
    r"|(?:rounded|written|formatted|spelled) .*|without (?:spaces|decimals|capitals).*)$",
    re.DOTALL,
)
"""How the values of a column are written, behind its name."""

_OPEN_COLUMNS = re.compile(
    r"\b(?:one|a|an|each|another|own|separate) columns? (?:\w+ )?(?:per|for|of|with)\b"
    r"|\bcolumns? (?:per|for (?:each|every|all))\b|\bfirst column\b",
    re.IGNORECASE,
)


def about_file(text: str, file: str) -> str:
    """What the text says of the file: the sentence that names it, from there on."""
    place = text.find(file) if file else -1
    if place < 0:
        return text
    rest = text[place + len(file) :]
    before = _BEFORE.search(text[:place])
    if before and len(_split(before[1])) > 1:
        return f" ({before[1]}){rest}"
    end = re.search(r"[.!?](?:\s+[A-Z]|\s*$)", rest)
    said = rest[: end.start()] if end else rest
    if (
        names_in(said)
        or _ARROW.search(_ASIDE.sub("", said))
        or _LIST.search(said)
        or _MAPPING.search(said)
    ):
        return said
    columns = None if _COLUMNS.search(said) else _COLUMNS.search(text)
    return f"{said} {columns[0]}" if columns else said


def shape_in(about: str) -> tuple[Shape, tuple[str, ...]]:  # noqa: PLR0911 - one form a line
    """(shape of the JSON, its keys); what stands in brackets may have any marks."""
    about = _ASIDE.sub("", about)[:MOST_CHARS]
    if match := _BRACES.search(about):
        return "objects", _split(match[1])
    if match := _ARROW.search(about):
        inner = match[2].strip()
        if not inner.startswith("{"):
            return "mapping", ()
        name, colon, value = inner.strip("{}").partition(":")
        if colon and not {":", ","} & set(value) and ("," not in name or " or " in name):
            return "nested", (match[1], name.strip())
        return "mapping of objects", _split(re.sub(r":[^,]*", "", inner.strip("{}")))
    if _AS_KEYS.search(about):
        return "mapping", ()
    for pattern, fewest in ((_RECORDS, 1), (_EACH_WITH, 2)):
        match = pattern.search(about)
        keys = _split(match[1]) if match else ()
        if len(keys) >= fewest:
            return "objects", keys
    if _LIST.search(about):
        return "list", ()
    if _MAPPING.search(about):
        return "mapping", ()
    keys = names_in(about)
    return ("object", keys) if keys else ("open", ())


def pair_in(about: str) -> tuple[str, str]:
    """(what the names of a mapping are, what its values are), as ``year -> mean`` says.

    Examples:
        >>> pair_in(": year -> mean price with two decimals"), pair_in("with keys like 1950s")
        (('year', 'mean price'), ('', ''))
    """
    match = _ARROW.search(_ASIDE.sub("", about))
    if match is None:
        return "", ""
    inner = (
        "" if match[2].startswith("{") else re.split(r" (?:with|as|to) | in (?!per)|,", match[2])[0]
    )
    return match[1], inner.strip()


def names_in(about: str) -> tuple[str, ...]:
    match = _WITH.search(about)
    return _split(match[1]) if match else ()


def columns_in(about: str) -> tuple[str, ...]:
    """The columns that are named, also in brackets right behind the file.

    Examples:
        >>> columns_in(" (week, plant, kg), week after week"), columns_in(" having code and price")
        (('week', 'plant', 'kg'), ('code', 'price'))
    """
    if _OPEN_COLUMNS.search(about):
        return ()  # how many there are, and what they are called, the data say
    behind = None if _COLUMNS.search(about) else _BEHIND.match(about)
    if behind and len(names := _split(behind[1])) > 1:
        return names
    about = _ASIDE.sub("", about)
    match = _AS_COLUMNS.search(about) or _COLUMNS.search(about) or _TABLE_OF.search(about)
    if match:
        return _split(match[1])
    listed = re.search(r":(?=\s)((?:[^.;]|\.(?=\S))*)$", about)
    return _split(listed[1]) if listed else names_in(about)


def _range(name: str) -> tuple[str, ...]:
    """The names from one to another in their known order; none if it is no such range.

    Examples:
        >>> _range("fri to sun"), _range("2001 to 2003"), _range("back to school")
        (('fri', 'sat', 'sun'), ('2001', '2002', '2003'), ())
    """
    match = _TO.fullmatch(name)
    if match is None:
        return ()
    first, last = match.groups()
    if _YEAR.fullmatch(first) and _YEAR.fullmatch(last):
        return tuple(map(str, range(int(first), int(last) + 1)))
    for whole in _SERIES:
        for series in (whole, tuple(one[:3] for one in whole)):
            ends = [first.lower(), last.lower()]
            if all(end in series for end in ends):
                start, end = map(series.index, ends)
                both = [*series, *series] if end < start else series
                end += len(series) if end < start else 0
                return tuple(_cased(one, first) for one in both[start : end + 1])
    return ()


def _cased(name: str, like: str) -> str:
    return name.upper() if like.isupper() else name.title() if like.istitle() else name


def _split(text: str) -> tuple[str, ...]:
    """The names in an enumeration; none if one of them is no name."""
    parts = re.split(r",| and | & ", text)
    names: list[str] = []
    for part in parts:
        named = _NAMED_AS.match(re.sub(r"^and ", "", part.strip()))
        name = named["name"] if named else _FORMED.sub("", f" {part}").strip()
        name = name.strip("`'\"*").strip()
        name = _LABEL.sub("", re.sub(r"^and ", "", name))
        if not name:
            continue
        if inner := _range(name):
            names += inner
            continue
        is_name = re.fullmatch(WORD, name) or (names and _YEAR.fullmatch(name))
        if _NO_NAME.search(name) or not is_name:
            break
        names.append(name)
    return tuple(names)
