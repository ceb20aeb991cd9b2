"""The rules for tasks: bids, awards, outcomes, failures, verdicts and dead letters."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from hocket.core import command as do
from hocket.core import event as ev
from hocket.core import ids
from hocket.errors import HostUnusableError
from hocket.flow.steps import (
    MAX_FAILURES,
    MAX_OUTAGES,
    MAX_REWORKS,
    MAX_WAYS_FAILED,
    Decision,
    after,
    announce,
    instant,
    issue,
    judged,
    later,
    recorded,
    released,
    reviewing,
    synthesise,
    wind_down,
    without_attempt,
    working,
)

if TYPE_CHECKING:
    from rpds import HashTrieMap

    from hocket.core.review import Review
    from hocket.core.run import RunState, TaskState

RETRY_BASE_S = 0.5
RETRY_CAP_S = 30.0
CREDIT = {"accepted": 1, "corroborated": 0.8}
"""What a verdict adds to the record of an agent; unproven work is not on it."""


def bid_answered(state: RunState, event: ev.BidAnswered, _: int) -> Decision:
    """Count each agent's answer once, and only in the announced round."""
    task = _announced(state, event.task_id)
    if task is None or task.round != event.round:
        return state, ()
    if any(answer.agent == event.agent for answer in task.answers):
        return state, ()
    task = task.replace(answers=(*task.answers, event))
    return state.replace(tasks=state.tasks.insert(event.task_id, task)), ()


def awarded(state: RunState, event: ev.Awarded, _: int) -> Decision:
    award, attempt_id = event.award, event.attempt_id
    task_id, agent = award.task_id, award.agent
    task = _announced(state, task_id)
    if task is None or attempt_id != ids.attempt(task_id, task.attempts + 1):
        return state, ()
    key = ids.announce_key(task_id, task.round)
    task = task.replace(status="working", attempts=task.attempts + 1, award=award)
    return issue(
        state,
        [do.Execute(attempt_id, task_id)],
        answered=key,
        tasks=state.tasks.insert(task_id, task),
        busy=state.busy.insert(agent, state.busy.get(agent, 0) + 1),
        attempts=state.attempts + 1,
    )


def no_bids(state: RunState, event: ev.NoBids, _: int) -> Decision:
    task = _announced(state, event.task_id)
    if task is None or task.round != event.round:
        return state, ()
    key = ids.announce_key(event.task_id, task.round)
    return issue(state, [do.DeadLetter(event.task_id, event.reason)], answered=key)


def _announced(state: RunState, task_id: str) -> TaskState | None:
    task = state.tasks.get(task_id)
    if task is None or ids.announce_key(task_id, task.round) not in state.pending:
        return None
    return task


def answer_held(state: RunState, event: ev.AnswerHeld, _: int) -> Decision:
    """Keep the answer that an attempt has so far, for the case that it cannot be finished.

    Near a limit it is what the attempt ends with.
    """
    task = working(state, event.attempt_id)
    if task is None:
        return state, ()
    before = task.held
    if before is not None and before.attempt_id == event.attempt_id:
        if event.number <= before.number:
            return state, ()  # the attempt runs again after a crash
    elif before is not None and event.lacks and not before.lacks:
        return state, ()  # an earlier attempt had more
    task = task.replace(held=event)
    state = state.replace(tasks=state.tasks.insert(task.task.task_id, task))
    if event.lacks or state.near is None:
        return state, ()
    # Near a limit nothing else is tried once there is an answer.
    return issue(state, [do.Submit(event.attempt_id, task.task.task_id)])


def executed(state: RunState, event: ev.Executed, at_us: int) -> Decision:
    attempt_id = event.attempt_id
    task = working(state, attempt_id)
    if task is None:
        return state, ()
    task_id = ids.task_of(attempt_id)
    task = task.replace(status="reviewing", outcome=event.outcome, held=None)
    state, timers = without_attempt(state, attempt_id, at_us)
    submission = ids.step_key("submit", attempt_id)
    if submission in state.pending:
        state = state.replace(pending=state.pending.remove(submission))
    review = issue(
        state,
        [do.ReviewAttempt(attempt_id, task_id)],
        answered=attempt_id,
        tasks=state.tasks.insert(task_id, task),
        busy=released(state, task),
        under_way=state.under_way.discard(attempt_id),
    )
    if not event.outcome.cut:
        return after(timers, review)
    # It may be at work still.
    return after((do.Withdraw((attempt_id,)), *timers), review)


def _without_submission(state: RunState, attempt_id: str) -> HashTrieMap[str, do.Command]:
    """What is pending without an attempt, and without its end with the answer that it holds."""
    return state.pending.discard(attempt_id).discard(ids.step_key("submit", attempt_id))


