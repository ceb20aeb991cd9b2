"""Statements that compute with a value of the whole table beside its rows, as LLMs write them.

Standard SQL takes ``sum((x - avg(x))^2)`` and ``WHERE x > avg(x)`` for mistakes. Where one table is
read and nothing is grouped, they can mean one thing only: the inner value is that of all rows.
"""

from __future__ import annotations

import re

from hocket.execute.tables.inside import clauses, dialects

AGGREGATES = (
    "avg|mean|sum|min|max|count|median|mode|stddev|stddev_samp|stddev_pop|std|stdev|variance"
    "|var_samp|var_pop|quantile_cont|quantile_disc|skewness|kurtosis|kurtosis_pop|mad"
)
REFUSED = re.compile(
    r"aggregate function calls cannot be nested|WHERE clause cannot contain aggregates"
)
"""What DuckDB says of them."""

_SET_OFF = re.compile(dialects.SET_OFF)
_CALL = re.compile(rf"\b(?:{AGGREGATES})\s*\(", re.IGNORECASE)
_ONE = re.compile(r"\bselect\b", re.IGNORECASE)
_GROUPS = re.compile(r"\b(?:group\s+by|over\s*\(|join|union|having|qualify)\b", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+", re.IGNORECASE)
_WHERE = re.compile(r"\bwhere\b", re.IGNORECASE)
_END = re.compile(r"\b(?:order\s+by|limit)\b|;|$", re.IGNORECASE)
_Z = re.compile(r'\bz_?score\s*\(\s*("[^"]+"|[A-Za-z_]\w*)\s*\)', re.IGNORECASE)
_TABLE = re.compile(r'\bfrom\s+("[^"]+"|[A-Za-z_]\w*)', re.IGNORECASE)


def of_all_rows(sql: str, fault: str) -> str:
    """The statement with its inner aggregates as values of their own; the same if in doubt.

    Args:
        sql: The statement.
        fault: What DuckDB says of it.

    Examples:
        >>> of_all_rows("SELECT sqrt(sum((x - avg(x))^2) / count(x)) AS s FROM t",
        ...             "Binder Error: aggregate function calls cannot be nested")
        'SELECT sqrt(sum((x - (SELECT avg(x) FROM t))^2) / count(x)) AS s FROM t'
        >>> of_all_rows("SELECT count(*) FROM t WHERE x > avg(x)",
        ...             "Binder Error: WHERE clause cannot contain aggregates!")
        'SELECT count(*) FROM t WHERE x > (SELECT avg(x) FROM t)'
    """
    bare = _SET_OFF.sub(lambda m: m[0][0] + "x" * (len(m[0]) - 2) + m[0][-1], sql)
    if not REFUSED.search(fault) or len(_ONE.findall(bare)) != 1 or _GROUPS.search(bare):
        return sql
    outer = clauses.outer_of(sql)
    start = _FROM.search(outer)
    if start is None:
        return sql
    where = _WHERE.search(outer, start.end())
    end = _END.search(outer, start.end())
    last = end.start() if end is not None else len(sql)
    calls = [(m.start(), clauses.closing(bare, m.end())) for m in _CALL.finditer(bare)]
    nested = [
        (a, b) for a, b in calls if any(c < a and b <= d for c, d in calls) and b <= start.start()
    ]
    filtered = [(a, b) for a, b in calls if where is not None and where.end() <= a < last]
    if any(a < c for a, b in nested for c, d in nested if d <= b):
        return sql
    source = sql[start.start() : where.start() if where and filtered else last].strip()
    for a, b in sorted(nested or filtered, reverse=True):
        sql = f"{sql[:a]}(SELECT {sql[a:b]} {source}){sql[b:]}"
    return sql


def with_scores(sql: str) -> str:
    """The statement with the z-scores that it names as columns of its only table.

    They are by the population's standard deviation, as SciPy has them.

    Examples:
        >>> with_scores('SELECT count(*) AS n FROM df WHERE abs(zscore("a b")) > 3')
        'SELECT count(*) AS n FROM (SELECT *, ("a b" - avg("a b") OVER ()) / stddev_pop("a b") \
OVER () AS "z of a b" FROM df) WHERE abs("z of a b") > 3'
    """
    names = list(dict.fromkeys(match[1] for match in _Z.finditer(sql)))
    tables = _TABLE.findall(sql)
    if not names or len(set(tables)) != 1 or len(_ONE.findall(sql)) != 1:
        return sql
    scores = "".join(
        f", ({name} - avg({name}) OVER ()) / stddev_pop({name}) OVER () AS {_score(name)}"
        for name in names
    )
    sql = _Z.sub(lambda match: _score(match[1]), sql)
    scored = f"FROM (SELECT *{scores} "
    return _TABLE.sub(lambda match: f"{scored}{match[0]})", sql, count=1)


def _score(name: str) -> str:
    return dialects.quoted(f"z of {name.strip(chr(34))}")
