"""A value or rows in another shape: records, a list, a mapping, an object with given keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NoReturn

from hocket.agents.forms.absent import without_absent
from hocket.agents.forms.flags import unflagged, without_flag
from hocket.agents.forms.lone import lone_items, lone_values
from hocket.agents.forms.named import of_named_one, only_named
from hocket.agents.forms.naming import by_words, column_meant
from hocket.agents.forms.repeats import ranked_twice, repeated_column, several_rows
from hocket.documents.synonyms import mean_the_same

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hocket.agents.forms.wanted import Form

PAIR, TRIPLE = 2, 3
MOSTLY = 2
NO_NUMBER = "it is missing, infinite or no number; leave out rows without it, such as the log of 0"

MOMENTS = frozenset(("year", "month", "day", "date", "jahr", "index", "id"))


class Lacking(Exception):  # noqa: N818 - no error of the program: what an answer lacks
    """An answer does not have what its form needs; the message says so to the LLM."""


def normal(name: str) -> str:
    """A name without case and marks."""
    return re.sub(r"[\W_]+", "", name).casefold()


def flat(value: Any, above: str = "") -> dict[str, Any]:
    """The values of nested objects by their normal names, those above joined in front."""
    if isinstance(value, dict) and value:
        merged: dict[str, Any] = {}
        for key, inner in value.items():
            merged |= flat(inner, f"{above}_{key}" if above else str(key).lstrip("@"))
        return merged
    if isinstance(value, list) and len(value) == 1:
        return flat(value[0], above)
    if isinstance(value, list) and not above and value:
        return {str(place): item for place, item in enumerate(value)}
    return {normal(above): value}


def labelled(answer: Mapping[str, Any]) -> dict[tuple[Any, ...], Any]:
    """The values of an answer by their labels: row and column, or the names on the way to them."""
    if answer["kind"] == "table":
        names = answer["columns"]
        return {
            (str(row[0]) if isinstance(row[0], list | dict) else row[0], name): value
            for row in answer["rows"]
            for name, value in zip(names[1:], row[1:], strict=True)
        }
    return _paths(answer.get("value"))


def _paths(value: Any, above: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], Any]:
    if not isinstance(value, dict):
        return {above: value} if above else {}
    paths: dict[tuple[Any, ...], Any] = {}
    for key, inner in value.items():
        paths |= _paths(inner, (*above, key))
    return paths


def shaped(form: Form, answer: Mapping[str, Any]) -> Any:  # noqa: PLR0911 - a shape a line
    """The JSON of an answer in the shape of the form.

    Raises:
        Lacking: It has not what the shape needs.
    """
    if form.shape == "object":
        return _object(form.keys, answer)
    if form.shape == "objects":
        return _objects(form, answer)
    if form.shape == "list":
        return lone_items(form.task, _list(answer))
    if form.shape == "mapping":
        mapping = of_named_one(form.task, lone_values(form.task, unflagged(_mapping(answer))))
        return without_absent(form.task, mapping)
    if form.shape == "nested":
        return without_absent(form.task, _nested(form, answer))
    if form.shape == "mapping of objects":
        return _mapping_of_objects(form.keys, answer)
    return _plain(answer)


def records_of(
    answer: Mapping[str, Any], keys: Sequence[str]
) -> tuple[list[str], list[Sequence[Any]]]:
    """(columns, rows) of an answer, with the columns that are asked for.

    Raises:
        Lacking: It is no table, or lacks a column.
    """
    if answer["kind"] == "table":
        names, rows = list(answer["columns"]), list(answer["rows"])
    else:
        names, rows = _rows_of(answer.get("value"))
    if not keys:
        return names, rows
    names, rows = without_flag(names, rows, keys)
    places = _places(names, keys, rows)
    return list(keys), [[row[place] for place in places] for row in rows]


def rows_for(form: Form, answer: Mapping[str, Any]) -> tuple[list[str], list[Sequence[Any]]]:
    """(columns, rows) of an answer in the columns of the form, each group once, as they are named.

    A program that writes the figures of a group into each of its rows repeats them: where one row
    for each group is asked for and most rows are repeated ones, each is kept once.

    Raises:
        Lacking: It is no table, or lacks a column.
    """
    names, rows = records_of(answer, form.keys)
    once = {repr(row): row for row in rows} if form.is_grouped and form.keys else {}
    groups = {repr(row[0]) for row in rows}
    is_repeated = once and MOSTLY * len(once) <= len(rows) and len(groups) == len(once)
    kept = list(once.values()) if is_repeated else rows
    named = set(only_named(form.task, [str(row[0]) for row in kept if isinstance(row[0], str)]))
    return names, [row for row in kept if not isinstance(row[0], str) or row[0] in named]


def _rows_of(value: Any) -> tuple[list[str], list[Sequence[Any]]]:
    if isinstance(value, dict) and value:
        inner = list(value.values())
        if all(isinstance(v, list) for v in inner) and len({len(v) for v in inner}) == 1:
            return list(value), [list(row) for row in zip(*inner, strict=True)]
        if all(isinstance(v, dict) for v in inner):
            value = [{"name": key, **v} for key, v in value.items()]
        elif not any(isinstance(v, list | dict) for v in inner):
            return ["name", "value"], [list(pair) for pair in value.items()]
    if isinstance(value, list) and value:
        if all(isinstance(item, dict) for item in value):
            names = list(dict.fromkeys(key for item in value for key in item))
            return names, [[item.get(name) for name in names] for item in value]
        if all(isinstance(item, list) for item in value) and len({len(i) for i in value}) == 1:
            return [str(n) for n in range(len(value[0]))], value
    raise Lacking("answer is no table; set it to a DataFrame with the columns asked for")


def _places(
    names: Sequence[str], keys: Sequence[str], rows: Sequence[Sequence[Any]] = ()
) -> list[int]:
    """The place of the column for each key: by name, else in order where the numbers agree.

    A column that holds the same as one that has its name already is not what another key means.
    """
    by_name = {normal(name): place for place, name in reversed(list(enumerate(names)))}
    places = {key: by_name[normal(key)] for key in keys if normal(key) in by_name}
    for key in (key for key in keys if key not in places):
        alike = [p for p, name in enumerate(names) if mean_the_same(key, name)]
        if len(alike) == 1 and alike[0] not in places.values():
            places[key] = alike[0]
    rest = [place for place in range(len(names)) if place not in places.values()]
    open_keys = [key for key in keys if key not in places]
    if len(rest) > len(open_keys):
        rest = [p for p in rest if not any(_are_same(rows, p, q) for q in places.values())]
    if open_keys and len(rest) != len(open_keys):
        meant = {key: column_meant(key, [names[p] for p in rest]) for key in open_keys}
        if all(meant.values()) and len(set(meant.values())) == len(meant):
            places |= {key: names.index(name) for key, name in meant.items()}
            return [places[key] for key in keys]
        lacking = ", ".join(map(repr, open_keys))
        raise Lacking(f"answer lacks {lacking}; it has {', '.join(map(repr, names))}")
    places |= dict(zip(open_keys, rest, strict=False))
    return [places[key] for key in keys]


def _are_same(rows: Sequence[Sequence[Any]], first: int, second: int) -> bool:
    return bool(rows) and all(str(row[first]) == str(row[second]) for row in rows)


def _plain(answer: Mapping[str, Any]) -> Any:
    if answer["kind"] == "table":
        return [dict(zip(answer["columns"], row, strict=True)) for row in answer["rows"]]
    return answer.get("value")


def _object(keys: Sequence[str], answer: Mapping[str, Any]) -> Any:
    value = _plain(answer)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, list) and len(value) == len(keys) and not _holds_objects(value):
        return dict(zip(keys, value, strict=True))
    if answer["kind"] == "table" and len(answer["columns"]) == PAIR and len(answer["rows"]) > 1:
        value = {str(name): inner for name, inner in answer["rows"]}
    if len(keys) == 1 and not isinstance(value, dict):
        return {keys[0]: value}
    if not isinstance(value, dict):
        raise Lacking(f"answer is no dict; it needs the keys {', '.join(map(repr, keys))}")
    direct = {normal(str(name)): inner for name, inner in value.items()}
    values = {**flat(value), **direct}
    missing = [key for key in keys if values.get(normal(key)) is None]
    if missing and len(value) == len(keys) and len(missing) < len(keys):
        rest = [v for k, v in direct.items() if k not in {normal(key) for key in keys}]
        if len(rest) == len(missing) and None not in rest:
            values |= {normal(k): v for k, v in zip(missing, rest, strict=True)}
            missing = []
    if missing:
        by_label = _only_column(keys, value) or by_words(keys, labelled(answer))
        return by_label or _refused(missing, value, values)
    return {key: values[normal(key)] for key in keys}


def _only_column(keys: Sequence[str], value: Mapping[str, Any]) -> dict[str, Any]:
    """Of a frame with a row for each key, its only column; empty if not sure.

    A year that is the same in all rows, such as a mean, only came along.
    """
    columns = [
        {normal(str(name)): inner for name, inner in column.items()}
        for column in value.values()
        if isinstance(column, dict)
    ]
    moments = [column for name, column in value.items() if normal(str(name)) in MOMENTS]
    wanted = {key: normal(key) for key in keys}
    whole = [column for column in columns if set(wanted.values()) <= set(column)]
    left = [c for c in whole if len({repr(v) for v in c.values()}) > 1]
    if len(columns) < len(value) or len(left) != 1 or len(whole) - len(left) != len(moments):
        return {}
    return {key: left[0][name] for key, name in wanted.items()}


def _refused(missing: Sequence[str], value: Mapping[str, Any], known: Collection[str]) -> NoReturn:
    named = ", ".join(map(repr, missing))
    if all(normal(key) in known for key in missing):
        message = f"answer lacks a value for the key {named}: {NO_NUMBER}"
        raise Lacking(message)
    has = ", ".join(repr(str(name)) for name in value)
    message = f"answer lacks a value for the key {named}; it has {has}"
    raise Lacking(message)


def _objects(form: Form, answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    names, rows = rows_for(form, answer)
    if names and (twice := ranked_twice(form, rows)):
        raise Lacking(twice)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _list(answer: Mapping[str, Any]) -> list[Any]:
    """One list: the only column, or the first column of words of several."""
    if answer["kind"] == "table":
        columns = list(zip(*answer["rows"], strict=True))
        worded = [c for c in columns if all(isinstance(v, str) for v in c)]
        return list((worded or columns or [()])[0])
    value = answer.get("value")
    if isinstance(value, dict):
        inner = list(value.values())
        if len(inner) == 1 and isinstance(inner[0], list):
            return list(inner[0])
        return list(value)
    if isinstance(value, list):
        if _holds_objects(value) and all(len(item) == 1 for item in value):
            return [next(iter(item.values())) for item in value]
        return value
    if value is None:
        raise Lacking("answer is None; set it to a list")
    return [value]


def _mapping(answer: Mapping[str, Any]) -> dict[str, Any]:
    if answer["kind"] == "table" and len(answer["columns"]) == TRIPLE:
        names, rows = without_flag(answer["columns"], answer["rows"], ())
        answer = {**answer, "columns": names, "rows": rows}
    if answer["kind"] == "table" and len(answer["columns"]) != PAIR:
        if len(answer["rows"]) == 1:
            return dict(zip(answer["columns"], answer["rows"][0], strict=True))
        raise Lacking("answer has more than a name and a value in a row; leave those two columns")
    if answer["kind"] == "table":
        return _by_name(answer["columns"], answer["rows"], [row[1] for row in answer["rows"]])
    value = answer.get("value")
    if isinstance(value, dict):
        if column := repeated_column(value):
            raise Lacking(column)
        inner = list(value.values())
        if len(inner) == 1 and isinstance(inner[0], dict):
            return dict(inner[0])  # a frame of one column
        if not any(isinstance(v, dict) and len(v) > 1 for v in inner):
            return {
                k: next(iter(v.values())) if isinstance(v, dict) else v for k, v in value.items()
            }
        return value
    names, rows = records_of(answer, ())
    if len(names) != PAIR:
        raise Lacking("answer is no dict of a name to a value")
    return _by_name(names, rows, [row[1] for row in rows])


def _by_name(
    names: Sequence[str], rows: Sequence[Sequence[Any]], values: Iterable[Any]
) -> dict[str, Any]:
    """A mapping of the first column; of two values for one name nobody knows which is meant."""
    mapping: dict[str, Any] = {}
    for row, value in zip(rows, values, strict=True):
        name = str(row[0])
        if name in mapping and mapping[name] != value:
            raise Lacking(several_rows(name, names, row))
        mapping[name] = value
    return mapping


def _nested(form: Form, answer: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping of mappings; the keys name the column of the outer and of the inner names.

    Raises:
        Lacking: The inner names are one word for all, such as the name of their column.
    """
    keys, value = form.keys, answer.get("value")
    has_levels = _counts_by_inner(form)
    if isinstance(value, dict) and all(isinstance(v, dict) for v in value.values()):
        if has_levels and _is_flat(keys, value.values()):
            raise Lacking(_no_levels(keys))
        return value
    names, rows = records_of(answer, ())
    if len(names) == PAIR and has_levels:
        raise Lacking(_no_levels(keys))
    levels = {normal(k) for k in keys}
    are_named = len(names) == TRIPLE and len(levels) == PAIR and levels <= set(map(normal, names))
    if are_named:
        places = _places(names, [*keys, *(n for n in names if normal(n) not in map(normal, keys))])
        names, rows = [names[p] for p in places], [[row[p] for p in places] for row in rows]
    nested: dict[str, Any] = {}
    for row in rows:
        if len(names) == TRIPLE and (are_named or not isinstance(row[1], int | float)):
            nested.setdefault(_as_name(row[0]), {})[_as_name(row[1])] = row[2]
        else:
            pairs = zip(names[1:], row[1:], strict=True)
            nested[_as_name(row[0])] = {name: v for name, v in pairs if v is not None}
    return nested


