"""Corroboration: work that no check proves is done again by another method, and compared.

Where two methods disagree others settle it; what most of them agree on is the outcome. A method
that is used again, with other sampling, corroborates only what another one gives too; alone it says
which of the results that differ is no slip.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from hocket.core.agreement import Agreement, Difference, Method, method_of
from hocket.core.digest import canonical
from hocket.core.economy import Economy, Shortage
from hocket.core.headroom import shortage
from hocket.core.noun import parse
from hocket.core.run import WORKER
from hocket.documents.encoding import shown_text
from hocket.errors import BudgetExceededError, InvalidInputError
from hocket.ports.scope import CallResult
from hocket.ports.second import Second
from hocket.review.trust import doubt_of, share_of, trust_in
from hocket.review.votes import Given, Votes, compared, goal_of, names_of, shares_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.attempt import Outcome
    from hocket.core.economy import Step
    from hocket.core.run import RunState, TaskState
    from hocket.ports.clock import Clock
    from hocket.ports.scope import Scope
    from hocket.ports.second import SecondMethods

CHEAP = frozenset(("table", "convert", "text", "extraction", "reasoning", "knowledge"))
"""The kinds of tasks that are done twice with normal care."""

FURTHER = 4
"""Attempts after the first at most: the second, and those that settle a disagreement."""

MARGIN = Decimal("1.5")
"""What must be left for an attempt, as a multiple of what one took so far."""


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What the methods came to.

    Attributes:
        agreement: Their agreement; None if no other method was tried.
        outcome: What most of them agree on, if that is not the first outcome.
        economy: The method that was not tried, and why.
    """

    agreement: Agreement | None
    outcome: Outcome | None = None
    economy: Economy | None = None


class Corroborator:
    """Has tasks done again by other methods.

    Args:
        methods: Does a task again.
        clock: Says what is left of the deadline.
    """

    def __init__(self, methods: SecondMethods, clock: Clock) -> None:
        self._methods = methods
        self._clock = clock

    def is_wanted(self, task: TaskState, state: RunState) -> bool:
        """Whether another method may do the task, by the goal's care and the kind of the task."""
        goal, outcome = state.goal, task.outcome
        if goal is None or outcome is None or outcome.agreement is not None:
            return False
        if goal.care == "low" or (goal.care == "normal" and task.task.usual_kind not in CHEAP):
            return False
        if state.cut_short or outcome.doubtful or outcome.refused:
            return False
        tried = _way_of(task)
        return bool(tried) and self._methods.offered(task.task.task_id, state, (tried,)) is not None

    async def __call__(self, task: TaskState, scope: Scope) -> Corroboration | None:
        """Compare the work with that of other methods; None if none was tried or left out."""
        outcome = task.outcome
        assert outcome is not None  # noqa: S101 - reviewed work has an outcome
        author = task.award.agent if task.award else ""
        first = await _given(Method(way=_way_of(task), agent=author), outcome, task, scope)
        inputs = await _inputs(scope)
        if not (await asyncio.to_thread(compared, first, first, task, scope, inputs))[0]:
            return None  # no other result could agree with this one
        votes, methods = Votes([[first]]), [first.method]
        economy = None
        for number in range(1, FURTHER + 1):
            if number > 1 and not votes.are_open(FURTHER + 1 - number):
                break
            obstacle = await self._obstacle(task, scope, number)
            if obstacle:
                economy = _economy_of(obstacle, task.task.task_id, number)
                fault = obstacle.decode() if economy is None else economy.shortage.words()
                methods += [Method(way="", fault=fault)] if number > 1 else []
                break
            second = await self._again(task, scope, [m.way for m in methods])
            if second is None:
                break
            other, method = await self._taken(second, task, scope)
            methods.append(method)
            if other is None:
                continue
            await asyncio.to_thread(votes.add, other, task, scope, inputs)
            if pair := votes.settled():
                settled = (task, scope, methods, pair, votes.largest(), inputs)
                return await asyncio.to_thread(_settled, *settled)
        if len(methods) == 1:
            return None if economy is None else Corroboration(None, economy=economy)
        alone = f"no second method could do it: {methods[1].fault}" if votes.count == 1 else ""
        differing = await asyncio.to_thread(_differences, methods, votes, task, scope)
        agreement = Agreement(methods=tuple(methods), reason=alone, differences=differing)
        shares = await asyncio.to_thread(shares_of, votes, task, scope)
        likeliest = votes.preferred(shares)
        outcome = _taken_over(likeliest, task) if likeliest is not first else None
        return Corroboration(agreement, outcome, economy)

    async def _again(self, task: TaskState, scope: Scope, without: list[str]) -> Second | None:
        offered = self._methods.offered(task.task.task_id, scope.state, without)
        if offered is None:
            return None
        try:
            return await self._methods.again(task, scope, without)
        except BudgetExceededError as error:  # the work itself is done, so the run goes on
            return Second(*offered, reason=error.message)

    async def _taken(
        self, second: Second, task: TaskState, scope: Scope
    ) -> tuple[Given | None, Method]:
        method = Method(way=second.way, agent=second.agent, fault=second.reason)
        if second.outcome is None:
            return None, method.model_copy(update={"fault": second.reason or "it failed"})
        given = await _given(method, second.outcome, task, scope)
        return given, given.method

    async def _obstacle(self, task: TaskState, scope: Scope, number: int) -> bytes:
        """Why another attempt is not begun, decided once and journaled for a crash.

        A ``Shortage`` as JSON, or words; empty if it is begun.
        """
        request = canonical({"task": task.task.task_id, "another_method": number})

        async def act(_: str) -> CallResult:
            state = scope.state
            if state.cut_short:
                return CallResult(b"the run is being wound down")
            margin = Decimal(1) if state.goal is not None and state.goal.care == "high" else MARGIN
            now_us, within = self._clock.now_us(), scope.attempt_id
            found = shortage(state, now_us, margin=margin, within=within) or state.near
            return CallResult(b"" if found is None else found.model_dump_json().encode())

        return await scope.perform("tool", "another method", request, "none", act)


