"""An agent's card: its name, what it can do, and how it works."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from hocket.core.noun import Noun, unchecked
from hocket.core.task import TypeName


class Contract(Noun):
    """The input or output of an agent: a format and, optionally, a JSON Schema."""

    format: str = "text"
    json_schema: dict[str, Any] | None = None


class AgentCard(Noun):
    """The description of an agent, from which it bids and works."""

    name: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    kind: Literal["specialist", "meta", "supervisor"] = "specialist"
    description: str = ""
    types: dict[TypeName, float] = Field(
        default_factory=dict, description="fitness per task type, in [0, 1]"
    )
    capabilities: tuple[str, ...] = ()
    instructions: str = ""
    tools: tuple[str, ...] = ()
    role: str = Field(default="worker", description="the role whose LLM it works with")
    capacity: int = Field(default=4, ge=1, description="maximum number of attempts in progress")
    priority: int = Field(
        default=5, ge=0, le=10, description="priority of the tasks it is meant for"
    )
    takes: Contract = unchecked(Contract)
    gives: Contract = unchecked(Contract)
    version: int = Field(default=1, ge=1)
