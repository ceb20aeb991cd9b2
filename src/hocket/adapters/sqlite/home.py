"""The folder of a journal: made if necessary, and what to do where it cannot be used."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import TYPE_CHECKING

from hocket.errors import JournalFullError, Remedy, UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def make_folder_of(path: Path) -> None:
    """Make the folder of a file, with those above it.

    Raises:
        JournalFullError: The disk is full.
        UnavailableError: It cannot be made; says what is in the way.
    """
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in FULL:
            raise unwritable(folder, error) from error
        message = f"Cannot create {folder}: {_obstacle(folder, error)}; choose another folder"
        raise UnavailableError(message, path=str(path)) from error


def is_there(path: Path) -> bool:
    """Whether a file exists; False also where one may not look, or it cannot have such a name."""
    try:
        return path.exists()
    except OSError:
        return False


def has_journal(path: Path) -> bool:
    """Whether there is a journal: an empty file is what a full disk left of one."""
    with suppress(OSError):
        return path.exists() and not (path.is_file() and path.stat().st_size == 0)
    return False


def unwritable(path: Path, error: OSError) -> UnavailableError | JournalFullError:
    """The error for a file of a journal that cannot be written, with the way out."""
    if error.errno in FULL:
        message = f"The disk is full, so {path} cannot be written; nothing is lost: free some space"
        return JournalFullError(message, remedy=Remedy("resume_runs"), path=str(path))
    message = (
        f"Cannot write {path}: {error.strerror or error}; make {path.parent} writable for you, "
        "or choose another folder"
    )
    return UnavailableError(message, path=str(path))


def _obstacle(folder: Path, error: OSError) -> str:
    """What is in the way, in terms of the path that the user gave."""
    for place in (folder, *folder.parents):
        with suppress(OSError):
            if place.is_symlink() and not place.exists():
                return f"{place} is a link to {place.readlink()}, which does not exist"
            if place.exists():
                return str(error.strerror) if place.is_dir() else f"{place} is a file"
    return str(error.strerror)
