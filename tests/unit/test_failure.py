"""What an error in a command means for its run: an event that says so in fields, not in words."""

from __future__ import annotations

import pytest

from hocket.app.failure import FAULT, events_of
from hocket.core import command as do
from hocket.core.event import AttemptFailed, GoalFailed, LeftUnproven, LimitReached, PlanFailed
from hocket.errors import BudgetExceededError, PlanError, UnavailableError

COMMANDS = {
    PlanFailed: do.MakePlan(),
    AttemptFailed: do.Execute("t1#1", "t1"),
    LeftUnproven: do.ReviewAttempt("t1#1", "t1"),
    GoalFailed: do.Synthesise(1, 1),
}


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize(
    ("error", "code"),
    [(UnavailableError("down"), "unavailable"), (PlanError("no"), "plan"), (KeyError("x"), FAULT)],
)
def test_failed_command_gives_an_event_with_the_code_of_its_error(kind, error, code):
    [event] = events_of(COMMANDS[kind], error)
    assert type(event) is kind
    assert (event.code if kind is AttemptFailed else event.error) == code


def test_command_that_met_a_limit_gives_the_limit_but_for_the_last_one():
    error = BudgetExceededError("met", limit="calls")
    [event] = events_of(do.Execute("t1#1", "t1"), error)
    assert (type(event), event.limit) == (LimitReached, "calls")
    [event] = events_of(do.Synthesise(1, 1), error)
    assert (type(event), event.error) == (GoalFailed, "budget")
