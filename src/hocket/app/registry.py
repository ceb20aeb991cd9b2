"""The registry: the kinds of checks that are known here, and what is refused because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from hocket.core import published
from hocket.core.noun import faults_of, refusal
from hocket.redaction import shown
from hocket.review.builtin import CHECK_KINDS
from hocket.review.kinds import CheckKinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hocket.core.check import Check
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan

Faults = list[dict[str, str]]


class Registry:
    """What goals and plans may name here."""

    def __init__(self) -> None:
        self.checks = CheckKinds(CHECK_KINDS)

    def admit_goal(self, goal: Goal, what: str = "goal") -> Goal:
        """The goal, its checks typed.

        Raises:
            InvalidInputError: A check is of a kind that is not known here, or does not fit its
                kind; the message names the field, the value and what can be done.
        """
        checks, faults = self._typed(goal.checks, "checks")
        if faults:
            raise refusal(what, faults)
        return goal if checks == goal.checks else goal.model_copy(update={"checks": checks})

    def admit_plan(self, plan: Plan, what: str = "plan") -> Plan:
        """The plan, the checks of its tasks typed.

        Raises:
            InvalidInputError: As for a goal.
        """
        tasks, faults = [], []
        for number, task in enumerate(plan.tasks):
            path = f"tasks.{number}.objective.success_criteria"
            checks, wrong = self._typed(task.objective.success_criteria, path)
            faults += wrong
            objective = task.objective.model_copy(update={"success_criteria": checks})
            tasks.append(task.model_copy(update={"objective": objective}))
        if faults:
            raise refusal(what, faults)
        return plan.model_copy(update={"tasks": tuple(tasks)})

    def schema(self, name: str) -> dict[str, Any]:
        """The JSON Schema called ``name``; those of what is handed in list what is known here.

        Raises:
            InvalidInputError: There is none of this name; lists those there are.
        """
        form = published.schema(name)
        return self.narrowed(form, "$defs") if name in published.OWN else form

    def narrowed(self, document: Mapping[str, Any], *where: str) -> dict[str, Any]:
        """A schema that lets only pass what is known here; its definitions stand under these."""
        return published.narrowed(document, self.checks.nouns, where)

    def _typed(self, checks: Sequence[Check], path: str) -> tuple[tuple[Check, ...], Faults]:
        typed: list[Check] = []
        faults: Faults = []
        for number, check in enumerate(checks):
            noun = self.checks.nouns.get(check.kind)
            if noun is None:
                faults.append(
                    {
                        "path": f"{path}.{number}.kind",
                        "value": shown(check.kind),
                        "fault": "no check of this kind is known here",
                        "remedy": f"use one of {', '.join(sorted(self.checks.nouns))}, or install "
                        "the pack that brings it",
                    }
                )
            elif isinstance(check, noun):
                typed.append(check)
            else:
                try:
                    typed.append(noun.model_validate(check.model_dump()))
                except ValidationError as error:
                    faults += [
                        {**fault, "path": f"{path}.{number}.{fault['path']}"}
                        for fault in faults_of(error)
                    ]
        return tuple(typed), faults
