"""Resolves what you type as RUN: a run id, the start or end of one, or `last`."""

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
    """All runs, newest first, without conversations and the audit log."""
    heads = await journal.heads()
    return [head for head in heads if ids.is_run(head.run_id)]


async def chosen_run(journal: Journal, reference: str) -> RunHead:
    """The run that the reference names.

    Raises:
        InvalidInputError: No run matches, or several do; the message lists them.
    """
    heads = await run_heads(journal)
    matches = _matching(heads, reference)
    if len(matches) == 1:
        return matches[0]
    if not heads:
        message = "There are no runs yet; start one with `hocket run`"
        raise InvalidInputError(message, run=reference)
    if not matches:
        message = f"No run id starts or ends with {reference!r}; list them with `hocket runs`"
        raise InvalidInputError(message, run=reference)
    names = ", ".join(head.run_id for head in matches[:SHOWN])
    more = f" and {len(matches) - SHOWN} more" if len(matches) > SHOWN else ""
    message = f"{reference!r} matches several runs: {names}{more}; type more of the id"
    raise InvalidInputError(message, run=reference, fits=len(matches))


def _matching(heads: Sequence[RunHead], reference: str) -> list[RunHead]:
    if reference == LAST:
        return list(heads[:1])
    exact = [head for head in heads if head.run_id == reference]
    if exact or not reference:
        return exact
    return [h for h in heads if h.run_id.startswith(reference) or h.run_id.endswith(reference)]
