"""Rate limits: a token bucket for each key and each address, never more of them than a bound."""

from __future__ import annotations

import math
from collections import OrderedDict

BUCKETS = 10_000


class TokenBuckets:
    """Token buckets by name.

    Args:
        rate_per_s: How many tokens come back each second.
        burst: How many a bucket holds.

    Examples:
        >>> buckets = TokenBuckets(rate_per_s=1, burst=2)
        >>> [buckets.take("a", now_us=0) for _ in range(3)]
        [0.0, 0.0, 1.0]
        >>> buckets.take("a", now_us=1_000_000)
        0.0
    """

    def __init__(self, rate_per_s: float, burst: float) -> None:
        self._rate_per_s = rate_per_s
        self._burst = burst
        self._buckets: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def take(self, name: str, now_us: int) -> float:
        """Take a token; 0 if there was one, else the seconds until there is."""
        left, seen_us = self._buckets.get(name, (self._burst, now_us))
        gone_s = max(0.0, (now_us - seen_us) / 1e6)
        left = min(self._burst, left + gone_s * self._rate_per_s)
        wait_s = 0.0 if left >= 1 else (1 - left) / self._rate_per_s
        self._buckets[name] = (left - 1 if wait_s == 0 else left, now_us)
        self._buckets.move_to_end(name)
        if len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return wait_s


def retry_after(wait_s: float) -> str:
    """For the header: whole seconds, at least one."""
    return str(max(1, math.ceil(wait_s)))
