"""How many calls a host gets at once: more while it keeps up, much fewer as soon as it does not.

Additive increase, multiplicative decrease: Chiu and Jain, "Analysis of the Increase and Decrease
Algorithms for Congestion Avoidance in Computer Networks", Computer Networks and ISDN Systems 17,
1989. One decrease answers all signs of the same congestion, as in TCP (RFC 5681).
"""

from __future__ import annotations

from dataclasses import dataclass

USUAL_CALLS = 8
"""Calls at once that any host is trusted with until it refuses some."""

REFUSED_FACTOR = 0.5
SLOWED_FACTOR = 0.8
NEAR, FAR = 2.0, 4.0
"""How many times its least duration a call may take for more, and for as many calls at once."""

_SMOOTHED_OVER = 8
_CREEP = 1 + 1 / 1024
"""The least duration grows so with each answer, so that a host that became slower is learned."""

_MOST_SIZES = 1000
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.25, 8.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between how many calls at once a host gets; from 1, ``least`` is not above ``most``."""

    least: int = 1
    most: int = 32


class Limit:
    """The number of calls that a host gets at once.

    Latency alone takes it no lower than the usual number, as the duration of answers also varies
    for other reasons; refusals and calls that were not answered in time take it to the least.

    Args:
        bounds: Between which it stays.

    Examples:
        >>> limit = Limit(Bounds(1, 32))
        >>> limit.refuse(in_flight=8), limit.calls
        (0.0, 4)
        >>> for _ in range(12):  # four were sent before the refusal, and show nothing
        ...     limit.answer("small", 100, 1.0, in_flight=4)
        >>> limit.calls
        5
    """

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self._usual = min(max(USUAL_CALLS, bounds.least), bounds.most)
        self._value = float(self._usual)
        self._settling = 0
        self._refusals = 0
        self._slowness = 1.0
        self._least_s: dict[tuple[str, int], float] = {}

    @property
    def calls(self) -> int:
        """As many at once, within the bounds."""
        return int(self._value)

    def answer(self, llm: str, tokens: int, seconds: float, *, in_flight: int) -> None:
        """A call was answered.

        Args:
            llm: Which LLM.
            tokens: Of the prompt that had to be read, and of the answer; calls of about as many are
                compared.
            seconds: How long it took without waiting here; 0 if unknown.
            in_flight: The calls that were on their way then, it included.
        """
        self._refusals = 0
        if seconds > 0:
            ratio = seconds / self._least(llm, tokens, seconds)
            self._slowness += (ratio - self._slowness) / _SMOOTHED_OVER
        if self._is_settling():
            return
        if self._slowness > FAR and self._value > self._usual:
            self._decrease(SLOWED_FACTOR, self._usual, in_flight)
        elif in_flight >= self.calls and (self._slowness <= NEAR or self._value < self._usual):
            self._value = min(self._value + 1 / self._value, float(self.bounds.most))

    def refuse(self, *, in_flight: int) -> float:
        """The host had too many calls; the seconds for which it should get none.

        That is 0 as long as fewer calls at once may help.
        """
        if self._is_settling():
            return 0.0
        pause_s = 0.0
        if self.calls == self.bounds.least:
            pause_s = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(self._refusals, 32))
            self._refusals += 1
        self._decrease(REFUSED_FACTOR, self.bounds.least, in_flight)
        return pause_s

    def _decrease(self, factor: float, least: int, in_flight: int) -> None:
        # What is on its way was sent before, and ends as if nothing had changed.
        self._settling = min(in_flight, self.calls) - 1
        self._value = max(self._value * factor, float(least))

    def _is_settling(self) -> bool:
        if not self._settling:
            return False
        self._settling -= 1
        return True

    def _least(self, llm: str, tokens: int, seconds: float) -> float:
        """The least that a call of about this size took."""
        size = (llm, tokens.bit_length())
        if size not in self._least_s and len(self._least_s) >= _MOST_SIZES:
            self._least_s.clear()
        least_s = min(seconds, self._least_s.get(size, seconds) * _CREEP)
        self._least_s[size] = least_s
        return least_s
