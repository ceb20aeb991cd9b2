"""The values that a question comes to, under the keys that the task names for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import spoken
from hocket.agents.grammar.conditions import Unread
from hocket.agents.grammar.lexicon import folded
from hocket.agents.grammar.wishes import BY_HOW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.agents.forms import Form

RANK = frozenset(("rank", "place", "position", "nr", "no"))
_LONG = frozenset(("years", "months", "days", "length", "number", "count", "long", "duration"))
SPAN_WORDS: Mapping[str, frozenset[str]] = {
    "from": frozenset(("from", "first", "start", "begin", "before")),
    "to": frozenset(("to", "last", "end", "until", "after", "year", "month")),
    "first": frozenset(("first", "from", "start", "begin", "since")),
    "last": frozenset(("last", "to", "end", "until")),
    "length": _LONG,
    "by": frozenset(
        ("by", "rise", "fall", "drop", "increase", "decrease", "change", "points", "difference",
         "growth", "jump", "gain", "loss")
    ),
    "change": frozenset(("change", "difference")),
    "percent": frozenset(
        ("percent", "by", "rise", "fall", "drop", "increase", "decrease", "change")
    ),
    "time": frozenset(("year", "quarter", "month", "week", "date", "day", "time", "when")),
}  # fmt: skip
"""The words by which keys name the values of a series."""


@dataclass(frozen=True, slots=True)
class Told:
    """The columns of an answer.

    Attributes:
        words: The words by which a key may name each of them.
        rows: The values.
        names: How many of the first columns are names, not figures.
        is_ranked: Whether the order of the rows is that of a ranking.
        is_down: Whether the smallest figure comes first in it.
    """

    words: tuple[frozenset[str], ...]
    rows: tuple[tuple[Any, ...], ...]
    names: int = 1
    is_ranked: bool = False
    is_down: bool = False


def answer_of(told: Told, form: Form) -> dict[str, Any]:
    """The answer for ``fill``.

    Raises:
        Unread: The form wants something else.
    """
    if form.order is not None and told.is_ranked and not _is_in_order(form, told):
        raise Unread
    if form.kind == "words":
        return {"kind": "value", "value": _in_words(told)}
    if form.kind == "csv" or form.shape == "objects":
        return _records(told, form)
    if form.kind != "json":
        raise Unread
    if form.shape == "list" or (form.shape == "open" and _is_list(told)):
        if told.names != 1 or (len(told.words) > 1 and not told.is_ranked):
            raise Unread
        return {"kind": "value", "value": [row[0] for row in told.rows]}
    if form.shape == "object":
        return {"kind": "value", "value": _object(told, form.keys)}
    if form.shape in ("mapping", "nested", "open"):
        return {"kind": "value", "value": _mapping(told, form)}
    raise Unread


def span_answer(found: Mapping[str, Any], form: Form) -> dict[str, Any]:
    """The answer to a question on a series.

    Raises:
        Unread: A key is none of its values, or could be several.

    Examples:
        >>> from hocket.agents.forms import form_of
        >>> form = form_of("Write a.json with start, end and years.", ["a.json"])
        >>> span_answer({"length": 3, "first": 1990, "last": 1992}, form)["value"]
        {'start': 1990, 'end': 1992, 'years': 3}
    """
    if form.kind == "words":
        main = found.get("time", found.get("by")) if len(found) <= PAIR else None
        if main is None:
            raise Unread
        return {"kind": "value", "value": main}
    if form.kind != "json" or form.shape != "object":
        raise Unread
    value: dict[str, str] = {}
    for key in form.keys:
        words = set(spoken(key).split())
        meant = [name for name in found if words & SPAN_WORDS[name]]
        if not meant and "by" in found and is_size(key, form.task):
            meant = ["by"]
        if len(meant) != 1 or meant[0] in [m for m in value.values() if isinstance(m, _Meant)]:
            raise Unread
        value[key] = _Meant(meant[0])
    if len(set(value.values())) < len(value):
        raise Unread
    return {"kind": "value", "value": {key: found[meant] for key, meant in value.items()}}


def is_size(key: str, task: str) -> bool:
    """Whether a task says that a key is by how much something changed.

    Examples:
        >>> is_size("metres", "Write a.json with year and metres, by how many metres it rose.")
        True
        >>> is_size("metres", "When did it rise most, and by how many metres? Write metres.")
        True
    """
    if re.search(rf"\bby how many {re.escape(key)}\b(?! to\b)", task, re.IGNORECASE):
        return True
    behind = rf"\b{re.escape(key)}['\"`]?(?={BY_HOW.pattern})"
    return re.search(behind, task, re.IGNORECASE) is not None


def in_order(told: Told, form: Form) -> Told:
    """The rows in the order of their figures, where a form wants the largest or smallest first.

    Raises:
        Unread: They have several figures, or none.
    """
    order = form.order
    is_list = form.kind == "csv" or form.shape in ("list", "objects")
    if order is None or order.kind != "size" or not is_list:
        return told
    if len(told.words) != told.names + 1 or len(order.parts) != 1:
        raise Unread
    is_fall = order.parts[0][1]
    rows = sorted(told.rows, key=lambda row: row[-1], reverse=is_fall)
    return replace(told, rows=tuple(rows), is_ranked=True, is_down=not is_fall)


class _Meant(str):
    """The name of a value that a key means."""

    __slots__ = ()


PAIR = 2
LEAST = 4


def _is_list(told: Told) -> bool:
    return len(told.words) == 1


def _in_words(told: Told) -> Any:
    if len(told.rows) == 1:
        return told.rows[0][told.names] if told.names == 0 else told.rows[0][0]
    if told.names == 1 and (told.is_ranked or len(told.words) == 1):
        return [row[0] for row in told.rows]
    raise Unread


def _is_in_order(form: Form, told: Told) -> bool:
    """Whether the order that is asked for is that of the ranking, as far as words show."""
    order = form.order
    if order is None:
        return True
    if order.kind != "size":
        return False
    return len(order.parts) == 1 and order.parts[0][1] is not told.is_down


def _records(told: Told, form: Form) -> dict[str, Any]:
    if not form.keys:
        raise Unread
    columns = list(told.words)
    rows = [list(row) for row in told.rows]
    if told.is_ranked and len(form.keys) == len(columns) + 1:
        columns.append(RANK)
        rows = [[*row, number] for number, row in enumerate(rows, 1)]
    places = _meant(form.keys, columns)
    table = [[row[place] for place in places] for row in rows]
    return {"kind": "table", "columns": list(form.keys), "rows": table}


def _meant(keys: Sequence[str], columns: Sequence[frozenset[str]]) -> list[int]:
    """The column that each key means; the last one is that which is left.

    Raises:
        Unread: There are more keys or fewer, or one could mean several columns.
    """
    if len(keys) != len(columns):
        raise Unread
    taken: dict[str, int] = {}
    for key in keys:
        words = {*map(folded, spoken(key).split())}
        scores = [_score(words, {*map(folded, said)}) for said in columns]
        best = max(scores)
        if best and scores.count(best) == 1:
            taken[key] = scores.index(best)
    left = [key for key in keys if key not in taken]
    free = [place for place in range(len(columns)) if place not in taken.values()]
    if len(set(taken.values())) < len(taken) or len(left) > 1 or len(left) != len(free):
        raise Unread
    taken |= dict(zip(left, free, strict=True))
    return [taken[key] for key in keys]


def _score(words: set[str], said: set[str]) -> int:
    """How many words of a key are those of a column, or their beginnings, as 'body' of 'bodywt'."""
    return sum(
        word in said or any(len(word) >= LEAST and one.startswith(word) for one in said)
        for word in words
    )


def _object(told: Told, keys: Sequence[str]) -> dict[str, Any]:
    """One row as an object."""
    if len(told.rows) != 1:
        raise Unread
    places = _meant(keys, told.words)
    return {key: told.rows[0][place] for key, place in zip(keys, places, strict=True)}


def _mapping(told: Told, form: Form) -> dict[str, Any]:
    """Names with their figures, or with those of each other name."""
    if len(told.words) == told.names or told.names not in (1, PAIR):
        raise Unread
    if told.names == PAIR:
        if form.shape == "mapping":
            raise Unread
        keys = form.keys if form.shape == "nested" and len(form.keys) == PAIR else ()
        order = _meant(keys, told.words[:PAIR]) if keys else [0, 1]
        value: dict[str, Any] = {}
        for row in told.rows:
            value.setdefault(_named(row[order[0]]), {})[_named(row[order[1]])] = row[PAIR]
        return value
    if form.shape == "nested" or len(told.words) != PAIR:
        raise Unread
    if form.pair[0]:
        said = {*map(folded, spoken(form.pair[0]).split())}
        others = {*map(folded, told.words[1])} - {*map(folded, told.words[0])}
        if said & others and not said & {*map(folded, told.words[0])}:
            raise Unread  # it wants the figures as names
    return {_named(row[0]): row[1] for row in told.rows}


def _named(value: Any) -> Any:
    return value if isinstance(value, str) else re.sub(r"\.0$", "", str(value))
