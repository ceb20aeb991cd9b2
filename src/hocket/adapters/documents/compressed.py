"""Compressed files (gzip, bzip2, xz): the text that they hold."""

from __future__ import annotations

import bz2
import gzip
import lzma
from typing import TYPE_CHECKING, BinaryIO

from hocket.adapters.documents.output import MOST_CHARS, UnreadableError
from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hocket.adapters.documents.output import Output

OPEN: dict[bytes, Callable[[str], BinaryIO]] = {
    b"\x1f\x8b": gzip.open,  # type: ignore[dict-item]
    b"BZh": bz2.open,  # type: ignore[dict-item]
    b"\xfd7zXZ": lzma.open,  # type: ignore[dict-item]
}


def read(path: Path, output: Output) -> None:
    """Add the text.

    Raises:
        UnreadableError: It is no text.
    """
    with path.open("rb") as file:
        start = file.read(8)
    opened = next((of for mark, of in OPEN.items() if start.startswith(mark)), gzip.open)
    with opened(str(path)) as file:
        content = file.read(MOST_CHARS + 1)
    text = decoded(content)
    if text is None:
        message = "what is compressed in it is no text; unpack it"
        raise UnreadableError(message)
    output.text("txt", text.text)
