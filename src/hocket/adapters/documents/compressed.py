"""Compressed files (gzip, bzip2, xz): the text that they hold."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from hocket.adapters.documents.output import UnreadableError
from hocket.documents.encoding import decoded
from hocket.documents.kind import COMPRESSIONS

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.adapters.documents.output import Output

_CHAR_BYTES = 4
"""The most that encodings use for a character."""


def read(path: Path, output: Output) -> None:
    """Add the text.

    Raises:
        UnreadableError: It is no text.
    """
    most_bytes = _CHAR_BYTES * output.left
    content = _start_of(path, most_bytes + 1)
    is_whole = len(content) <= most_bytes
    text = decoded(content if is_whole else _whole_chars(content[:most_bytes]))
    if text is None:
        message = "what is compressed in it is no text; unpack it"
        raise UnreadableError(message)
    output.text("txt", text.text, is_whole=is_whole)


def _start_of(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        start = file.read(8)
    module = next(name for mark, name in COMPRESSIONS.items() if start.startswith(mark))
    with import_module(module).open(path) as file:
        content: bytes = file.read(size)
    return content


def _whole_chars(content: bytes) -> bytes:
    r"""The start of a text without a last character that was cut, by which it would not be UTF-8.

    Examples:
        >>> _whole_chars("Köl".encode()[:2]), _whole_chars(b"K\xf6ln")
        (b'K', b'K\xf6ln')
    """
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return content[: error.start]
    return content
