"""Times, as the API returns them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(at_us: int) -> datetime:
    """The aware time in UTC for microseconds since the epoch.

    Examples:
        >>> moment(0).isoformat()
        '1970-01-01T00:00:00+00:00'
    """
    return datetime.fromtimestamp(at_us / 1e6, UTC)


def moment_or_none(at_us: int | None) -> datetime | None:
    """The same, for a time that may be None."""
    return None if at_us is None else moment(at_us)
