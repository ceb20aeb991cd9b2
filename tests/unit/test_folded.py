"""Values of a fold: made without their ``__init__``, they are the same values."""

from __future__ import annotations

from dataclasses import fields

import pytest
from rpds import HashTrieMap

from hocket.core.attempt import Outcome
from hocket.core.plan import Plan
from hocket.core.run import RunState, TaskState
from hocket.core.task import Objective, Task

TASK = Task(task_id="t1", objective=Objective(description="d"))


def test_made_state_equals_the_one_that_its_class_makes():
    assert RunState.made(run_id="run-1") == RunState("run-1")
    assert TaskState.made(task=TASK, waiting_for=2, round=1) == TaskState(TASK, 2, round=1)


@pytest.mark.parametrize("folded", [RunState, TaskState])
def test_defaults_of_folded_values_can_be_shared(folded):
    made = folded.made()
    for item in fields(folded):
        hash(getattr(made, item.name, None))


def test_change_of_a_made_state_leaves_others_as_they_are():
    made = RunState.made(run_id="run-1")
    changed = made.replace(busy=made.busy.insert("a", 1))
    assert changed.busy["a"] == 1
    assert not made.busy
    assert not RunState.made(run_id="run-2").busy


def test_files_of_a_task_are_those_of_all_ancestors_the_later_in_the_plan_last():
    def task(task_id: str, *depends_on: str) -> Task:
        return Task(task_id=task_id, objective=Objective(description="x"), depends_on=depends_on)

    planned = (task("a"), task("b", "a"), task("c", "a"), task("d", "b", "c"), task("e"))
    files = {"a": {"x": "1", "y": "1"}, "b": {"y": "2"}, "c": {"y": "3"}, "e": {"x": "9"}}
    tasks = {
        t.task_id: TaskState.made(
            task=t,
            waiting_for=0,
            outcome=Outcome(text="", files=files[t.task_id]) if t.task_id in files else None,
        )
        for t in planned
    }
    state = RunState.made(run_id="run-1", plan=Plan(tasks=planned), tasks=HashTrieMap(tasks))
    assert [state.files_for(t) for t in "abde"] == [{}, files["a"], {"x": "1", "y": "3"}, {}]
