"""Files of an attempt: laid out in its folder, taken in from it, and the tools that touch them.

Names are relative, with ``/``. Nothing is followed out of the folder: symbolic links that code made
there are not read, and what is written goes through no link. Pipes and devices are not opened.
"""

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.errors import InvalidInputError
from hocket.ports.tool import Effect, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER_BYTES = 256 << 20
FOLDER_FILES = 5000
READ_LINES = 200
READ_CHARS = 16_000
READ_BYTES = 16 << 20
WRITE_BYTES = 4 << 20
SKIPPED = frozenset({"__pycache__"})
# Opening a pipe that code left behind must not wait for its other end.
OPEN = os.O_NOFOLLOW | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0)


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if it is not there.

    Raises:
        InvalidInputError: A name leads out of the folder.
        OSError: A name is that of a folder, or there is no room.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_way(path)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | OPEN
        with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
            file.write(content)


def _clear_way(path: Path) -> None:
    """Remove a link, pipe or device that stands where a file is to be written."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        path.unlink()


def collect(folder: Path, limit_bytes: int = FOLDER_BYTES) -> dict[str, bytes]:
    """Every regular file in a folder by its name, in order of names; links are left out.

    Raises:
        InvalidInputError: There are over 5000 files, more bytes than allowed, a name that is not
            UTF-8, or a file that cannot be read.
    """
    found: dict[str, bytes] = {}
    total = 0
    for name, path in sorted(_regular_files(folder)):
        try:
            content = _read_regular(path, limit_bytes - total + 1)
            name.encode()
        except (OSError, UnicodeEncodeError) as error:
            message = f"The work left {name!r}, which cannot be taken in: {error}; remove it"
            raise InvalidInputError(message, name=ascii(name)) from error
        total += len(content)
        if total > limit_bytes or len(found) >= FOLDER_FILES:
            message = (
                f"The work left more than {limit_bytes} bytes or {FOLDER_FILES} files; "
                "leave only what the task asks for"
            )
            raise InvalidInputError(message, files=len(found), bytes=total)
        found[name] = content
    return found


def _regular_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [f for f in folders if f not in SKIPPED]
        for name in names:
            path = Path(root) / name
            if stat.S_ISREG(path.lstat().st_mode):
                yield path.relative_to(folder).as_posix(), path


def _read_regular(path: Path, limit_bytes: int) -> bytes:
    """At most so many bytes of a file.

    Raises:
        OSError: It is not there, is not a regular file, or may not be read.
    """
    with os.fdopen(os.open(path, os.O_RDONLY | OPEN), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            message = "it is not a regular file"
            raise OSError(message)
        return file.read(limit_bytes)


def inside(folder: Path, name: str) -> Path:
    """The path of a name in a folder.

    Raises:
        InvalidInputError: The name is absolute, has ``..``, or passes through a link.
    """
    pure = PurePosixPath(name)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or "\0" in name:
        message = f"{name!r} leads out of the folder; use a name relative to it, such as 'a.txt'"
        raise InvalidInputError(message, name=name)
    path = folder
    for part in pure.parts[:-1]:
        path /= part
        if path.is_symlink():
            message = f"{name!r} passes through a link; use a plain folder"
            raise InvalidInputError(message, name=name)
    return folder.joinpath(*pure.parts)


def _text_parameter(description: str) -> dict[str, str]:
    return {"type": "string", "description": description}


def _object(required: list[str], **properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _string(arguments: Mapping[str, Any], name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str):
        message = f"{name}: {value!r} is not text; give it as a string"
        raise InvalidInputError(message, argument=name)
    return value


def _positive(arguments: Mapping[str, Any], name: str, default: int) -> int:
    value = arguments.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = f"{name}: {value!r} is not a whole number from 1; leave it out for {default}"
        raise InvalidInputError(message, argument=name)
    return value


class ReadFile:
    """Shows lines of a text file."""

    name: ClassVar[str] = "read_file"
    description: ClassVar[str] = "Read lines of a text file."
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = _object(
        ["path"],
        path=_text_parameter("name of the file"),
        start_line={"type": "integer", "minimum": 1},
        lines={"type": "integer", "minimum": 1, "maximum": READ_LINES},
    )

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        try:
            name = _string(arguments, "path")
            start = _positive(arguments, "start_line", 1)
            count = min(READ_LINES, _positive(arguments, "lines", READ_LINES))
            path = inside(place.folder, name)
            content = await asyncio.to_thread(_read_regular, path, READ_BYTES + 1)
            if len(content) > READ_BYTES:
                message = f"{name!r} has more than {READ_BYTES} bytes; read it with a program"
                return ToolResult(message, ok=False)
            text = content.decode()
        except InvalidInputError as error:
            return ToolResult(error.message, ok=False)
        except UnicodeDecodeError:
            return ToolResult(f"{name!r} is not text; read it with a program", ok=False)
        except OSError as error:
            message = f"{name!r} cannot be read: {error.strerror or error}; list_files names files"
            return ToolResult(message, ok=False)
        return ToolResult(_excerpt(text.splitlines(), start, count))


def _excerpt(lines: list[str], start: int, count: int) -> str:
    """Lines from ``start`` (1 is the first), whole ones, with a note of what is left out."""
    if start > max(1, len(lines)):
        return f"[the file has only {len(lines)} lines]"
    shown: list[str] = []
    room = READ_CHARS
    for line in lines[start - 1 : start - 1 + count]:
        if len(line) > room:
            break
        shown.append(line)
        room -= len(line) + 1
    if not shown and lines:
        return f"{lines[start - 1][:READ_CHARS]}\n[line {start} is longer; its end is left out]"
    left = len(lines) - (start - 1 + len(shown))
    more = f"\n[{left} more lines; read on from line {start + len(shown)}]" if left > 0 else ""
    return "\n".join(shown) + more


class WriteFile:
    """Writes a text file, whole."""

    name: ClassVar[str] = "write_file"
    description: ClassVar[str] = "Write a text file; what it held before is replaced."
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = _object(
        ["path", "content"],
        path=_text_parameter("name of the file"),
        content=_text_parameter("all of its text"),
    )

    async def use(self, arguments: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        try:
            name = _string(arguments, "path")
            content = _string(arguments, "content").encode()
            if len(content) > WRITE_BYTES:
                message = f"{len(content)} bytes are more than the {WRITE_BYTES} one call may write"
                return ToolResult(message, ok=False)
            await asyncio.to_thread(lay_out, place.folder, {name: content})
        except InvalidInputError as error:
            return ToolResult(error.message, ok=False)
        except UnicodeEncodeError as error:
            return ToolResult(f"content: {error}; give plain text", ok=False)
        except OSError as error:
            message = f"{name!r} cannot be written: {error.strerror or error}; use another name"
            return ToolResult(message, ok=False)
        return ToolResult(f"wrote {name}, {len(content)} bytes")


class ListFiles:
    """Names the files at hand."""

    name: ClassVar[str] = "list_files"
    description: ClassVar[str] = "List the files and their sizes in bytes."
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = _object([])

    async def use(self, _: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        lines = await asyncio.to_thread(_listed, place.folder)
        shown = "\n".join(lines[:READ_LINES])
        left = len(lines) - READ_LINES
        more = f"\n[{left} more files; list them with a program]" if left > 0 else ""
        return ToolResult(shown + more or "there are no files")


def _listed(folder: Path) -> list[str]:
    found = sorted(_regular_files(folder))
    return [f"{name}\t{path.lstat().st_size}" for name, path in found]
