"""All projections by name, for what works on any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import InvalidInputError
from hocket.learn.experience import Experience
from hocket.projections.catalogue import Catalogue
from hocket.projections.snapshot import RebuildReport, rebuild

if TYPE_CHECKING:
    from hocket.ports.journal import Journal
    from hocket.ports.projection import Projection
    from hocket.ports.store import Store


def projections(journal: Journal) -> dict[str, Projection]:
    """A new one of each kind over a journal."""
    known: tuple[Projection, ...] = (Catalogue(journal), Experience())
    return {projection.name: projection for projection in known}


async def rebuild_named(name: str, journal: Journal, store: Store) -> RebuildReport:
    """Rebuild one from the journal, whatever its snapshot held.

    Raises:
        InvalidInputError: There is none of this name; the message lists them.
    """
    known = projections(journal)
    if name not in known:
        message = f"There is no projection {name!r}; there are: {', '.join(sorted(known))}"
        raise InvalidInputError(message, projection=name)
    return await rebuild(known[name], journal, store)
