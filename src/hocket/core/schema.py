"""JSON Schemas from users and programs: validated, and never fetched."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from types import FunctionType
from typing import TYPE_CHECKING, Any

from hocket.core.digest import canonical
from hocket.core.pattern import compiled_pattern, pattern_limit, search
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet


# The keywords that search for patterns.
SEARCHING = ("pattern", "patternProperties", "additionalProperties", "unevaluatedProperties")
# Keywords whose values are data, not schemas.
VALUES = frozenset({"const", "enum", "default", "examples"})
DEPTH = 100


def validator_of(schema: Mapping[str, Any]) -> SchemaValidator:
    """A validator (JSON Schema 2020-12) for this schema, whose references must be internal.

    Raises:
        InvalidInputError: It is not a JSON Schema, is nested too deeply, or has an external
            reference or a pattern that is no regular expression.

    Examples:
        >>> validator_of({"type": "object"}).is_valid({})
        True
        >>> validator_of({"$ref": "http://example.org/x.json"})
        Traceback (most recent call last):
        ...
        hocket.errors.InvalidInputError: The schema refers to http://example.org/x.json, which is \
outside itself; copy that schema into $defs
    """
    if is_deeper(schema, DEPTH):
        message = f"The schema is nested deeper than {DEPTH} levels; put parts of it into $defs"
        raise InvalidInputError(message)
    return _validator(canonical(schema))


def is_deeper(value: Any, levels: int) -> bool:
    """Whether a JSON value has objects or lists nested deeper than this.

    Examples:
        >>> [is_deeper([{"a": []}], levels) for levels in (2, 3)]
        [True, False]
    """
    row = [value]
    for _ in range(levels + 1):
        nested = [part for part in row if isinstance(part, dict | list)]
        if not nested:
            return False
        row = [
            inner
            for part in nested
            for inner in (part.values() if isinstance(part, dict) else part)
        ]
    return True


class SchemaValidator:
    """Validates data against one schema, in bounded time.

    Args:
        validator: The validator of the schema.
    """

    def __init__(self, validator: Any) -> None:
        self._validator = validator

    def errors(self, data: Any) -> list[Any]:
        """Each place where the data does not fit, with ``message``, ``path`` and ``json_path``.

        Raises:
            InvalidInputError: The patterns of the schema take too long, or the data is too deep.
        """
        try:
            with pattern_limit():
                return list(self._validator.iter_errors(data))
        except RecursionError as error:
            message = "The JSON is nested too deeply for its schema; nest it less"
            raise InvalidInputError(message) from error

    def is_valid(self, data: Any) -> bool:
        """Whether the data fits.

        Raises:
            InvalidInputError: As for ``errors``.
        """
        return not self.errors(data)


def has_patterns(schema: Any) -> bool:
    """Whether a schema has regular expressions, so that validating can take long."""
    return any("pattern" in part or "patternProperties" in part for part in _objects(schema))


@lru_cache(maxsize=256)
def _validator(schema: bytes) -> SchemaValidator:
    from jsonschema import SchemaError  # noqa: PLC0415 - costs 0.2 s
    from referencing import Registry  # noqa: PLC0415 - as above

    data = json.loads(schema)
    for pattern in _patterns(data):
        compiled_pattern(pattern)
    kind = _bounded_kind()
    try:
        kind.check_schema(data)
    except SchemaError as error:
        message = f"The schema at {error.json_path}: {error.message}; correct it there"
        raise InvalidInputError(message, path=error.json_path) from error
    outside = next((r for r in _references(data) if not r.startswith("#")), None)
    if outside is not None:
        message = (
            f"The schema refers to {outside}, which is outside itself; copy that schema into $defs"
        )
        raise InvalidInputError(message, reference=outside)
    return SchemaValidator(kind(data, registry=Registry()))


class _Patterns:
    """Stands for the module ``re`` where jsonschema searches for the patterns of a schema."""

    search = staticmethod(search)


@cache
def _bounded_kind() -> Any:
    """The validator class of JSON Schema 2020-12, with a time limit on searching for patterns."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - costs 0.2 s
    from jsonschema.validators import extend  # noqa: PLC0415 - as above

    keywords = {k: _with_patterns(Draft202012Validator.VALIDATORS[k]) for k in SEARCHING}
    return extend(Draft202012Validator, keywords)  # type: ignore[no-untyped-call]


def _with_patterns(function: FunctionType) -> FunctionType:
    """A function, and those it calls in its module, with ``_Patterns`` as their ``re``.

    jsonschema has no hook for the search itself, only for whole keywords.
    """
    names = {**function.__globals__, "re": _Patterns}
    for name in function.__code__.co_names:
        helper = names.get(name)
        if isinstance(helper, FunctionType) and helper is not function:
            names[name] = _with_patterns(helper)
    made = FunctionType(function.__code__, names, function.__name__, function.__defaults__)
    names[function.__name__] = made
    return made


def _patterns(schema: Any) -> Iterator[str]:
    for part in _objects(schema, except_for=VALUES):
        if isinstance(part.get("pattern"), str):
            yield part["pattern"]
        if isinstance(part.get("patternProperties"), dict):
            yield from part["patternProperties"]


def _objects(value: Any, except_for: AbstractSet[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """All objects in a JSON value, except for those under some keys."""
    pending = [value]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            yield part
            pending.extend(v for k, v in part.items() if k not in except_for)
        elif isinstance(part, list):
            pending.extend(part)


def _references(schema: Any) -> list[str]:
    return [
        part[key]
        for part in _objects(schema)
        for key in ("$ref", "$dynamicRef")
        if isinstance(part.get(key), str)
    ]
