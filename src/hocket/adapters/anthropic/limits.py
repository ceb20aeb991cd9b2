"""When a limit of Anthropic's API allows the next request.

Source: https://platform.claude.com/docs/en/api/rate-limits. ``retry-after`` says it; where a proxy
drops that, the times at which the limits that are used up are full again say the same.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from hocket.adapters.http.waiting import bounded, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping

_RESET = re.compile(r"anthropic-(?:priority-)?ratelimit-([a-z-]+)-reset")


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Seconds until the next request may be sent; None if the host does not say.

    Examples:
        >>> wait_of({"date": "Fri, 01 Jan 2038 00:00:00 GMT",
        ...          "anthropic-ratelimit-requests-remaining": "0",
        ...          "anthropic-ratelimit-requests-reset": "2038-01-01T00:00:12Z"})
        12.0
    """
    stated = retry_after(headers)
    if stated is not None:
        return stated
    try:
        now = parsedate_to_datetime(headers["date"]).astimezone(UTC)
        waits = [
            (datetime.fromisoformat(value).astimezone(UTC) - now).total_seconds()
            for name, value in headers.items()
            if _RESET.fullmatch(name.lower())
            and headers.get(f"{name.lower().removesuffix('-reset')}-remaining") == "0"
        ]
    except (KeyError, TypeError, ValueError):
        return None
    return bounded(max(waits)) if waits else None
