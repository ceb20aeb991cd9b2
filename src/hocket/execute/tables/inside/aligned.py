"""Columns beside a value of each group, or of several columns: set side by side row by row.

``df["n"] / df.groupby("shop")["n"].sum()`` divides rows by groups. Pandas sets them side by side by
what they are called: rows have numbers and groups have names, so nothing is left. A small LLM means
the group of each row. So it means the sum of each row in ``df["a"] > df[["b", "c"]].sum()``.
"""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

BESIDE = "__beside__"
MEASURES = ("sum", "mean", "max", "min", "median")
"""What may be taken of several columns, of each column or of each row."""
FEWEST = 2
"""Columns of which a row has a sum of its own."""
_OPERATIONS = frozenset(
    ("div", "truediv", "floordiv", "sub", "mul", "add", "gt", "ge", "lt", "le", "eq", "ne")
)
_KEEPS_ROWS = frozenset(("astype", "fillna", "round", "abs", "clip", "copy")) | _OPERATIONS
"""Methods of a column that give a value for each of its rows."""
_PURE = _KEEPS_ROWS | {"isin", "between", "notna", "isna", "dropna", "head", "tail", "sort_values",
                       "reset_index", "query", "contains", "startswith"}  # fmt: skip
"""What may be called in an expression of a table that is computed once more."""


def beside(value: Any, table: Any, tables: Mapping[str, Any] | None = None) -> Any:
    """A value that is set beside a column of a table, for each row of that; the same if in doubt.

    Args:
        value: What a program has there.
        table: The table that has the column, if it is one; or what else the value stands beside.
        tables: Those that were loaded, which say in what group each thing is.

    Examples:
        >>> sales = pd.DataFrame({"shop": ["Oak", "Elm", "Oak"], "n": [1, 5, 3]})
        >>> beside(sales.groupby("shop")["n"].sum(), sales).tolist()
        [4, 5, 4]
        >>> beside(sales["n"].sum(), sales)
        np.int64(9)
    """
    if isinstance(table, pd.Series) and isinstance(value, pd.Series):
        found = _of_things(value, table, tables or {})
        return value if found is None else found
    if not isinstance(table, pd.DataFrame) or not isinstance(value, pd.DataFrame | pd.Series):
        return value
    if any(name is not None for name in table.index.names) or not table.columns.is_unique:
        return value
    if isinstance(value, pd.DataFrame):
        alone = value.iloc[:, 0] if value.shape[1] == 1 else None
        found = None if alone is None else _of_groups(alone, table)
        return value if found is None else found
    found = _of_groups(value, table)
    if found is None:
        found = _of_columns(value, table)
    return value if found is None else found


def _of_groups(value: Any, table: Any) -> Any:
    """The value of the group that each row is in; None if the index has no groups of the table."""
    names = list(value.index.names)
    is_keyed = all(isinstance(name, str) and name in table.columns for name in names)
    if not is_keyed or not value.index.is_unique or value.index.equals(table.index):
        return None
    keys = table[names[0]] if len(names) == 1 else pd.MultiIndex.from_frame(table[names])
    wanted = pd.Index(keys.dropna() if len(names) == 1 else keys)
    if not len(wanted) or 2 * wanted.isin(value.index).sum() <= len(wanted):
        return None
    known = value.reindex(pd.Index(keys))
    return pd.Series(known.to_numpy(), index=table.index, name=value.name)


def _of_things(value: Any, things: Any, tables: Mapping[str, Any]) -> Any:
    """The value of the group that each thing is in, of things by name; None if that is not known.

    Examples:
        >>> sales = pd.DataFrame({"shop": ["Oak", "Elm"], "town": ["Ulm", "Ulm"], "n": [1, 3]})
        >>> by_shop = sales.set_index("shop")["n"]
        >>> _of_things(sales.groupby("town")["n"].sum(), by_shop, {"df": sales}).tolist()
        [4, 4]
    """
    group, thing = value.index.name, things.index.name
    are_named = isinstance(group, str) and isinstance(thing, str) and group != thing
    if not are_named or not value.index.is_unique or things.index.isin(value.index).any():
        return None
    for table in tables.values():
        if group not in table.columns or thing not in table.columns:
            continue
        pairs = table[[thing, group]].dropna().drop_duplicates()
        if pairs[thing].is_unique and things.index.isin(pairs[thing]).all():
            groups = pairs.set_index(thing)[group].reindex(things.index)
            if groups.isin(value.index).all():
                known = value.reindex(pd.Index(groups))
                return pd.Series(known.to_numpy(), index=things.index, name=value.name)
    return None


