"""Journals of older formats: upgrade, or reading without an upgrade.

Upgrades consist of SQL: ``upgrade_N.sql`` changes the tables of version N, ``fill_N.sql`` computes
new columns of its rows, and ``view_N.sql`` shows these columns to read-only connections.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING

from hocket.adapters.sqlite.queries import script

if TYPE_CHECKING:
    import sqlite3

VERSION = 3
FILLED = 2
"""The newest version whose rows lack columns that can be computed."""

_DIGEST = re.compile(rb"[0-9a-f]{64}")


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Upgrade a journal to the current version, each step in one transaction."""
    _make_functions(connection)
    for older in range(version, VERSION):
        statements = script(f"upgrade_{older}")
        if older == FILLED:
            statements += script(f"fill_{older}")
        connection.executescript(f"BEGIN IMMEDIATE; {statements} COMMIT;")


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
    return digests + _digests_in(zlib.decompress(content) if packed else content)
