"""A store in memory, with the contract of the others; it ends with the process.

Where a store on disk waits, it lets other tasks run now and then, so no race hides behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hocket.adapters.memory.turn import EVERY, Turns
from hocket.errors import JournalConflictError
from hocket.ports.store import Document

if TYPE_CHECKING:
    from collections.abc import Sequence


class MemoryStore:
    """Implements ``hocket.ports.store.Store``.

    Args:
        turn_every: So many of its waits let other tasks run, 1 or more. A test of races wants 1.
    """

    def __init__(self, turn_every: int = EVERY) -> None:
        self._documents: dict[tuple[str, str], tuple[Document, int | None]] = {}
        self._turns = Turns(turn_every)

    async def get(self, space: str, key: str, *, now_us: int) -> Document | None:
        await self._turns
        return self._current(space, key, now_us)

    async def all(self, space: str, *, now_us: int) -> Sequence[Document]:
        await self._turns
        if not self._documents:
            return []
        keys = sorted(key for at, key in self._documents if at == space)
        documents = [self._current(space, key, now_us) for key in keys]
        return [document for document in documents if document is not None]

    async def put(
        self,
        space: str,
        key: str,
        body: bytes,
        *,
        expected: int | None = None,
        expires_us: int | None = None,
    ) -> int:
        await self._turns
        stored = self._documents.get((space, key))
        version = stored[0].version if stored else 0
        if expected is not None and expected != version:
            message = f"{space}/{key} has version {version}, not {expected}; read it again"
            raise JournalConflictError(message, key=key, version=version, expected=expected)
        self._documents[space, key] = (Document(key, version + 1, body), expires_us)
        return version + 1

    async def delete(self, space: str, key: str) -> bool:
        await self._turns
        return self._documents.pop((space, key), None) is not None

    async def expire(self, now_us: int) -> int:
        await self._turns
        old = [at for at, (_, end) in self._documents.items() if end is not None and end <= now_us]
        for at in old:
            del self._documents[at]
        return len(old)

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""

    def _current(self, space: str, key: str, now_us: int) -> Document | None:
        document, expires_us = self._documents.get((space, key), (None, None))
        return None if expires_us is not None and expires_us <= now_us else document
