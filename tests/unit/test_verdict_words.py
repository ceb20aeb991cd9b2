"""The verdict in words: one line, with what it rests on or why it does not."""

from __future__ import annotations

import pytest
from rpds import HashTrieMap

from hocket.core.check import CheckResult
from hocket.core.event import EffectDoubtful
from hocket.core.plan import Plan
from hocket.core.result import Result
from hocket.core.review import Review
from hocket.core.run import RunState, TaskState
from hocket.core.task import Objective, Task
from hocket.projections.verdict import verdict_in_words

DIGEST = "0" * 64
EXISTS = CheckResult(says="a.txt is there", kind="file", passed=True, evidence="", proves=False)
PROOF = CheckResult(says="it says 42", kind="regex", passed=True, evidence="")
LATE = CheckResult(says="it ends", kind="run", passed=None, evidence="no sandbox")


def ended(verdict, *checks, status="reached", review=None, reason="", **result) -> RunState:
    plan = Plan(tasks=(Task(task_id="t1", objective=Objective(description="do it")),))
    task = TaskState(plan.tasks[0], 0, status=verdict, review=review)
    return RunState(
        "run-1",
        status=status,
        plan=plan,
        tasks=HashTrieMap({"t1": task}),
        result=Result(text=DIGEST, files={}, verdict=verdict, results=checks, **result),
        reason=reason,
    )


def by(reviewer: str, feedback: str, *results) -> Review:
    return Review(verdict="unproven", reviewer=reviewer, results=results, feedback=feedback)


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (ended("accepted", PROOF), "accepted: its check passes: it says 42"),
        (ended("accepted", PROOF, PROOF), "accepted: all 2 checks pass: it says 42; it says 42"),
        (ended("accepted", EXISTS), "accepted: every task was accepted"),
        (ended("unproven"), "unproven: nothing checks it"),
        (
            ended("unproven", EXISTS),
            "unproven: its checks show that it is there, not that it is right",
        ),
        (ended("unproven", PROOF, LATE), "unproven: 1 of 2 checks did not run: it ends"),
        (
            ended("unproven", missing=("t3: no agent can do it",)),
            "unproven: part of it is missing: t3: no agent can do it",
        ),
        (
            ended("unproven", review=by("checks, critic", "critic objects: no source")),
            "unproven: critic objects: no source",
        ),
        (
            ended("unproven", review=by("checks", "its checks prove little", EXISTS)),
            "unproven: its checks show that it is there, not that it is right",
        ),
        (ended("rejected", status="failed", reason="too slow"), "failed: too slow"),
        (ended("unproven", status="cancelled", reason="cancelled by you"), "cancelled by you"),
    ],
)
def test_verdict_says_what_it_rests_on(state, line):
    assert verdict_in_words(state) == line


def test_verdict_with_a_doubtful_effect_names_its_tool():
    doubt = EffectDoubtful(attempt_id="t1#1", ordinal=2, tool="send_mail", request=DIGEST)
    state = ended("unproven").replace(doubtful=(doubt,))
    assert verdict_in_words(state) == "unproven: whether send_mail ran is not known"


def test_verdict_with_a_long_objection_stays_one_short_line():
    state = ended("unproven", review=by("checks, critic", "no\nreason " * 200))
    line = verdict_in_words(state)
    assert "\n" not in line
    assert (len(line), line[-1]) == (160, "…")
