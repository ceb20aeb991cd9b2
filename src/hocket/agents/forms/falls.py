"""By how much something fell: a size without a sign, where a program has the change below zero."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.agents.forms.naming import words_of
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_FELL = (
    r"(?:fell|falls?|fallen|dropped|drops?|declined?|declines|decreased?|decreases|sank|shrank"
    r"|went down|goes down|lost|loses)"
)
_BY_HOW_MUCH = (
    rf"['\"`]?(?:,| \(| is| means| says|:)? ?by how (?:much|many|far)\b[^.;()]*\b{_FELL}\b"
)
"""What is said right behind a key."""
_FELL_MOST = late_pattern(
    rf"\b(?:did|does|has|have|had|that|which|it|they)\b(?:[^.;?]|\.(?=\S))*\b{_FELL}"
    r" (?:the )?(?:most|furthest|farthest|fastest)\b"
    r"|\b(?:largest|biggest|greatest|steepest|deepest|sharpest|worst) (?:\w+ )?(?:fall|drop|decline"
    r"|decrease)\b",
    re.IGNORECASE,
)
_SIGNED = late_pattern(
    r"\b(?:negative|minus|signed|sign|below zero|ris\w+|rose|grow\w*|grew|increas\w+|gain\w*"
    r"|climb\w*|went up)\b",
    re.IGNORECASE,
)
"""What asks for signs, or for changes in both directions."""
_NAMES = frozenset(("fall", "drop", "decline", "decrease", "fell", "dropped"))


def sized(task: str, name: str, values: Sequence[Any]) -> list[Any]:
    """The values of a key; without their signs if it says how far things fell, and all are below 0.

    Args:
        task: What is asked.
        name: The key.
        values: Its values.

    Examples:
        >>> task = "When did the rent fall? Write a.json: year, and euros, by how much it fell."
        >>> sized(task, "euros", [-40.5])
        [40.5]
        >>> sized(task.replace("fell", "changed"), "euros", [-40.5])
        [-40.5]
    """
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    if not numbers or max(numbers) > 0 or min(numbers) == 0 or _SIGNED.search(task):
        return list(values)
    is_named = len(values) == 1 and _NAMES & {*words_of(name)} and _FELL_MOST.search(task)
    is_said = re.search(rf"\b{re.escape(name)}\b{_BY_HOW_MUCH}", task, re.IGNORECASE)
    if not is_named and not is_said:
        return list(values)
    return [
        -value if value in numbers and not isinstance(value, bool) else value for value in values
    ]
