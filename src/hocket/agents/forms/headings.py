"""The headings under which a task wants the tables of a document, and what values are called so."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_ENDS = (
    r"and|or|one|both|with|sorted|ordered|each|every|for|in|that|which|as|by|then|under|below|from"
    r"|under(?:neath)?|columns?|please|using|having|plus|to"
    r"|those|the (?:rest|others?)"
)
_NAME = (
    r"(?:['\"\u2018\u201c][^'\"\u2019\u201d]+['\"\u2019\u201d]"
    rf"|[A-Z][\w'-]*(?: (?!(?:{_ENDS})\b)[A-Za-z][\w-]*){{0,3}}(?= *(?:[,.;:()]|$| (?:{_ENDS})\b))"
    r"|[A-Z][\w-]*)(?: \([^()]{1,40}\))?"
)
"""A heading in quotation marks; or one that begins with a capital, up to what goes on with it."""
_AND = r"(?:, (?:and )?| and | & )"
_SEVERAL = rf"{_NAME}(?:{_AND}{_NAME})+"
_PART = r"(?:headings?|sections?|chapters?|tables?|parts?)"
_EACH = r"(?:for|per) (?:each|every|all) [a-z]\w*(?: [a-z]\w*)?,? ?[(:] ?"
_OF = r"for (?:each of |both )?(?:the )?(?:[a-z]\w* ){0,2}"
_HEADINGS = (
    late_pattern(
        rf"(?<!column )(?<!columns )\bheadings?:? (?:called |named )?({_NAME}(?:{_AND}{_NAME})*)"
    ),
    late_pattern(rf"\b{_PART} {_EACH}({_SEVERAL})"),
    late_pattern(rf"\b{_PART} {_OF}({_SEVERAL})(?=[,.;:)]| |$)"),
)
_OF_COLUMNS = late_pattern(r"\bcolumns? headings?\b")
_LED = late_pattern(r",?(?: (?:under|below|with|by|using|and))? (?:the |a |one )?(?:two |three )?$")
_APIECE = late_pattern(
    rf"\b(?:a|one) {_PART} for ({_NAME})(?:,| and) (?:a|one|another)(?: {_PART})? for ({_NAME})"
)
_PLAIN = late_pattern(r"^['\"\u2018\u201c]?(.+?)['\"\u2019\u201d]?(?: \(([^()]{1,40})\))?$")
_CODE = late_pattern(r"[A-Z0-9][\w./-]{0,11}")
_ASKS = late_pattern(r"\b(?:headings?|sections?)\b(?! (?:row|line)s?\b)", re.IGNORECASE)


def headings_in(text: str) -> tuple[str, ...]:
    """The headings that a text names, if it names several.

    Examples:
        >>> headings_in("one table under the heading Old, one under the heading New-born, sorted")
        ('Old', 'New-born')
        >>> headings_in("two tables with the headings 'In use' and Sold.")
        ('In use', 'Sold')
        >>> headings_in("under the heading Old towns (see age) and under the heading New towns.")
        ('Old towns', 'New towns')
        >>> headings_in("headings East Hill (EH) and Port, under each a table")
        ('East Hill', 'Port')
        >>> headings_in("a heading for each fuel (Petrol, Diesel), below it a table")
        ('Petrol', 'Diesel')
    """
    names = [_PLAIN.sub(r"\1", name) for name in _named(text)]
    return tuple(dict.fromkeys(names)) if len(names) > 1 else ()


def without_headings(text: str) -> str:
    """The text without its headings, so that none of them is taken for a column.

    Those of columns are the names of these.

    Examples:
        >>> without_headings("two tables under the headings Old and New, each with name and price")
        'two tables, each with name and price'
    """
    text = _OF_COLUMNS.sub("columns", text)
    if not headings_in(text):
        return text
    for pattern in _HEADINGS:
        for match in reversed([*pattern.finditer(text)]):
            text = _LED.sub("", text[: match.start()]) + text[match.end() :]
    return text


def code_of(heading: str, task: str) -> str:
    """The value that a task says stands for a heading, in brackets behind it; empty without one.

    Examples:
        >>> code_of("East Hill", "headings East Hill (EH) and Port"), code_of("Port", "Port (a b)")
        ('EH', '')
    """
    match = re.search(rf"(?<!\w){re.escape(heading)}['\"\u2019\u201d]? \(([^()]{{1,40}})\)", task)
    return match[1] if match and _CODE.fullmatch(match[1]) else ""


def asks_headings(text: str) -> bool:
    """Whether a text speaks of headings, whatever they are."""
    return _ASKS.search(text) is not None


def _named(text: str) -> list[str]:
    names = [name for match in _HEADINGS[0].finditer(text) for name in re.findall(_NAME, match[1])]
    if len(names) > 1:
        return names
    for pattern in _HEADINGS[1:]:
        if match := pattern.search(text):
            return re.findall(_NAME, match[1])
    return [*match.groups()] if (match := _APIECE.search(text)) else []
