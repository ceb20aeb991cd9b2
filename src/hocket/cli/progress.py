"""How a run is going: its state with what is only seen while it goes, such as tokens a second."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.run import RunState
from hocket.engine.feed import DurableEvent, StreamedText
from hocket.projections.history import Fold

if TYPE_CHECKING:
    from hocket.core.run import TaskState

PLAN, RESULT = "plan", "result"
TAIL_CHARS = 400
TOKEN_CHARS = 4
"""A piece of a stream is about a token; where a host sends several at once, so many characters."""


def subject_of(key: str) -> str:
    """What an attempt id, or the id under which calls are journaled, is about.

    Examples:
        >>> [subject_of(k) for k in ("t1#2", "t1#2/review", "plan#1", "synthesis#1")]
        ['t1', 't1', 'plan', 'result']
    """
    if ids.is_plan(key):
        return PLAN
    return RESULT if ids.is_synthesis(key) else ids.task_of(key)


@dataclass(slots=True)
class Work:
    """What is seen of one subject: a task, the plan or the result. Times are microseconds."""

    begun_us: int = 0
    ended_us: int = 0
    speaking_since_us: int = 0
    spoken_chars: int = 0
    pieces: int = 0
    tail: str = ""
    tokens_per_s: float = 0.0

    def hear(self, text: str, now_us: int) -> None:
        """Take in a piece of text as it is made."""
        if not self.speaking_since_us:
            self.speaking_since_us, self.spoken_chars, self.pieces, self.tail = now_us, 0, 0, ""
        self.pieces += 1
        self.spoken_chars += len(text)
        self.tail = (self.tail + text)[-TAIL_CHARS:]
        seconds = (now_us - self.speaking_since_us) / 1e6
        if seconds > 0:
            self.tokens_per_s = max(self.pieces - 1, self.spoken_chars // TOKEN_CHARS) / seconds

    def answered(self, call: ev.CallAnswered) -> None:
        """Take in that a call is over; for an LLM with what its host counted."""
        if call.kind == "llm" and call.usage.seconds > 0:
            self.tokens_per_s = call.usage.completion_tokens / call.usage.seconds
        self.speaking_since_us = 0

    @property
    def is_speaking(self) -> bool:
        return bool(self.speaking_since_us)

    @property
    def last_line(self) -> str:
        """The newest line of the text under way that says something."""
        lines = [line.strip() for line in self.tail.splitlines()]
        return next((line for line in reversed(lines) if line), "") if self.is_speaking else ""


@dataclass(slots=True)
class Progress:
    """Follows one run.

    Attributes:
        work: By subject.
        begun_us: When its first event happened.
        last_us: When the last one did.
        seq: Of the last event taken in.
    """

    run_id: str
    _fold: Fold = field(init=False)
    work: dict[str, Work] = field(default_factory=dict)
    begun_us: int = 0
    last_us: int = 0
    seq: int = 0

    def __post_init__(self) -> None:
        self._fold = Fold(RunState(self.run_id))

    @property
    def state(self) -> RunState:
        """The fold of what happened."""
        return self._fold.state

    def take(self, signal: DurableEvent | StreamedText, now_us: int) -> bool:
        """Take in what happened or was said; False if it is known already."""
        if isinstance(signal, StreamedText):
            self._of(subject_of(signal.attempt_id), now_us).hear(signal.text, now_us)
            return True
        if signal.seq <= self.seq:
            return False
        self.seq = signal.seq
        self.last_us = signal.at_us
        self.begun_us = self.begun_us or signal.at_us
        self._fold.take(signal.event, signal.at_us)
        self._note(signal.event, signal.at_us)
        return True

    def seconds(self, subject: str, now_us: int) -> float:
        """How long it has been, or was, worked on; 0 if it has not begun."""
        work = self.work.get(subject)
        if work is None:
            return 0.0
        return ((work.ended_us or now_us) - work.begun_us) / 1e6

    def elapsed_s(self, now_us: int) -> float:
        return (now_us - self.begun_us) / 1e6 if self.begun_us else 0.0

    def _of(self, subject: str, at_us: int) -> Work:
        return self.work.setdefault(subject, Work(begun_us=at_us))

    def _note(self, event: ev.Event, at_us: int) -> None:
        match event:
            case ev.GoalAccepted():
                self._of(PLAN, at_us)
            case ev.PlanMade() | ev.PlanFailed():
                self._of(PLAN, at_us).ended_us = at_us
            case ev.Awarded():
                self._of(event.award.task_id, at_us).ended_us = 0
            case ev.CallAnswered():
                self._of(subject_of(event.attempt_id), at_us).answered(event)
            case ev.AttemptFailed():
                self._of(subject_of(event.attempt_id), at_us).speaking_since_us = 0
            case ev.Accepted() | ev.LeftUnproven():
                self._of(subject_of(event.attempt_id), at_us).ended_us = at_us
            case ev.DeadLettered():
                self._of(event.task_id, at_us).ended_us = at_us
        if self.state.is_over:
            for work in self.work.values():
                work.ended_us = work.ended_us or at_us
                work.speaking_since_us = 0


def ordered(state: RunState) -> list[tuple[TaskState, int]]:
    """Tasks as a tree with their depths: whatever a task depends on stands above it.

    Its parent is the lowest of these.
    """
    rows: list[tuple[str, int]] = []
    for task in state.plan.tasks if state.plan else ():
        needed = [at for at, (task_id, _) in enumerate(rows) if task_id in task.depends_on]
        if not needed:
            rows.append((task.task_id, 0))
            continue
        depth = rows[needed[-1]][1] + 1
        at = needed[-1] + 1
        while at < len(rows) and rows[at][1] >= depth:
            at += 1
        rows.insert(at, (task.task_id, depth))
    return [(state.tasks[task_id], depth) for task_id, depth in rows]
