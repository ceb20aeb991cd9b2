"""Conditions that leave their verb to the question before them: the ones that were, each that did.

``Which boats were rented? A row for each one that was`` sets the condition ``boats that were
rented``. One whose verb is nowhere is no condition that anyone could judge.
"""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_AUX = (
    r"(?:has|have|had)(?: been)?|(?:could|can|should)(?: be| have)?|was|were|is|are|did|does|do|got"
)
_FILE = r"[\w-]+\.[a-z]\w{1,4}\b"
_ORDER = (
    r"in (?:their|this|that|its|the|the same)(?: own)? (?:order|sequence)\b|in order\b"
    r"|from (?:a to z|first to last|the first to the last)\b|(?:earliest|oldest|newest) first\b"
)
_SOURCE = rf"(?:(?:by|from|in|of|see|per)|(?:going|judging|as told) by|according to) {_FILE}"
_SOURCES = late_pattern(
    r"(?i),? *\b(?:(?:out of|by|from|in|of|see|per)|(?:going|judging|as told) by|according to)"
    rf" {_FILE}"
)
_TAIL = late_pattern(
    rf"(?i),? *\b(?:{_ORDER}|{_SOURCE}).*$|,? *(?:sorted|ordered|and write)\b.*$"
    r"|,? *(?:(?:as|into|in) )?(?:an?|one) (?:\w+ )?(?:array|list|object|row|table|line|entry)\b.*$"
)
_ELLIPSIS = late_pattern(
    rf"(?i)\b(?:that|which|who)(?P<by> (?:we|they|he|she|you|I))? (?P<aux>{_AUX})"
    r"(?P<not> not|n['\u2019]t)?(?: so| it| indeed| really| actually)?"
    rf"(?=\s*(?:[,.;:!?()\u2013]|$)| (?:{_ORDER}|{_SOURCE})| with \w+[,:])"
)
_THINGS = r"(?:of (?:the|our|their) )?(?P<things>[a-z'\u2019-]+(?: (?:of )?[a-z'\u2019-]+){0,3}?)"
_ASKS = (
    r"(?:^|[.?!:;\n]\s*|\b(?:me|us|know|see|tell|say|out|list|find|show|write|and)\s+)"
    r"(?:which|what)"
)
_PAST = (
    r"(?!need|speed|feed|seed|bed|red|shed)\w{2,}ed|came|went|won|lost|sold|met|ran|left|got|paid"
    r"|took (?:part|place)|stood|fell|broke|held|began"
)
_BE_VERB = (
    r"(?P<verb>(?:(?:really|actually|finally|then) )?"
    rf"(?:{_PAST}|\w+en|done|made|shown|built|read|\w+ung))"
)
_QUESTION = late_pattern(
    rf"(?i){_ASKS} {_THINGS} (?P<aux>was|were|is|are|got|(?:has|have|had) been"
    rf"|could be) {_BE_VERB}(?P<rest>[^?.;:,()]{{0,40}})"
)
_QUESTION_BY = late_pattern(
    rf"(?i){_ASKS} {_THINGS} (?P<aux>did|has|have|had|could)"
    r" (?P<by>(?:the |our |their |his |her )?[a-z'\u2019-]+(?: (?!in\b|on\b|at\b)[a-z'\u2019-]+)?)"
    r" (?P<verb>(?:really |actually )?[a-z]+(?: at)?)"
    r"(?= *(?:[?.;:,()]|$)| (?:in|on|at|by|from|that|this)\b)"
)
_QUESTION_PAST = late_pattern(
    rf"(?i){_ASKS} {_THINGS} (?P<verb>{_PAST})(?P<rest>[^?.;:,()]{{0,40}})"
)


def without_order(condition: str) -> str:
    """A condition without what a task says of the order of the things, or of their file.

    Examples:
        >>> without_order("lots that were called, in their order")
        'lots that were called'
    """
    return _TAIL.sub("", condition).strip(" ,")


def without_sources(task: str) -> str:
    """A task without the words that tell which file it is about.

    Examples:
        >>> without_sources("Take the lots that were called out of sale.txt. Write {lot, bid}.")
        'Take the lots that were called. Write {lot, bid}.'
    """
    return _SOURCES.sub("", task)


def is_elliptical(text: str) -> bool:
    """Whether a text has a condition that leaves out its verb.

    Examples:
        >>> is_elliptical("a row for each one that was, in their order: day, people")
        True
        >>> is_elliptical("a row for each one that was sold: day, price")
        False
    """
    return _ELLIPSIS.search(text) is not None


def completed(task: str) -> str:
    """The condition of a task that leaves out its verb, with the verb of its question.

    Returns:
        The condition; empty where no question before it has a verb that fits.

    Examples:
        >>> completed("Which boats were rented? Give a row for each one that was: name, days.")
        'boats that were rented'
        >>> completed("Which shops did we call? A row for each that we did not: name.")
        'shops that we did not call'
        >>> completed("Boats and days. A row for each one that was: name, days.")
        ''
    """
    ellipsis = _ELLIPSIS.search(task)
    if ellipsis is None:
        return ""
    before = task[: ellipsis.start()]
    negation = " not" if ellipsis["not"] else ""
    if match := _QUESTION.search(before):
        verb = without_order(f"{match['verb']}{match['rest']}")
        return f"{match['things']} that {_parted(match['aux'], negation)} {verb}"
    if match := _QUESTION_BY.search(before):
        aux = f"{match['by']} {_parted(match['aux'], negation)}"
        return f"{match['things']} that {aux} {match['verb']}"
    if match := _QUESTION_PAST.search(before):
        verb = without_order(f"{match['verb']}{match['rest']}")
        return "" if negation else f"{match['things']} that {verb}"
    return ""


def asked_of(task: str) -> str:
    """The condition that the question of a task sets, if it is one on things: which were sold?

    Examples:
        >>> asked_of("Which trees were felled, by trees.txt? Write a list of {number, metres}.")
        'trees that were felled'
        >>> asked_of("Write a list of {number, metres}.")
        ''
    """
    match = _QUESTION.search(task)
    if match:
        verb = without_order(f"{match['verb']}{match['rest']}")
        return f"{match['things']} that {match['aux']} {verb}"
    match = _QUESTION_BY.search(task)
    return f"{match['things']} that {match['by']} {match['aux']} {match['verb']}" if match else ""


def _parted(aux: str, negation: str) -> str:
    """An auxiliary with ``not`` behind its first word."""
    return re.sub(r"^\S+", lambda m: m.group() + negation, aux)
