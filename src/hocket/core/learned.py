"""What runs have taught about tasks, agents and LLMs, for use by later runs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.noun import Noun

if TYPE_CHECKING:
    from collections.abc import Collection

    from hocket.core.usage import Usage


class TaskCosts(Noun):
    """The total cost of attempts at tasks of one type."""

    attempts: int = 0
    calls: int = 0
    tokens: int = 0
    usd: Decimal = Decimal(0)
    seconds: float = Field(default=0.0, description="of calls, as in usage")

    def plus(self, usage: Usage) -> TaskCosts:
        """The costs with one more attempt."""
        return TaskCosts(
            attempts=self.attempts + 1,
            calls=self.calls + usage.calls,
            tokens=self.tokens + usage.tokens,
            usd=self.usd + usage.usd,
            seconds=self.seconds + usage.seconds,
        )


class TrackRecord(Noun):
    """The outcomes of an agent's attempts."""

    accepted: int = 0
    corroborated: int = 0
    unproven: int = 0
    rejected: int = 0
    failed: int = 0

    def plus(self, outcome: str) -> TrackRecord:
        """The record with one more attempt.

        Args:
            outcome: ``accepted``, ``corroborated``, ``unproven``, ``rejected`` or ``failed``.

        Examples:
            >>> TrackRecord().plus("failed").failed
            1
        """
        return self.model_copy(update={outcome: getattr(self, outcome) + 1})


class Speed(Noun):
    """The speed of an LLM over all its calls."""

    calls: int = 0
    tokens: int = 0
    seconds: float = 0.0

    def plus(self, usage: Usage) -> Speed:
        """The speed with one more call."""
        return Speed(
            calls=self.calls + 1,
            tokens=self.tokens + usage.completion_tokens,
            seconds=self.seconds + usage.seconds,
        )


class Learned(Noun):
    """Costs by type of task, track records by agent, speeds by LLM."""

    tasks: dict[str, TaskCosts] = Field(default_factory=dict)
    agents: dict[str, TrackRecord] = Field(default_factory=dict)
    llms: dict[str, Speed] = Field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet."""
        return not (self.tasks or self.agents or self.llms)

    def part(self, agents: Collection[str], llms: Collection[str]) -> Learned:
        """The part about these agents and LLMs."""
        return Learned(
            tasks=self.tasks,
            agents={name: record for name, record in self.agents.items() if name in agents},
            llms={name: speed for name, speed in self.llms.items() if name in llms},
        )
