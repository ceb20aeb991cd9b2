"""Synthesis: combines the accepted work, checks it against the goal and delivers it.

The goal sets the form: Markdown, files, or JSON that fits a schema. The result lists what is
unproven or missing.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hocket.core.check import CheckResult, SchemaCheck
from hocket.core.economy import Economy
from hocket.core.event import Economised, Event, GoalFailed, GoalReached, ResultRejected
from hocket.core.headroom import shortage_for_rework
from hocket.core.noun import unchecked
from hocket.core.result import Result
from hocket.documents.encoding import shown_text
from hocket.errors import EngineError, OrchestrationError
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.review.checks import json_of, look_at_schema
from hocket.review.kinds import ReviewedWork
from hocket.review.reviewer import results_of_owners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.attempt import Outcome
    from hocket.core.check import Check
    from hocket.core.command import Synthesise
    from hocket.core.review import Verdict
    from hocket.core.run import RunState, TaskState
    from hocket.core.task import Task
    from hocket.ports.clock import Clock
    from hocket.ports.scope import Scope
    from hocket.review.evidence import Evidence

MAX_ITERATIONS = 3
LAST_CHECKS_S = 10.0


class Synthesis:
    """Carries out ``Synthesise``.

    Args:
        evidence: Runs the goal's checks.
        clock: Says what is left until the deadline.
    """

    def __init__(self, evidence: Evidence, clock: Clock) -> None:
        self._evidence = evidence
        self._clock = clock

    def at_once(
        self, _: Synthesise, state: RunState, __: Mapping[str, bytes]
    ) -> Sequence[Event] | None:
        """The end of a run whose result is the answer of one task, with nothing more to check."""
        goal = state.goal
        if goal is None or goal.checks or state.cut_short:
            return None
        form = goal.deliverable
        if form.kind == "json" or form.json_schema is not None:
            return None
        tasks = state.in_order
        delivered = _delivered(state, tasks)
        names = _files_of(delivered)
        last = _sinks(state, delivered)
        if len(last) != 1 or _report_of(state, last[0], names) or state.superseded_by(names):
            return None
        text = delivered[last[0]].text
        return [_end_of(state, _result_of(state, tasks, delivered, text, names, ()), ())]

    async def __call__(self, command: Synthesise, scope: Scope) -> Sequence[Event]:
        state = scope.state
        tasks = state.in_order
        delivered = _delivered(state, tasks)
        names = _files_of(delivered)
        texts = {t: (await scope.read(o.text)).decode() for t, o in delivered.items()}
        body = await self._body(state, texts, names, scope)
        results = await self._check(state, body, names, scope)
        failed = [r for r in results if r.passed is False]
        economy: Economy | None = None
        if failed and state.status == "running" and command.iteration < MAX_ITERATIONS:
            responsible = _responsible(state, failed, texts)
            short = shortage_for_rework(state, self._clock.now_us(), len(responsible))
            short = short or (state.near if state.is_consolidating else None)
            if responsible and short is None:
                return [
                    ResultRejected(
                        iteration=command.iteration, task_ids=responsible, results=tuple(results)
                    )
                ]
            if responsible and short is not None:
                economy = Economy(step="iteration", shortage=short)
        text = scope.keep(body.encode())
        result = _result_of(state, tasks, delivered, text, names, results)
        if economy is not None:
            return [Economised.of(economy), _end_of(state, result, failed, economy)]
        return [_end_of(state, result, failed)]

    async def _body(
        self,
        state: RunState,
        texts: Mapping[str, str],
        names: Mapping[str, str],
        scope: Scope,
    ) -> str:
        assert state.goal is not None  # noqa: S101 - a run that synthesises has a goal
        last = _sinks(state, texts)
        form = state.goal.deliverable
        if form.kind == "json":
            return await self._json(state, texts, last, scope)
        parts = [await _part_of(state, t, texts[t], names, scope) for t in last]
        if len(parts) == 1:
            return parts[0]
        titled = zip(last, parts, strict=True)
        return "\n\n".join(
            f"## {state.tasks[t].task.objective.description}\n\n{p}" for t, p in titled
        )

    async def _json(
        self, state: RunState, texts: Mapping[str, str], last: Sequence[str], scope: Scope
    ) -> str:
        """The last answer that is JSON and fits the schema, else JSON that an LLM makes of all."""
        assert state.goal is not None  # noqa: S101 - as above
        schema = state.goal.deliverable.json_schema or {}
        check = SchemaCheck(json_schema=schema)
        for task_id in last:
            work = ReviewedWork({}, texts[task_id])
            if look_at_schema(check, work).passed:
                data = json_of(work, schema=schema)
                return json.dumps(data, indent=2, ensure_ascii=False)
        llm = state.llm_of("synthesiser")
        if not llm or state.cut_short:
            return texts[last[0]] if last else ""
        material = "\n\n".join(f"[{t}]\n{text}" for t, text in texts.items())
        prompt = f"Goal: {state.goal.text}\n\nResults:\n{material}\n\nGive the result as JSON."
        request = LlmRequest(
            llm=llm, messages=(ChatMessage("user", prompt),), json_schema=schema, max_tokens=1024
        )
        try:
            answer = await scope.llm.complete(request)
        except EngineError:
            raise
        except OrchestrationError:
            return texts[last[0]] if last else ""
        return json.dumps(answer.data, indent=2, ensure_ascii=False)

    async def _check(
        self, state: RunState, body: str, names: Mapping[str, str], scope: Scope
    ) -> list[CheckResult]:
        assert state.goal is not None  # noqa: S101 - as above
        checks = list(state.goal.checks)
        if state.goal.deliverable.json_schema is not None:
            says = "the result fits the goal's schema"
            form = state.goal.deliverable.json_schema
            checks.append(SchemaCheck(json_schema=form, says=says, proves=False))
        if not checks and not state.superseded_by(names):
            return []
        deliverables = {n for t in state.tasks.values() for n in t.task.objective.deliverables}
        given = state.inputs_except(deliverables)
        files = {name: await scope.read(d) for name, d in {**names, **given}.items()}
        work = ReviewedWork(files, body, given=frozenset(given), asked=frozenset(deliverables))
        try:
            # A run that is cut short must not wait for slow checks.
            async with asyncio.timeout(LAST_CHECKS_S if state.cut_short else None):
                results = await self._evidence.gather(checks, work, scope)
                # What is handed over together may differ from what was accepted task by task.
                others = await results_of_owners(names, files, work.given, self._evidence, scope)
                changed = {n: await scope.read(d) for n, d in names.items() if n in given}
                others += await self._with_changed(checks, work, changed, scope)
                return [*results, *others]
        except TimeoutError:
            late = "not completed: the run was over its limit"
            return [
                CheckResult(says=c.says, kind=c.kind, passed=None, evidence=late) for c in checks
            ]

    async def _with_changed(
        self,
        checks: Sequence[Check],
        work: ReviewedWork,
        changed: Mapping[str, bytes],
        scope: Scope,
    ) -> list[CheckResult]:
        """The checks that fail on input files as the work changed them, if it hands any over.

        They have run on the user's own files already; the result must hold with both.
        """
        if not changed:
            return []
        handed = replace(work, files={**work.files, **changed}, given=work.given - changed.keys())
        results = await self._evidence.gather(checks, handed, scope)
        with_them = f"with {', '.join(sorted(changed))} as handed over: "
        return [
            r.model_copy(update={"says": with_them + (r.says or r.kind), "proves": False})
            for r in results
            if not r.passed
        ]


def _result_of(
    state: RunState,
    tasks: Mapping[str, TaskState],
    delivered: Mapping[str, Outcome],
    text: str,
    names: dict[str, str],
    results: Sequence[CheckResult],
) -> Result:
    """The result with this text and these files, by digest, and what is unproven or missing."""
    missing = tuple(
        f"{t}: {_why_missing(task)}"
        for t, task in tasks.items()
        if not task.is_usable and not _is_unjudged(state, task)
    )
    unproven = [
        t
        for t, task in tasks.items()
        if task.status == "unproven" or (t in delivered and not task.is_usable)
    ]
    return unchecked(
        Result,
        text=text,
        files=names,
        verdict=_verdict(state, results, missing),
        results=tuple(results),
        unproven=tuple(sorted(unproven)),
        missing=missing,
    )


def _end_of(
    state: RunState, result: Result, failed: Sequence[CheckResult], economy: Economy | None = None
) -> Event:
    """The event that ends the run with a result; ``economy`` is why no more is done for it."""
    if state.fault:
        # The checks fail because of it, and say less.
        return GoalFailed(reason=state.fault, error=state.error, result=result)
    missing = result.missing
    if failed:
        reason = "; ".join(f"{r.says or r.kind}: {r.evidence}" for r in failed)
        cause = f"not all could be done: {missing[0]}; " if missing and not state.limit else ""
        reason = f"{cause}the result failed its checks: {reason}"
        reason += f"; {economy.words()}" if economy is not None else ""
        return GoalFailed(reason=reason, result=result)
    if missing:
        reason = state.limit or f"not all could be done: {missing[0]}"
        return GoalFailed(reason=reason, result=result)
    return unchecked(GoalReached, result=result)


def _delivered(state: RunState, tasks: Mapping[str, TaskState]) -> dict[str, Outcome]:
    """The latest work of the tasks whose work is delivered: it passed, else whatever there is.

    If a run is over its limit or a task was given up, rejected work is better than none; it is
    listed as unproven and as missing.
    """
    takes_all = bool(state.cut_short)
    return {
        task_id: task.outcome
        for task_id, task in tasks.items()
        if task.outcome is not None and (task.is_usable or task.status == "dead" or takes_all)
    }


def _files_of(delivered: Mapping[str, Outcome]) -> dict[str, str]:
    """The digests of the files that are handed over, by name; later tasks win over earlier ones."""
    names: dict[str, str] = {}
    for outcome in delivered.values():
        names.update(outcome.files)
    return names


def _is_unjudged(state: RunState, task: TaskState) -> bool:
    """Whether a limit ended the run before the work of a task was judged: it is unproven.

    The work was under review, or had an answer that was whole.
    """
    if not state.limit or task.outcome is None or task.status == "dead":
        return False
    return task.status == "reviewing" or (task.held is not None and not task.held.lacks)


def _why_missing(task: TaskState) -> str:
    why = task.reason or f"not finished ({task.status})"
    if task.held is not None and task.held.lacks:
        why = f"{why}: {task.held.lacks}"
    return f"{why}; its latest work is delivered" if task.outcome is not None else why


def _sinks(state: RunState, delivered: Mapping[str, object]) -> list[str]:
    """The tasks with work on which no other work depends, in the order of the plan."""
    dependents, with_work = state.dependents, delivered.keys()
    return [t for t in delivered if with_work.isdisjoint(dependents.get(t, ()))]


async def _part_of(
    state: RunState, task_id: str, text: str, names: Mapping[str, str], scope: Scope
) -> str:
    """A task's part of the body: its Markdown file if it has one, else its answer."""
    report = _report_of(state, task_id, names)
    return shown_text(await scope.read(report)) if report else text


