"""An award: the contract between a task and the agent that won it."""

from __future__ import annotations

from hocket.core.choice import Choice
from hocket.core.noun import Noun


class Award(Noun):
    """The winner, the fallback, and how they were chosen."""

    task_id: str
    agent: str
    fallback: str | None
    choice: Choice
