"""Things that are counted by the rows that they have: each is counted once instead.

Asked on how many days something happened, small LLMs count the rows, of which an hourly table has
several for a day. Both their programs and their queries do, so their agreement would not show it.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.source import edited, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.source import Edit
    from hocket.agents.forms.ending import Way
    from hocket.documents.profile import Column

FEWEST_THINGS = 20
"""A text column with more values than these names things; one with fewer names their kinds."""
_ASKED = re.compile(
    r"\b(?:how many|number of)(?: (?:different|distinct|of (?:the|these|those|all)))?"
    r"((?: [\w-]+){1,3})",
    re.IGNORECASE,
)
_NO_ADJECTIVE = frozenset(
    ("a", "an", "and", "are", "at", "by", "did", "do", "does", "each", "for", "from", "had", "has",
     "have", "in", "is", "it", "of", "on", "or", "out", "per", "than", "that", "the", "there", "to",
     "was", "were", "with")
)  # fmt: skip
_APART = re.compile(
    r"\b(?:n?unique|distinct|drop_duplicates|groupby|group\s+by|set\(|value_counts|partition\s+by"
    r"|to_period|resample|dt\.date|duplicated|longest_run|shift|lag)",
    re.IGNORECASE,
)
"""Programs that part the rows already."""

_UNITS = {
    "day": (".dt.date", "CAST({} AS DATE)"),
    "month": ('.dt.to_period("M")', "date_trunc('month', {})"),
    "year": (".dt.year", "year({})"),
}
_COUNT_ROWS = re.compile(r"\bcount\(\s*\*\s*\)", re.IGNORECASE)


def counted_once(task: str, code: str, way: Way, columns: Sequence[Column]) -> str:
    """The code with things counted once that a task asks the number of; as it is if not sure.

    Args:
        task: What is asked.
        code: A program on the frame ``df``, or a query.
        way: Which of the two it is.
        columns: Those of the only table.

    Examples:
        >>> from hocket.documents.profile import Column
        >>> hours = [Column("at", "datetime"), Column("temp", "number")]
        >>> counted_once("On how many days was it hot?", "SELECT count(*) FROM df", "query", hours)
        'SELECT count(DISTINCT CAST("at" AS DATE)) FROM df'
    """
    meant = _things(task, columns)
    if meant is None or _APART.search(code) or way == "rows":
        return code
    column, unit = meant
    if way == "query":
        name = f'"{column.name}"'
        value = _UNITS[unit][1].format(name) if unit else name
        counts = _COUNT_ROWS.findall(code)
        return _COUNT_ROWS.sub(f"count(DISTINCT {value})", code) if len(counts) == 1 else code
    tree = parsed(code)
    if tree is None:
        return code
    ending = f"[{column.name!r}]{_UNITS[unit][0] if unit else ''}.nunique()"
    edits = [*_edits(tree, ending)]
    return edited(code, edits) if len(edits) == 1 else code


def _things(task: str, columns: Sequence[Column]) -> tuple[Column, str] | None:
    """(the column of the things that are counted, the unit of time that they are); None if not.

    A unit of time is that of the only column of times, if it has no column of its own.
    """
    asked = [match[1].casefold().split() for match in _ASKED.finditer(task)]
    noun = _noun(asked[0]) if len(asked) == 1 else ""
    if not noun:
        return None
    by_name = {column.name.casefold(): column for column in columns}
    moments = [c for c in columns if c.type in ("date", "datetime")]
    single = _singular(noun)
    own = by_name.get(single)
    if own is not None and (single in _UNITS or _names_things(own)):
        return None if own.unique else (own, "")
    return (moments[0], single) if single in _UNITS and len(moments) == 1 else None


def _noun(words: Sequence[str]) -> str:
    """The first word in the plural, with nothing but adjectives before it; empty if there is none.

    Examples:
        >>> _noun(["asian", "countries", "had"]), _noun(["goals", "in", "matches"]), _noun(["of"])
        ('countries', 'goals', '')
    """
    for word in words:
        if word in _NO_ADJECTIVE:
            break
        if _singular(word) != word:
            return word
    return ""


def _names_things(column: Column) -> bool:
    return column.type == "text" and column.distinct > FEWEST_THINGS


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun.removesuffix("s")


def _edits(tree: ast.Module, ending: str) -> Iterator[Edit]:
    """What counts the rows of a frame, as what counts the things in them."""
    for node in ast.walk(tree):
        rows = _counted_rows(node)
        if rows and isinstance(node, ast.expr) and node.lineno == node.end_lineno:
            yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, f"{rows}{ending}"


def _counted_rows(node: ast.AST) -> str:
    """The frame whose rows an expression counts, as source; empty if it does not."""
    if isinstance(node, ast.Subscript) and ast.unparse(node.slice) == "0":
        shape = node.value
        is_shape = isinstance(shape, ast.Attribute) and shape.attr == "shape"
        return _frame(shape.value) if is_shape else ""  # type: ignore[attr-defined]
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1:
        return _frame(node.args[0])
    if isinstance(node.func, ast.Attribute) and node.func.attr == "sum" and not node.args:
        mask = node.func.value
        is_mask = isinstance(mask, ast.Compare | ast.BinOp) and _is_condition(mask)
        return f"df[{ast.unparse(mask)}]" if is_mask else ""
    return ""


def _frame(node: ast.expr) -> str:
    """The rows of ``df`` that meet a condition, as source; empty for all else."""
    if isinstance(node, ast.Subscript):
        base = node.value.value if _is_loc(node.value) else node.value  # type: ignore[attr-defined]
        is_table = isinstance(base, ast.Name) and base.id == "df"
        if is_table and _is_condition(node.slice):
            return ast.unparse(node)
    return ""


def _is_loc(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "loc"


def _is_condition(node: ast.expr) -> bool:
    """Whether an expression says for each row of ``df`` whether it counts."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        return _is_condition(node.left) and _is_condition(node.right)
    return isinstance(node, ast.Compare) and "df[" in ast.unparse(node)
