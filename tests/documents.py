"""Documents as people have them, made for tests."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import docx
import duckdb
import openpyxl
from pypdf import PdfReader, PdfWriter

PAGE = """<html><head><title>Orte</title><style>p {}</style></head><body><h1>Städte</h1>
<p>Zwei <b>große</b>.</p><script>alert(1)</script>
<table><tr><th>Ort</th><th>Preis</th></tr><tr><td>Köln</td><td>5,20</td></tr></table></body></html>"""


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Prices €"
    sheet.append(["town", "price", "founded", "open"])
    sheet.append(["Köln", 5.5, dt.date(2024, 3, 1), True])
    sheet.append(["Bonn, West", 7.0, None, False])
    hidden = book.create_sheet("Notes")
    hidden.append(["a\nb", 1])
    hidden.sheet_state = "hidden"
    return _saved(book)


def sparse_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 2
    return _saved(book)


def merged_workbook() -> bytes:
    """Merged cells, a formula without a value, and an error; the table begins at B2."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sales"
    rows = [
        ("region", "town", "sum"),
        ("North", "Kiel", 1),
        (None, "Husum", 2),
        ("South", "Ulm", 3),
    ]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 2):
            sheet.cell(number, column, value)
    sheet.merge_cells("B3:B4")
    sheet["D5"] = "=D3+D4"
    sheet["D4"] = "#N/A"
    return _saved(book)


def workbook_with_empty_merged_cells() -> bytes:
    """Merged cells without a value above and left of the table, which begins at C3."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in enumerate((("k", "v"), ("a", 1), ("b", 2), ("c", 3)), 3):
        for column, value in enumerate(row, 3):
            sheet.cell(number, column, value)
    for cells in ("A1:B1", "A2:A6", "C1:D2", "B5:B6"):
        sheet.merge_cells(cells)
    return _saved(book)


def empty_workbook() -> bytes:
    return _saved(openpyxl.Workbook())


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Report", 1)
    document.add_paragraph("Köln is large.")
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("town", "price"), ("Köln", "5")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return _saved(document)


def empty_word() -> bytes:
    return _saved(docx.Document())


def pdf(*pages: str) -> bytes:
    """A PDF with these texts; an empty one makes a page without text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("secret"))))
    writer.encrypt("password", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted_office() -> bytes:
    """The start of a password-protected XLSX or DOCX: an OLE file with an encrypted package."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(bytes(1 << 20))
    return out.getvalue()


def parquet(folder) -> bytes:
    path = folder / "table.parquet"
    query = "select 'Köln' as town, 5.5::double as price, date '2024-03-01' as founded, [1] as tags"
    duckdb.sql(f"copy ({query}) to '{path}' (format parquet)")
    return path.read_bytes()


def notebook() -> bytes:
    cells = [
        {"cell_type": "markdown", "source": ["# Sums\n", "of prices"]},
        {
            "cell_type": "code",
            "source": "print(6 * 7)",
            "outputs": [
                {"output_type": "stream", "text": ["42\n"]},
                {"output_type": "display_data", "data": {"image/png": "", "text/plain": "<plot>"}},
                {"output_type": "error", "ename": "ValueError", "evalue": "no"},
            ],
        },
    ]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}).encode()


def _saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
