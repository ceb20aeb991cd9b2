"""Tables in lines of text: logs, columns of fixed width, and blocks of names and values."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from hocket.documents.delimited import Dialect
from hocket.documents.profile.bordered import read_drawn
from hocket.documents.profile.keyed import read_declared, read_keyed
from hocket.documents.profile.nouns import Table
from hocket.documents.profile.rows import table_of
from hocket.documents.profile.templates import MESSAGE, columns_of, repeated

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE_LINES = 400
REGULAR = 0.9
FEW_LINES = 3
WIDEST = 200
_TIME = r"\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?"
_ZONED = rf"\d{{4}}-\d\d-\d\dT{_TIME}(?:Z|[+-]\d\d:\d\d)"
_STAMP = rf"\[?(?P<time>\d{{4}}[-/]\d\d[-/]\d\d[T ,]+{_TIME}(?:Z| ?[+-]\d\d:?\d\d)?)\]?"
_LEVEL = r"\[?(?P<level>TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL)\]?:?"
LOGS = (
    (
        r"(?:(?P<site>\S+:\d+) )?(?P<host>\S+) (?P<ident>\S+) (?P<user>\S+) \[(?P<time>[^\]]+)\] "
        r'"(?:(?P<method>[A-Z]+) (?P<path>\S+)(?: (?P<protocol>[^"]*))?|[^"]*)" '
        r"(?P<status>\d{3}) (?P<bytes>\d+|-)"
        r'(?: "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)")?.*'
    ),
    (
        rf"(?:<(?P<priority>\d+)>)?(?P<time>[A-Z][a-z]{{2}} +\d+ {_TIME}|{_ZONED}) (?P<host>\S+) "
        r"(?P<process>[^\s:\[]+)(?:\[(?P<pid>\d+)\])?: (?P<message>.*)"
    ),
    (
        r"<(?P<priority>\d+)>\d (?P<time>\S+) (?P<host>\S+) (?P<process>\S+) (?P<pid>\S+) "
        r"(?P<id>\S+) (?:-|(?P<data>\[.*?\])) ?(?P<message>.*)"
    ),
    rf"{_STAMP}[ ,|-]+{_LEVEL}[ |-]+(?:\[?(?P<source>[\w.$-]+)\]?(?::| -|\]) )?(?P<message>.*)",
    rf"{_LEVEL}[ |-]+{_STAMP}[ |:-]*(?P<message>.*)",
    (
        rf"{_STAMP} (?P<host>[\w.-]+) (?P<process>[^\s:\[\]]+)\[(?P<pid>\d+)\]: "
        r"(?P<message>.*)"
    ),
    rf"{_STAMP}[ ,|:-]+(?P<message>.*)",
    r"(?P<level>DEBUG|INFO|WARNING|ERROR|CRITICAL):(?P<source>[\w.]+):(?P<message>.*)",
)
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,39}?)(?:;[^:]*)?\s*[:=]\s*(.*)")
_WORDS = re.compile(r"\S+")
_RULE = re.compile(r"(?:-{2,}|={2,})(?:[ \t]+(?:-{2,}|={2,}))+")


def read_lines(text: str, *, named_table: bool) -> Table | None:
    """The table in lines of text; None if they have no regular form.

    Args:
        text: The text of the file.
        named_table: Whether its name says that it is a table, so that less evidence will do.
    """
    lines = text.splitlines()
    filled = [line for line in islice(lines, SAMPLE_LINES) if line.strip()]
    if len(filled) < FEW_LINES:
        return None
    return (
        _log(lines, filled)
        or read_declared(lines)
        or read_keyed(lines, filled)
        or read_drawn(text)
        or _blocks(text)
        or _fixed(lines, filled, named_table=named_table)
    )


def _log(lines: list[str], sample: list[str]) -> Table | None:
    for source in LOGS:
        pattern = re.compile(source)
        matching = sum(1 for line in sample if pattern.fullmatch(line))
        if matching >= REGULAR * len(sample):
            return _matched(lines, pattern)
    return None


def _matched(lines: list[str], pattern: re.Pattern[str]) -> Table:
    rows: list[list[str]] = []
    others = 0
    for line in lines:
        match = pattern.fullmatch(line)
        if match is not None:
            rows.append([value or "" for value in match.groups()])
        elif line.strip():
            others += 1
    notes = [f"{others} lines have another form"] if others else []
    used = [i for i in range(pattern.groups) if any(row[i] for row in rows)]
    names = [list(pattern.groupindex)[i] for i in used]
    rows = [[row[i] for i in used] for row in rows]
    if MESSAGE in names:
        names, rows, said = _opened(names, rows)
        notes += said
    return Table(tuple(names), rows, len(rows), "log", pattern=pattern.pattern, notes=tuple(notes))


def _opened(
    names: list[str], rows: list[list[str]]
) -> tuple[list[str], list[list[str]], list[str]]:
    """The rows with the columns that their messages hold, one row for each time it was said."""
    place = names.index(MESSAGE)
    counted = repeated([row[place] for row in rows])
    whole = [
        [*rows[index][:place], message, *rows[index][place + 1 :]]
        for index, count, message in counted
        for _ in range(count)
    ]
    notes = (
        ["a message that was repeated has a row for each time"] if len(whole) > len(rows) else []
    )
    columns = columns_of([row[place] for row in whole])
    if not columns:
        return names, whole, notes
    taken = set(names) - {MESSAGE}
    added = {f"message_{n}" if n in taken else n: values for n, values in columns.items()}
    opened = [
        [*row[:place], *row[place + 1 :], *cells]
        for row, cells in zip(whole, zip(*added.values(), strict=True), strict=True)
    ]
    return [*names[:place], *names[place + 1 :], *added], opened, notes


def _blocks(text: str) -> Table | None:
    parts = [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
    if len(parts) < FEW_LINES:
        return None
    blocks: list[dict[str, str]] = []
    for part in parts:
        pairs = [_PAIR.fullmatch(line.strip()) for line in part.splitlines()]
        if not all(pairs):
            return None
        blocks.append({pair[1].strip(): pair[2] for pair in pairs if pair})
    counts = Counter(name for block in blocks for name in block)
    if max(counts.values()) * 2 < len(blocks):
        return None
    return table_of(blocks, "each row is a block of lines")


def _fixed(lines: list[str], sample: list[str], *, named_table: bool) -> Table | None:
    """Columns with at least two blanks between them, or with one in a file that is a table."""
    if named_table:
        widths = Counter(len(_WORDS.findall(line)) for line in sample)
        width, count = widths.most_common(1)[0]
        if width > 1 and count >= REGULAR * len(sample) and count > FEW_LINES:
            return _from_fields([_WORDS.findall(line) for line in lines if line.strip()], width)
    if _RULE.fullmatch(sample[1].strip()):
        edges = [match.start() for match in _WORDS.finditer(sample[1])]
        rows = [_cut(line, edges) for line in lines if line.strip()]
        return _from_fields([row for row in rows if not _is_rule(row)], len(edges))
    edges = _edges(sample)
    if len(edges) < 2 or len(edges) > WIDEST:  # noqa: PLR2004 - one column is a text
        return None
    rows = [_cut(line, edges) for line in lines if line.strip()]
    return _from_fields(rows, len(edges)) if named_table or _is_tabular(rows) else None


def _edges(sample: list[str]) -> list[int]:
    """Where the columns begin: after gaps of two blanks that run through all lines."""
    width = max(map(len, sample))
    blank = [
        all(place >= len(line) or line[place] == " " for line in sample) for place in range(width)
    ]
    starts = [0] if not blank[0] else []
    gap = 0
    for place in range(width):
        if blank[place]:
            gap += 1
            continue
        if 1 < gap < place:
            starts.append(place)
        gap = 0
    return starts


def _cut(line: str, edges: Iterable[int]) -> list[str]:
    places = [*edges, None]
    return [line[a:b].strip() for a, b in pairwise(places)]


def _is_tabular(rows: list[list[str]]) -> bool:
    """Whether most fields are filled and one column at least is of numbers."""
    body = rows[1:]
    filled = sum(1 for row in body for value in row if value)
    numeric = any(
        all(re.fullmatch(r"[-+]?[\d.,]+%?|-|", row[i]) for row in body) and any(r[i] for r in body)
        for i in range(len(rows[0]))
    )
    return numeric and filled * 10 >= 7 * len(body) * len(rows[0])


def _is_rule(row: Iterable[str]) -> bool:
    """Whether a row is nothing but the lines that part it from others."""
    return all(set(value) <= {"-", "=", ""} for value in row)


def _from_fields(rows: list[list[str]], width: int) -> Table:
    usual = [row for row in rows if len(row) == width]
    first = usual[0]
    numeric = [bool(re.fullmatch(r"[-+]?[\d.,]+%?", value)) for value in first]
    has_header = not any(numeric) and len(set(first)) == width and all(first)
    names = tuple(first) if has_header else tuple(f"column{i}" for i in range(1, width + 1))
    body = usual[1:] if has_header else usual
    body = [row for row in body if not _is_rule(row)]
    others = len(rows) - len(usual)
    return Table(
        names,
        body,
        len(body),
        "fixed width",
        Dialect(header=has_header),
        header_rows=int(has_header),
        notes=(f"{others} lines have another number of fields",) if others else (),
    )
