"""Entries of a directory (LDIF): a row for each, a column for each attribute."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING

from hocket.documents.profile.rows import joined, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hocket.documents.profile.nouns import Table

_PAIR = re.compile(r"([A-Za-z][\w.-]*)(?:;[\w-]+)*(::|:)\s*(.*)")
LEFT_OUT = ("version", "changetype")


def read(text: str) -> Table | None:
    r"""The entries; None if there are none.

    Examples:
        >>> table = read("dn: cn=Ada,o=x\ncn: Ada\nmail: a@x\nmail: b@x\nsn:: QnlyXNu\n")
        >>> table.rows
        [['cn=Ada,o=x', 'Ada', 'a@x, b@x']]
    """
    unfolded = re.sub(r"\n ", "", "\n".join(text.splitlines()))
    blocks = (joined(_pairs(block)) for block in re.split(r"\n{2,}", unfolded))
    rows = [block for block in blocks if "dn" in block]
    return table_of(rows, "each row is an entry") if rows else None


def _pairs(block: str) -> Iterator[tuple[str, str]]:
    """The attributes of an entry with their values."""
    for line in block.split("\n"):
        pair = _PAIR.fullmatch(line)
        if pair is not None and pair[1].lower() not in LEFT_OUT:
            yield pair[1], pair[3].strip() if pair[2] == ":" else _decoded(pair[3])


def _decoded(text: str) -> str:
    """A value in base64 that is text; empty if it is none, as a picture."""
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
