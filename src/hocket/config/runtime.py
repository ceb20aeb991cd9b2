"""The folder in which the processes of one user on one machine see each other."""

from __future__ import annotations

import os
from pathlib import Path


def runtime_folder(session: Path = Path("/run/user"), temporary: Path = Path("/tmp")) -> Path:  # noqa: S108 - its owner is checked before it is used
    """The same for all processes of the user, whatever their environment, and on no shared disk.

    Args:
        session: Where the system has a folder for each user who is logged in.
        temporary: Where everybody may have folders.
    """
    user = os.geteuid()
    own = session / str(user)
    return own / "hocket" if os.access(own, os.W_OK) else temporary / f"hocket-{user}"
