"""The text and the tables of a document while they are read, within a limit of size."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_CHARS = 32 << 20
MOST_FILES = 50
NAME_BYTES = 120
_SUFFIX = re.compile(r"\w{1,16}")


class UnreadableError(Exception):
    """A document cannot be read; the message says why, and what to do."""


class Output:
    """Collects files and remarks.

    Args:
        most_chars: How many characters the files may have together.

    Attributes:
        left: How many of them are left.
    """

    def __init__(self, most_chars: int = MOST_CHARS) -> None:
        self.files: dict[str, str] = {}
        self.remarks: list[str] = []
        self.left = most_chars

    @staticmethod
    def failed(reason: str) -> dict[str, object]:
        """The answer for a document that cannot be read."""
        return {"files": {}, "note": f"not read: {reason}"}

    def document(self) -> dict[str, object]:
        """The answer: files by ending, and the note."""
        note = "; ".join(self.remarks)
        # Names of sheets and of packed files may hold anything.
        return {"files": self.files, "note": re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", note)}

    def text(self, ending: str, text: str, *, is_whole: bool = True) -> None:
        """Add a text, if there is any in it.

        Args:
            ending: What follows the name of the document in that of the file.
            text: The text.
            is_whole: Whether it was read to its end.
        """
        if not text.strip():
            return
        if len(text) > self.left or not is_whole:
            text = text[: self.left]
            self.remarks.append(f"only the first {len(text)} characters were read")
        self._add(ending, _encodable(text))

    def table(self, name: str, rows: Iterable[Sequence[Any]], what: str) -> None:
        """Add a table as CSV, without empty rows; nothing if it has none.

        Args:
            name: Its name, such as that of a sheet.
            rows: Its rows, the header first.
            what: How remarks name it.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        count = 0
        for row in rows:
            cells = [_cell(value) for value in row]
            if any(cells):
                if out.tell() > self.left:
                    self.remarks.append(f"of {what} only the first {count} rows were read")
                    break
                writer.writerow(cells)
                count += 1
        if count:
            self._add(f"{name}.csv", _encodable(out.getvalue()))

    def _add(self, ending: str, text: str) -> None:
        if len(self.files) >= MOST_FILES:
            message = f"only the first {MOST_FILES} tables were read"
            if message not in self.remarks:
                self.remarks.append(message)
            return
        stem, _, suffix = ending.rpartition(".")
        if not _SUFFIX.fullmatch(suffix):
            stem, suffix = ending, "txt"
        base = stem and _safe(stem)
        ending = f"{base}.{suffix}" if base else suffix
        number = 1
        while ending in self.files:
            number += 1
            ending = f"{base}-{number}.{suffix}" if base else f"{number}.{suffix}"
        self.files[ending] = text
        self.left = max(0, self.left - len(text))


def _cell(value: Any) -> str:
    """A cell as a program or an LLM reads it: whole numbers without a fraction, ISO dates."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
        return str(int(value))
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode(errors="backslashreplace")
    if isinstance(value, dt.datetime):
        at_midnight = value.time() == dt.time()
        return value.date().isoformat() if at_midnight else value.isoformat(sep=" ")
    return str(value)


def _safe(name: str) -> str:
    r"""A name that a file can have.

    Examples:
        >>> _safe("Q1/2024: \x1b[Prices]"), _safe("..")
        ('Q1 2024 Prices', 'table')
    """
    words = " ".join(re.sub(r"[^\w .()+-]|\.\.+", " ", name).split())
    return words.encode()[:NAME_BYTES].decode(errors="ignore").strip(". ") or "table"


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()
