"""JSON Schemas in the form in which the embedded runtime can constrain decoding to them.

The runtime compiles them with llguidance; what it takes, and the options under ``x-guidance``, are
in https://github.com/guidance-ai/llguidance/blob/main/docs/json_schema.md. Where it cannot
compile a schema, it says so in its log alone and decodes freely, so one keyword that it does not
know costs all others. The answer is checked against the whole schema afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.core.subschemas import with_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORM = {
    "lenient": True,  # leaves out keywords and formats that it does not know, instead of failing
    # An LLM that wants to write what the grammar does not allow writes spaces without an end where
    # it may. So there is one space after a comma and a colon, and none elsewhere.
    "whitespace_flexible": False,
    "item_separator": ", ",
    "key_separator": ": ",
}
_UNKNOWN = re.compile(r"(?<!\\)(?:\\\\)*(?:\(\?(?:<?[=!]|[>#(|]|P=)|\\(?:[bBGKZk]|[1-9]))")
"""Parts of patterns that it cannot compile: what looks around, refers back, or never backtracks."""


def compilable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema that the runtime can compile; all values that fit the given one fit it too.

    What ``not`` excludes is not kept out of the grammar: an LLM that wants to write ``unknown``
    and may not writes ``unknown.`` then. It is told so instead.

    Examples:
        >>> made = compilable({"type": "string", "pattern": "^(?!x)", "minLength": 2})
        >>> sorted(made)
        ['minLength', 'type', 'x-guidance']
    """
    return {**_part(schema), "x-guidance": FORM}


def _part(schema: Mapping[str, Any]) -> dict[str, Any]:
    made = with_parts(schema, _part)
    if _is_unknown(made.get("pattern")):
        del made["pattern"]
    if made.get("patternProperties") and isinstance(made["patternProperties"], dict):
        made |= _one_pattern(made)
    elif isinstance(made.get("propertyNames"), dict):
        made |= _names_as_pattern(made)
    return made


def _is_unknown(pattern: Any) -> bool:
    return isinstance(pattern, str) and _UNKNOWN.search(pattern) is not None


def _one_pattern(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns of names as one: several have to be disjoint, which nobody can tell from here.

    A pattern that cannot be compiled allows any name.
    """
    patterns = schema["patternProperties"]
    values = {"anyOf": list(patterns.values())}
    if not any(map(_is_unknown, patterns)):
        is_one = len(patterns) == 1
        return {} if is_one else {"patternProperties": {_any_of(patterns): values}}
    others = schema.get("additionalProperties", True)
    if others is not False:
        values["anyOf"].append(others)
    return {"patternProperties": {}, "additionalProperties": values}


def _names_as_pattern(schema: Mapping[str, Any]) -> dict[str, Any]:
    """What names have to be like, said by ``patternProperties``; only if none is named."""
    names, values = schema["propertyNames"], schema.get("additionalProperties", True)
    if schema.get("properties") or values is False:
        return {}
    pattern = names.get("pattern")
    if isinstance(names.get("enum"), list):
        pattern = f"^{_any_of(re.escape(n) for n in names['enum'] if isinstance(n, str))}$"
    if not isinstance(pattern, str) or _is_unknown(pattern):
        return {}
    return {"patternProperties": {pattern: values}, "additionalProperties": False}


def _any_of(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})"
