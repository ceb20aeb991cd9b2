"""What a program or a statement computes to compare with, and never does.

Small LLMs compute the lowest value of each group and then forget the condition on it, so that all
groups are counted.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from hocket.execute.tables.inside.selects import column_of, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hocket.execute.tables.inside.selects import Node, Reader, Select

ANSWER = "answer"
_MEASURES = frozenset(
    ("max", "min", "idxmax", "idxmin", "mean", "median", "quantile", "transform", "rank",
     "nlargest", "nsmallest", "avg", "arg_max", "arg_min", "max_by", "min_by", "quantile_cont")
)  # fmt: skip
"""What gives something that rows are compared with; counts and sums may be left over."""
_LEFT_OVER = ("count", "sum")
_SAME_ROWS = frozenset(("copy", "sort_values", "reset_index", "dropna", "head", "tail", "assign"))
_OF_SIZE = frozenset(("shape", "empty", "size"))
_EXTREME = re.compile(
    r"\bfrom\s*\(\s*select\s+\*\s*,\s*(?:max|min)\(\s*(?P<column>\w+)\s*\)\s*over\s*"
    r"\(\s*partition\s[^()]*\)\s+as\s+(?P<name>\w+)\s+from\s+[^()]+\)"
    r"(?:\s+(?:as\s+)?(?!where\b)\w+)?\s+where\s+",
    re.IGNORECASE,
)
"""Rows with the extreme of their group beside them, of which a condition chooses some."""
_AFTER_WHERE = re.compile(r"(?i)\b(?:group\s+by|order\s+by|having|limit|qualify|union|window)\b")


def in_program(tree: ast.Module) -> str:
    """What a program computes to compare with and never uses; empty if it uses all.

    Args:
        tree: The program.

    Examples:
        >>> in_program(ast.parse("a = df.x.max(); answer = len(df)")).partition(":")[0]
        '`a` is computed, df.x.max(), but never used'
        >>> in_program(ast.parse("a = df.x.max(); answer = len(df[df.x == a])"))
        ''
    """
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    loaded = Counter(
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)
    )
    for node in tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1 or not _measures(node.value):
            continue
        [target] = node.targets
        if isinstance(target, ast.Name):
            is_unread = not loaded[target.id] and not _is_in_text(tree, target.id)
            if is_unread and target.id != ANSWER and target.id.strip("_"):
                return _said(f"`{target.id}`", node.value)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            name = target.slice.value if isinstance(target.slice, ast.Constant) else ""
            is_unread = (
                isinstance(name, str) and name != "" and not _reads(tree, name, target.slice)
            )
            if is_unread and not _is_given_whole(target.value.id, tree, above, set()):
                return _said(f"The column {name!r}", node.value)
    return ""


def _said(what: str, how: ast.expr) -> str:
    return (
        f"{what} is computed, {ast.unparse(how)}, but never used: compare with it where rows are "
        "chosen, or leave it out."
    )


def _measures(value: ast.expr) -> bool:
    """Whether something is computed of columns that rows can be compared with, or a condition."""
    nodes = [*ast.walk(value)]
    called = {
        getattr(n.func, "attr", getattr(n.func, "id", "")) for n in nodes if isinstance(n, ast.Call)
    }
    is_of_columns = any(isinstance(n, ast.Subscript | ast.Attribute) for n in nodes)
    is_measure = bool(called & _MEASURES) or isinstance(value, ast.Compare)
    return is_of_columns and is_measure and not any(isinstance(n, ast.Lambda) for n in nodes)


def _reads(tree: ast.Module, name: str, own: ast.expr) -> bool:
    """Whether a program names a column beside where it sets it, in whatever way."""
    word = re.compile(rf"(?<!\\w){re.escape(name)}(?!\\w)")
    return any(
        (isinstance(n, ast.Constant) and n is not own and word.search(str(n.value)) is not None)
        or (isinstance(n, ast.Attribute) and n.attr == name)
        or (isinstance(n, ast.keyword) and n.arg == name)
        or (isinstance(n, ast.Name) and n.id == name)
        for n in ast.walk(tree)
    )


def _is_in_text(tree: ast.Module, name: str) -> bool:
    """Whether a text names a variable, such as that of ``query``."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(
        isinstance(n, ast.Constant) and isinstance(n.value, str) and word.search(n.value)
        for n in ast.walk(tree)
    )


def _is_given_whole(
    table: str, tree: ast.Module, above: dict[ast.AST, ast.AST], seen: set[str]
) -> bool:
    """Whether a table is used with all its columns, under this name or another."""
    if table in seen:
        return False
    seen.add(table)
    uses = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == table]
    return any(_is_whole(use, tree, above, seen) for use in uses if isinstance(use.ctx, ast.Load))


