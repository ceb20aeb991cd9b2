"""Entries that a task wants left out of a mapping of counts: those of which there is nothing."""

from __future__ import annotations

import re
from typing import Any

from hocket.core.late_pattern import late_pattern

_LEFT_OUT = late_pattern(
    r"\b(?:without|leav(?:e|ing) out|omit(?:ting)?|skip(?:ping)?) (?:the |those |any |all )?"
    r"\w+(?: \w+)?(?: of)? (?:that|which|who|where|in which|for which)\b[^.;]{0,40}?"
    r"(?:\b(?:ha[sd]|have|was|were|did|does|do|is|are)(?:n['\u2019]t| not| never) "
    r"(?:won|sold|seen|sighted|found|counted|scored|bought|made|caught|used|ordered|had|got|win|sell"
    r"|see|find|score|buy|make|catch|use|order|have|get|occur\w*|there)\b"
    r"|\b(?:there (?:is|are|was|were)|ha[sd]|have) (?:none|nothing)\b)"
    r"|\b(?:with )?no zeros?(?=[.,;)]|$)"
    r"|\b(?:without|leave out|omit|skip)(?: the| all| any)? zeros?\b",
    re.IGNORECASE,
)
_KEPT = late_pattern(
    r"\b(?:includ\w+|keep\w*|list|show)\b[^.;]{0,20}\bzeros?\b|\b0 (?:for|where|if)\b"
    r"|(?:\bnot|n['\u2019]t) (?:leave out|omit|skip)\b",
    re.IGNORECASE,
)


def without_absent(task: str, value: Any) -> Any:
    """A mapping of counts, or one of such mappings, without those of nothing, if a task says so.

    Examples:
        >>> without_absent("Leave out types that it hasn't sold.", {"a": {"x": 0, "y": 2}})
        {'a': {'y': 2}}
        >>> without_absent("How many of each?", {"a": 0})
        {'a': 0}
    """
    if not isinstance(value, dict) or not _LEFT_OUT.search(task) or _KEPT.search(task):
        return value
    return _present(value) if _are_counts(value) else value


def _are_counts(value: dict[Any, Any]) -> bool:
    inner = [n for v in value.values() for n in (v.values() if isinstance(v, dict) else [v])]
    return all(n is None or (isinstance(n, int | float) and n >= 0 and n == int(n)) for n in inner)


def _present(value: dict[Any, Any]) -> dict[Any, Any]:
    kept = {k: _present(v) if isinstance(v, dict) else v for k, v in value.items()}
    return {k: v for k, v in kept.items() if v not in (0, None, {}) or v is False}
