"""The events of a call: its answer, or that it was stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hocket.core.digest import digest
from hocket.core.event import CallAnswered, TryFailed
from hocket.core.noun import unchecked
from hocket.core.spending import STOPPED

if TYPE_CHECKING:
    from hocket.core.receipt import Receipt
    from hocket.core.usage import Usage
    from hocket.ports.scope import CallResult


def answer_of(
    attempt_id: str,
    ordinal: int,
    kind: Literal["llm", "tool"],
    name: str,
    request_digest: str,
    done: CallResult,
) -> CallAnswered:
    """The answer of a call."""
    return unchecked(
        CallAnswered,
        attempt_id=attempt_id,
        ordinal=ordinal,
        kind=kind,
        name=name,
        request=request_digest,
        response=digest(done.response),
        usage=done.usage,
        ok=done.ok,
        truncated=done.truncated,
        unverified=done.unverified,
        left=(*(done.blobs or ()), *done.left),
        effects=done.effects,
        structure=done.structure,
    )


def stopped_try(
    attempt_id: str,
    ordinal: int,
    name: str,
    number: int,
    usage: Usage,
    effects: tuple[Receipt, ...] = (),
    *,
    is_left: bool = False,
) -> TryFailed:
    """That a call was stopped; ``is_left``: and went on nevertheless."""
    reason = "it was stopped"
    if is_left:
        reason += ", but did not end; what it does from then on is not counted"
    return TryFailed(
        attempt_id=attempt_id,
        ordinal=ordinal,
        name=name,
        number=number,
        code=STOPPED,
        reason=reason,
        wait_s=0.0,
        usage=usage,
        effects=effects,
    )
