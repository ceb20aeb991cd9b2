"""What a JSON Schema implies in keywords by which hosts constrain decoding.

Grammars are made of what a value is, not of what it is not: ``not`` is lost in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.core.subschemas import with_parts

if TYPE_CHECKING:
    from collections.abc import Mapping


def decodable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with what it implies; every value fits both, or neither.

    Examples:
        >>> decodable({"type": "string", "not": {"enum": ["", "?"]}})
        {'type': 'string', 'not': {'enum': ['', '?']}, 'minLength': 1}
        >>> decodable({"enum": ["a", "b", "c"], "not": {"const": "b"}})
        {'enum': ['a', 'c'], 'not': {'const': 'b'}}
        >>> decodable({"type": ["string", "null"], "not": {"type": "null"}})
        {'type': ['string'], 'not': {'type': 'null'}}
    """
    made = with_parts(schema, decodable)
    excluded = _excluded(made.get("not"))
    if excluded and isinstance(made.get("enum"), list):
        rest = [value for value in made["enum"] if not _is_among(value, excluded)]
        made["enum"] = rest or made["enum"]
    if isinstance(made.get("type"), list):
        made["type"] = _types_left(made["type"], made.get("not")) or made["type"]
    if "" in excluded and made.get("type") == "string":
        made["minLength"] = max(1, int(made.get("minLength", 0)))
    return made


def _excluded(refused: Any) -> list[Any]:
    """The values that ``not`` names."""
    if not isinstance(refused, dict) or len(refused) != 1:
        return []
    if isinstance(refused.get("enum"), list):
        return list(refused["enum"])
    return [refused["const"]] if "const" in refused else []


def _is_among(value: Any, values: list[Any]) -> bool:
    """Whether a value is one of several in JSON, where 1 is not true."""
    return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in values)


def _types_left(types: list[Any], refused: Any) -> list[Any]:
    """The types that ``not`` leaves."""
    if not isinstance(refused, dict) or refused.keys() != {"type"}:
        return types
    named = refused["type"] if isinstance(refused["type"], list) else [refused["type"]]
    excluded = {*named, *(["integer"] if "number" in named else [])}
    return [kind for kind in types if kind not in excluded]
