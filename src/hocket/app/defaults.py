"""What a Hocket uses unless it is given something else; each is imported when it is needed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hocket.errors import Remedy, UnavailableError

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.ports.documents import DocumentReader
    from hocket.ports.journal import Journal
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.store import Store


def memory_journal() -> Journal:
    """A journal that ends with the process."""
    from hocket.adapters.memory.journal import MemoryJournal  # noqa: PLC0415

    return MemoryJournal()


def is_in_memory(journal: Journal) -> bool:
    """Whether no other process can have anything in this journal."""
    from hocket.adapters.memory.journal import MemoryJournal  # noqa: PLC0415

    return isinstance(journal, MemoryJournal)


def memory_store() -> Store:
    """A store that ends with the process."""
    from hocket.adapters.memory.store import MemoryStore  # noqa: PLC0415

    return MemoryStore()


async def journal_in(
    path: Path, *, read_only: bool = False, retain_bytes: int | None = None
) -> Journal:
    """The journal in a file; above a size it drops its oldest finished runs.

    Args:
        path: The file; created if necessary, unless it is only read.
        read_only: Only read, and send requests to the process that holds the journal.
        retain_bytes: That size.
    """
    from hocket.adapters.sqlite.journal import SqliteJournal  # noqa: PLC0415

    return await SqliteJournal.open(path, read_only=read_only, retain_bytes=retain_bytes)


def store_in(path: Path) -> Store:
    """The store in a journal's file."""
    from hocket.adapters.sqlite.store import SqliteStore  # noqa: PLC0415

    return SqliteStore.open(path)


def salvage(path: Path) -> dict[str, str]:
    """Replace a damaged journal by a copy of its readable part; what became of it, by name.

    Raises:
        UnavailableError: There is no file, or an earlier damaged file is in the way.
        JournalHeldError: Another process holds the journal.
    """
    from hocket.adapters.sqlite import salvage as sqlite  # noqa: PLC0415

    report = asdict(sqlite.salvage(path))
    return {
        name: (", ".join(map(str, value)) or "none") if isinstance(value, tuple) else str(value)
        for name, value in report.items()
    }


def has_journal(path: Path) -> bool:
    """Whether there is a journal; False also where one may not look."""
    from hocket.adapters.sqlite import home  # noqa: PLC0415

    return home.has_journal(path)


def verify(path: Path) -> dict[str, Any]:
    """What a check of a whole journal finds, by name; ``ok`` is whether nothing was changed.

    Raises:
        UnavailableError: There is no journal.
        JournalCorruptError: It cannot be read to its end.
    """
    from hocket.adapters.sqlite import seals  # noqa: PLC0415

    if not has_journal(path):
        message = f"There is no journal at {path} yet; the first run creates it"
        raise UnavailableError(message, remedy=Remedy("start_run"), path=str(path))
    verified = seals.verify(path)
    return {"ok": verified.ok, **asdict(verified)}


def default_sandbox() -> Sandbox:
    """The sandbox for code that agents write."""
    from hocket.adapters.bubblewrap.sandbox import Bubblewrap  # noqa: PLC0415

    return Bubblewrap()


def default_documents() -> DocumentReader:
    """The reader of documents."""
    from hocket.adapters.documents.reader import ChildReader  # noqa: PLC0415

    return ChildReader()
