"""What looks wrong with a program on tables and its result, by the words of the task.

None of it is certain, so the LLM is asked once more and may give the same.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from hocket.agents.ways.single_ratios import mean_of_ratios
from hocket.agents.ways.spans import year_left_out
from hocket.core.late_pattern import late_pattern
from hocket.documents.profile.day_parts import DAY_PART, HOUR, OTHER, hours_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.agents.forms import Filled, Form
    from hocket.documents.profile import Column

_AVERAGE = late_pattern(r"\b(?:averages?|mean|means of)\b(?! that\b)", re.IGNORECASE)
_ABOUT_AVERAGE = late_pattern(
    r"\b(?:above|below|over|under|than) (?:the )?(?:average|mean)\b"
    r"|\b(?:does|do|did|could|might|I|we|you|they) (?:\w+ ){0,3}mean\b",
    re.IGNORECASE,
)
"""An average that is compared with, or no average at all."""
_OF_AVERAGES = late_pattern(r"mean|average|avg|index|rate|per_|score", re.IGNORECASE)
"""Names of columns that hold averages already."""
_TAKES_AVERAGE = late_pattern(
    r"mean\b|avg|average|median|rolling|resample|describe|\bagg\(|linregress|polyfit|regr_"
    r"|\bfit\(|\bpivot_table\(|\bstatistics\.",
    re.IGNORECASE,
)
_QUOTED = late_pattern(r"\"[^\"\n]*\"|'[^'\n]*'|#.*|--.*")
_SHARE = late_pattern(r"\bsum\([^()]*[<>=][^()]*\)", re.IGNORECASE)
"""A sum of what is true or not: a count."""
_SUMS = late_pattern(r"\bsum\(|\+=", re.IGNORECASE)
_CHOOSES = late_pattern(r"\b(?:which|whose|in what)\b", re.IGNORECASE)
_CONDITION = late_pattern(
    r"\b(?:than|at least|at most|over|above|below|under|more|less|fewer|without|never|only|not"
    r"|between|exceed\w*|both|same|(?:half|thirds?|quarters?|percent|%) of)\b",
    re.IGNORECASE,
)
FEWEST = 5
"""Rows of which some are likely to be left out by a condition."""


def doubt_in(task: str, code: str, columns: Sequence[Column], form: Form, filled: Filled) -> str:
    """What looks wrong with a program and what it gave; empty if nothing does.

    Args:
        task: What is asked.
        code: The program or statement.
        columns: Those of the table, if there is one alone.
        form: The form of the answer.
        filled: The answer.
    """
    return (
        year_left_out(task, code, columns)
        or half_of_hours(task, code)
        or mean_of_ratios(_without_names(task, form), code)
        or not_averaged(_without_names(task, form), code, columns)
        or all_chosen(task, columns, form, filled)
    )


def not_averaged(task: str, code: str, columns: Sequence[Column]) -> str:
    """That a program takes no average where its task speaks of one; else empty.

    Examples:
        >>> not_averaged("Which hour is the busiest on average?", "df['hour'].mode()[0]", [])
        'the task takes an average: take the mean of each group (mean, avg)'
        >>> not_averaged("Which hour is the busiest on average?", "t.groupby('hour').mean()", [])
        ''
    """
    if not _AVERAGE.search(_ABOUT_AVERAGE.sub(" ", task)):
        return ""
    if any(_OF_AVERAGES.search(column.name) for column in columns):
        return ""
    bare = _SHARE.sub(" ", code)
    divides = "/" in _QUOTED.sub(" ", bare) and _SUMS.search(bare)
    if (
        divides
        or _TAKES_AVERAGE.search(_QUOTED.sub(" ", code))
        or "'mean'" in code.replace('"', "'")
    ):
        return ""
    return "the task takes an average: take the mean of each group (mean, avg)"


def half_of_hours(task: str, code: str) -> str:
    """That a program compares times with the begin of the hours of a task alone; else empty.

    Examples:
        >>> half_of_hours("How many calls came between 22:00 and 6:00?", "df['h'] >= 22")
        "the hours go on to 6:00: df['part_of_day'] tells '22:00 to 6:00' from 'other'"
        >>> half_of_hours("How many calls came between 22:00 and 6:00?", "(h >= 22) | (h < 6)")
        ''
    """
    hours = hours_in(task)
    if not hours or hours[-1][0] != OTHER or DAY_PART in code:
        return ""
    name, begin, end = hours[0]
    numbers = {int(number) for number in re.findall(r"(?<![\d.])\d+", code)}
    is_begun = begin // HOUR in numbers
    if end > begin or not is_begun or numbers & {end // HOUR, end // HOUR - 1}:
        return ""
    until = f"{end // HOUR}:{end % HOUR:02}"
    return f"the hours go on to {until}: df['{DAY_PART}'] tells {name!r} from {OTHER!r}"


def _without_names(task: str, form: Form) -> str:
    """The task without the names of what it wants, which may be those of averages there are."""
    names = [*form.keys, *(slot.name for slot in form.slots)]
    named = "|".join(map(re.escape, names)) or r"(?!)"
    return re.sub(rf"(?<!\w)(?:{named})(?!\w)", " ", task)


def all_chosen(task: str, columns: Sequence[Column], form: Form, filled: Filled) -> str:
    """That a list of what meets a condition has all that there is; else empty.

    Examples:
        >>> from hocket.agents.forms import fill, form_of
        >>> from hocket.documents.profile import Column
        >>> task = "Which towns had more rain than sun? Write t.json, a list of their names."
        >>> form = form_of(task, ["t.json"])
        >>> given = {"kind": "value", "value": ["Ede", "Goa", "Hof", "Ulm", "Ypres"]}
        >>> town = Column("town", distinct=5, unique=True)
        >>> all_chosen(task, [town], form, fill(form, given))
        'it gives all 5, so its condition leaves nothing out'
    """
    is_list = form.kind == "json" and form.shape == "list" and filled.content is not None
    if not is_list or not _CHOOSES.search(task) or not _CONDITION.search(task):
        return ""
    items = json.loads(filled.content or b"[]")
    if not isinstance(items, list) or len(items) < FEWEST or len({*map(str, items)}) < len(items):
        return ""
    rows = max((column.distinct for column in columns if column.unique), default=0)
    is_all = len(items) == rows
    return f"it gives all {rows}, so its condition leaves nothing out" if is_all else ""
