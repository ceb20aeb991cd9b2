"""Journals of older formats: upgrade, or reading without an upgrade.

Upgrades consist of SQL: ``upgrade_N.sql`` changes the tables of version N, ``fill_N.sql`` computes
new columns of its rows, and ``view_N.sql`` shows these columns to read-only connections.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.queries import script, statements_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

VERSION = 3
FILLED = 2
"""The newest version whose rows lack columns that can be computed."""

_DIGEST = re.compile(rb"[0-9a-f]{64}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Create or upgrade a journal to the current version, in one transaction.

    The transaction reads the version, because another process may upgrade the file meanwhile.
    """
    _make_functions(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in _statements(version):
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(version: int) -> Iterator[str]:
    """The statements that bring a file of this version to the current one; 0 is an empty file."""
    if version == 0:
        yield from statements_in("schema")
        return
    for older in range(version, VERSION):
        yield from statements_in(f"upgrade_{older}")
        if older == FILLED:
            yield from statements_in(f"fill_{older}")


def fill(connection: sqlite3.Connection) -> None:
    """Compute the new columns of rows that were copied from an older version."""
    _make_functions(connection)
    connection.executescript(f"BEGIN IMMEDIATE; {script(f'fill_{FILLED}')} COMMIT;")


def show(connection: sqlite3.Connection) -> None:
    """Make an older journal readable as one of the current version, without changing it."""
    _make_functions(connection)
    connection.executescript(script(f"view_{FILLED}"))


def _make_functions(connection: sqlite3.Connection) -> None:
    connection.create_function("digests_in", 1, _digests_in, deterministic=True)
    connection.create_function("answer_in", 1, _answer_in, deterministic=True)
    connection.create_function("with_digests_in", 3, _with_digests_in, deterministic=True)


def _digests_in(text: bytes) -> bytes:
    digests = dict.fromkeys(_DIGEST.findall(text))
    return bytes.fromhex(b"".join(digests).decode())


def _answer_in(body: bytes) -> str:
    """The digest of a call's answer; empty if the body cannot be read."""
    try:
        return str(json.loads(body)["response"])
    except (ValueError, LookupError, TypeError):
        return ""


def _with_digests_in(digests: bytes, packed: int, content: bytes) -> bytes:
    try:
        return digests + _digests_in(zlib.decompress(content) if packed else content)
    except zlib.error:
        return digests  # the text is damaged: nothing can read what it names
