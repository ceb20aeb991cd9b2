"""Tables in dumps of databases (SQL): the rows of their INSERT and COPY statements."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from hocket.documents.profile.escapes import unescaped
from hocket.documents.profile.literals import MEANT, name_of, parts_in, value_of
from hocket.documents.profile.statements import Statement, Statements

SHOWN_CHARS = 60
MOST_BROKEN = 20
"""Statements whose rows have no end, after which nothing more is read."""

_PART = r"""(?:"(?:[^"]|"")+"|`(?:[^`]|``)+`|\[[^\]]{1,200}\]|[\w$]+)"""
_TABLE = rf"(?P<table>{_PART}(?:\s*\.\s*{_PART}){{0,2}})"
_COLUMNS = rf"\(\s*(?P<columns>{_PART}\s*(?:,\s*{_PART}\s*)*)\)"
_PARTS = re.compile(_PART)
_INSERT = re.compile(
    r"\s*(?:(?:OR\s+\w+|IGNORE|LOW_PRIORITY|DELAYED|HIGH_PRIORITY)\s+){0,2}(?:INTO\s+)?"
    rf"{_TABLE}\s*(?:{_COLUMNS})?\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES?\b",
    re.IGNORECASE,
)
_COPY = re.compile(rf"\s*{_TABLE}\s*(?:{_COLUMNS})?\s*FROM\s+stdin\s*;[ \t\r]*\n", re.IGNORECASE)
_COPIED = re.compile(r"^\\\.", re.MULTILINE)
_CREATE = re.compile(
    rf"\s*(?:\w+\s+){{0,2}}TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_TABLE}\s*\(", re.IGNORECASE
)
_NO_COLUMN = re.compile(
    r"(?:PRIMARY|FOREIGN|UNIQUE|CONSTRAINT|CHECK|KEY|INDEX|FULLTEXT|SPATIAL|EXCLUDE|LIKE)\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\s+INTO\b", re.IGNORECASE)
_STDIN = re.compile(r"[^;\n]*\bstdin\b", re.IGNORECASE)
_MYSQL = re.compile(r"\b(?:MySQL|MariaDB) dump\b|/\*!\d|\bINTO\s+`|\bAUTO_INCREMENT\b|\bENGINE\s*=")
_SQLITE = "PRAGMA foreign_keys"

Key = tuple[str, ...]


@dataclass(slots=True)
class Dumped:
    """A table of a dump."""

    names: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def add(self, names: list[str], rows: list[list[str]]) -> None:
        """Add rows, whose columns may be in another order, or others."""
        if names != self.names:
            self.names += [name for name in names if name not in self.names]
            places = [names.index(name) if name in names else -1 for name in self.names]
            rows = [[row[place] if place >= 0 else "" for place in places] for row in rows]
        self.rows += rows


@dataclass(slots=True)
class Dump:
    """What a dump holds.

    Attributes:
        tables: Its tables that have rows, by name; with the schema if two have one name.
        notes: What of it could not be read.
    """

    tables: dict[str, Dumped]
    notes: tuple[str, ...] = ()


def read_dump(text: str) -> Dump:
    r"""The tables of a dump.

    Examples:
        >>> read_dump("INSERT INTO `t` (a, b) VALUES (1, 'it''s'), (NULL, 'x');").tables
        {'t': Dumped(names=['a', 'b'], rows=[['1', "it's"], ['', 'x']])}
    """
    return _Reading(text).dump()


