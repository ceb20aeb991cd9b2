"""Commands: what to do next. They are never stored; the state lists the pending ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.quick import quickly_made

if TYPE_CHECKING:
    from datetime import datetime

    from hocket.core.economy import Shortage
    from hocket.core.stage import Stage


@dataclass(frozen=True, slots=True)
class MakePlan:
    round: int = 1

    @property
    def key(self) -> str:
        return ids.plan(self.round)


@quickly_made
@dataclass(frozen=True, slots=True)
class Announce:
    task_id: str
    round: int

    @property
    def key(self) -> str:
        return ids.announce_key(self.task_id, self.round)


@quickly_made
@dataclass(frozen=True, slots=True)
class Execute:
    attempt_id: str
    task_id: str

    @property
    def key(self) -> str:
        return self.attempt_id


@quickly_made
@dataclass(frozen=True, slots=True)
class ReviewAttempt:
    attempt_id: str
    task_id: str

    @property
    def key(self) -> str:
        return ids.review(self.attempt_id)


@dataclass(frozen=True, slots=True)
class Synthesise:
    """Put the result together; ``round`` counts how often this was started, for any reason."""

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
        return ids.dead_letter_key(self.task_id)


@dataclass(frozen=True, slots=True)
class StartTimer:
    timer_id: str
    fire_at: datetime

    @property
    def key(self) -> str:
        return ids.timer_key(self.timer_id)


@dataclass(frozen=True, slots=True)
class Finish:
    """End the run without a result: cancelled, or failed before it had a plan."""

    cancelled: bool
    reason: str
    error: str = ""

    @property
    def key(self) -> str:
        return "finish"


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a person and wait for the answer; the state has the question."""

    question_id: str
    kind: Literal["plan", "result"]
    task_id: str | None = None
    attempt_id: str | None = None

    @property
    def key(self) -> str:
        return ids.ask_key(self.question_id)


@dataclass(frozen=True, slots=True)
class EnterStage:
    """Record that the run goes on with less, as it is near a limit."""

    stage: Stage
    shortage: Shortage

    @property
    def key(self) -> str:
        return ids.step_key("stage", self.stage)


@dataclass(frozen=True, slots=True)
class Submit:
    """End an attempt with the answer that it holds."""

    attempt_id: str
    task_id: str

    @property
    def key(self) -> str:
        return ids.step_key("submit", self.attempt_id)


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Stop these pending commands."""

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
    | EnterStage
    | Submit
    | Withdraw
)
