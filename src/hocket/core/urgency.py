"""How urgent the calls of a task are, for whoever has to put calls in order."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL = 5
"""The priority of a goal that sets none."""

WAITED_FOR = 10
"""The priority of a call that a person waits for."""

URGENCY: ContextVar[int] = ContextVar("urgency", default=USUAL)
"""The priority of calls made in this context, from 0 to 10; the highest goes first."""


@contextmanager
def urgent(priority: int) -> Iterator[None]:
    """Give the calls within the block this priority."""
    token = URGENCY.set(priority)
    try:
        yield
    finally:
        URGENCY.reset(token)
