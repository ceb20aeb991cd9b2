"""Journals of older formats: brought to today's, or read as if they were.

A format is changed by statements alone: ``upgrade_N.sql`` changes the tables of version N,
``fill_N.sql`` works out what its rows lack, ``view_N.sql`` shows them so to who may only read.
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
"""The newest version whose rows lack something that can be worked out."""

_DIGEST = re.compile(rb"[0-9a-f]{64}")


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a journal of an older version to today's, each step in one transaction."""
    _make_functions(connection)
    for older in range(version, VERSION):
        statements = script(f"upgrade_{older}")
        if older == FILLED:
            statements += script(f"fill_{older}")
        connection.executescript(f"BEGIN IMMEDIATE; {statements} COMMIT;")


def fill(connection: sqlite3.Connection) -> None:
    """Work out what rows lack that were copied from an older version."""
    _make_functions(connection)
    connection.executescript(f"BEGIN IMMEDIATE; {script(f'fill_{FILLED}')} COMMIT;")


def show(connection: sqlite3.Connection) -> None:
    """Let an older journal be read as one of today's, without changing it."""
    _make_functions(connection)
    connection.executescript(script(f"view_{FILLED}"))


def _make_functions(connection: sqlite3.Connection) -> None:
    connection.create_function("digests_in", 1, _digests_in, deterministic=True)
    connection.create_function("answer_in", 1, _answer_in, deterministic=True)
    connection.create_function("with_digests_in", 3, _with_digests_in, deterministic=True)


def _digests_in(text: bytes) -> bytes:
    found = dict.fromkeys(_DIGEST.findall(text))
    return bytes.fromhex(b"".join(found).decode())


def _answer_in(body: bytes) -> str:
    """The digest of a call's answer; empty if the body cannot be read."""
    try:
        return str(json.loads(body)["response"])
    except (ValueError, LookupError, TypeError):
        return ""


def _with_digests_in(digests: bytes, packed: int, content: bytes) -> bytes:
    return digests + _digests_in(zlib.decompress(content) if packed else content)
