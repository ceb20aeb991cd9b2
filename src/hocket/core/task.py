"""A task: one part of a plan, awarded to one agent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hocket.core.check import AnyCheck
from hocket.core.goal import Limits
from hocket.core.name import FileName
from hocket.core.noun import Noun, unchecked

TypeName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
"""The name of a task type of hocket or of a pack."""


KIND_OF_TYPE = {
    "coding": "code",
    "analysis": "table",
    "reasoning": "reasoning",
    "creative": "other",
    "synthesis": "report",
}
"""The usual kind of a task by its type, where the plan does not name one."""
OTHER = "other"


class Objective(Noun):
    """The objective of a task, and the checks that prove it."""

    description: str = Field(min_length=1)
    success_criteria: tuple[AnyCheck, ...] = ()
    deliverables: tuple[FileName, ...] = Field(
        default=(), description="names of the files to produce"
    )


class Constraints(Noun):
    """Limits of one task, as the published schema names them."""

    time_limit: int | None = Field(default=None, gt=0, description="seconds")
    resource_limit: Limits | None = Field(default=None, description="calls and tokens per attempt")
    quality_threshold: float | None = Field(
        default=None, ge=0, le=1, description="share of its checks that must pass; by default all"
    )


class Task(Noun):
    """A node of the task graph. ``task_id`` is unique within its plan."""

    task_id: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    type: TypeName = "reasoning"
    kind: TypeName | None = Field(
        default=None, description="what has to be done, such as table, text or code"
    )
    objective: Objective
    constraints: Constraints = unchecked(Constraints)
    depends_on: tuple[str, ...] = ()
    inputs: tuple[str, ...] = Field(
        default=(), description="names of the input files that it reads"
    )
    requires: tuple[str, ...] = Field(
        default=(), description="capabilities that an agent must have"
    )
    priority: int = Field(default=5, ge=0, le=10)
    agent: str | None = Field(default=None, description="the only agent that may bid")
    approval: bool = Field(default=False, description="whether its result needs approval")

    @property
    def usual_kind(self) -> str:
        """Its kind, or the usual one of its type.

        Examples:
            >>> Task(task_id="t1", type="coding", objective=Objective(description="d")).usual_kind
            'code'
        """
        return self.kind or KIND_OF_TYPE.get(self.type, OTHER)
