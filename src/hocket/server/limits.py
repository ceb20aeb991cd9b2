"""Rate limits: a token bucket per key and per address; the number of buckets is limited."""

from __future__ import annotations

import math
from collections import OrderedDict

BUCKETS = 10_000


class TokenBuckets:
    """Token buckets by name.

    Args:
        rate_per_s: Tokens added per second.
        burst: Maximum number of tokens in a bucket.

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
        """Take a token; returns 0, or the seconds until one is available."""
        left, updated_us = self._buckets.get(name, (self._burst, now_us))
        elapsed_s = max(0.0, (now_us - updated_us) / 1e6)
        left = min(self._burst, left + elapsed_s * self._rate_per_s)
        wait_s = 0.0 if left >= 1 else (1 - left) / self._rate_per_s
        self._buckets[name] = (left - 1 if wait_s == 0 else left, now_us)
        self._buckets.move_to_end(name)
        if len(self._buckets) > BUCKETS:
            self._buckets.popitem(last=False)
        return wait_s


def retry_after(wait_s: float) -> str:
    """The value of a Retry-After header: whole seconds, at least one."""
    return str(max(1, math.ceil(wait_s)))
