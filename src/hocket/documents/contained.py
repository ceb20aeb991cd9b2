"""Tables within texts: those drawn in Markdown, and those in a dump of a database."""

from __future__ import annotations

import csv
import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKDOWN = (".md", ".markdown")
DUMP = ".sql"
MOST = 50
HALF = 2


def contained_tables(name: str, content: bytes) -> dict[str, bytes]:
    r"""The tables as plain CSV, by the ending that is added to the name of the file.

    A document has them only if most of its lines are of tables; otherwise it is a text.

    Examples:
        >>> contained_tables("a.md", b"| town | n |\n|---|---|\n| Bonn | 5 |\n")
        {'table-1.csv': b'town,n\nBonn,5\n'}
        >>> contained_tables("a.sql", b"INSERT INTO towns (name) VALUES ('Bonn');")
        {'towns.csv': b'name\nBonn\n'}
    """
    ending = PurePath(name).suffix.lower()
    text = decoded(content) if ending in (*MARKDOWN, DUMP) else None
    if text is None:
        return {}
    if ending == DUMP:
        return _of_dump(text.text)
    return _of_document(text.text)


def _of_document(text: str) -> dict[str, bytes]:
    from hocket.documents.profile.bordered import drawn_tables  # noqa: PLC0415 - rarely needed

    tables = drawn_tables(text)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if HALF * sum(table.lines for table in tables) < len(lines):
        return {}
    numbered = enumerate(tables[:MOST], 1)
    return {f"table-{i}.csv": _csv([table.names, *table.rows]) for i, table in numbered}


def _of_dump(text: str) -> dict[str, bytes]:
    from hocket.documents.profile.dumps import dumped_tables  # noqa: PLC0415 - rarely needed

    tables = list(dumped_tables(text).items())[:MOST]
    return {f"{_safe(name)}.csv": _csv([table.names, *table.rows]) for name, table in tables}


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(errors="replace")


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name).strip(".") or "table"
