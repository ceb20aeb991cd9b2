"""An agent's card: who it is, what it can do, how it is to be spoken to."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from hocket.core.noun import Noun
from hocket.core.task import TypeName


class Contract(Noun):
    """The data an agent takes or gives: a format and, where there is one, its JSON Schema."""

    format: str = "text"
    json_schema: dict[str, Any] | None = None


class AgentCard(Noun):
    """What an agent says of itself when it bids."""

    name: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")
    kind: Literal["specialist", "meta", "supervisor"] = "specialist"
    description: str = ""
    types: dict[TypeName, float] = Field(
        default_factory=dict, description="fitness for a type of task, in [0, 1]"
    )
    capabilities: tuple[str, ...] = ()
    instructions: str = ""
    tools: tuple[str, ...] = ()
    role: str = Field(default="worker", description="which configured LLM it works with")
    capacity: int = Field(default=4, ge=1, description="attempts at the same time")
    priority: int = Field(default=5, ge=0, le=10, description="the urgency it is meant for")
    takes: Contract = Contract()
    gives: Contract = Contract()
    version: int = Field(default=1, ge=1)
