"""The number in a text: the seconds of ``00:01:04``. The pattern serves programs and queries."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

CLOCK = r"(\d+):(\d\d)(?::(\d\d(?:[.]\d+)?))?"


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
