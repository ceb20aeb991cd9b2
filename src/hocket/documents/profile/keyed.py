"""Logs whose lines name their fields, or whose first lines do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.nouns import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR = 0.9
FEW = 2
FIELDS = "#Fields:"
_PAIR = re.compile(r'([A-Za-z_][\w.@-]*)=("(?:[^"\\]|\\.)*"|\S*)')
_ESCAPED = re.compile(r"\\(.)")


def read_keyed(lines: Sequence[str], sample: Sequence[str]) -> Table | None:
    """Lines of ``name=value``, as many programs log; None if most are of another form.

    Examples:
        >>> lines = ['level=info msg="all well" n=1', 'level=warn msg="late"']
        >>> table = read_keyed(lines, lines)
        >>> table.names, table.rows
        (('level', 'msg', 'n'), [['info', 'all well', '1'], ['warn', 'late', '']])
    """
    if sum(1 for line in sample if _is_keyed(line)) < REGULAR * len(sample):
        return None
    keyed = [line for line in lines if _is_keyed(line)]
    rows = [{name: _plain(value) for name, value in _PAIR.findall(line)} for line in keyed]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    others = sum(1 for line in lines if line.strip()) - len(keyed)
    return Table(
        names,
        [[row.get(name, "") for name in names] for row in rows],
        len(rows),
        "log",
        notes=(f"{others} lines have another form",) if others else (),
    )


def read_declared(lines: Sequence[str]) -> Table | None:
    """Lines whose fields a line ``#Fields:`` names, as web servers log (W3C); None without one.

    Examples:
        >>> read_declared(["#Version: 1.0", "#Fields: date sc-status", "2024-01-01 200"]).rows
        [['2024-01-01', '200']]
    """
    declared = next((line for line in lines if line.startswith(FIELDS)), None)
    if declared is None or not lines[0].startswith("#"):
        return None
    names = tuple(dict.fromkeys(declared.removeprefix(FIELDS).split()))
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    whole = [row for row in rows if len(row) == len(names)]
    if not names or not whole or len(whole) < REGULAR * len(rows):
        return None
    others = len(rows) - len(whole)
    notes = (f"{others} lines have another number of fields",) if others else ()
    return Table(names, whole, len(whole), "log", notes=notes)


def _is_keyed(line: str) -> bool:
    """Whether a line is nothing but names and values."""
    return len(_PAIR.findall(line)) >= FEW and not _PAIR.sub("", line).strip()


def _plain(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value[:1] == '"' else value
