"""The mechanisms that can be switched off, to measure what each of them is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.agents.llm import LlmAgent
from hocket.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hocket.core.goal import Goal
    from hocket.ports.agent import Agent

OPINIONS, PROFILE, SECOND, STOPPING = "opinions", "profile", "second", "stopping"
OTHERS = {
    OPINIONS: "an LLM reviews work that checks do not prove",
    PROFILE: "agents and the planner are given what the input files hold",
    SECOND: "work that no check proves is done again by another method",
    STOPPING: "an answer that repeats itself is stopped",
}
"""What can be switched off besides the ways of working, and what it does."""


def without_profiles(goal: Goal) -> Goal:
    """The goal without what its input files hold."""
    inputs = tuple(file.model_copy(update={"profile": ""}) for file in goal.inputs)
    return goal.model_copy(update={"inputs": inputs})


def without_ways(agents: Mapping[str, Agent], names: Collection[str]) -> dict[str, Agent]:
    """The agents without these ways of working.

    Raises:
        ConfigError: No agent has such a way, and no mechanism has this name.
    """
    known = {
        way.name for agent in agents.values() if isinstance(agent, LlmAgent) for way in agent.ways
    }
    unknown = sorted(set(names) - known - OTHERS.keys())
    if unknown:
        all_of_them = ", ".join(sorted(known | OTHERS.keys()))
        message = f"without: there is no {', '.join(unknown)} to switch off; known: {all_of_them}"
        raise ConfigError(message, name="without")
    return {
        name: agent.without(names) if isinstance(agent, LlmAgent) else agent
        for name, agent in agents.items()
    }
