"""What a JSON Schema implies in keywords by which hosts constrain decoding.

Grammars are made of what a value is, not of what it is not: ``not`` is lost in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXCLUDED = re.compile(r"(?P<value>.*) should not be valid under \{'enum': \[(?P<those>.*)\]\}")


def decodable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with what it implies; every value fits both, or neither.

    Examples:
        >>> decodable({"type": "string", "not": {"enum": ["", "?"]}})
        {'type': 'string', 'not': {'enum': ['', '?']}, 'minLength': 1}
        >>> decodable({"enum": ["a", "b", "c"], "not": {"const": "b"}})
        {'enum': ['a', 'c'], 'not': {'const': 'b'}}
    """
    made = {key: _within(key, value) for key, value in schema.items()}
    excluded = _excluded(made.get("not"))
    if excluded and isinstance(made.get("enum"), list):
        rest = [value for value in made["enum"] if value not in excluded]
        made["enum"] = rest or made["enum"]
    if "" in excluded and made.get("type") == "string":
        made["minLength"] = max(1, int(made.get("minLength", 0)))
    return made


def plain_misfit(message: str) -> str:
    """A complaint about an excluded value, in words that a small LLM can follow.

    Examples:
        >>> plain_misfit("'' should not be valid under {'enum': ['', '?']}")
        "'' is excluded: give a value that is none of '', '?'"
        >>> plain_misfit("3 is not of type 'string'")
        "3 is not of type 'string'"
    """
    match = _EXCLUDED.fullmatch(message)
    if match is None:
        return message
    return f"{match['value']} is excluded: give a value that is none of {match['those']}"


def _within(key: str, value: Any) -> Any:
    """The schemas within a keyword; values of ``enum``, ``const`` and the like are left alone."""
    if key in ("enum", "const", "default", "examples", "required", "not"):
        return value
    if isinstance(value, dict):
        if key in ("properties", "$defs", "definitions", "patternProperties", "dependentSchemas"):
            return {name: _schema(inner) for name, inner in value.items()}
        return decodable(value)
    if isinstance(value, list):
        return [_schema(inner) for inner in value]
    return value


def _schema(inner: Any) -> Any:
    return decodable(inner) if isinstance(inner, dict) else inner


def _excluded(refused: Any) -> list[Any]:
    """The values that ``not`` names."""
    if not isinstance(refused, dict) or len(refused) != 1:
        return []
    if isinstance(refused.get("enum"), list):
        return list(refused["enum"])
    return [refused["const"]] if "const" in refused else []
