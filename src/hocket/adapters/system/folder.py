"""Temporary folders, and the removal of those that killed processes left behind.

Each folder has a mark file, which its process keeps locked. The operating system releases the lock
when the process ends, however it ends. A mark that can be locked is therefore abandoned, even if
its pid was reused; one that cannot be locked is in use, even by a process that is not visible, such
as one in another container.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import stat
import tempfile
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PREFIX = "hocket-"
MARK = ".process"


@asynccontextmanager
async def temporary_folder(parent: Path | None = None) -> AsyncIterator[Path]:
    """A new folder that exists within the block.

    First, folders of killed processes are removed from ``parent``.

    Args:
        parent: Folder to create it in; by default the system's folder for temporary files.
    """
    place = parent or Path(tempfile.gettempdir())
    path, lock = await asyncio.to_thread(_make, place)
    try:
        yield path
    finally:
        await asyncio.to_thread(_remove, path)
        os.close(lock)


def remove_abandoned(place: Path, user: int) -> None:
    """Remove the folders that killed processes of a user left in ``place``; follows no links."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(PREFIX):
                _remove_if_abandoned(Path(entry.path), user)


def _make(place: Path) -> tuple[Path, int]:
    remove_abandoned(place, os.geteuid())
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    # The mark gets its final name once it is locked, so no process sees it unlocked.
    unnamed = path / f"{MARK}.new"
    lock = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    os.write(lock, str(os.getpid()).encode())  # for people; only the lock matters
    unnamed.rename(path / MARK)
    return path, lock


def _remove_if_abandoned(path: Path, user: int) -> None:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        folder = os.open(path, flags | os.O_DIRECTORY)
    except OSError:
        return
    try:
        if os.fstat(folder).st_uid != user:
            return
        mark = os.open(MARK, flags | os.O_NONBLOCK, dir_fd=folder)
    except OSError:
        return  # not one of ours
    finally:
        os.close(folder)
    try:
        if stat.S_ISREG(os.fstat(mark).st_mode):
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path)
    except OSError:
        return  # in use
    finally:
        os.close(mark)


def remove_tree(path: Path, flat: Path) -> None:
    """Remove a folder however deep it is; what cannot be removed stays.

    A path through thousands of folders is too long for the system, and a walk down to its end too
    deep for the interpreter. Each folder within is therefore first moved up.

    Args:
        path: The folder.
        flat: A folder on the same disk, into which those within are moved on the way.
    """
    pending = [path]
    while pending:
        place = pending.pop()
        with suppress(OSError):
            place.chmod(0o700)  # code may have removed the permission
            with os.scandir(place) as entries:
                inner = list(entries)
            for entry in inner:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        Path(entry.path).chmod(0o700)
                        moved = flat / f".removed-{secrets.token_hex(8)}"
                        pending.append(Path(entry.path).rename(moved))
                    else:
                        os.unlink(entry.path)  # noqa: PTH108 - hot
            place.rmdir()


def _remove(path: Path) -> None:
    """Remove one of our folders, its mark last, so that a partial removal is completed later."""
    with suppress(OSError):
        for inner in list(path.iterdir()):
            if inner.name == MARK:
                continue
            if inner.is_dir() and not inner.is_symlink():
                remove_tree(inner, path)
            else:
                inner.unlink(missing_ok=True)
        if [inner.name for inner in path.iterdir()] == [MARK]:
            (path / MARK).unlink()
            path.rmdir()
