"""Ids that sort by time and are unique across processes."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from functools import lru_cache


def new_id(prefix: str) -> str:
    """A new id ``PREFIXyyyymmdd-hhmmss-xxxxxxxxxx``: the time in UTC, and 40 random bits."""
    return f"{prefix}{_written(int(time.time()))}-{os.urandom(5).hex()}"


@lru_cache(maxsize=1)
def _written(second: int) -> str:
    # Kept, because many ids are made within one second and writing a date is slow.
    return f"{datetime.fromtimestamp(second, UTC):%Y%m%d-%H%M%S}"
