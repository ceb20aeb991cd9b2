"""How often a task is tried again depends on whether its attempts went new ways."""

from __future__ import annotations

import pytest

from flow_events import accepted, award, plan_of
from hocket.core import command as do
from hocket.core import event as ev
from hocket.core.run import RunState
from hocket.flow.decide import decide


def failing(ways: list[str]) -> list[do.Command]:
    """What follows the last of several failed attempts by these ways."""
    state, commands = RunState("r"), ()
    begins = [accepted(), ev.PlanMade(plan=plan_of([set()]))]
    tries = [
        (
            ev.Awarded(attempt_id=f"t0#{n}", award=award("t0", way=way)),
            ev.AttemptFailed(attempt_id=f"t0#{n}", code="x", reason="no", retryable=False),
        )
        for n, way in enumerate(ways, 1)
    ]
    for at, event in enumerate([*begins, *(event for pair in tries for event in pair)], 1):
        state, commands = decide(state, event, at)
    return list(commands)


@pytest.mark.parametrize(
    "ways",
    [
        ["query", "query", "query"],
        ["query", "program", "query"],
        ["", "", ""],
        ["a", "b", "c", "d", "e", "f"],
    ],
)
def test_attempts_a_task_that_failed_often_enough_is_given_up(ways):
    assert any(isinstance(command, do.DeadLetter) for command in failing(ways))


@pytest.mark.parametrize("ways", [["query", "program", "rows"], ["a", "b", "c", "d", "e"]])
def test_attempts_by_ways_that_were_not_tried_before_go_on(ways):
    assert [type(command) for command in failing(ways)] == [do.Announce]
