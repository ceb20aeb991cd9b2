"""Handing a goal over to the process that holds the journal, by the journal itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hocket.core.goal import Goal
from hocket.core.noun import parse
from hocket.errors import InvalidInputError, Remedy
from hocket.ports.journal import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.app.hocket import Hocket
    from hocket.ports.clock import Clock
    from hocket.ports.journal import Journal
    from hocket.ports.store import Store

SUBMIT = "submit"
UPLOADS = "upload"
"""The store's space for files of goals that are not handed in yet."""

KEPT_S = 86_400


async def keep_upload(store: Store, clock: Clock, digest: str, content: bytes) -> None:
    """Keep a file for a goal that is handed in within a day."""
    expires_us = clock.now_us() + KEPT_S * 1_000_000
    await store.put(UPLOADS, digest, content, expires_us=expires_us)


async def uploads_of(store: Store, clock: Clock, goal: Goal) -> dict[str, bytes]:
    """The contents of a goal's files, by digest.

    Raises:
        InvalidInputError: Two share a name, or one was not kept, or not any more.
    """
    blobs = {}
    names = [file.name for file in goal.inputs]
    for number, file in enumerate(goal.inputs):
        if names.count(file.name) > 1:
            message = f"goal.inputs.{number}.name: {file.name!r} is there twice; rename one"
            raise InvalidInputError(message, name=file.name)
        found = await store.get(UPLOADS, file.digest, now_us=clock.now_us())
        if found is None:
            message = (
                f"goal.inputs.{number}.digest: {file.name} is not here: uploads are kept for a "
                "day; upload it again and use the digest that this gives"
            )
            raise InvalidInputError(
                message, remedy=Remedy("upload_file"), name=file.name, digest=file.digest
            )
        blobs[file.digest] = found.body
    return blobs


async def hand_over(
    journal: Journal,
    store: Store,
    clock: Clock,
    run_id: str,
    goal: Goal,
    blobs: Mapping[str, bytes],
    *,
    single: bool,
) -> None:
    """Leave a goal for the process that holds the journal.

    Args:
        journal: Open at least for reading.
        store: Of the same file; the goal's files go there.
        clock: Time.
        run_id: Under which it is to run.
        goal: What is to be done.
        blobs: Contents of its files, by digest.
        single: Whether the whole of it is one task.
    """
    for digest, content in blobs.items():
        await keep_upload(store, clock, digest, content)
    # What it leaves unset is the profile's to say.
    said = goal.model_dump(mode="json") | {
        "limits": goal.limits.model_dump(mode="json", exclude_unset=True),
        "consent": goal.consent.model_dump(mode="json", exclude_unset=True),
    }
    body = {"goal": said, "single": single}
    await journal.ask(Request(run_id, SUBMIT, json.dumps(body)))


async def take_over(hocket: Hocket, store: Store, request: Request) -> None:
    """Begin the run of a goal that was left so.

    Raises:
        InvalidInputError: It does not fit.
    """
    said = json.loads(request.body)
    goal = parse(Goal, said["goal"])
    blobs = await uploads_of(store, hocket.clock, goal)
    plan = "single" if said["single"] else None
    await hocket.submit(goal, blobs=blobs, plan=plan, run_id=request.run_id)
