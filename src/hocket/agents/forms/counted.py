"""The things whose numbers a task asks for, where no word such as *keys* introduces their names."""

from __future__ import annotations

import re

from hocket.agents.forms.enumeration import names_listed

_NAME = r"(?!(?:and|or|the|of|that|which|are|is)\b)[a-z][\w-]*"
_LISTED = rf"(?P<names>{_NAME}(?:, {_NAME})*,? and {_NAME})"
_NUMBERS = re.compile(
    rf"\b(?:numbers|counts|quantities|how (?:many|much)) (?:of (?:the )?)?{_LISTED}"
    r"(?=\s*[.,;:!?)]|\s*$| (?:are|is|were|was|we|they|you|I|in|into|to|as|have|has|had|do|does|did"
    r"|the|there|that|which|come|go|will)\b)"
)
_GROUPS = re.compile(r"(?i)\b(?:each|every|per|by|list|table|array|mapping|pairs?|rows?)\b")
"""What there are several numbers of one thing for."""


def names_counted(text: str) -> tuple[str, ...]:
    """The names of the things of which a text asks how many there are; one number for each.

    Examples:
        >>> names_counted("Put the numbers of jugs, cups and lids into out.json.")
        ('jugs', 'cups', 'lids')
        >>> names_counted("Work out how many oaks and pines we have now.")
        ('oaks', 'pines')
        >>> names_counted("How many oaks and pines are there in each wood?")
        ()
    """
    match = None if _GROUPS.search(text) else _NUMBERS.search(text)
    return names_listed(match["names"]) if match else ()
