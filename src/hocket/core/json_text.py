"""JSON in what an LLM wrote: by the standard or with other words around it; its single values."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCED = re.compile(r"^[ \t]*```[\w-]*[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL | re.MULTILINE)
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]', re.DOTALL)
_MAY_BE_NONE = re.compile(
    r"(?i)\b(?:missing|null|nan|empty|blank|duplicat\w*|errors?|warnings?|invalid|fault\w*|defect\w*"
    r"|fail\w*|lack\w*|gaps?|zeros?)\b"
)
MOST_VALUES = 200
"""Of one text; the rest is not looked at."""


def parse_json(text: str) -> Any:
    """The JSON value that a text is; unlike ``json.loads`` it keeps to the standard.

    Raises:
        ValueError: It is not JSON, or has a number that no float can hold.

    Examples:
        >>> parse_json("[NaN]")
        Traceback (most recent call last):
        ...
        ValueError: NaN is not JSON; use null or a number
    """
    value: Any = _DECODER.decode(text)
    return value


def json_values(text: str, *, in_words: bool = True) -> list[Any]:
    """The JSON values in a text: it all, or else its code blocks, or else its objects and arrays.

    Args:
        text: What an LLM wrote.
        in_words: Whether to look for objects and arrays in the middle of words.

    Examples:
        >>> json_values('For {"a": 1} the result is {"b": [2]}.')
        [{'a': 1}, {'b': [2]}]
    """
    for parts in ([text], _FENCED.findall(text), _bracketed(text) if in_words else []):
        values = [value for part in parts if (value := _parsed(part)) is not _NONE]
        if values:
            return values
    return []


def wrapped_values(value: Any) -> Iterator[Any]:
    """The objects and lists that another value is only a wrapper of.

    A list of one, a name that says nothing of its own, and a text that is JSON are wrappers.

    Examples:
        >>> list(wrapped_values([{"answer": '{"a": 1}'}]))
        [{'answer': '{"a": 1}'}, {'a': 1}]
        >>> list(wrapped_values({"a": {"b": 2}}))
        []
    """
    for _ in range(_WRAPPERS):
        match value:
            case str():
                value = _parsed(value)
            case [inner]:
                value = inner
            case dict() if len(value) == 1 and not _SAYS_NOTHING.isdisjoint(value):
                [value] = value.values()
            case _:
                return
        if isinstance(value, dict | list):
            yield value


def json_parts(text: str) -> list[str]:
    """The parts of a text that may be JSON, or nearly: code blocks, else what brackets enclose."""
    return _FENCED.findall(text) or _bracketed(text)


_WRAPPERS = 4
_SAYS_NOTHING = frozenset(
    ("answer", "data", "final", "final_answer", "json", "output", "response", "result", "value")
)
_NONE: Any = object()


def _parsed(text: str) -> Any:
    try:
        return parse_json(text)
    except (ValueError, RecursionError):
        return _NONE


def _bracketed(text: str) -> list[str]:
    """What outermost brackets enclose; a bracket that never closes encloses all that follows."""
    parts: list[str] = []
    depth = start = 0
    for match in _STRUCTURE.finditer(text):
        if match.group() in "{[":
            start = start if depth else match.start()
            depth += 1
        elif match.group() in "}]" and depth:
            depth -= 1
            if not depth:
                parts.append(text[start : match.end()])
                if len(parts) == MOST_VALUES:
                    break
    return parts


def _refuse(name: str) -> Any:
    message = f"{name} is not JSON; use null or a number"
    raise ValueError(message)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        message = f"{text} is too large for a number"
        raise ValueError(message)
    return number


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def leaves(data: Any) -> list[Any]:
    """The single values in JSON data, in order.

    Examples:
        >>> leaves({"a": [1, 2], "b": {"c": None}})
        [1, 2, None]
    """
    if isinstance(data, dict):
        return [leaf for value in data.values() for leaf in leaves(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in leaves(value)]
    return [data]


FEWEST_NAMES = 3
"""Of which it says something that all have the same number."""


def is_all_zero(data: Any, task: str = "") -> bool:
    """Whether data have several numbers, none of which says anything: they are 0 or null.

    A task that counts what is missing or wrong may well have that answer.

    Examples:
        >>> is_all_zero({"red": 0, "blue": {"name": "b", "share": 0.0}})
        True
        >>> is_all_zero(0), is_all_zero({"name": "b", "sum": 0}), is_all_zero([0, 1])
        (False, False, False)
    """
    numbers = [leaf for leaf in leaves(data) if leaf is None or type(leaf) in (int, float)]
    return len(numbers) > 1 and not any(numbers) and not _MAY_BE_NONE.search(task)


def repeated_fraction(data: Any) -> float | None:
    """A number with decimals that each of three or more names has; None if there is none.

    It is what a program gives for each group that computes it of all rows together.

    Examples:
        >>> repeated_fraction({"a": 0.25, "b": 0.25, "c": 0.25})
        0.25
        >>> repeated_fraction([{"n": 1, "mean": 2.5}, {"n": 2, "mean": 2.5}, {"n": 1, "mean": 2.5}])
        2.5
        >>> repeated_fraction({"a": 1, "b": 1, "c": 1}), repeated_fraction({"a": 0.25, "b": 0.25})
        (None, None)
    """
    entries = list(data.values()) if isinstance(data, dict) else data
    if not isinstance(entries, list) or len(entries) < FEWEST_NAMES:
        return None
    if all(isinstance(entry, dict) for entry in entries):
        columns = [[entry.get(key) for entry in entries] for key in entries[0]]
    else:
        columns = [entries] if isinstance(data, dict) else []
    for first, *others in columns:
        if type(first) is float and not first.is_integer() and all(o == first for o in others):
            return first
    return None
