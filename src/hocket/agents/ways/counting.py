"""Days, months and years that are counted by the rows that they have: each is counted once instead.

Asked on how many days something happened, small LLMs count the rows, of which an hourly table has
several for a day. Both their programs and their queries do, so their agreement would not show it.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from hocket.agents.code.source import edited, parsed
from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.agents.code.source import Edit
    from hocket.agents.forms.ending import Way
    from hocket.documents.profile import Column

_ASKED = late_pattern(
    r"\b(?:(?:on|in) how many (?:\w+ )?(?P<unit>day|month|year)s"
    r"|(?:on|in) (?:\w+ )?how many of the (?P<of>day|month|year)s"
    r"|number of (?P<when>day|month|year)s (?:on which|in which|when))\b",
    re.IGNORECASE,
)
_APART = late_pattern(
    r"\b(?:n?unique|distinct|drop_duplicates|groupby|group\s+by|set\(|value_counts|partition\s+by"
    r"|to_period|resample|dt\.date|duplicated|longest_run|shift|lag|having|with)\b",
    re.IGNORECASE,
)
"""Programs and queries that part the rows already, or count those of another table."""

_UNITS = {
    "day": (".dt.date", "CAST({} AS DATE)"),
    "month": ('.dt.to_period("M")', "date_trunc('month', {})"),
    "year": (".dt.year", "year({})"),
}
_COUNT_ROWS = late_pattern(
    r"^(\s*SELECT\s+)count\(\s*\*\s*\)(?=(?:\s+AS\s+\w+)?\s+FROM\s+\w+)", re.IGNORECASE
)


def counted_once(task: str, code: str, way: Way, columns: Sequence[Column]) -> str:
    """The code with days, months or years counted once; as it is if not sure.

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
    meant = _moments(task, columns)
    if meant is None or _APART.search(code) or way == "rows":
        return code
    column, unit = meant
    if way == "query":
        value = _UNITS[unit][1].format(f'"{column.name}"')
        return _COUNT_ROWS.sub(rf"\g<1>count(DISTINCT {value})", code, count=1)
    tree = parsed(code)
    if tree is None:
        return code
    edits = [*_edits(tree, f"[{column.name!r}]{_UNITS[unit][0]}.nunique()")]
    return edited(code, edits) if len(edits) == 1 else code


def _moments(task: str, columns: Sequence[Column]) -> tuple[Column, str] | None:
    """(the only column of times, the unit of time that is counted); None if not sure."""
    asked = [*_ASKED.finditer(task)]
    moments = [c for c in columns if c.type in ("date", "datetime")]
    if len(asked) != 1 or len(moments) != 1 or len(re.findall("(?i)how many", task)) > 1:
        return None
    return moments[0], next(filter(None, asked[0].groups())).lower()


def _edits(tree: ast.Module, ending: str) -> Iterator[Edit]:
    """What counts the rows of a frame and is a whole answer, as what counts the times in them."""
    for node in _answers(tree):
        rows = _counted_rows(node)
        if rows and node.lineno == node.end_lineno:
            yield node.lineno - 1, node.col_offset, node.end_col_offset or 0, f"{rows}{ending}"


def _answers(tree: ast.Module) -> Iterator[ast.expr]:
    """What a program sets names and keys to."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield _bare(node.value)
        elif isinstance(node, ast.Dict):
            yield from map(_bare, node.values)


def _bare(node: ast.expr) -> ast.expr:
    """An expression without ``int`` around it."""
    is_int = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1
    return node.args[0] if is_int and node.func.id == "int" else node  # type: ignore[attr-defined]


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
        return f"df[{ast.unparse(mask)}]" if _is_condition(mask) else ""
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
    if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Subscript):
        return False
    column, table = node.left.slice, node.left.value
    is_name = isinstance(column, ast.Constant) and isinstance(column.value, str)
    return is_name and isinstance(table, ast.Name) and table.id == "df"
