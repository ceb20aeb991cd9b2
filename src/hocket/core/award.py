"""An award: the contract between a task and the agent that won it."""

from __future__ import annotations

from pydantic import Field

from hocket.core.bid import option
from hocket.core.choice import Choice
from hocket.core.noun import Noun


class Award(Noun):
    """The winner, the fallback, and how they were chosen."""

    task_id: str
    agent: str
    fallback: str | None
    choice: Choice
    way: str = Field(default="", description="how the winner works; empty for a way of its own")
    fallback_way: str = ""

    @property
    def option(self) -> str:
        """The winner and its way, as among the candidates."""
        return option(self.agent, self.way)

    @property
    def fallback_option(self) -> str:
        """The fallback and its way; empty if there is none."""
        return option(self.fallback, self.fallback_way) if self.fallback else ""
