"""What happened, one line per event: the plain view, for logs and for who reads by ear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.cli.progress import PLAN, RESULT, subject_of
from hocket.cli.remedies import REMEDIES
from hocket.cli.wording import count, evidence, ground, length, one_line
from hocket.core import event as ev
from hocket.core import ids
from hocket.core.goal import Limits
from hocket.errors import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

Line = tuple[str, str]
"""(subject, what happened)"""


def happening(event: ev.Event) -> Line | None:
    """The line for an event; None for one that other lines tell."""
    tell = _LINES.get(type(event))
    if tell is not None:
        return tell(event)
    tell_attempt = _OF_ATTEMPTS.get(type(event))
    return (subject_of(event.attempt_id), tell_attempt(event)) if tell_attempt else None  # type: ignore[attr-defined]


def _goal(event: ev.GoalAccepted) -> Line:
    llms = ", ".join(sorted(set(event.llms.values())))
    return "goal", f"{one_line(event.goal.text, 100)} (on {llms})"


def _plan(event: ev.PlanMade) -> Line:
    return PLAN, f"{event.plan.complexity}: {', '.join(t.task_id for t in event.plan.tasks)}"


def _again(event: ev.ResultRejected) -> Line:
    again = ", ".join(event.task_ids)
    return RESULT, f"did not pass, {again} again: {evidence(event.results)}"


def _awarded(event: ev.Awarded) -> Line:
    award = event.award
    scores = award.choice.candidates
    told = f"{scores.get(award.agent, 0):.1f}"
    if award.fallback:
        told += f", next {award.fallback} {scores.get(award.fallback, 0):.1f}"
    return award.task_id, f"awarded to {award.agent} ({told})"


def _asked(event: ev.Asked) -> Line:
    question = event.question
    return "you", f"are asked ({question.risk} risk): {one_line(question.title, 100)}"


def _said(event: ev.Answered) -> str:
    answer = event.answer
    return f"{answer.decision}: {one_line(answer.words)}" if answer.words else answer.decision


def _limited(event: ev.LimitReached) -> Line:
    remedy = Remedy("raise_limit", {"limit": event.limit}).worded(REMEDIES)
    reason = one_line(event.reason)
    return "limit", f"{reason}; {remedy}" if event.limit in Limits.model_fields else reason


def _timer(event: ev.TimerFired) -> Line | None:
    task_id = ids.task_of_timer(event.timer_id)
    return (task_id, "tries again") if task_id else None


def _answered(event: ev.CallAnswered) -> str:
    """A call in short: for an LLM what it read, wrote and how fast."""
    if event.error:
        return f"{event.name} failed ({event.error})"
    if event.kind == "tool":
        return f"{event.name} {'done' if event.ok else 'did not do its work'}"
    usage = event.usage
    speed = ""
    if usage.seconds > 0:
        speed = f", {usage.completion_tokens / usage.seconds:.0f} tok/s"
    tokens = f"read {count(usage.prompt_tokens)}, wrote {count(usage.completion_tokens)}{speed}"
    cut = ", cut off" if event.truncated else ""
    return f"{event.name} answered ({tokens}{cut})"


def _compacted(event: ev.PromptCompacted) -> str:
    return f"prompt shortened from {event.before_tokens} to {event.after_tokens} tokens"


def _executed(event: ev.Executed) -> str:
    left = f", {len(event.outcome.files)} files" if event.outcome.files else ""
    return f"handed in ({event.outcome.tool_calls} tool calls{left})"


_LINES: dict[type[ev.Event], Callable[[Any], Line | None]] = {
    ev.GoalAccepted: _goal,
    ev.PlanMade: _plan,
    ev.PlanFailed: lambda e: (PLAN, f"failed: {one_line(e.reason)}"),
    ev.LimitReached: _limited,
    ev.ResultRejected: _again,
    ev.RunResumed: lambda e: ("run", f"taken up again after {length(e.down_s)}"),
    ev.CancelRequested: lambda e: ("run", f"cancel asked by {e.by}"),
    ev.Asked: _asked,
    ev.Answered: lambda e: ("you", _said(e)),
    ev.TaskReopened: lambda e: ("run", f"{', '.join(e.task_ids)} again, asks {e.by}"),
    ev.RunForked: lambda e: ("run", f"goes on from event {e.seq} of {e.run_id}"),
    ev.GoalReached: lambda e: (RESULT, e.result.verdict),
    ev.GoalFailed: lambda e: (RESULT, f"failed: {one_line(e.reason)}"),
    ev.GoalCancelled: lambda e: ("run", e.reason),
    ev.Awarded: _awarded,
    ev.NoBids: lambda e: (e.task_id, f"no bids: {one_line(e.reason)}"),
    ev.DeadLettered: lambda e: (e.task_id, f"given up: {one_line(e.reason)}"),
    ev.TimerFired: _timer,
}

_OF_ATTEMPTS: dict[type[ev.Event], Callable[[Any], str]] = {
    ev.CallAnswered: _answered,
    ev.TryFailed: lambda e: f"{e.name}: try {e.number} failed: {one_line(e.reason)}",
    ev.StructureMended: lambda e: f"JSON {e.step.replace('_', ' ')}: {one_line(e.fault)}",
    ev.PromptCompacted: _compacted,
    ev.EffectDoubtful: lambda e: f"it is not known whether {e.tool} was done; not repeated",
    ev.EffectSettled: lambda e: f"call {e.ordinal} is settled: {e.verdict.replace('_', ' ')}",
    ev.Executed: _executed,
    ev.AttemptFailed: lambda e: f"failed ({e.code}): {one_line(e.reason)}",
    ev.Accepted: lambda e: f"accepted, {ground(e.review)}",
    ev.Rejected: lambda e: f"rejected by {e.review.reviewer}: {one_line(e.review.feedback)}",
    ev.LeftUnproven: lambda e: f"unproven, {ground(e.review)}",
}