def _is_whole(
    node: ast.AST, tree: ast.Module, above: dict[ast.AST, ast.AST], seen: set[str]
) -> bool:
    """Whether an expression for rows of a table is used with all its columns."""
    user = above[node]
    if isinstance(user, ast.Assign):
        [target] = user.targets[:1]
        if not isinstance(target, ast.Name) or target.id == ANSWER:
            return True
        return _is_given_whole(target.id, tree, above, seen)
    if isinstance(user, ast.Call):
        return ast.unparse(user.func) != "len"
    if isinstance(user, ast.Attribute):
        return _is_whole_by(user, tree, above, seen)
    if isinstance(user, ast.Subscript) and user.value is node:
        picks = _picks(user.slice)
        return not picks and _is_whole(user, tree, above, seen)
    return True


def _is_whole_by(
    node: ast.Attribute, tree: ast.Module, above: dict[ast.AST, ast.AST], seen: set[str]
) -> bool:
    """Whether what is taken of a table by a dot has all its columns."""
    user = above[node]
    if node.attr in ("loc", "iloc") and isinstance(user, ast.Subscript):
        places = user.slice.elts if isinstance(user.slice, ast.Tuple) else []
        is_picked = len(places) > 1 and _picks(places[-1])
        return not is_picked and _is_whole(user, tree, above, seen)
    if not isinstance(user, ast.Call):
        return node.attr not in _OF_SIZE and node.attr in ("values", "T", "columns", "dtypes")
    if node.attr in _SAME_ROWS:
        return _is_whole(user, tree, above, seen)
    then = above[user]
    if node.attr != "groupby":
        return True
    is_counted = isinstance(then, ast.Attribute) and then.attr in ("size", "ngroups")
    return not is_counted and not (isinstance(then, ast.Subscript) and _picks(then.slice))


def _picks(part: ast.expr) -> bool:
    """Whether columns are named."""
    listed = part.elts if isinstance(part, ast.List) else [part]
    return all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in listed)


def in_statement(reader: Reader, selects: Sequence[Select]) -> str:
    """What an inner SELECT of a statement computes to compare with and nothing uses.

    Args:
        reader: Reads parts of it.
        selects: Its SELECTs, the outermost last.
    """
    if len(selects) < 2 or any(map(_is_positional, selects)):  # noqa: PLR2004 - one in another
        return ""
    *inner, outermost = selects
    if any(one["class"] == "STAR" for one in _listed(outermost)):
        return ""
    used = {column_of(one).casefold() for select in selects for one in select.own()}
    used |= {name.casefold() for select in selects for name in _joined_by(select.node)}
    for select in inner:
        for one in _listed(select):
            name = str(one.get("alias", ""))
            is_measure = one["class"] == "WINDOW" or one.get("function_name") in _MEASURES
            is_measure = is_measure and not str(one.get("function_name")).startswith(_LEFT_OVER)
            if name and is_measure and name.casefold() not in used:
                how = reader.text_of(one)
                given = within(one.get("arguments") or one.get("children") or [])
                columns = [column_of(part) for part in given if column_of(part)]
                such = f", such as WHERE {columns[0]} = {name}" if columns else ""
                return (
                    f"{name} is computed, {how}, but never used: add the condition on it{such}, "
                    "or leave it out."
                )
    return ""


def with_extreme(sql: str) -> str:
    """The statement with the condition that an extreme of groups is computed for and lacks.

    Examples:
        >>> print(with_extreme("SELECT count(*) FROM (SELECT *, max(bid) OVER (PARTITION BY lot) "
        ...                    "AS top FROM bids) WHERE won = 1"))
        SELECT count(*) FROM (SELECT *, max(bid) OVER (PARTITION BY lot) AS top FROM bids) WHERE \
bid = top AND (won = 1)
    """
    match = _EXTREME.search(sql)
    if match is None or len(re.findall(rf"(?i)\b{match['name']}\b", sql)) > 1:
        return sql
    rest = sql[match.end() :]
    end = _AFTER_WHERE.search(rest)
    condition = rest[: end.start()] if end else rest.rstrip("; \n")
    after = rest[end.start() :] if end else ""
    where = f"{match['column']} = {match['name']} AND ({condition.strip()})"
    return f"{sql[: match.end()]}{where}{f' {after}' if after else ''}"


def _joined_by(value: Any) -> Iterator[str]:
    """The columns that USING names."""
    if isinstance(value, list):
        for one in value:
            yield from _joined_by(one)
    elif isinstance(value, dict):
        yield from value.get("using_columns") or ()
        for one in value.values():
            yield from _joined_by(one)


def _listed(select: Select) -> list[Node]:
    listed: list[Node] = select.node["select_list"]
    return listed


def _is_positional(select: Select) -> bool:
    """Whether columns may be taken by their places, so that their names do not show their use."""
    return any(_positions(select.node))


def _positions(value: Any) -> Iterator[bool]:
    if isinstance(value, list):
        for one in value:
            yield from _positions(one)
    elif isinstance(value, dict):
        yield value.get("type") == "SET_OPERATION_NODE"
        yield bool(value.get("column_name_alias")) or bool(value.get("columns") is True)
        yield value.get("class") == "SUBQUERY"
        yield "key_targets" in value and bool(value.get("aliases"))
        for one in value.values():
            yield from _positions(one)
