"""The receipts of earlier attempts: what an attempt need not do again, and must not repeat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.core import ids
from hocket.core.digest import digest
from hocket.core.receipt import Receipt, likeness
from hocket.ports.scope import EarlierCall

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hocket.core.event import EffectDoubtful
    from hocket.core.run import RunState


class Receipts:
    """The unsafe effects of earlier attempts at the task of one attempt.

    Each receipt is claimed once, so two equal calls of one attempt get two receipts, and a third
    that no earlier attempt made is made.

    Args:
        attempt_id: The attempt.
        state: Returns the current state of the run.
        read: Returns a stored text by its digest.
    """

    def __init__(
        self,
        attempt_id: str,
        state: Callable[[], RunState],
        read: Callable[[str], Awaitable[bytes]],
    ) -> None:
        self._attempt_id = attempt_id
        self._task_id = ids.task_of(attempt_id)
        self._state = state
        self._read = read
        self._claimed: set[str] = set()

    def claim(self, call_id: str) -> None:
        """Mark a receipt as used by a call of this attempt."""
        self._claimed.add(call_id)

    def claim_doubts(self, tool: str, request: str) -> None:
        """Mark the doubtful calls with this digest as met by a call of this attempt."""
        for doubt in self._doubtful(tool):
            if doubt.request == request:
                self.claim(ids.call(doubt.attempt_id, doubt.ordinal))

    async def of(self, tool: str, request: bytes) -> Receipt | None:
        """The first receipt of an equal call that is not claimed yet."""
        receipts = self._unclaimed(tool)
        request_digest = digest(request) if receipts else ""
        for receipt in receipts:
            if receipt.request == request_digest:
                return receipt
        for receipt in receipts:
            if likeness(_arguments(request), await self._arguments_of(receipt)) == "equal":
                return receipt
        return None

    async def earlier(self, tool: str, request: bytes) -> EarlierCall | None:
        """An earlier call that this one repeats, wholly or in part; None if there is none."""
        receipt = await self.of(tool, request)
        if receipt is not None:
            return EarlierCall(receipt.call_id, await self._read(receipt.request), is_equal=True)
        effects: list[Receipt | EffectDoubtful] = [*self._unclaimed(tool), *self._doubtful(tool)]
        for effect in effects:
            if likeness(_arguments(request), await self._arguments_of(effect)) == "alike":
                call_id = ids.call(effect.attempt_id, effect.ordinal)
                return EarlierCall(call_id, await self._read(effect.request), is_equal=False)
        return None

    def _unclaimed(self, tool: str) -> list[Receipt]:
        state = self._state()
        if not state.effects:
            return []
        receipts = state.effects_for(self._task_id, except_by=self._attempt_id)
        return [r for r in receipts if r.tool == tool and r.call_id not in self._claimed]

    def _doubtful(self, tool: str) -> Sequence[EffectDoubtful]:
        return [
            d
            for d in self._state().doubtful
            if d.tool == tool
            and d.attempt_id != self._attempt_id
            and ids.task_of(d.attempt_id) == self._task_id
            and ids.call(d.attempt_id, d.ordinal) not in self._claimed
        ]

    async def _arguments_of(self, effect: Receipt | EffectDoubtful) -> Any:
        return _arguments(await self._read(effect.request))


def _arguments(request: bytes) -> Any:
    return json.loads(request).get("arguments", {})
