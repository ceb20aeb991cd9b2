"""Word files (DOCX): the text with headings, and each table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document
from docx.table import Table

from hocket.adapters.documents.output import Output, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from docx.text.paragraph import Paragraph

OLE = b"\xd0\xcf\x11\xe0"


def read(path: Path, output: Output) -> None:
    """Add the text, in which tables stand in place, and the tables.

    Raises:
        UnreadableError: It is encrypted, or has neither text nor a table.
    """
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            message = "it is encrypted; remove its password"
            raise UnreadableError(message)
        file.seek(0)
        document = Document(file)
    lines: list[str] = []
    tables: list[list[list[str]]] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = [[cell.text for cell in row.cells] for row in block.rows]
            tables.append(rows)
            lines += [f"| {' | '.join(' '.join(cell.split()) for cell in row)} |" for row in rows]
        else:
            lines.append(_line(block))
    if not any(line.strip() for line in lines):
        message = "it has no text"
        raise UnreadableError(message)
    output.text("txt", "\n".join(lines) + "\n")
    for number, rows in enumerate(tables, 1):
        output.table(f"table-{number}", rows, f"table {number}")
    images = len(document.inline_shapes)
    if images:
        output.remarks.append(f"{images} images were not read")


def _line(paragraph: Paragraph) -> str:
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    level = style.removeprefix("Heading ")
    is_heading = style.startswith("Heading ") and level.isdecimal()
    return f"{'#' * int(level)} {paragraph.text}" if is_heading else paragraph.text
