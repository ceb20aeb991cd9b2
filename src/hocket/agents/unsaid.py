"""Where a text leaves a question open although it has a value that looks like the answer.

The value may be that of an earlier time, or stand beside words that leave just what is asked for to
an agreement, a list elsewhere or a later decision.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.backing import OPEN, asks_yes_or_no, numbers_in
from hocket.core.late_pattern import late_pattern
from hocket.documents.search import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEFT = late_pattern(
    r"(?i)\b(?:(?:by|on|upon) (?:agreement|arrangement|request|application|appointment)"
    r"|(?:subject to|a matter of) (?:agreement|negotiation)|negotiable|as (?:agreed"
    r"|arranged) (?:with|in)"
    r"|(?:see|refer to|consult|according to|listed in|given in|found in|stated in|is in|are in"
    r"|stands? in)"
    r" (?:(?:the|our|a|its|their) )?(?:\w+ )?(?:price ?list|list|tariff|catalogue|notice"
    r"|notice ?board|annex"
    r"|appendix|schedule|website|web ?site|leaflet|brochure|timetable|plan|table of fees"
    r"|fee schedule)"
    r"|(?:will|shall|is to|are to|has to|have to|must|can only) (?:still )?be (?:\w+ly )?(?:set"
    r"|fixed"
    r"|decided|announced|agreed|settled|named|chosen|given|published|communicated|confirmed|known)"
    r"|on a case[- ]by[- ]case basis|depends on|at the discretion)\b"
)
"""Words that leave a value to something that the text does not have."""
_PAST = late_pattern(
    r"(?i)\b(?:last (?:year|season|summer|winter|time|month)|previous(?:ly)?|former(?:ly)?|used to"
    r"|years? ago|back then|at that time|in the past|until (?:last|(?:19|20)\d\d)"
    r"|was\b.{0,40}\buntil)\b"
)
_AGE = late_pattern(r"(?i)\bhow (?:old|long|many years)\b|\b(?:when|since)\b")
"""What a question has that a time so many years ago answers."""
_DONE = late_pattern(r"(?i)\b(?:who|what|which|how (?:many|much|often)) (?:\w+ )?\w{2,}ed\b")
_PRESENT = late_pattern(r"(?i)\b(?:is|are|do|does|has|have|can|may|must|will|now|costs?|needs?)\b")
_YEAR = late_pattern(r"\b(?:19|20)\d\d\b")
_OF_YEAR = late_pattern(
    r"(?i)\b(?:in|of|for|from|until|during|season) (?:the year )?(?:19|20)\d\d\b"
)
_NOW = late_pattern(
    r"(?i)\b(?:now|current(?:ly)?|at present|today|nowadays|this (?:year|season|summer|winter"
    r"|month)"
    r"|next (?:year|season|summer|winter|month))\b"
)
_CLAUSES = late_pattern(r";\s+|(?<=[^\d])[.!?]\s+|(?<=\d)[.!?]\s+(?=[A-Z])|,\s+|\n\s*\n|\s+but\s+")
_WORD = late_pattern(r"[^\W\d_]{3,}")


def left_open(question: str, answer: str, passages: Sequence[str]) -> str:
    """The words of passages that leave a question open; empty if none do.

    Args:
        question: What is asked.
        answer: What was answered.
        passages: Those that have the answer.

    Examples:
        >>> barn = "1. Barn. It costs 240 on weekends; weekdays are by agreement."
        >>> left_open("What does the barn cost on weekdays?", "240", [barn])
        'weekdays are by agreement'
        >>> left_open("What does the barn cost on weekends?", "240", [barn])
        ''
        >>> left_open("What is the fee now?", "18", ["The fee was 18 last year."])
        'The fee was 18 last year'
    """
    if asks_yes_or_no(question) or _LEFT.search(answer):
        return ""
    leaving = ""
    for passage in passages:
        clauses = [" ".join(c.split()).rstrip(".") for c in _CLAUSES.split(passage) if c.strip()]
        bearing = [clause for clause in clauses if _bears(answer, clause, question)]
        if not bearing:
            continue
        opened = next((c for c in clauses if _leaves(question, c, bearing)), "")
        past = bearing[0] if all(_is_past(question, clause) for clause in bearing) else ""
        if not (opened or past):
            return ""  # it has the answer, whatever another passage says
        leaving = leaving or opened or past
    return leaving


def outdated(question: str, numbers: Sequence[float], passages: Sequence[str]) -> float | None:
    """The first of the numbers that passages have only for an earlier time than the question's.

    Examples:
        >>> outdated("What do 24 months cost?", [24, 79], ["85 a month. Last year it was 79."])
        79
    """
    clauses = [clause for passage in passages for clause in _CLAUSES.split(passage)]
    for number in numbers:
        bearing = [clause for clause in clauses if number in numbers_in(clause)]
        if bearing and all(_is_past(question, clause) for clause in bearing):
            return number
    return None


def _bears(answer: str, clause: str, question: str) -> bool:
    """Whether a clause has the numbers of an answer, or of one without, a name in it."""
    numbers = numbers_in(answer) - numbers_in(question)
    if numbers:
        return bool(numbers & numbers_in(clause))
    names = {w for w in _WORD.findall(answer) if w[0].isupper()} - set(_WORD.findall(question))
    return bool(names & set(_WORD.findall(clause)))


def _leaves(question: str, clause: str, bearing: Sequence[str]) -> bool:
    """Whether a clause leaves open what is asked for, rather than those that have the answer."""
    if clause in bearing or not (_LEFT.search(clause) or OPEN.search(clause)):
        return False
    asked = set(stems(question)) | set(re.findall(r"\b(?:this|next|now)\b", question.lower()))
    here = asked & (set(stems(clause)) | set(re.findall(r"\b(?:this|next|now)\b", clause.lower())))
    there = {word for other in bearing for word in asked & set(stems(other))}
    return bool(here - there)


def _is_past(question: str, clause: str) -> bool:
    """Whether a clause speaks of another time than the question."""
    if _PAST.search(question) or _AGE.search(question):
        return False
    is_of_past = re.search(r"(?i)\b(?:did|was|were|had)\b", question) is not None
    is_of_past |= _DONE.search(question) is not None and not _PRESENT.search(question)
    years = set(_YEAR.findall(question))
    own = {match.group()[-4:] for match in _OF_YEAR.finditer(clause)}
    if years and own and not years & own:
        return True
    if years & own:
        return False
    return not is_of_past and bool(_PAST.search(clause) or (own and _NOW.search(question)))
