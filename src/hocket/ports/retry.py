"""The retry port: whether and when to retry a failed call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hocket.errors import OrchestrationError


class RetryPolicy(Protocol):
    """Decides on the next try of a call, and waits for it."""

    def wait_s(self, failures: int, error: OrchestrationError) -> float | None:
        """The time to wait before the next try.

        Args:
            failures: Number of consecutive failed tries, at least 1.
            error: Error of the last try.

        Returns:
            Seconds to wait; None to give up.
        """
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after this many seconds."""
        ...
