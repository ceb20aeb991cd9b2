"""The progress of a run: its state, with live figures such as tokens per second."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.run import RunState
from hocket.core.usage import NO_USAGE, Usage
from hocket.engine.feed import DurableEvent, StreamedText
from hocket.projections.history import Fold

if TYPE_CHECKING:
    from hocket.core.run import TaskState

PLAN, RESULT = "plan", "result"
TAIL_CHARS = 400
TOKEN_CHARS = 4
"""Characters per token, for hosts that send several tokens in one piece of a stream."""


def subject_of(key: str) -> str:
    """The subject of an attempt id, or of the id under which calls are journaled.

    Examples:
        >>> [subject_of(k) for k in ("t1#2", "t1#2/review", "plan#1", "synthesis#1")]
        ['t1', 't1', 'plan', 'result']
    """
    if ids.is_plan(key):
        return PLAN
    return RESULT if ids.is_synthesis(key) else ids.task_of(key)


@dataclass(slots=True)
class Work:
    """The live figures of one subject: a task, the plan or the result. Times in microseconds."""

    begun_us: int = 0
    ended_us: int = 0
    streaming_since_us: int = 0
    streamed_chars: int = 0
    pieces: int = 0
    tail: str = ""
    tokens_per_s: float = 0.0
    spent: Usage = NO_USAGE

    def stream(self, text: str, now_us: int) -> None:
        """Add a piece of streamed text."""
        if not self.streaming_since_us:
            self.streaming_since_us, self.streamed_chars, self.pieces, self.tail = now_us, 0, 0, ""
        self.pieces += 1
        self.streamed_chars += len(text)
        self.tail = (self.tail + text)[-TAIL_CHARS:]
        seconds = (now_us - self.streaming_since_us) / 1e6
        if seconds > 0:
            self.tokens_per_s = max(self.pieces - 1, self.streamed_chars // TOKEN_CHARS) / seconds

    def ended(self, call: ev.CallAnswered | ev.TryFailed) -> None:
        """Record the end of a call, or of a try; of an LLM with the figures of its host."""
        if isinstance(call, ev.CallAnswered) and call.kind == "llm" and call.usage.seconds > 0:
            self.tokens_per_s = call.usage.completion_tokens / call.usage.seconds
        self.streaming_since_us = 0
        self.spent += call.usage

    @property
    def is_streaming(self) -> bool:
        return bool(self.streaming_since_us)

    @property
    def last_line(self) -> str:
        """The last non-empty line of the text being streamed."""
        lines = [line.strip() for line in self.tail.splitlines()]
        return next((line for line in reversed(lines) if line), "") if self.is_streaming else ""


@dataclass(slots=True)
class Progress:
    """Follows one run.

    Attributes:
        work: Figures by subject.
        begun_us: Time of the first event.
        last_us: Time of the last event.
        seq: Number of the last event taken.
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
        """The state that the events lead to."""
        return self._fold.state

    def take(self, signal: DurableEvent | StreamedText, now_us: int) -> bool:
        """Take an event or a piece of text; False if the event was taken before."""
        if isinstance(signal, StreamedText):
            self._of(subject_of(signal.attempt_id), now_us).stream(signal.text, now_us)
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
        """Seconds of work on a subject so far; 0 before it starts."""
        work = self.work.get(subject)
        if work is None:
            return 0.0
        return ((work.ended_us or now_us) - work.begun_us) / 1e6

    def spent(self) -> dict[str, Usage]:
        """What each subject took so far, in the order in which they were begun."""
        return {subject: work.spent for subject, work in self.work.items()}

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
            case ev.CallAnswered() | ev.TryFailed():
                self._of(subject_of(event.attempt_id), at_us).ended(event)
            case ev.AttemptFailed():
                self._of(subject_of(event.attempt_id), at_us).streaming_since_us = 0
            case ev.Accepted() | ev.Corroborated() | ev.LeftUnproven():
                self._of(subject_of(event.attempt_id), at_us).ended_us = at_us
            case ev.DeadLettered():
                self._of(event.task_id, at_us).ended_us = at_us
        if self.state.is_over:
            for work in self.work.values():
                work.ended_us = work.ended_us or at_us
                work.streaming_since_us = 0


def ordered(state: RunState) -> list[tuple[TaskState, int]]:
    """Tasks as a tree with their depths: each task is below all tasks it depends on.

    Its parent is the lowest of them.
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
