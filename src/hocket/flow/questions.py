"""The rules on people: what waits for their word, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import command as do
from hocket.core import ids
from hocket.core.review import Review
from hocket.flow.steps import Decision, announce, clock_started, issue, reopened
from hocket.flow.tasks import finished, sent_back

if TYPE_CHECKING:
    from hocket.core import event as ev
    from hocket.core.question import Answer, Question
    from hocket.core.run import RunState

PERSON = "a person"


def asked(state: RunState, event: ev.Asked, at_us: int) -> Decision:
    """Time in which a person is waited for does not count against the deadline."""
    question = event.question
    known = question.question_id in state.questions or question.question_id in state.answers
    if known or state.status != "running":
        return state, ()
    state = state.but(questions=state.questions.insert(question.question_id, question))
    key = ids.waiting(ids.DEADLINE)
    timer = state.pending.get(key)
    if not isinstance(timer, do.StartTimer):
        return state, ()
    left_s = max(0.0, timer.fire_at.timestamp() - at_us / 1e6)
    state = state.but(pending=state.pending.remove(key), paused_s=left_s)
    return state, (do.Withdraw((key,)),)


def answered(state: RunState, event: ev.Answered, at_us: int) -> Decision:
    question = state.questions.get(event.question_id)
    if question is None:
        return state, ()
    state = state.but(
        questions=state.questions.remove(event.question_id),
        answers=state.answers.insert(event.question_id, event.answer),
        pending=state.pending.discard(ids.asking(event.question_id)),
    )
    state, timers = clock_started(state, at_us)
    if question.kind == "plan":
        state, commands = _plan_answered(state, event.answer)
    elif question.kind == "result":
        state, commands = _result_answered(state, question, event.answer)
    else:
        commands = ()
    return state, (*timers, *commands)


def _plan_answered(state: RunState, answer: Answer) -> Decision:
    if answer.decision == "reject":
        reason = f"the plan was rejected by {answer.by or PERSON}: {answer.words}"
        return issue(state, [do.Finish(cancelled=False, reason=reason)])
    if answer.decision == "edit":
        # The edited plan follows in the same write, as an event of its own.
        return state.but(plan=None), ()
    assert state.plan is not None  # noqa: S101 - the question was about it
    return announce(state, [t.task_id for t in state.plan.tasks])


def _result_answered(state: RunState, question: Question, answer: Answer) -> Decision:
    task = state.tasks.get(question.task_id or "")
    if task is None or task.review is None or task.attempt_id != question.attempt_id:
        return state, ()
    review = task.review
    if answer.decision == "reject":
        told = Review(
            verdict="rejected",
            reviewer=answer.by or PERSON,
            results=review.results,
            feedback=answer.words,
        )
        return sent_back(state, task, told)
    if answer.decision == "edit" and answer.draft is not None and task.outcome is not None:
        # What the checks saw is not what is handed on now.
        outcome = task.outcome.model_copy(update={"text": answer.draft})
        task = task.but(outcome=outcome)
        review = review.model_copy(
            update={"verdict": "unproven", "feedback": f"edited by {answer.by or PERSON}"}
        )
    return finished(state, task, review)


def plan_asked(state: RunState) -> Decision | None:
    """Put a plan that was just made before a person, if the goal wants that; None if not."""
    if state.goal is None or not state.goal.consent.plan or ids.PLAN_QUESTION in state.answers:
        return None
    return issue(state, [do.Ask(ids.PLAN_QUESTION, "plan")])


def task_reopened(state: RunState, event: ev.TaskReopened, _: int) -> Decision:
    """Try tasks that are over once more, and with them all that depends on them."""
    opened = reopened(state, event.task_ids)
    if state.status != "running" or any(not state.tasks[t].is_over for t in opened):
        return state, ()
    tasks = state.tasks
    for task_id in opened:
        task = tasks[task_id]
        review = task.review
        if event.words and task_id in event.task_ids:
            review = Review(verdict="rejected", reviewer=event.by, feedback=event.words)
        tasks = tasks.insert(
            task_id,
            task.but(
                status="waiting",
                waiting_for=sum(1 for d in set(task.task.depends_on) if d in opened),
                rejections=0,
                failures=0,
                outages=0,
                reason="",
                review=review,
            ),
        )
    ends = tuple(k for k, c in state.pending.items() if isinstance(c, do.Synthesise | do.Finish))
    pending = state.pending
    for key in ends:
        pending = pending.remove(key)
    state = state.but(tasks=tasks, open_tasks=state.open_tasks + len(opened), pending=pending)
    state, commands = announce(state, sorted(opened))
    return state, (do.Withdraw(ends), *commands) if ends else commands
