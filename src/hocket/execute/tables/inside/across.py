"""Sums and means across columns of one row, as LLMs write them in SQL.

``sum(a, b)`` is no function of SQL, and ``WHERE x > sum(a + b)`` none of a row. Where columns are
added, what stands beside them is of the same row.
"""

from __future__ import annotations

import re

from hocket.execute.tables.inside import clauses, dialects

_NAME = r"(?:\w+\.)?(?:\"[^\"]+\"|[A-Za-z_]\w*)"
_LISTED = re.compile(
    rf"\b(?P<name>sum|total|avg|mean)\s*\(\s*(?P<of>{_NAME}(?:\s*,\s*{_NAME})+)\s*\)", re.IGNORECASE
)
_ADDED = re.compile(rf"\bsum\s*(?P<of>\(\s*{_NAME}(?:\s*\+\s*{_NAME})+\s*\))", re.IGNORECASE)
_IN_WHERE = "WHERE clause cannot contain aggregates"
_NO_SUCH = re.compile(r"No function matches[^']*'(?:sum|total|avg|mean)\([^',]+,", re.IGNORECASE)
_GROUPS = re.compile(r"\bgroup\s+by\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:over\s*\(|union|having|qualify)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_END = re.compile(r"\b(?:group\s+by|order\s+by|limit)\b|;|$", re.IGNORECASE)
_SELECT = re.compile(r"\bselect\b", re.IGNORECASE)
_BARE = re.compile(rf"{_NAME}(?:\s+as\s+\w+)?", re.IGNORECASE)


def of_rows(sql: str, fault: str) -> str:
    """The statement with what it sums across columns as sums of single rows; the same if in doubt.

    Args:
        sql: The statement.
        fault: What DuckDB says of it.

    Examples:
        >>> of_rows("SELECT day FROM t WHERE tea * 2 > sum(milk + cocoa)",
        ...         "Binder Error: WHERE clause cannot contain aggregates!")
        'SELECT day FROM t WHERE tea * 2 > (milk + cocoa)'
        >>> of_rows("SELECT day, avg(milk, cocoa) AS m FROM t",
        ...         "No function matches the given name and argument types 'avg(BIGINT, BIGINT)'")
        'SELECT day, list_avg([milk, cocoa]) AS m FROM t'
    """
    is_in_where, is_unknown = _IN_WHERE in fault, _NO_SUCH.search(fault) is not None
    bare = re.sub(dialects.SET_OFF, lambda m: m[0] if m[0][0] == '"' else "", sql)
    if not (is_in_where or is_unknown) or len(_SELECT.findall(bare)) != 1 or _OTHERS.search(bare):
        return sql
    is_grouped = _GROUPS.search(bare) is not None
    start = _WHERE.search(clauses.outer_of(sql))
    if is_in_where and start is not None:
        end = _END.search(clauses.outer_of(sql), start.end())
        last = end.start() if end is not None else len(sql)
        within = _LISTED.sub(_row, _ADDED.sub(r"\g<of>", sql[start.end() : last]))
        return sql[: start.end()] + within + sql[last:]
    if is_grouped:
        return _LISTED.sub(_of_group, sql)
    has_row = any(_BARE.fullmatch(item.strip()) for item in clauses.selected(sql))
    return _LISTED.sub(_row, sql) if has_row or start is not None else sql


def _row(match: re.Match[str]) -> str:
    """The sum or the mean of columns of a row; those without a value are left out."""
    name = "sum" if match["name"].lower() in ("sum", "total") else "avg"
    return f"list_{name}([{match['of']}])"


def _of_group(match: re.Match[str]) -> str:
    """The sum of columns over a group; a mean over it may be one of rows or of values."""
    is_sum = match["name"].lower() in ("sum", "total")
    return f"sum({_row(match)})" if is_sum else match[0]
