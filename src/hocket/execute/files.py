"""Files of an attempt: laid out in its folder, taken in from it, and the tools that touch them.

Names are relative, with ``/``. Nothing is followed out of the folder: symbolic links that code made
there are not read, and what is written goes through no link.
"""

from __future__ import annotations

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
WRITE_BYTES = 4 << 20
SKIPPED = {"__pycache__"}


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, made if it is not there.

    Raises:
        InvalidInputError: A name leads out of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path.unlink()
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(path, flags, 0o644), "wb") as file:
            file.write(content)


def collect(folder: Path, limit_bytes: int = FOLDER_BYTES) -> dict[str, bytes]:
    """Every regular file in a folder by its name, in order of names; links are left out.

    Raises:
        InvalidInputError: There are over 5000 files, or more bytes than allowed.
    """
    found: dict[str, bytes] = {}
    total = 0
    for path in sorted(_regular_files(folder)):
        name = path.relative_to(folder).as_posix()
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
            content = file.read(limit_bytes - total + 1)
        total += len(content)
        if total > limit_bytes or len(found) >= FOLDER_FILES:
            message = (
                f"The work left more than {limit_bytes} bytes or {FOLDER_FILES} files; "
                "leave only what the task asks for"
            )
            raise InvalidInputError(message, files=len(found), bytes=total)
        found[name] = content
    return found


def _regular_files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = [f for f in folders if f not in SKIPPED]
        for name in names:
            path = Path(root) / name
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def inside(folder: Path, name: str) -> Path:
    """The path of a name in a folder.

    Raises:
        InvalidInputError: The name is absolute, has ``..``, or passes through a link.
    """
    pure = PurePosixPath(name)
    if not name or pure.is_absolute() or ".." in pure.parts or "\0" in name:
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
            path = inside(place.folder, str(arguments.get("path", "")))
            with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
                text = file.read().decode()
        except InvalidInputError as error:
            return ToolResult(error.message, ok=False)
        except (OSError, UnicodeDecodeError) as error:
            return ToolResult(f"{arguments.get('path')!r} cannot be read: {error}", ok=False)
        start = max(1, int(arguments.get("start_line", 1)))
        count = min(READ_LINES, int(arguments.get("lines", READ_LINES)))
        every = text.splitlines()
        shown = "\n".join(every[start - 1 : start - 1 + count])[:READ_CHARS]
        left = len(every) - (start - 1 + count)
        more = f"\n[{left} more lines; read on from line {start + count}]" if left > 0 else ""
        return ToolResult(shown + more)


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
        content = str(arguments.get("content", "")).encode()
        name = str(arguments.get("path", ""))
        if len(content) > WRITE_BYTES:
            message = f"{len(content)} bytes are more than the {WRITE_BYTES} one call may write"
            return ToolResult(message, ok=False)
        try:
            lay_out(place.folder, {name: content})
        except (InvalidInputError, OSError) as error:
            return ToolResult(f"{name!r} cannot be written: {error}", ok=False)
        return ToolResult(f"wrote {name}, {len(content)} bytes")


class ListFiles:
    """Names the files at hand."""

    name: ClassVar[str] = "list_files"
    description: ClassVar[str] = "List the files and their sizes in bytes."
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = _object([])

    async def use(self, _: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        lines = [
            f"{path.relative_to(place.folder).as_posix()}\t{path.lstat().st_size}"
            for path in sorted(_regular_files(place.folder))
        ]
        return ToolResult("\n".join(lines) or "there are no files")
