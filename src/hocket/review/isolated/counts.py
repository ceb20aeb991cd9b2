"""Counts of tests that passed, in what a check prints: those in words of the work do not count."""

from __future__ import annotations

import re
from base64 import b64decode  # by name: a check may patch the modules
from json import dumps
from re import escape, sub
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

COUNTED = re.compile(
    r"(\d+)\s+(?:of|out of|/)\s+(\d+)|(\d+) passed|^Ran (\d+) tests? in", re.IGNORECASE
)

MOST_VALUES = 100_000
"""Values of a message that are looked at."""


def count_in(output: str) -> int | None:
    """The first count in the last line that has one: what follows it may be words of the work."""
    for line in reversed(output.splitlines()):
        if match := COUNTED.search(line):
            count, _, passed, ran = match.groups()
            return int(count or passed or ran)
    return None


def without(output: str, claims: AbstractSet[str]) -> str:
    """What a check printed, without these lines of the work, however they are quoted."""
    quoted = {q for claim in claims for q in (claim, repr(claim)[1:-1], dumps(claim)[1:-1])}
    for text in sorted(quoted, key=len, reverse=True):
        output = sub(escape(text), "", output, flags=re.IGNORECASE)
    return output


def claims_in(value: Any) -> set[str]:
    """The lines with a count within a message, also in the bytes there."""
    claims: set[str] = set()
    pending, left = [value], MOST_VALUES
    while pending and left:
        item, left = pending.pop(), left - 1
        if isinstance(item, dict):
            pending += [*item, *item.values()]
        elif isinstance(item, list):
            pending += item
        elif isinstance(item, str):
            claims |= lines_with_count(item) | lines_with_count(_decoded(item))
    return claims


def lines_with_count(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if COUNTED.search(line)}


def _decoded(text: str) -> str:
    try:
        return b64decode(text, validate=True).decode(errors="replace")
    except ValueError:
        return ""
