"""Whether a call that failed is tried again, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hocket.errors import OrchestrationError


class RetryPolicy(Protocol):
    """Decides on the next try of a call, and waits for it."""

    def wait_s(self, failures: int, error: OrchestrationError) -> float | None:
        """Seconds until the next try.

        Args:
            failures: How many tries failed in a row, at least 1.
            error: Of the last of them.

        Returns:
            None if there is to be no other try.
        """
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...
