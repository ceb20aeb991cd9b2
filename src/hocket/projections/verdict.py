"""The verdict on a run in words: one line that says what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.economy import CUTTING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.check import CheckResult
    from hocket.core.run import RunState, TaskState

LINE_CHARS = 160
BY_CHECKS = "checks"
NO_CHECK = "nothing checks it"


def verdict_in_words(state: RunState) -> str:
    """What a run that is over ended with, and what that rests on; one line.

    Examples:
        >>> from hocket.core.run import RunState
        >>> verdict_in_words(RunState("run-1", status="failed", reason="no agent can do it"))
        'failed: no agent can do it'
    """
    result = state.result
    if state.status == "cancelled":
        return state.reason or "cancelled"  # the reason already says so
    if state.status != "reached" or result is None:
        return f"{state.status}: {state.reason}" if state.reason else state.status
    if result.verdict == "accepted":
        return _line(f"accepted: {_proof(_results_of(state))}")
    if result.verdict == "corroborated":
        return _line(f"corroborated: {_methods(state)}")
    if result.verdict == "unproven":
        return _line(f"unproven: {_doubt(state)}")
    return _line(f"{result.verdict}: {_feedback(state) or 'no reason was given'}")


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LINE_CHARS else f"{flat[: LINE_CHARS - 1]}…"


def _tasks(state: RunState) -> list[TaskState]:
    return list(state.in_order.values())


def _results_of(state: RunState) -> list[CheckResult]:
    """The results of the goal's own checks; if it has none, of those of its tasks."""
    if state.result is not None and state.result.results:
        return list(state.result.results)
    reviews = [task.review for task in _tasks(state) if task.review is not None]
    return [result for review in reviews for result in review.results]


def _proof(results: Sequence[CheckResult]) -> str:
    proofs = [result for result in results if result.proves and result.passed]
    says = "; ".join(result.says or result.kind for result in proofs)
    if len(proofs) > 1:
        return f"all {len(proofs)} checks pass: {says}"
    return f"its check passes: {says}" if proofs else "every task was accepted"


def _methods(state: RunState) -> str:
    words = dict.fromkeys(agreement.words() for agreement in state.agreements.values())
    return "; ".join(words) or "independent methods agree on it"


def _doubt(state: RunState) -> str:
    """Why a result is not proven: the first of the reasons that a user can act on."""
    results = _results_of(state)
    disagreement = next((a.words() for a in state.agreements.values() if not a.counts), "")
    not_run = [result for result in results if result.passed is None]
    if state.result is not None and state.result.missing:
        return f"part of it is missing: {state.result.missing[0]}"
    if state.doubtful:
        return f"whether {state.doubtful[0].tool} ran is not known"
    if not_run:
        first = not_run[0]
        return f"{len(not_run)} of {len(results)} checks did not run: {first.says or first.kind}"
    if state.limit:
        done = "finished; this is the answer by then" if _cuts(state) else "judged"
        return f"{state.limit} before its work was {done}"
    found = (_feedback(state) or disagreement, _cuts(state), _economies(state))
    reasons = [reason for reason in found if reason]
    if not reasons and any(result.passed for result in results):
        return "its checks show that it is there, not that it is right"
    return "; ".join(reasons) or NO_CHECK


def _cuts(state: RunState) -> str:
    """The limits that ended work before it was finished."""
    outcomes = [task.outcome for task in _tasks(state) if task.outcome is not None]
    words = dict.fromkeys(f"cut short: {outcome.cut}" for outcome in outcomes if outcome.cut)
    return "; ".join(words)


def _economies(state: RunState) -> str:
    """What would have shown more, and was left out to keep a limit."""
    words = dict.fromkeys(e.words() for e in state.economies if e.step not in CUTTING)
    return "; ".join(words)


def _feedback(state: RunState) -> str:
    """What reviewers other than the checks say about the tasks that were not accepted."""
    reviews = (task.review for task in _tasks(state) if task.status != "accepted")
    return next((r.feedback for r in reviews if r and r.reviewer != BY_CHECKS and r.feedback), "")
