"""The rows in files that are handed over: pages, workbooks, XML, YAML, calendars, address books."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath
from typing import Any

from hocket.documents.encoding import decoded
from hocket.documents.markings import plain

PAGES = (".html", ".htm")
WORKBOOK = ".xlsx"
NESTED = (".yaml", ".yml")
RECORDS = (".xml", ".ics", ".vcf")
LABELS = ("UID", "DTSTAMP")
"""What each event of a calendar has that says nothing of it."""

ENDINGS = (*PAGES, WORKBOOK, *NESTED, *RECORDS)
_ROW = re.compile(r"<(?:tr|row)\b[^>]*>(.*?)</(?:tr|row)>", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL | re.IGNORECASE)
_SHEET_CELL = re.compile(r"<c\b[^>]*?(?:/>|>(.*?)</c>)", re.DOTALL)
_SHEET = "xl/worksheets/sheet1.xml"


def data_within(name: str, content: bytes) -> Any:
    """The data in such a file, as plain JSON; None if it holds none that is known.

    A workbook is read as far as it holds its texts itself, as those do that are handed over.

    Examples:
        >>> page = b"<table><tr><th>town</th></tr><tr><td>Bonn &amp; Co</td></tr></table>"
        >>> data_within("a.html", page), data_within("a.png", b"")
        ([['town'], ['Bonn & Co']], None)
    """
    ending = PurePath(name).suffix.lower()
    if ending == WORKBOOK:
        return _sheet(content)
    if ending in RECORDS:
        return _table(name, content)
    text = decoded(content) if ending in ENDINGS else None
    if text is None:
        return None
    if ending in PAGES:
        return _rows(text.text, _CELL) or None
    from hocket.documents.profile.formats.yaml import value_in  # noqa: PLC0415 - rarely needed

    return value_in(text.text)


def _table(name: str, content: bytes) -> list[dict[str, Any]] | None:
    from hocket.documents.profile import read_table  # noqa: PLC0415 - slow to import

    table = read_table(name, content)
    if table is None:
        return None
    rows = (zip(table.names, row, strict=True) for row in table.rows)
    return [{name: value for name, value in row if name not in LABELS} for row in rows]


def _rows(text: str, cell: re.Pattern[str]) -> list[list[str]]:
    return [[plain(inner) for inner in cell.findall(row)] for row in _ROW.findall(text)]


def _sheet(content: bytes) -> list[list[str]] | None:
    """The rows of the first sheet of a workbook; None if it shares its texts, or is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "xl/sharedStrings.xml" in archive.namelist():
                return None
            return _rows(archive.read(_SHEET).decode(), _SHEET_CELL) or None
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError):
        return None
