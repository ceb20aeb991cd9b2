"""A plan: an acyclic graph of tasks, validated before anything runs."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import Literal, Self

from pydantic import Field, model_validator

from hocket.core.mark import Wording
from hocket.core.noun import Noun
from hocket.core.task import Task
from hocket.errors import InvalidInputError, PlanCycleError


class Plan(Noun):
    """A graph of tasks.

    Raises (from validation):
        InvalidInputError: Two tasks share an id, or a dependency names no task.
        PlanCycleError: Tasks depend on one another in a cycle; the message shows it.
    """

    tasks: tuple[Task, ...] = Field(min_length=1)
    complexity: Literal["simple", "composite"] = "composite"
    why: Wording = ""

    @model_validator(mode="after")
    def _is_a_graph(self) -> Self:
        ids = [task.task_id for task in self.tasks]
        unique = set(ids)
        if len(unique) < len(ids):
            duplicates = sorted({i for i in ids if ids.count(i) > 1})
            message = (
                f"Plan at tasks: two tasks have the id {duplicates[0]!r}; give each its own id"
            )
            raise InvalidInputError(message, task_ids=duplicates)
        for task in self.tasks:
            for needed in task.depends_on:
                if needed not in unique:
                    message = (
                        f"Plan at tasks.{task.task_id}.depends_on: {needed!r} names no task; "
                        f"use one of {', '.join(ids)}"
                    )
                    raise InvalidInputError(message, task_id=task.task_id, missing=needed)
        try:
            TopologicalSorter({t.task_id: t.depends_on for t in self.tasks}).prepare()
        except CycleError as error:
            cycle = " -> ".join(error.args[1])
            message = f"Plan at tasks: {cycle} is a cycle; remove one of its dependencies"
            raise PlanCycleError(message, cycle=list(error.args[1])) from error
        return self
