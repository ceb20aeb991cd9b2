"""Archives (ZIP): the texts and tables in them."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hocket.adapters.documents.output import MOST_FILES, UnreadableError
from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.adapters.documents.output import Output

HIDDEN = ("__MACOSX/",)


def read(path: Path, output: Output) -> None:
    """Add each text under its name.

    Raises:
        UnreadableError: It is encrypted, or holds no text.
    """
    left_out = []
    with zipfile.ZipFile(path) as archive:
        entries = [e for e in archive.infolist() if not e.is_dir() and not _is_hidden(e.filename)]
        for entry in entries[:MOST_FILES]:
            if entry.flag_bits & 1:
                message = "it is encrypted; remove its password"
                raise UnreadableError(message)
            text = decoded(archive.read(entry))
            if text is None:
                left_out.append(entry.filename)
            else:
                output.text(_ending(entry.filename), text.text)
    if not output.files:
        message = "it holds no text; unpack it"
        raise UnreadableError(message)
    if left_out or len(entries) > MOST_FILES:
        named = ", ".join(left_out[:3]) or f"what follows the first {MOST_FILES} files"
        output.remarks.append(f"not read, unpack it: {named}")


def _is_hidden(name: str) -> bool:
    return name.startswith(HIDDEN) or PurePosixPath(name).name.startswith(".")


def _ending(name: str) -> str:
    pure = PurePosixPath(name)
    return pure.name if pure.suffix else f"{pure.name}.txt"
