"""A finished run, as a program gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.run import RunState
    from hocket.ports.journal import Journal


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A finished run with its texts.

    Attributes:
        run_id: Id of the run in the journal.
        status: ``reached``, ``failed`` or ``cancelled``.
        verdict: ``accepted``, ``corroborated``, ``unproven`` or ``rejected``; empty without
            a result.
        text: Text of the result.
        files: Contents of the result's files, by name.
        reason: Why the goal was not reached; empty if it was.
        state: Final state of the run.
    """

    run_id: str
    status: str
    verdict: str
    text: str
    files: Mapping[str, bytes]
    reason: str
    state: RunState

    @property
    def notes(self) -> tuple[str, ...]:
        """How input files were read if not as plain UTF-8, and what could not be read."""
        return self.state.goal.input_notes if self.state.goal else ()


async def finished_of(journal: Journal, state: RunState) -> FinishedRun:
    """A final state with its texts, read from the journal.

    Raises:
        JournalCorruptError: A text is missing.
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
