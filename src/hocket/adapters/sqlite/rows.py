"""Conversion of entries to rows of the table of events, and back."""

from __future__ import annotations

from typing import Any

from hocket.ports.journal import Entry, Record

DIGEST_BYTES = 32


def row_of(entry: Entry) -> tuple[Any, ...]:
    """The columns of an entry, without its position, run and seq.

    Examples:
        >>> row_of(Entry(1, "Executed", 1, b"{}", ("61" * 32,)))[4].decode() == "a" * DIGEST_BYTES
        True
    """
    digests = bytes.fromhex("".join(entry.digests))
    return (
        entry.at_us,
        entry.type,
        entry.version,
        entry.body,
        digests,
        entry.ends,
        entry.joined,
    )


def record_of(row: tuple[Any, ...]) -> Record:
    """The record in a row of position, run, seq and the columns of ``row_of``."""
    position, run_id, seq, at_us, kind, version, body, digests, ends, joined = row
    entry = Entry(at_us, kind, version, body, digests_of(digests), bool(ends), bool(joined))
    return Record(position, run_id, seq, entry)


def digests_of(packed: bytes) -> tuple[str, ...]:
    """The digests in a row.

    Examples:
        >>> digests_of(b"a" * 64) == ("61" * 32, "61" * 32)
        True
    """
    text, size = packed.hex(), 2 * DIGEST_BYTES
    return tuple(text[start : start + size] for start in range(0, len(text), size))
