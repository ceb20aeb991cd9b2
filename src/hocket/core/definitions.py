"""The definitions of JSON Schemas that become parts of a larger one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLACES = ("$defs", "definitions")


def hoisted(
    schemas: Sequence[Mapping[str, Any]],
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Schemas without their definitions, and these under names of their own for the larger schema.

    A reference such as ``#/$defs/Place`` counts from the root, so within another schema it would
    lead nowhere. One to the whole schema (``#``) becomes one to a definition as well.

    Returns:
        (schemas, definitions): the definitions belong under ``$defs`` of the larger schema.

    Examples:
        >>> place = {"$ref": "#/$defs/Place", "$defs": {"Place": {"type": "string"}}}
        >>> hoisted([place, {"type": "integer"}])
        ([{'$ref': '#/$defs/s0_Place'}, {'type': 'integer'}], {'s0_Place': {'type': 'string'}})
    """
    made, definitions = [], {}
    for number, schema in enumerate(schemas):
        prefix = f"s{number}_"
        whole = {key: value for key, value in schema.items() if key not in _PLACES}
        refers_to_all = False
        for place in _PLACES:
            for name, part in dict(schema.get(place) or {}).items():
                definitions[f"{prefix}{name}"] = _renamed(part, prefix)
                refers_to_all |= _has_root(part)
        part = _renamed(whole, prefix)
        if refers_to_all or _has_root(whole):
            definitions[f"{prefix}all"] = part
        made.append(part)
    return made, definitions


def _renamed(part: Any, prefix: str) -> Any:
    if isinstance(part, dict):
        return {
            key: _reference(value, prefix) if key == "$ref" else _renamed(value, prefix)
            for key, value in part.items()
        }
    return [_renamed(item, prefix) for item in part] if isinstance(part, list) else part


def _reference(value: Any, prefix: str) -> Any:
    if value == "#":
        return f"#/$defs/{prefix}all"
    for place in _PLACES:
        if isinstance(value, str) and value.startswith(f"#/{place}/"):
            return f"#/$defs/{prefix}{value.removeprefix(f'#/{place}/')}"
    return value


def _has_root(part: Any) -> bool:
    """Whether a part refers to the whole schema."""
    if isinstance(part, dict):
        return part.get("$ref") == "#" or any(map(_has_root, part.values()))
    return isinstance(part, list) and any(map(_has_root, part))
