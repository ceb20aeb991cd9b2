"""The store in the journal's file, with its own connection, because writes are rare and short."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Self, TypeVar

from hocket.adapters.sqlite.connection import connect, translated
from hocket.adapters.sqlite.home import make_folder_of
from hocket.adapters.sqlite.queries import queries
from hocket.errors import JournalConflictError
from hocket.ports.store import Document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

ResultT = TypeVar("ResultT")


class SqliteStore:
    """Implements ``hocket.ports.store.Store``; create it with ``open``."""

    def __init__(self, path: Path, reader: sqlite3.Connection, writer: sqlite3.Connection) -> None:
        self._path = path
        self._reader = reader
        self._writer = writer
        self._writing = asyncio.Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store in a file, which is created if necessary; another process may hold it.

        Raises:
            JournalCorruptError: The file is damaged, not a journal, or of a newer hocket.
            UnavailableError: The file cannot be opened.
        """
        make_folder_of(path)
        writer = connect(path, write=True, alongside=True)
        return cls(path, connect(path, write=False), writer)

    async def get(self, space: str, key: str, *, now_us: int) -> Document | None:
        rows = self._rows("document", space, key, now_us)
        return Document(*rows[0]) if rows else None

    async def all(self, space: str, *, now_us: int) -> Sequence[Document]:
        return [Document(*row) for row in self._rows("documents", space, now_us)]

    async def put(
        self,
        space: str,
        key: str,
        body: bytes,
        *,
        expected: int | None = None,
        expires_us: int | None = None,
    ) -> int:
        def write(connection: sqlite3.Connection) -> int:
            row = connection.execute(queries()["document_version"], (space, key)).fetchone()
            version = row[0] if row else 0
            if expected is not None and expected != version:
                message = f"{space}/{key} has version {version}, not {expected}; read it again"
                raise JournalConflictError(message, key=key, version=version, expected=expected)
            values = (space, key, version + 1, expires_us, body)
            connection.execute(queries()["put_document"], values)
            return int(version) + 1

        return await self._write(write)

    async def delete(self, space: str, key: str) -> bool:
        def write(connection: sqlite3.Connection) -> bool:
            return connection.execute(queries()["drop_document"], (space, key)).rowcount > 0

        return await self._write(write)

    async def expire(self, now_us: int) -> int:
        def write(connection: sqlite3.Connection) -> int:
            return connection.execute(queries()["drop_expired"], (now_us,)).rowcount

        return await self._write(write)

    async def close(self) -> None:
        async with self._writing:
            self._writer.close()
            self._reader.close()

    def _rows(self, name: str, *values: Any) -> list[Any]:
        # Reads are short and come from the page cache: a thread would cost more than it saves.
        with translated(self._path):
            return self._reader.execute(queries()[name], values).fetchall()

    async def _write(self, action: Callable[[sqlite3.Connection], ResultT]) -> ResultT:
        def transact() -> ResultT:
            with translated(self._path):
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    result = action(self._writer)
                    self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    raise
                return result

        async with self._writing:
            return await asyncio.to_thread(transact)