def _of_columns(value: Any, table: Any) -> Any:
    """The same measure of each row where it is that of several columns; None if it is none."""
    names = list(value.index)
    are_columns = len(names) >= FEWEST and all(
        isinstance(name, str) and name in table.columns for name in names
    )
    if not are_columns or not value.index.is_unique or table.index.isin(names).any():
        return None
    columns = table[names]
    if any(dtype.kind not in "iufb" for dtype in columns.dtypes):
        return None
    for measure in MEASURES:
        if getattr(columns, measure)().equals(value):
            return getattr(columns, measure)(axis=1)
    return None


def noted(tree: ast.Module) -> ast.Module:
    """A copy of a program that has what stands beside the column of a table set beside its rows."""
    own: ast.Module = _Noting().visit(copy.deepcopy(tree))
    return ast.fix_missing_locations(own)


class _Noting(ast.NodeTransformer):
    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.op, ast.BitAnd | ast.BitOr):
            node.left, node.right = _pair(node.left, node.right)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) == 1 and not isinstance(node.ops[0], ast.In | ast.NotIn | ast.Is):
            node.left, node.comparators[0] = _pair(node.left, node.comparators[0])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        if node.func.attr in _OPERATIONS and node.args:
            table = _table_of(node.func.value)
            if table is not None and _table_of(node.args[0]) is None:
                node.args[0] = _beside(node.args[0], table)
        if node.func.attr == "assign" and _is_pure(node.func.value):
            for keyword in node.keywords:
                if keyword.arg is not None and _table_of(keyword.value) is None:
                    keyword.value = _beside(keyword.value, node.func.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        self.generic_visit(node)
        target = node.targets[0]
        table = _table_of(target) if len(node.targets) == 1 else None
        if isinstance(table, ast.Name) and _table_of(node.value) is None:
            node.value = _beside(node.value, table)
        return node


def _pair(left: ast.expr, right: ast.expr) -> tuple[ast.expr, ast.expr]:
    """Two sides of an operation; one that is no column stands beside the rows of the other."""
    tables = _table_of(left), _table_of(right)
    if tables[0] is not None and tables[1] is None:
        return left, _beside(right, tables[0])
    if tables[1] is not None and tables[0] is None:
        return _beside(left, tables[1]), right
    is_known = tables == (None, None) and _is_plain(left) and not isinstance(right, ast.Constant)
    return (left, _beside(right, left)) if is_known else (left, right)


def _beside(value: ast.expr, table: ast.expr) -> ast.expr:
    """A value, or each that it is computed of, set beside the rows of a table."""
    if isinstance(value, ast.BinOp):
        value.left, value.right = (_beside(side, table) for side in (value.left, value.right))
        return value
    if isinstance(value, ast.Constant | ast.Lambda | ast.JoinedStr):
        return value
    read = ast.parse(ast.unparse(table), mode="eval").body
    call = ast.Call(ast.Name(BESIDE, ast.Load()), [value, read], [])
    return ast.copy_location(call, value)


def _table_of(node: ast.expr) -> ast.expr | None:
    """The table of whose rows something is a column; None if it does not look like one."""
    if isinstance(node, ast.BinOp):
        tables = [found for side in (node.left, node.right) if (found := _table_of(side))]
        return tables[0] if tables else None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return _table_of(node.func.value) if node.func.attr in _KEEPS_ROWS else None
    if isinstance(node, ast.Attribute):
        return node.value if isinstance(node.value, ast.Name) else None
    if not isinstance(node, ast.Subscript) or not _is_pure(node.value):
        return None
    key = node.slice
    if isinstance(key, ast.Tuple) and isinstance(node.value, ast.Attribute):
        is_column = len(key.elts) == FEWEST and node.value.attr == "loc" and _is_text(key.elts[1])
        rows = ast.Subscript(node.value, key.elts[0], ast.Load())
        return rows if is_column and _is_pure(key.elts[0]) else None
    return node.value if _is_text(key) else None


def _is_plain(node: ast.expr) -> bool:
    """Whether it is a variable, or a number times one."""
    if isinstance(node, ast.BinOp):
        return any(map(_is_plain, (node.left, node.right))) and all(
            isinstance(side, ast.Constant) or _is_plain(side) for side in (node.left, node.right)
        )
    return isinstance(node, ast.Name)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_pure(node: ast.expr) -> bool:
    """Whether an expression may be computed once more: it calls nothing that changes something."""
    calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
    return all(
        isinstance(call.func, ast.Attribute) and call.func.attr in _PURE for call in calls
    ) and not any(isinstance(inner, ast.NamedExpr | ast.Await) for inner in ast.walk(node))