def _report_of(state: RunState, task_id: str, names: Mapping[str, str]) -> str:
    """The digest of the Markdown file that a task hands over; empty if it hands over none."""
    for name in state.tasks[task_id].task.objective.deliverables:
        if name.endswith((".md", ".markdown")) and name in names:
            return names[name]
    return ""


def _responsible(
    state: RunState, failed: Sequence[CheckResult], texts: Mapping[str, str]
) -> tuple[str, ...]:
    """The tasks whose files the failed checks mention; if they mention none, the last tasks."""
    mentions = " ".join(f"{r.says} {r.evidence}" for r in failed)
    named = tuple(
        t
        for t, s in state.in_order.items()
        if any(name in mentions for name in _deliverables(s.task)) and _can_run(state, s.task)
    )
    last = _sinks(state, texts)
    return named or tuple(t for t in last if _can_run(state, state.tasks[t].task))


def _deliverables(task: Task) -> tuple[str, ...]:
    return task.objective.deliverables


def _can_run(state: RunState, task: Task) -> bool:
    return all(state.tasks[d].is_usable for d in task.depends_on)


def _verdict(state: RunState, results: Sequence[CheckResult], missing: Sequence[str]) -> Verdict:
    """Accepted if the goal's own checks prove it or, if it has none, if every task was accepted.

    Corroborated if every task was accepted or corroborated. Neither while an effect is doubtful.
    """
    if any(r.passed is False for r in results) or missing or state.cut_short:
        return "rejected" if any(r.passed is False for r in results) else "unproven"
    if any(r.passed is None for r in results) or state.doubtful:
        return "unproven"
    if any(r.proves for r in results):
        return "accepted"
    statuses = {task.status for task in state.tasks.values()}
    if statuses <= {"accepted"}:
        return "accepted"
    return "corroborated" if statuses <= {"accepted", "corroborated"} else "unproven"
