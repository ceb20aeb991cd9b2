"""A circuit breaker: closed while calls are answered, open while they are not, half-open to try.

After Michael T. Nygard, "Release It!", 2nd edition, 2018, chapter 5. Changed by what happens and by
the time that is passed in; it waits for nothing.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Literal

CircuitState = Literal["closed", "open", "half_open"]


@dataclass(frozen=True, slots=True)
class Tripping:
    """When a circuit opens, and for how long.

    Attributes:
        in_a_row: So many failures without an answer between them open it.
        share: Likewise this share of failures, in (0, 1], of the last calls.
        of: Number of the last calls that the share is of.
        first_s: How long it stays open for the first time; this doubles while probes fail.
        longest_s: How long it stays open at most, unless the host asks for a longer wait.
    """

    in_a_row: int = 5
    share: float = 0.5
    of: int = 20
    first_s: float = 2.0
    longest_s: float = 30.0


USUAL = Tripping()


class Circuit:
    """Whether calls may be sent, by what became of those before.

    Attributes:
        failures: How many calls in a row have failed.
        since_us: When the first of them failed.
        cause: Why the last one did.
        retry_us: When an open circuit lets one call through.

    Examples:
        >>> circuit = Circuit(Tripping(in_a_row=2, first_s=1.0))
        >>> for _ in range(2):
        ...     circuit.fail("it is away", now_us=0)
        >>> circuit.state(now_us=0), circuit.state(now_us=1_000_000)
        ('open', 'half_open')
        >>> circuit.probe()
        >>> circuit.succeed()
        >>> circuit.state(now_us=1_000_000)
        'closed'
    """

    def __init__(self, rules: Tripping = USUAL) -> None:
        self._rules = rules
        self._last: deque[bool] = deque(maxlen=rules.of)
        self._openings = 0
        self.is_probed = False
        self.failures = 0
        self.since_us = 0
        self.retry_us = 0
        self.cause = ""

    @property
    def is_closed(self) -> bool:
        """Whether all calls may be sent."""
        return not self._openings

    @property
    def is_calm(self) -> bool:
        """Whether none of the last calls has failed, as with a new one."""
        return self.is_closed and all(self._last)

    def state(self, now_us: int) -> CircuitState:
        """Half-open from when the next call may try until it is known what became of that."""
        if self.is_closed:
            return "closed"
        return "half_open" if self.is_probed or now_us >= self.retry_us else "open"

    def probe(self) -> None:
        """The call that tries is sent; until it has ended, no other is."""
        self.is_probed = True

    def abandon(self) -> None:
        """The call that tried has ended without showing anything: the next one tries."""
        self.is_probed = False

    def succeed(self) -> None:
        """A call was answered, by whatever answer."""
        if not self.is_closed:
            self._last.clear()
        self._last.append(True)
        self._openings = self.failures = 0
        self.is_probed = False

    def fail(self, cause: str, now_us: int, wait_s: float = 0.0, *, is_probe: bool = False) -> None:
        """A call has failed in a way that others would too.

        Args:
            cause: Why, for people.
            now_us: The time.
            wait_s: For how long the host asks to be left alone.
            is_probe: Whether it is the call that tried.
        """
        if not self.failures:
            self.since_us = now_us
        self.failures += 1
        self.cause = cause
        self._last.append(False)
        if self.is_closed:
            if self._is_due():
                self._open(now_us, wait_s)
        elif is_probe:
            # What was sent before the circuit opened says nothing new.
            self._open(now_us, wait_s)

    def _is_due(self) -> bool:
        if self.failures >= self._rules.in_a_row:
            return True
        is_full = len(self._last) == self._rules.of
        return is_full and self._last.count(False) >= self._rules.share * self._rules.of

    def _open(self, now_us: int, wait_s: float) -> None:
        self.is_probed = False
        rules = self._rules
        own_s = min(rules.longest_s, rules.first_s * 2.0 ** min(self._openings, 32))
        self._openings += 1
        self.retry_us = now_us + round(max(own_s, wait_s) * 1e6)
