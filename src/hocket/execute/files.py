"""Tools that read and write the files of an attempt."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

from hocket.documents.encoding import decoded
from hocket.errors import InvalidInputError
from hocket.execute.folder import inside, lay_out, read_regular, regular_files
from hocket.ports.tool import Effect, ToolPlace, ToolResult

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

READ_LINES = 200
READ_CHARS = 16_000
READ_BYTES = 16 << 20
WRITE_BYTES = 4 << 20


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
    """Tool that reads lines of a text file."""

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
        from hocket.documents.preview import reading_note, stand_in  # noqa: PLC0415 - slow to import

        try:
            name = _string(arguments, "path")
            start = _positive(arguments, "start_line", 1)
            count = min(READ_LINES, _positive(arguments, "lines", READ_LINES))
            content = await asyncio.to_thread(_content, place.folder, name)
            if len(content) > READ_BYTES:
                message = f"{name!r} has more than {READ_BYTES} bytes; read it with a program"
                return ToolResult(message, ok=False)
            text = decoded(content)
        except InvalidInputError as error:
            return ToolResult(error.message, ok=False)
        except OSError as error:
            message = f"{name!r} cannot be read: {error.strerror or error}; list_files names files"
            return ToolResult(message, ok=False)
        if text is None:
            instead = stand_in(name, content, await asyncio.to_thread(_names, place.folder))
            return ToolResult(f"{name!r} is not text: {instead or 'use a program'}", ok=False)
        note = reading_note(name, content)
        above = f"[{note}]\n" if note else ""
        return ToolResult(above + _excerpt(text.text.splitlines(), start, count))


def _content(folder: Path, name: str) -> bytes:
    return read_regular(inside(folder, name), READ_BYTES + 1)


def _names(folder: Path) -> list[str]:
    return sorted(name for name, _ in regular_files(folder))


def _excerpt(lines: list[str], start: int, count: int) -> str:
    """Whole lines from ``start`` (at least 1), with a note of what is left out."""
    if start > max(1, len(lines)):
        return f"[the file has only {len(lines)} lines]"
    excerpt: list[str] = []
    room = READ_CHARS
    for line in lines[start - 1 : start - 1 + count]:
        if len(line) > room:
            break
        excerpt.append(line)
        room -= len(line) + 1
    if not excerpt and lines:
        return f"{lines[start - 1][:READ_CHARS]}\n[line {start} is longer; its end is left out]"
    left = len(lines) - (start - 1 + len(excerpt))
    more = f"\n[{left} more lines; read on from line {start + len(excerpt)}]" if left > 0 else ""
    return "\n".join(excerpt) + more


class WriteFile:
    """Tool that writes a text file as a whole."""

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
    """Tool that lists the files and their sizes."""

    name: ClassVar[str] = "list_files"
    description: ClassVar[str] = "List the files and their sizes in bytes."
    effect: ClassVar[Effect] = "none"
    uses_files: ClassVar[bool] = True
    parameters: ClassVar[Mapping[str, Any]] = _object([])

    async def use(self, _: Mapping[str, Any], place: ToolPlace) -> ToolResult:
        lines = await asyncio.to_thread(_listed, place.folder)
        listing = "\n".join(lines[:READ_LINES])
        left = len(lines) - READ_LINES
        more = f"\n[{left} more files; list them with a program]" if left > 0 else ""
        return ToolResult(listing + more or "there are no files")


def _listed(folder: Path) -> list[str]:
    files = sorted(regular_files(folder))
    return [f"{name}\t{path.lstat().st_size}" for name, path in files]
