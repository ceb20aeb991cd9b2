"""What a Hocket uses unless it is given something else; each is imported when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.ports.journal import Journal
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.store import Store


async def journal_in(path: Path, retain_bytes: int) -> Journal:
    """The journal in a file, open for writing; above a size it drops its oldest finished runs."""
    from hocket.adapters.sqlite.journal import SqliteJournal  # noqa: PLC0415

    return await SqliteJournal.open(path, retain_bytes=retain_bytes)


def store_in(path: Path) -> Store:
    """The store in a journal's file."""
    from hocket.adapters.sqlite.store import SqliteStore  # noqa: PLC0415

    return SqliteStore.open(path)


def default_sandbox() -> Sandbox:
    """The sandbox for code that agents write."""
    from hocket.adapters.bubblewrap.sandbox import Bubblewrap  # noqa: PLC0415

    return Bubblewrap()
