"""Names that a question explains in brackets, and words beside a name that say nothing more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.lexicon import VERBS, folded
from hocket.agents.grammar.linked import is_free
from hocket.agents.grammar.words import VOCABULARY

if TYPE_CHECKING:
    from hocket.agents.grammar.linked import Linked
    from hocket.agents.grammar.sheet import Sheet

MOST_WORDS = 6
MOST_BACK = 4
"""Words between a name and the bracket that says it again."""
LEAST_PART = 3
"""Letters of a short name that a verb may begin with."""
_WITHIN_NAMES = frozenset(
    ("per", "of", "to", "on", "in", "for", "a", "an", "number", "rate", "share", "level")
)


def explained(found: Linked, sheet: Sheet) -> None:
    """Put what brackets explain in the place of its words, and leave out what says nothing more."""
    _take_meanings(found)
    _take_subject(found)
    found.line = _SIZE.sub("by how much", found.line)
    _take_brackets(found, sheet)
    _drop_quantities(found, sheet)
    _drop_verbs(found, sheet)


_SUBJECT = re.compile(
    r"\b(?P<did>did|does|do|has|have) (?P<said>[a-z'&.-]+(?: [a-z'&.-]+)*) \( (?P<of>C\d+) \)"
    r"(?= (?:rise|rose|risen|fall|fell|fallen|change|changed|increase|increased|decrease|decreased"
    r"|grow|grew|grown|drop|dropped|decline|declined|go up|go down|differ)\b)"
)
_SIZE = re.compile(
    r"\bby how many (?!per|times?\b|fold|years?\b|months?\b|days?\b|weeks?\b|hours?\b|of\b)[a-z]+"
    r"(?= \?$|$)"
)
"""What asks for a size in a unit, which is that of the column."""
_OTHER_FIGURES = frozenset(
    ("average", "mean", "median", "total", "sum", "growth", "change", "ratio", "relative", "not",
     "difference", "highest", "lowest", "combined", "except", "without", "other", "than", "both")
)  # fmt: skip
"""Words of figures that are computed from a column, and of rows that are left out."""


def _take_subject(found: Linked) -> None:
    """Put a column in brackets behind the whole subject of a verb in its place.

    In 'did the share of those who saw a play (plays) rise' it says what the column is; of the
    words before it none is of the table.
    """
    match = _SUBJECT.search(found.line)
    if match is not None and not _OTHER_FIGURES & {*match["said"].split()}:
        rest = found.line[match.end() :]
        found.line = f"{found.line[: match.start()]}{match['did']} the {match['of']}{rest}"


def _take_meanings(found: Linked) -> None:
    """Put a condition in brackets in the place of the words that it explains.

    A noun in the plural, as in 'the comedies (comedy is 1)', also stands for the rows.
    """
    found.line = re.sub(
        r"\b(?P<before>the|all|many|of) (?:[a-z'-]*s|C\d+) \( (C\d+) (?:is|=|equals) ([VN]\d+) \)",
        r"\g<before> R with \2 is \3",
        found.line,
    )
    found.line = re.sub(
        r"\b(?:have|has|had|with) no (C\d+) \( (N\d+) \)", r"with \1 is \2", found.line
    )
    found.line = re.sub(
        r"(?:\b(?P<verb>have|has|had|are|is|was|were|with) )?(?:(?:no|not|a|an) )?(?:C\d+ )?"
        r"(?:[a-z'-]+ )?\( (?P<of>C\d+) (?:is|=|equals) (?P<value>[VN]\d+) \)",
        _meant,
        found.line,
    )


def _meant(match: re.Match[str]) -> str:
    """The condition of a bracket, behind a verb if one stands there."""
    is_said = match["verb"] not in (None, "with")
    return f"{'are in' if is_said else 'with'} {match['of']} is {match['value']}"


def _take_brackets(found: Linked, sheet: Sheet) -> None:
    """Put a name in brackets in the place of the words that it explains, as in 'brain (brainwt)'.

    A word that stands before an extreme, as in 'sleep longest (sleep_total)', is one of its name.
    """
    while match := re.search(r"\( (by )?([CV]\d+) \)", found.line):
        token = match[2]
        if match[1]:
            found.line = f"{found.line[: match.start()]}by {token}{found.line[match.end() :]}"
            continue
        before = found.line[: match.start()].split()
        dropped = _explained(before)
        del before[len(before) - dropped :]
        if token in before[-MOST_BACK:]:
            del before[len(before) - 1 - before[::-1].index(token) :]
        if before[-1:] == ["R"] and before[-2:-1] and _is_alike(before[-2], token, found):
            before.pop()
        if before and _is_alike(before[-1], token, found):
            before.pop()
            dropped += 1
        if not dropped and token[0] == "C" and len(before) > 1 and before[-1] in VOCABULARY:
            said = {folded(w) for w in spoken(sheet.columns[int(token[1:])].name).split()}
            if is_free(before[-2]) and _is_verb_of(folded(before[-2]), said):
                before[-2:] = ["have", "the", before[-1]]
        found.line = " ".join((*before, token, *found.line[match.end() :].split()))


def _explained(before: list[str]) -> int:
    """How many words before a bracket are the name that it explains.

    'Deaths per head' has a small word, which is one of the name if a word before it is.
    """
    number = 0
    for count in range(1, min(MOST_WORDS, len(before)) + 1):
        word = before[-count]
        if is_free(word):
            number = count
        elif word not in _WITHIN_NAMES:
            break
    is_extreme = number and before[-number - 1 : -number] in (["minimum"], ["maximum"])
    return number + (1 if is_extreme and before[-number - 2 : -number - 1] == ["a"] else 0)


def _is_verb_of(word: str, said: set[str]) -> bool:
    """Whether a verb is one of the words of a column, or begins with a short one."""
    return word in said or any(word.startswith(one) for one in said if len(one) >= LEAST_PART)


def _is_alike(before: str, token: str, found: Linked) -> bool:
    """Whether what stands before a bracket is the same column or value as in it."""
    if before[:1] == token[0] == "V":
        return found.values[int(before[1:])] == found.values[int(token[1:])]
    return before == token


_QUANTITY = (
    r"(?:price|prices|amount|amounts|level|levels|rate|rates|value|values|quantity|figure|figures"
    r"|reading|readings|score|scores|content|contents)"
)


_UNITS = (
    r"(?:grams?|kilograms?|kilos?|kg|g|mg|mb|gb|kb|mhz|met(?:re|er)s?|kilomet(?:re|er)s?|km|miles?|feet|inches"
    r"|years?(?= of )|lit(?:re|er)s?|euros?|dollars?|pounds?|degrees?|percent|per ?cent|%"
    r"|calories|hours?|minutes?"
    r"|points?)"
)
"""Units behind a number: that of the column, as far as the table says."""


def _drop_quantities(found: Linked, sheet: Sheet) -> None:
    """Leave out general nouns beside a column, as in 'the price of gas' and 'the murder rate'."""
    found.line = re.sub(rf"\b(C\d+) {_QUANTITY}\b", r"\1", found.line)
    found.line = re.sub(rf"\b{_QUANTITY} of (?:the )?(C\d+)\b", r"\1", found.line)
    found.line = re.sub(
        r"\bnumber of (C(\d+))\b",
        lambda m: m[1] if sheet.columns[int(m[2])].is_number else m[0],
        found.line,
    )
    found.line = re.sub(rf"\b(N\d+) {_UNITS}(?: of(?= C))?(?= |$)", r"\1", found.line)


def _drop_verbs(found: Linked, sheet: Sheet) -> None:
    """Leave out a verb that all rows tell of, as 'died' where they have a date of death."""
    words = {word for column in sheet.columns for word in spoken(column.name).split()}
    words |= sheet.stems
    kept = [w for w in found.line.split() if not words & set(VERBS.get(w, "").split())]
    found.line = " ".join(kept)
