"""The port of document readers: the text and the tables in files such as PDFs and workbooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.documents.kind import Kind


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a document.

    Attributes:
        files: Its text and its tables as UTF-8 text and plain CSV, by the ending that is added to
            the name of the document, such as ``Sheet1.csv``.
        note: For people: what could not be read and why, with the remedy; empty if all was.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    note: str = ""


class DocumentReader(Protocol):
    """Reads documents. A document that cannot be read is no error: the note says why."""

    async def read(self, kind: Kind, content: bytes) -> Contents:
        """The contents of a document.

        Args:
            kind: Its kind, not empty.
            content: Its bytes, from anyone: damaged, encrypted or hostile.
        """
        ...
