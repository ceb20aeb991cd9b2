"""A task: one piece of a plan, small enough to award to one agent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hocket.core.check import AnyCheck
from hocket.core.goal import Limits
from hocket.core.name import FileName
from hocket.core.noun import Noun

TypeName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
"""The name of a type of task; which there are is up to hocket and the packs that are there."""


class Objective(Noun):
    """What a task is to reach, and what shows that it has."""

    description: str = Field(min_length=1)
    success_criteria: tuple[AnyCheck, ...] = ()
    deliverables: tuple[FileName, ...] = Field(default=(), description="file names it must leave")


class Constraints(Noun):
    """Bounds on one task, as the published schema names them."""

    time_limit: int | None = Field(default=None, gt=0, description="seconds")
    resource_limit: Limits | None = Field(
        default=None, description="calls and tokens of one attempt"
    )
    quality_threshold: float | None = Field(
        default=None, ge=0, le=1, description="the share of its checks that is enough; else all"
    )


class Task(Noun):
    """One node of the graph. ``task_id`` is unique within its plan."""

    task_id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    type: TypeName = "reasoning"
    objective: Objective
    constraints: Constraints = Constraints()
    depends_on: tuple[str, ...] = ()
    inputs: tuple[str, ...] = Field(default=(), description="names of the goal's files it reads")
    requires: tuple[str, ...] = Field(default=(), description="capabilities an agent must have")
    priority: int = Field(default=5, ge=0, le=10)
    agent: str | None = Field(default=None, description="the only agent that may bid, if named")
    approval: bool = Field(default=False, description="its result waits for a person's word")
