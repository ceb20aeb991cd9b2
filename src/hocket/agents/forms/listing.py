"""Names that a task lists, of each of which it asks for a value, and a result that has others.

Asked for a share of each of Ulm, Hof and Ede in its region, a small LLM groups by the region.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 3
LETTERS = 4
"""Letters of a name that is no code."""
_WORD = r"[^\W\d_][\w'\u2019.&-]*"
_NAME = rf"{_WORD}(?: (?:(?:of|the|de|da|del|la|le|von|van) )?{_WORD}){{0,3}}"
_LIST = late_pattern(
    r"\beach of (?:the (?:[a-z]+ ){1,2})?"
    rf"(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})(?=[.,;:?!]|$| (?:in|have|has|did|does|do)\b)"
)
_OTHERS = late_pattern(
    r"\b(?:which|who|whose|whom|every|each (?!of\b)\w+|per (?!cent)\w+|by \w+)\b", re.IGNORECASE
)
"""What asks for other names than those listed, or for values of other things."""
_BETWEEN = late_pattern(r",? and |, ")


def lacks_listed(task: str, names: Sequence[str]) -> str:
    """What is wrong with a result that has none of the names that a task lists; else empty.

    Args:
        task: What is asked.
        names: The names that the result has.

    Examples:
        >>> task = "What share of the sales of its town has each of Oak, Elm and Ash?"
        >>> lacks_listed(task, ["Ulm town", "Hof town"])
        "answer has the names 'Ulm town', 'Hof town', but the task asks for each of 'Oak', 'Elm', \
'Ash': leave a value for those names"
        >>> lacks_listed(task, ["Elm", "Oak"])
        ''
    """
    match = _LIST.search(task)
    if match is None or not names or _OTHERS.search(task):
        return ""
    listed = _BETWEEN.split(match["names"])
    if not all(one[0].isupper() for one in listed):
        return ""
    plain = [_plain(name) for name in names]
    are_words = all(len(re.sub(r"[\W\d_]", "", name)) >= LETTERS for name in plain)
    asked = [_plain(one) for one in listed]
    if not are_words or any(one in name or name in one for one in asked for name in plain):
        return ""
    has, wants = (", ".join(map(repr, some)) for some in (list(names)[:SHOWN], listed))
    return (
        f"answer has the names {has}, but the task asks for each of {wants}: leave a value for "
        "those names"
    )


def _plain(name: str) -> str:
    """A name without capitals and accents."""
    spelt = unicodedata.normalize("NFKD", name.casefold())
    return "".join(mark for mark in spelt if not unicodedata.combining(mark)).strip()
