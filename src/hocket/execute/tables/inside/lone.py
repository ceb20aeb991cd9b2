"""Groups that have one row each, as rows were chosen before: nothing of such a group is an extreme.

``df[df["month"] == 5].groupby("keeper")["honey"].transform("max")`` gives each value back. A small
LLM writes it where it means the month in which each keeper has most honey.
"""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING, Any

import pandas as pd

from hocket.execute.tables.inside.selects import Select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hocket.execute.tables.inside.selects import Node, Reader

LONE = "__lone__"
_EXTREMES: dict[str, Any] = {"max": max, "min": min}
FEWEST = 3
"""Groups of which one may have a single row by chance."""
METHODS = (
    "transform", "rank", "idxmax", "idxmin", "nlargest", "nsmallest", "cummax", "cummin", "shift",
    "diff", "pct_change",
)  # fmt: skip
"""What tells the rows of a group from one another."""
_COUNTS = ("size", "count", "nunique")
_WINDOWS = frozenset(
    ("max", "min", "avg", "mean", "rank", "dense_rank", "row_number", "percent_rank", "ntile",
     "lag", "lead", "arg_max", "arg_min", "max_by", "min_by")
)  # fmt: skip
_PICKS = ("arg_max", "arg_min", "max_by", "min_by")
_PARTS = ("having", "group_expressions", "group_sets")


class Lone:
    """Notes the groups of one row that a program asks for something of.

    Args:
        tables: The tables by their variables.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self._tables = tables
        self._lines: list[str] = []
        self._taken: dict[str, list[int]] = {}

    def called(self, value: Any, method: str, /, *args: Any, **options: Any) -> Any:
        """What a method gives that may be one of groups."""
        is_of_groups = isinstance(value, pd.core.groupby.GroupBy)
        if is_of_groups and not (method == "transform" and args and args[0] in _COUNTS):
            shown = ", ".join(repr(arg) for arg in args if isinstance(arg, str | int))
            self._note(value, f"{method}({shown})")
        return getattr(value, method)(*args, **options)

    def extreme(self, text: str, name: str, values: Any, /, **options: Any) -> Any:
        """What ``max`` or ``min`` gives."""
        listed = list(values)
        self._taken.setdefault(text, []).append(len(listed))
        return _EXTREMES[name](listed, **options)

    def _note(self, groups: Any, called: str) -> None:
        chosen, keys = groups.obj, _names_of(groups.keys)
        if not keys or len(chosen) < FEWEST or groups.ngroups != len(chosen):
            return
        for table in self._tables.values():
            is_chosen = len(chosen) < len(table) and chosen.index.isin(table.index).all()
            if not is_chosen or not set(keys) <= {*table.columns}:
                continue
            rows = table.groupby(keys).size()
            own = table.loc[chosen.index].groupby(keys).size()
            if 2 * (rows.reindex(own.index) > 1).sum() <= len(chosen):
                continue
            column = getattr(chosen, "name", None)
            taken = f"[{column!r}]" if column is not None else ""
            key = repr(keys[0]) if len(keys) == 1 else repr(keys)
            whole = f"df.groupby({key}){taken}.{called}"
            self._lines.append(
                f"Each group of {key} has one row only, as rows were chosen before, so {called} of "
                f"it says nothing. Take it of all rows first, {whole}, then choose the rows."
            )

    def doubt(self) -> str:
        """What is said of groups of one row; empty if there are none."""
        rows = max(map(len, self._tables.values()), default=0)
        for text, lengths in self._taken.items():
            if len(lengths) >= FEWEST and {*lengths} == {1} and rows >= 2 * len(lengths):
                self._lines.append(
                    f"{text} takes one row only each time, as rows were chosen before, so it says "
                    "nothing. Put all rows of each group in its list first, take the extreme of "
                    "them, then look at its row."
                )
        return self._lines[0] if self._lines else ""


def noted(tree: ast.Module) -> ast.Module:
    """A copy of a program that has a ``Lone`` note what it asks of groups."""
    own: ast.Module = _Noting().visit(copy.deepcopy(tree))
    return ast.fix_missing_locations(own)


class _Noting(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        text = ast.unparse(node)
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            given = [node.func.value, ast.Constant(node.func.attr), *node.args]
            return self._call("called", node, given)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        is_plain = len(node.args) == 1 and not isinstance(node.args[0], ast.Starred)
        if name in _EXTREMES and is_plain:
            return self._call("extreme", node, [ast.Constant(text), ast.Constant(name), *node.args])
        return node

    def _call(self, method: str, node: ast.Call, given: list[ast.expr]) -> ast.expr:
        function = ast.Attribute(ast.Name(LONE, ast.Load()), method, ast.Load())
        return ast.copy_location(ast.Call(function, given, node.keywords), node)


def in_statement(reader: Reader, select: Select) -> str:
    """What is said of the groups of one row of a SELECT; empty if it has none."""
    for one in (*select.own("select_list"), *select.own("qualify")):
        name = str(one.get("function_name", "")) or str(one["type"]).removeprefix("WINDOW_").lower()
        keys: list[Node] = []
        if one["class"] == "WINDOW" and name in _WINDOWS and not select.node["group_expressions"]:
            keys = one["partitions"]
        elif one["class"] == "FUNCTION" and name in _PICKS:
            keys = select.node["group_expressions"]
        if keys and _are_lone(reader, select, keys):
            key = ", ".join(map(reader.text_of, keys))
            first = f"WITH t AS (SELECT *, {_windowed(reader, one, key)} AS v FROM df)"  # noqa: S608 - it is shown
            return (
                f"Each group of {key} has one row only, as WHERE chose rows before, so {name} of "
                f"it says nothing. Take it of all rows first, {first}, then SELECT from t with "
                "WHERE."
            )
    return ""


def _windowed(reader: Reader, one: Node, key: str) -> str:
    text = reader.text_of(one)
    return text if one["class"] == "WINDOW" else f"{text} OVER (PARTITION BY {key})"


def _are_lone(reader: Reader, select: Select, keys: list[Node]) -> bool:
    chosen = reader.inner(select, keys, _PARTS)
    whole = Select(_unchosen(select.node), [_unchosen(one) for one in select.known])
    rows = reader.inner(whole, keys, _PARTS)
    if rows == chosen:
        return False
    listed = ", ".join(f"c{number}" for number in range(len(keys)))
    large = f"SELECT {listed} FROM ({rows}) GROUP BY ALL HAVING count(*) > 1"  # noqa: S608 - its own
    asked = (
        f"SELECT count(*), count(DISTINCT ({listed})), "  # noqa: S608 - of its own
        f"(SELECT count(*) FROM ({chosen}) SEMI JOIN ({large}) USING ({listed})) FROM ({chosen})"
    )
    [[count, groups, of_large]] = reader.run(asked)
    return bool(count >= FEWEST and groups == count and 2 * of_large > count)


def _unchosen(value: Any) -> Any:
    """A part of a statement without what chooses rows."""
    if isinstance(value, list):
        return [_unchosen(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {n: None if n == "where_clause" else _unchosen(part) for n, part in value.items()}


def _names_of(keys: Any) -> list[str]:
    listed = keys if isinstance(keys, list) else [keys]
    named = [key.name if isinstance(key, pd.Series) else key for key in listed]
    names = [name for name in named if isinstance(name, str)]
    return names if len(names) == len(listed) else []
