"""Names of months and days with which dates, or names of another spelling, are compared.

A small LLM writes ``month IN ('DEC', 'JAN')`` of whatever is a month, and ``'Sat'`` of what
``dayname`` gives. Where each text of a comparison is such a name, it is written as what stands
beside it has it: a comparison of a date with ``'DEC'`` fails, one of ``'December'`` never holds.
"""

from __future__ import annotations

import ast
import calendar
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.documents.profile.moments import MONTHS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)} | {
    name.lower(): n for n, name in enumerate(calendar.day_abbr)
}
_FULL = {"b": calendar.month_abbr, "B": calendar.month_name}
_FULL_DAYS = {"a": calendar.day_abbr, "A": calendar.day_name}
_LIST = r"'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*"
_CALLS = (
    r"(?:monthname|dayname)\s*\((?:[^()]|\([^()]*\))*\)"
    r"|strftime\s*\((?:[^(),]|\([^()]*\))*,\s*'%[aAbB]'\s*\)"
)
_COMPARED = re.compile(
    rf"(?P<of>{_CALLS}|(?<![\w.\"'])(?:\w+\.)?(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>\w+)))"
    rf"(?P<sign>\s*(?:=|<>|!=)\s*|\s+(?:not\s+)?in\s*\(\s*)(?P<texts>{_LIST})",
    re.IGNORECASE,
)
_OF_CALL = re.compile(r"(?P<name>\w+).*?(?:'%(?P<form>[aAbB])')?\s*\)$", re.DOTALL)
_MADE = r'\bas\s+"?{}"?(?!\w)'
_MAKES = re.compile(r"\b(?:assign|rename|replace|melt|set_axis|stack|to_period)\(|\.columns =")
"""What may give a column of a program other values than the table has."""
LAST_MONTH = 12


def named_in_statement(sql: str, tables: Mapping[str, Any]) -> str:
    """The statement, with names of months and days as what they are compared with has them.

    Examples:
        >>> dates = {"df": pd.DataFrame({"month": pd.to_datetime(["2020-12-01"])})}
        >>> named_in_statement("SELECT 1 FROM df WHERE month IN ('DEC', 'Jan')", dates)
        'SELECT 1 FROM df WHERE month(month) IN (12, 1)'
        >>> named_in_statement("SELECT 1 FROM df WHERE dayname(month) = 'Sat'", dates)
        "SELECT 1 FROM df WHERE dayname(month) = 'Saturday'"
    """

    def replaced(match: re.Match[str]) -> str:
        texts = [
            text.replace("''", "'") for text in re.findall(r"'((?:[^']|'')*)'", match["texts"])
        ]
        name = match["quoted"] or match["bare"]
        if name is None:
            said = _OF_CALL.match(match["of"])
            written = _as_called(said["name"].lower(), said["form"], texts) if said else None
        elif re.search(_MADE.format(re.escape(name)), sql, re.IGNORECASE):
            return match[0]
        else:
            written = _as_held(name, texts, tables)
        if written is None:
            return match[0]
        wraps, values = written
        if "in" not in match["sign"].lower() and len(values) > 1:
            return match[0]
        of = f"month({match['of']})" if wraps else match["of"]
        return f"{of}{match['sign']}{', '.join(map(_literal, values))}"

    return _COMPARED.sub(replaced, sql) if "'" in sql else sql


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def _as_called(name: str, form: str | None, texts: Sequence[str]) -> tuple[bool, list[Any]] | None:
    """The texts as a function writes such names; None if it does not, or all are so already."""
    form = {"monthname": "B", "dayname": "A", "month_name": "B", "day_name": "A"}.get(name, form)
    known, names = (DAYS, _FULL_DAYS) if form in _FULL_DAYS else (MONTHS, _FULL)
    numbers = _numbers(texts, known)
    if form is None or numbers is None:
        return None
    written = [names[form][number] for number in numbers]
    return None if written == list(texts) else (False, written)


def _as_held(
    name: str, texts: Sequence[str], tables: Mapping[str, Any]
) -> tuple[bool, list[Any]] | None:
    """(whether the month of the column is taken, what it is compared with); None for no change."""
    columns = [
        table[own]
        for table in tables.values()
        for own in table.columns
        if str(own).casefold() == name.casefold() and isinstance(table[own], pd.Series)
    ]
    numbers = _numbers(texts, MONTHS)
    if columns and numbers and all(map(pd.api.types.is_datetime64_any_dtype, columns)):
        return True, list(numbers)
    if columns and numbers and all(map(_holds_months, columns)) and name.lower().startswith("mon"):
        return False, list(numbers)
    values = list(dict.fromkeys(v for one in columns for v in one.dropna().tolist()))
    if not values or not all(isinstance(value, str) for value in values):
        return None
    for known in (MONTHS, DAYS):
        own = _numbers(values, known)
        wanted = _numbers(texts, known)
        if own is None or wanted is None:
            continue
        spelled = defaultdict(list)
        for value, number in zip(values, own, strict=True):
            spelled[number].append(value)
        if set(texts) & set(values) or not spelled.keys() & set(wanted):
            return None  # some are as the column has them; others it does not have at all
        written = [
            value
            for text, number in zip(texts, wanted, strict=True)
            for value in spelled.get(number, [text])
        ]
        return False, written
    return None


