"""Keeps the folders of the judge and of the work in step, each in its own sandbox.

A check may write a file for the work to read, and the work may write one for the check.
"""

from __future__ import annotations

import contextlib
from base64 import b64decode, b64encode  # by name: a check may patch the modules
from os import lstat, scandir, utime
from posixpath import normpath
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from hocket.review.isolated.disk import make_folders, read, remove, store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import stat_result

ROOTS = ("/work", "/tmp")
SKIPPED = ("__pycache__",)

Changes = dict[str, str | None]
"""Base64 of the contents by path; None for what is gone, ``/`` for a folder."""


class FolderCopy:
    """What the other side has of the files on this one."""

    def __init__(self) -> None:
        self._seen = dict(_marks())

    def paths(self) -> set[str]:
        """The files as they are now."""
        return {path for path, mark in self._seen.items() if mark is not None}

    def apply(self, changes: Changes, allowed: Callable[[str], bool] = lambda _: True) -> None:
        """Bring the files up to date with those of the other side."""
        for path, content in changes.items():
            if not _is_inside(path):
                continue
            if allowed(path):
                with contextlib.suppress(OSError):
                    _write(path, content)
            self._note(path)

    def changes(self) -> Changes:
        """What changed here since the last exchange."""
        now = dict(_marks())
        changes: Changes = dict.fromkeys(sorted(self._seen.keys() - now.keys(), reverse=True))
        for path, mark in now.items():
            if path not in self._seen or self._seen[path] != mark:
                if mark is None:
                    changes[path] = "/"
                else:
                    with contextlib.suppress(OSError):
                        changes[path] = b64encode(read(path)).decode()
        self._seen = now
        for path in changes:
            self._note(path)
        return changes

    def _note(self, path: str) -> None:
        try:
            found = lstat(path)
            if S_ISREG(found.st_mode):
                # The clock of files is coarse: a second write at the same tick must show.
                utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 1))
                found = lstat(path)
        except OSError:
            self._seen.pop(path, None)
        else:
            self._seen[path] = _mark(found)


Mark = tuple[int, int, int] | None


def _mark(found: stat_result) -> Mark:
    return None if S_ISDIR(found.st_mode) else (found.st_mtime_ns, found.st_size, found.st_ino)


def _marks() -> Iterator[tuple[str, Mark]]:
    folders = list(ROOTS)
    while folders:
        try:
            entries = list(scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in SKIPPED:
                        folders.append(entry.path)
                        yield entry.path, None
                elif entry.is_file(follow_symlinks=False):
                    yield entry.path, _mark(entry.stat(follow_symlinks=False))


def _is_inside(path: str) -> bool:
    return normpath(path) == path and path.startswith(tuple(f"{r}/" for r in ROOTS))


def _write(path: str, content: str | None) -> None:
    if content is None:
        remove(path)
    elif content == "/":
        make_folders(path)
    else:
        store(path, b64decode(content))
