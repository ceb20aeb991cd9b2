"""The planner: carries out ``MakePlan`` with the LLM of the role ``planner``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.economy import Economy, Shortage
from hocket.core.event import Economised, Event, PlanMade
from hocket.documents.encoding import decoded
from hocket.documents.preview import first_lines, stand_in
from hocket.errors import BudgetExceededError
from hocket.plan.decompose import make_plan, whole_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.agent import AgentCard
    from hocket.core.command import MakePlan
    from hocket.core.goal import Goal
    from hocket.plan.task_types import TaskTypes
    from hocket.ports.scope import Scope

PREVIEW_LINES = 3
PREVIEW_CHARS = 500


class Planner:
    """Carries out ``MakePlan``.

    Args:
        task_types: The types that tasks may have.
    """

    def __init__(self, task_types: TaskTypes) -> None:
        self._task_types = task_types

    async def __call__(self, _: MakePlan, scope: Scope) -> Sequence[Event]:
        """The plan as an event.

        Raises:
            PlanError: No usable plan could be made.
        """
        state = scope.state
        assert state.goal is not None  # noqa: S101 - ``MakePlan`` follows a goal
        tables: list[str] = []
        previews = await _previews(state.goal, scope, tables)
        economy = next((e for e in state.economies if e.step == "planning"), None)
        if economy is not None:
            return [self._whole(economy, state.goal, state.agents, tables)]
        try:
            plan = await make_plan(
                state.goal,
                state.agents,
                self._task_types,
                scope.llm,
                state.llm_of("planner"),
                previews,
                seed=state.goal.seed,
                tables=tables,
            )
        except BudgetExceededError as error:  # what is left may do for the goal as one task
            economy = Economy(step="planning", instead="single", shortage=Shortage.of(error))
            whole = self._whole(economy, state.goal, state.agents, tables)
            return [Economised.of(economy), whole]
        return [PlanMade(plan=plan)]

    def _whole(
        self, economy: Economy, goal: Goal, agents: Sequence[AgentCard], tables: Sequence[str]
    ) -> PlanMade:
        types = self._task_types
        return PlanMade(plan=whole_plan(goal, agents, types, tables, economy.words()))


async def _previews(goal: Goal, scope: Scope, tables: list[str]) -> dict[str, str]:
    """What each input file holds, or how it begins; of a document, where its contents are.

    The names of files that hold a table, or one entry a line, are added to ``tables``.
    """
    names = [file.name for file in goal.inputs]
    previews = {}
    for file in goal.inputs:
        if file.profile:
            from hocket.documents.profile import described, profile_from  # noqa: PLC0415 - slow to import

            profile = profile_from(await scope.read(file.profile))
            if profile.kind == "table" or (profile.kind == "text" and profile.is_listing):
                tables.append(file.name)
            if profile.kind != "text":  # a text is known best by how it begins
                previews[file.name] = described(profile, PREVIEW_CHARS, goal.text)
                continue
        content = await scope.read(file.digest)
        text = decoded(content)
        preview = stand_in(file.name, content, names)
        if not preview and text is not None:
            preview = first_lines(file.name, text, PREVIEW_LINES)[:PREVIEW_CHARS]
        previews[file.name] = preview or "(binary)"
    return previews
