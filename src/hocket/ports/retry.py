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

    def away_s(
        self, failures: int, waited_s: float, longest_s: float, error: OrchestrationError
    ) -> float | None:
        """The time to wait for a host that did no work, which takes no try.

        Args:
            failures: Number of consecutive calls for which the host was away, at least 1.
            waited_s: How long it has been waited for.
            longest_s: How long it may be waited for.
            error: Error of the last one.

        Returns:
            Seconds to wait; None if it has been away, or asks to be left alone, for too long.
        """
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after this many seconds."""
        ...
