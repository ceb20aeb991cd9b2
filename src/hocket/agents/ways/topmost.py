"""The row that a statement sorts to the top of each group, where one row of each is wanted.

A small LLM that is asked for the winner of each class sorts all runners by class and time and stops
there: what it means is the first row of each class.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms import fill
from hocket.agents.forms.figures import is_number
from hocket.agents.forms.shaping import PAIR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.agents.forms import Filled, Form

_SHAPES = ("mapping", "mapping of objects")
_EXTREME = re.compile(
    r"\b(?:winners?|top|best|worst|first|last|most|least|max\w*|min\w*|leader|record|newest|\w{3,}est)\b",
    re.IGNORECASE,
)
_NO_EXTREME = re.compile(
    r"\b(?:forest|interest|request|harvest|honest|west|rest|test|nest)\b", re.IGNORECASE
)
_ORDER = re.compile(r"\border\s+by\s+((?:[^()]|\([^()]*\))+?)\s*;?\s*\Z", re.IGNORECASE)
_DIRECTION = re.compile(r"\s+(?:asc|desc)?(?:\s*nulls\s+(?:first|last))?\s*\Z", re.IGNORECASE)


def filled_with(form: Form, code: str, answer: Mapping[str, Any]) -> Filled:
    """The answer in its form; with the topmost rows if all of them do not fit it.

    That is wrong as long as nothing but the order of the rows says which are meant: the LLM is told
    so, and nothing makes it right.

    Args:
        form: What is asked for.
        code: The statement or program.
        answer: Its result.
    """
    filled = fill(form, answer)
    taken = topmost(form, code, answer) if filled.lacks else answer
    if taken is answer:
        return filled
    best = fill(form, taken)
    return filled if best.lacks else replace(best, wrong=best.wrong or filled.lacks)


def topmost(form: Form, code: str, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first row of each group, if a statement sorts by a number to have it there; else all.

    Args:
        form: What is asked for.
        code: The statement.
        answer: Its result.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> form = form_of("The fastest of each club: a.json, club -> name.", ["a.json"])
        >>> rows = [["A", "Eva", 41], ["A", "Jan", 45], ["B", "Ben", 43]]
        >>> answer = {"kind": "table", "columns": ["club", "name", "time"], "rows": rows}
        >>> topmost(form, "SELECT * FROM df ORDER BY club, time", answer)["rows"]
        [['A', 'Eva', 41], ['B', 'Ben', 43]]
        >>> topmost(form, "SELECT * FROM df", answer) == answer
        True
    """
    order = _ORDER.search(code)
    said = _NO_EXTREME.sub("", form.task)
    if order is None or form.shape not in _SHAPES or not _EXTREME.search(said):
        return answer
    if answer["kind"] != "table" or not answer["rows"]:
        return answer
    columns, rows = answer["columns"], answer["rows"]
    sorted_by = [_bare(_DIRECTION.sub("", key + " ")) for key in _keys(order[1])]
    measured = [n for n, value in zip(columns, rows[0], strict=True) if is_number(value)]
    named = [f"{key}as{_bare(name)}" for key in sorted_by for name in measured]  # behind AS
    is_sorted = any(_bare(name) in sorted_by for name in measured)
    is_sorted = is_sorted or any(name in _bare(code) for name in named)
    if len(columns) <= PAIR or not is_sorted:
        return answer
    first: dict[str, Any] = {}
    for row in rows:
        first.setdefault(str(row[0]), row)
    return {**answer, "rows": list(first.values())}


def _keys(order: str) -> list[str]:
    """What a statement sorts by, a text for each."""
    return re.split(r",(?![^()]*\))", order)


def _bare(name: str) -> str:
    """A name or an expression without quotes, spaces and the table in front."""
    return re.sub(r'["\s]|\b\w+\.(?=[\w"])', "", name).casefold()
