"""The rules for calls: the cost of a run, its effects, and those that are doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import event as ev
from hocket.core import ids
from hocket.core.headroom import stage_due
from hocket.core.receipt import Receipt
from hocket.core.usage import NO_USAGE
from hocket.flow.steps import issue

if TYPE_CHECKING:
    from hocket.core.run import RunState
    from hocket.flow.steps import Decision

MAX_REMARKS = 40
"""A run with more has the others in its events."""


def call_took(state: RunState, event: ev.CallAnswered | ev.TryFailed, at_us: int) -> Decision:
    usage, under_way = event.usage, state.under_way
    if state.open_tasks > 1 and usage.calls and not state.is_over:
        before = under_way.get(event.attempt_id, NO_USAGE)
        under_way = under_way.insert(event.attempt_id, before + usage)
    state = state.replace(spent=state.spent + usage, under_way=under_way)
    if event.effects:
        state = _kept(state, event)
    if isinstance(event, ev.CallAnswered) and event.unverified:
        state = _remarked(state, event.unverified)
    if state.intents:
        state = _answered(state, event)
    due = stage_due(state, at_us)
    if due is None or due.key in state.pending:
        return state, ()
    return issue(state, [due])


def prompt_compacted(state: RunState, event: ev.PromptCompacted, _: int) -> Decision:
    window = f"the window of {event.window_tokens} tokens" if event.window_tokens else "the window"
    for omission in event.dropped:
        state = _remarked(state, f"left out of a prompt to fit {window}: {omission}")
    return state, ()


def handed_over(state: RunState, event: ev.ConversationHandedOver, _: int) -> Decision:
    remark = (
        f"a conversation outgrew the room in its window of {event.window_tokens} tokens; a fresh "
        f"one took over: {event.messages} messages became one"
    )
    return _remarked(state, remark), ()


def structure_mended(state: RunState, event: ev.StructureMended, _: int) -> Decision:
    if event.subject == "repetition" and event.step == "repaired":
        state = _remarked(state, f"an answer that repeated itself was cut: {event.fault}")
    elif event.subject == "json" and event.step == "gave_up":
        state = _remarked(state, f"an answer never kept its schema: {event.fault}")
    return state, ()


def _remarked(state: RunState, remark: str) -> RunState:
    if remark in state.remarks or len(state.remarks) >= MAX_REMARKS:
        return state
    return state.replace(remarks=(*state.remarks, remark))


def effect_intended(state: RunState, event: ev.EffectIntended, _: int) -> Decision:
    call_id = ids.call(event.attempt_id, event.ordinal)
    return state.replace(intents=state.intents.insert(call_id, event)), ()


def _answered(state: RunState, event: ev.CallAnswered | ev.TryFailed) -> RunState:
    """Close an intent; an unsafe effect that succeeded leaves a receipt."""
    call_id = ids.call(event.attempt_id, event.ordinal)
    intent = state.intents.get(call_id)
    if intent is None:
        return state
    state = state.replace(intents=state.intents.remove(call_id))
    if isinstance(event, ev.TryFailed) or intent.idempotent or not event.ok or event.error:
        return state
    return _happened(state, intent, event.response)


def calls_lost(state: RunState) -> RunState:
    """Count the LLM calls that were in flight when the process ended as sent."""
    lost = _in_flight(state)
    spent = state.spent
    for intent in lost.values():
        spent += intent.usage
    return calls_forgotten(state).replace(spent=spent) if lost else state


def calls_forgotten(state: RunState) -> RunState:
    """Count no LLM call as in flight."""
    intents = state.intents
    for call_id in _in_flight(state):
        intents = intents.remove(call_id)
    return state.replace(intents=intents)


def _in_flight(state: RunState) -> dict[str, ev.EffectIntended]:
    return {call_id: i for call_id, i in state.intents.items() if i.usage != NO_USAGE}


def _happened(
    state: RunState, effect: ev.EffectIntended | ev.EffectDoubtful, response: str = ""
) -> RunState:
    task_id = ids.task_of(effect.attempt_id)
    receipt = Receipt(
        attempt_id=effect.attempt_id,
        ordinal=effect.ordinal,
        tool=effect.tool,
        request=effect.request,
        response=response,
    )
    receipts = (*state.effects.get(task_id, ()), receipt)
    return state.replace(effects=state.effects.insert(task_id, receipts))


def _kept(state: RunState, event: ev.CallAnswered | ev.TryFailed) -> RunState:
    """Keep the effects of a run within this one as those of the attempt that started it."""
    task_id = ids.task_of(event.attempt_id)
    before = state.effects.get(task_id, ())
    more = tuple(r.model_copy(update={"by": event.attempt_id}) for r in event.effects)
    return state.replace(effects=state.effects.insert(task_id, (*before, *more)))


def effect_doubtful(state: RunState, event: ev.EffectDoubtful, _: int) -> Decision:
    if any((d.attempt_id, d.ordinal) == (event.attempt_id, event.ordinal) for d in state.doubtful):
        return state, ()
    intents = state.intents.discard(ids.call(event.attempt_id, event.ordinal))
    return state.replace(doubtful=(*state.doubtful, event), intents=intents), ()


def effect_settled(state: RunState, event: ev.EffectSettled, _: int) -> Decision:
    """Take a person's word for it: what happened leaves a receipt, without the lost answer."""
    key, call_id = (event.attempt_id, event.ordinal), ids.call(event.attempt_id, event.ordinal)
    settled = [d for d in state.doubtful if (d.attempt_id, d.ordinal) == key]
    intent = state.intents.get(call_id)
    effect = settled[0] if settled else intent
    if effect is None:
        return state, ()
    left = tuple(d for d in state.doubtful if d not in settled)
    state = state.replace(doubtful=left, intents=state.intents.discard(call_id))
    return (_happened(state, effect) if event.verdict == "done" else state), ()
