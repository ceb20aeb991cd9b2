"""The two ends of something that a program takes from one place, so that they are always equal.

Where a task asks between which two years a price rose most, a small LLM gives the year of the row
as ``from`` and as ``to``.
"""

from __future__ import annotations

import ast
import re
from itertools import combinations
from typing import TYPE_CHECKING

from hocket.agents.code.source import parsed
from hocket.agents.ways.twice import listed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDS = (
    ("from", "to"), ("start", "end"), ("begin", "end"), ("first", "last"), ("first", "second"),
    ("old", "new"), ("before", "after"), ("earlier", "later"), ("previous", "next"),
    ("previous", "current"), ("earliest", "latest"), ("since", "until"),
)  # fmt: skip
"""Words for the two ends in names of results, which may have more words, such as ``from_year``."""

_TWO = re.compile(
    r"\bbetween\b|\bfrom\b.{1,80}?\bto\b|\btwo\b|\b(?:consecutive|successive|adjacent|pairs?)\b"
    r"|\bneighbou?r\w*|\bstart\w*\b.{1,80}?\bend\w*|\bfirst\b.{1,80}?\b(?:last|second)\b"
    r"|\bold\b.{1,80}?\bnew\b|\bbefore\b.{1,80}?\bafter\b|\bearlier\b.{1,80}?\blater\b"
    r"|\bprevious\b.{1,80}?\b(?:next|current)\b",
    re.IGNORECASE | re.DOTALL,
)
"""What in a task shows that the two ends are not one."""
_NAMED = re.compile(r'(?s)(?P<how>.*\S)\s+as\s+"?(?P<name>\w+)"?', re.IGNORECASE)
_FIXED = re.compile(r"(?i)null|'[^']*'|[-\d.]+")


def same_ends(task: str, code: str) -> str:
    """What is wrong with two ends that a program or statement takes alike; empty if nothing is.

    Args:
        task: What is asked.
        code: A Python program or a SELECT statement.

    Examples:
        >>> task = "Between which two years did it rise most? Write o.json with from and to."
        >>> same_ends(task, "answer = {'from': row['year'], 'to': row['year']}")
        "from and to are both row['year'], so they are always equal; take each end from its own row"
        >>> same_ends(task, "SELECT lag(year) OVER (ORDER BY year) AS a, year AS b FROM df")
        ''
    """
    if not _TWO.search(task):
        return ""
    is_sql = re.match(r"\s*(?:select|with)\b", code, re.IGNORECASE) is not None
    pairs = _in_statement(code) if is_sql else _in_program(code)
    one, other, how = next(pairs, ("", "", ""))
    if not one:
        return ""
    return (
        f"{one} and {other} are both {how}, so they are always equal; take each end from its own "
        "row"
    )


def _in_statement(sql: str) -> Iterator[tuple[str, str, str]]:
    """(one end, the other, what both are) of a statement."""
    columns = [match.groupdict() for entry in listed(sql) if (match := _NAMED.fullmatch(entry))]
    for first, last in combinations(columns, 2):
        how = first["how"].strip()
        is_same = plain(how) == plain(last["how"]) and not _FIXED.fullmatch(how)
        if is_same and are_ends(first["name"], last["name"]):
            yield first["name"], last["name"], how


def _in_program(code: str) -> Iterator[tuple[str, str, str]]:
    """(one end, the other, what both are) of a dict that a program makes and does not change."""
    tree = parsed(code)
    nodes = [*ast.walk(tree)] if tree is not None else []
    changed = {
        node.slice.value
        for node in nodes
        if isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.slice, ast.Constant)
    }
    for made in (node for node in nodes if isinstance(node, ast.Dict)):
        entries = [
            (key.value, value)
            for key, value in zip(made.keys, made.values, strict=True)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        ]
        for (one, value), (other, alike) in combinations(entries, 2):
            how = ast.unparse(value)
            is_same = how == ast.unparse(alike) and not isinstance(value, ast.Constant)
            if is_same and not {one, other} & changed and are_ends(one, other):
                yield one, other, how


def are_ends(one: str, other: str) -> bool:
    """Whether two names differ in the word for an end alone.

    Examples:
        >>> are_ends("from_year", "to_year"), are_ends("from", "year"), are_ends("Start", "End")
        (True, False, True)
    """
    words, others = (re.split(r"[\W_]+|(?<=[a-z])(?=[A-Z])", name) for name in (one, other))
    if len(words) != len(others):
        return False
    differing = [
        (word.casefold(), against.casefold())
        for word, against in zip(words, others, strict=True)
        if word.casefold() != against.casefold()
    ]
    return len(differing) == 1 and (
        differing[0] in ENDS or (differing[0][1], differing[0][0]) in ENDS
    )
