"""What the files of an attempt hold: from the submission, or made here for those of other tasks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.core.goal import Goal
    from hocket.documents.profile import Profile
    from hocket.ports.scope import Scope


async def profiles_of(goal: Goal, files: Mapping[str, str], scope: Scope) -> dict[str, Profile]:
    """What files hold, by name, without those of which nothing is known.

    Args:
        goal: The goal of the run, whose input files have their profiles.
        files: Digests of the files, by name.
        scope: Reads what the journal holds.
    """
    if not files:
        return {}
    from hocket.documents.profile import profile_from, profile_of  # noqa: PLC0415 - slow to import

    stored = {(file.name, file.digest): file.profile for file in goal.inputs if file.profile}
    profiles: dict[str, Profile] = {}
    for name, content_digest in files.items():
        kept = stored.get((name, content_digest))
        if kept:
            profiles[name] = profile_from(await scope.read(kept))
            continue
        profile = await asyncio.to_thread(profile_of, name, await scope.read(content_digest))
        if profile is not None:
            profiles[name] = profile
    return profiles
