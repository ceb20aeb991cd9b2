"""Workbooks (XLSX, XLSM, XLSB, XLS, ODS): one table for each sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook, PasswordError, SheetVisibleEnum

from hocket.adapters.documents.output import Output, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

MOST_CELLS = 20_000_000
OLE = b"\xd0\xcf\x11\xe0"
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
    output.table(name, sheet.to_python(), f"sheet {name}")
