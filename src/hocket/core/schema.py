"""JSON Schemas from users and programs: validated, and never fetched."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Mapping


def validator_of(schema: Mapping[str, Any]) -> Any:
    """A validator (JSON Schema 2020-12) for this schema, whose references must be internal.

    Raises:
        InvalidInputError: It is not a JSON Schema, or has an external reference.

    Examples:
        >>> validator_of({"type": "object"}).is_valid({})
        True
        >>> validator_of({"$ref": "http://example.org/x.json"})
        Traceback (most recent call last):
        ...
        hocket.errors.InvalidInputError: The schema refers to http://example.org/x.json, which is \
outside itself; copy that schema into $defs
    """
    return _validator(canonical(schema))


@lru_cache(maxsize=256)
def _validator(schema: bytes) -> Any:
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - costs 0.2 s
    from referencing import Registry  # noqa: PLC0415 - as above

    data = json.loads(schema)
    try:
        Draft202012Validator.check_schema(data)
    except SchemaError as error:
        message = f"The schema at {error.json_path}: {error.message}; correct it there"
        raise InvalidInputError(message, path=error.json_path) from error
    outside = next((r for r in _references(data) if not r.startswith("#")), None)
    if outside is not None:
        message = (
            f"The schema refers to {outside}, which is outside itself; copy that schema into $defs"
        )
        raise InvalidInputError(message, reference=outside)
    return Draft202012Validator(data, registry=Registry())


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        here = [value[k] for k in ("$ref", "$dynamicRef") if isinstance(value.get(k), str)]
        return here + [r for v in value.values() for r in _references(v)]
    if isinstance(value, list):
        return [r for v in value for r in _references(v)]
    return []
