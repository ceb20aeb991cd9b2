"""What runs have taught about tasks, agents and LLMs, for use by later runs."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from hocket.core.aptitude import Aptitude
from hocket.core.noun import Noun, unchecked
from hocket.core.structure import Kept

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.core.usage import Usage


MOST_STRUCTURES = 24
"""Of what a run takes with it."""


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


class Spread(Noun):
    """How an amount from 0 has varied: of log(1 + amount), the mean and the squared deviations.

    They are updated one by one, after B. P. Welford, "Note on a Method for Calculating Corrected
    Sums of Squares and Products", Technometrics 4 (1962).
    """

    n: int = Field(default=0, ge=0)
    mean: float = 0.0
    squares: float = Field(default=0.0, ge=0)

    def plus(self, amount: float) -> Spread:
        """The spread with one more amount.

        Examples:
            >>> Spread().plus(math.e - 1).plus(math.e - 1)
            Spread(n=2, mean=1.0, squares=0.0)
        """
        value, n = math.log1p(max(0.0, amount)), self.n + 1
        mean = self.mean + (value - self.mean) / n
        squares = self.squares + max(0.0, (value - self.mean) * (value - mean))
        return Spread(n=n, mean=mean, squares=squares)


class TaskSpread(Noun):
    """How the cost of tasks of one kind, by one LLM and with the same care, has varied."""

    calls: Spread = unchecked(Spread)
    prompt_tokens: Spread = unchecked(Spread)
    answer_tokens: Spread = unchecked(Spread)
    seconds: Spread = unchecked(Spread)

    def plus(self, usage: Usage) -> TaskSpread:
        """The spread with one more task."""
        return TaskSpread(
            calls=self.calls.plus(usage.calls),
            prompt_tokens=self.prompt_tokens.plus(usage.prompt_tokens),
            answer_tokens=self.answer_tokens.plus(usage.completion_tokens),
            seconds=self.seconds.plus(usage.seconds),
        )


class Track(Noun):
    """How intervals of one quantity have fared against what came true.

    Attributes:
        width: What is added to the next interval on each side, as a logarithm; less than 0 narrows.
        covered: How often what came true was in the interval.
        runs: Of how many.
        error: The sum of the distances between what was expected and what came true, as logarithms.
    """

    width: float = 0.0
    covered: int = 0
    runs: int = 0
    error: float = 0.0


class Coverage(Noun):
    """How many runs took what the forecast in their journal said, within its interval."""

    covered: int = 0
    runs: int = 0

    def plus(self, *, is_covered: bool) -> Coverage:
        """The coverage with one more run.

        Examples:
            >>> Coverage(covered=3, runs=4).plus(is_covered=False)
            Coverage(covered=3, runs=5)
        """
        return Coverage(covered=self.covered + is_covered, runs=self.runs + 1)


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
    """Costs by type of task, track records by agent, speeds by LLM, and what forecasts rest on.

    ``spreads`` are by ``spread_key``, ``tracks`` by quantity: calls, tokens, seconds. ``aptitudes``
    are what the passports of LLMs say, by LLM; ``structures`` how often LLMs kept schemas.
    """

    tasks: dict[str, TaskCosts] = Field(default_factory=dict)
    agents: dict[str, TrackRecord] = Field(default_factory=dict)
    llms: dict[str, Speed] = Field(default_factory=dict)
    # Left out where there are none, as in journals of releases without them.
    spreads: dict[str, TaskSpread] = Field(default_factory=dict, exclude_if=lambda s: not s)
    tracks: dict[str, Track] = Field(default_factory=dict, exclude_if=lambda t: not t)
    journaled: dict[str, Coverage] = Field(
        default_factory=dict,
        exclude_if=lambda c: not c,
        description="of calls, tokens and seconds; no part of what a run takes",
    )
    aptitudes: dict[str, Aptitude] = Field(default_factory=dict, exclude_if=lambda a: not a)
    structures: tuple[Kept, ...] = Field(default=(), exclude_if=lambda k: not k)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known yet."""
        known = (self.tasks, self.agents, self.llms, self.aptitudes, self.structures)
        return not any(known)

    def part(
        self,
        agents: Collection[str],
        llms: Collection[str],
        weights: Mapping[str, str] | None = None,
    ) -> Learned:
        """The part about these agents and LLMs.

        How often other LLMs kept schemas is in it too, for comparison; of each LLM what it showed
        with the given weights, or else with those that it had last.

        Args:
            agents: Their names.
            llms: Their names.
            weights: The digests of the weights of LLMs, as far as they are known.
        """
        return Learned(
            tasks=self.tasks,
            agents={name: record for name, record in self.agents.items() if name in agents},
            llms={name: speed for name, speed in self.llms.items() if name in llms},
            spreads={k: s for k, s in self.spreads.items() if k.split(" ", 2)[2] in llms},
            tracks=self.tracks,
            aptitudes={name: shown for name, shown in self.aptitudes.items() if name in llms},
            structures=_current(self.structures, weights or {}),
        )


def _current(structures: tuple[Kept, ...], weights: Mapping[str, str]) -> tuple[Kept, ...]:
    """Those of the weights that LLMs have now, the ones tried most first."""
    latest = {each.llm: each.weights for each in structures}  # the last of a name is its newest
    now = latest | {llm: digest for llm, digest in weights.items() if digest}
    current = [each for each in structures if each.weights == now[each.llm]]
    return tuple(sorted(current, key=lambda each: -each.tries)[:MOST_STRUCTURES])


def spread_key(kind: str, care: str, llm: str) -> str:
    """The key of a spread.

    Examples:
        >>> spread_key("table", "low", "ollama:qwen3")
        'table low ollama:qwen3'
    """
    return f"{kind} {care} {llm}"
