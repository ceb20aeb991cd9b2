"""Reading the JSON of a host, which may have any form: every function takes any value.

What has not the expected type is read as if it were absent, unless its meaning is unmistakable.
"""

from __future__ import annotations

import json
import math
from typing import Any

from hocket.adapters.http.thoughts import is_thought

_MOST = 1 << 53
"""The largest count; a host that reports more does not count."""

_DEEPEST = 6
_LIST_NAMES = ("id", "name", "model", "key")
_TOKEN_CHARS = 64
_SLACK_CHARS = 1 << 16
_TEXT_NAMES = ("text", "content", "value", "output_text")


def parsed(data: bytes | str) -> Any:
    """The value of a JSON text, with its invalid UTF-8 replaced.

    Raises:
        ValueError: It is not JSON, or nested too deeply.
    """
    try:
        text = data if isinstance(data, str) else data.decode(errors="replace")
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError as error:
        message = "nested too deeply"
        raise ValueError(message) from error


def table(value: Any) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; one object stands for a list of one."""
    if isinstance(value, dict):
        return [value]
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def word(value: Any) -> str:
    """The string, or the number as one, else empty.

    Examples:
        >>> word("stop"), word(7), word({"a": 1})
        ('stop', '7', '')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def text_in(value: Any, depth: int = _DEEPEST) -> str:
    """The text of a message: a string, an object that has one, or a list of such parts.

    Examples:
        >>> text_in([{"type": "text", "text": "Rain "}, {"text": {"value": "falls."}}, None])
        'Rain falls.'
    """
    if isinstance(value, str):
        return value
    if not depth:
        return ""
    if isinstance(value, list):
        return "".join(text_in(part, depth - 1) for part in value)
    if is_thought(table(value)):
        return ""
    parts = (text_in(table(value).get(name), depth - 1) for name in _TEXT_NAMES)
    return next((part for part in parts if part), "")


def most_chars(max_tokens: int) -> int:
    """The length at which an answer has exceeded its limit many times over, and is cut off."""
    return _SLACK_CHARS + _TOKEN_CHARS * max_tokens


def count(value: Any) -> int:
    """The whole number from 0, also as a string; 0 if it is none.

    Examples:
        >>> count("12"), count(3.0), count(-1), count(float("inf")), count([])
        (12, 3, 0, 0, 0)
    """
    return int(measure(value)) if measure(value) <= _MOST else 0


def measure(value: Any) -> float:
    """The finite number from 0, also as a string; 0 if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0.0
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def listed(body: Any) -> list[tuple[str, dict[str, Any]]]:
    """The name and the entry of each LLM in a list of them, sorted by name.

    Examples:
        >>> listed({"models": ["b", {"name": "a"}, {}, None]})
        [('a', {'name': 'a'}), ('b', {})]
    """
    held = body if isinstance(body, list) else table(body).get("data") or table(body).get("models")
    entries = held if isinstance(held, list) else []
    named = [(_name_of(entry), table(entry)) for entry in entries]
    return sorted(((name, entry) for name, entry in named if name), key=lambda pair: pair[0])


def digest_of(entry: dict[str, Any]) -> str:
    """The digest of the weights of a listed LLM; empty if the host does not say."""
    return word(entry.get("digest")) or word(entry.get("hash"))


def _name_of(entry: Any) -> str:
    names = (word(table(entry).get(name)) for name in _LIST_NAMES)
    return entry if isinstance(entry, str) else next((name for name in names if name), "")


def first_token_in(logprobs: Any) -> dict[str, float]:
    """Probability of each alternative for the first of a list of tokens; empty if it has none."""
    for token in tables(logprobs)[:1]:
        likely = tables(token.get("top_logprobs")) or [token]
        pairs = ((word(entry.get("token")), entry.get("logprob")) for entry in likely)
        return {name: _probability(logprob) for name, logprob in pairs if _is_number(logprob)}
    return {}


def vector_in(value: Any) -> list[float]:
    """The vector, scaled to norm 1; empty if it is none.

    Examples:
        >>> vector_in([3, 4]), vector_in([0, "x"]), vector_in(None)
        ([0.6, 0.8], [], [])
    """
    if not isinstance(value, list) or not all(_is_number(entry) for entry in value):
        return []
    norm = math.hypot(*value) or 1.0
    return [entry / norm for entry in value]


def _probability(logprob: Any) -> float:
    return math.exp(min(0.0, logprob))


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and -_MOST <= value <= _MOST
