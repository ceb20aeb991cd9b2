"""What the server takes on: no more streams than the limit, and nothing while it stops."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from hocket.server.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.server.service import Service

# A goal with a schema, which may have 100 levels, fits.
BODY_DEPTH = 150


def refuse_while_draining(service: Service) -> None:
    """Refuse new work while the server stops.

    Raises:
        Problem: 503, the server is stopping.
    """
    if service.is_draining:
        detail = "The server is stopping and accepts no new work; try again in a moment"
        raise Problem(503, "draining", detail, headers={"Retry-After": "5"})


def refuse_more_streams(service: Service) -> None:
    """Refuse one more open stream than the limit.

    Raises:
        Problem: 503, as many are open as may be.
    """
    if service.streams >= service.bounds.streams:
        detail = f"The limit of {service.streams} open streams is reached; try again later"
        raise Problem(503, "too_many_streams", detail, headers={"Retry-After": "5"})


@contextmanager
def counted_stream(service: Service) -> Iterator[None]:
    """Count an open stream within the block.

    Raises:
        Problem: 503, as many are open as may be.
    """
    refuse_more_streams(service)
    service.streams += 1
    try:
        yield
    finally:
        service.streams -= 1
