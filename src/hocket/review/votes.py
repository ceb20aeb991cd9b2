"""The votes of methods that did the same task: which outcomes agree, and which goes first."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.core.agreement import method_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.agreement import Method
    from hocket.core.attempt import Outcome
    from hocket.core.run import TaskState
    from hocket.ports.scope import Scope
    from hocket.review.agreement import Work

PAIR = 2
MOST = 0.5
"""More than that of its values another method gives too, of one that goes before the others."""


@dataclass(frozen=True, slots=True)
class Given:
    """One method's outcome, with its texts. ``program`` is what computed it, if anything did."""

    method: Method
    outcome: Outcome
    work: Work
    program: str = ""


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
            if compared(group[0], given, task, scope, inputs)[0]:
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

    def preferred(self, shares: Mapping[int, float]) -> Given:
        """The outcome that goes before the others where nothing settles it.

        That is one that most methods give; of those that are alike, one that nothing doubts, then
        one that shares most of its values with another method's, then the first.

        Args:
            shares: Of each group by its place, the part of its values that another method has too.
        """

        def rank(place: int) -> tuple[int, bool, float]:
            group = self.groups[place]
            is_free = any(not one.outcome.doubt for one in group)
            share = shares.get(place, 0.0)
            return len(group), is_free, share if share > MOST else 0.0

        group = self.groups[max(range(len(self.groups)), key=rank)]
        return next((one for one in group if not one.outcome.doubt), group[0])

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


def shares_of(votes: Votes, task: TaskState, scope: Scope) -> dict[int, float]:
    """Of each group by its place, the part of its values that another method has too.

    Of two results each shares as much with the other, so it says something of three or more alone.
    """
    if len(votes.groups) <= PAIR:
        return {}
    from hocket.review.differences import shared_part  # noqa: PLC0415 - as in `compared`

    goal, names = goal_of(task, scope), names_of(task)
    works = [group[0].work for group in votes.groups]
    ways = [{_method(given) for given in group} for group in votes.groups]
    try:
        return {
            place: max(
                (
                    shared_part(work, other, goal, names)
                    for other, way in zip(works, ways, strict=True)
                    if way != ways[place]
                ),
                default=0.0,
            )
            for place, work in enumerate(works)
        }
    except (ArithmeticError, ValueError, RecursionError):
        return {}


def compared(
    first: Given, second: Given, task: TaskState, scope: Scope, inputs: Mapping[str, bytes]
) -> tuple[bool, str]:
    """Whether two results agree, and why that would not count."""
    from hocket.review.agreement import compare  # noqa: PLC0415 - slow to import; few runs compare

    try:
        found = compare(
            first.work,
            second.work,
            goal=goal_of(task, scope),
            deliverables=names_of(task),
            given=inputs.values(),
        )
    except (ArithmeticError, ValueError, csv.Error, RecursionError):
        return False, ""  # results of such a form cannot be compared
    programs = {_flat(given.program) for given in (first, second)}
    is_same = first is not second and len(programs) == 1 and programs != {""}
    return found.agrees, "both methods ran the same program" if is_same else ""


def _flat(program: str) -> str:
    """A program without what makes no difference to what it computes."""
    lines = (line.partition("#")[0] for line in program.splitlines() if line.strip("`") == line)
    return "".join("".join(lines).split()).casefold()


def goal_of(task: TaskState, scope: Scope) -> str:
    """What is asked, with the whole goal."""
    goal = scope.state.goal.text if scope.state.goal is not None else ""
    description = task.task.objective.description
    return goal if description in goal else f"{description}\n{goal}"


def names_of(task: TaskState) -> tuple[str, ...]:
    """The files that a task is to deliver."""
    return task.task.objective.deliverables
