"""The order of calls is that of a plain reading of its rules, which looks at every waiting call."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket.llm.residency.call import Call, Resident, Rules
from hocket.llm.residency.machine import Machine
from hocket.llm.residency.policy import first_overdue, next_step
from hocket.llm.residency.step import Hold, Load, Send, Step, Unload
from hocket.llm.residency.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = {"tiny": 1, "small": 3, "large": 6, "huge": 12}
WINDOWS = (1, 2, 4)
STEP_US = 1_000_000


@dataclass
class Plain:
    """Decides from a list of the waiting calls; what is in memory it reads from the machine."""

    machine: Machine
    waiting: list[Call] = field(default_factory=list)
    overtaken: dict[Call, int] = field(default_factory=dict)

    def arrive(self, call: Call) -> None:
        self.waiting.append(call)
        self.overtaken[call] = 0

    def send(self, call: Call) -> None:
        self.waiting.remove(call)
        for other in self.waiting:
            self.overtaken[other] += other.number < call.number

    def overdue(self, now_us: int) -> Call | None:
        return next((c for c in self.waiting if self._is_overdue(c, now_us)), None)

    def next_step(self, now_us: int) -> Step | None:
        if not self.waiting:
            return None
        excess = self._excess()
        if excess is not None:
            return Unload(self.waiting[0], excess.llm)
        overdue = self.overdue(now_us)
        if overdue is None:
            return self._by_affinity(now_us)
        if self._is_ready(overdue):
            return None if self.machine.is_full else self._send(overdue)
        return self._towards(overdue, now_us, is_overdue=True)

    def _is_overdue(self, call: Call, now_us: int) -> bool:
        rules = self.machine.rules
        patience_us = rules.patience_s * 1e6 - self.machine.load_us.get(call.llm, 0)
        is_late = now_us - call.ready_us >= patience_us
        return is_late or self.overtaken[call] >= rules.overtakings

    def _is_ready(self, call: Call) -> bool:
        resident = self.machine.residents.get(call.llm)
        return resident is not None and resident.serves(call) and not resident.loading

    def _send(self, call: Call) -> Send:
        return Send(call, self.machine.residents[call.llm].window)

    def _by_affinity(self, now_us: int) -> Step | None:
        for priority in sorted({call.priority for call in self.waiting}, reverse=True):
            calls = [call for call in self.waiting if call.priority == priority]
            if not self.machine.is_full:
                ready = next((call for call in calls if self._is_ready(call)), None)
                if ready is not None:
                    return self._send(ready)
            wanted = self._most_wanted(calls)
            if wanted is not None:
                return self._towards(wanted, now_us, is_overdue=False)
        return None

    def _most_wanted(self, calls: Sequence[Call]) -> Call | None:
        counts: dict[str, int] = {}
        first: dict[str, Call] = {}
        for call in calls:
            resident = self.machine.residents.get(call.llm)
            if resident is None or not (resident.serves(call) or resident.leaving):
                counts[call.llm] = counts.get(call.llm, 0) + 1
                first.setdefault(call.llm, call)
        return first[max(counts, key=lambda llm: counts[llm])] if counts else None

    def _towards(self, call: Call, now_us: int, *, is_overdue: bool) -> Step | None:
        machine = self.machine
        resident = machine.residents.get(call.llm)
        if resident is not None:
            if resident.is_idle and not resident.serves(call):
                return Unload(call, call.llm)
            return None
        window = self._window(call)
        size = machine.size_of(call.llm, window)
        if machine.fits(size):
            return Load(call, window) if machine.is_full else Send(call, window)
        missing = machine.used_bytes + size - machine.capacity_bytes
        missing -= sum(r.size_bytes for r in machine.residents.values() if r.leaving)
        victims = self._victims(call, missing, is_overdue=is_overdue)
        idle = next((victim for victim in victims if victim.is_idle), None)
        if idle is None:
            return None
        loads_us = machine.load_us.get(idle.llm, 0) + machine.load_us.get(call.llm, 0)
        hold_us = min(machine.hold_us, loads_us // 10) if loads_us else machine.hold_us
        if now_us < idle.used_us + hold_us and not is_overdue:
            return Hold(call, idle.used_us + hold_us) if machine.held is None else None
        return Unload(call, idle.llm)

    def _window(self, call: Call) -> int:
        machine = self.machine
        if not machine.rules.windows:
            return call.window
        needed = max(c.window for c in self.waiting if c.llm == call.llm)
        left = machine.capacity_bytes - machine.used_bytes
        larger = (w for w in reversed(machine.rules.windows) if w > needed)
        return next((w for w in larger if machine.size_of(call.llm, w) <= left), needed)

    def _victims(self, call: Call, missing: int, *, is_overdue: bool) -> list[Resident]:
        if missing <= 0:
            return []
        residents = self.machine.residents.values()
        waited_for = {
            r.llm: sum(r.serves(c) and c.priority >= call.priority for c in self.waiting)
            for r in residents
        }
        others = [r for r in residents if not r.leaving and (is_overdue or not waited_for[r.llm])]
        others.sort(key=lambda r: (waited_for[r.llm], not r.is_idle, r.used_us))
        freed = 0
        for number, resident in enumerate(others, 1):
            freed += resident.size_bytes
            if freed >= missing:
                return others[:number]
        stay = sum(not r.leaving for r in residents) - len(others)
        return [] if stay else others

    def _excess(self) -> Resident | None:
        residents = self.machine.residents.values()
        if not self.machine.is_over or any(r.leaving for r in residents):
            return None
        idle = [r for r in residents if r.is_idle]
        waited_for = {r.llm for r in idle if any(map(r.serves, self.waiting))}
        return min(idle, key=lambda r: (r.llm in waited_for, r.used_us), default=None)


@dataclass
class Both:
    """Has both decide on the same, and carries out what they agree on."""

    machine: Machine
    plain: Plain
    now_us: int = 100 * STEP_US
    going: list[Step] = field(default_factory=list)

    def arrive(self, llm: str, priority: int, window: int, age_us: int) -> None:
        # A call may arrive after others that became ready later, as it was prepared for longer.
        call = Call(llm, self.now_us - age_us, priority, window)
        self.machine.arrive(call)
        self.plain.arrive(call)

    def advance(self) -> None:
        while True:
            machine, now_us = self.machine, self.now_us
            assert list(machine.waiting) == self.plain.waiting
            assert {c: machine.waiting.overtaken(c) for c in self.plain.waiting} == {
                c: self.plain.overtaken[c] for c in self.plain.waiting
            }
            assert first_overdue(machine, now_us) is self.plain.overdue(now_us)
            step = next_step(machine, now_us)
            assert step == self.plain.next_step(now_us)
            if step is None:
                return
            if isinstance(step, Send):
                machine.send(step.call, step.window, now_us)
                self.plain.send(step.call)
            else:
                machine.begin(step)
            self.going.append(step)

    def end(self, number: int, load_us: int, grown: int) -> None:
        """One of the steps that go on ends, and shows how long a load takes, and how much."""
        machine = self.machine
        step = self.going.pop(number % len(self.going))
        if isinstance(step, Hold):
            self.now_us = max(self.now_us, step.until_us)
            if machine.held is step.call:
                machine.held = None
            return
        if isinstance(step, Send):
            machine.end(step.call.llm, self.now_us, is_answered=True)
            machine.measure(step.call.llm, grown)
            machine.load_us[step.call.llm] = load_us
        elif isinstance(step, Load):
            machine.end_load(step.call.llm, self.now_us)
        else:
            machine.end_unload(step.llm, is_gone=load_us % 2 == 0, now_us=self.now_us)

    def withdraw(self, number: int) -> None:
        call = self.plain.waiting[number % len(self.plain.waiting)]
        for step in [s for s in self.going if s.call is call]:
            self.going.remove(step)
            self.machine.undo(step, self.now_us)
        self.machine.withdraw(call)
        self.plain.waiting.remove(call)


times = st.integers(0, 6 * STEP_US)
arrival = st.tuples(
    st.sampled_from(["tiny", "tiny", "small", "small", "large", "huge"]),
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from(WINDOWS),
    times,
)
arrivals = st.tuples(st.just("arrive"), st.lists(arrival, min_size=1, max_size=8))
ends = st.tuples(st.just("end"), st.integers(0, 9), times, st.integers(0, 8))
others = st.tuples(st.sampled_from(["wait", "withdraw"]), st.integers(0, 60))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(arrivals, ends, ends, others), max_size=60),
    st.integers(1, 3),
    st.integers(1, 6),
    st.booleans(),
)
def test_order_of_calls_is_that_of_its_rules_read_plainly(script, concurrent, most, classes):
    rules = Rules(patience_s=8.0, overtakings=most, windows=WINDOWS if classes else ())

    def bytes_of(llm: str, window: int) -> int:
        return SIZES[llm] + (window if classes else 0)

    machine = Machine(bytes_of, rules, concurrent, capacity_bytes=9)
    both = Both(machine, Plain(machine))
    for name, *values in script:
        if name == "arrive":
            for llm, priority, window, age_us in values[0]:
                both.arrive(llm, priority, window if classes else 0, age_us)
        elif name == "end" and both.going:
            both.end(*values)
        elif name == "wait":
            both.now_us += values[0] * STEP_US // 10
        elif name == "withdraw" and both.plain.waiting:
            both.withdraw(values[0])
        both.advance()


class Unread(Waiting):
    """Fails where all calls are read."""

    def __iter__(self):
        message = "all waiting calls were read"
        raise AssertionError(message)


def test_decision_on_a_long_queue_reads_the_calls_it_is_about_alone():
    machine = Machine(lambda _llm, _window: 1, Rules(), capacity_bytes=1, waiting=Unread())
    for number in range(3000):
        machine.arrive(Call("abc"[number % 3], number))
    sent, now_us = [], 0
    while machine.waiting:
        step = next_step(machine, now_us)
        if isinstance(step, Send):
            machine.send(step.call, step.window, now_us)
            machine.end(step.call.llm, now_us, is_answered=True)
            sent.append(step.call.llm)
        elif isinstance(step, Hold):
            now_us = step.until_us
        else:
            machine.begin(step)
            machine.end_unload(step.llm, is_gone=True, now_us=now_us)
    swaps = sum(one != other for one, other in pairwise(sent))
    assert (len(sent), swaps) == (3000, 76)
