"""Corroboration: work that no check proves is done again by another method, and compared.

Where two methods disagree others settle it; what most of them agree on is the outcome. A method
that is used again, with other sampling, corroborates only what another one gives too; alone it says
which of the results that differ is no slip.
"""

from __future__ import annotations

import asyncio
import csv
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
from hocket.review.agreement import Work, compare, shown
from hocket.review.bounds import objection_to
from hocket.review.differences import differences, values_of
from hocket.review.trust import doubt_of, share_of, trust_in

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
class Given:
    """One method's outcome, with its texts. ``program`` is what computed it, if anything did."""

    method: Method
    outcome: Outcome
    work: Work
    program: str = ""


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


@dataclass(frozen=True, slots=True)
class Votes:
    """The outcomes of the methods, those that agree in one group; the first outcome's group first.

    A method that is used again has a vote of its own. Its kind counts once: a result is settled by
    two methods, ahead of every other result by one vote, or by two where a method was used again,
    which then may have changed its mind by chance.
    """

    groups: list[list[Given]]

    @property
    def count(self) -> int:
        return sum(map(len, self.groups))

    def add(self, given: Given, task: TaskState, scope: Scope, inputs: Mapping[str, bytes]) -> None:
        """Put an outcome to those that it agrees with."""
        for group in self.groups:
            if _compared(group[0], given, task, scope, inputs)[0]:
                group.append(given)
                return
        self.groups.append([given])

    def largest(self) -> list[Given]:
        """The group with most outcomes; of equal ones the earlier."""
        return max(self.groups, key=len)

    def settled(self) -> tuple[Given, Given] | None:
        """Two outcomes by different methods that settle it; None if nothing does."""
        group = self.largest()
        other = next((g for g in group if _method(g) != _method(group[0])), None)
        if other is None or self._lead(group) < self._needed():
            return None
        return group[0], other

    def are_open(self, left: int) -> bool:
        """Whether so many votes more could settle it."""
        return any(self._lead(group) + left >= self._needed() for group in self.groups)

    def _lead(self, group: list[Given]) -> int:
        return len(group) - max((len(g) for g in self.groups if g is not group), default=0)

    def _needed(self) -> int:
        is_repeated = self.count > len({_method(g) for group in self.groups for g in group})
        return 2 if is_repeated and len(self.groups) > 1 else 1


def _method(given: Given) -> str:
    return method_of(given.method.way)


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
        if not (await asyncio.to_thread(_compared, first, first, task, scope, inputs))[0]:
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
        likeliest = votes.largest()[0]
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
    kept, other = pair
    _, reason = _compared(kept, other, task, scope, inputs)
    ways = [method_of(kept.method.way), method_of(other.method.way)]
    kind = task.task.usual_kind
    trust = trust_in(scope.state.llm_of(WORKER), kind)
    share = share_of(kind, ways, trust)
    goal = _goal(task, scope)
    texts = [shown_text(content) for content in kept.work.files.values()] or [kept.work.text]
    against = next((o for text in texts if (o := objection_to(text, goal, inputs))), "")
    if not reason and against:
        reason = f"{' and '.join(ways)} agree, but {against}"
    reason = reason or doubt_of(share, ways, trust)
    agreement = Agreement(
        methods=tuple(_marked(method, [given.method for given in agreeing]) for method in methods),
        agrees=True,
        values=len(values_of(kept.work, _names(task))),
        tolerance=compare(kept.work, other.work, goal=goal, deliverables=_names(task)).tolerance,
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
    names = {*first, *_names(task)}
    files = {name: d for name, d in kept.outcome.files.items() if name in names}
    return kept.outcome.model_copy(update={"files": files})


def _differences(
    methods: Sequence[Method], votes: Votes, task: TaskState, scope: Scope
) -> tuple[Difference, ...]:
    """The values on which methods differ; none if their results cannot be compared one by one."""
    given = [one for group in votes.groups for one in group]
    works = [next((g.work for g in given if g.method is method), None) for method in methods]
    try:
        return differences(works, _goal(task, scope), _names(task))
    except (ArithmeticError, ValueError, RecursionError):
        return ()


def _marked(method: Method, agreeing: Sequence[Method]) -> Method:
    """The method, marked if it gave something else than those that agree."""
    differs = bool(method.way) and not method.fault and method not in agreeing
    return method.model_copy(update={"differs": differs}) if differs else method


def _compared(
    first: Given, second: Given, task: TaskState, scope: Scope, inputs: Mapping[str, bytes]
) -> tuple[bool, str]:
    """Whether two results agree, and why that would not count."""
    try:
        compared = compare(
            first.work,
            second.work,
            goal=_goal(task, scope),
            deliverables=_names(task),
            given=inputs.values(),
        )
    except (ArithmeticError, ValueError, csv.Error, RecursionError):
        return False, ""  # results of such a form cannot be compared
    programs = {_flat(given.program) for given in (first, second)}
    is_same = first is not second and len(programs) == 1 and programs != {""}
    return compared.agrees, "both methods ran the same program" if is_same else ""


def _flat(program: str) -> str:
    """A program without what makes no difference to what it computes."""
    lines = (line.partition("#")[0] for line in program.splitlines() if line.strip("`") == line)
    return "".join("".join(lines).split()).casefold()


def _goal(task: TaskState, scope: Scope) -> str:
    goal = scope.state.goal.text if scope.state.goal is not None else ""
    description = task.task.objective.description
    return goal if description in goal else f"{description}\n{goal}"


def _names(task: TaskState) -> tuple[str, ...]:
    return task.task.objective.deliverables


async def _given(method: Method, outcome: Outcome, task: TaskState, scope: Scope) -> Given:
    names = [name for name in _names(task) if name in outcome.files]
    files = {name: await scope.read(outcome.files[name]) for name in names}
    work = Work((await scope.read(outcome.text)).decode(), files)
    program = (await scope.read(outcome.program)).decode() if outcome.program else ""
    named = method.model_copy(update={"gave": shown(work, names)})
    return Given(named, outcome, work, program)


async def _inputs(scope: Scope) -> dict[str, bytes]:
    goal = scope.state.goal
    return {f.name: await scope.read(f.digest) for f in goal.inputs} if goal is not None else {}
