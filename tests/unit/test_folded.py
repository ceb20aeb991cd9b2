"""Values of a fold: made without their ``__init__``, they are the same values."""

from __future__ import annotations

from dataclasses import fields

import pytest

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
