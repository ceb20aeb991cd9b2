"""Explanations of runs for the server: at once, however long the run is.

A long run is read from the checkpoint before the event that is asked for. Where there is none yet,
as in a journal that no server followed, the explanation is made from all events but those of calls,
and the whole run is read in the background, which leaves checkpoints.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from typing import TYPE_CHECKING

from hocket.errors import InvalidInputError, OrchestrationError, RunNotFoundError
from hocket.projections.checkpoint import STRIDE, Checkpoints
from hocket.projections.explanation import Explainer, Explanation
from hocket.projections.follower import REST
from hocket.projections.history import MAIN_TYPES, durable_event_of, events_of_types

if TYPE_CHECKING:
    from collections.abc import Callable

    from hocket.ports.journal import Journal, Record
    from hocket.ports.store import Store
    from hocket.projections.catalogue import Catalogue

LOG = logging.getLogger("hocket.server")
CACHED = 64
AT_ONCE = 2 * STRIDE
"""The most events that are folded before an explanation is returned."""

KEPT = 100
"""The most calls and notes of an attempt in an explanation."""

PAGE = 50


class Explanations:
    """Explains runs, and caches the explanations used last.

    Args:
        journal: Journal of the runs.
        store: Keeps the checkpoints of long runs.
        catalogue: Knows the last event of each run.
        changed: Called with the id of a run once it has been read to its end.
    """

    def __init__(
        self,
        journal: Journal,
        store: Store,
        catalogue: Catalogue,
        changed: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._journal = journal
        self._checkpoints = Checkpoints(journal, store)
        self._catalogue = catalogue
        self._changed = changed
        self._cache: OrderedDict[tuple[str, int], Explanation] = OrderedDict()
        self._without_calls: tuple[str, int, Explanation] | None = None
        self._unread: dict[str, int] = {}
        self._faults: dict[str, OrchestrationError] = {}
        self._wake = asyncio.Event()

    async def of(self, run_id: str, at: int | None = None) -> Explanation:
        """The explanation of a run, up to event ``at`` if it is not None.

        Of a long run that has not been read yet, it lacks calls; ``counted_seq`` says so.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: The run has no event ``at``.
        """
        entry = await self._catalogue.find(run_id)
        if entry is None:
            raise RunNotFoundError.of(run_id)
        last = entry.last_seq
        if at is not None:
            _check_at(run_id, at, last)
            last = at
        cached = self._cache.get((run_id, last))
        if cached is not None:
            self._cache.move_to_end((run_id, last))
            return cached
        explainer = await self._checkpoints.before(run_id, last)
        if last - (explainer.explanation.seq if explainer else 0) <= AT_ONCE:
            return self._keep(run_id, await self._read(run_id, last, explainer))
        if run_id in self._faults:
            raise self._faults[run_id]
        self.read_ahead(run_id, last)
        known = self._without_calls
        if known is None or known[:2] != (run_id, last):
            known = run_id, last, await self._from_main_events(run_id, last)
            self._without_calls = known
        return known[2]

    def follow(self, record: Record) -> None:
        """Note a record of a run in progress, so that checkpoints are made as it goes on."""
        if record.seq % STRIDE == 0:
            self.read_ahead(record.run_id, record.seq)

    def read_ahead(self, run_id: str, last: int) -> None:
        """Have a run read up to an event in the background, which leaves checkpoints."""
        self._unread[run_id] = max(last, self._unread.get(run_id, 0))
        self._wake.set()

    async def run(self) -> None:
        """Read what was asked for ahead, until cancelled."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._unread:
                run_id, last = self._unread.popitem()
                try:
                    explainer = await self._checkpoints.before(run_id, last)
                    self._keep(run_id, await self._read(run_id, last, explainer, gently=True))
                except OrchestrationError as error:
                    LOG.warning("cannot read run %s ahead: %s", run_id, error.message)
                    self._faults[run_id] = error
                else:
                    self._changed(run_id)

    def _keep(self, run_id: str, explainer: Explainer) -> Explanation:
        explanation = explainer.explanation
        self._cache[run_id, explanation.seq] = explanation
        if len(self._cache) > CACHED:
            self._cache.popitem(last=False)
        return explanation

    async def _read(
        self, run_id: str, last: int, explainer: Explainer | None, *, gently: bool = False
    ) -> Explainer:
        """The explainer after the events up to ``last``, from what it took so far."""
        time_s = asyncio.get_running_loop().time
        began_s = time_s()
        seq = explainer.explanation.seq if explainer is not None else 0
        while seq < last:
            records = await self._journal.read(run_id, seq, min(PAGE, last - seq))
            if not records:
                break  # deleted meanwhile
            for record in records:
                if explainer is None:
                    explainer = Explainer(run_id, record.entry.at_us, KEPT)
                explainer.take(durable_event_of(record))
                if record.seq % STRIDE == 0:
                    await self._save(explainer, record)
            seq = records[-1].seq
            # Most of the time is left to requests.
            await asyncio.sleep(REST * (time_s() - began_s) if gently else 0)
            began_s = time_s()
        if explainer is None:
            raise RunNotFoundError.of(run_id)
        return explainer

    async def _save(self, explainer: Explainer, last: Record) -> None:
        try:
            await self._checkpoints.save(explainer, last)
        except OrchestrationError as error:
            # Without it, the next reader only starts from an earlier one.
            LOG.warning("cannot save a checkpoint of run %s: %s", last.run_id, error.message)

    async def _from_main_events(self, run_id: str, last: int) -> Explanation:
        explainer, taken = None, 0
        async for happened in events_of_types(self._journal, run_id, MAIN_TYPES):
            taken += 1
            if taken > AT_ONCE:
                return self._keep(run_id, await self._read(run_id, last, None))
            if happened.seq > last:
                break
            if explainer is None:
                explainer = Explainer(run_id, happened.at_us, KEPT)
            explainer.take(happened)
        if explainer is None:
            raise RunNotFoundError.of(run_id)
        explanation = explainer.explanation
        newest = await self._journal.read(run_id, last - 1, 1)
        explanation.seq, explanation.counted_seq = last, 0
        explanation.last_us = newest[0].entry.at_us if newest else explanation.last_us
        return explanation


def _check_at(run_id: str, at: int, last: int) -> None:
    """Check that a run has an event.

    Raises:
        InvalidInputError: It has not.
    """
    if not 1 <= at <= last:
        message = f"at: {at} — run {run_id} has events 1 to {last}; use one of these"
        raise InvalidInputError(message, run_id=run_id, at=at)
