"""The order of calls: every call once, none starved, memory kept, priority respected."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from hocket.llm.residency.call import Call, Rules
from hocket.llm.residency.machine import Machine
from hocket.llm.residency.policy import is_overdue, is_ready, next_step
from hocket.llm.residency.step import Hold, Load, Send, Unload

SIZES = {"tiny": 1, "small": 3, "large": 6, "huge": 12}
WINDOWS = (1, 2, 4)
CAPACITY = 9
PATIENCE_S = 40.0
STEP_US = 1_000_000


@dataclass
class World:
    """Carries out what the policy decides; what ends next is up to the test."""

    machine: Machine
    now_us: int = 0
    sent: list[Call] = field(default_factory=list)
    going: list[object] = field(default_factory=list)

    def advance(self) -> None:
        while (step := next_step(self.machine, self.now_us)) is not None:
            if isinstance(step, Send):
                self._send(step)
            else:
                self.machine.begin(step)
            self.going.append(step)
            self._check_memory()

    def _send(self, step: Send) -> None:
        call, machine = step.call, self.machine
        assert call not in self.sent
        others = [c for c in machine.waiting if c is not call]
        late = [c for c in others if is_overdue(machine, c, self.now_us)]
        assert not late or is_overdue(machine, call, self.now_us)
        assert all(call.number < c.number for c in late)
        if not is_overdue(machine, call, self.now_us):
            higher = [c for c in others if c.priority > call.priority]
            assert not any(is_ready(machine, c) for c in higher)
            assert all(_is_coming(machine, c) for c in higher)
        machine.send(call, step.window, self.now_us)
        assert machine.residents[call.llm].window >= call.window
        assert machine.users <= machine.concurrent
        self.sent.append(call)

    def _check_memory(self) -> None:
        machine = self.machine
        assert machine.used_bytes <= machine.capacity_bytes or len(machine.residents) == 1

    def end(self, number: int) -> None:
        """One of the steps that go on ends."""
        step = self.going.pop(number % len(self.going))
        if isinstance(step, Send):
            self.machine.end(step.call.llm, self.now_us, is_answered=True)
        elif isinstance(step, Load):
            self.machine.end_load(step.call.llm, self.now_us)
        elif isinstance(step, Unload):
            self.machine.end_unload(step.llm, is_gone=True, now_us=self.now_us)
        elif isinstance(step, Hold):
            self.now_us = max(self.now_us, step.until_us)
            if self.machine.held is step.call:
                self.machine.held = None


def _is_coming(machine: Machine, call: Call) -> bool:
    """Whether a call waits for nothing but an LLM that is loading or leaving."""
    resident = machine.residents.get(call.llm)
    return resident is not None and (resident.loading or resident.leaving)


arrivals = st.tuples(st.sampled_from(sorted(SIZES)), st.integers(0, 2), st.sampled_from(WINDOWS))
events = st.lists(st.one_of(arrivals, st.integers(0, 7), st.none()), max_size=40)


def world_of(concurrent: int, overtakings: int, *, classes: bool) -> World:
    rules = Rules(
        patience_s=PATIENCE_S, overtakings=overtakings, windows=WINDOWS if classes else ()
    )

    def bytes_of(llm: str, window: int) -> int:
        return SIZES[llm] + (window if classes else 0)

    return World(Machine(bytes_of, rules, concurrent, capacity_bytes=CAPACITY))


@settings(max_examples=150, deadline=None)
@given(events, st.integers(1, 3), st.integers(1, 6), st.booleans())
def test_policy_sends_each_call_once_in_memory_that_there_is(script, concurrent, most, classes):
    world = world_of(concurrent, most, classes=classes)
    calls: list[Call] = []
    for event in script:
        if event is None:
            world.now_us += STEP_US
        elif isinstance(event, int):
            if world.going:
                world.end(event)
        else:
            llm, priority, window = event
            call = Call(llm, world.now_us, priority, window if classes else 0)
            calls.append(call)
            world.machine.arrive(call)
        world.advance()
    for _ in range(1000):
        if not world.going:
            break
        world.end(0)
        world.advance()
    assert world.going == [], "it comes to an end"
    assert sorted(c.number for c in world.sent) == [c.number for c in calls], "no deadlock"
    assert world.machine.users == 0
    assert all(r.is_idle for r in world.machine.residents.values())


@settings(max_examples=80, deadline=None)
@given(events, st.integers(1, 3), st.integers(1, 6))
def test_policy_lets_no_call_be_overtaken_more_often_than_it_may(script, concurrent, most):
    world = world_of(concurrent, most, classes=False)
    for event in script:
        if isinstance(event, tuple):
            world.machine.arrive(Call(event[0], world.now_us, event[1]))
        elif event is None:
            world.now_us += STEP_US
        elif world.going:
            world.end(event)
        world.advance()
        waiting = world.machine.waiting
        assert all(waiting.overtaken(call) <= most for call in waiting)


@settings(max_examples=80, deadline=None)
@given(events, st.integers(1, 3), st.data())
def test_policy_goes_on_after_calls_are_cancelled(script, concurrent, data):
    world = world_of(concurrent, 4, classes=False)
    for event in script:
        if isinstance(event, tuple):
            world.machine.arrive(Call(event[0], world.now_us, event[1]))
        elif event is None and world.machine.waiting:
            call = data.draw(st.sampled_from(list(world.machine.waiting)))
            for step in [s for s in world.going if s.call is call]:
                world.going.remove(step)
                world.machine.undo(step, world.now_us)
            world.machine.withdraw(call)
        elif event is not None and world.going:
            world.end(event)
        world.advance()
    while world.going:
        world.end(0)
        world.advance()
    assert not world.machine.waiting


def test_policy_serves_calls_of_the_resident_llm_before_it_swaps():
    world = world_of(1, 6, classes=False)
    for llm in ("large", "huge", "large", "huge", "large"):
        world.machine.arrive(Call(llm, 0))
    world.advance()
    while world.going:
        world.end(0)
        world.advance()
    assert [call.llm for call in world.sent] == ["large"] * 3 + ["huge"] * 2


def test_policy_loads_the_next_llm_while_the_current_one_answers_if_memory_allows():
    world = world_of(1, 6, classes=False)
    for llm in ("small", "large"):
        world.machine.arrive(Call(llm, 0))
    world.advance()
    assert [type(step) for step in world.going] == [Send, Load]
    assert list(world.machine.residents) == ["small", "large"]


def test_policy_keeps_the_least_needed_llm_the_shortest():
    world = world_of(2, 6, classes=False)
    for llm in ("tiny", "small"):
        world.machine.arrive(Call(llm, world.now_us))
        world.advance()
        world.now_us += STEP_US
    world.end(0)  # tiny, used last
    world.machine.arrive(Call("tiny", world.now_us))
    world.advance()
    world.now_us += STEP_US
    world.end(0)  # small
    world.end(0)
    world.machine.residents["small"].used_us -= STEP_US
    world.now_us += STEP_US
    world.machine.arrive(Call("large", world.now_us))
    world.advance()
    [leaving] = [step for step in world.going if isinstance(step, Unload)]
    assert leaving.llm == "small"


def test_policy_takes_a_smaller_window_where_the_largest_has_no_room():
    world = world_of(2, 6, classes=True)
    world.machine.arrive(Call("small", 0, 0, 1))
    world.advance()
    assert world.machine.residents["small"].window == 4
    world.machine.arrive(Call("tiny", 0, 0, 1))
    world.advance()
    assert world.machine.residents["tiny"].window == 1
