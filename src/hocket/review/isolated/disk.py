"""Files and streams, whatever a check has put in the place of ``open``, ``print`` and ``os``.

All is taken by name when this is loaded, and built on what the system offers: ``os.makedirs``,
``shutil`` and ``Path`` call functions that may be replaced.
"""

from __future__ import annotations

import contextlib
import sys
from os import _exit, lstat, mkdir, rmdir, scandir, stat, unlink, write
from posixpath import dirname
from stat import S_ISDIR, S_ISREG
from typing import NoReturn

OPEN = open


def mode_of(path: str) -> int:
    """The kind of what a path leads to, as bits; 0 if it leads nowhere."""
    try:
        return stat(path).st_mode
    except (OSError, ValueError):
        return 0


def is_file(path: str) -> bool:
    return S_ISREG(mode_of(path))


def is_folder(path: str) -> bool:
    return S_ISDIR(mode_of(path))


def read(path: str) -> bytes:
    with OPEN(path, "rb") as file:
        return file.read()


def store(path: str, content: bytes) -> None:
    """Write a file in place of what is there, which may be a link, and make the folders above it.

    Raises:
        OSError: It cannot be written.
    """
    make_folders(dirname(path))
    with contextlib.suppress(OSError):
        if not S_ISREG(lstat(path).st_mode):
            unlink(path)
    with OPEN(path, "wb") as file:
        file.write(content)


def make_folders(path: str) -> None:
    """Make a folder and those above it, where there are none.

    Raises:
        OSError: One cannot be made.
    """
    if path and not is_folder(path):
        make_folders(dirname(path))
        mkdir(path)


def remove(path: str) -> None:
    """Remove a file, a link, or a folder with what is in it.

    Raises:
        OSError: Something cannot be removed.
    """
    if not S_ISDIR(lstat(path).st_mode):
        unlink(path)
        return
    for entry in list(scandir(path)):
        remove(entry.path)
    rmdir(path)


def say(stream: int, text: str) -> None:
    """Write to standard output (1) or standard error (2) itself, after what is on its way there."""
    for open_stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            open_stream.flush()  # type: ignore[union-attr]
    data = text.encode(errors="backslashreplace")
    while data:
        data = data[write(stream, data) :]


class Evidence:
    """What is said for the evidence of a check, between marks: all else is in its own words."""

    mark = ""

    @classmethod
    def tell(cls, text: str) -> None:
        """Say something that the author of the work may read."""
        say(2, f"\n{cls.mark}<\n{text}\n{cls.mark}>\n" if cls.mark else f"{text}\n")


def leave(code: int) -> NoReturn:
    """End this process at once: nothing that is left for its end runs."""
    _exit(code)
