"""Calls that are held, the LLMs in memory, and the rules for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Rules:
    """How calls are ordered and for how long one may be passed over.

    Attributes:
        patience_s: A call that has waited for this long, less the time that its LLM takes to load,
            is the next one that is sent.
        overtakings: Likewise for a call that so many later ones have overtaken.
        hold_s: How long an LLM stays after its last answer before another one takes its place, as
            whoever got the answer may ask again; it follows what was seen, within a tenth of the
            time that it takes to load the LLM.
        windows: The context windows for which LLMs are loaded, in tokens, ascending; the last one
            is used where memory allows. Empty for a host that has one for each LLM.
    """

    patience_s: float = 300.0
    overtakings: int = 64
    hold_s: float = 0.05
    windows: tuple[int, ...] = ()


class Wanted(Protocol):
    """The LLM and the context window that a call, or each of a group of them, needs."""

    @property
    def llm(self) -> str: ...
    @property
    def window(self) -> int: ...


@dataclass(slots=True, eq=False)
class Call:
    """A call that is ready to be sent.

    Attributes:
        llm: Name of the LLM at its host.
        ready_us: When it became ready, by the clock of the caller.
        priority: From 0; a higher one goes first.
        window: The context window that it needs at least, in tokens.
        number: Its place in the order of arrival.
    """

    llm: str
    ready_us: int
    priority: int = 0
    window: int = 0
    number: int = 0


@dataclass(slots=True, eq=False)
class Resident:
    """An LLM for which memory is taken.

    Attributes:
        size_bytes: What it takes: the measured or the estimated size, whichever is larger.
        users: The calls that it answers.
        loading: Whether it is loaded ahead of its calls.
        leaving: Whether it is being unloaded.
        proven: Whether it has answered since it was loaded, so that it is in memory. Others count
            as if they were, since a call that failed or an unload that was left may say neither.
        used_us: When its last call began or ended.
    """

    llm: str
    window: int
    size_bytes: int
    users: int = 0
    loading: bool = False
    leaving: bool = False
    proven: bool = False
    used_us: int = 0

    @property
    def is_idle(self) -> bool:
        return not self.users and not self.loading and not self.leaving

    def serves(self, call: Wanted) -> bool:
        """Whether it can answer a call, now or after those that it answers."""
        return call.llm == self.llm and call.window <= self.window and not self.leaving


def context_classes(most_tokens: int) -> tuple[int, ...]:
    """The context windows for which LLMs are loaded: the largest, its half and its quarter.

    Examples:
        >>> context_classes(8192)
        (2048, 4096, 8192)
    """
    return (most_tokens // 4, most_tokens // 2, most_tokens)