def _counts_by_inner(form: Form) -> bool:
    """Whether the task says of what other things there is a value for each inner name.

    So ``{colour: number of cars}`` has colours within, and ``{points: number}`` may have the word.
    """
    if len(form.keys) != PAIR:
        return False
    inner = form.keys[1]
    match = re.search(
        rf"\{{\s*{re.escape(inner)}\s*:\s*([^{{}}:,]* (?:of|in) [^{{}}:,]*)\}}", form.task
    )
    return match is not None and normal(inner)[:4] not in normal(match[1])


def _is_flat(keys: Sequence[str], inner: Iterable[Mapping[Any, Any]]) -> bool:
    """Whether all inner names are the word for them."""
    words = {normal(str(name)) for names in inner for name in names}
    return len(keys) == PAIR and words == {normal(keys[1])}


def _no_levels(keys: Sequence[str]) -> str:
    outer, inner = keys
    return (
        f"answer has no value for each {inner} of each {outer}: group by both, and write "
        f"{{{outer}: {{{inner}: value, ...}}}}, with what {inner} holds as the inner names"
    )


def _as_name(value: Any) -> str:
    """A value as the name of an entry; a whole number has no decimals there."""
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole else str(value)


def _mapping_of_objects(keys: Sequence[str], answer: Mapping[str, Any]) -> dict[str, Any]:
    value = answer.get("value")
    if isinstance(value, dict) and all(isinstance(v, dict) for v in value.values()):
        rows = {k: _rows_of([v]) for k, v in value.items()}
        return {
            k: _object(keys, {"kind": "value", "value": [dict(zip(n, r[0], strict=True))]})
            for k, (n, r) in rows.items()
        }
    names, rows_of = records_of(answer, ())
    places = _places(names[1:], keys)
    values = ({k: row[1 + p] for k, p in zip(keys, places, strict=True)} for row in rows_of)
    return _by_name(names, rows_of, values)


def _holds_objects(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(item, dict) for item in value)
