"""Commands: what is to be done next. Light, and never stored; the state tells which are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.core import ids

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class MakePlan:
    round: int = 1

    @property
    def key(self) -> str:
        return ids.plan(self.round)


@dataclass(frozen=True, slots=True)
class Announce:
    task_id: str
    round: int

    @property
    def key(self) -> str:
        return ids.announcement(self.task_id, self.round)


@dataclass(frozen=True, slots=True)
class Execute:
    attempt_id: str
    task_id: str

    @property
    def key(self) -> str:
        return self.attempt_id


@dataclass(frozen=True, slots=True)
class ReviewAttempt:
    attempt_id: str
    task_id: str

    @property
    def key(self) -> str:
        return ids.review(self.attempt_id)


@dataclass(frozen=True, slots=True)
class Synthesise:
    """Put the result together; ``round`` counts how often that was begun, for whatever reason."""

    iteration: int
    round: int

    @property
    def key(self) -> str:
        return ids.synthesis(self.round)


@dataclass(frozen=True, slots=True)
class DeadLetter:
    task_id: str
    reason: str

    @property
    def key(self) -> str:
        return ids.giving_up(self.task_id)


@dataclass(frozen=True, slots=True)
class StartTimer:
    timer_id: str
    fire_at: datetime

    @property
    def key(self) -> str:
        return ids.waiting(self.timer_id)


@dataclass(frozen=True, slots=True)
class Finish:
    """End the run without a result of its own: cancelled, or failed before there was a plan."""

    cancelled: bool
    reason: str

    @property
    def key(self) -> str:
        return "finish"


@dataclass(frozen=True, slots=True)
class Ask:
    """Put something before a person and wait; what was asked for stands in the state."""

    question_id: str
    kind: Literal["plan", "result"]
    task_id: str | None = None
    attempt_id: str | None = None

    @property
    def key(self) -> str:
        return ids.asking(self.question_id)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop carrying out these open commands."""

    keys: tuple[str, ...]

    @property
    def key(self) -> str:
        return "withdraw"


Command = (
    MakePlan
    | Announce
    | Execute
    | ReviewAttempt
    | Synthesise
    | DeadLetter
    | StartTimer
    | Finish
    | Ask
    | Withdraw
)
