"""The clauses of a statement, in the order that SQL has.

A small LLM that adds a clause writes it at the end, so QUALIFY comes behind ORDER BY.
"""

from __future__ import annotations

import re

from hocket.execute.tables.inside.dialects import SET_OFF

ORDER = ("select", "from", "where", "group by", "having", "window", "qualify", "order by", "limit")
_CLAUSE = re.compile(
    rf"(?<![\w.])(?:{'|'.join(name.replace(' ', ' +') for name in ORDER)})(?!\w)", re.IGNORECASE
)
_SET_OFF = re.compile(SET_OFF)
_INNER = re.compile(r"\([^()]*\)")
_COMBINED = re.compile(r"\b(?:union|intersect|except)\b", re.IGNORECASE)
_LISTED = re.compile(r"\bselect\s+(?:distinct\s+)?(.*?)\s+from\b", re.IGNORECASE)
_BLANK, _FILLER = " ", "~"


def in_order(sql: str) -> str:
    """The statement with its outer clauses in order; as it is if it has one of them twice.

    Examples:
        >>> in_order("SELECT a, b FROM t ORDER BY b QUALIFY row_number() OVER (ORDER BY b) = 1")
        'SELECT a, b FROM t QUALIFY row_number() OVER (ORDER BY b) = 1 ORDER BY b'
        >>> in_order("SELECT a FROM t GROUP BY a WHERE b > 'order by'")
        "SELECT a FROM t WHERE b > 'order by' GROUP BY a"
    """
    outer = outer_of(sql)
    found = [*_CLAUSE.finditer(outer)]
    names = [re.sub(r"\s+", " ", match[0]).lower() for match in found]
    places = [ORDER.index(name) for name in names]
    is_known = bool(names) and names[0] == "select" and len(set(names)) == len(names)
    if not is_known or places == sorted(places) or _COMBINED.search(outer):
        return sql
    starts = [match.start() for match in found]
    ends = [*starts[1:], len(sql)]
    parts = sorted(zip(places, starts, ends, strict=True))
    clauses = [sql[start:end].strip().rstrip(";").rstrip() for _, start, end in parts]
    return sql[: starts[0]] + _BLANK.join(clauses)


def selected(sql: str) -> list[str]:
    """What the outer SELECT lists, an entry for each column of the result.

    Examples:
        >>> selected("WITH a AS (SELECT 1 AS x, 2) SELECT x, round(x, 2) AS y FROM a")
        ['x', 'round(x, 2) AS y']
    """
    outer = outer_of(sql)
    listed = _LISTED.search(outer)
    if listed is None:
        return []
    commas = [place for place in range(*listed.span(1)) if outer[place] == ","]
    starts, ends = [listed.start(1), *(place + 1 for place in commas)], [*commas, listed.end(1)]
    return [sql[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def outer_of(sql: str) -> str:
    """The statement with a filler for texts, quoted names, remarks and all within brackets."""
    outer = _SET_OFF.sub(lambda match: _FILLER * len(match[0]), sql)
    outer = re.sub(r"\s", _BLANK, outer)
    while _INNER.search(outer):
        outer = _INNER.sub(lambda match: _FILLER * len(match[0]), outer)
    return outer


def closing(sql: str, after: int) -> int:
    """Where the bracket that is open before a place is closed."""
    depth = 1
    for place in range(after, len(sql)):
        depth += {"(": 1, ")": -1}.get(sql[place], 0)
        if depth == 0:
            return place + 1
    return len(sql)
