"""Laws of the reducer: total, pure, never stuck, every command answered at most once."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rpds import HashTrieMap

from flow_events import EVERY, accepted, any_event, goals, next_event
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.codec import EVENT_TYPES
from hocket.core.ids import PLAN_QUESTION as PLAN
from hocket.core.run import RunState
from hocket.core.usage import NO_USAGE
from hocket.flow.decide import decide
from hocket.projections.history import fold

MANY = settings(max_examples=150)
"""The space is large: every type of event, in any state."""


def test_every_type_of_event_is_generated():
    assert set(EVERY) == set(EVENT_TYPES.values())


def step(state: RunState, event: ev.Event, at: int) -> tuple[RunState, tuple[do.Command, ...]]:
    """Decide twice and check the invariants of every decision."""
    before = dict(vars(state))
    after, commands = decide(state, event, at)
    assert vars(state) == before, "the state that was given is as it was"
    assert decide(state, event, at) == (after, commands), "the same again gives the same"
    check_invariants(after)
    if state.is_over:
        assert commands == ()
        late = {"doubtful": (), "spent": NO_USAGE, "intents": HashTrieMap()}
        assert after.replace(**late) == state.replace(**late), "what is over stays so"
    withdrawn = {k for c in commands if isinstance(c, do.Withdraw) for k in c.keys}
    issued = {c.key for c in commands if not isinstance(c, do.Withdraw)}
    for command in commands:
        if not isinstance(command, do.Withdraw):
            assert after.pending.get(command.key) == command, "what is issued is pending"
    assert set(after.pending) <= set(state.pending) | issued, "what is pending was issued"
    assert withdrawn <= set(state.pending), "what is withdrawn was pending"
    assert not withdrawn & set(after.pending) - issued
    return after, commands


def check_invariants(state: RunState) -> None:
    if state.goal is None:
        assert state == RunState("r")
        return
    if state.is_over:
        assert not state.pending
        assert not state.questions
        assert state.paused_s is None
        return
    assert state.pending or state.questions, "a run that is not over has something to do"
    tasks = state.tasks.values()
    assert state.open_tasks == sum(not t.is_over for t in tasks)
    assert (state.paused_s is None) or state.questions, "only a question pauses the clock"
    assert not (state.paused_s is not None and "timer:deadline" in state.pending)
    for question_id, question in state.questions.items():
        if question.kind in ("plan", "result"):
            assert f"ask:{question_id}" in state.pending
        else:
            assert question.attempt_id in state.pending, "a command waits for the answer"
    for task in tasks:
        needed = [state.tasks[d] for d in set(task.task.depends_on)]
        if task.is_over:
            assert all(d.is_usable for d in needed) or task.status == "dead"
        else:
            assert not any(d.status == "dead" for d in needed), "an open task can become ready"
            assert task.waiting_for == sum(not d.is_usable for d in needed)
    if state.status == "running":
        check_work(state)


def check_work(state: RunState) -> None:
    """What is pending while a run is running, by the status of its tasks."""
    pending = dict(state.pending)
    pending.pop("timer:deadline", None)
    asked = pending.pop(f"ask:{PLAN}", None)
    ending = pending.pop("finish", None)
    at_end = pending.pop(do.Synthesise(state.iteration, state.syntheses).key, None)
    planning = pending.pop(do.MakePlan().key, None)
    for task in state.tasks.values():
        keys = [k for k, c in pending.items() if about(c) == task.task.task_id]
        kinds = [type(pending.pop(key)) for key in keys]
        match task.status:
            case "announced":
                assert kinds in ([do.Announce], [do.DeadLetter])
            case "working":
                assert kinds == [do.Execute]
            case "reviewing":
                assert kinds in ([do.ReviewAttempt], [do.Ask])
            case "waiting" if not task.waiting_for and not asked and not ending:
                assert kinds in ([do.StartTimer], [do.DeadLetter]), task
            case _:
                assert kinds == []
    assert not pending, "each command is about something in progress"
    busy = Counter(t.award.agent for t in state.tasks.values() if t.status == "working")
    assert Counter(dict(state.busy.items())) == busy
    assert (at_end is not None) == (state.plan is not None and state.open_tasks == 0)
    assert sum(x is not None for x in (planning, ending, asked, at_end)) <= 1
    assert planning or ending or state.plan is not None


def about(command) -> str | None:
    if isinstance(command, do.StartTimer):
        return command.timer_id.split(":")[1]
    return command.task_id


@MANY
@given(st.lists(any_event, max_size=40))
def test_flow_of_any_events_in_any_order_keeps_its_invariants(history):
    state = RunState("r")
    for at, event in enumerate(history):
        state, _ = step(state, event, at)


@MANY
@given(goals, st.data())
def test_flow_of_any_event_at_any_point_of_a_run_keeps_its_invariants(goal, data):
    state, _ = step(RunState("r"), goal, 0)
    for at in range(1, data.draw(st.integers(1, 50))):
        if state.is_over or data.draw(st.integers(0, 4)) == 0:
            event = data.draw(any_event)
        else:
            event = next_event(data, state)
        state, _ = step(state, event, at)


@MANY
@given(goals, st.data())
def test_flow_in_any_state_of_a_run_takes_every_type_of_event(goal, data):
    state, _ = step(RunState("r"), goal, 0)
    for at in range(1, data.draw(st.integers(1, 40))):
        following = next_event(data, state)
        if isinstance(following, ev.GoalReached | ev.GoalFailed | ev.GoalCancelled):
            break
        state, _ = step(state, following, at)
    for strategy in EVERY.values():
        step(state, data.draw(strategy), 1000)


@MANY
@given(goals, st.data())
def test_flow_with_any_outcomes_ends_the_run(goal, data):
    state, _ = step(RunState("r"), goal, 0)
    disturbances = data.draw(st.lists(st.integers(1, 60), max_size=3))
    history = [(goal, 0)]
    for at in range(1, 1500):
        if state.is_over:
            break
        event = data.draw(any_event) if at in disturbances else next_event(data, state)
        if isinstance(event, ev.Answered) and at > 200:  # a person who never stops editing
            event = ev.Answered(
                question_id=event.question_id,
                answer=event.answer.model_copy(update={"decision": "approve"}),
            )
        state, _ = step(state, event, at)
        history.append((event, at))
    assert state.is_over
    assert fold("r", history) == state


@given(st.lists(any_event, max_size=25), st.integers(0, 25))
def test_flow_folding_in_two_parts_equals_folding_at_once(history, cut):
    stamped = [(event, at) for at, event in enumerate([accepted(), *history])]
    state = fold("r", stamped[:cut])
    for event, at in stamped[cut:]:
        state, _ = decide(state, event, at)
    assert state == fold("r", stamped)


@given(goals, st.data())
def test_flow_reopened_tasks_can_run_whatever_they_depend_on(goal, data):
    state, _ = step(RunState("r"), goal, 0)
    for at in range(1, data.draw(st.integers(1, 40))):
        following = next_event(data, state)
        if isinstance(following, ev.GoalReached | ev.GoalFailed | ev.LimitReached):
            break
        state, _ = step(state, following, at)
    over = sorted(t for t, task in state.tasks.items() if task.is_over)
    if not over or state.status != "running":
        return
    reopened = data.draw(st.sampled_from(over))
    after, _ = step(state, ev.TaskReopened(task_ids=(reopened,), by="u"), 1000)
    needed, queue = set(), [reopened]
    while queue:
        task_id = queue.pop()
        needed.add(task_id)
        queue += after.tasks[task_id].task.depends_on
    assert all(after.tasks[t].status != "dead" for t in needed)
    assert not after.tasks[reopened].is_over
