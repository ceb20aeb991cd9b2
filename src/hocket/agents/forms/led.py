"""Columns behind the key of a line: ``pig, then the weights in the columns week1 to week12``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    import re

_KEY = r"[A-Za-z_]\w*"
_AND = r"(?:, (?:and )?| and )"
_NEXT = (
    r"(?:[A-Za-z]+[ _]?\d+|\d{4}|\d+(?:st|nd|rd|th) [a-z]+"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*)"
)
"""The first of a series of columns."""
_LED = late_pattern(
    rf"(?P<lead>(?:: |\(|\b(?:the )?columns? |\bwith ))(?P<keys>{_KEY}(?:{_AND}{_KEY}){{0,3}})"
    r"(?:,? and then |,? then |, (?:and )?| and )(?:(?:the|its|their) (?:[\w-]+ ){1,4}?"
    rf"(?:(?:in|under|as) (?:the )?(?:columns?|headings?) |(?:in|under|as) (?={_NEXT}))"
    rf"|(?:the |its )?columns? (?={_NEXT}))"
)
"""The keys of a line, and what stands before the names of the other columns."""


def led_by_keys(text: str) -> str:
    """The text with such columns as a plain enumeration with the keys before them.

    Examples:
        >>> led_by_keys("a line per hen: hen, then the eggs in the columns day1 to day5, A to Z")
        'a line per hen: columns hen, day1 to day5, A to Z'
        >>> led_by_keys("with region, then the columns 1990-1993")
        'with columns region, 1990-1993'
    """
    return _LED.sub(_plain, text)


def _plain(match: re.Match[str]) -> str:
    lead = match["lead"]
    is_named = lead.strip().endswith(("column", "columns"))
    return f"{lead}{'' if is_named else 'columns '}{match['keys']}, "
