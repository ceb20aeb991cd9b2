"""The reviewer: acceptance checks first, then an opinion if the checks prove too little.

An opinion can reject but never prove: work that no check proves stays unproven.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.check import Check, CheckResult, FileCheck, RunCheck
from hocket.core.economy import Economy, Shortage
from hocket.core.event import Accepted, Corroborated, Economised, Event, LeftUnproven, Rejected
from hocket.core.noun import unchecked
from hocket.core.review import Review
from hocket.core.run import WORKER
from hocket.errors import BudgetExceededError
from hocket.review.kinds import ReviewedWork
from hocket.review.opinion import has_second_view, opinion_of
from hocket.review.trust import believed, trust_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.attempt import Outcome
    from hocket.core.command import ReviewAttempt
    from hocket.core.run import RunState, TaskState
    from hocket.ports.scope import Scope
    from hocket.review.corroboration import Corroborator
    from hocket.review.evidence import Evidence

OPINIONS = 1
"""How often an opinion may send a task back: small LLMs object to anything."""


class Reviewer:
    """Carries out ``ReviewAttempt``.

    Args:
        evidence: Runs the checks.
        opinions: Whether another LLM is asked if the checks prove too little.
        corroborator: Has work that no check proves done by another method; None: nothing is.
    """

    def __init__(
        self, evidence: Evidence, *, opinions: bool, corroborator: Corroborator | None = None
    ) -> None:
        self._evidence = evidence
        self._opinions = opinions
        self._corroborator = corroborator

    def at_once(
        self, command: ReviewAttempt, state: RunState, texts: Mapping[str, bytes]
    ) -> Sequence[Event] | None:
        """The verdict, if the checks are pure and all their files are in ``texts``; else None."""
        task = state.tasks[command.task_id]
        outcome = task.outcome
        checks = checks_of(task)
        if outcome is None or (self._opinions and not _prove(checks)):
            return None
        if state.superseded_by(outcome.files):
            return None
        named = {name for check in checks for name in check.files()}
        lacks = named.difference(outcome.files)
        if lacks and not named.isdisjoint(state.files_for(command.task_id)):
            return None
        if not texts.keys() >= {outcome.text, *outcome.files.values()}:
            return None
        answer = texts[outcome.text].decode()
        files = {name: texts[d] for name, d in outcome.files.items()}
        asked = frozenset(task.task.objective.deliverables)
        results = self._evidence.at_once(checks, ReviewedWork(files, answer, asked=asked))
        if results is None:
            return None
        event = verdict_of(command.attempt_id, task, outcome, tuple(results), state.llm_of(WORKER))
        return None if self._wants_more(event, task, state) else [event]

    async def __call__(self, command: ReviewAttempt, scope: Scope) -> Sequence[Event]:
        task = scope.state.tasks[command.task_id]
        outcome = task.outcome
        assert outcome is not None  # noqa: S101 - only executed attempts are reviewed
        answer = (await scope.read(outcome.text)).decode()
        files = await self._files(task, scope)
        checks = checks_of(task)
        asked = frozenset(task.task.objective.deliverables)
        given = frozenset(scope.state.inputs_except(asked))
        work = ReviewedWork(files, answer, given=given, asked=asked)
        results = await self._evidence.gather(checks, work, scope)
        results += await results_of_owners(outcome.files, files, given, self._evidence, scope)
        llm = scope.state.llm_of(WORKER)
        event = verdict_of(command.attempt_id, task, outcome, tuple(results), llm)
        economies: list[Event] = []
        if self._wants_more(event, task, scope.state):
            event, economy = await self._corroborated(event, task, checks, work, scope)
            economies += [Economised.of(economy)] if economy is not None else []
        if not self._opinions or not isinstance(event, LeftUnproven) or _prove(checks):
            return [*economies, event]
        if not has_second_view(scope.state, task):
            return [*economies, event]  # what an LLM says of its own work changes no verdict
        if scope.state.near is not None:
            return [*economies, *_without_opinion(scope.state.near, task), event]
        try:
            opinion = await opinion_of(task, answer, files, scope)
        except BudgetExceededError as error:  # the work itself is done, so the run goes on
            return [*economies, *_without_opinion(Shortage.of(error), task), event]
        if opinion is None:
            return [*economies, event]
        return [*economies, self._in_view_of(opinion, event, command, task, results)]

    def _in_view_of(
        self,
        opinion: tuple[str, bool, str],
        event: LeftUnproven,
        command: ReviewAttempt,
        task: TaskState,
        results: Sequence[CheckResult],
    ) -> Event:
        """The verdict after an opinion."""
        reviewer, good, feedback = opinion
        if good:
            review = event.review.model_copy(update={"reviewer": f"checks, {reviewer}"})
            return event.model_copy(update={"review": review})
        if task.rejections >= OPINIONS:
            # An opinion alone never fails a task: the work is delivered with the objection.
            objection = f"{reviewer} objects: {feedback}"
            review = event.review.model_copy(
                update={
                    "verdict": "unproven",
                    "reviewer": f"checks, {reviewer}",
                    "feedback": objection,
                }
            )
            return event.model_copy(update={"review": review})
        review = Review(
            verdict="rejected", reviewer=reviewer, results=tuple(results), feedback=feedback
        )
        return Rejected(attempt_id=command.attempt_id, review=review)

    def _wants_more(self, event: Event, task: TaskState, state: RunState) -> bool:
        """Whether another method may show what the checks do not."""
        if type(event) is not LeftUnproven or self._corroborator is None:
            return False
        is_open = any(result.passed is None for result in event.review.results)
        return not is_open and self._corroborator.is_wanted(task, state)

    async def _corroborated(
        self,
        event: Accepted | Corroborated | LeftUnproven | Rejected,
        task: TaskState,
        checks: Sequence[Check],
        work: ReviewedWork,
        scope: Scope,
    ) -> tuple[Accepted | Corroborated | LeftUnproven | Rejected, Economy | None]:
        """The verdict after other methods did the task, and what was left out of that.

        Their outcome must pass the checks too.
        """
        assert self._corroborator is not None  # noqa: S101 - as the caller asked
        outcomes = await self._corroborator(task, scope)
        if outcomes is None:
            return event, None
        agreement, outcome, economy = outcomes.agreement, outcomes.outcome, outcomes.economy
        if agreement is None:
            return event, economy
        if outcome is not None:
            text = (await scope.read(outcome.text)).decode()
            files = {name: await scope.read(d) for name, d in outcome.files.items()}
            other = replace(work, files={**work.files, **files}, answer=text)
            results = await self._evidence.gather(checks, other, scope)
            failed = next((r for r in results if r.passed is not True), None)
            if failed is not None:
                why = f"{failed.says or failed.kind}: {failed.evidence}"
                said = "most methods agree on" if agreement.agrees else "the methods prefer"
                reason = f"{said} another result, but {why}"
                agreement, outcome = agreement.model_copy(update={"reason": reason}), None
        review = event.review.model_copy(update={"agreement": agreement})
        if not agreement.counts:
            return event.model_copy(update={"review": review, "outcome": outcome}), economy
        changes = {"verdict": "corroborated", "reviewer": "methods", "feedback": ""}
        review = review.model_copy(update=changes)
        return Corroborated(attempt_id=event.attempt_id, review=review, outcome=outcome), None

    async def _files(self, task: TaskState, scope: Scope) -> dict[str, bytes]:
        names = scope.state.files_for(task.task.task_id)
        if task.outcome is not None:
            names.update(task.outcome.files)
        names.update(scope.state.inputs_except(set(task.task.objective.deliverables)))
        return {name: await scope.read(d) for name, d in names.items()}


async def results_of_owners(
    changed: Mapping[str, str],
    files: Mapping[str, bytes],
    given: frozenset[str],
    evidence: Evidence,
    scope: Scope,
) -> list[CheckResult]:
    """The checks of accepted work, run on what has taken its place.

    Args:
        changed: Digests of files, by name: those of other contents than accepted ones are meant.
        files: All files as they are now.
        given: Names of those that are the user's.
        evidence: Runs the checks.
        scope: The scope of the review.
    """
    results = []
    for task_id in scope.state.superseded_by(changed):
        task = scope.state.tasks[task_id]
        assert task.outcome is not None  # noqa: S101 - it has accepted work
        text = (await scope.read(task.outcome.text)).decode()
        now = {**{n: await scope.read(d) for n, d in task.outcome.files.items()}, **files}
        asked = frozenset(task.task.objective.deliverables)
        checks = [c for c in checks_of(task) if c.files() or isinstance(c, RunCheck)]
        work = ReviewedWork(now, text, given=given, asked=asked)
        for result in await evidence.gather(checks, work, scope):
            says = f"{task_id}, whose work was changed: {result.says or result.kind}"
            results.append(result.model_copy(update={"says": says, "proves": False}))
    return results


def checks_of(task: TaskState) -> tuple[Check, ...]:
    """A task's own checks, and one for the existence of each of its files."""
    objective = task.task.objective
    if not objective.deliverables:
        return objective.success_criteria
    checked = {c.path for c in objective.success_criteria if isinstance(c, FileCheck)}
    existence = tuple(
        FileCheck(path=name, says=f"{name} is there", proves=False)
        for name in objective.deliverables
        if name not in checked
    )
    return (*existence, *objective.success_criteria)


