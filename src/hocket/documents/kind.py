"""What kind of document a file is, by its first bytes and its name."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal[
    "pdf",
    "workbook",
    "word",
    "parquet",
    "page",
    "notebook",
    "compressed",
    "archive",
    "database",
    "",
]
"""Kinds that hocket can read; empty for text and for everything else."""

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PAGES = (".html", ".htm", ".xhtml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_ZIP: tuple[tuple[str, Kind], ...] = (("xl/", "workbook"), ("word/", "word"))
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(WORKBOOKS, "workbook"),
    ".docx": "word",
    ".pdf": "pdf",
    ".parquet": "parquet",
    ".zip": "archive",
}
COMPRESSED = (".gz", ".bz2", ".xz")
COMPRESSIONS = {b"\x1f\x8b": "gzip", b"BZh": "bz2", b"\xfd7zXZ\x00": "lzma"}
"""The first bytes of compressed files, and the modules that open them."""

_STARTS: dict[bytes, Kind] = {
    **dict.fromkeys(COMPRESSIONS, "compressed"),
    b"PAR1": "parquet",
    b"SQLite format 3\x00": "database",
}
_HEAD_BYTES = 1024
_PAGE = (b"<!doctype html", b"<html")
_OTHER = {
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"7z\xbc\xaf": "an archive; unpack it",
}
_NAMED = {
    ".doc": "an old Word file; save it as .docx",
    ".ppt": "an old PowerPoint file; save it as PDF",
    ".pptx": "a PowerPoint file; save it as PDF",
    ".odt": "an OpenDocument text; save it as .docx",
    ".epub": "an e-book; save it as PDF",
}


def kind_of(name: str, content: bytes) -> Kind:
    """The kind of a document.

    Examples:
        >>> kind_of("a.dat", b"%PDF-1.7 ..."), kind_of("a.HTM", b"<p>"), kind_of("a.txt", b"hello")
        ('pdf', 'page', '')
    """
    ending = PurePath(name).suffix.lower()
    if content.startswith(b"%PDF-") or (ending == ".pdf" and b"%PDF-" in content[:_HEAD_BYTES]):
        return "pdf"
    begun = _begun(content, ending)
    if begun is not None:
        return begun
    if ending == ".ipynb":
        return "notebook"
    # Web sites export pages under names such as `report.xls`.
    if ending in PAGES or _is_page(content[:_HEAD_BYTES]):
        return "page"
    # Text under such a name is read as text, and anything else is damaged.
    return "" if decoded(content[:_HEAD_BYTES]) else _KINDS.get(ending, "")


def _begun(content: bytes, ending: str) -> Kind | None:
    """The kind of a document by its first bytes; None if they do not say it."""
    if content.startswith(OLE):
        return _KINDS.get(ending, "")
    if content.startswith(ZIP):
        return _zipped(content, ending)
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)


def _is_page(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE)


def _zipped(content: bytes, ending: str) -> Kind:
    import zipfile  # noqa: PLC0415 - slow to import, rarely needed

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = []
    for folder, kind in _IN_ZIP:
        if any(name.startswith(folder) for name in names):
            return kind
    return _KINDS.get(ending, "")  # also if it is damaged: its reader says how


def unreadable(name: str, content: bytes) -> str:
    r"""What a file is that is neither text nor of a kind that hocket reads, and what to do.

    Examples:
        >>> unreadable("a.png", b"\x89PNG"), unreadable("a.doc", b""), unreadable("a.bin", b"\x00")
        ('an image', 'an old Word file; save it as .docx', 'no text that hocket knows')
    """
    ending = PurePath(name).suffix.lower()
    if ending in _NAMED:
        return _NAMED[ending]
    for start, what in _OTHER.items():
        if content.startswith(start):
            return what
    return "an archive; unpack it" if content.startswith(ZIP) else "no text that hocket knows"


def inner_ending(name: str) -> str:
    """The ending of what is compressed in a file, by its name; ``txt`` if the name has none.

    Examples:
        >>> inner_ending("prices.csv.gz"), inner_ending("notes.gz")
        ('csv', 'txt')
    """
    pure = PurePath(name)
    is_stated = pure.suffix.lower() in COMPRESSED
    return (PurePath(pure.stem).suffix.lower()[1:] if is_stated else "") or "txt"


def parts_of(name: str, names: Iterable[str]) -> list[str]:
    """The files that hold the text and the tables of a document, from among names.

    Examples:
        >>> parts_of("a.xlsx", ["a.xlsx", "a.xlsx.Prices.csv", "b.csv"])
        ['a.xlsx.Prices.csv']
    """
    return [other for other in names if other.startswith(f"{name}.")]
