"""What a host's memory shows: how much its LLMs take, and what it unloaded by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.llm.residency.machine import Machine
    from hocket.ports.residence import Held

RECENT_US = 60_000_000
"""An LLM that was used so recently and is gone was unloaded to make room, not for its age."""


def learn_capacity(machine: Machine, held: Mapping[str, Held], now_us: int) -> None:
    """Bring the state up to date with what a host holds.

    A resident that is gone is dropped. If it was used a moment ago, all that was thought to be in
    memory did not fit, so the capacity is less than that.

    Examples:
        >>> from hocket.llm.residency.machine import Machine
        >>> from hocket.ports.residence import Held
        >>> machine = Machine(lambda llm, window: 5)
        >>> for llm in ("writer", "judge"):
        ...     machine.pin(llm, 0, now_us=0)
        ...     machine.unpin(llm, now_us=0)
        >>> learn_capacity(machine, {"judge": Held(6)}, now_us=1)
        >>> list(machine.residents), machine.capacity_bytes
        (['judge'], 10)
    """
    for llm, memory in held.items():
        machine.measure(llm, memory.size_bytes)
    gone = [r for r in machine.residents.values() if r.llm not in held and r.is_idle]
    if any(now_us - r.used_us < RECENT_US for r in gone):
        machine.capacity_bytes = min(machine.capacity_bytes, machine.used_bytes - 1)
    for resident in gone:
        del machine.residents[resident.llm]
