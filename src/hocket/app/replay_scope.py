"""The scope of a replayed command: calls are answered from the journal, or fail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.engine.scope import CallScope
from hocket.errors import ReplayDivergedError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core import event as ev
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState
    from hocket.engine.loop import RunLoop
    from hocket.ports.scope import Action
    from hocket.ports.tool import Effect


class ReplayScope(CallScope):
    """Answers calls only from the journal; collects the events that would be journaled."""

    def __init__(
        self,
        loop: RunLoop,
        attempt_id: str,
        answered: Sequence[ev.CallAnswered],
        state: RunState,
        answers: Mapping[str, Answer],
    ) -> None:
        super().__init__(loop, attempt_id, answered)
        self._state = state
        self._answers = answers
        self.notes: list[ev.Event] = []
        self.beyond: str = ""
        """The first call that the journal has no answer to; empty if there is none."""

    @property
    def state(self) -> RunState:
        return self._state

    @property
    def unasked(self) -> list[int]:
        """Ordinals of journaled calls that the code did not make."""
        return sorted(self._answered)

    async def perform(
        self, kind: Any, name: str, request: bytes, effect: Effect, action: Action
    ) -> bytes:
        if self._next not in self._answered:
            self.beyond = f"{self.attempt_id} made call {self._next} to {kind} {name}"
            message = f"{self.beyond}, to which the journal has no answer"
            raise ReplayDivergedError(message, attempt_id=self.attempt_id)
        return await super().perform(kind, name, request, effect, action)

    async def consult(
        self, question: Question, _blobs: Mapping[str, bytes] | None = None
    ) -> Answer:
        answer = self._answers.get(question.question_id)
        if answer is None:
            self.beyond = f"{self.attempt_id} asked a person: {question.title}"
            message = f"{self.beyond}, to which the journal has no answer"
            raise ReplayDivergedError(message, attempt_id=self.attempt_id)
        return answer

    async def note(self, *events: ev.Event, blobs: Mapping[str, bytes] | None = None) -> None:
        self.notes.extend(events)
        for content in (blobs or {}).values():
            self.keep(content)
