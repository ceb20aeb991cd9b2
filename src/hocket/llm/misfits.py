"""How LLMs miss a JSON Schema: they repeat it, fill it in, or stop in the middle of a value.

What is recognised is named in the complaint, so that the LLM learns what to do instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ECHO = "it is the JSON Schema itself; answer with a value that fits it"
MIDWAY = "it ends in the middle of a value; answer with the whole JSON"

_KEYWORDS = frozenset(
    (
        *("$schema", "$id", "$ref", "$defs", "definitions", "title", "description", "type"),
        *("properties", "required", "additionalProperties", "patternProperties", "propertyNames"),
        *("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"),
        *("enum", "const", "anyOf", "oneOf", "allOf", "not", "if", "then", "else"),
        *("minProperties", "maxProperties", "dependentRequired"),
    )
)
_OF_A_SCHEMA = frozenset(("properties", "items", "$ref", "$defs", "anyOf", "oneOf", "allOf"))
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|["{}\[\]]', re.DOTALL)


def is_echo(value: Any, schema: Mapping[str, Any]) -> bool:
    """Whether a value is the schema that was shown, or another schema in its place.

    Examples:
        >>> schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
        >>> is_echo(schema, schema), is_echo({"n": 3}, schema), is_echo({}, {})
        (True, False, False)
        >>> is_echo({"type": "object", "properties": {"n": {}}}, schema)
        True
    """
    if not isinstance(value, dict) or not value:
        return False
    if value == dict(schema):
        return True
    named = schema.get("properties", {})
    is_schema = value.keys() <= _KEYWORDS and not _OF_A_SCHEMA.isdisjoint(value)
    return is_schema and not any(name in named for name in value)


def filled_in(value: Any, schema: Mapping[str, Any]) -> Any:
    """The values that stand in a repeated schema in place of the types; None if none do.

    Examples:
        >>> schema = {"type": "object", "properties": {"n": {"type": "integer"}}}
        >>> filled_in({"type": "object", "properties": {"n": 3}}, schema)
        {'n': 3}
        >>> filled_in(schema, schema)
    """
    if not is_echo(value, schema) or value == dict(schema):
        return None
    return value.get("properties") or None


def ends_midway(text: str) -> bool:
    r"""Whether a text ends in the middle of a JSON value, although nothing says that it was cut.

    Brackets that are only left open count as forgotten, not as cut.

    Examples:
        >>> ends_midway('{"city": "Ro'), ends_midway('{"city": "Rome",'), ends_midway('{"city":')
        (True, True, True)
        >>> ends_midway('{"city": "Rome"'), ends_midway('{"a": 1}'), ends_midway("no JSON")
        (False, False, False)
    """
    depth, open_string = 0, False
    for match in _TOKEN.finditer(text):
        part = match.group()
        if part in ("{", "["):
            depth += 1
        elif part in ("}", "]"):
            depth = max(0, depth - 1)
        else:
            open_string = part == '"' and depth > 0
    end = text.rstrip().removesuffix("```").rstrip()[-1:]
    return depth > 0 and end not in "}]" and (open_string or end in ":,{[")
