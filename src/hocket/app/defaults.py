"""What a Hocket works with where nothing else is given; each is loaded when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hocket.ports.journal import Journal
    from hocket.ports.sandbox import Sandbox
    from hocket.ports.store import Store


async def journal_in(path: Path, retain_bytes: int) -> Journal:
    """The journal in a file, open for writing; its oldest finished runs make room beyond a size."""
    from hocket.adapters.sqlite.journal import SqliteJournal  # noqa: PLC0415

    return await SqliteJournal.open(path, retain_bytes=retain_bytes)


def store_in(path: Path) -> Store:
    """The store in a journal's file."""
    from hocket.adapters.sqlite.store import SqliteStore  # noqa: PLC0415

    return SqliteStore.open(path)


def default_sandbox() -> Sandbox:
    """Where code runs."""
    from hocket.adapters.bubblewrap.sandbox import Bubblewrap  # noqa: PLC0415

    return Bubblewrap()
