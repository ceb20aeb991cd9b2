"""What a report calls the values of a column: in the words of the goal where it has some."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.prose.columns import month_headers, naming, times_in
from hocket.prose.naming import (
    TOTALS,
    humanised,
    in_words_of,
    is_named,
    links_of,
    measured_of,
    tokens,
)
from hocket.prose.source import measures_of
from hocket.prose.unit import of_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.prose.source import Source

MAX_WORDS = 6
PLACES = {"country", "city", "state", "town", "county", "continent", "place", "nation", "region"}
_LINKS = "of|from|in|for|by|with"
_STRAY = (
    "columns?|files?|tables?|figures?|values?|how|did|year|month|holds?|has|highest|lowest|largest"
    "|smallest|greatest|biggest|most|least|last|latest|first|maximum|minimum"
)
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
    if named and phrase in ("", named):
        counted = re.search(
            rf"\b(?:{_COUNTS}) of (?:\w+ )?{re.escape(named)}\b", goal, re.IGNORECASE
        )
        phrase = (counted[0] if counted else _with_kind(named, goal)) or phrase
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


def _with_kind(named: str, goal: str) -> str:
    """The name with the words that say which: 'the unemployment' rate; empty if there are none."""
    match = re.search(rf"\bthe ((?:[a-z][a-z-]+ ){{1,2}}{re.escape(named)})\b", goal)
    vague = match and re.search(rf"\b(?:{_LINKS}|to|at|on|and|or|{_STRAY})\b", match[1])
    return match[1] if match and not vague else ""


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


def measure_of(source: Source, header: str) -> Name:
    """What a report calls the values of a column of a table."""
    table, goal = source.table, source.goal
    months = month_headers(table)
    measures = [months[0]] if months else measures_of(source, times_in(table)[1])
    headers = [of_header(table.header[i])[0] for i in measures]
    entities = source.names
    # A share is no amount, so words for shares do not name the amounts.
    subject = "" if source.wanted.shares else _without_groups(source)
    if called_after_columns(source, header):
        return Name(measured_of([header, *proper_headers(source)], goal))
    named = name_of(header, goal, subject, [h for h in headers if h != header], entities)
    if named or len(measures) > 1:
        named = named or Name(humanised(header))
        return Name(named.text, definite=True) if named.text.lower() in TOTALS else named
    meant = [name for name in entities if is_named(name, goal)]
    measured = (measured_of(meant, goal) if meant else "") or _without_entity(subject, meant)
    if not measured and (months or header == "value"):
        return Name(humanised(source.name.rpartition(".")[0]) or header)
    is_definite = bool(re.search(rf"\bthe\s+{re.escape(measured)}\b", goal)) and bool(measured)
    return Name(measured or humanised(header), is_definite)


def _without_groups(source: Source) -> str:
    """The subject without the column that it is parted by: sales 'by region'."""
    headers = "|".join(re.escape(name) for name in source.table.header if name.strip())
    form = rf"\s+(?:by|per|across|for each|in each|in every)\s+(?:the\s+)?(?:{headers})(?:s|es)?$"
    return re.sub(form, "", source.wanted.subject, flags=re.IGNORECASE)


def link_of_entities(source: Source, entities: list[str]) -> str:
    """The preposition between what is measured and the things it is measured of."""
    link = links_of(entities, source.goal)
    columns = naming(source.table, times_in(source.table)[1])
    headers = [source.table.header[c] for c in columns if entities[0] in source.table.column(c)]
    kinds = {token for header in headers for token in tokens(header)}
    return link or ("at" if "station" in kinds else "in" if kinds & PLACES else "for")


def called_after_columns(source: Source, header: str) -> str:
    """The thing that a column is named after, such as a town: the goal says what is measured of it.

    Such names have capitals in the goal: 'the rainfall of Oslo and Bergen'.
    """
    within = re.search(rf"(?<=[a-z,] ){re.escape(header)}\b", source.goal)
    measured = measured_of([header, *proper_headers(source)], source.goal)
    return header if header[:1].isupper() and within and measured else ""


def proper_headers(source: Source) -> list[str]:
    """The headers with a capital that the goal has as well."""
    headers = [of_header(header)[0] for header in source.table.header]
    return [name for name in headers if name[:1].isupper() and name in source.goal]
