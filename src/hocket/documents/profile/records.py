"""Tables in JSON: lists of objects, JSON lines, objects of objects, and columns of lists."""

from __future__ import annotations

import json
import math
from typing import Any

from hocket.documents.profile.nouns import Form, Table

MOST_DEPTH = 3
"""Levels of objects within a row that become columns of their own."""

MOST_COLUMNS = 2000
KEY = "key"
VALUE = "value"
COLLECTION = "FeatureCollection"
FEW = 2


def read_json(text: str) -> Table | None:
    """The table in a JSON document or in JSON lines; None if there is none."""
    try:
        return table_in(json.loads(text))
    except RecursionError:
        return None
    except ValueError:
        return _read_lines(text)


def _read_lines(text: str) -> Table | None:
    rows: list[Any] = []
    odd = 0
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            odd += 1
    objects = [row for row in rows if isinstance(row, dict)]
    if not objects or len(objects) * 2 < len(rows) + odd:
        return None
    left_out = len(rows) + odd - len(objects)
    notes = (f"{left_out} lines are no JSON objects",) if left_out else ()
    return from_objects(objects, form="json lines", notes=notes)


def table_in(value: Any) -> Table | None:
    """The table in a value of JSON or of another language of nested data; None if it has none.

    Examples:
        >>> table_in({"towns": [{"name": "Bonn"}, {"name": "Ulm"}]}).path
        'towns'
    """
    path, rows = _rows(value, ())
    if not rows:
        return None
    notes = () if not path else (f"the rows are in {'.'.join(path)!r}",)
    return from_objects(rows, path=".".join(path), notes=notes)


Rows = list[dict[str, Any]]


def _rows(value: Any, path: tuple[str, ...]) -> tuple[tuple[str, ...], Rows]:
    """The rows in a document and the keys that lead there."""
    if isinstance(value, list):
        return path, _from_list(value)
    if not isinstance(value, dict) or not value:
        return path, []
    if value.get("type") == COLLECTION and _is_rows(value.get("features")):
        return (*path, "features"), [_of_feature(one) for one in value["features"]]
    inner = _key_of_rows(value, path)
    if inner is not None:
        return _rows(value[inner], (*path, inner))
    return path, _from_object(value)


def _of_feature(one: dict[str, Any]) -> dict[str, Any]:
    """What a feature of GeoJSON holds, with the place of a point."""
    properties, geometry = one.get("properties"), one.get("geometry")
    row = {"id": one["id"]} if "id" in one else {}
    row |= properties if isinstance(properties, dict) else {}
    if not isinstance(geometry, dict):
        return row
    place = geometry.get("coordinates")
    if geometry.get("type") == "Point" and isinstance(place, list) and len(place) >= FEW:
        return {**row, "longitude": place[0], "latitude": place[1]}
    return {**row, "geometry": geometry}


def _key_of_rows(value: dict[str, Any], path: tuple[str, ...]) -> str | None:
    """The key under which the rows of a document are; None if the object holds them itself."""
    lists = {key: item for key, item in value.items() if _is_rows(item)}
    if lists and len(path) < FEW:
        return max(lists, key=lambda name: len(lists[name]))
    inner = [key for key, item in value.items() if isinstance(item, dict)]
    is_wrapped = len(inner) == 1 and len(path) < FEW and len(value) <= FEW
    return inner[0] if is_wrapped else None


def _from_object(value: dict[str, Any]) -> Rows:
    """The rows in an object: one for each key, one for each place in its lists, or itself."""
    items = list(value.values())
    if _is_columns(value):
        return _from_columns(value)
    if len(value) > 1 and all(isinstance(item, dict) for item in items):
        if set.intersection(*(set(item) for item in items)):
            return [{KEY: key, **item} for key, item in value.items()]
        return [value]
    is_plain = not any(isinstance(item, dict | list) for item in items)
    if is_plain and len(value) > FEW and len({type(item) for item in items}) == 1:
        return [{KEY: key, VALUE: item} for key, item in value.items()]
    return [value]


def _from_list(value: list[Any]) -> list[dict[str, Any]]:
    if all(isinstance(item, dict) for item in value):
        return value
    if all(isinstance(item, list) for item in value) and len(value) > 1:
        first = value[0]
        if first and all(isinstance(name, str) for name in first) and len(set(first)) == len(first):
            return [dict(zip(first, row, strict=False)) for row in value[1:]]
        return [{f"column{i}": cell for i, cell in enumerate(row, 1)} for row in value]
    return [item if isinstance(item, dict) else {VALUE: item} for item in value]


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _is_columns(value: dict[str, Any]) -> bool:
    """Whether each key is a column: with a list, or as pandas writes it, with objects by row."""
    columns = list(value.values())
    if all(isinstance(item, list) for item in columns):
        return len({len(item) for item in columns}) == 1 and bool(columns[0])
    if len(columns) < FEW or not all(isinstance(item, dict) and item for item in columns):
        return False
    keys = {tuple(item) for item in columns}
    return len(keys) == 1 and all(key.isdecimal() for key in next(iter(keys)))


def _from_columns(value: dict[str, Any]) -> list[dict[str, Any]]:
    columns = [list(v.values()) if isinstance(v, dict) else v for v in value.values()]
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def from_objects(
    objects: list[dict[str, Any]],
    *,
    form: Form = "json",
    path: str = "",
    notes: tuple[str, ...] = (),
) -> Table | None:
    """The table of objects, with a column for each key of theirs; None if they have none.

    Examples:
        >>> from_objects([{"a": 1}, {"b": {"c": 2}}]).rows
        [[1, None], [None, 2]]
    """
    flat = [flattened(item) for item in objects]
    names = list(dict.fromkeys(name for row in flat for name in row))[:MOST_COLUMNS]
    if not names:
        return None
    return Table(
        names=_unique(names),
        rows=[[row.get(name) for name in names] for row in flat],
        total=len(objects),
        form=form,
        path=path,
        notes=notes,
    )


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(name if name.strip() else f"column{i}" for i, name in enumerate(names, 1))


def flattened(item: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """An object whose inner objects are columns, named by their keys joined by dots.

    Examples:
        >>> flattened({"name": "a", "size": {"x": 1}})
        {'name': 'a', 'size.x': 1}
    """
    flat: dict[str, Any] = {}
    for key, value in item.items():
        name = f"{before}{key}"
        if isinstance(value, dict) and value and depth < MOST_DEPTH:
            flat |= flattened(value, f"{name}.", depth + 1)
        elif isinstance(value, float) and not math.isfinite(value):
            flat[name] = None
        else:
            flat[name] = value
    return flat
