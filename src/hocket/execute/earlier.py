"""What earlier attempts at a task have done, for the attempt that follows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.ports.agent import EarlierEffect

if TYPE_CHECKING:
    from hocket.core.event import EffectDoubtful
    from hocket.core.receipt import Receipt
    from hocket.ports.scope import Scope


async def earlier_effects(scope: Scope) -> tuple[EarlierEffect, ...]:
    """The unsafe effects of earlier attempts at the task of this one, in their order."""
    state = scope.state
    if not state.effects and not state.doubtful:
        return ()
    task_id = ids.task_of(scope.attempt_id)
    doubtful = [d for d in state.doubtful if ids.task_of(d.attempt_id) == task_id]
    effects: list[Receipt | EffectDoubtful] = [
        *state.effects_for(task_id, except_by=scope.attempt_id),
        *doubtful,
    ]
    others = [effect for effect in effects if effect.attempt_id != scope.attempt_id]
    return tuple([await _earlier(effect, scope) for effect in others])


async def _earlier(effect: Receipt | EffectDoubtful, scope: Scope) -> EarlierEffect:
    arguments = json.loads(await scope.read(effect.request))["arguments"]
    response = getattr(effect, "response", None)
    answer = json.loads(await scope.read(response))["text"] if response else ""
    return EarlierEffect(effect.tool, arguments, answer, is_certain=response is not None)
