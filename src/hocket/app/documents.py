"""Input files as agents can use them: with what they hold, and with the contents of documents.

This happens once, at the submission, and is recorded with the goal: whatever is installed later, a
replay sees the same files.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hocket.core.digest import digest
from hocket.core.goal import InputFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.goal import Goal
    from hocket.ports.documents import DocumentReader
    from hocket.ports.journal import Journal


async def with_documents(
    goal: Goal, contents: Mapping[str, bytes], journal: Journal, reader: DocumentReader
) -> tuple[Goal, dict[str, bytes]]:
    """The goal with notes on its input files, their profiles, and the parts of documents.

    Args:
        goal: The goal.
        contents: The contents of its input files by digest, except for those in the journal.
        journal: Where the run will be.
        reader: Reads documents.

    Returns:
        The goal, and the contents with those of the parts and the profiles.
    """
    all_contents = dict(contents)
    if not goal.inputs:
        return goal, all_contents
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
        profile = await _profile(file.name, content, all_contents)
        inputs.append(file.model_copy(update={"note": note, "source": "", "profile": profile}))
        for ending, part in parts.items():
            name = _free(f"{file.name}.{ending}", names)
            names.add(name)
            part_digest = digest(part)
            all_contents[part_digest] = part
            inputs.append(
                InputFile(
                    name=name,
                    digest=part_digest,
                    size_bytes=len(part),
                    source=file.name,
                    profile=await _profile(name, part, all_contents),
                )
            )
    return goal.model_copy(update={"inputs": tuple(inputs)}), all_contents


async def _profile(name: str, content: bytes, contents: dict[str, bytes]) -> str:
    """The digest of what a file holds, added to the contents; empty if nothing is known."""
    from hocket.documents.profile import profile_json, profile_of  # noqa: PLC0415 - slow to import

    profile = await asyncio.to_thread(profile_of, name, content)
    if profile is None:
        return ""
    text = profile_json(profile)
    contents[digest(text)] = text
    return digest(text)


async def _read(
    name: str, content: bytes, reader: DocumentReader
) -> tuple[str, Mapping[str, bytes]]:
    from hocket.documents.contained import contained_tables  # noqa: PLC0415 - slow to import
    from hocket.documents.kind import inner_ending, kind_of  # noqa: PLC0415 - as above
    from hocket.documents.preview import reading_note  # noqa: PLC0415 - as above

    kind = kind_of(name, content)
    if not kind:
        note = await asyncio.to_thread(reading_note, name, content)
        contained = await asyncio.to_thread(contained_tables, name, content)
        return ", ".join(filter(None, (note, contained.note))), contained.files
    contents = await reader.read(kind, content)
    if kind == "compressed":
        return contents.note, {inner_ending(name): text for text in contents.files.values()}
    return contents.note, contents.files


def _free(name: str, names: set[str]) -> str:
    """The name, or a numbered one if it is taken."""
    stem, _, ending = name.rpartition(".")
    number = 1
    while name in names:
        number += 1
        name = f"{stem}-{number}.{ending}"
    return name
