"""Tables within texts: drawn in Markdown, in a dump of a database, or several lists in JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from hocket.documents.encoding import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARKDOWN = (".md", ".markdown")
DUMP = ".sql"
JSON = ".json"
LEAST_LISTS, LEAST_ROWS = 2, 3
MOST = 50


class Contained(NamedTuple):
    """The tables within a text.

    Attributes:
        files: Each as plain CSV or JSON, by the ending that is added to the name of the file.
        note: What of them could not be read; empty if nothing.
    """

    files: dict[str, bytes]
    note: str = ""


def contained_tables(name: str, content: bytes) -> Contained:
    r"""The tables within a text.

    A document has them only if most of its lines are of tables; otherwise it is a text.

    Examples:
        >>> contained_tables("a.md", b"| town | n |\n|---|---|\n| Bonn | 5 |\n").files
        {'table-1.csv': b'town,n\nBonn,5\n'}
        >>> contained_tables("a.sql", b"INSERT INTO towns (name) VALUES ('Bonn');").files
        {'towns.csv': b'name\nBonn\n'}
    """
    ending = PurePath(name).suffix.lower()
    text = decoded(content) if ending in (*MARKDOWN, DUMP, JSON) else None
    if text is None:
        return Contained({})
    if ending == JSON:
        return Contained(_of_json(text.text))
    if ending == DUMP:
        return _of_dump(text.text)
    return _of_document(text.text)


def _of_document(text: str) -> Contained:
    from hocket.documents.profile.bordered import mostly_drawn  # noqa: PLC0415 - rarely needed

    tables = mostly_drawn(text)
    rows = [(f"table-{i}", [table.names, *table.rows]) for i, table in enumerate(tables, 1)]
    return _as_files(rows, ())


def _of_dump(text: str) -> Contained:
    from hocket.documents.profile.dumps import read_dump  # noqa: PLC0415 - rarely needed

    dump = read_dump(text)
    rows = [(name, [table.names, *table.rows]) for name, table in dump.tables.items()]
    return _as_files(rows, dump.notes)


def _of_json(text: str) -> dict[str, bytes]:
    """The lists of objects in a document that has several of them, each as JSON."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    lists = {
        key: rows
        for key, rows in (document.items() if isinstance(document, dict) else ())
        if isinstance(rows, list) and len(rows) >= LEAST_ROWS and all(map(_is_object, rows))
    }
    if not LEAST_LISTS <= len(lists) <= MOST:
        return {}
    named = {re.sub(r"[^\w-]+", "_", key).strip("_") or "list": key for key in lists}
    return {
        f"{name}.json": json.dumps(lists[key], ensure_ascii=False).encode(errors="replace")
        for name, key in named.items()
    }


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _as_files(
    tables: Sequence[tuple[str, Sequence[Sequence[str]]]], notes: tuple[str, ...]
) -> Contained:
    """The first tables, each under a name of its own."""
    files: dict[str, bytes] = {}
    for name, rows in tables[:MOST]:
        safe = re.sub(r"[^\w.-]+", "_", name).strip(".") or "table"
        free, number = safe, 1
        while f"{free}.csv" in files:
            number += 1
            free = f"{safe}_{number}"
        files[f"{free}.csv"] = _csv(rows)
    if len(tables) > MOST:
        notes = (*notes, f"only the first {MOST} of {len(tables)} tables are taken")
    return Contained(files, ", ".join(notes))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode(errors="replace")
