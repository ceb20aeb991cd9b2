"""What a host's memory shows: how much its LLMs take, and what it unloaded by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.llm.residency.machine import Machine
    from hocket.ports.residence import Held

RECENT_US = 60_000_000
"""An LLM that was used so recently and is gone was unloaded to make room, not for its age."""


def learn_capacity(
    machine: Machine, held: Mapping[str, Held], idle: Mapping[str, int], now_us: int
) -> None:
    """Bring the state up to date with what a host holds.

    A resident that is gone is dropped. If it answered a moment ago, all that was thought to be in
    memory did not fit, so the capacity is less than that.

    Args:
        machine: The state.
        held: What the host holds.
        idle: ``machine.idle()`` before the host was asked; what was used since may be newer than
            its reply.
        now_us: The time.

    Examples:
        >>> from hocket.llm.residency.machine import Machine
        >>> from hocket.ports.residence import Held
        >>> machine = Machine(lambda llm, window: 5)
        >>> for llm in ("writer", "judge"):
        ...     machine.pin(llm, 0, now_us=0)
        ...     machine.unpin(llm, now_us=0)
        ...     machine.residents[llm].proven = True
        >>> learn_capacity(machine, {"judge": Held(6)}, machine.idle(), now_us=1)
        >>> list(machine.residents), machine.capacity_bytes
        (['judge'], 10)
    """
    for llm, memory in held.items():
        machine.measure(llm, memory.size_bytes)
    untouched = machine.idle().items() & idle.items()
    gone = [machine.residents[llm] for llm, _ in untouched if llm not in held]
    for resident in [r for r in gone if not r.proven]:
        del machine.residents[resident.llm]  # whoever unloaded it, it was not for room
    proven = [r for r in gone if r.proven]
    if any(now_us - r.used_us < RECENT_US for r in proven):
        machine.capacity_bytes = min(machine.capacity_bytes, machine.used_bytes - 1)
    for resident in proven:
        del machine.residents[resident.llm]
