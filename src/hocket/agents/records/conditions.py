"""The condition that a task sets on the things that it wants of a text."""

from __future__ import annotations

import re

from hocket.agents.records.ellipses import (
    completed,
    is_elliptical,
    without_order,
    without_sources,
)
from hocket.core.late_pattern import late_pattern

_ONLY = late_pattern(r"(?i)\b(?:only|just)\s+(?:the |those |for )?(?P<what>[^.;:(]{3,80})")
_THAT = late_pattern(
    r"(?i)\b(?:the |all |every |each |any |those )?\w+(?: \w+)? (?:that|which|who)"
    r" (?:was|were|is|are|has been|have been|had been|got|did|has|have|had|could|came|made"
    r"|went)\b[^.;:()]{2,60}"
)
_WORD = late_pattern(
    r"(?i)\b(?:was|were|is|are|(?:has|have|had)(?: not| never)? been|got|actually|has|have"
    r"|had)\s+(?:actually |really "
    r"|finally )?"
    r"(?P<not>not |never )?"
    r"(?P<word>\w+ed|sold|won|lost|paid|open|closed|done|absent|present|safe|valid|free)\b"
)
_TELLS = late_pattern(
    r"(?i)\b(?:that|which|who|whose|with|without|where|above|over|under|below|more|less|fewer"
    r"|least"
    r"|most|(?!need|speed|feed|seed|bed|red)\w{2,}ed|sold|won|lost|paid|open|new)\b"
)
"""What tells some of the things from others."""
_OF_A_FIELD = late_pattern(
    r"(?i)(?<=\w) \((?!(?:only|just|those|the ones|all|each|every|no)\b)[^()]*\)"
)
"""What is said in brackets of the field before them, not of the things."""
_NO_CONDITION = late_pattern(
    r"(?i)^(?:the )?(?:number|digit|json|file|list|date|year|name)s?\b(?! (?:that|which|who"
    r"|of)\b)"
)


def condition_in(task: str) -> str:
    """The words of a task that set a condition on what it wants; empty without one.

    Examples:
        >>> condition_in("Write a.json, a list of {item, sum}, only decisions that were adopted.")
        'decisions that were adopted'
        >>> condition_in("List the lots that were called: {lot, bid}.")
        'the lots that were called'
        >>> condition_in("Which lots were called? Write a list of those that were, in this order.")
        'lots that were called'
        >>> condition_in("Write a.json, a list of {item, sum}.")
        ''
    """
    task = without_sources(task)
    match = _ONLY.search(task)
    if match and _TELLS.search(match["what"]) and not _NO_CONDITION.match(match["what"]):
        return _whole(match["what"], task)
    task = _OF_A_FIELD.sub("", task)
    match = _THAT.search(task)
    if match:
        return _whole(match.group(), task)
    return completed(task)


def _whole(condition: str, task: str) -> str:
    """A condition as a whole clause; empty if its verb is nowhere."""
    plain = without_order(condition)
    return completed(task) if is_elliptical(plain) else plain


def word_of_condition(condition: str) -> tuple[str, bool] | None:
    """(the word of a condition, whether it must be so); None if it has no one word.

    Examples:
        >>> word_of_condition("motions that were carried"), word_of_condition("debts above 50")
        (('carried', True), None)
    """
    match = _WORD.search(condition)
    if match is None or re.search(r"(?i)\b(?:and|or|but)\b", condition):
        return None
    return match["word"].lower(), match["not"] is None
