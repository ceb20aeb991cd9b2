"""Conversion of entries to rows of the table of events, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hocket.ports.journal import Entry, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGEST_BYTES = 32


def rows_of(run_id: str, first_seq: int, entries: Sequence[Entry]) -> list[tuple[Any, ...]]:
    """The columns of entries that follow one another in a run, without their positions.

    Examples:
        >>> [row] = rows_of("run-1", 7, [Entry(1, "Executed", 1, b"{}", ("61" * 32,))])
        >>> row[1], row[6].decode() == "a" * DIGEST_BYTES
        (7, True)
    """
    return [
        (
            run_id,
            seq,
            at_us,
            kind,
            version,
            body,
            bytes.fromhex("".join(digests)) if digests else b"",
            ends,
            joined,
        )
        for seq, (at_us, kind, version, body, digests, ends, joined) in enumerate(
            entries, first_seq
        )
    ]


def record_of(row: tuple[Any, ...]) -> Record:
    """The record in a row of position, run, seq and the other columns of ``rows_of``."""
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