def _numbers(texts: Sequence[str], known: Mapping[str, int]) -> list[int] | None:
    """The number of each month or day; None if a text is no name of one."""
    numbers = [known.get(text.strip(" .").lower()) for text in texts]
    return [n for n in numbers if n is not None] if texts and None not in numbers else None


def _holds_months(values: Any) -> bool:
    numbers = values.dropna()
    is_number = pd.api.types.is_numeric_dtype(values) and len(numbers) > 0
    return is_number and bool(numbers.isin(range(1, LAST_MONTH + 1)).all())


def named_in_program(tree: ast.Module, tables: Mapping[str, Any]) -> None:
    """Write names of months and days in a program as what they are compared with has them.

    Args:
        tree: The program, which is changed.
        tables: The tables by their variables.
    """
    made = {name for node in ast.walk(tree) for name in _made_by(node)}
    is_anew = _MAKES.search(ast.unparse(tree)) is not None
    _Named({} if is_anew else tables, made).visit(tree)
    ast.fix_missing_locations(tree)


def _made_by(node: ast.AST) -> Iterator[str]:
    """The names of the columns or entries that a part of a program may write."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield node.attr
    within: list[ast.expr | None] = []
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        within = [node.slice]
    elif isinstance(node, ast.Dict):
        within = node.keys
    for part in (part for one in within if one is not None for part in ast.walk(one)):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


class _Named(ast.NodeTransformer):
    """Writes the names of months and days that are compared."""

    def __init__(self, tables: Mapping[str, Any], made: Container[Any]) -> None:
        self._tables = tables
        self._made = made

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        [sign, *more], [other, *_] = node.ops, node.comparators
        if more:
            return node
        listed = isinstance(other, ast.List | ast.Tuple | ast.Set)
        if isinstance(sign, ast.In | ast.NotIn) and isinstance(
            other, ast.List | ast.Tuple | ast.Set
        ):
            values = other.elts
        elif isinstance(sign, ast.Eq | ast.NotEq):
            values = node.comparators
        else:
            return node
        written = self._written(node.left, values, is_row=listed, is_sure=listed)
        if written is not None and (listed or len(written[1]) == 1):
            node.left = written[0]
            node.comparators = [ast.List(written[1], ast.Load())] if listed else written[1]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr == "isin" and node.args:
            [listed, *_] = node.args
            if isinstance(listed, ast.List | ast.Tuple | ast.Set):
                written = self._written(node.func.value, listed.elts, is_row=False)
                if written is not None:
                    node.func.value, listed.elts = written
        return node

    def _written(
        self, of: ast.expr, values: Sequence[ast.expr], *, is_row: bool, is_sure: bool = True
    ) -> tuple[ast.expr, list[ast.expr]] | None:
        """What is compared and with what; None for no change.

        A date is taken as one of a row if so said, else as a column of them.
        """
        texts = [
            v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)
        ]
        if not texts or len(texts) != len(values):
            return None
        if isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute):
            found = _as_called(of.func.attr, _form_in(of), texts)
        else:
            name = _column_in(of)
            # ``==`` may be of a row or of a column, unless it names a table.
            known = name and name not in self._made and (is_sure or self._is_of_table(of))
            found = _as_held(name, texts, self._tables) if known else None
        if found is None:
            return None
        wraps, written = found
        if wraps:
            of = of if is_row else ast.Attribute(of, "dt", ast.Load())
            of = ast.Attribute(of, "month", ast.Load())
        return of, [ast.Constant(value) for value in written]

    def _is_of_table(self, of: ast.expr) -> bool:
        value = getattr(of, "value", None)
        return isinstance(value, ast.Name) and value.id in self._tables


def _column_in(of: ast.expr) -> str:
    """The column of ``table["column"]`` or ``table.column``; empty for anything else."""
    if isinstance(of, ast.Attribute) and isinstance(of.value, ast.Name):
        return of.attr
    if isinstance(of, ast.Subscript) and isinstance(of.value, ast.Name):
        is_text = isinstance(of.slice, ast.Constant) and isinstance(of.slice.value, str)
        return str(of.slice.value) if is_text else ""  # type: ignore[attr-defined]
    return ""


def _form_in(call: ast.Call) -> str | None:
    """The form of ``strftime`` if it is that of a name alone."""
    is_form = isinstance(call.func, ast.Attribute) and call.func.attr == "strftime" and call.args
    form = call.args[0].value if is_form and isinstance(call.args[0], ast.Constant) else ""
    match = re.fullmatch(r"%([aAbB])", str(form))
    return match[1] if match else None
