"""Where a range such as ``65-69`` begins; the patterns serve programs and queries alike."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

BELOW = "^\\s*(?i:[<\u2264]|under|below|up to|less)"
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
