"""What a scope needs from the loop of its run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hocket.core.event import Event
    from hocket.core.question import Answer
    from hocket.core.run import RunState
    from hocket.engine.budget import Budget
    from hocket.engine.traffic import Traffic
    from hocket.ports.journal import Journal
    from hocket.ports.llm import Llm
    from hocket.ports.retry import RetryPolicy
    from hocket.ports.scope import Scope


class ScopeOwner(Protocol):
    """The loop of one run, as a scope sees it."""

    run_id: str
    journal: Journal
    llm: Llm
    budget: Budget
    traffic: Traffic
    wrap: Callable[[Llm, Scope], Llm]
    retry: RetryPolicy | None

    @property
    def state(self) -> RunState: ...
    async def commit(
        self, events: Sequence[Event], blobs: Mapping[str, bytes] | None = None
    ) -> None: ...
    def keep(self, data: bytes) -> str: ...
    async def text(self, name: str) -> bytes: ...
    def stream(self, attempt_id: str, text: str) -> None: ...
    async def answer_to(self, question_id: str) -> Answer: ...
