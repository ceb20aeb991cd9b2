"""How an answer is sampled, beside its temperature and its seed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

_NEUTRAL = {
    "top_p": 1,
    "top_k": 0,
    "min_p": 0,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "repeat_penalty": 1,
}
"""Values that change no answer."""

CHOOSING = frozenset({"top_p", "top_k", "min_p"})
"""What has no effect at temperature 0, where only the likeliest token is ever taken."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """What a program sets; None leaves it to the host, whose own values differ.

    Attributes:
        top_p: Only the likeliest tokens that have this probability together, in (0, 1].
        top_k: Only so many of the likeliest tokens; 0 for all.
        min_p: Only tokens with this share of the probability of the likeliest one, in [0, 1].
        presence_penalty: What tokens lose that the answer has already, in logits, in [-2, 2].
        frequency_penalty: The same for each time that it has them.
        repeat_penalty: What the logits of such tokens are divided by; 1 for none.
    """

    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    repeat_penalty: float | None = None

    @property
    def given(self) -> dict[str, Any]:
        """What is set, by name."""
        return {n: v for n, v in zip(_NAMES, _values_of(self), strict=True) if v is not None}

    @property
    def effective(self) -> dict[str, Any]:
        """What is set and not neutral, by name.

        Examples:
            >>> Sampling(top_p=1.0, top_k=40).effective
            {'top_k': 40}
        """
        return {name: value for name, value in self.given.items() if value != _NEUTRAL[name]}


_NAMES = tuple(field.name for field in fields(Sampling))
_values_of = attrgetter(*_NAMES)

UNSET = Sampling()
"""Nothing is set."""
