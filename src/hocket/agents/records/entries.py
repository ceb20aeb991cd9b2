"""The rows of a text with one entry for each thing: a visit, a test, a drill, a meeting.

Each field is read by its name and by what the task says of it. A passage of which one field isn't
clear is left to the LLM as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.records.asides import of_now
from hocket.agents.records.conditions import condition_in, word_of_condition
from hocket.agents.records.done import wanted_deed, was_done
from hocket.agents.records.ellipses import asked_of
from hocket.agents.records.fields import Field, clear_fields, fields_in, thing_of
from hocket.agents.records.tellings import count_told, truth_told
from hocket.agents.threads.items import NUMBER
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.passages import Passage

_HEADING = late_pattern(
    r"^(?P<mark>[^\w]*)(?P<name>[A-Z][\w'\u2019&-]*(?: [\w'\u2019&-]+){0,4}?)"
    r"\**(?=\s*(?:[.:,(\u2013]| - |\n|$))"
)
_BULLET = late_pattern(r"(?m)^[ \t]*[-*\u2022\u2013] +\S")
_NUMBERED = late_pattern(r"\D*(?P<number>\d+)")
_ACTIVE = late_pattern(
    r"(?i)\b(?:that|which|who) (?P<word>passed|failed|won|lost|closed|opened|sold out)"
    r"(?=\s*(?:[.,;:!?(]|$)| (?:the|their|its) (?:test|inspection|check|exam)\b)"
)
_MAY_CHOOSE = late_pattern(
    r"(?i)\b(?:that|who|whose|where|with (?:more|fewer|less|at|no|a|an|over|under)|without|only"
    r"|just|except|unless|not|more than|fewer than|less than|at least|at most|over|under|above"
    r"|below|before|after|since|until|between)\b|(?<=[a-z] )which\b"
)
"""What a task may choose some of the things by."""
_AMOUNT = late_pattern(rf"(?i),\s*(?:{NUMBER}|no|an?)\s")
_ASIDES = late_pattern(r"\([^()]*\)|\b[\w-]+\.[a-z]\w{1,4}\b")
_LITTLE = ("of", "the", "and", "at", "on", "in", "upon", "de", "la", "am", "an", "der")


def told_entries(
    keys: Sequence[str], passage: Passage, goal: str, *, is_numbered: bool = True
) -> list[dict[str, Any]] | None:
    """The row of the thing that a passage is about; None where rules do not read all of it.

    Args:
        keys: Those of each row.
        passage: A passage of a text.
        goal: The task.
        is_numbered: Whether the entries of the text have numbers; else each begins with a name.

    Returns:
        No row for a thing that the task does not want, or for a passage without a number that has
        nothing of the fields.
    """
    fields = fields_in(goal, keys)
    if fields is None:
        return None
    said = _without_mark(passage)
    text = None if has_several(said) else of_now(_below_heading(said))
    if text is None or not (is_numbered or _is_headed(said)):
        return None
    if is_numbered and not passage.mark:
        return [] if not any(_may_tell(field, passage.text) for field in fields) else None
    thing = thing_of(goal)
    names = {f.key: _named(f, passage, said) for f in fields if f.kind in ("number", "name")}
    told = {f.key: _told(f, fields, thing, text) for f in fields if f.key not in names}
    values = {field.key: (names | told)[field.key] for field in fields}
    wanted = _is_wanted(goal, passage, text)
    if wanted is False and (not wanted_deed(goal) or not any(told.values())):
        return []
    return [values] if wanted and None not in values.values() else None


def values_told(keys: Sequence[str], passage: Passage, goal: str) -> dict[str, Any]:
    """What a numbered passage tells for certain of its thing, by those keys that ask for it."""
    said = _without_mark(passage)
    text = of_now(_below_heading(said)) if passage.mark and not has_several(said) else None
    if text is None:
        return {}
    fields, thing = clear_fields(goal, keys), thing_of(goal)
    told = {f.key: _told(f, fields, thing, text) for f in fields if f.kind in ("count", "truth")}
    return {key: value for key, value in told.items() if value is not None}


def has_several(text: str) -> bool:
    """Whether a text has a list of several things, each in a line of its own."""
    return len(_BULLET.findall(text)) > 1


def _without_mark(passage: Passage) -> str:
    return re.sub(rf"^[\W_]*{re.escape(passage.mark)}[\s.:)]*", "", passage.text)


def _named(field: Field, passage: Passage, said: str) -> object:
    """The number of an entry, or its name."""
    if field.kind == "number":
        number = _NUMBERED.fullmatch(passage.mark)
        return int(number["number"]) if number else None
    heading = _HEADING.match(said)
    return heading["name"] if heading and _is_name(heading["name"]) else None


def _told(field: Field, fields: Sequence[Field], thing: str, text: str) -> float | None:
    """What a passage tells of a field: how many there are, or whether it is so."""
    if field.kind == "truth":
        return truth_told(field.deed, text)
    if field.deed and thing:
        # The whole thing is none of those that it has.
        text = re.sub(rf"(?i)\b(?:the|this)(?: whole)? {re.escape(thing)}\b", "it", text)
    others = "|".join(f.deed for f in fields if f.is_of_deed and f.among and f is not field)
    count = count_told(field, text, others)
    if count is None and field.among and not _may_tell(field, text):
        # Where there were none of them, nothing was done to any.
        none = count_told(Field(field.key, "count", field.among), text) == 0
        return 0 if none else None
    return count


def _is_headed(said: str) -> bool:
    heading = _HEADING.match(said)
    return heading is not None and _is_name(heading["name"])


def _below_heading(said: str) -> str:
    """What an entry says, without the name of its thing, which is none of a list of things."""
    heading = _HEADING.match(said)
    if heading is None or not _is_name(heading["name"]):
        return said
    rest = said[heading.end() :].lstrip()
    return said if rest.startswith(",") and not _AMOUNT.match(rest) else rest.lstrip(".:, *\n")


def _is_name(heading: str) -> bool:
    return all(word[0].isupper() or word in _LITTLE for word in heading.split())


def _is_wanted(goal: str, passage: Passage, text: str) -> bool | None:
    """Whether a task wants what a passage is about; None if it isn't clear."""
    if wanted_deed(goal):
        return was_done(goal, passage.text, passage.mark)
    condition = condition_in(goal) or asked_of(goal)
    word = word_of_condition(condition)
    if not condition:
        active = _ACTIVE.search(goal)
        if active is None:
            return None if _MAY_CHOOSE.search(_ASIDES.sub("", goal)) else True
        word = active["word"].lower(), True
    if word and condition and not condition.lower().endswith(word[0]):
        return None  # more is said of it, such as a day
    truth = truth_told(word[0], text) if word else None
    return None if word is None or truth is None else truth is word[1]


def _may_tell(field: Field, text: str) -> bool:
    """Whether a passage has a word of what a field asks for."""
    said = "|".join(part for part in (field.noun, field.deed) if part)
    return bool(said) and re.search(rf"(?i)\b(?:{said})\b", " ".join(text.split())) is not None
