"""PDFs: the text of each page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError

from hocket.adapters.documents.output import Output, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

MOST_PAGES = 2000
MOST_LISTED = 20


def read(path: Path, output: Output) -> None:
    """Add the text of all pages.

    Raises:
        UnreadableError: It is encrypted, or no page has text, as when it was scanned.
    """
    logging.disable(logging.CRITICAL)
    reader = PdfReader(path)
    if reader.is_encrypted and not _opens_without_password(reader):
        message = "it is encrypted; remove its password"
        raise UnreadableError(message)
    count = len(reader.pages)
    texts, empty = [], []
    for number in range(1, min(count, MOST_PAGES) + 1):
        text = reader.pages[number - 1].extract_text()
        texts.append(f"[page {number}]\n{text.strip()}")
        if not text.strip():
            empty.append(number)
    if len(empty) == len(texts):
        message = "it has no text, only images or nothing; run OCR on it first"
        raise UnreadableError(message)
    if empty:
        listed = ", ".join(map(str, empty[:MOST_LISTED])) + (", …" * (len(empty) > MOST_LISTED))
        output.remarks.append(f"pages without text (images?): {listed}")
    if count > MOST_PAGES:
        output.remarks.append(f"only the first {MOST_PAGES} of {count} pages were read")
    output.text("txt", "\n\n".join(texts) + "\n")


def _opens_without_password(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False
