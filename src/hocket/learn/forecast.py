"""What a run will still take, judged by what attempts took before."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hocket.core.run import RunState
    from hocket.core.usage import Usage

ASSUMED_CALLS, ASSUMED_TOKENS, ASSUMED_S = 2, 1500, 15.0
"""What an attempt takes where none was seen yet."""


@dataclass(slots=True)
class _Seen:
    attempts: int = 0
    calls: int = 0
    tokens: int = 0
    usd: Decimal = field(default_factory=Decimal)
    seconds: float = 0.0


class Forecaster:
    """Keeps the mean of what attempts took, by type of task, and multiplies it by what is open."""

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def learn(self, kind: str, usage: Usage) -> None:
        """Take in what one attempt at a task of this type took."""
        seen = self._seen.setdefault(kind, _Seen())
        seen.attempts += 1
        seen.calls += usage.calls
        seen.tokens += usage.tokens
        seen.usd += usage.usd
        seen.seconds += usage.seconds

    def of(self, state: RunState) -> dict[str, Any] | None:
        """Calls, tokens, usd and seconds of LLM time to come; None without open tasks."""
        tasks = [t.task.type for t in state.tasks.values() if not t.is_over]
        if not tasks or state.is_over:
            return None
        calls = tokens = seconds = 0.0
        usd = Decimal(0)
        unseen = 0
        for kind in tasks:
            seen = self._seen.get(kind)
            if seen is None:
                unseen += 1
                calls, tokens = calls + ASSUMED_CALLS, tokens + ASSUMED_TOKENS
                seconds += ASSUMED_S
                continue
            calls += seen.calls / seen.attempts
            tokens += seen.tokens / seen.attempts
            seconds += seen.seconds / seen.attempts
            usd += seen.usd / seen.attempts
        return {
            "calls": round(calls),
            "tokens": round(tokens),
            "usd": f"{usd:.4f}",
            "seconds": round(seconds, 1),
            "basis": self._basis(set(tasks), unseen),
        }

    def _basis(self, kinds: set[str], unseen: int) -> str:
        known = sum(self._seen[k].attempts for k in kinds if k in self._seen)
        if not known:
            return "no such task was done here yet: an assumption"
        told = f"the mean of {known} attempts at such tasks"
        return f"{told}; {unseen} tasks are of a type not seen yet" if unseen else told
