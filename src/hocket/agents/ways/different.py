"""Different things whose number is asked for: each counts once, but rows are counted.

Small LLMs count the rows of a join for the number of places that it leads to. Both their programs
and their queries do, so their agreement would not show it.
"""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"\b(?:how many|number of) (?P<kind>different|distinct|unique) (?P<things>\w+)", re.IGNORECASE
)
_ONCE = re.compile(
    r"\b(?:distinct|n?unique|ngroups|drop_duplicates|duplicated|value_counts|Counter|set)\b"
    r"|\blen\([^()]*groupby|\{[^{}:]*\bfor\b",
    re.IGNORECASE,
)
"""What leaves one of each; a set may be written as a comprehension."""
_COUNTS = re.compile(r"\bcount\(|\.size\b|\blen\(|\.shape\b|\+= *1\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:groupby|group\s+by)\b", re.IGNORECASE)


def counted_twice(task: str, code: str) -> str:
    """What is wrong with a count of different things, in words for the LLM; empty if nothing is.

    Groups of groups may leave one row of each, so nothing is said of them.

    Examples:
        >>> said = counted_twice("How many different towns has each line?",
        ...                      "SELECT line, count(*) FROM stops GROUP BY line")
        >>> said.partition(";")[0]
        'it counts rows, in which one of the towns may be several times'
        >>> counted_twice("How many different towns?", "SELECT count(DISTINCT town) FROM stops")
        ''
    """
    asked = _ASKED.search(task)
    if asked is None or _ONCE.search(code) or not _COUNTS.search(code):
        return ""
    if len(_PARTS.findall(code)) > 1:
        return ""
    things = asked["things"]
    return (
        f"it counts rows, in which one of the {things} may be several times; of "
        f"{asked['kind'].lower()} {things} each counts once: count(DISTINCT column), or nunique()"
    )
