"""When a host that refused asks to be tried again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_S = 365 * 86_400.0
"""What is longer is no wait that anybody means, and its end may be no date."""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from either form of RFC 9110 section 10.2.3; None if the host does not say.

    At most a year.

    Examples:
        >>> retry_after({"retry-after": "7"}), retry_after({"retry-after": "soon"})
        (7.0, None)
    """
    text = headers.get("retry-after", "")
    try:
        seconds = float(text)
    except ValueError:
        pass
    else:
        return bounded(seconds) if math.isfinite(seconds) else None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - slow to load, seldom used

    try:
        # The date refers to the clock of the host.
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers["date"])
    except (KeyError, TypeError, ValueError):
        return None
    return bounded(wait.total_seconds())


def bounded(seconds: float) -> float:
    """A wait that a host asks for, in [0, ``LONGEST_S``].

    Examples:
        >>> bounded(-3.0), bounded(1e300) == LONGEST_S
        (0.0, True)
    """
    return min(max(0.0, seconds), LONGEST_S)
