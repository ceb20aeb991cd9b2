"""Rows that stand in a table twice, and count once: they are left out where it is loaded.

Small LLMs forget it in one part of a program, or count what is left over. Which of two rows is
kept says no rule here: where the later or the corrected one is meant, nothing is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.core.late_pattern import late_pattern
from hocket.documents.loading import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWICE = (
    r"(?:(?:de-?)?duplicat\w*|doubles?(?! count)|doubled|doubling|repeats?|repeated|repetitions?"
    r"|copies)"
)
_ONCE = late_pattern(
    r"\b(?:count(?:s|ed)?|take|use|keep|treat|consider|include|need|want)\b[^.;:]{0,40}"
    r"\b(?:only )?once\b"
    rf"|\b(?:ignor\w+|drop\w*|remov\w+|skip\w*|leav\w+ out|without|discard\w*|delet\w+|disregard\w*"
    rf"|not count\w*|n't count\w*|clean\w* up|get rid of|exclud\w+)\b[^.;:]{{0,30}}\b{_TWICE}"
    rf"|\b{_TWICE}\b[^.;:]{{0,40}}\b(?:(?:count|be|is|are|should) only once|out|ignored|dropped"
    r"|removed|skipped|don't count|do not count|not count|(?:ignore|drop|remove|skip|delete|leave)"
    r" (?:them|those|these))\b|\bde-?duplicate\w*",
    re.IGNORECASE,
)
_ROWS = (
    r"(?:rows?|lines?|entry|entries|records?|export|file|table|list|sheet|data|there|in it|same"
    r"|appears?|appearing|listed|noted|entered|recorded)"
)
_IN_TABLE = late_pattern(
    rf"\b(?:{_TWICE}|same)\b"
    rf"|\b{_ROWS}\b[^.;]*\b(?:twice|more than once|several times|two times)\b"
    rf"|\b(?:twice|more than once|several times|two times)\b[^.;]*\b{_ROWS}\b",
    re.IGNORECASE,
)
"""What says that something stands in a table several times, and did not happen several times."""
_WHICH = late_pattern(
    r"\b(?:last|latest|newest|later|earliest|oldest|correct\w*|most|higher|lower|largest|smallest"
    r"|biggest|longest|shortest|highest|lowest|best|(?:the|its) first)\b",
    re.IGNORECASE,
)
_SAME = late_pattern(
    r"\b(?:same|identical|one per|(?:de-?)?duplicat\w* (?:(?:rows|entries|lines) )?(?:by|per))"
    r" (?P<name>[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
_MORE = late_pattern(r"(?: [\w-]+)?,? (?:and|plus|&|on|at|in|for|with)\b", re.IGNORECASE)
"""What goes on with another thing that rows have in common."""
_OF_THINGS = late_pattern(r"\bduplicated? (?P<name>[\w-]+)", re.IGNORECASE)
"""Things of which each stands in several rows, which need not be alike."""
_SENTENCE = late_pattern(r"(?<=[.;!?)])\s+|\n")


def once_of(task: str, columns: Sequence[str]) -> str:
    """What rows that count once have in common, as the task says it.

    Args:
        task: What is asked.
        columns: The names of the columns of its tables.

    Returns:
        The name of a column, ``*`` for the whole row, or empty if nothing is left out: also where
        several columns together tell which rows are one, and where things and no rows are doubled.

    Examples:
        >>> task = "Count the trips. Some are there twice (same trip id), count those once."
        >>> once_of(task, ["trip_id", "from"])
        'trip_id'
    """
    if not _ONCE.search(task) or not _IN_TABLE.search(task):
        return ""
    said = [part for part in _SENTENCE.split(task) if _ONCE.search(part) or _IN_TABLE.search(part)]
    if any(map(_WHICH.search, said)):
        return ""
    keys = [*map(_plain, columns)]
    known = dict(zip(keys, columns, strict=True))
    found: set[str] = set()
    for part in said:
        for match in _SAME.finditer(part):
            first = match["name"].split()[0]
            name = next((n for n in (match["name"], first) if _plain(n) in known), "")
            if name and _MORE.match(part, match.start("name") + len(name)):
                return ""
            found |= {known[_plain(name)]} if name else set()
    if found:
        # A column of several tables is the key of one, and recurs rightly in the others.
        is_clear = len(found) == 1 and keys.count(_plain(min(found))) == 1
        return found.pop() if is_clear else ""
    things = {_plain(match["name"]) for part in said for match in _OF_THINGS.finditer(part)}
    are_columns = any(key.startswith(thing.removesuffix("s")) for thing in things for key in known)
    return "" if are_columns else WHOLE


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
