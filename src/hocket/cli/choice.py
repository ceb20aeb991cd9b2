"""Which run is meant: by a whole id, its beginning or end, or as the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.core import ids
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.journal import Journal, RunHead

LAST = "last"
SHOWN = 5


async def run_heads(journal: Journal) -> list[RunHead]:
    """All runs, newest first; conversations and the audit log are none."""
    heads = await journal.heads()
    return [head for head in heads if ids.is_run(head.run_id)]


async def chosen_run(journal: Journal, given: str) -> RunHead:
    """The run that is meant.

    Raises:
        InvalidInputError: None is, or several are; the message lists these.
    """
    heads = await run_heads(journal)
    found = _matching(heads, given)
    if len(found) == 1:
        return found[0]
    if not heads:
        message = "There is no run yet; `hocket run` starts one"
        raise InvalidInputError(message, run=given)
    if not found:
        message = f"No run's id begins or ends with {given!r}; `hocket runs` lists them"
        raise InvalidInputError(message, run=given)
    names = ", ".join(head.run_id for head in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    message = f"{given!r} fits several runs: {names}{more}; give more of the id"
    raise InvalidInputError(message, run=given, fits=len(found))


def _matching(heads: Sequence[RunHead], given: str) -> list[RunHead]:
    if given == LAST:
        return list(heads[:1])
    exact = [head for head in heads if head.run_id == given]
    if exact or not given:
        return exact
    return [h for h in heads if h.run_id.startswith(given) or h.run_id.endswith(given)]
