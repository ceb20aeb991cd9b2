"""Uploads: files stored for a day, for a goal that is submitted later or by another process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.errors import InvalidInputError, JournalCorruptError, Remedy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.goal import Goal
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.store import Store

SPACE = "upload"
KEPT_S = 86_400


async def keep_upload(store: Store, clock: Clock, digest: str, content: bytes) -> None:
    """Store a file for a goal that is submitted within a day."""
    expires_us = clock.now_us() + KEPT_S * 1_000_000
    await store.put(SPACE, digest, content, expires_us=expires_us)


async def contents_of(
    goal: Goal, submitted: Mapping[str, bytes], store: Store, journal: Journal, clock: Clock
) -> dict[str, bytes]:
    """The contents of a goal's files by digest, except for those the journal already has.

    Args:
        goal: The goal.
        submitted: Contents submitted with it, by digest.
        store: Where uploads are.
        journal: Where the run will be; it may have the files from an earlier run.
        clock: The time.

    Raises:
        InvalidInputError: Two files share a name, or the content of one is missing.
    """
    contents = dict(submitted)
    names = [file.name for file in goal.inputs]
    for number, file in enumerate(goal.inputs):
        if names.count(file.name) > 1:
            message = f"goal.inputs.{number}.name: two files are named {file.name!r}; rename one"
            raise InvalidInputError(message, name=file.name)
        if file.digest in contents:
            continue
        upload = await store.get(SPACE, file.digest, now_us=clock.now_us())
        if upload is not None:
            contents[file.digest] = upload.body
        elif not await _has(journal, file.digest):
            message = (
                f"goal.inputs.{number}.digest: the content of {file.name} is missing: uploads are "
                "kept for a day; upload it again and use the digest in the answer"
            )
            raise InvalidInputError(
                message, remedy=Remedy("upload_file"), name=file.name, digest=file.digest
            )
    return contents


async def _has(journal: Journal, digest: str) -> bool:
    try:
        await journal.blob(digest)
    except JournalCorruptError:
        return False
    return True
