"""hocket: plans a goal, lets agents bid for its tasks, runs them, checks the work by evidence.

Names load when they are first used, so that ``import hocket`` costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hocket.agents.own import Agent
    from hocket.app.hocket import Hocket
    from hocket.app.pack import Pack
    from hocket.core.agent import AgentCard
    from hocket.core.bid import Decline, Offer
    from hocket.core.check import (
        Check,
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
    from hocket.plan.task_types import TaskType
    from hocket.ports.agent import Announcement
    from hocket.ports.tool import ToolPlace, ToolResult
    from hocket.projections.finished import FinishedRun
    from hocket.review.kinds import CheckEnvironment, CheckKind, Measurement, ReviewedWork

__all__ = [
    "Agent",
    "AgentCard",
    "Announcement",
    "Check",
    "CheckEnvironment",
    "CheckKind",
    "CountCheck",
    "Decline",
    "FileCheck",
    "FinishedRun",
    "Goal",
    "Hocket",
    "Limits",
    "Measurement",
    "NumberCheck",
    "Objective",
    "Offer",
    "OrchestrationError",
    "Pack",
    "Plan",
    "RegexCheck",
    "ReviewedWork",
    "RunCheck",
    "SchemaCheck",
    "Task",
    "TaskType",
    "ToolPlace",
    "ToolResult",
    "tool",
]

_HOMES = {
    "Agent": "agents.own",
    "AgentCard": "core.agent",
    "Announcement": "ports.agent",
    "Check": "core.check",
    "CheckEnvironment": "review.kinds",
    "CheckKind": "review.kinds",
    "CountCheck": "core.check",
    "Decline": "core.bid",
    "FileCheck": "core.check",
    "FinishedRun": "projections.finished",
    "Goal": "core.goal",
    "Hocket": "app.hocket",
    "Limits": "core.goal",
    "Measurement": "review.kinds",
    "NumberCheck": "core.check",
    "Objective": "core.task",
    "Offer": "core.bid",
    "OrchestrationError": "errors",
    "Pack": "app.pack",
    "Plan": "core.plan",
    "RegexCheck": "core.check",
    "ReviewedWork": "review.kinds",
    "RunCheck": "core.check",
    "SchemaCheck": "core.check",
    "Task": "core.task",
    "TaskType": "plan.task_types",
    "ToolPlace": "ports.tool",
    "ToolResult": "ports.tool",
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
