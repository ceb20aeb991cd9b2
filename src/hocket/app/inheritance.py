"""Inheritance: what runs within a run need not do again, as an earlier attempt had it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.event import EffectIntended
from hocket.core.receipt import Receipt
from hocket.projections.history import history_of, state_of

if TYPE_CHECKING:
    from hocket.core.run import RunState
    from hocket.ports.journal import Journal

DELEGATE = "delegate"
"""The name of the call that starts an inner run."""


async def inherited_effects(journal: Journal, outer: RunState, key: str) -> tuple[Receipt, ...]:
    """The unsafe effects that earlier attempts at the task had, themselves or by inner runs.

    Args:
        journal: Holds the outer run and all within it.
        outer: The outer run.
        key: Key of the call that is about to start an inner run.
    """
    attempt_id, _ = ids.call_parts(ids.call_of(key))
    task_id = ids.task_of(attempt_id)
    effects = outer.effects_for(task_id, except_by=attempt_id)
    receipts = [_elsewhere(receipt, outer.run_id) for receipt in effects]
    if outer.tasks[task_id].attempts > 1:
        for inner_id in await _begun_before(journal, outer.run_id, attempt_id):
            receipts += await _effects_within(journal, inner_id)
    return tuple({receipt.call_id: receipt for receipt in receipts}.values())


async def _begun_before(journal: Journal, run_id: str, attempt_id: str) -> list[str]:
    """The inner runs that earlier attempts at the task of this one started."""
    history = await history_of(journal, run_id)
    keys = [
        ids.call_key(run_id, begun.attempt_id, begun.ordinal)
        for begun in history.only(EffectIntended)
        if begun.tool == DELEGATE
        and begun.attempt_id != attempt_id
        and ids.task_of(begun.attempt_id) == ids.task_of(attempt_id)
    ]
    return [ids.inner_run(run_id, digest(key.encode())) for key in keys]


async def _effects_within(journal: Journal, run_id: str) -> list[Receipt]:
    """The effects of a run and of those within it, also of one that never came to its end."""
    heads = await journal.heads()
    run_ids = [h.run_id for h in heads if h.run_id == run_id or ids.is_within(h.run_id, run_id)]
    receipts: list[Receipt] = []
    for each in sorted(run_ids):
        receipts += effects_of(await state_of(journal, each))
    return receipts


def effects_of(state: RunState) -> tuple[Receipt, ...]:
    """The effects of a run and of those within it; one that is doubtful counts as happened."""
    own = [
        r for task_id, group in state.effects.items() if task_id != ids.EVERY_TASK for r in group
    ]
    doubtful = [
        Receipt(attempt_id=d.attempt_id, ordinal=d.ordinal, tool=d.tool, request=d.request)
        for d in state.doubtful
    ]
    return tuple(_elsewhere(receipt, state.run_id) for receipt in (*own, *doubtful))


def _elsewhere(receipt: Receipt, run_id: str) -> Receipt:
    attempt_id = ids.elsewhere(run_id, receipt.attempt_id)
    return receipt.model_copy(update={"attempt_id": attempt_id, "by": ""})
