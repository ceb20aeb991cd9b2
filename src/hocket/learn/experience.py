"""What runs have shown so far: how agents fared, how fast LLMs answer, what attempts take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.usage import NOTHING, Usage
from hocket.learn.forecast import Forecaster

if TYPE_CHECKING:
    from hocket.core.run import RunState


@dataclass(slots=True)
class Speed:
    """How fast an LLM answered, over all calls seen."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class AgentRecord:
    """What came of an agent's attempts, over all runs; ``busy`` counts those under way."""

    accepted: int = 0
    unproven: int = 0
    rejected: int = 0
    failed: int = 0
    busy: int = 0


class Experience:
    """Adds up over all runs, event by event."""

    def __init__(self) -> None:
        self.forecaster = Forecaster()
        self.speeds: dict[str, Speed] = {}
        self.agents: dict[str, AgentRecord] = {}
        self._attempts: dict[str, dict[str, Usage]] = {}

    def take(self, run_id: str, event: ev.Event, state: RunState) -> None:
        """Take in an event, with the state that it led to."""
        match event:
            case ev.CallAnswered():
                self._called(run_id, event)
            case ev.Awarded():
                self._of(event.award.agent).busy += 1
            case ev.Executed() | ev.AttemptFailed():
                self._handed_in(run_id, event, state)
            case ev.Accepted() | ev.Rejected() | ev.LeftUnproven():
                self._judged(run_id, event, state)
            case ev.GoalReached() | ev.GoalFailed() | ev.GoalCancelled():
                self._attempts.pop(run_id, None)
                for agent, busy in state.busy.items():
                    self._freed(agent, busy)

    def _called(self, run_id: str, event: ev.CallAnswered) -> None:
        usage = event.usage
        if event.kind == "llm" and usage.seconds > 0:
            speed = self.speeds.setdefault(event.name, Speed())
            speed.calls += 1
            speed.tokens += usage.completion_tokens
            speed.seconds += usage.seconds
        attempts = self._attempts.setdefault(run_id, {})
        attempt_id = ids.attempt_of(event.attempt_id)
        attempts[attempt_id] = attempts.get(attempt_id, NOTHING) + usage

    def _handed_in(
        self, run_id: str, event: ev.Executed | ev.AttemptFailed, state: RunState
    ) -> None:
        agent = _author(state, event.attempt_id)
        self._freed(agent, 1)
        if isinstance(event, ev.AttemptFailed):
            self._of(agent).failed += 1
            self._attempts.get(run_id, {}).pop(event.attempt_id, None)

    def _judged(
        self, run_id: str, event: ev.Accepted | ev.Rejected | ev.LeftUnproven, state: RunState
    ) -> None:
        record = self._of(_author(state, event.attempt_id))
        verdict = event.review.verdict
        setattr(record, verdict, getattr(record, verdict) + 1)
        usage = self._attempts.get(run_id, {}).pop(event.attempt_id, None)
        task = state.tasks.get(ids.task_of(event.attempt_id))
        if usage is not None and task is not None:
            self.forecaster.learn(task.task.type, usage)

    def _freed(self, agent: str, count: int) -> None:
        record = self._of(agent)
        record.busy = max(0, record.busy - count)

    def _of(self, agent: str) -> AgentRecord:
        return self.agents.setdefault(agent, AgentRecord())


def _author(state: RunState, attempt_id: str) -> str:
    task = state.tasks.get(ids.task_of(attempt_id))
    return task.award.agent if task is not None and task.award is not None else ""
