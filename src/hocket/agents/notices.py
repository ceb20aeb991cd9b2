"""The latest day for giving notice: counted back from the end of a term, by a contract's clauses.

The term has one beginning and one length, or one end; the time of notice stands once. What has two
of them, depends on who gives notice, or runs to the end of any month is left to the LLM.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.days import dated
from hocket.agents.due import Due
from hocket.agents.tenures import (
    LENGTH,
    NOTICES,
    RENEWED,
    Found,
    day_of,
    first_end,
    is_of_a_year,
    length_of,
    only,
)
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LATEST = late_pattern(
    r"(?i)\b(?:latest|last (?:possible )?(?:day|date|chance|moment)|until|till|deadline|in time"
    r"|(?:by|before|on) (?:when|what|which)|how late|no later"
    r"|when (?:must|does|do|should|has|have))\b"
)
_ASKS = late_pattern(
    r"(?i)\b(?:notice|cancel\w*|terminat\w*|quit|resign\w*|withdraw\w*|leav(?:e|ing)"
    r"|get(?:ting)? out|renew\w*|exten(?:d|s)\w*|prolong\w*)\b"
)
_ASKS_ELSE = late_pattern(
    r"(?i)\b(?:refund\w*|money back|free of charge|for free|return\w*|hand (?:in|over|back)|keys?"
    r"|passport|visa|(?<!in )orders?|deposit|discount)\b"
    r"|\bwhen (?:does|do|will) (?:the|my|our|her|his|their) [\w ]{3,30}?"
    r"\b(?:end|expire|run out|stop|begin|start)\b"
)
"""What asks for another day than the last one for notice."""
_LATER = late_pattern(
    r"(?i)\b(?:third|fourth|next|again|another|current|running|following|(?:first|second) year"
    r"|(?:a )?second time|twice|now|today)\b"
)
"""What asks for the end of a term that these rules do not count."""
_FIRST_YEAR = late_pattern(r"(?i)\bthe first year\b")
_NTH_TERM = late_pattern(r"(?i)\bsecond (?:contract |rental )?(?:term|period)\b")
_NTH_RENEWAL = late_pattern(r"(?i)\b(?P<nth>first|second) (?:renewal|extension|prolongation)\b")
_ENDING = late_pattern(
    r"(?i)\b(?:notice|cancel\w*|terminat\w*|quit|resign\w*|withdraw\w*|object\w*|renew\w*"
    r"|extend\w*)\b"
)
_ANY_MONTH = late_pattern(
    r"(?i)\b(?:to|at|by|before) the end of (?:a|any|each|every|the)"
    r" (?:calendar )?(?:month|quarter)\b"
)
_PARTY = late_pattern(r"(?i)\bthe (?P<party>[a-z]+)\b[^,;]*$")
"""Who gives notice, in a clause before its time."""
_OF_OTHERS = late_pattern(
    rf"(?i)\b(?:the|an?) [a-z]+,?(?: (?:must|has|have|needs?|gives?|only|to|at|least|with"
    r"|by)){0,3}"
    rf" {LENGTH}(?! (?:after|from)\b)"
    r"(?=\s*(?:[,.;]|$|and\b|but\b|notice\b|of notice\b|before\b))"
)
"""The time of another party in the same sentence: the tenant two months, the landlord three."""
WANTED_END = late_pattern(
    r"(?i)\b(?:end|ends|ending|over|out|leave|stop|stops|expires?|cancel|terminate|finish\w*)\b"
    r"[^.?;]{0,30}?\b(?:on|at|by|with|for|until)\b(?: the end of)?[^.?;\d]{0,12}$"
)
_BEGINS_ANEW = late_pattern(
    r"(?i)\b(?:a|the) new (?:\w+ )?(?:term|period|contract|lease) (?:of [\w ]{3,20} )?(?:then )?"
    r"(?:now )?(?:began|begins|starts?|started|runs?)\b"
)
_WORKING = late_pattern(r"(?i)\b(?:working|business|banking|week) ?days?\b")


def notice_due(question: str, sentences: Sequence[str]) -> Due | None:
    """The latest day for the notice that a question asks about; None if it is not certain.

    Examples:
        >>> said = ["The lease begins on 1 May 2023", "Its term is two years"]
        >>> said += ["Notice must be given six months before the end of the term"]
        >>> notice_due("On which day at the latest must I give notice?", said).formula
        'subtract(subtract(add(day(2023, 5, 1), years=2), months=6), days=1)'
    """
    if not (_LATEST.search(question) and _ASKS.search(question)) or _ASKS_ELSE.search(question):
        return None
    if is_of_a_year(sentences):
        question = _FIRST_YEAR.sub("the first term", question)
    if any(_BEGINS_ANEW.search(s) and dated(s) for s in sentences):
        return None
    length = only(_notices(question, sentences))
    if length is None or any(_ANY_MONTH.search(s) for s in sentences if _ENDING.search(s)):
        return None
    after = _day_after(question, sentences)
    if after is None:
        return None
    formula = f"subtract(subtract({after[0]}, {length.said}), days=1)"
    return Due(formula, tuple(dict.fromkeys((*after[1], length.sentence))))


def _notices(question: str, sentences: Iterable[str]) -> list[Found]:
    """The times of notice, each with its sentence; of several parties that of the question."""
    found, own = [], []
    for sentence in sentences:
        if not _ENDING.search(sentence):
            continue
        matches = [m for rule in NOTICES for m in rule.finditer(sentence)]
        if matches and _WORKING.search(sentence):
            return []
        for match in matches:
            found.append(Found(length_of(match), sentence))
            party = _PARTY.search(sentence[: match.start()])
            if party and re.search(rf"(?i)\b{party['party']}\b", question):
                own.append(found[-1])
            elif any(map(_OF_OTHERS.search, (sentence[: match.start()], sentence[match.end() :]))):
                return []
    return own if own and only(found) is None else found


def _day_after(question: str, sentences: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The day after the last one of the term that is asked about, and the sentences that say it."""
    wanted = [day for first, _, day in dated(question) if WANTED_END.search(question[:first])]
    if wanted or dated(question):
        is_one = len(wanted) == 1 == len(dated(question))
        return (f"add({day_of(wanted[0])}, days=1)", ()) if is_one else None
    renewals = _renewals(question)
    if renewals is None:
        return None
    first = first_end(sentences)
    if first is None:
        return None
    after, rests = first
    if not renewals:
        return after, rests
    renewed = only(Found(length_of(m), s) for s in sentences for m in RENEWED.finditer(s))
    if renewed is None:
        return None
    for _ in range(renewals):
        after = f"add({after}, {renewed.said})"
    return after, (*rests, renewed.sentence)


def _renewals(question: str) -> int | None:
    """How often the term is renewed before the end that is asked about; None if it is not clear."""
    if match := _NTH_RENEWAL.search(question):
        return 2 if match["nth"].lower() == "second" else 1
    if _NTH_TERM.search(question):
        return 1
    return None if _LATER.search(question) else 0
