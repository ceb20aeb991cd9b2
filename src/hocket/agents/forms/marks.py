"""Marks that a task wants values to be without: ``path without the question mark``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = {
    "question mark": "?", "hash": "#", "dollar": "$", "euro": "\u20ac", "pound": "\u00a3",
    "percent": "%", "at": "@", "slash": "/", "colon": ":", "semicolon": ";", "hyphen": "-",
    "dash": "-", "space": " ", "blank": " ", "dot": ".", "full stop": ".", "comma": ",",
    "bracket": "(", "parenthesis": "(", "parenthese": "(", "plus": "+", "ampersand": "&",
    "underscore": "_", "asterisk": "*", "star": "*", "exclamation mark": "!",
}  # fmt: skip
_NAMED = "|".join(sorted(_MARKS, key=len, reverse=True))
_WITHOUT = late_pattern(
    r"\b(?P<name>\w+)(?: \([^()]*\))? without (?:the |any |an? |its |their )?"
    rf"(?:(?P<mark>{_NAMED})(?:e?s)?(?: (?:sign|symbol)s?)?"
    r"|['\"`](?P<sign>[^\w\s])['\"`])(?!\w)"
    r"(?! (?:at|in|on) (?:the |its )?(?:end|start|beginning|front))",
    re.IGNORECASE,
)


def marked(task: str, name: str, values: Sequence[Any]) -> str:
    """What is wrong with the values of a column: a mark that the task wants left out.

    Examples:
        >>> marked("Write page without the hash sign -> visits.", "page", ["/a", "/b#top"])
        "page holds '/b#top', but it is asked for without '#'"
        >>> marked("Write page without the hash sign -> visits.", "page", ["/a", "/b"])
        ''
    """
    for match in _WITHOUT.finditer(task):
        said, mark = match["name"].casefold(), match["sign"] or _MARKS[match["mark"].casefold()]
        if name.casefold() not in (said, said.removesuffix("s")):
            continue
        unlike = next((v for v in values if isinstance(v, str) and mark in v.strip()), None)
        if unlike is not None:
            return f"{name} holds {unlike!r}, but it is asked for without {mark!r}"
    return ""
