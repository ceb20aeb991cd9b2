"""The folder of an attempt: files are written to it and read from it, and nothing outside it.

Names are relative, with ``/``. Symbolic links that code made are neither read nor written through;
pipes and devices are not opened.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from hocket.core.name import stays_inside
from hocket.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER_BYTES = 256 << 20
FOLDER_FILES = 5000
SKIPPED = frozenset({"__pycache__"})
# Opening a pipe that code left must not block.
OPEN = os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0)


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is created if necessary.

    Raises:
        InvalidInputError: A name leads out of the folder.
        OSError: A name is that of a folder, or the disk is full.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_special(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | OPEN
        with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
            file.write(content)


def _remove_special(path: Path) -> None:
    """Remove a link, pipe or device at the path of a file that is about to be written."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        path.unlink()


def collect(folder: Path, limit_bytes: int = FOLDER_BYTES) -> dict[str, bytes]:
    """The regular files in a folder by name, sorted; links are left out.

    Raises:
        InvalidInputError: There are more than 5000 files or more bytes than allowed, a name is not
            UTF-8, or a file cannot be read.
    """
    contents: dict[str, bytes] = {}
    total = 0
    for name, path in sorted(regular_files(folder)):
        try:
            content = read_regular(path, limit_bytes - total + 1)
            name.encode()
        except (OSError, UnicodeEncodeError) as error:
            message = f"The work left {name!r}, which cannot be read: {error}; remove it"
            raise InvalidInputError(message, name=ascii(name)) from error
        total += len(content)
        if total > limit_bytes or len(contents) >= FOLDER_FILES:
            message = (
                f"The work left more than {limit_bytes} bytes or {FOLDER_FILES} files; "
                "leave only what the task asks for"
            )
            raise InvalidInputError(message, files=len(contents), bytes=total)
        contents[name] = content
    return contents


def regular_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [f for f in folders if f not in SKIPPED]
        for name in names:
            path = Path(root) / name
            if stat.S_ISREG(path.lstat().st_mode):
                yield path.relative_to(folder).as_posix(), path


def read_regular(path: Path, limit_bytes: int) -> bytes:
    """At most ``limit_bytes`` bytes of a file.

    Raises:
        OSError: The file does not exist, is not regular, or cannot be read.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | OPEN), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            message = "it is not a regular file"
            raise OSError(message)
        return file.read(limit_bytes)


def checked_name(name: str) -> PurePosixPath:
    """A name that stays inside its folder.

    Raises:
        InvalidInputError: The name is empty or absolute, or has ``..``.
    """
    if not stays_inside(name):
        message = f"{name!r} leads out of the folder; use a name relative to it, such as 'a.txt'"
        raise InvalidInputError(message, name=name)
    return PurePosixPath(name)


def inside(folder: Path, name: str) -> Path:
    """The path of a name in a folder.

    Raises:
        InvalidInputError: The name is absolute, has ``..``, or passes through a link.
    """
    pure = checked_name(name)
    path = folder
    for part in pure.parts[:-1]:
        path /= part
        if path.is_symlink():
            message = f"{name!r} passes through a link; use a plain folder"
            raise InvalidInputError(message, name=name)
    return folder.joinpath(*pure.parts)
