"""Input files as agents can use them: the contents of documents become input files of their own.

This happens once, at the submission, and is recorded with the goal: whatever is installed later, a
replay sees the same files.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.goal import InputFile
from hocket.documents.kind import kind_of
from hocket.documents.preview import reading_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.goal import Goal
    from hocket.ports.documents import DocumentReader
    from hocket.ports.journal import Journal


async def with_documents(
    goal: Goal, contents: Mapping[str, bytes], journal: Journal, reader: DocumentReader
) -> tuple[Goal, dict[str, bytes]]:
    """The goal with a note on each input file that needs one, and with the parts of documents.

    Args:
        goal: The goal.
        contents: The contents of its input files by digest, except for those in the journal.
        journal: Where the run will be.
        reader: Reads documents.

    Returns:
        The goal, and the contents with those of the parts.
    """
    all_contents = dict(contents)
    given = {file.name for file in goal.inputs}
    # Parts of an earlier submission are made again from their documents.
    files = [file for file in goal.inputs if file.source not in given]
    names = {file.name for file in files}
    inputs: list[InputFile] = []
    for file in files:
        content = contents.get(file.digest)
        if content is None:
            content = await journal.blob(file.digest)
        note, parts = await _read(file.name, content, reader)
        inputs.append(file.model_copy(update={"note": note, "source": ""}))
        for ending, part in parts.items():
            name = _free(f"{file.name}.{ending}", names)
            names.add(name)
            part_digest = digest(part)
            all_contents[part_digest] = part
            inputs.append(
                InputFile(name=name, digest=part_digest, size_bytes=len(part), source=file.name)
            )
    return goal.model_copy(update={"inputs": tuple(inputs)}), all_contents


async def _read(
    name: str, content: bytes, reader: DocumentReader
) -> tuple[str, Mapping[str, bytes]]:
    kind = kind_of(name, content)
    if not kind:
        return await asyncio.to_thread(reading_note, name, content), {}
    contents = await reader.read(kind, content)
    return contents.note, contents.files


def _free(name: str, names: set[str]) -> str:
    """The name, or a numbered one if it is taken."""
    stem, _, ending = name.rpartition(".")
    number = 1
    while name in names:
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name
