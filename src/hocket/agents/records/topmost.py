"""The highest, lowest, first or last amount of a passage that has several, computed by code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_WHICH: tuple[tuple[str, Callable[[list[float]], float]], ...] = (
    (r"highest|top|maximum|max|best|winning|hammer|biggest|largest", max),
    (r"lowest|minimum|min|smallest|cheapest", min),
    (r"final|last|closing|latest", lambda amounts: amounts[-1]),
    (r"first|opening|starting|initial", lambda amounts: amounts[0]),
)
_KIND = late_pattern(r"(?i)(?:bid|offer|price|amount|sum|quote|tender|score|reading|value|cost)s?$")
_CLAUSES = late_pattern(r"(?<=[a-z)])[.;](?=\s|$)|(?<=\d)[.;](?=\s+[A-Z]|$)|,\s|\n")
_OTHER_CLAUSE = late_pattern(
    r"(?i)\b(?:estimat\w*|guide price|reserve|limit|insur\w*|premium|commission|fee|deposit"
    r"|last year"
    r"|previous\w*|years? ago|new price|when new|catalogue price|valued|appraised)\b"
)
_STARTS = re.compile(r"(?i)\b(?:starting|opening|start) price\b")
"""An amount that nobody has offered yet."""
_NOTHING = re.compile(r"(?!)")
_NUMBER = late_pattern(
    r"(?<![\w.,/-])(?P<before>(?:[€$£] ?|(?:bidder|paddle|card|lot|lots|no\.|number|buyer|table"
    r"|page|item"
    r"|room|telephone|phone|from|dated|circa|c\.|about|in|of|size|height|width) )?)"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d+)?)(?![\w/]|-\d|[.,:]\d)"
    r"(?P<behind>\s*(?:%|percent|cm|mm|m|kg|g|pieces|people|bidders|bids|lots|votes|years?|days?"
    r"|minutes?|hours?|o'clock|by(?= ?\d))\b|\s*%"
    r"|\s(?!(?:is|was|has|gets|goes|wins|plus|less|euros|pounds|dollars|francs|as"
    r"|this)\b)[a-z]{3,}s\b)?"
)
_LABELS = ("bidder", "paddle", "card", "lot", "lots", "no.", "number", "buyer", "table", "page")
_OF_YEARS = ("from", "dated", "circa", "c.", "in", "of")
_FIRST_YEAR, _LAST_YEAR = 1400, 2099


def topmost(key: str, text: str, own: Collection[float]) -> float | None:
    """The amount that a key asks for; None if the key asks for none, or no amount is there.

    Args:
        key: Such as ``highest_bid``.
        text: The passage.
        own: Numbers that name the thing itself.

    Examples:
        >>> text = "Lot 9. Estimate 200. A written bid of 90 is beaten by bidder 117 with 95."
        >>> topmost("highest_bid", text, {9}), topmost("bid", text, {9})
        (95.0, None)
    """
    words = re.sub(r"[\W_]+", " ", key).lower()
    choose = next((f for said, f in _WHICH if re.match(rf"(?:{said})\b", words)), None)
    if choose is None or not _KIND.search(key):
        return None
    asked = _STARTS if choose is max else _NOTHING
    amounts = [
        amount
        for clause in _CLAUSES.split(text)
        if not _OTHER_CLAUSE.search(clause) and not asked.search(clause)
        for amount in _amounts(clause)
        if amount not in own
    ]
    return choose(amounts) if amounts else None


def _amounts(clause: str) -> list[float]:
    """The numbers of a clause that may be amounts, in their order."""
    amounts = []
    for match in _NUMBER.finditer(clause):
        before = match["before"].strip().lower()
        amount = float(match["number"].replace(",", ""))
        is_year = before in _OF_YEARS and _FIRST_YEAR <= amount <= _LAST_YEAR
        if not (match["behind"] or before in _LABELS or is_year):
            amounts.append(amount)
    return amounts
