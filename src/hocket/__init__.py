"""hocket: plans a goal, lets agents bid for its tasks, runs them, checks the work by evidence.

Names load when they are first used, so that ``import hocket`` costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hocket.agents.own import Agent
    from hocket.app.hocket import Hocket
    from hocket.core.agent import AgentCard
    from hocket.core.check import (
        CountCheck,
        FileCheck,
        NumberCheck,
        RegexCheck,
        RunCheck,
        SchemaCheck,
    )
    from hocket.core.goal import Goal, Limits
    from hocket.core.plan import Plan
    from hocket.core.task import Objective, Task
    from hocket.errors import OrchestrationError
    from hocket.execute.function import tool
    from hocket.projections.finished import Finished

__all__ = [
    "Agent",
    "AgentCard",
    "CountCheck",
    "FileCheck",
    "Finished",
    "Goal",
    "Hocket",
    "Limits",
    "NumberCheck",
    "Objective",
    "OrchestrationError",
    "Plan",
    "RegexCheck",
    "RunCheck",
    "SchemaCheck",
    "Task",
    "tool",
]

_HOMES = {
    "SchemaCheck": "core.check",
    "RunCheck": "core.check",
    "RegexCheck": "core.check",
    "NumberCheck": "core.check",
    "FileCheck": "core.check",
    "CountCheck": "core.check",
    "Agent": "agents.own",
    "AgentCard": "core.agent",
    "Finished": "projections.finished",
    "Goal": "core.goal",
    "Hocket": "app.hocket",
    "Limits": "core.goal",
    "Objective": "core.task",
    "OrchestrationError": "errors",
    "Plan": "core.plan",
    "Task": "core.task",
    "tool": "execute.function",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        message = f"module 'hocket' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"hocket.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
