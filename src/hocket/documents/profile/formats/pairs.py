"""Java properties: a row for each name and its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.escapes import BREAKS, CODE, unescaped
from hocket.documents.profile.rows import table_of

if TYPE_CHECKING:
    from hocket.documents.profile.nouns import Table

FEW = 2
_PAIR = re.compile(r"((?:\\.|[^\\\s=:])+)(?:\s*[=:]\s*|\s+|$)(.*)", re.DOTALL)
_CONTINUED = re.compile(r"(?<!\\)((?:\\\\)*)\\\n[ \t]*")
_MEANT = BREAKS | CODE | {"f": "\f"}


def read(text: str) -> Table | None:
    r"""The names and values of a file; None if there are fewer than two.

    Examples:
        >>> read("# who\nowner.name = Ada\nsize: 5\nlong=a\\\n  b\n").rows
        [['owner.name', 'Ada'], ['size', '5'], ['long', 'ab']]
    """
    lines = (
        line.strip() for line in _CONTINUED.sub(r"\1", "\n".join(text.splitlines())).split("\n")
    )
    pairs = (_PAIR.fullmatch(line) for line in lines if line and line[0] not in "#!")
    rows = [{"key": _plain(pair[1]), "value": _plain(pair[2])} for pair in pairs if pair]
    return table_of(rows) if len(rows) >= FEW else None


def _plain(text: str) -> str:
    return unescaped(text, _MEANT).strip()
