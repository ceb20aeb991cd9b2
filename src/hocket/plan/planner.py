"""The planner: carries out ``MakePlan`` with the LLM of the role ``planner``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core.event import Event, PlanMade
from hocket.plan.decompose import make_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.core.command import MakePlan
    from hocket.ports.scope import Scope

PREVIEW_LINES = 3
PREVIEW_CHARS = 300


async def plan_goal(_: MakePlan, scope: Scope) -> Sequence[Event]:
    """The plan as an event.

    Raises:
        PlanError: No usable plan could be made.
    """
    state = scope.state
    assert state.goal is not None  # noqa: S101 - ``MakePlan`` follows a goal
    previews = {}
    for file in state.goal.inputs:
        text = (await scope.read(file.digest))[: 4 * PREVIEW_CHARS].decode(errors="replace")
        previews[file.name] = "\n".join(text.splitlines()[:PREVIEW_LINES])[:PREVIEW_CHARS]
    llm = state.llm_of("planner")
    plan = await make_plan(state.goal, state.agents, scope.llm, llm, previews, seed=state.goal.seed)
    return [PlanMade(plan=plan)]
