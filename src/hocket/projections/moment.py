"""Times as the API shows them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(at_us: int) -> datetime:
    """Microseconds since the epoch as an aware time.

    Examples:
        >>> moment(0).isoformat()
        '1970-01-01T00:00:00+00:00'
    """
    return datetime.fromtimestamp(at_us / 1e6, UTC)


def moment_or_none(at_us: int | None) -> datetime | None:
    """The same, where it may not have come yet."""
    return None if at_us is None else moment(at_us)
