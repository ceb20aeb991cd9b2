"""Explanations of runs, each read once until its run changes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from hocket.projections.explanation import Explanation, explain

if TYPE_CHECKING:
    from hocket.ports.journal import Journal
    from hocket.projections.catalogue import Catalogue

CACHED = 64


class Explanations:
    """Explains runs, and caches the explanations used last.

    Args:
        journal: Journal of the runs.
        catalogue: Knows the last event of each run.
    """

    def __init__(self, journal: Journal, catalogue: Catalogue) -> None:
        self._journal = journal
        self._catalogue = catalogue
        self._cache: OrderedDict[tuple[str, int], Explanation] = OrderedDict()

    async def of(self, run_id: str, at: int | None = None) -> Explanation:
        """The explanation of a run, up to event ``at`` if it is not None.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: The run has no event ``at``.
        """
        entry = await self._catalogue.find(run_id)
        if entry is None:
            return await explain(self._journal, run_id, at)
        key = (run_id, at or entry.last_seq)
        cached = self._cache.get(key)
        if cached is not None:
            self._cache.move_to_end(key)
            return cached
        explanation = await explain(self._journal, run_id, at)
        if explanation.seq == key[1]:
            self._cache[key] = explanation
            if len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return explanation
