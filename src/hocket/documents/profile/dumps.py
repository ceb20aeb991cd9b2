"""Tables in dumps of databases (SQL): the rows of their INSERT and COPY statements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[`\"\[]?(?:\w+[`\"\]]?\.[`\"\[]?)?(\w[\w $-]*?)[`\"\]]?"
_INSERT = re.compile(
    rf"\bINSERT\s+(?:OR\s+\w+\s+|IGNORE\s+)?INTO\s+{_NAME}\s*(?:\(([^()]*)\))?\s*VALUES\s*",
    re.IGNORECASE,
)
_COPY = re.compile(
    rf"^COPY\s+{_NAME}\s*\(([^()]*)\)\s+FROM\s+stdin;\r?\n", re.IGNORECASE | re.MULTILINE
)
_CREATE = re.compile(rf"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s*\(", re.IGNORECASE)
_VALUE = re.compile(
    r"\s*(?:[EN]?'((?:[^'\\]|''|\\.)*)'|([^\s,()']+(?:\([^()]*\))?)(?:::[\w ]+)?)\s*([,)])",
    re.DOTALL | re.IGNORECASE,
)
_COLUMN = re.compile(r"\s*[`\"\[]?(\w+)")
_NO_COLUMN = re.compile(
    r"\s*(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK|KEY|INDEX|FULLTEXT|EXCLUDE)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"''|\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "t": "\t", "r": "\r", "0": ""}


@dataclass(slots=True)
class Dumped:
    """A table of a dump."""

    names: list[str]
    rows: list[list[str]] = field(default_factory=list)


def dumped_tables(text: str) -> dict[str, Dumped]:
    r"""The tables of a dump that have rows, by name.

    Examples:
        >>> dumped_tables("INSERT INTO `t` (a, b) VALUES (1, 'it''s'), (NULL, 'x');")
        {'t': Dumped(names=['a', 'b'], rows=[['1', "it's"], ['', 'x']])}
    """
    created = {match[1]: _created(text, match.end()) for match in _CREATE.finditer(text)}
    tables: dict[str, Dumped] = {}
    for match in _INSERT.finditer(text):
        names = _names(match[2]) if match[2] else created.get(match[1], [])
        _add(tables, match[1], names, list(_inserted(text, match.end())))
    for match in _COPY.finditer(text):
        _add(tables, match[1], _names(match[2]), _copied(text, match.end()))
    return tables


def _add(tables: dict[str, Dumped], name: str, names: list[str], rows: list[list[str]]) -> None:
    """Add rows to a table; those of another width are left out."""
    if not rows:
        return
    if len(names) != len(rows[0]):
        names = [f"column{i}" for i in range(1, len(rows[0]) + 1)]
    table = tables.setdefault(name, Dumped(names))
    if names == table.names:
        table.rows += [row for row in rows if len(row) == len(names)]


def _inserted(text: str, at: int) -> Iterator[list[str]]:
    """The rows after VALUES."""
    while text[at : at + 1] == "(":
        at += 1
        row: list[str] = []
        while match := _VALUE.match(text, at):
            at = match.end()
            quoted = match[1]
            plain = "" if (match[2] or "").upper() == "NULL" else match[2] or ""
            row.append(_unquoted(quoted) if quoted is not None else plain)
            if match[3] == ")":
                break
        else:
            return
        yield row
        further = re.compile(r"\s*,?\s*").match(text, at)
        at = further.end() if further else at


def _copied(text: str, at: int) -> list[list[str]]:
    """The rows after COPY, up to the line that ends them."""
    end = re.compile(r"^\\\.", re.MULTILINE).search(text, at)
    lines = text[at : end.start() if end else len(text)].splitlines()
    rows = [line.split("\t") for line in lines if line]
    return [["" if v == r"\N" else _unquoted(v) for v in row] for row in rows]


def _created(text: str, at: int) -> list[str]:
    """The columns of a table, from behind its opening bracket."""
    depth, start, parts, quoted = 1, at, [], False
    for place in range(at, len(text)):
        quoted ^= text[place] == "'"
        if quoted:
            continue
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth or (depth == 1 and text[place] == ","):
            parts.append(text[start:place])
            start = place + 1
        if not depth:
            break
    return [m[1] for part in parts if not _NO_COLUMN.match(part) and (m := _COLUMN.match(part))]


def _names(text: str) -> list[str]:
    return [part.strip().strip('`"[]') for part in text.split(",")]


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda m: "'" if m[0] == "''" else _MEANT.get(m[1], m[1]), text)
