"""The views of a run without a terminal: what a log has, and what needs an answer."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from hocket.app.inputs import single_task
from hocket.cli.progress import Progress
from hocket.cli.view import PlainView, SilentView
from hocket.core.event import Asked, GoalAccepted, PlanMade
from hocket.core.goal import Goal
from hocket.core.question import Consent, Question
from hocket.engine.feed import DurableEvent

GOAL = Goal(text="go", consent=Consent(plan=True))
BEGUN = (GoalAccepted(goal=GOAL, agents=(), llms={}), PlanMade(plan=single_task(GOAL)))
PLAN = Question(question_id="plan", kind="plan", title="Approve the plan of 1 task?")
WHICH = Question(question_id="t1~1~0", kind="question", title="Which city?")


def shown(view_class, asked: Question, *, before: bool) -> str:
    """What a view prints of a run that asks, before or after the view begins."""
    progress, output = Progress("run-1"), io.StringIO()
    view = view_class(Console(file=output, width=40))
    signals = [
        DurableEvent("run-1", n, n, e) for n, e in enumerate((*BEGUN, Asked(question=asked)), 1)
    ]
    for signal in signals if before else signals[:-1]:
        progress.take(signal, signal.at_us)
    view.begin(progress)
    for signal in [] if before else signals[-1:]:
        progress.take(signal, signal.at_us)
        view.happened(signal)
    view.end()
    return output.getvalue()


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("view_class", [SilentView, PlainView])
def test_view_of_a_run_that_waits_for_a_person_says_how_to_answer(view_class, before):
    text = shown(view_class, PLAN, before=before)
    expected = (
        "Waiting for you: Approve the plan of 1 task? (answer with `hocket approve run-1~plan`)\n"
    )
    assert text.count(expected) == 1
    assert (text == expected) == (view_class is SilentView)


def test_view_of_a_question_asks_for_an_answer_in_words():
    text = shown(SilentView, WHICH, before=False)
    assert text.endswith("(answer with `hocket approve run-1~t1~1~0 --say TEXT`)\n")
