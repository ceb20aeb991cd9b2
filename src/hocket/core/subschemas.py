"""The schemas within a JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.schema import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMED = frozenset({"properties", "$defs", "definitions", "patternProperties", "dependentSchemas"})
"""Keywords whose values are objects of schemas by any name."""

_NO_SCHEMAS = VALUES | {"required", "not"}
"""``not`` has a schema, but what holds for values holds for its opposite there."""


def with_parts(
    schema: Mapping[str, Any], change: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """The schema with each schema directly within it changed, except for one under ``not``.

    Examples:
        >>> schema = {"items": {"type": "string"}, "not": {"const": []}}
        >>> with_parts(schema, lambda part: {**part, "minLength": 1})
        {'items': {'type': 'string', 'minLength': 1}, 'not': {'const': []}}
    """
    return {key: _changed(key, value, change) for key, value in schema.items()}


def _changed(key: str, value: Any, change: Callable[[Mapping[str, Any]], dict[str, Any]]) -> Any:
    if key in _NO_SCHEMAS:
        return value
    if isinstance(value, dict):
        if key not in NAMED:
            return change(value)
        return {n: change(part) if isinstance(part, dict) else part for n, part in value.items()}
    if isinstance(value, list):
        return [change(part) if isinstance(part, dict) else part for part in value]
    return value
