"""The number in a text: where a range such as ``65-69`` begins, the seconds of ``00:01:04``.

The patterns serve programs and queries alike.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

BELOW = "^\\s*(?i:[<\u2264]|under|below|up to|less)"
CLOCK = r"(\d+):(\d\d)(?::(\d\d(?:[.]\d+)?))?"
FIRST = r"\d{1,3}(?:,\d{3})+|\d+(?:[.]\d+)?"


def first_number(value: Any) -> Any:
    """Where a range such as ``65-69`` begins; of a column, for each of its values.

    Examples:
        >>> first_number("65-69"), first_number(pd.Series(["1,000+", "under 5", "x"])).tolist()
        (65.0, [1000.0, 0.0, nan])
    """
    if isinstance(value, pd.Series):
        return value.map(first_number)
    if re.search(BELOW, str(value)):
        return 0.0
    match = re.search(FIRST, str(value))
    return float(match.group().replace(",", "")) if match else np.nan


def seconds_of(value: Any) -> Any:
    """The seconds in a time such as ``00:01:04`` or ``1:30``; of a column, of each of its values.

    Examples:
        >>> seconds_of("00:01:04"), seconds_of(pd.Series(["1:30", "x"])).tolist()
        (64.0, [5400.0, nan])
    """
    if isinstance(value, pd.Series):
        return value.map(seconds_of)
    match = re.search(CLOCK, str(value))
    if match is None:
        return np.nan
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return 3600 * hours + 60 * minutes + seconds
