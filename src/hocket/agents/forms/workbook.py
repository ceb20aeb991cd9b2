"""A workbook (XLSX) of one sheet, the same bytes for the same rows."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

MADE = (1980, 1, 1, 0, 0, 0)
"""When its parts were made, as ZIP archives state it: the earliest time they can."""

SHEET_CHARS = 31
CELL_CHARS = 32_767
MOST_DIGITS = 15
EPOCH = dt.date(1899, 12, 30)
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it, spreadsheets count a day that never was."""

DATE_STYLE, HEAD_STYLE = 1, 2
_DATE = late_pattern(r"\d{4}-\d\d-\d\d")
NO_XML = late_pattern(r"[^\x09\x0a\x0d\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        'formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf fontId="1" applyFont="1"/></cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def workbook(title: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook whose sheet has a row of names above the rows; numbers and dates keep their type.

    Args:
        title: The name of the sheet.
        names: The names of the columns.
        rows: Plain JSON.

    Examples:
        >>> workbook("towns", ["town"], [["Bonn"]]) == workbook("towns", ["town"], [["Bonn"]])
        True
    """
    sheet = "".join(
        [
            f'<worksheet xmlns="{_MAIN}"><sheetData>',
            _row(names, HEAD_STYLE),
            *(_row(row) for row in rows),
            "</sheetData></worksheet>",
        ]
    )
    name = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split())[:SHEET_CHARS] or "table"
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{_safe(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {**_PARTS, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            entry = zipfile.ZipInfo(part, MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f"{_HEAD}{text}")
    return out.getvalue()


def _row(values: Sequence[Any], style: int = 0) -> str:
    return f"<row>{''.join(_cell(value, style) for value in values)}</row>"


def _cell(value: Any, style: int) -> str:
    styled = f' s="{style}"' if style else ""
    if value is None or value == "":
        return f"<c{styled}/>"
    if isinstance(value, bool):
        return f'<c t="b"{styled}><v>{int(value)}</v></c>'
    is_exact = not isinstance(value, int) or len(str(abs(value))) <= MOST_DIGITS
    if isinstance(value, int | float) and is_exact:
        return f"<c{styled}><v>{value!r}</v></c>"
    text = str(value)
    day = _day(text)
    if day is not None and not style:
        return f'<c s="{DATE_STYLE}"><v>{day}</v></c>'
    kept = _safe(text[:CELL_CHARS])
    return f'<c t="inlineStr"{styled}><is><t xml:space="preserve">{kept}</t></is></c>'


def _day(text: str) -> int | None:
    """The number of a day; None for anything else, and for days that spreadsheets miscount."""
    if not _DATE.fullmatch(text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return (day - EPOCH).days if day >= FIRST_DAY else None


def _safe(text: str) -> str:
    clean = NO_XML.sub("", text.encode(errors="replace").decode())
    return escape(clean, {'"': "&quot;"})
