"""Sums, means and extremes across columns of one row, as LLMs write them in SQL.

``sum(a, b)`` is no function of SQL, and ``WHERE x > sum(a + b)`` none of a row. Where columns are
added, what stands beside them is of the same row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.execute.tables.inside import clauses, dialects

if TYPE_CHECKING:
    from collections.abc import Callable

_NAME = r"(?:\w+\.)?(?:\"[^\"]+\"|[A-Za-z_]\w*)"
_NUMBER = r"\d+(?:\.\d*)?"
_VALUE = (
    rf"(?:(?:coalesce|ifnull|nvl)\s*\(\s*{_NAME}\s*,\s*{_NUMBER}\s*\)"
    rf"|(?:try_)?cast\s*\(\s*{_NAME}\s+as\s+\w+\s*\)|{_NAME}(?:::\w+)?)"
)
"""A column of a row, also with what stands for it where it has no value."""
_LISTED = re.compile(
    rf"\b(?P<name>sum|total|avg|mean|max|min)\s*"
    rf"\(\s*(?P<of>{_VALUE}(?:\s*,\s*{_VALUE})+)\s*\)",
    re.IGNORECASE,
)
_ONE_SUM = rf"\bsum\s*\(\s*{_VALUE}\s*\)"
_SUM = re.compile(r"\bsum\s*(?=\()", re.IGNORECASE)
_SUMS = re.compile(rf"{_ONE_SUM}(?:\s*\+\s*{_ONE_SUM})+", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\s]+")
_ADDED = re.compile(rf"{_VALUE}(?:\+{_VALUE})+", re.IGNORECASE)
_TERM = re.compile(_VALUE, re.IGNORECASE)
_IN_WHERE = "WHERE clause cannot contain aggregates"
_NO_SUCH = re.compile(
    r"No function matches[^']*'(?:sum|total|avg|mean|max|min)\([^',]+,", re.IGNORECASE
)
_UNGROUPED = "must appear in the GROUP BY clause"
_GROUPS = re.compile(r"\bgroup\s+by\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:over\s*\(|union|having|qualify)\b", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_END = re.compile(r"\b(?:group\s+by|order\s+by|limit)\b|;|$", re.IGNORECASE)
_SELECT = re.compile(r"\bselect\b", re.IGNORECASE)
_BARE = re.compile(rf"{_NAME}(?:\s+as\s+\w+)?", re.IGNORECASE)
_OF_ROW: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("sum", "total"), "list_sum([{}])".format),
    **dict.fromkeys(("avg", "mean"), "list_avg([{}])".format),
    "max": "greatest({})".format,
    "min": "least({})".format,
}
_EXTREMES = ("max", "min")


def of_rows(sql: str, fault: str) -> str:
    """The statement with what it sums across columns as sums of single rows; the same if in doubt.

    Args:
        sql: The statement.
        fault: What DuckDB says of it.

    Examples:
        >>> of_rows("SELECT day FROM t WHERE tea * 2 > sum(milk + coalesce(cocoa, 0))",
        ...         "Binder Error: WHERE clause cannot contain aggregates!")
        'SELECT day FROM t WHERE tea * 2 > (milk + coalesce(cocoa, 0))'
        >>> of_rows("SELECT day, avg(milk, cocoa) AS m FROM t",
        ...         "No function matches the given name and argument types 'avg(BIGINT, BIGINT)'")
        'SELECT day, list_avg([milk, cocoa]) AS m FROM t'
    """
    is_in_where, is_unknown = _IN_WHERE in fault, _NO_SUCH.search(fault) is not None
    is_ungrouped = _UNGROUPED in fault
    bare = re.sub(dialects.SET_OFF, lambda m: m[0] if m[0][0] == '"' else "", sql)
    is_known = is_in_where or is_unknown or is_ungrouped
    if not is_known or len(_SELECT.findall(bare)) != 1 or _OTHERS.search(bare):
        return sql
    is_grouped = _GROUPS.search(bare) is not None
    start = _WHERE.search(clauses.outer_of(sql))
    if is_in_where and start is not None:
        end = _END.search(clauses.outer_of(sql), start.end())
        last = end.start() if end is not None else len(sql)
        added = _SUMS.sub(_added_up, _without_sums(sql[start.end() : last]))
        within = _LISTED.sub(_row, added)
        return sql[: start.end()] + within + sql[last:]
    if is_grouped:
        return sql if is_ungrouped else _LISTED.sub(_of_group, sql)
    has_row = any(_BARE.fullmatch(item.strip()) for item in clauses.selected(sql))
    if is_ungrouped:
        # The second of two columns was read as how many of the largest values are wanted.
        return _LISTED.sub(lambda m: _row(m) if m["name"].lower() in _EXTREMES else m[0], sql)
    return _LISTED.sub(_row, sql) if has_row or start is not None else sql


def _without_sums(sql: str) -> str:
    """A condition with what ``sum`` adds up itself in its place, where it adds columns of a row.

    Examples:
        >>> _without_sums('a > sum((coalesce("b c", 0) + d)) and e > sum(f)')
        'a > ((coalesce("b c", 0) + d)) and e > sum(f)'
    """
    bare = re.sub(dialects.SET_OFF, lambda m: m[0][0] + "x" * (len(m[0]) - 2) + m[0][-1], sql)
    for match in reversed([*_SUM.finditer(bare)]):
        end = clauses.closing(bare, match.end() + 1)
        if _adds_columns(bare[match.end() + 1 : end - 1]):
            sql = sql[: match.start()] + sql[match.end() :]
            bare = bare[: match.start()] + bare[match.end() :]
    return sql


def _added_up(match: re.Match[str]) -> str:
    """The sum of several columns of a row, of each of which a sum was taken.

    Examples:
        >>> _SUMS.sub(_added_up, "a > sum(b) + sum(coalesce(c, 0))")
        'a > list_sum([b, coalesce(c, 0)])'
    """
    terms = _TERM.findall(re.sub(r"\bsum\b", "", match[0], flags=re.IGNORECASE))
    is_known = len({term.casefold() for term in terms}) == len(terms)
    return f"list_sum([{', '.join(terms)}])" if is_known else match[0]


def _adds_columns(text: str) -> bool:
    """Whether a text is columns that are added, and nothing else."""
    names = _TERM.sub("x", text)
    return _ADDED.fullmatch(_BRACKETS.sub("", names)) is not None


def _row(match: re.Match[str]) -> str:
    """What is taken of columns of a row; those without a value are left out."""
    return _OF_ROW[match["name"].lower()](match["of"])


def _of_group(match: re.Match[str]) -> str:
    """The sum or extreme of columns over a group; a mean may be one of rows or of values."""
    name = match["name"].lower()
    if name in _EXTREMES:
        return f"{name}({_row(match)})"
    return f"sum({_row(match)})" if name in ("sum", "total") else match[0]
