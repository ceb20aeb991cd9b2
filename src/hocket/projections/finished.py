"""A run that is over, as a program gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.run import RunState
    from hocket.ports.journal import Journal


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run that is over, with its texts read.

    Attributes:
        run_id: Under which it is found in the journal.
        status: ``reached``, ``failed`` or ``cancelled``.
        verdict: ``accepted``, ``unproven`` or ``rejected``; empty where there is no result.
        text: The deliverable.
        files: Name to content.
        reason: Why it was not reached; empty if it was.
        state: All that is known of it.
    """

    run_id: str
    status: str
    verdict: str
    text: str
    files: Mapping[str, bytes]
    reason: str
    state: RunState


async def finished_of(journal: Journal, state: RunState) -> FinishedRun:
    """A final state with its texts read from the journal.

    Raises:
        JournalCorruptError: A text is no longer there.
    """
    result = state.result
    text, files = "", {}
    if result is not None:
        text = (await journal.blob(result.text)).decode()
        files = {name: await journal.blob(digest) for name, digest in result.files.items()}
    return FinishedRun(
        run_id=state.run_id,
        status=state.status,
        verdict=result.verdict if result else "",
        text=text,
        files=files,
        reason=state.reason,
        state=state,
    )
