"""Whether two results of one task agree, by the form that they have; pure.

Prose never counts as agreeing, and neither does what says nothing: empty results, errors, a copy of
an input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hocket.core.json_text import json_values, leaves, parse_json
from hocket.core.late_pattern import late_pattern
from hocket.documents.delimited import dialect_of, is_table, rows_of
from hocket.documents.encoding import shown_text
from hocket.documents.rows_within import ENDINGS, data_within
from hocket.review.answers import same_value, value_in
from hocket.review.scalars import Number, Precision, folded, is_real, read, same_scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

MOST_PAIRED = 400
"""Items of a list that are paired one by one; a longer one is sorted."""

SHOWN_CHARS = 300
COMPARED = (".json", ".jsonl", ".ndjson", ".md", ".markdown", ".txt")
_DECIMALS = late_pattern(
    r"(?i)\b(\d+|one|two|three|four|five|six) (?:decimals?|digits? after the)|"
    r"(nearest (?:integer|whole)|whole numbers?|rounded to integers?)"
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ORDERED = late_pattern(
    r"(?i)\b(?:sort(?:ed|ing)?|in (?:\w+ )?order|ascending|descending|ranked|ranking|top \d+|"
    r"chronological\w*|alphabetical\w*|first to last|(?:beginning|starting) with|a to z|"
    r"(?:\w+est|most|least)(?: \w+){0,3} (?:first|last)|from the \w+(?: \w+)? to the \w+)\b"
)
_COUNTED = late_pattern(r"(?i)\b(?:how (?:many|often)|numbers? of|counts?|count of)\b")
_CASED = late_pattern(
    r"(?i)\b(?:case[- ]sensitive|capital letters?|upper ?case|lower ?case|verbatim)\b"
)
_FORM = late_pattern(r"@([A-Za-z_][\w -]*)\[([^\]]*)\]")
_RULE = late_pattern(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


@dataclass(frozen=True, slots=True)
class Work:
    """What one method gave: an answer, and the files of the task."""

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two results agree. ``reason``: why they cannot, although they look alike."""

    agrees: bool
    tolerance: str
    reason: str = ""


