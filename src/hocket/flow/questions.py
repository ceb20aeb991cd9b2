"""The rules for questions to a person, and for their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import command as do
from hocket.core import ids
from hocket.core.review import Review
from hocket.flow.steps import (
    Decision,
    after,
    announce,
    awaited,
    clock_started,
    issue,
    stopped,
    tried_again,
    working,
)
from hocket.flow.tasks import finished, sent_back

if TYPE_CHECKING:
    from hocket.core import event as ev
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState

PERSON = "a person"


def asked(state: RunState, event: ev.Asked, at_us: int) -> Decision:
    """Open the question; time spent waiting for the answer does not count against the deadline."""
    question = event.question
    is_repeated = question.question_id in state.questions or question.question_id in state.answers
    if is_repeated or not _is_awaited(state, question):
        return state, ()
    state = state.replace(questions=state.questions.insert(question.question_id, question))
    key = ids.timer_key(ids.DEADLINE)
    timer = state.pending.get(key)
    if not isinstance(timer, do.StartTimer):
        return state, ()
    left_s = max(0.0, timer.fire_at.timestamp() - at_us / 1e6)
    state = state.replace(pending=state.pending.remove(key), paused_s=left_s)
    return state, (do.Withdraw((key,)),)


def _is_awaited(state: RunState, question: Question) -> bool:
    """Whether open work waits for the answer."""
    if question.kind in ("plan", "result"):
        about = (question.question_id, question.kind, question.task_id, question.attempt_id)
        return do.Ask(*about) == state.pending.get(ids.ask_key(question.question_id))
    task = working(state, question.attempt_id or "")
    return task is not None and question.task_id == task.task.task_id


def answered(state: RunState, event: ev.Answered, at_us: int) -> Decision:
    question = state.questions.get(event.question_id)
    if question is None:
        return state, ()
    state = state.replace(answers=state.answers.insert(event.question_id, event.answer))
    if question.kind == "plan" and event.answer.decision == "edit":
        # The edited plan follows in the same write; the question stays open until then.
        return state, ()
    state, timers = _closed(state, event.question_id, at_us)
    if question.kind == "plan":
        return after(timers, _plan_answered(state, event.answer))
    if question.kind == "result":
        return after(timers, _result_answered(state, question, event.answer))
    return state, timers


def _closed(state: RunState, question_id: str, at_us: int) -> Decision:
    """Close a question, and restart the deadline if it was the last one."""
    state = state.replace(
        questions=state.questions.remove(question_id),
        pending=state.pending.discard(ids.ask_key(question_id)),
    )
    return clock_started(state, at_us)


def is_edit_awaited(state: RunState) -> bool:
    """Whether the next event is the plan that a person edited."""
    return ids.PLAN_QUESTION in state.questions and ids.PLAN_QUESTION in state.answers


def plan_settled(state: RunState, at_us: int) -> Decision:
    """Close the question about the plan after the edited plan arrived."""
    return _closed(state, ids.PLAN_QUESTION, at_us)


def _plan_answered(state: RunState, answer: Answer) -> Decision:
    if answer.decision == "reject":
        reason = f"the plan was rejected by {answer.by or PERSON}: {answer.words}"
        return issue(state, [do.Finish(cancelled=False, reason=reason)])
    assert state.plan is not None  # noqa: S101 - the question follows the plan
    return announce(state, [t.task_id for t in state.plan.tasks])


def _result_answered(state: RunState, question: Question, answer: Answer) -> Decision:
    task = state.tasks[question.task_id or ""]
    review = task.review
    assert review is not None  # noqa: S101 - the question follows the review
    if answer.decision == "reject":
        rejection = Review(
            verdict="rejected",
            reviewer=answer.by or PERSON,
            results=review.results,
            feedback=answer.words,
        )
        return sent_back(state, task, rejection)
    if answer.decision == "edit" and answer.draft is not None and task.outcome is not None:
        # The checks did not see the edited text.
        outcome = task.outcome.model_copy(update={"text": answer.draft})
        task = task.replace(outcome=outcome)
        review = review.model_copy(
            update={
                "verdict": "unproven",
                "feedback": f"edited by {answer.by or PERSON}",
                "agreement": None,
            }
        )
    return finished(state, task, review)


def plan_asked(state: RunState) -> Decision | None:
    """Ask a person to approve a new plan; None if the goal does not require it."""
    if state.goal is None or not state.goal.consent.plan or ids.PLAN_QUESTION in state.answers:
        return None
    return issue(state, [do.Ask(ids.PLAN_QUESTION, "plan")])


def task_reopened(state: RunState, event: ev.TaskReopened, at_us: int) -> Decision:
    """Retry tasks, the dead tasks that they depend on, and all tasks that depend on any of these.

    Work in progress on these tasks is withdrawn.
    """
    opened = tried_again(state, event.task_ids)
    if not opened or not has_begun(state):
        return state, ()
    count = sum(1 for t in opened if state.tasks[t].is_over)
    state, stops = stopped(state, opened, at_us)
    tasks = state.tasks
    for task_id in opened:
        task = tasks[task_id]
        review = task.review
        if event.words and task_id in event.task_ids:
            review = Review(verdict="rejected", reviewer=event.by, feedback=event.words)
        tasks = tasks.insert(
            task_id,
            task.replace(
                status="waiting",
                waiting_for=awaited(state, task_id, opened),
                rejections=0,
                failures=0,
                missed=(),
                outages=0,
                reason="",
                review=review,
                held=None,
            ),
        )
    ends = tuple(k for k, c in state.pending.items() if isinstance(c, do.Synthesise))
    pending = state.pending
    for key in ends:
        pending = pending.remove(key)
    effects = state.effects
    for task_id in opened if event.repeat_effects else ():
        effects = effects.discard(task_id)
    state = state.replace(
        tasks=tasks, open_tasks=state.open_tasks + count, pending=pending, effects=effects
    )
    stops = (do.Withdraw(ends), *stops) if ends else stops
    return after(stops, announce(state, sorted(opened)))


def has_begun(state: RunState) -> bool:
    """Whether a run works on its tasks: its plan is approved, and it is not ending."""
    ending = any(isinstance(c, do.Finish) for c in state.pending.values())
    is_asked = (
        ids.PLAN_QUESTION in state.questions or ids.ask_key(ids.PLAN_QUESTION) in state.pending
    )
    return state.status == "running" and not ending and not is_asked
