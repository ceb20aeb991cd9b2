"""Ids that sort by time and are unique across processes."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


def new_id(prefix: str) -> str:
    """A new id ``PREFIXyyyymmdd-hhmmss-xxxxxxxxxx``: the time in UTC, and 40 random bits."""
    return f"{prefix}{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(5)}"