def verdict_of(
    attempt_id: str,
    task: TaskState,
    outcome: Outcome,
    results: tuple[CheckResult, ...],
    llm: str = "",
) -> Accepted | Corroborated | LeftUnproven | Rejected:
    """The verdict of the checks: one that fails rejects; accepting needs one that proves.

    Where none proves it, methods of the attempt that agree corroborate it, as far as such
    agreements of the LLM are right.
    """
    failed = [r for r in results if r.passed is False]
    refused = [
        f"- {name} is the work of {owner}: the change to it is not taken over; leave it as it is, "
        "or write another file"
        for name, owner in outcome.refused.items()
    ]
    threshold = task.task.constraints.quality_threshold
    if failed and threshold is not None:
        # The task says which share of the checks is enough.
        passed = sum(1 for r in results if r.passed)
        failed = failed if passed < threshold * len(results) else []
    if failed:
        lines = [f"- {r.says or r.kind}: {r.evidence}" for r in failed]
        feedback = "\n".join([*lines, *refused])
        review = Review(verdict="rejected", reviewer="checks", results=results, feedback=feedback)
        return Rejected(attempt_id=attempt_id, review=review)
    unknown = [r for r in results if r.passed is None]
    proven = [r for r in results if r.proves and r.passed]
    kind = task.task.usual_kind
    agreement = outcome.agreement and believed(outcome.agreement, kind, trust_in(llm, kind))
    if not (unknown or outcome.doubtful or proven) and agreement and agreement.counts:
        review = Review(
            verdict="corroborated", reviewer="methods", results=results, agreement=agreement
        )
        return Corroborated(attempt_id=attempt_id, review=review)
    if not proven or unknown or outcome.doubtful:
        why = (
            "an effect is doubtful"
            if outcome.doubtful
            else "a check could not be run"
            if unknown
            else "its checks prove that it exists, not that it is correct"
            if results
            else "there is no check"
        )
        review = Review(
            verdict="unproven",
            reviewer="checks",
            results=results,
            feedback=why,
            agreement=agreement,
        )
        return LeftUnproven(attempt_id=attempt_id, review=review)
    review = unchecked(
        Review, verdict="accepted", reviewer="checks", results=results, feedback="\n".join(refused)
    )
    return unchecked(Accepted, attempt_id=attempt_id, review=review)


def _without_opinion(found: Shortage, task: TaskState) -> list[Event]:
    """The event of an opinion that a limit leaves no room for."""
    economy = Economy(step="opinion", task_id=task.task.task_id, shortage=found)
    return [Economised.of(economy)]


def _prove(checks: Sequence[Check]) -> bool:
    return any(c.proves for c in checks)