def _economy_of(obstacle: bytes, task_id: str, number: int) -> Economy | None:
    """The economy of an obstacle; None if that is words, as older releases wrote them."""
    try:
        found = parse(Shortage, obstacle)
    except InvalidInputError:
        return None
    step: Step = "second_method" if number == 1 else "further_method"
    return Economy(step=step, task_id=task_id, shortage=found)


def _way_of(task: TaskState) -> str:
    return task.outcome.way if task.outcome is not None else ""


def _settled(
    task: TaskState,
    scope: Scope,
    methods: list[Method],
    pair: tuple[Given, Given],
    agreeing: Sequence[Given],
    inputs: Mapping[str, bytes],
) -> Corroboration:
    """The corroboration by two methods that agree, or why that does not count."""
    from hocket.review.agreement import compare  # noqa: PLC0415 - as in `_given`
    from hocket.review.bounds import objection_to  # noqa: PLC0415 - as above
    from hocket.review.differences import values_of  # noqa: PLC0415 - as above

    kept, other = pair
    _, reason = compared(kept, other, task, scope, inputs)
    ways = [method_of(kept.method.way), method_of(other.method.way)]
    kind = task.task.usual_kind
    trust = trust_in(scope.state.llm_of(WORKER), kind)
    share = share_of(kind, ways, trust)
    goal = goal_of(task, scope)
    texts = [shown_text(content) for content in kept.work.files.values()] or [kept.work.text]
    against = next((o for text in texts if (o := objection_to(text, goal, inputs))), "")
    if not reason and against:
        reason = f"{' and '.join(ways)} agree, but {against}"
    reason = reason or doubt_of(share, ways, trust)
    agreement = Agreement(
        methods=tuple(_marked(method, [given.method for given in agreeing]) for method in methods),
        agrees=True,
        values=len(values_of(kept.work, names_of(task))),
        tolerance=compare(kept.work, other.work, goal=goal, deliverables=names_of(task)).tolerance,
        reason=reason,
        right=share.right,
        measured=share.cases,
    )
    if reason or kept.outcome is task.outcome:
        return Corroboration(agreement)
    return Corroboration(agreement, _taken_over(kept, task))


def _taken_over(kept: Given, task: TaskState) -> Outcome:
    """The outcome of another method in place of the first one, with the files of the task alone."""
    first = task.outcome.files if task.outcome is not None else {}
    names = {*first, *names_of(task)}
    files = {name: d for name, d in kept.outcome.files.items() if name in names}
    return kept.outcome.model_copy(update={"files": files})


def _differences(
    methods: Sequence[Method], votes: Votes, task: TaskState, scope: Scope
) -> tuple[Difference, ...]:
    """The values on which methods differ; none if their results cannot be compared one by one."""
    from hocket.review.differences import differences  # noqa: PLC0415 - as in `_given`

    given = [one for group in votes.groups for one in group]
    works = [next((g.work for g in given if g.method is method), None) for method in methods]
    try:
        return differences(works, goal_of(task, scope), names_of(task))
    except (ArithmeticError, ValueError, RecursionError):
        return ()


def _marked(method: Method, agreeing: Sequence[Method]) -> Method:
    """The method, marked if it gave something else than those that agree."""
    differs = bool(method.way) and not method.fault and method not in agreeing
    return method.model_copy(update={"differs": differs}) if differs else method


async def _given(method: Method, outcome: Outcome, task: TaskState, scope: Scope) -> Given:
    from hocket.review.agreement import (  # noqa: PLC0415 - slow to import; few runs compare
        Work,
        shown,
    )

    names = [name for name in names_of(task) if name in outcome.files]
    files = {name: await scope.read(outcome.files[name]) for name in names}
    work = Work((await scope.read(outcome.text)).decode(), files)
    program = (await scope.read(outcome.program)).decode() if outcome.program else ""
    named = method.model_copy(update={"gave": shown(work, names)})
    return Given(named, outcome, work, program)


async def _inputs(scope: Scope) -> dict[str, bytes]:
    goal = scope.state.goal
    return {f.name: await scope.read(f.digest) for f in goal.inputs} if goal is not None else {}
