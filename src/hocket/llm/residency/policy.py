"""Which call is sent next, and which LLM makes room for which: a pure function of the state.

Calls of an LLM in memory go first (affinity scheduling: Squillante and Lazowska, "Using
Processor-Cache Affinity Information", IEEE TPDS 4(2), 1993), within bounds on how long and how
often a call is passed over. Before an LLM has to leave, a short wait shows whether its caller asks
again (anticipatory scheduling: Iyer and Druschel, SOSP 2001).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.llm.residency.step import Hold, Load, Send, Step, Unload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.llm.residency.call import Call, Resident, Wanted
    from hocket.llm.residency.machine import Machine
    from hocket.llm.residency.waiting import Group


def next_step(machine: Machine, now_us: int) -> Step | None:
    """The step to take now; None if nothing can be done until something ends or arrives.

    Take it (``Machine.send`` and so on) and ask again.

    Examples:
        >>> from hocket.llm.residency.call import Call
        >>> from hocket.llm.residency.machine import Machine
        >>> machine = Machine(lambda llm, window: 2, concurrent=2, capacity_bytes=3)
        >>> for llm in ("small", "large", "small"):
        ...     machine.arrive(Call(llm, ready_us=0))
        >>> while isinstance(step := next_step(machine, 0), Send):
        ...     machine.send(step.call, step.window, 0)
        >>> [call.llm for call in machine.waiting], list(machine.residents)
        (['large'], ['small'])
    """
    if not machine.waiting:
        return None
    excess = _excess(machine)
    if excess is not None:
        return Unload(machine.waiting.first, excess.llm)
    overdue = first_overdue(machine, now_us)
    if overdue is None:
        return _by_affinity(machine, now_us)
    if is_ready(machine, overdue):
        return None if machine.is_full else _send(machine, overdue)
    return _towards(machine, overdue, now_us, is_overdue=True)


def is_overdue(machine: Machine, call: Call, now_us: int) -> bool:
    """Whether a waiting call was passed over for as long, or as often, as it may be."""
    if machine.waiting.overtaken(call) >= machine.rules.overtakings:
        return True
    return call.ready_us <= _overdue_by(machine, call.llm, now_us)


def first_overdue(machine: Machine, now_us: int) -> Call | None:
    """The first call that no other may overtake; None without one."""
    waiting = machine.waiting
    if not waiting:
        return None
    # No call was overtaken more often than the first one.
    if is_overdue(machine, waiting.first, now_us):
        return waiting.first
    late = (waiting.first_ready_by(llm, _overdue_by(machine, llm, now_us)) for llm in waiting.llms)
    return min((call for call in late if call is not None), key=_number, default=None)


def is_ready(machine: Machine, call: Wanted) -> bool:
    """Whether the LLM of a call is in memory and stays there."""
    resident = machine.residents.get(call.llm)
    return resident is not None and resident.serves(call) and not resident.loading


def _overdue_by(machine: Machine, llm: str, now_us: int) -> float:
    """Calls of an LLM that were ready by then are overdue."""
    return now_us - machine.rules.patience_s * 1e6 + machine.load_us.get(llm, 0)


def _number(call: Call) -> int:
    return call.number


def _send(machine: Machine, call: Call) -> Send:
    return Send(call, machine.residents[call.llm].window)


def _by_affinity(machine: Machine, now_us: int) -> Step | None:
    for groups in machine.waiting.by_priority():
        if not machine.is_full:
            ready = [group.first for group in groups if is_ready(machine, group)]
            if ready:
                return _send(machine, min(ready, key=_number))
        wanted = _most_wanted(machine, groups)
        if wanted is not None:
            # Lower priorities wait meanwhile: their calls would keep in use what has to leave.
            return _towards(machine, wanted, now_us, is_overdue=False)
    return None


def _most_wanted(machine: Machine, groups: Sequence[Group]) -> Call | None:
    """The first call of the LLM that most calls wait for, of those not in memory."""
    counts: dict[str, int] = {}
    first: dict[str, Call] = {}
    for group in groups:
        resident = machine.residents.get(group.llm)
        if resident is None or not (resident.serves(group) or resident.leaving):
            llm = group.llm
            counts[llm] = counts.get(llm, 0) + len(group)
            first[llm] = min(first.get(llm, group.first), group.first, key=_number)
    # Of those with as many, the one whose call came first.
    return max(first.values(), key=lambda c: (counts[c.llm], -c.number), default=None)


def _towards(machine: Machine, call: Call, now_us: int, *, is_overdue: bool) -> Step | None:
    """The next step towards having the LLM of a call in memory."""
    resident = machine.residents.get(call.llm)
    if resident is not None:
        if resident.is_idle and not resident.serves(call):
            return Unload(call, call.llm)  # it is loaded again for a larger window
        return None
    window = _window(machine, call)
    size_bytes = machine.size_of(call.llm, window)
    if machine.fits(size_bytes):
        return Load(call, window) if machine.is_full else Send(call, window)
    missing_bytes = machine.used_bytes + size_bytes - machine.capacity_bytes
    missing_bytes -= sum(r.size_bytes for r in machine.residents.values() if r.leaving)
    victims = _victims(machine, call, missing_bytes, is_overdue=is_overdue)
    idle = next((victim for victim in victims if victim.is_idle), None)
    if idle is None:
        return None
    held_until_us = idle.used_us + _hold_us(machine, idle, call)
    if now_us < held_until_us and not is_overdue:
        return Hold(call, held_until_us) if machine.held is None else None
    return Unload(call, idle.llm)


def _window(machine: Machine, call: Call) -> int:
    """The window to load an LLM for: the largest that has room, or the least that is needed."""
    windows = machine.rules.windows
    if not windows:
        return call.window
    needed = max(g.window for g in machine.waiting.groups() if g.llm == call.llm)
    left_bytes = machine.capacity_bytes - machine.used_bytes
    largest = (w for w in reversed(windows) if w > needed)
    return next((w for w in largest if machine.size_of(call.llm, w) <= left_bytes), needed)


def _victims(
    machine: Machine, call: Call, missing_bytes: int, *, is_overdue: bool
) -> list[Resident]:
    """The residents that leave for a call, the first one first; empty if that frees too little.

    The least recently used ones leave first, and those that calls wait for last. One that calls of
    this priority wait for stays, as they are sent before.
    """
    if missing_bytes <= 0:
        return []
    groups = tuple(machine.waiting.groups())
    waited_for = {
        r.llm: sum(len(g) for g in groups if r.serves(g) and g.priority >= call.priority)
        for r in machine.residents.values()
    }
    others = [
        r
        for r in machine.residents.values()
        if not r.leaving and (is_overdue or not waited_for[r.llm])
    ]
    others.sort(key=lambda r: (waited_for[r.llm], not r.is_idle, r.used_us))
    freed_bytes = 0
    for number, resident in enumerate(others, 1):
        freed_bytes += resident.size_bytes
        if freed_bytes >= missing_bytes:
            return others[:number]
    stay = sum(not r.leaving for r in machine.residents.values()) - len(others)
    return [] if stay else others  # one that needs more than there is must be alone


def _excess(machine: Machine) -> Resident | None:
    """A resident to unload as others turned out larger than estimated."""
    residents = machine.residents.values()
    if not machine.is_over or any(r.leaving for r in residents):
        return None
    idle = [r for r in residents if r.is_idle]
    waited_for = {r.llm for r in idle if any(map(r.serves, machine.waiting.groups()))}
    return min(idle, key=lambda r: (r.llm in waited_for, r.used_us), default=None)


def _hold_us(machine: Machine, idle: Resident, call: Call) -> int:
    """How long an idle resident is kept before it leaves; little against what a swap takes."""
    loads_us = machine.load_us.get(idle.llm, 0) + machine.load_us.get(call.llm, 0)
    return min(machine.hold_us, loads_us // 10) if loads_us else machine.hold_us
