"""The store port: small documents besides events, such as keys, settings, cards and uploads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document. ``version`` counts its writes from 1."""

    key: str
    version: int
    body: bytes


class Store(Protocol):
    """Documents by space and key; any number of processes may read and write.

    Expired documents are treated as missing. Every method may raise UnavailableError.
    """

    async def get(self, space: str, key: str, *, now_us: int) -> Document | None:
        """A document; None if it does not exist."""
        ...

    async def all(self, space: str, *, now_us: int) -> Sequence[Document]:
        """All documents of a space, in order of their keys."""
        ...

    async def put(
        self,
        space: str,
        key: str,
        body: bytes,
        *,
        expected: int | None = None,
        expires_us: int | None = None,
    ) -> int:
        """Write a document; it is durable when this returns.

        Args:
            space: Space of the document.
            key: Key of the document.
            body: Content of the document.
            expected: Required current version, 0 for a new document; None to overwrite any.
            expires_us: Expiry, in microseconds since the epoch; None for never.

        Returns:
            The new version.

        Raises:
            JournalConflictError: The current version is not ``expected``; nothing was written.
        """
        ...

    async def delete(self, space: str, key: str) -> bool:
        """Delete a document; returns whether it existed."""
        ...

    async def expire(self, now_us: int) -> int:
        """Delete expired documents; returns their number."""
        ...

    async def close(self) -> None:
        """Close the file."""
        ...
