"""Why a value does not fit a JSON Schema, in words that a small LLM can follow.

What jsonschema says of some keywords only repeats the schema; here it is said what to do instead.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.core.subschemas import NAMED

if TYPE_CHECKING:
    from collections.abc import Callable

ALTERNATIVES = 3
"""Of ``anyOf`` and ``oneOf`` whose faults are named."""

ALTERNATIVE_CHARS = 120
SHOWN_CHARS = 200
"""Of a value or a schema."""


def complaint(error: Any) -> str:
    """What is wrong with a value, and what it has to be.

    Args:
        error: A ``ValidationError`` of jsonschema.

    Examples:
        >>> from hocket.core.schema import validator_of
        >>> [error] = validator_of({"contains": {"const": "a"}}).errors(["b"])
        >>> complaint(error)
        'at least one item has to be "a"; none is'
    """
    words = _WORDS.get(error.validator)
    said: str = (words and words(error)) or error.message
    return f"the name {said}" if _is_of_a_name(error) else said


def _is_of_a_name(error: Any) -> bool:
    """Whether it is about a name; a name that is ``propertyNames`` itself comes behind others."""
    places = list(error.schema_path)
    before = [None, *places]
    return any(
        place == "propertyNames" and last not in NAMED
        for last, place in zip(before, places, strict=False)
    )


def _excluded(error: Any) -> str:
    refused = error.validator_value
    values = _values_of(refused)
    if values:
        return f"{_shown(error.instance)} is excluded: give a value that is none of {values}"
    return f"{_shown(error.instance)} is excluded, as it fits {_shown(refused)}"


def _contains(error: Any) -> str:
    wanted = error.validator_value
    if wanted is True or wanted == {}:
        return "at least one item has to be there; none is"
    values = _values_of(wanted) if "const" in wanted else ""
    what = f"be {values}" if values else f"fit {_shown(wanted)}"
    return f"at least one item has to {what}; none {'is' if values else 'does'}"


def _too_few_items(error: Any) -> str:
    wanted = _shown(error.schema["contains"])
    return f"at least {error.validator_value} items have to fit {wanted}; fewer do"


def _too_many_items(error: Any) -> str:
    return f"more than {error.validator_value} of the items fit {_shown(error.schema['contains'])}"


def _multiple(error: Any) -> str:
    value, step = error.instance, error.validator_value
    if not (isinstance(value, int) and isinstance(step, int)):
        return ""
    below = value // step * step
    return f"{value} is not a multiple of {step}; the nearest are {below} and {below + step}"


def _unique(error: Any) -> str:
    # As texts, 1 is not true.
    texts = [json.dumps(item, sort_keys=True) for item in error.instance]
    twice = (
        _shown(i) for i, text in zip(error.instance, texts, strict=True) if texts.count(text) > 1
    )
    return f"{next(twice, 'an item')} is there more than once; give each item once"


def _too_few_names(error: Any) -> str:
    return f"it has {len(error.instance)} names; at least {error.validator_value} are needed"


def _no_alternative(error: Any) -> str:
    if not error.context:
        return "it fits several of the alternatives; give what belongs to one of them alone"
    faults: dict[int, str] = {}
    for inner in error.context:
        number = next(iter(inner.schema_path), 0)
        where = "".join(f".{part}" for part in inner.path)
        faults.setdefault(number, f"{where and f'{where[1:]}: '}{complaint(inner)}")
    said = [fault[:ALTERNATIVE_CHARS] for fault in list(faults.values())[:ALTERNATIVES]]
    return f"it fits none of the alternatives: {'; or '.join(said)}"


def _together(error: Any) -> str:
    present = next(
        (
            (name, other)
            for name, others in error.validator_value.items()
            for other in others
            if name in error.instance and other not in error.instance
        ),
        None,
    )
    return f"{_shown(present[0])} also needs {_shown(present[1])}" if present else ""


def _nothing(error: Any) -> str:
    return f"{_shown(error.instance)} may not be there" if error.validator is None else ""


_WORDS: dict[str | None, Callable[[Any], str]] = {
    "not": _excluded,
    "contains": _contains,
    "minContains": _too_few_items,
    "maxContains": _too_many_items,
    "multipleOf": _multiple,
    "uniqueItems": _unique,
    "minProperties": _too_few_names,
    "anyOf": _no_alternative,
    "oneOf": _no_alternative,
    "dependentRequired": _together,
    None: _nothing,
}


def _values_of(schema: Any) -> str:
    """The values that a schema names, one after the other; empty if it is no list of values."""
    if not isinstance(schema, dict) or len(schema) != 1:
        return ""
    values = schema["enum"] if "enum" in schema else [schema["const"]] if "const" in schema else []
    return ", ".join(map(_shown, values))


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN_CHARS else f"{text[:SHOWN_CHARS]}…"
