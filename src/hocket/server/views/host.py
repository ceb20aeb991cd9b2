"""Views of hosts: whether they answer, what they refuse, and which calls they get."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hocket.app.hosts import HostState
from hocket.core.noun import Noun
from hocket.projections.moment import moment, moment_or_none
from hocket.resilience.circuit import CircuitState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.hosts import HostListing
    from hocket.resilience.guarded import Health


class LeftOut(Noun):
    """An LLM that refused parts of requests, which are left out for it."""

    model: str
    parts: tuple[str, ...]


class CircuitView(Noun):
    """A host, or one of its models, that has failed so often that its calls are held back.

    `model` is empty for the host itself. While the state is `open`, calls fail at once until
    `retry_at`; while it is `half_open`, one call tries it and the others wait for that.
    """

    model: str
    state: CircuitState
    failures: int
    since: datetime
    retry_at: datetime
    cause: str


class CallsView(Noun):
    """How many calls a host gets at once now, between `least` and `most`, and how many it has."""

    limit: int
    least: int
    most: int
    in_progress: int
    waiting: int
    paused_until: datetime | None


class HostView(Noun):
    """A host of LLMs; `summary` says why it is not available and what to do.

    `calls` is null for a host within the server's process.
    """

    name: str
    ok: bool
    state: HostState
    summary: str
    left_out: tuple[LeftOut, ...] = ()
    circuits: tuple[CircuitView, ...] = ()
    calls: CallsView | None = None


def host_view(name: str, listing: HostListing, refused: Mapping[str, tuple[str, ...]]) -> HostView:
    """The view of a host.

    Args:
        name: Its name.
        listing: What it lists.
        refused: Parts of requests by LLM, of all hosts.
    """
    health = listing.health
    return HostView(
        name=name,
        ok=listing.state in ("ready", "empty"),
        state=listing.state,
        summary=listing.summary,
        left_out=tuple(
            LeftOut(model=model, parts=parts)
            for model, parts in refused.items()
            if model.startswith(f"{name}:")
        ),
        circuits=() if health is None else _circuits(name, health),
        calls=None if health is None else _calls(health),
    )


def _circuits(host: str, health: Health) -> tuple[CircuitView, ...]:
    return tuple(
        CircuitView(
            model=f"{host}:{circuit.llm}" if circuit.llm else "",
            state=circuit.state,
            failures=circuit.failures,
            since=moment(circuit.since_us),
            retry_at=moment(circuit.retry_us),
            cause=circuit.cause,
        )
        for circuit in health.circuits
    )


def _calls(health: Health) -> CallsView:
    return CallsView(
        limit=health.calls,
        least=health.bounds.least,
        most=health.bounds.most,
        in_progress=health.in_flight,
        waiting=health.waiting,
        paused_until=moment_or_none(health.paused_until_us),
    )
