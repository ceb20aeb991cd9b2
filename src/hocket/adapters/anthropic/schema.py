"""JSON Schemas as structured outputs take them: a subset, with closed objects.

Source: https://platform.claude.com/docs/en/build-with-claude/structured-outputs. What the subset
lacks (bounds, patterns, lengths) is said in the description of its part: the answer is checked
against the whole schema afterwards.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = frozenset({"type", "enum", "const", "description", "title", "$ref", "required", "default"})
_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}
)
_STRUCTURE = frozenset(
    {"properties", "additionalProperties", "items", "anyOf", "oneOf", "$defs", "definitions"}
)
_KNOWN = _KEPT | _STRUCTURE | {"$schema", "$id", "$comment", "examples"}
_NAMED_PARTS = frozenset({"properties", "$defs", "definitions"})
_VALUES = frozenset({"type", "enum", "const", "$ref", "anyOf", "oneOf"})
"""What says which values there are: without any of it, all are allowed."""


class _InexpressibleError(Exception):
    """The subset has no schema for these values."""


def output_schema(schema: Mapping[str, Any]) -> dict[str, Any] | None:
    """The schema within the subset; None if that could not express it.

    Examples:
        >>> part = {"type": "integer", "minimum": 1}
        >>> made = output_schema({"type": "object", "properties": {"n": part}})
        >>> made["additionalProperties"], made["properties"]["n"]["description"]
        (False, 'It must also fit {"minimum": 1}.')
        >>> output_schema({"type": "object"}) is None
        True
    """
    if schema.get("type") != "object":
        return None
    try:
        return _narrowed(schema)
    except _InexpressibleError:
        return None


def _narrowed(schema: Any) -> dict[str, Any]:
    """One schema with its parts.

    Raises:
        _InexpressibleError: It allows any value, or an object with names of the LLM's choice.
    """
    if not isinstance(schema, dict) or _VALUES.isdisjoint(schema) or _is_open(schema):
        raise _InexpressibleError
    made = {name: value for name, value in schema.items() if name in _KEPT}
    if schema.get("type") == "object":
        made["additionalProperties"] = False
    for name in _NAMED_PARTS & schema.keys():
        made[name] = {key: _narrowed(part) for key, part in schema[name].items()}
    if "items" in schema:
        made["items"] = _narrowed(schema["items"])
    for name in ("anyOf", "oneOf"):
        if name in schema:
            made["anyOf"] = [_narrowed(part) for part in schema[name]]
    return _with_rest(made, {n: v for n, v in schema.items() if n not in _KNOWN})


def _is_open(schema: Mapping[str, Any]) -> bool:
    """Whether it is that of an object with names of the LLM's choice."""
    if schema.get("type") != "object":
        return False
    is_closed = schema.get("additionalProperties", False) is False
    return not (is_closed and schema.get("properties")) or "patternProperties" in schema


def _with_rest(made: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    """The schema with what the subset has of the rest, and the others in its description."""
    if rest.get("format") in _FORMATS:
        made["format"] = rest.pop("format")
    if rest.get("minItems") in (0, 1):
        made["minItems"] = rest.pop("minItems")
    if rest:
        words = f"It must also fit {json.dumps(rest, ensure_ascii=False)}."
        made["description"] = " ".join(filter(None, (made.get("description"), words)))
    return made
