"""A store of small documents that are no events: keys, settings, cards, uploads, receipts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its place. ``version`` counts its writes from 1."""

    key: str
    version: int
    body: bytes


class Store(Protocol):
    """Documents by space and key; any number of processes may read and write.

    What has expired is as if it were not there. Every method may raise UnavailableError.
    """

    async def get(self, space: str, key: str, *, now_us: int) -> Document | None:
        """A document, or None."""
        ...

    async def all(self, space: str, *, now_us: int) -> Sequence[Document]:
        """All of a space, by key."""
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
            space: Where.
            key: Under which name.
            body: What.
            expected: The version it must have now, 0 for none; else it is overwritten.
            expires_us: When it is gone, in microseconds since the epoch; None for never.

        Returns:
            Its version now.

        Raises:
            JournalConflictError: It has another version than was expected; nothing was written.
        """
        ...

    async def delete(self, space: str, key: str) -> bool:
        """Remove a document; whether it was there."""
        ...

    async def expire(self, now_us: int) -> int:
        """Remove what has expired; how many those were."""
        ...

    async def close(self) -> None:
        """Let go of the file."""
        ...
