"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): one table for each sheet."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from hocket.adapters.documents.output import Output, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

MOST_CELLS = 20_000_000
OLE = b"\xd0\xcf\x11\xe0"
_CELL = re.compile(
    rb"<c\b(?P<kind>[^>]*)>\s*(?P<formula><f\b[^>]*(?:/>|>[^<]*</f>))?\s*"
    rb"(?P<value><v\b[^>]*>[^<]+</v>)?(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read(path: Path, output: Output) -> None:
    """Add each sheet as a table.

    Raises:
        UnreadableError: It is encrypted, or no sheet has a cell.
    """
    content = path.read_bytes()
    if content.startswith(OLE) and ENCRYPTED in content:
        message = "it is encrypted; remove its password"
        raise UnreadableError(message)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        message = "it is encrypted; remove its password"
        raise UnreadableError(message) from error
    hidden = {m.name for m in workbook.sheets_metadata if m.visible != SheetVisibleEnum.Visible}
    for name in workbook.sheet_names:
        _add_sheet(workbook, name, output)
    _remark_on_cells(content, output)
    if hidden:
        output.remarks.append(f"hidden sheets were read too: {', '.join(sorted(hidden))}")
    if not output.files and not output.remarks:
        message = "its sheets are empty"
        raise UnreadableError(message)


def _add_sheet(workbook: CalamineWorkbook, name: str, output: Output) -> None:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.height * sheet.width > MOST_CELLS:
        size = f"{sheet.height} x {sheet.width} cells"
        output.remarks.append(f"sheet {name} was not read: it spans {size}")
        return
    rows = sheet.to_python()
    _fill_merged(rows, sheet)
    output.table(name, rows, f"sheet {name}")


def _fill_merged(rows: list[list[Any]], sheet: CalamineSheet) -> None:
    """Give each row of cells that are merged downwards their value, as a reader sees it."""
    top, left = sheet.start or (0, 0)
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        if first < top or column < left:
            continue  # the cell that holds its value is before the first that has one
        for row in rows[first - top + 1 : last - top + 1]:
            if column - left < len(row):
                row[column - left] = rows[first - top][column - left]


def _remark_on_cells(content: bytes, output: Output) -> None:
    """Say how many cells show something in a spreadsheet program that the file does not hold."""
    without_value = errors = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    for cell in _CELL.finditer(archive.read(name)):
                        errors += b't="e"' in cell["kind"]
                        is_text = b't="str"' in cell["kind"]
                        without_value += bool(cell["formula"]) and not (cell["value"] or is_text)
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return  # an older format, which keeps the values of its formulas
    if without_value:
        output.remarks.append(
            f"{without_value} formulas have no value in the file, so their cells are empty: "
            "open it in a spreadsheet program and save it"
        )
    if errors:
        output.remarks.append(f"{errors} cells hold an error such as #N/A and are empty")
