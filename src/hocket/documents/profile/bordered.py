"""Tables that are drawn in text: in Markdown, and as databases print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.documents.profile.nouns import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HALF = 2
_RULE = re.compile(r"\s*\|?(?=.*[-=]{2}|\s*\|?\s*:?-+:?\s*\|)[-=+|:\s]+")
_CELL = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKED = re.compile(r"(\*\*|__|\*|`)(.+?)\1")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn table: its columns, its rows, and the number of lines that it takes."""

    names: tuple[str, ...]
    rows: list[list[str]]
    lines: int


def drawn_tables(text: str) -> list[Drawn]:
    r"""All tables that are drawn in a text.

    Examples:
        >>> drawn_tables("See:\n\n| town | n |\n|---|--:|\n| **Bonn** | 5 |\n")
        [Drawn(names=('town', 'n'), rows=[['Bonn', '5']], lines=3)]
        >>> drawn_tables(" a | b\n---+---\n 1 | x\n(1 row)\n")[0].rows
        [['1', 'x']]
    """
    return [table for block in _blocks(text.splitlines()) if (table := _table(block))]


def mostly_drawn(text: str) -> list[Drawn]:
    """The tables that are drawn in a text if most of its lines, but for headings, are of them."""
    if "|" not in text:
        return []
    tables = drawn_tables(text)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tables if HALF * sum(table.lines for table in tables) >= len(lines) else []


def read_drawn(text: str) -> Table | None:
    """The largest table drawn in a text, if most lines of the text belong to such tables."""
    tables = mostly_drawn(text)
    if not tables:
        return None
    table = max(tables, key=lambda one: len(one.rows))
    notes = (f"the largest of {len(tables)} tables",) if len(tables) > 1 else ()
    return Table(table.names, table.rows, len(table.rows), "fixed width", notes=notes)


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines in a row that may be of one table."""
    block: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        fence = _FENCE.match(line) is not None
        fenced ^= fence
        if not fence and ("|" in line or (line.strip() and _RULE.fullmatch(line))):
            block.append(line)
            continue
        if len(block) > HALF:
            yield block
        block = []


def _table(block: Sequence[str]) -> Drawn | None:
    """The table in lines: a row of names above a rule, and rows below it."""
    rules = [at for at, line in enumerate(block) if _RULE.fullmatch(line)]
    first = next((at for at in rules if at > 0 and at - 1 not in rules), None)
    if first is None:
        return None
    names = _cells(block[first - 1])
    rows = [_cells(line) for at, line in enumerate(block) if at > first and at not in rules]
    if len(names) < HALF or not rows or any(len(row) > len(names) for row in rows):
        return None
    unique = {name or f"column{i}": None for i, name in enumerate(names, 1)}
    if len(unique) != len(names):
        return None
    return Drawn(tuple(unique), [row + [""] * (len(names) - len(row)) for row in rows], len(block))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    cells = _CELL.split(inner.removesuffix("|") if not inner.endswith("\\|") else inner)
    return [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    """A cell without the marks of Markdown."""
    text = _LINK.sub(r"\1", _BREAK.sub(" ", cell.replace("\\|", "|"))).strip()
    while match := _MARKED.fullmatch(text):
        text = match[2].strip()
    return text
