"""The registry: the parts of all packs of one process; refuses what no pack provides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from hocket.app.pack import BUILTIN, loaded_packs
from hocket.core import ids
from hocket.core.noun import faults_of, input_error
from hocket.errors import ConfigError
from hocket.plan.task_types import TaskTypes
from hocket.redaction import redacted
from hocket.review.kinds import CheckKinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hocket.app.pack import Pack
    from hocket.core.agent import AgentCard
    from hocket.core.check import Check
    from hocket.core.goal import Goal
    from hocket.core.plan import Plan
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.tool import Tool

Faults = list[dict[str, str]]
PartT = TypeVar("PartT")


class Registry:
    """The task types, check kinds, tools and agents of all packs; immutable.

    Args:
        packs: Packs in addition to the built-in one, with unique names of packs and parts.

    Raises:
        ConfigError: Two packs provide parts of the same name.
    """

    def __init__(self, packs: Iterable[Pack] = ()) -> None:
        packs = tuple(packs)
        self.packs: tuple[Pack, ...] = (BUILTIN, *packs)
        _unique("pack", [(pack.name, pack, pack) for pack in self.packs])
        self.checks = CheckKinds(self._all("check kind", lambda p: p.checks, lambda k: k.name))
        self.task_types = TaskTypes(
            self._all("task type", lambda p: p.task_types, lambda t: t.name)
        )
        self.ways = BUILTIN.ways  # not looked at before an agent needs them
        if any(pack.ways for pack in packs):
            self.ways = self._all("way of working", lambda p: p.ways, lambda w: w.name)
        self.agents = self._all("agent", lambda p: p.agents, lambda a: a.card.name)

    @classmethod
    def installed(cls, packs: Iterable[Pack] = ()) -> Registry:
        """A registry with the packs of installed packages; yours replace those of the same name.

        Raises:
            ConfigError: A pack does not load, or two packs provide parts of the same name.
        """
        own = list(packs)
        names = {pack.name for pack in own}
        return cls([*(pack for pack in loaded_packs() if pack.name not in names), *own])

    def tools(self, sandbox: Sandbox) -> dict[str, Tool]:
        """The tools by name; those that run code use this sandbox.

        Raises:
            ConfigError: Two packs provide a tool of the same name.
        """
        tools = self._all("tool", lambda p: p.all_tools(sandbox), lambda t: t.name)
        return {tool.name: tool for tool in tools}

    def admit_goal(self, goal: Goal, what: str = "goal") -> Goal:
        """The goal, with its checks as nouns of their kinds.

        Raises:
            InvalidInputError: A check has an unknown kind or an invalid field; the message names
                the field, the value and the remedy.
        """
        checks, faults = self._typed(goal.checks, "checks")
        if faults:
            raise input_error(what, faults)
        return goal if checks is goal.checks else goal.model_copy(update={"checks": checks})

    def admit_plan(self, plan: Plan, what: str = "plan") -> Plan:
        """The plan, with the checks of its tasks as nouns of their kinds.

        Raises:
            InvalidInputError: As for a goal; or a task has an unknown type or a reserved id.
        """
        tasks, faults = [], []
        for number, task in enumerate(plan.tasks):
            if task.type not in self.task_types.names:
                faults += self._unknown_types([task.type], f"tasks.{number}.type")
            if task.task_id in ids.RESERVED:
                faults.append(_reserved(f"tasks.{number}.task_id", task.task_id))
            criteria = task.objective.success_criteria
            path = f"tasks.{number}.objective.success_criteria"
            checks, check_faults = self._typed(criteria, path)
            faults += check_faults
            if checks is criteria:
                tasks.append(task)
                continue
            objective = task.objective.model_copy(update={"success_criteria": checks})
            tasks.append(task.model_copy(update={"objective": objective}))
        if faults:
            raise input_error(what, faults)
        typed = tuple(tasks)
        return plan if typed == plan.tasks else plan.model_copy(update={"tasks": typed})

    def check_card(self, card: AgentCard) -> None:
        """Refuse an agent whose card names an unknown task type.

        Raises:
            InvalidInputError: The card names an unknown task type.
        """
        faults = self._unknown_types(card.types, "types")
        if faults:
            raise input_error(f"agent {card.name}", faults)

    def schema(self, name: str) -> dict[str, Any]:
        """The JSON Schema called ``name``; schemas of inputs list the kinds known here.

        Raises:
            InvalidInputError: There is no schema of this name; the message lists them.
        """
        from hocket.core import published  # noqa: PLC0415 - loaded when used

        form = published.schema(name)
        return self.narrowed(form, "$defs") if name in published.OWN else form

    def narrowed(self, document: Mapping[str, Any], *where: str) -> dict[str, Any]:
        """The schema, restricted to the kinds known here; ``where`` leads to its definitions."""
        from hocket.core import published  # noqa: PLC0415 - as above

        return published.narrowed(document, self.checks.nouns, self.task_types.names, where)

    def _all(
        self,
        what: str,
        parts_of: Callable[[Pack], Iterable[PartT]],
        name_of: Callable[[PartT], str],
    ) -> list[PartT]:
        parts = [(name_of(part), pack, part) for pack in self.packs for part in parts_of(pack)]
        return _unique(what, parts)

    def _unknown_types(self, names: Iterable[str], path: str) -> Faults:
        return [
            _unknown(path, name, "task type", self.task_types.names)
            for name in names
            if name not in self.task_types.names
        ]

    def _typed(self, checks: tuple[Check, ...], path: str) -> tuple[tuple[Check, ...], Faults]:
        """The checks as nouns of their kinds; the same tuple if they already are."""
        nouns = self.checks.nouns
        if all(isinstance(check, nouns.get(check.kind, ())) for check in checks):
            return checks, []
        typed: list[Check] = []
        faults: Faults = []
        for number, check in enumerate(checks):
            noun = nouns.get(check.kind)
            place = f"{path}.{number}"
            if noun is None:
                kinds = sorted(nouns)
                faults.append(_unknown(f"{place}.kind", check.kind, "check kind", kinds))
            elif isinstance(check, noun):
                typed.append(check)
            else:
                try:
                    typed.append(noun.model_validate(check.model_dump()))
                except ValidationError as error:
                    faults += [{**f, "path": f"{place}.{f['path']}"} for f in faults_of(error)]
        return tuple(typed), faults


def _unknown(path: str, name: str, what: str, names: Iterable[str]) -> dict[str, str]:
    return {
        "path": path,
        "value": redacted(name),
        "fault": f"there is no such {what} here",
        "remedy": f"use one of {', '.join(names)}, or install the pack that provides it",
    }


def _reserved(path: str, task_id: str) -> dict[str, str]:
    return {
        "path": path,
        "value": repr(task_id),
        "fault": "this id is reserved for the calls of the planner or the synthesis",
        "remedy": "give the task another id",
    }


def _unique(what: str, parts: Sequence[tuple[str, Pack, PartT]]) -> list[PartT]:
    """The parts, if their names are unique.

    Raises:
        ConfigError: Two parts have the same name.
    """
    owners: dict[str, str] = {}
    for name, pack, _ in parts:
        if name in owners:
            message = (
                f"The packs {owners[name]!r} and {pack.name!r} both provide the {what} {name!r}; "
                "use only one of them"
            )
            raise ConfigError(message, name=name, packs=[owners[name], pack.name])
        owners[name] = pack.name
    return [part for _, _, part in parts]
