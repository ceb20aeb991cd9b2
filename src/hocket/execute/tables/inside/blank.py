"""Whether an answer says nothing, as the conditions of what gave it were never met."""

from __future__ import annotations

import re
from typing import Any

NO_ROW = re.compile(
    r"out[- ]of[- ]bounds|(?:argmax|argmin) of an empty|is an empty sequence"
    r"|(?:arg|iterable argument) is empty|list index out of range|zero-size array|no data points"
    r"|(?:mean|median|mode|variance|fmean|stdev)\b.* requires at least|division by zero"
)
"""What an error says where no row is left."""


def is_blank(answer: dict[str, Any]) -> bool:
    """Whether an answer has no values, or none but zeros and what is missing beside names.

    Examples:
        >>> is_blank({"kind": "value", "value": {"Ulm": 0, "Bonn": None}})
        True
        >>> is_blank({"kind": "table", "columns": ["n"], "rows": [["Ulm", 0], ["Bonn", 2]]})
        False
        >>> is_blank({"kind": "value", "value": ["Ulm"]}), is_blank({"kind": "value", "value": ""})
        (False, True)
        >>> is_blank({"kind": "value", "value": False})
        False
    """
    leaves = [*_leaves(answer.get("rows" if answer["kind"] == "table" else "value"))]
    numbers = [leaf for leaf in leaves if not isinstance(leaf, str)]
    has_truth = any(isinstance(leaf, bool) for leaf in leaves)  # no is an answer
    return not any(numbers) and not has_truth and (bool(numbers) or not any(leaves))


def is_zero(answer: dict[str, Any]) -> bool:
    """Whether an answer is a single 0, which may well be how many there are.

    Examples:
        >>> is_zero({"kind": "value", "value": {"count": 0}}), is_zero({"kind": "none"})
        (True, False)
    """
    leaves = [*_leaves(answer.get("rows" if answer["kind"] == "table" else "value"))]
    numbers = [leaf for leaf in leaves if not isinstance(leaf, str)]
    return len(numbers) == 1 and numbers[0] is not None and not numbers[0]


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in _leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in _leaves(inner)]
    return [value]