class _Reading:
    """Reads a dump, statement by statement."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Only MySQL escapes by backslashes in plain texts; SQLite keeps its statements verbatim.
        self._escapes = _SQLITE not in text and _MYSQL.search(text) is not None
        self._statements = Statements(text, escapes=self._escapes)
        self._spelled: dict[Key, Key] = {}
        self._created: dict[Key, list[str]] = {}
        self._tables: dict[Key, Dumped] = {}
        self._odd = Counter[str]()
        self._unread: list[int] = []
        self._broken = 0

    def dump(self) -> Dump:
        at = 0
        while self._broken <= MOST_BROKEN and (found := self._statements.after(at)):
            at = self._after(found)
        return Dump(self._named(), self._notes())

    def _after(self, found: Statement) -> int:
        """Reads a statement from behind its first word; gives the place where it ends."""
        form = {"CREATE": _CREATE, "COPY": _COPY}.get(found.kind, _INSERT)
        head = form.match(self._text, found.end)
        at = self._statements.behind_gap(head.end()) if head else found.end
        if head is None or (form is _INSERT and not self._text.startswith("(", at)):
            if self._is_told(found):
                self._unread.append(found.start)
            return found.end
        key = self._key(_PARTS.findall(head["table"]))
        if form is _CREATE:
            return self._create(key, head.end())
        columns = _PARTS.findall(head["columns"] or "")
        if form is _COPY:
            rows, at = self._copied(head.end())
        else:
            rows, at, is_whole = self._inserted(at)
            if not is_whole:
                self._unread.append(found.start)
                self._broken += 1
                at = self._statements.resumed(at)
        self._add(key, self._spelled_as(key, columns), rows)
        return at

    def _is_told(self, found: Statement) -> bool:
        """Whether a statement that is not read may hold rows."""
        if found.kind == "CREATE":
            return False
        if found.kind == "COPY":
            return found.is_first and _STDIN.match(self._text, found.end) is not None
        return found.is_first or _INTO.match(self._text, found.end) is not None

    def _key(self, parts: list[str]) -> Key:
        """The name of a table as it was first spelled: only quotes tell upper and lower case."""
        key = tuple(map(name_of, parts))
        if key in self._created or key in self._tables:
            return key
        first = self._spelled.setdefault(tuple(name.casefold() for name in key), key)
        pairs = zip(parts, key, first, strict=True)
        return first if all(name in {part, other} for part, name, other in pairs) else key

    def _spelled_as(self, key: Key, parts: list[str]) -> list[str]:
        """The names of columns, those without quotes as they were first spelled."""
        names = list(map(name_of, parts))
        known = self._columns(key)
        if names == known:
            return names
        table = self._tables.get(key)
        known = known + (table.names if table else [])
        spelled = {name.casefold(): name for name in reversed(known)}
        return [
            name if name != part or name in known else spelled.get(name.casefold(), name)
            for part, name in zip(parts, names, strict=True)
        ]

    def _create(self, key: Key, at: int) -> int:
        found = parts_in(self._text, at, escapes=self._escapes)
        if found is None:
            return at
        columns = (_PARTS.match(part) for part in found[0] if not _NO_COLUMN.match(part))
        self._created[key] = [name_of(column[0]) for column in columns if column]
        return found[1]

    def _inserted(self, at: int) -> tuple[list[list[str]], int, bool]:
        """(the rows behind VALUES, where they end, whether all of them could be read)."""
        usual = self._rows(at, escapes=self._escapes)
        if usual[2]:
            return usual
        other = self._rows(at, escapes=not self._escapes)
        return other if other[2] else usual

    def _rows(self, at: int, *, escapes: bool) -> tuple[list[list[str]], int, bool]:
        rows: list[list[str]] = []
        further = ","
        while further:
            is_row = self._text[at : at + 1] == "("
            found = parts_in(self._text, at + 1, escapes=escapes) if is_row else None
            if found is None:
                return rows, at, False
            rows.append([value_of(part, escapes=escapes) for part in found[0]])
            at = self._statements.behind_gap(found[1])
            further = "," if self._text.startswith(",", at) else ""
            at = self._statements.behind_gap(at + 1) if further else at
        return rows, at, self._text[at : at + 1] not in {"'", '"', "(", ")"}

    def _copied(self, at: int) -> tuple[list[list[str]], int]:
        """(the rows behind COPY, the place where the line stands that ends them)."""
        end = _COPIED.search(self._text, at)
        place = end.start() if end else len(self._text)
        lines = self._text[at:place].replace("\r\n", "\n").removesuffix("\n").split("\n")
        rows = [line.split("\t") for line in lines if place > at]
        return [["" if v == r"\N" else unescaped(v, MEANT) for v in row] for row in rows], place

    def _add(self, key: Key, names: list[str], rows: list[list[str]]) -> None:
        """Adds rows to a table; those of another width are counted and left out."""
        if not rows:
            return
        names = names or self._columns(key)
        width = len(names) if any(len(row) == len(names) for row in rows) else len(rows[0])
        if len(names) != width:
            names = [f"column{i}" for i in range(1, width + 1)]
        whole = [row for row in rows if len(row) == width]
        self._odd[".".join(key)] += len(rows) - len(whole)
        self._tables.setdefault(key, Dumped(list(names))).add(names, whole)

    def _columns(self, key: Key) -> list[str]:
        """The columns of a table as it was created, also if only one of both states a schema."""
        if key in self._created:
            return self._created[key]
        if key in self._tables:
            return self._tables[key].names
        last = key[-1].casefold()
        same = [names for created, names in self._created.items() if created[-1].casefold() == last]
        return same[0] if len(same) == 1 else []

    def _named(self) -> dict[str, Dumped]:
        named = Counter(key[-1] for key in self._tables)
        return {
            key[-1] if named[key[-1]] == 1 else ".".join(key): Dumped(
                table.names,
                [row + [""] * (len(table.names) - len(row)) for row in table.rows],
            )
            for key, table in self._tables.items()
        }

    def _notes(self) -> tuple[str, ...]:
        notes = [
            f"rows of {name!r} with another number of values are left out: {count}"
            for name, count in self._odd.items()
            if count
        ]
        unread = sorted([*self._unread, *self._statements.unended, *self._statements.hidden])
        if self._broken > MOST_BROKEN:
            notes.append(f"nothing is read behind line {self._line(self._unread[-1])}")
        if unread:
            first = unread[0]
            count = len(unread)
            what = "1 statement was" if count == 1 else f"{count} statements were"
            shown = " ".join(self._text[first : first + SHOWN_CHARS].split())
            notes.append(f"{what} not read, or not to the end; line {self._line(first)}: {shown!r}")
        return tuple(notes)

    def _line(self, at: int) -> int:
        return self._text.count("\n", 0, at) + 1
