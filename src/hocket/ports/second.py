"""The port for another attempt at a task by another method, blind to the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.core.attempt import Outcome
    from hocket.core.run import RunState, TaskState
    from hocket.ports.scope import Scope


class Offered(NamedTuple):
    """The agent and the way by which a task would be done once more."""

    agent: str
    way: str


@dataclass(frozen=True, slots=True)
class Second:
    """What another attempt came to: its outcome, or the reason why there is none."""

    agent: str
    way: str
    outcome: Outcome | None = None
    reason: str = ""


class SecondMethods(Protocol):
    """Does tasks again by other methods."""

    def offered(self, task_id: str, state: RunState, without: Collection[str]) -> Offered | None:
        """Who would do the task again, and how; None if no other way fits. Pure."""
        ...

    async def again(self, task: TaskState, scope: Scope, without: Collection[str]) -> Second | None:
        """Do the task again by a way that is not in ``without``; None if no other way fits.

        The attempt sees neither the first answer nor its files. Its calls are journaled in
        ``scope``.
        """
        ...
