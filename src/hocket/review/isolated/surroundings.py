"""What a check puts in place around the work: arguments, input, streams, environment, files."""

from __future__ import annotations

import os
import sys
from os import PathLike, fspath, getcwd  # by name: a check may patch the module
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any

from hocket.review.isolated.echoes import Listening
from hocket.review.isolated.folders import ROOTS, FolderCopy
from hocket.review.isolated.replaced import Replacements
from hocket.review.isolated.standins import Remote

if TYPE_CHECKING:
    from hocket.review.isolated.folders import Changes
    from hocket.review.isolated.values import Encoder

PATH_CHARS = 4096
DEPTH = 8
"""How deep in the arguments of a call the names of files may lie."""


class Surroundings:
    """The process of the check, as far as the work is to see it.

    Args:
        given: Paths of the user's own files, which the work never changes.
    """

    def __init__(self, given: frozenset[str]) -> None:
        self._given = given
        self._folder = FolderCopy()
        self._handed = {path for path in self._folder.paths() if path not in given}
        self._written: set[str] = set()
        self._mentioned: set[str] = set()
        self._streams = sys.stdin, sys.stdout, sys.stderr
        self._environment = dict(os.environ)
        self._argv = list(sys.argv)
        self._folder_now = getcwd()
        self.replacements = Replacements()
        self.listening = Listening()

    def replaced(self, encoder: Encoder) -> dict[str, Any]:
        """What the check has put in place: arguments, input, environment, folder, functions."""
        around: dict[str, Any] = {}
        if list(sys.argv) != self._argv:
            around["argv"] = [str(a) for a in sys.argv]
        if sys.stdin is not self._streams[0]:
            around["stdin"] = encoder.encode(sys.stdin)
        environment = dict(os.environ)
        if environment != self._environment:
            names = environment.keys() | self._environment.keys()
            around["environ"] = {
                n: environment.get(n)
                for n in names
                if environment.get(n) != self._environment.get(n)
            }
            self._environment = environment
        folder = getcwd()
        if folder != self._folder_now:
            around["cwd"] = self._folder_now = folder
        around |= self.replacements.encoded(encoder)
        loggers = self.listening.loggers()
        if loggers:
            around["loggers"] = loggers
        return around

    def pass_on(self, message: dict[str, Any]) -> None:
        """Pass on what the work printed to a stream that the check put in place."""
        for key, stream, original in (
            ("out", sys.stdout, self._streams[1]),
            ("err", sys.stderr, self._streams[2]),
        ):
            text = message.get(key)
            if isinstance(text, str) and text and stream is not original:
                stream.write(text)

    def files(self) -> Changes:
        """The files that changed since the last time."""
        changes = self._folder.changes()
        self._written |= changes.keys()
        return changes

    def take(self, files: Changes) -> None:
        """Take over the files of the work that it may change."""
        self._folder.apply(files, self._may_change)

    def mention(self, value: Any, depth: int = DEPTH) -> None:
        """Note the files that a check names in a call: the work may change those."""
        if not depth:
            return
        if isinstance(value, PathLike) and not isinstance(value, Remote):
            value = fspath(value)
        if isinstance(value, str) and value and len(value) < PATH_CHARS:
            path = normpath(join(getcwd(), value))
            if path.startswith(ROOTS):
                self._mentioned.add(path)
            for word in value.split()[1:] if " " in value else ():
                self.mention(word, depth - 1)
        elif type(value) in (list, tuple, set, frozenset):
            for item in value:
                self.mention(item, depth - 1)
        elif type(value) is dict:
            self.mention(list(value.values()), depth - 1)

    def _may_change(self, path: str) -> bool:
        """Whether the work may change the judge's copy of a file: one that the check named."""
        if path in self._given:
            return False
        if path not in self._handed and path not in self._written:
            return True
        parts = path.split("/")
        above = {"/".join(parts[:n]) for n in range(3, len(parts) + 1)}
        return bool(above & self._mentioned)
