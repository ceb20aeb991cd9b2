"""The rules for calls: the cost of a run and its doubtful effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hocket.core import event as ev
    from hocket.core.run import RunState
    from hocket.flow.steps import Decision


def call_took(state: RunState, event: ev.CallAnswered | ev.TryFailed, _: int) -> Decision:
    return state.replace(spent=state.spent + event.usage), ()


def effect_doubtful(state: RunState, event: ev.EffectDoubtful, _: int) -> Decision:
    if any((d.attempt_id, d.ordinal) == (event.attempt_id, event.ordinal) for d in state.doubtful):
        return state, ()
    return state.replace(doubtful=(*state.doubtful, event)), ()


def effect_settled(state: RunState, event: ev.EffectSettled, _: int) -> Decision:
    key = (event.attempt_id, event.ordinal)
    left = tuple(d for d in state.doubtful if (d.attempt_id, d.ordinal) != key)
    return state.replace(doubtful=left), ()
