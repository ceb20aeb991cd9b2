"""What the policy decides; each step names the call that carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.llm.residency.call import Call


@dataclass(frozen=True, slots=True)
class Send:
    """Send a call; its LLM is in memory, or is loaded for it."""

    call: Call
    window: int


@dataclass(frozen=True, slots=True)
class Load:
    """Load an LLM ahead of the call, which waits for a slot."""

    call: Call
    window: int


@dataclass(frozen=True, slots=True)
class Unload:
    """Unload an LLM, for the sake of a call."""

    call: Call
    llm: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Decide again at this time."""

    call: Call
    until_us: int


Step = Send | Load | Unload | Hold
