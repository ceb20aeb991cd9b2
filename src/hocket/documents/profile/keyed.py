"""Logs whose lines name their fields, or whose first lines do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.profile.escapes import BREAKS, CODE, unescaped
from hocket.documents.profile.nouns import Table
from hocket.documents.profile.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

REGULAR = 0.9
FEW = 2
FIELDS = "#Fields:"
_PAIR = re.compile(r'([A-Za-z_][\w.@-]*)=("(?:[^"\\]|\\.)*"|\S*)')


def read_keyed(lines: Sequence[str], sample: Sequence[str]) -> Table | None:
    """Lines of ``name=value``, as many programs log; None if most are of another form.

    Examples:
        >>> lines = ['level=info msg="all well" n=1', 'level=warn msg="late"']
        >>> table = read_keyed(lines, lines)
        >>> table.names, table.rows
        (('level', 'msg', 'n'), [['info', 'all well', '1'], ['warn', 'late', '']])
    """
    if sum(1 for line in sample if _fields(line)) < REGULAR * len(sample):
        return None
    rows = [fields for line in lines if (fields := _fields(line))]
    others = sum(1 for line in lines if line.strip()) - len(rows)
    notes = [f"{others} lines have another form"] if others else []
    return table_of(rows, *notes, form="log")


def read_declared(lines: Sequence[str]) -> Table | None:
    """Lines whose fields a line ``#Fields:`` names, as web servers log (W3C); None without one.

    Examples:
        >>> read_declared(["#Version: 1.0", "#Fields: date sc-status", "2024-01-01 200"]).rows
        [['2024-01-01', '200']]
    """
    if not lines[0].startswith("#"):
        return None
    declared = next((line for line in lines if line.startswith(FIELDS)), None)
    if declared is None:
        return None
    names = tuple(dict.fromkeys(declared.removeprefix(FIELDS).split()))
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    whole = [row for row in rows if len(row) == len(names)]
    if not names or not whole or len(whole) < REGULAR * len(rows):
        return None
    others = len(rows) - len(whole)
    notes = (f"{others} lines have another number of fields",) if others else ()
    return Table(names, whole, len(whole), "log", notes=notes)


def _fields(line: str) -> dict[str, str]:
    """The values of a line by their names; empty if it has anything else."""
    pairs = _PAIR.findall(line)
    if len(pairs) < FEW or _PAIR.sub("", line).strip():
        return {}
    return {name: _plain(value) for name, value in pairs}


def _plain(value: str) -> str:
    return unescaped(value[1:-1], BREAKS | CODE) if value[:1] == '"' else value
