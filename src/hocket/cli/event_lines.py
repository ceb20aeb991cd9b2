"""One line per event: the plain view, for logs and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.cli.progress import PLAN, RESULT, subject_of
from hocket.cli.remedies import REMEDIES
from hocket.cli.wording import basis, count, evidence, length, one_line
from hocket.core import event as ev
from hocket.core import ids
from hocket.core.goal import Limits
from hocket.errors import Remedy

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.core.compaction import CompactionStep

Line = tuple[str, str]
"""(subject, what happened)"""


def event_line(event: ev.Event) -> Line | None:
    """The line for an event; None if other lines already cover it."""
    describe = _LINES.get(type(event))
    if describe is not None:
        return describe(event)
    attempt = _OF_ATTEMPTS.get(type(event))
    return (subject_of(event.attempt_id), attempt(event)) if attempt else None  # type: ignore[attr-defined]


def _goal(event: ev.GoalAccepted) -> Line:
    llms = ", ".join(sorted(set(event.llms.values())))
    return "goal", f"{one_line(event.goal.text, 100)} (on {llms})"


def _plan(event: ev.PlanMade) -> Line:
    return PLAN, f"{event.plan.complexity}: {', '.join(t.task_id for t in event.plan.tasks)}"


def _again(event: ev.ResultRejected) -> Line:
    again = ", ".join(event.task_ids)
    return RESULT, f"rejected, retrying {again}: {evidence(event.results)}"


def _awarded(event: ev.Awarded) -> Line:
    award = event.award
    scores = award.choice.candidates
    scored = f"{scores.get(award.option, 0):.1f}"
    if award.fallback:
        following = award.fallback_option
        scored += f", next {following} {scores.get(following, 0):.1f}"
    return award.task_id, f"awarded to {award.option} ({scored})"


def _asked(event: ev.Asked) -> Line:
    question = event.question
    return "you", f"question ({question.risk} risk): {one_line(question.title, 100)}"


def _decision(event: ev.Answered) -> str:
    answer = event.answer
    return f"{answer.decision}: {one_line(answer.words)}" if answer.words else answer.decision


def _limited(event: ev.LimitReached) -> Line:
    remedy = Remedy("raise_limit", {"limit": event.limit}).worded(REMEDIES)
    reason = one_line(event.reason)
    return "limit", f"{reason}; {remedy}" if event.limit in Limits.model_fields else reason


def _economised(event: ev.Economised) -> Line:
    economy = event.economy
    remedy = Remedy("raise_limit", {"limit": economy.shortage.limit}).worded(REMEDIES)
    return economy.task_id or RESULT, f"{event.says}; {remedy}"


def _stage(event: ev.StageEntered) -> Line:
    remedy = Remedy("raise_limit", {"limit": event.shortage.limit}).worded(REMEDIES)
    return "limit", f"{one_line(event.says, 1000)}; {remedy}"


def _forecast(event: ev.ForecastMade) -> Line:
    made = event.forecast
    tokens = f"{count(made.low.tokens)} to {count(made.high.tokens)} tokens"
    return PLAN, f"expected: {tokens}, {length(made.low.seconds)} to {length(made.high.seconds)}"


def _timer(event: ev.TimerFired) -> Line | None:
    task_id = ids.task_of_timer(event.timer_id)
    return (task_id, "retrying") if task_id else None


def _answered(event: ev.CallAnswered) -> str:
    """A call in short: for an LLM the tokens read and written, and its speed."""
    if event.error:
        return f"{event.name} failed ({event.error})"
    if event.receipt_of:
        return f"{event.name} not repeated: {event.receipt_of} has done it"
    if event.kind == "tool":
        return f"{event.name} {'done' if event.ok else 'returned an error'}"
    usage = event.usage
    speed = ""
    if usage.seconds > 0:
        speed = f", {usage.completion_tokens / usage.seconds:.0f} tok/s"
    about = "about " if usage.estimated_tokens else ""
    tokens = f"read {about}{count(usage.prompt_tokens)}, "
    tokens += f"wrote {about}{count(usage.completion_tokens)}{speed}"
    cut = ", cut off" if event.truncated else ""
    return f"{event.name} answered ({tokens}{cut})"


def _compacted(event: ev.PromptCompacted) -> str:
    window = f" for a window of {event.window_tokens}" if event.window_tokens else ""
    steps = "; ".join(map(_step, event.steps))
    how = f": {steps}" if steps else ""
    return (
        f"prompt shortened from {event.before_tokens} to {event.after_tokens} tokens{window}{how}"
    )


def _step(step: CompactionStep) -> str:
    """A step of a compaction: what it did to how many messages."""
    if step.step == "summarise":
        refused = f", without {step.refused} unproven" if step.refused else ""
        return f"a summary of {-step.chars} characters{refused}"
    messages = f"{step.messages} message{'s' * (step.messages != 1)}"
    return f"{_STEPS[step.step]} {messages} ({count(step.chars)} characters fewer)"


_STEPS = {
    "deduplicate": "repeats left out of",
    "drop": "superseded text left out of",
    "extract": "extracts of",
    "cut": "the middle cut out of",
}


def _handed_over(event: ev.ConversationHandedOver) -> str:
    before, window = event.before_tokens, event.window_tokens
    return (
        f"conversation of {before} tokens outgrew the room in its window of {window}: a fresh "
        f"one of {event.after_tokens} took over, with {event.messages} messages as one"
    )


def _held(event: ev.AnswerHeld) -> str:
    files = f" with {', '.join(event.outcome.files)}" if event.outcome.files else ""
    lacks = f"; {one_line(event.lacks)}" if event.lacks else ""
    return f"has an answer{files}, and works on{lacks}"


def _executed(event: ev.Executed) -> str:
    files = f", {len(event.outcome.files)} files" if event.outcome.files else ""
    cut = f", cut short: {one_line(event.outcome.cut)}" if event.outcome.cut else ""
    return f"submitted ({event.outcome.tool_calls} tool calls{files}){cut}"


_LINES: dict[type[ev.Event], Callable[[Any], Line | None]] = {
    ev.GoalAccepted: _goal,
    ev.ForecastMade: _forecast,
    ev.PlanMade: _plan,
    ev.PlanFailed: lambda e: (PLAN, f"failed: {one_line(e.reason)}"),
    ev.StageEntered: _stage,
    ev.LimitReached: _limited,
    ev.Economised: _economised,
    ev.ResultRejected: _again,
    ev.RunResumed: lambda e: ("run", f"resumed after {length(e.down_s)}"),
    ev.CancelRequested: lambda e: ("run", f"cancellation requested by {e.by}"),
    ev.Asked: _asked,
    ev.Answered: lambda e: ("you", _decision(e)),
    ev.TaskReopened: lambda e: ("run", f"retrying {', '.join(e.task_ids)}, requested by {e.by}"),
    ev.RunForked: lambda e: ("run", f"continues from event {e.seq} of {e.run_id}"),
    ev.GoalReached: lambda e: (RESULT, e.result.verdict),
    ev.GoalFailed: lambda e: (RESULT, f"failed: {one_line(e.reason)}"),
    ev.GoalCancelled: lambda e: ("run", e.reason),
    ev.Awarded: _awarded,
    ev.NoBids: lambda e: (e.task_id, f"no bids: {one_line(e.reason)}"),
    ev.DeadLettered: lambda e: (e.task_id, f"given up: {one_line(e.reason)}"),
    ev.TimerFired: _timer,
}

_WANTED = {
    "json": "JSON",
    "text": "text",
    "thoughts": "room to think",
    "repetition": "repeated itself,",
}

_OF_ATTEMPTS: dict[type[ev.Event], Callable[[Any], str]] = {
    ev.CallAnswered: _answered,
    ev.TryFailed: lambda e: f"{e.name}: try {e.number} failed: {one_line(e.reason)}",
    ev.StructureMended: lambda e: (
        f"{_WANTED[e.subject]} {e.step.replace('_', ' ')}: {one_line(e.fault)}"
    ),
    ev.PromptCompacted: _compacted,
    ev.ConversationHandedOver: _handed_over,
    ev.EffectDoubtful: lambda e: f"{e.tool} may or may not have run; not repeated",
    ev.EffectSettled: lambda e: f"call {e.ordinal} settled: {e.verdict.replace('_', ' ')}",
    ev.AnswerHeld: _held,
    ev.Executed: _executed,
    ev.AttemptFailed: lambda e: f"failed ({e.code}): {one_line(e.reason)}",
    ev.Accepted: lambda e: f"accepted, {basis(e.review)}",
    ev.Rejected: lambda e: f"rejected by {e.review.reviewer}: {one_line(e.review.feedback)}",
    ev.Corroborated: lambda e: f"corroborated, {basis(e.review)}",
    ev.LeftUnproven: lambda e: f"unproven, {basis(e.review)}",
}
