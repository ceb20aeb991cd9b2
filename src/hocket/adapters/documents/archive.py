"""Archives (ZIP): the texts and tables in them."""

from __future__ import annotations

import re
import zipfile
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
        entries = [entry for entry in archive.infolist() if _is_file(entry.filename)]
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


def _is_file(name: str) -> bool:
    last = _last_part(name)
    return bool(last) and not last.startswith(".") and not name.startswith(HIDDEN)


def _last_part(name: str) -> str:
    r"""What follows the folders; some programs separate them by a backslash.

    Examples:
        >>> _last_part("data/a.csv"), _last_part("data\\a.csv"), _last_part("data/")
        ('a.csv', 'a.csv', '')
    """
    return re.split(r"[/\\]", name)[-1]


def _ending(name: str) -> str:
    last = _last_part(name)
    return last if "." in last else f"{last}.txt"
