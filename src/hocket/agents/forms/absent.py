"""Entries that a task wants left out of a mapping: those of which there is nothing."""

from __future__ import annotations

import re
from typing import Any

_LEFT_OUT = re.compile(
    r"\b(?:without|leav(?:e|ing) out|omit(?:ting)?|skip(?:ping)?|except|but not) "
    r"(?:the |those |any |all )?(?!empty\b)\w+(?: \w+)?"
    r"(?: of)?(?: (?:that|which|who|where|in which|for which|without|with|when|if)\b)"
    r"[^.;]*?(?:\w+n['\u2019]t\b|\b(?:not|never|no|none|zero|nothing|0)\b)"
    r"|\b(?:no|without|leave out|omit|skip)(?: the| all| any)? (?:zeros?|zeroes)\b",
    re.IGNORECASE,
)


def without_absent(task: str, value: Any) -> Any:
    """A mapping, or one of mappings, without entries that are 0 or missing, if a task says so.

    Examples:
        >>> without_absent("Leave out types that it hasn't sold.", {"a": {"x": 0, "y": 2}})
        {'a': {'y': 2}}
        >>> without_absent("How many of each?", {"a": 0})
        {'a': 0}
    """
    if not isinstance(value, dict) or not _LEFT_OUT.search(task):
        return value
    return _present(value)


def _present(value: dict[Any, Any]) -> dict[Any, Any]:
    kept = {k: _present(v) if isinstance(v, dict) else v for k, v in value.items()}
    return {k: v for k, v in kept.items() if v not in (0, None, {}) or v is False}
