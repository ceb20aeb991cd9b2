"""Stories: a cache of explanations, valid until an event is added to the run."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from hocket.projections.explanation import Explanation, explain

if TYPE_CHECKING:
    from hocket.ports.journal import Journal
    from hocket.projections.catalogue import Catalogue

KEPT = 64


class Stories:
    """Explains runs, and caches the explanations that were used last.

    Args:
        journal: Where runs are read from.
        catalogue: Knows the last event of each run.
    """

    def __init__(self, journal: Journal, catalogue: Catalogue) -> None:
        self._journal = journal
        self._catalogue = catalogue
        self._kept: OrderedDict[tuple[str, int], Explanation] = OrderedDict()

    async def of(self, run_id: str, at: int | None = None) -> Explanation:
        """The explanation of a run, as of an event if one is given.

        Raises:
            RunNotFoundError: There is no such run.
            InvalidInputError: It has no such event.
        """
        entry = await self._catalogue.find(run_id)
        if entry is None:
            return await explain(self._journal, run_id, at)
        key = (run_id, at or entry.last_seq)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        story = await explain(self._journal, run_id, at)
        if story.seq == key[1]:
            self._kept[key] = story
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return story
