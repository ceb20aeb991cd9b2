"""What a host holds in memory and which calls wait for it; changed by what happens, not by time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hocket.llm.residency.call import Call, Resident, Rules
from hocket.llm.residency.step import Load, Step, Unload
from hocket.llm.residency.waiting import Waiting

NO_LIMIT = 1 << 62
"""The memory of a host of which nothing shows that it has to unload anything."""

USUAL = Rules()

BytesOf = Callable[[str, int], int]
"""The memory that an LLM with a context window of so many tokens takes, in bytes."""


@dataclass(slots=True)
class Machine:
    """The state that the policy decides on.

    Attributes:
        bytes_of: Estimates the memory of an LLM that is not loaded.
        rules: How calls are ordered.
        concurrent: Maximum number of calls in progress.
        capacity_bytes: Memory for all residents; one that needs more is alone.
        set_aside_bytes: The part of it that something else holds, which never waits for room.
        others_bytes: The part of it that other processes of this machine hold or are about to.
        waiting: Calls in order of arrival.
        residents: By name, in the order in which they were loaded.
        load_us: How long each LLM took to load, as measured.
        held: The call for which a swap is held back, if any.
    """

    bytes_of: BytesOf
    rules: Rules = USUAL
    concurrent: int = 1
    capacity_bytes: int = NO_LIMIT
    set_aside_bytes: int = 0
    others_bytes: int = 0
    waiting: Waiting = field(default_factory=Waiting)
    residents: dict[str, Resident] = field(default_factory=dict)
    load_us: dict[str, int] = field(default_factory=dict)
    held: Call | None = None
    users: int = 0
    hold_us: int = -1
    _arrivals: int = 0
    _ended_us: dict[str, int] = field(default_factory=dict)
    _measured: dict[tuple[str, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.hold_us < 0:
            self.hold_us = round(self.rules.hold_s * 1e6)

    @property
    def own_bytes(self) -> int:
        """The memory of all residents, also of those that load or leave, and what is set aside."""
        return self.set_aside_bytes + sum([r.size_bytes for r in self.residents.values()])

    @property
    def used_bytes(self) -> int:
        """The memory that is taken here and by other processes."""
        return self.others_bytes + self.own_bytes

    def wanted_bytes(self, *more: str) -> int:
        """What this process takes once the LLMs that calls wait for, and these, are loaded."""
        windows = {call.llm: call.window for call in self.waiting}
        windows = dict.fromkeys(more, 0) | windows
        sizes = [
            self.size_of(llm, window)
            for llm, window in windows.items()
            if llm not in self.residents
        ]
        within = min(self.own_bytes + sum(sizes), self.capacity_bytes)
        return max(self.own_bytes, within, *sizes, 0)

    @property
    def is_over(self) -> bool:
        """Whether LLMs turned out larger than estimated, so that one of several has to leave."""
        return len(self.residents) > 1 and self.used_bytes > self.capacity_bytes

    @property
    def is_full(self) -> bool:
        """Whether as many calls are in progress as may be."""
        return self.users >= self.concurrent

    def size_of(self, llm: str, window: int) -> int:
        """What an LLM will take: as estimated, or as measured before if that was more."""
        return max(self.bytes_of(llm, window), self._measured.get((llm, window), 0))

    def idle(self) -> dict[str, int]:
        """The residents without a use, and when each was used last."""
        return {r.llm: r.used_us for r in self.residents.values() if r.is_idle}

    def fits(self, size_bytes: int) -> bool:
        """Whether an LLM of this size has room beside the residents; one that is alone always."""
        return not self.residents or self.used_bytes + size_bytes <= self.capacity_bytes

    def arrive(self, call: Call) -> None:
        """A call has become ready."""
        call.number = self._arrivals = self._arrivals + 1
        resident = self.residents.get(call.llm)
        ended_us = self._ended_us.get(call.llm)
        if ended_us is not None and (resident is None or not resident.users):
            self._learn_hold(call.ready_us - ended_us)
        self.waiting.add(call)

    def try_send(self, llm: str, now_us: int) -> bool | None:
        """Send a call at once if nothing waits and its LLM is in memory.

        Returns:
            None if it was not sent; else whether its LLM has not answered yet.
        """
        resident = self.residents.get(llm)
        if (
            resident is None
            or self.waiting
            or self.is_over
            or self.users >= self.concurrent
            or resident.leaving
            or resident.loading
            or (self.rules.windows and self.capacity_bytes != NO_LIMIT)
        ):
            return None
        if not resident.users:
            self._learn_hold(now_us - resident.used_us)
        self.users += 1
        resident.users += 1
        resident.used_us = now_us
        return not resident.proven

    def try_pin(self, llm: str, now_us: int) -> bool:
        """Pin an LLM if it is in memory; whether it is."""
        resident = self.residents.get(llm)
        if resident is None or resident.leaving or resident.loading:
            return False
        self.pin(llm, resident.window, now_us)
        return True

    def withdraw(self, call: Call) -> None:
        """A waiting call was cancelled."""
        self.waiting.remove(call)
        if self.held is call:
            self.held = None

    def send(self, call: Call, window: int, now_us: int) -> None:
        """A waiting call is sent; an LLM that is not resident takes its memory from now on."""
        self.waiting.send(call)
        if self.held is call:
            self.held = None
        self.pin(call.llm, window, now_us)
        self.users += 1

    def pin(self, llm: str, window: int, now_us: int) -> None:
        """Keep an LLM in memory for a use that is no call in progress, until ``unpin``."""
        resident = self.residents.get(llm) or self._take(llm, window)
        resident.users += 1
        resident.used_us = now_us

    def unpin(self, llm: str, now_us: int) -> None:
        """A use has ended."""
        resident = self.residents[llm]
        resident.users -= 1
        resident.used_us = self._ended_us[llm] = now_us

    def end(self, llm: str, now_us: int, *, is_answered: bool, is_gone: bool = False) -> None:
        """A call has its answer, or failed; ``is_gone``: its LLM was not loaded for it."""
        self.users -= 1
        self.unpin(llm, now_us)
        resident = self.residents[llm]
        if is_answered:
            resident.proven = True
        elif is_gone and not resident.proven and resident.is_idle:
            del self.residents[llm]

    def begin(self, step: Step) -> None:
        """A step that takes time is begun by its call."""
        if isinstance(step, Load):
            self._take(step.call.llm, step.window).loading = True
        elif isinstance(step, Unload):
            self.residents[step.llm].leaving = True
        else:
            self.held = step.call

    def undo(self, step: Step, now_us: int) -> None:
        """A step was left before it was done: an LLM that was to leave counts as if it stayed."""
        if isinstance(step, Load):
            del self.residents[step.call.llm]
        elif isinstance(step, Unload):
            self.end_unload(step.llm, is_gone=False, now_us=now_us)
        else:
            self.held = None

    def end_load(self, llm: str, now_us: int) -> None:
        """It is loaded, or could not be: then its calls say why."""
        resident = self.residents[llm]
        resident.loading = False
        resident.used_us = now_us

    def begin_unload(self, llm: str) -> None:
        """An LLM is being unloaded: nothing is sent to it."""
        self.residents[llm].leaving = True

    def end_unload(self, llm: str, *, is_gone: bool, now_us: int) -> None:
        """It has left, or nobody knows; a call that it still answers keeps its place."""
        resident = self.residents[llm]
        if is_gone and not resident.users:
            del self.residents[llm]
            return
        resident.leaving = resident.proven = False
        resident.used_us = now_us

    def measure(self, llm: str, size_bytes: int) -> None:
        """A resident takes so much memory; less than estimated may still grow to it."""
        resident = self.residents.get(llm)
        if resident is not None and size_bytes > resident.size_bytes:
            resident.size_bytes = self._measured[llm, resident.window] = size_bytes

    def _take(self, llm: str, window: int) -> Resident:
        resident = Resident(llm, window, self.size_of(llm, window))
        self.residents[llm] = resident
        return resident

    def _learn_hold(self, idle_us: int) -> None:
        """Follow how soon whoever got an answer asks again: twice that, smoothed over eight."""
        longest_us = round(self.rules.hold_s * 1e6) * 20
        if 0 <= idle_us <= longest_us:
            self.hold_us += (2 * idle_us - self.hold_us) // 8
