"""What files hold: of files at hand, and of the input files of a run."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.app.documents import with_documents
from hocket.app.inputs import read_inputs
from hocket.core.goal import Goal
from hocket.errors import JournalCorruptError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hocket.core.goal import InputFile
    from hocket.documents.profile import Profile
    from hocket.ports.documents import DocumentReader
    from hocket.ports.journal import Journal

MOST_CHARS = 2000

Profiled = list[tuple["InputFile", "Profile | None"]]
"""Files, each with what it holds; None if nothing is known of its form."""


async def profiles_of_files(paths: Iterable[Path], reader: DocumentReader) -> Profiled:
    """What files hold as a run would be told; the parts of a document follow it.

    Raises:
        InvalidInputError: A file is missing, not regular or too large.
    """
    from hocket.adapters.memory.journal import MemoryJournal  # noqa: PLC0415 - slow to import
    from hocket.documents.profile import profile_from  # noqa: PLC0415 - slow to import

    files, contents = await asyncio.to_thread(read_inputs, tuple(paths))
    journal = MemoryJournal()
    goal = Goal(text="profile", inputs=files)
    goal, contents = await with_documents(goal, contents, journal, reader)
    return [
        (file, profile_from(contents[file.profile]) if file.profile else None)
        for file in goal.inputs
    ]


def in_short(profile: Profile) -> str:
    """What a file holds, in one line."""
    from hocket.documents.profile import described  # noqa: PLC0415 - slow to import

    return described(profile, MOST_CHARS).partition("\n")[0]


async def profiles_of_inputs(goal: Goal, journal: Journal) -> Profiled:
    """What the input files of a run hold, as it was recorded with its goal."""
    from hocket.documents.profile import profile_from  # noqa: PLC0415 - slow to import

    profiled: Profiled = []
    for file in goal.inputs:
        try:
            content = await journal.blob(file.profile) if file.profile else None
        except JournalCorruptError:
            content = None  # retention removed it
        profiled.append((file, profile_from(content) if content else None))
    return profiled
