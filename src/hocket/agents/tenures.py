"""The end of a contract's term, by its clauses: written, or from its beginning and its length.

Days are counted half open: a year from 1 May ends on the day before 1 May.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hocket.agents.days import dated
from hocket.agents.formula import computed
from hocket.agents.threads.items import NUMBER, amount_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

LENGTH = (
    rf"(?P<count>{NUMBER}|an?)[ -](?:full |whole )?(?P<unit>day|week|month|year)s?"
    r"(?:['\u2019]s?)?"
)
_ENDS = r"(?:ends?|expir\w+|is over|runs out|lapses?|is renewed|renews|is extended)"
NOTICES = (
    late_pattern(
        rf"(?i)\b{LENGTH} (?:or more )?(?:before|prior to|ahead of) (?:the |its |their |each )?"
        rf"(?:\w+ )?(?:(?:end|expiry|expiration|last day|close)\b|(?:it|that|they|\w+) {_ENDS}\b"
        r"|term\b|renewal\b|extension\b)"
    ),
    late_pattern(
        rf"(?i)\b{LENGTH} (?:of )?(?:written )?notice\b[^.;]{{0,40}}?\b(?:to|before|by|of) the"
        r" (?:end|expiry)\b(?! of (?:a|any|each|the|every) (?:calendar )?(?:month|quarter))"
    ),
    late_pattern(
        r"(?i)\b(?:notice period|period of notice)(?: for [^.;]{3,30})? (?:is|of|:|amounts to) "
        rf"(?:at least )?{LENGTH}"
    ),
)
RENEWED = late_pattern(
    r"(?i)\b(?:renew\w*|extend\w*|prolong\w*|continu\w+)\b[^.;]{0,40}?\b(?:by|for) "
    rf"(?:another |a further |further |periods of )*{LENGTH}"
)
_TERM = late_pattern(
    r"(?i)\b(?:(?:runs?|ran|lasts?|valid|concluded|made|binding|let|rented|leased|hired|agreed)\b"
    r"[^.;]{0,30}?\bfor|(?:term|period|duration|time)(?: of (?:the )?\w+)?(?: is| of|:| lasts"
    r"| runs for| comprises))(?: an?| the)?(?: (?:\w+ )?(?:term|period|duration) of)?"
    rf"(?: at least)? {LENGTH}"
)
_OTHER_TIME = late_pattern(
    r"(?i)\b(?:notice|trial|test|probation\w*|payment|guarantee|warranty|grace|cooling\S*|pause"
    r"|wait\w*) (?:period|time|term)|\bperiod of notice\b|\bbackups?\b|\bkept\b|\bstored\b"
)
_SUBJECT = (
    r"(?:agreement|contract|lease|tenancy|membership|subscription|policy|term|licen[cs]e|service"
    r"|hire|rental|letting|sublet|sublease|internship|apprenticeship"
    r"|placement|employment|insurance|course|it|cover|loan|delivery|first issue)"
)
_BEGUN = late_pattern(
    rf"(?i)\b{_SUBJECT}\b[^.;]{{0,60}}?\b(?:began|begins?|begun|starts?|started|commenc\w+|from|since"
    r"|with effect from|as of|takes? effect|effective|entered into force)\b[^.;\d]{0,20}$"
    rf"|\b(?:start|beginning|commencement|first day) of (?:the |this )?{_SUBJECT}\b[^.;\d]{{0,12}}$"
)
_UNTIL = late_pattern(
    rf"(?i)\b{_SUBJECT}\b[^.;]{{0,60}}?(?:\b(?:ends?|expires?|until|till|through|to)|[-\u2013])"
    r"\s*(?:on |the |and including )*$"
)
_ITS_END = late_pattern(
    r"(?i)^(?:the |its )?(?:(?:end|expiry|expiration|last day|conclusion) of"
    rf" (?:the |this |its |their )?(?:\w+ )?{_SUBJECT}|{_SUBJECT}(?:['\u2019]s)?"
    r" (?:end|expiry|ends|expires|has ended|is over|has expired|runs out))"
    r"(?: period| term| agreement| contract)?$"
)
_RENEWS = late_pattern(r"(?i)\b(?:renew\w*|extend\w*|extension|prolong\w*)\b")
_NO = late_pattern(
    r"(?i)(?:\b(?:not|no|never|cannot|neither|without|nor)\b|n['\u2019]t\b)[^.;]{0,40}$"
)
_FIRST = late_pattern(r"(?i)\b(?:first|initial|minimum|fixed)\b")
_EARLIER = late_pattern(
    r"(?i)\b(?:early|earlier|before|cancel\w*|terminat\w*|notice|renew\w*|extend\w*|prolong\w*"
    r"|second|third|next|longer)\b"
)
"""What a question has that asks for another end than that of the term as it was agreed."""


class Found(NamedTuple):
    """What a clause says, as arguments or a day of a formula, with its sentence."""

    said: str
    sentence: str


def end_after(
    phrase: str, question: str, sentences: Sequence[str]
) -> tuple[str, tuple[str, ...]] | None:
    """The day after the end of a contract's term that a phrase names, with what says it.

    A term that is renewed has no certain end, unless the question is about the first one.

    Examples:
        >>> said = ["The hire begins on 1 May 2025 and runs for six months", "It does not renew"]
        >>> end_after("the end of the hire", "By when is it paid back?", said)[0]
        'add(day(2025, 5, 1), months=6)'
        >>> end_after("the end of the concert", "By when is it paid back?", said) is None
        True
    """
    if not _ITS_END.match(phrase) or dated(question) or _EARLIER.search(question):
        return None
    renews = [(s, m) for s in sentences for m in _RENEWS.finditer(s)]
    is_renewed = any(not _NO.search(s[: m.start()]) for s, m in renews)
    if is_renewed and not _FIRST.search(question):
        return None
    return first_end(sentences)


def is_of_a_year(sentences: Sequence[str]) -> bool:
    """Whether the term before it is renewed is a year."""
    term = only(term for sentence in sentences if (term := _term(sentence)))
    return term is not None and term.said in ("years=1", "months=12")


def first_end(sentences: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The day after the term before it is renewed: by its end, or by its beginning and length."""
    found: list[tuple[str, tuple[str, ...]]] = []
    if ends := _placed(_UNTIL, sentences):
        end = only(ends)
        found += [(f"add({end.said}, days=1)", (end.sentence,))] if end else []
    if terms := [term for sentence in sentences if (term := _term(sentence))]:
        begun, term = only(_placed(_BEGUN, sentences)), only(terms)
        if begun and term:
            found.append((f"add({begun.said}, {term.said})", (begun.sentence, term.sentence)))
    is_one = len(found) == bool(ends) + bool(terms)
    return found[0] if is_one and len({computed(formula) for formula, _ in found}) == 1 else None


def _term(sentence: str) -> Found | None:
    """The length of the term that a sentence says, but for that of a renewal or of another time."""
    plain = RENEWED.sub(" ", sentence)
    for rule in NOTICES:
        plain = rule.sub(" ", plain)
    match = _TERM.search(plain)
    if match is None or _OTHER_TIME.search(plain):
        return None
    return Found(length_of(match), sentence)


def _placed(rule: re.Pattern[str], sentences: Iterable[str]) -> list[Found]:
    """The days that stand right behind words of a sentence."""
    return [
        Found(day_of(day), sentence)
        for sentence in sentences
        for first, _, day in dated(sentence)
        if rule.search(sentence[:first])
    ]


def only(found: Iterable[Found]) -> Found | None:
    """What all of them say; None if they differ, or there are none."""
    listed = list(found)
    return listed[0] if listed and len({one.said for one in listed}) == 1 else None


def day_of(day: object) -> str:
    """A day as a formula has it."""
    year, month, number = map(int, str(day).split("-"))
    return f"day({year}, {month}, {number})"


def length_of(match: re.Match[str]) -> str:
    """The length that a match of ``LENGTH`` has, as an argument of a formula."""
    return f"{match['unit'].lower()}s={amount_of(match['count']):g}"
