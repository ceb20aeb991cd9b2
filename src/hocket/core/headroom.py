"""Headroom: whether the limits of a run leave room for work that it can do without.

Near a limit a run begins nothing of that kind, so that what is left serves the tasks that have no
result yet.
"""

from __future__ import annotations

from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from hocket.core import ids
from hocket.core.command import EnterStage, StartTimer
from hocket.core.economy import Shortage

if TYPE_CHECKING:
    from hocket.core.economy import Bounded
    from hocket.core.run import RunState

_CALLS: tuple[Literal["calls", "tokens", "usd"], ...] = ("calls", "tokens", "usd")


def shortage(
    state: RunState, now_us: int, *, margin: Decimal = Decimal(1), own: int = 1, within: str = ""
) -> Shortage | None:
    """The limit that leaves no room for more attempts beside those at the other open tasks.

    An attempt is expected to take what those that ended took in the mean, with their reviews; one
    in progress, what is left of that.

    Args:
        state: The run.
        now_us: The time, in microseconds since the epoch; for the deadline.
        margin: What must be left for each attempt, as a multiple of what it is expected to take.
        own: How many attempts are to be added, from 1.
        within: The review that they are to be a part of; what it has spent counts as that of the
            attempt.

    Returns:
        None if there is room, or no limit.
    """
    if state.goal is None:
        return None
    limits = state.goal.limits
    for name in _CALLS:
        limit = getattr(limits, name)
        if limit is None:
            continue
        left = Decimal(limit) - Decimal(getattr(state.spent, name))
        if left < margin * _needed(state, name, own, within):
            return Shortage(limit=name, bound=str(limit))
    left_s = _left_s(state, now_us)
    if left_s is not None and left_s < margin * _needed(state, "seconds", own, within):
        return Shortage(limit="seconds", bound=str(limits.seconds))
    return None


def _needed(state: RunState, name: str, own: int, within: str) -> Decimal:
    """What so many attempts are expected to take, with those at the other open tasks."""
    others = [usage for work_id, usage in state.under_way.items() if work_id != within]
    begun = [Decimal(getattr(usage, name)) for usage in others]
    ended = max(1, state.attempts - sum(state.busy.values()))
    mean = (Decimal(getattr(state.spent, name)) - sum(begun)) / ended
    attempts = max(0, state.open_tasks - 1) + own
    return max(Decimal(0), attempts * mean - sum(min(mean, spent) for spent in begun))


def shortage_for_rework(state: RunState, now_us: int, tasks: int = 1) -> Shortage | None:
    """The limit that leaves no room for so many tasks to be done once more; None if there is room.

    Besides what ``shortage`` looks at, the limit on attempts has to leave one for each task that
    was not begun.
    """
    found = shortage(state, now_us, own=tasks)
    limit = state.goal.limits.agents if state.goal is not None else None
    if found is not None or limit is None or state.attempts + tasks + state.open_tasks <= limit:
        return found
    untouched = sum(not task.attempts and not task.is_over for task in state.tasks.values())
    if state.attempts + tasks + untouched <= limit:
        return None
    return Shortage(limit="agents", bound=str(limit))


def stage_due(state: RunState, now_us: int) -> EnterStage | None:
    """The command that enters the stage that a run is due for; None if it is in it already.

    Of several limits the one counts of which most is spent.
    """
    thresholds, goal = state.thresholds, state.goal
    if thresholds is None or goal is None or state.status != "running" or state.is_consolidating:
        return None
    limits, usage = vars(goal.limits), state.spent  # plain, as this follows every call
    spent: list[tuple[Decimal, Bounded]] = []
    for name in _CALLS:
        limit = limits[name]
        if limit and (gone := getattr(usage, name)):
            spent.append((Decimal(gone) / Decimal(limit), name))
    left_s = _left_s(state, now_us) if limits["seconds"] else None
    if left_s is not None:
        spent.append((1 - Decimal(left_s) / Decimal(limits["seconds"]), "seconds"))
    if not spent:
        return None
    share, nearest = max(spent, key=itemgetter(0))
    stage = thresholds.stage_at(float(share))
    if stage is None or (state.stages and stage == state.stages[-1].stage):
        return None
    bound = str(limits[nearest])
    return EnterStage(stage, Shortage(limit=nearest, bound=bound, share=round(float(share), 3)))


def _left_s(state: RunState, now_us: int) -> float | None:
    """Seconds until the deadline; None without one."""
    timer = state.pending.get(ids.timer_key(ids.DEADLINE))
    return timer.fire_at.timestamp() - now_us / 1e6 if isinstance(timer, StartTimer) else None
