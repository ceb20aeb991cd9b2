"""What a report calls the values of a column: in the words of the goal where it has some."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.prose.naming import in_words_of, is_named

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_WORDS = 6
_LINKS = "of|from|in|for|by|with"
_COUNTS = "number|amount|price|cost|level|volume|value"
_AVERAGES = r"\b(?:averages?|means?|yearly|annual|monthly)\b"


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and whether 'the' goes before it."""

    text: str
    definite: bool = False


def name_of(
    header: str, goal: str, subject: str, others: Sequence[str] = (), names: Sequence[str] = ()
) -> Name | None:
    """What a goal calls a column; None if it does not name it.

    Args:
        header: Header of the column, without its unit.
        goal: Text of the goal.
        subject: What the report is on, in the words of the goal.
        others: Headers of the other columns that are told.
        names: Entities, which are no part of the name.

    Examples:
        >>> name_of("hives", "how did the number of hives change", "number of hives")
        Name(text='number of hives', definite=True)
        >>> name_of("gas", "power from coal and gas", "power from coal and gas", ["coal"])
        Name(text='power from gas', definite=False)
    """
    named = in_words_of(header, goal)
    parts = [part for part in re.split(r",\s*(?:and\s+)?|\s+(?:and|or)\s+", subject) if part]
    phrase = (_shared(named, parts, others) if parts else "") or _phrase(
        header, parts, others, names
    )
    if not phrase and named:
        counted = re.search(
            rf"\b(?:{_COUNTS}) of (?:\w+ )?{re.escape(named)}\b", goal, re.IGNORECASE
        )
        phrase = counted[0] if counted else ""
    if not phrase:
        return Name(named, _is_definite(named, goal)) if named else None
    return Name(phrase, any(_is_definite(name, goal) for name in (phrase, *parts[:1])))


def _phrase(header: str, parts: Sequence[str], others: Sequence[str], names: Sequence[str]) -> str:
    """The part of the subject that names the column and nothing else."""
    for part in parts:
        plain = re.sub(r"^(?:the|an?|its|their)\s+", "", part.strip(), flags=re.IGNORECASE)
        plain = _without_entity(plain, names)
        foreign = any(in_words_of(other, plain) for other in others)
        foreign = foreign or any(is_named(name, plain) for name in names)
        long = len(plain.split()) > MAX_WORDS or bool(re.search(r"\d{4}|[()]", plain))
        if in_words_of(header, plain) and not (foreign or long or re.search(_AVERAGES, plain)):
            return plain
    return ""


def _without_entity(phrase: str, names: Sequence[str]) -> str:
    """A phrase without what it is of: the unemployment rate 'of men'."""
    for name in names:
        if is_named(name, phrase):
            form = rf"\s+(?:{_LINKS}|at|to)\s+(?:the\s+)?{re.escape(name)}\b.*$"
            phrase = re.sub(form, "", phrase, flags=re.IGNORECASE)
    return phrase


def _shared(named: str, parts: Sequence[str], others: Sequence[str]) -> str:
    """The name with what stands before the first of several: 'power from' coal, gas and wind."""
    match = re.match(rf"(.+?\s(?:{_LINKS})\s+)(?:the\s+)?(.+)", parts[0])
    if match is None or named not in parts[1:] or len(match[1].split()) >= MAX_WORDS:
        return ""
    is_list = any(in_words_of(other, match[2]) for other in others)
    return f"{match[1]}{named}" if is_list and not re.search(_AVERAGES, match[1]) else ""


def _is_definite(name: str, goal: str) -> bool:
    return bool(name) and bool(re.search(rf"\bthe\s+{re.escape(name)}\b", goal, re.IGNORECASE))
