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
NAME_CHARS = 60


class UnreadableError(Exception):
    """A document cannot be read; the message says why, and what to do."""


class Output:
    """Collects files and remarks."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.remarks: list[str] = []
        self._left = MOST_CHARS

    @staticmethod
    def failed(reason: str) -> dict[str, object]:
        """The answer for a document that cannot be read."""
        return {"files": {}, "note": f"not read: {reason}"}

    def document(self) -> dict[str, object]:
        """The answer: files by ending, and the note."""
        return {"files": self.files, "note": "; ".join(self.remarks)}

    def text(self, ending: str, text: str) -> None:
        """Add a text, if there is any in it."""
        if not text.strip():
            return
        if len(text) > self._left:
            self.remarks.append(f"only the first {self._left} characters were read")
            text = text[: self._left]
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
                if out.tell() > self._left:
                    self.remarks.append(f"of {what} only the first {count} rows were read")
                    break
                writer.writerow(cells)
                count += 1
        if count:
            self._add(f"{_safe(name)}.csv", _encodable(out.getvalue()))

    def _add(self, ending: str, text: str) -> None:
        if len(self.files) >= MOST_FILES:
            message = f"only the first {MOST_FILES} tables were read"
            if message not in self.remarks:
                self.remarks.append(message)
            return
        stem, _, last = ending.rpartition(".")
        number = 1
        while ending in self.files:
            number += 1
            ending = f"{stem}-{number}.{last}" if stem else f"{number}.{last}"
        self.files[ending] = text
        self._left = max(0, self._left - len(text))


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
    return (
        " ".join(re.sub(r"[^\w .()+-]|\.\.+", " ", name).split()).strip(". ")[:NAME_CHARS]
        or "table"
    )


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()
