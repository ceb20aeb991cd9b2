"""All projections by name."""

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
    """A new, empty instance of each projection, by name."""
    instances: tuple[Projection, ...] = (Catalogue(journal), Experience())
    return {projection.name: projection for projection in instances}


async def rebuild_named(name: str, journal: Journal, store: Store) -> RebuildReport:
    """Rebuild a projection from the journal and replace its snapshot.

    Raises:
        InvalidInputError: There is no projection of this name; the message lists them.
    """
    by_name = projections(journal)
    if name not in by_name:
        message = f"There is no projection {name!r}; there are: {', '.join(sorted(by_name))}"
        raise InvalidInputError(message, projection=name)
    return await rebuild(by_name[name], journal, store)
