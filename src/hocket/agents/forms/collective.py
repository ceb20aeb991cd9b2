"""The decimals that a task asks for of all its results at once, without naming one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.rounding import decimals_in
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Collection

_KIND = r"(?:final |numerical |numeric |reported |computed |calculated |output |such )*"
_RESULTS = r"(?:results?|answers?|values?|figures?|numbers?|outputs?|floats?|statistics)"
_ALL = late_pattern(
    rf"\b(?:all|each|every|both)(?: of)?(?: the| these| your)? {_KIND}{_RESULTS}\b"
    rf"|\b(?:round|give|keep|report|state|express)\w*(?: off| up)?(?: the| your| all| each| both)* "
    rf"{_KIND}{_RESULTS}\b"
    rf"|\b(?:the |your )?{_KIND}(?:results?|answers?|values|figures|numbers|outputs) "
    r"(?:is|are|should|must|shall|need|have|to be|rounded)\b"
    r"|\b(?:each|all|both) (?:of (?:them|these) )?(?:rounded|to|with|given)\b"
    r"|\bthey are (?:all )?(?:floats?|numbers?|rounded)\b",
    re.IGNORECASE,
)
"""What speaks of results as such."""
_ELSE = late_pattern(
    r"\b(?:intermediate|were|was|been|first|before|compar\w+|measured|stored|recorded"
    r"|provided|contains?"
    r"|except|unless|apart from|other than|otherwise|at (?:least|most)|up to|no more than"
    r"|if (?!need|necess|applicable|appropriate|possible)"
    r"|when (?!report|giv|answer|writ)|keep only)\b"
    r"|\b(?:in|of|from|under) (?:the |this |a |an |each |your |raw |input |source |given )*"
    r"(?:[\w'\"`]+ )?(?:columns?|fields?|files?|tables?|lists?|data\w*|rows?|records?|inputs?)\b"
    r"|\b(?:columns?|fields?) [\"'`]?\w+[\"'`]? (?:is|are|have|has|hold)\b",
    re.IGNORECASE,
)
"""What speaks of values that are no results, or not of all results, or of a bound."""
_SENTENCE = late_pattern(r"(?<=[.;!?])\s+|\n+")
_SLOT = late_pattern(r"@+[\w .%-]+?\[[^\]\n]*\]")


def decimals_of_all(text: str, names: Collection[str] = ()) -> int | None:
    """The decimals that a text asks for of all results; None if it says none, or several.

    Args:
        text: The task.
        names: What results are called; a sentence with one of them is of that alone.

    Examples:
        >>> decimals_of_all("Give @a[x] and @b[y], where each answer is a float to four decimals.")
        4
        >>> decimals_of_all("Round all final results to 2 decimal places. Give @a[x] and @b[y].")
        2
        >>> decimals_of_all("Give @a[x] @b[y], where x is a value rounded to 2 decimals.", ["x"])
    """
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?!\w)")
    asked = {
        decimals_in(sentence)
        for sentence in _SENTENCE.split(_SLOT.sub(" ", text))
        if _ALL.search(sentence) and not named.search(sentence) and not _ELSE.search(sentence)
    } - {None}
    return asked.pop() if len(asked) == 1 else None