def compare(
    first: Work,
    second: Work,
    *,
    goal: str,
    deliverables: Collection[str] = (),
    given: Collection[bytes] = (),
) -> Comparison:
    """Compare two results of a task.

    Args:
        first: One result.
        second: The other.
        goal: What is asked, in words: rounding and order are read from it.
        deliverables: Files that the task is to deliver; if there are none, the answers count.
        given: Contents of the input files.
    """
    precision = precision_of(goal)
    wanted = Wanted(goal, precision, ordered=bool(_ORDERED.search(goal)))
    copies = {bytes(content).strip() for content in given}
    reason, agrees = "", True
    if not deliverables:
        agrees, reason = _texts(first.text, second.text, wanted, copies)
    for name in sorted(deliverables):
        a, b = first.files.get(name), second.files.get(name)
        if a is None or b is None:
            return Comparison(
                agrees=False, tolerance=precision.words(), reason=f"{name} is missing"
            )
        same, why = _contents(name, a, b, wanted, copies)
        agrees, reason = agrees and same, reason or why
    return Comparison(agrees and not reason, precision.words(), reason)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a goal says about its values."""

    goal: str
    precision: Precision
    ordered: bool = False


def precision_of(goal: str) -> Precision:
    """How exact a goal wants its values.

    Examples:
        >>> precision_of("the mean with two decimals").decimals
        2
        >>> precision_of("the mean with two decimals, the p-value with four decimals").decimals
        4
    """
    decimals = [
        0 if match[2] else _COUNTS.get(match[1].lower()) or int(match[1])
        for match in _DECIMALS.finditer(goal)
    ]
    return Precision(max(decimals, default=None), cased=bool(_CASED.search(goal)))


def shown(work: Work, deliverables: Collection[str] = ()) -> str:
    """A result as a short text."""
    parts = [
        f"{name}: {shown_text(work.files[name]).strip()}"
        for name in sorted(deliverables)
        if name in work.files
    ]
    text = "\n".join(parts) if parts else work.text.strip()
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1]}…"


def data_of(text: str, name: str = "") -> Any:
    """The data that a text holds: JSON, a table, a filled form; None if it is in words."""
    text = text.strip()
    if name.endswith((".jsonl", ".ndjson")):
        return [parse_json(line) for line in text.splitlines() if line.strip()]
    if is_table(name):
        return _records([list(row) for row in rows_of(text, dialect_of(text))])
    form = _FORM.findall(text)
    if form:
        return {key.strip().casefold(): value for key, value in form}
    tables = _tables(text)
    if tables:
        return tables if len(tables) > 1 else tables[0]
    values = json_values(text, in_words=False)
    return values[-1] if values and isinstance(values[-1], dict | list) else None


def _contents(
    name: str, first: bytes, second: bytes, wanted: Wanted, copies: Collection[bytes]
) -> tuple[bool, str]:
    if first.strip() in copies and second.strip() in copies:
        return False, f"{name} is a copy of an input"
    if name.endswith(ENDINGS):
        return _written(name, first, second, wanted)
    if not (is_table(name) or name.endswith(COMPARED)):
        return False, f"files such as {name} cannot be compared"
    try:
        a, b = (data_of(shown_text(content), name) for content in (first, second))
    except ValueError:
        return False, f"{name} cannot be read"
    if a is None or b is None:
        return _texts(shown_text(first), shown_text(second), wanted, copies)
    return _data(a, b, wanted)


def _written(name: str, first: bytes, second: bytes, wanted: Wanted) -> tuple[bool, str]:
    """Whether files that code writes of rows, such as workbooks, hold the same."""
    a, b = (data_within(name, content) for content in (first, second))
    if a is None or b is None:
        return False, f"{name} holds no data that can be compared"
    if all(isinstance(rows, list) and rows and isinstance(rows[0], list) for rows in (a, b)):
        a, b = _records(a), _records(b)
    return _data(a, b, wanted)


def _texts(first: str, second: str, wanted: Wanted, copies: Collection[bytes]) -> tuple[bool, str]:
    if first.strip().encode() in copies and second.strip().encode() in copies:
        return False, "both are a copy of an input"
    a, b = _data_or_none(first), _data_or_none(second)
    if a is not None and b is not None:
        return _data(a, b, wanted)
    if (a is None) != (b is None):
        return False, ""
    if not is_real(first) and not is_real(second):
        return False, "both are empty or an error"
    values = [value_in(text, wanted.goal, wanted.precision) for text in (first, second)]
    if values[0] is None or values[1] is None:
        return False, "texts in words cannot be compared"
    return same_value(values[0], values[1], wanted.precision), ""


def _data_or_none(text: str) -> Any:
    try:
        return data_of(text)
    except ValueError:
        return None


def _data(first: Any, second: Any, wanted: Wanted) -> tuple[bool, str]:
    if not any(map(is_real, leaves(first))) and not any(map(is_real, leaves(second))):
        return False, "both are empty or an error"
    return _same(first, second, wanted), ""


def _same(first: Any, second: Any, wanted: Wanted) -> bool:
    if isinstance(first, dict) and isinstance(second, dict):
        a, b = _by_key(first, wanted.precision), _by_key(second, wanted.precision)
        if len(a) != len(first) or len(b) != len(second):
            return False
        if a.keys() != b.keys() and _COUNTED.search(wanted.goal):
            a, b = _counted(a, wanted.goal), _counted(b, wanted.goal)
        return a.keys() == b.keys() and all(_same(a[key], b[key], wanted) for key in a)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and _same_items(first, second, wanted)
    if isinstance(first, dict | list) or isinstance(second, dict | list):
        return False
    return same_scalar(first, second, wanted.precision)


def _counted(data: dict[str, Any], goal: str) -> dict[str, Any]:
    """The counts by name without those of nothing that the goal does not name."""
    said = f" {re.sub(r'[^a-z0-9]+', ' ', goal.casefold())} "
    numbers = {key: read(value) for key, value in data.items()}
    if not all(isinstance(number, Number) for number in numbers.values()):
        return data
    rest = {
        k: data[k]
        for k, n in numbers.items()
        if f" {k} " in said or (isinstance(n, Number) and n.value)
    }
    return rest if len(rest) > 1 else data


def _by_key(data: Mapping[str, Any], precision: Precision) -> dict[str, Any]:
    return {re.sub(r"[\s_-]+", " ", folded(key, precision)): value for key, value in data.items()}


def _same_items(first: Sequence[Any], second: Sequence[Any], wanted: Wanted) -> bool:
    if all(_same(a, b, wanted) for a, b in zip(first, second, strict=True)):
        return True
    if wanted.ordered:
        return False
    if len(first) > MOST_PAIRED:
        by_text = [sorted(items, key=_sort_key) for items in (first, second)]
        return all(_same(a, b, wanted) for a, b in zip(*by_text, strict=True))
    rest = list(second)
    for item in first:
        at = next((i for i, other in enumerate(rest) if _same(item, other, wanted)), None)
        if at is None:
            return False
        rest.pop(at)
    return True


def _sort_key(item: Any) -> str:
    texts = (read(leaf) for leaf in leaves(item))
    return repr([t if isinstance(t, str) else str(t) for t in texts])


def _records(rows: list[list[str]]) -> list[Any]:
    """The rows as objects by column, if the first one names the columns."""
    if len(rows) < 2:  # noqa: PLR2004 - a header alone has no rows
        return []
    header = [cell.strip() for cell in rows[0]]
    if len(set(header)) == len(header) and all(isinstance(read(cell), str) for cell in header):
        return [dict(zip(header, row, strict=False)) for row in rows[1:]]
    return rows


def _tables(text: str) -> list[Any]:
    """The Markdown tables in a text, if little else is in it."""
    tables: list[list[list[str]]] = []
    inside, others = False, 0
    for line in text.splitlines():
        if line.count("|") > 1 and line.strip().startswith("|"):
            if not inside:
                tables.append([])
            if not _RULE.match(line):
                tables[-1].append([cell.strip() for cell in line.strip().strip("|").split("|")])
            inside = True
        else:
            inside = False
            others += 0 if line.lstrip().startswith("#") else len(line.split())
    cells = sum(len(row) for table in tables for row in table)
    return [_records(table) for table in tables] if cells > others else []
