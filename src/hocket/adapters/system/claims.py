"""The claims of the processes of hocket on this machine, each in a file that its process locks.

The operating system releases a lock when its process ends, however it ends. A claim that can be
locked is therefore of a dead process and is removed, even if the pid was given to another one.
Claims are read and written under one more lock, so whoever decides by those of others decides
alone.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hocket.core.claim import Claim, Job
from hocket.core.noun import parse
from hocket.errors import InvalidInputError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Change = Callable[[Claim, Sequence[Claim]], Claim]

GUARD = "guard"
ENDING = ".claim"
GUARD_S = 5.0
"""How long another process may take to read and write; one that was halted may take for ever."""
RETRY_S = 0.01
MOST_BYTES = 10_000
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW


class Claims:
    """The claim of this process among those of the others; its methods block.

    Args:
        folder: Where all processes of the user on this machine have theirs; on no shared disk.
        guard_s: How long another process may hold up an exchange.
    """

    def __init__(self, folder: Path, guard_s: float = GUARD_S) -> None:
        self._folder = folder
        self._guard_s = guard_s
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}{ENDING}"
        self._file = -1
        self._thread = threading.Lock()
        self._own = self._nothing = Claim(pid=os.getpid(), command=program_of(sys.argv))

    def exchange(self, change: Change) -> tuple[Claim, ...]:
        """Change the claim of this process by those of all others; no other changes meanwhile.

        Args:
            change: Gets this claim and the others, and returns the new one.

        Returns:
            The others, by their pids.

        Raises:
            UnavailableError: The folder cannot be written, or another process holds it up.
        """
        try:
            with self._thread, self._alone():
                others = self._others()
                own = change(self._own, others)
                if own == self._nothing:
                    self._remove()
                else:
                    self._write(own)
                self._own = own
        except OSError as error:
            message = f"{self._folder} is not usable: {error.strerror or error}"
            raise UnavailableError(message, path=str(self._folder)) from error
        return others

    def close(self) -> None:
        """Take the claim back; no error if there is none, or if its folder is gone."""
        with self._thread:
            self._remove()
            self._own = self._nothing

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._folder.lstat().st_uid != os.geteuid():
            message = f"{self._folder} belongs to another user; name another folder"
            raise UnavailableError(message, path=str(self._folder))
        guard = os.open(self._folder / GUARD, _FLAGS, 0o600)
        try:
            until = time.monotonic() + self._guard_s
            while True:
                try:
                    fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(RETRY_S)
            yield
        finally:
            os.close(guard)

    def _others(self) -> tuple[Claim, ...]:
        paths = [path for path in self._folder.glob(f"*{ENDING}") if path != self._path]
        found = [claim for path in paths if (claim := _alive(path)) is not None]
        return tuple(sorted(found, key=lambda claim: claim.pid))

    def _write(self, own: Claim) -> None:
        if self._file >= 0 and not _is_same(self._file, self._path):
            self._remove()  # somebody cleared the folder
        if self._file < 0:
            self._file = os.open(self._path, _FLAGS | os.O_EXCL, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        elif own == self._own:
            return
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, own.model_dump_json().encode(), 0)

    def _remove(self) -> None:
        if self._file < 0:
            return
        with suppress(OSError):
            self._path.unlink()
        os.close(self._file)
        self._file = -1


def program_of(arguments: Sequence[str]) -> str:
    """The name of a program, and of its command if it is hocket; nothing that a user wrote.

    Examples:
        >>> program_of(["/usr/bin/hocket", "run", "Sum the prices"]), program_of(["/x/report.py"])
        ('hocket run', 'report.py')
        >>> program_of(["/x/hocket/cli/main.py", "--home", "/tmp/h", "models", "test"])
        'hocket models'
    """
    path = Path(arguments[0] if arguments else "")
    if path.name != "hocket" and path.parts[-3:] != ("hocket", "cli", "main.py"):
        return path.name[:100] or "python"
    command = next((word for word in arguments[1:] if word in _AT_WORK), "")
    return f"hocket {command}".strip()


_AT_WORK = frozenset({"run", "resume", "serve", "approve", "models"})
"""Commands that ask LLMs."""


def _alive(path: Path) -> Claim | None:
    """What the process of a claim says; the claim of a dead one is removed."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return None  # its process took it back
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(file, path)
    else:
        path.unlink(missing_ok=True)
        return None
    finally:
        os.close(file)


def _read(file: int, path: Path) -> Claim:
    try:
        return parse(Claim, os.pread(file, MOST_BYTES, 0), what=path.name)
    except InvalidInputError:  # of another release: it is there, and may do anything
        pid = path.name.partition("-")[0]
        began_us = round(os.fstat(file).st_mtime * 1e6)
        job = Job(what="it does not say what it does", since_us=max(0, began_us))
        return Claim(pid=int(pid) if pid.isdecimal() else 0, command="hocket", runs=job)


def _is_same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat(follow_symlinks=False))
    except OSError:
        return False
