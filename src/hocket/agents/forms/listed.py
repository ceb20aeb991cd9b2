"""A list of names in an order that nobody asked for: that of the alphabet.

A program that takes the names of rows before it sorts them sorts the names.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from hocket.agents.forms.filling import Filled
    from hocket.agents.forms.wanted import Form

MANY, FEWEST = 2, 5
"""Of fewer names the alphabet may be the order by chance."""
_SORTS = late_pattern(r"sort|order\s+by|nlargest|nsmallest|rank|heapq|max|min", re.IGNORECASE)
_ALPHABET = late_pattern(
    r"\balphabet\w*|\b[AZ] (?:to|-|\u2013) [AZ]\b"
    r"|\b(?:by|order of) (?:the |their )?(?:\w+ )?names?\b",
    re.IGNORECASE,
)
_OTHER = late_pattern(
    r"\b(?:beginning|starting) with\b|\b(?:\w+est|most|least|best|worst)\b[^.;]{0,30}\bfirst\b"
    r"|\bfrom the \w+est\b|\b(?:ranked|ordered|sorted|(?:de|a)scending order) (?:by|of)\b",
    re.IGNORECASE,
)


def order_doubted(form: Form, filled: Filled, code: str = "") -> str:
    """What looks wrong with the order of a list of names, in words for the LLM; empty if nothing.

    Args:
        form: What is asked for.
        filled: The list.
        code: The program or query that gave it.

    Examples:
        >>> from hocket.agents.forms import fill, form_of
        >>> form = form_of("Write a.json, a list of names, the tallest first.", ["a.json"])
        >>> order_doubted(form, fill(form, {"kind": "value", "value": list("edcba")}))[:39]
        'The names are in the order of the alpha'
    """
    names = _names(form, filled)
    if len(names) < MANY or _ALPHABET.search(form.task) or not _OTHER.search(form.task):
        return ""
    if code and not _SORTS.search(code):
        return "It sorts nothing; sort the rows by what is asked, then take the names"
    folded = [name.casefold() for name in names]
    is_numbered = any(re.search(r"\d", name) for name in names)
    if len(names) < FEWEST or is_numbered or folded not in (sorted(folded), sorted(folded)[::-1]):
        return ""
    return (
        "The names are in the order of the alphabet, which is not asked for; sort the rows by the "
        "column that is meant, then take the names"
    )


def _names(form: Form, filled: Filled) -> list[str]:
    """The items of a list in a JSON file, if all are texts."""
    if form.shape != "list" or not filled.content or not form.file.endswith(".json"):
        return []
    names = json.loads(filled.content)
    return names if all(isinstance(name, str) for name in names) else []
