"""The tries of one call: how long to wait before the next one, and when to stop trying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import AWAY_S, EXHAUSTED, UNPROVEN, HostAwayError, Remedy

if TYPE_CHECKING:
    from hocket.errors import OrchestrationError
    from hocket.ports.retry import RetryPolicy


class Tries:
    """Counts the failures of one call; a host that is away is waited for and fails no try.

    Args:
        policy: Decides how long to wait.
        failures: Those of an earlier process.
        waits: Whether a host that is away is waited for; a person at the other end is told instead.
        limit_s: The run's limit of time; its deadline ends the wait. None without one.
    """

    def __init__(
        self, policy: RetryPolicy, failures: int, *, waits: bool, limit_s: float | None = None
    ) -> None:
        self.policy = policy
        self._limit_s = limit_s or 0.0
        self._waits = waits
        self._failures = failures
        self._absences = 0
        self._waited_s = 0.0

    def wait_s(self, error: OrchestrationError) -> float | None:
        """The time to wait before the next try after this error; None to give up.

        Raises:
            HostAwayError: The host has been away for too long.
        """
        if self._waits and AWAY_S in error.context:
            return self._for_absence(error)
        self._absences, self._waited_s = 0, 0.0
        self._failures += 1
        wait_s = self.policy.wait_s(self._failures, error)
        if wait_s is None and error.retryable:
            error.context[EXHAUSTED] = True
        return wait_s

    def _for_absence(self, error: OrchestrationError) -> float:
        self._absences += 1
        longest_s = float(error.context[AWAY_S])
        if not error.context.get(UNPROVEN):
            longest_s = max(longest_s, self._limit_s)
        wait_s = self.policy.away_s(self._absences, self._waited_s, longest_s, error)
        if wait_s is None:
            message = f"{error.message}. The run is kept until the host is back"
            asked_s = error.context.get("retry_after_s", 0.0)
            raise HostAwayError(
                message,
                remedy=Remedy("resume_runs"),
                waited_s=self._waited_s,
                retry_after_s=asked_s,
            )
        self._waited_s += wait_s
        return wait_s