def attempt_failed(state: RunState, event: ev.AttemptFailed, at_us: int) -> Decision:
    task = working(state, event.attempt_id)
    if task is None:
        return state, ()
    task_id = task.task.task_id
    limit = MAX_WAYS_FAILED if _is_by_a_new_way(task) else MAX_FAILURES
    task = task.replace(reason=event.reason, status="waiting")
    task = (
        task.replace(outages=task.outages + 1)
        if event.retryable
        else task.replace(failures=task.failures + 1)
    )
    state = state.replace(
        tasks=state.tasks.insert(task_id, task),
        busy=released(state, task),
        under_way=state.under_way.discard(event.attempt_id),
        pending=_without_submission(state, event.attempt_id),
    )
    if not event.retryable:
        state = judged(state, task, succeeded=False)
    state, timers = without_attempt(state, event.attempt_id, at_us)
    if event.code == HostUnusableError.code:
        # Every further attempt would be refused for the same reason.
        return after(timers, wind_down(state, event.reason, event.code))
    if task.failures >= limit or task.outages >= MAX_OUTAGES:
        reason = f"{task.failures + task.outages} attempts failed; the last: {event.reason}"
        return after(timers, issue(state, [do.DeadLetter(task_id, reason)]))
    if not event.retryable:
        return after(timers, announce(state, [task_id]))
    seed = state.goal.seed if state.goal else 0
    delay_s = min(RETRY_CAP_S, RETRY_BASE_S * 2 ** (task.outages - 1))
    # Full jitter, seeded by the run so that a replay computes the same instant.
    delay_s *= random.Random(f"{seed}:{event.attempt_id}").random()  # noqa: S311 - not a secret
    timer = do.StartTimer(ids.retry_timer(task_id, task.outages), later(instant(at_us), delay_s))
    return after(timers, issue(state, [timer]))


def _is_by_a_new_way(task: TaskState) -> bool:
    """Whether the attempt of a task is by a way by which none of it has failed yet."""
    way = task.award.way if task.award else ""
    return bool(way) and way not in task.missed


def accepted(
    state: RunState, event: ev.Accepted | ev.Corroborated | ev.LeftUnproven, _: int
) -> Decision:
    attempt_id = event.attempt_id
    task = reviewing(state, attempt_id)
    if task is None or task.award is None:
        return state, ()
    if not isinstance(event, ev.Accepted) and event.outcome is not None:
        task = task.replace(outcome=event.outcome)
    done = _review_done(state, attempt_id)
    if task.task.approval or (state.goal is not None and state.goal.consent.results):
        # Wait for a person's approval; the verdict of the checks is kept until then.
        state, task = state.replace(**done), task.replace(review=event.review)
        task_id = task.task.task_id
        ask = do.Ask(ids.result_question(attempt_id), "result", task_id, attempt_id)
        return issue(state, [ask], tasks=state.tasks.insert(task_id, task))
    return finished(state, task, event.review, **done)


def _review_done(state: RunState, attempt_id: str) -> dict[str, Any]:
    """What of the state changes once the review of an attempt is done."""
    review_id = ids.review(attempt_id)
    return {
        "pending": state.pending.discard(review_id),
        "under_way": state.under_way.discard(review_id),
    }


def finished(state: RunState, task: TaskState, review: Review, **changes: Any) -> Decision:
    """Finish a task, and announce the tasks whose inputs are now complete.

    Args:
        state: The run.
        task: The task.
        review: Its review.
        changes: What else of the state changes.
    """
    assert task.award is not None  # noqa: S101 - reviewed work was awarded
    task_id = task.task.task_id
    credit = CREDIT.get(review.verdict)
    tasks = state.tasks.insert(task_id, task.replace(status=review.verdict, review=review))
    freed = []
    for dependent in state.dependents.get(task_id, ()):
        other = tasks[dependent]
        if other.status == "waiting" and other.waiting_for > 0:
            tasks = tasks.insert(dependent, other.replace(waiting_for=other.waiting_for - 1))
            freed.append(dependent)
    state = state.replace(
        tasks=tasks,
        open_tasks=state.open_tasks - 1,
        record=recorded(state, task.award.agent, credit) if credit else state.record,
        **changes,
    )
    if credit:
        state = judged(state, task, succeeded=True)
    if state.open_tasks == 0:
        return synthesise(state)
    return announce(state, freed)


def rejected(state: RunState, event: ev.Rejected, _: int) -> Decision:
    task = reviewing(state, event.attempt_id)
    if task is None or task.award is None:
        return state, ()
    state = state.replace(**_review_done(state, event.attempt_id))
    return sent_back(state, task, event.review)


def sent_back(state: RunState, task: TaskState, review: Review) -> Decision:
    """Announce a rejected task again, or give it up after too many rejections."""
    assert task.award is not None  # noqa: S101 - reviewed work was awarded
    author = task.award.agent
    task = task.replace(status="waiting", rejections=task.rejections + 1, review=review)
    state = state.replace(
        tasks=state.tasks.insert(task.task.task_id, task),
        record=recorded(state, author, 0),
    )
    state = judged(state, task, succeeded=False)
    if task.rejections > MAX_REWORKS:
        reason = f"rejected {task.rejections} times; the last: {review.feedback}"
        return issue(state, [do.DeadLetter(task.task.task_id, reason)])
    return announce(state, [task.task.task_id])


def dead_lettered(state: RunState, event: ev.DeadLettered, _: int) -> Decision:
    if ids.dead_letter_key(event.task_id) not in state.pending:
        return state, ()
    tasks = state.tasks
    dead = [(event.task_id, event.reason)]
    count = 0
    while dead:
        task_id, reason = dead.pop()
        other = tasks[task_id]
        if other.is_over:
            continue
        count += 1
        dead_task = other.cut_short(reason).replace(status="dead", reason=reason)
        tasks = tasks.insert(task_id, dead_task)
        because = f"it depends on {task_id}, which was given up"
        dead.extend((d, because) for d in state.dependents.get(task_id, ()))
    state = state.replace(
        tasks=tasks,
        open_tasks=state.open_tasks - count,
        pending=state.pending.discard(ids.dead_letter_key(event.task_id)),
    )
    if state.open_tasks == 0:
        return synthesise(state)
    return state, ()
