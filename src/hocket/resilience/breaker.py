"""The circuits of a host: one for the host itself, and one for each of its LLMs."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from hocket.core.spending import was_sent
from hocket.errors import (
    AWAY_S,
    UNPROVEN,
    CircuitOpenError,
    DeadlineExceededError,
    OrchestrationError,
    UnavailableError,
)
from hocket.resilience.circuit import USUAL, Circuit, CircuitState, Tripping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.ports.clock import Clock

LOG = logging.getLogger("hocket.resilience")

UNREACHED = Tripping(in_a_row=3)
"""Of a host itself: that it cannot be reached is seen at once, and nobody was waiting for it."""

WAITED_FOR_S = 600.0
"""How long a host that fails is waited for, if its last error does not say."""

_FAULT_OF_THE_SERVER = 500

Blame = Literal["host", "llm", "nobody"]


@dataclass(frozen=True, slots=True)
class CircuitReport:
    """A circuit that is not closed, for people.

    Attributes:
        llm: Name of the LLM at its host; empty for the host itself.
        failures: How many calls in a row have failed, the first of them at ``since_us``.
        retry_us: When the next call is let through.
        cause: Why the last one failed.
    """

    llm: str
    state: CircuitState
    failures: int
    since_us: int
    retry_us: int
    cause: str


class Passage:
    """The way of one call through the circuits, until it was answered or has failed.

    Attributes:
        llm: That it is for.
        probes: The circuits that it tries, with what tells the calls that wait for that.
    """

    __slots__ = ("llm", "probes")

    def __init__(self, llm: str, probes: dict[Circuit, asyncio.Event]) -> None:
        self.llm = llm
        self.probes = probes


class Breaker:
    """Lets calls through to a host as long as calls are answered there.

    Only what others would meet too opens a circuit: the host cannot be reached, fails, breaks off,
    or does not answer in time. What it refuses is an answer.

    Args:
        host: Its name, for messages.
        clock: Tells when to try again.
    """

    def __init__(self, host: str, clock: Clock) -> None:
        self._name = host
        self._clock = clock
        self._host = Circuit(UNREACHED)
        self._llms: dict[str, Circuit] = {}
        self._absence: dict[str, Any] = {}
        self._ends: dict[Circuit, asyncio.Event] = {}

    def check(self, llm: str) -> None:
        """Return if a call may be sent, or may try.

        Raises:
            CircuitOpenError: It may not; says since when, why, and until when.
        """
        now_us = self._clock.now_us()
        for name, circuit in self._on_the_way(llm):
            if circuit.state(now_us) == "open":
                raise self._refusal(name, circuit, now_us)

    async def admitted(self, llm: str) -> Passage:
        """Return once a call may be sent: also once another one that tries was answered.

        Raises:
            CircuitOpenError: It may not be sent.
        """
        while True:
            self.check(llm)
            circuits = [circuit for _, circuit in self._on_the_way(llm)]
            probed = next((circuit for circuit in circuits if circuit.is_probed), None)
            if probed is None:
                break
            await self._ends[probed].wait()
        probes = {circuit: asyncio.Event() for circuit in circuits if not circuit.is_closed}
        for circuit in probes:
            circuit.probe()
        self._ends |= probes
        return Passage(llm, probes)

    def answered(self, passage: Passage) -> None:
        """The call was answered, if only by a refusal: the host is there."""
        self.reached()
        circuit = self._llms.get(passage.llm)
        if circuit is not None:
            self._succeed(f"{self._name}:{passage.llm}", circuit)
            if circuit.is_calm:
                del self._llms[passage.llm]
        self._end(passage)

    def failed(self, passage: Passage, error: BaseException, *, is_begun: bool) -> None:
        """The call has no answer.

        Args:
            passage: Its.
            error: Why; also its cancellation.
            is_begun: Whether a part of an answer arrived.
        """
        blame = blame_for(error, is_begun=is_begun)
        if blame == "nobody":
            self.answered(passage)
            return
        if isinstance(error, OrchestrationError) and blame is not None:
            if blame == "host":
                context = error.context
                self._absence = {key: context[key] for key in (AWAY_S, UNPROVEN) if key in context}
                self._fail(self._name, self._host, passage, error)
            else:
                self.reached()
                circuit = self._llms.setdefault(passage.llm, Circuit(USUAL))
                self._fail(f"{self._name}:{passage.llm}", circuit, passage, error)
        self._end(passage)

    def reached(self) -> None:
        """The host has answered something, such as which LLMs it has."""
        self._succeed(self._name, self._host)

    def reports(self) -> tuple[CircuitReport, ...]:
        """The circuits that are not closed: that of the host first, then by name of the LLM."""
        now_us = self._clock.now_us()
        circuits = (("", self._host), *sorted(self._llms.items()))
        return tuple(
            CircuitReport(llm, c.state(now_us), c.failures, c.since_us, c.retry_us, c.cause)
            for llm, c in circuits
            if not c.is_closed
        )

    def _on_the_way(self, llm: str) -> Iterator[tuple[str, Circuit]]:
        yield self._name, self._host
        if llm in self._llms:
            yield f"{self._name}:{llm}", self._llms[llm]

    def _fail(
        self, name: str, circuit: Circuit, passage: Passage, error: OrchestrationError
    ) -> None:
        was_closed = circuit.is_closed
        circuit.fail(
            error.message,
            self._clock.now_us(),
            float(error.context.get("retry_after_s", 0.0)),
            is_probe=circuit in passage.probes,
        )
        if was_closed and not circuit.is_closed:
            LOG.warning(
                "%s gets no calls until %s: %d in a row have failed (%s)",
                name,
                _moment(circuit.retry_us),
                circuit.failures,
                error.message,
            )

    def _succeed(self, name: str, circuit: Circuit) -> None:
        if not circuit.is_closed:
            LOG.info("%s answers again; it failed since %s", name, _moment(circuit.since_us))
        circuit.succeed()
        if circuit in self._ends:
            self._ends[circuit].set()

    def _end(self, passage: Passage) -> None:
        for circuit, end in passage.probes.items():
            end.set()
            if self._ends.get(circuit) is end:
                del self._ends[circuit]
                circuit.abandon()  # does nothing where the call has shown something

    def _refusal(self, name: str, circuit: Circuit, now_us: int) -> CircuitOpenError:
        calls = "call" if circuit.failures == 1 else f"{circuit.failures} calls in a row"
        message = (
            f"{name} gets no calls until {_moment(circuit.retry_us)}, when one tries it again: "
            f"{calls} failed since {_moment(circuit.since_us)}, the last with: {circuit.cause}. "
            "Correct that, wait, or use another LLM"
        )
        absence = self._absence if circuit is self._host else {}
        return CircuitOpenError(
            message,
            host=self._name,
            since_us=circuit.since_us,
            cause=circuit.cause,
            retry_after_s=max(0.0, (circuit.retry_us - now_us) / 1e6),
            sent=False,
            **{AWAY_S: WAITED_FOR_S, **absence},
        )


def blame_for(error: BaseException, *, is_begun: bool) -> Blame | None:
    """Who a call without an answer speaks against; None if it says nothing of its host.

    Examples:
        >>> blame_for(UnavailableError("cannot be reached", sent=False, away_s=60), is_begun=False)
        'host'
        >>> blame_for(UnavailableError("answered 503", status=503), is_begun=False)
        'llm'
        >>> blame_for(UnavailableError("answered 429", status=429), is_begun=False)
        'nobody'
    """
    if not isinstance(error, OrchestrationError):
        return None
    if isinstance(error, DeadlineExceededError):
        return "nobody" if is_begun else "llm"
    if not isinstance(error, UnavailableError):
        return "nobody" if was_sent(error) else None
    status = error.context.get("status")
    if status is not None:
        return "llm" if status >= _FAULT_OF_THE_SERVER else "nobody"
    if was_sent(error):
        return "llm"
    return "host" if AWAY_S in error.context else None


def _moment(at_us: int) -> str:
    return f"{datetime.fromtimestamp(at_us / 1e6, UTC):%Y-%m-%d %H:%M:%S} UTC"
