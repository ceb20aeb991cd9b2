"""Rows that stand in a table twice, and count once: they are left out where it is loaded.

Small LLMs forget it in one part of a program, or count what is left over. Which of two rows is
kept says no rule here: where the later or the corrected one is meant, nothing is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.documents.loading import WHOLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_TWICE = r"(?:(?:de-?)?duplicat\w*|doubles?|doubled|doubling|repeats?|repeated|repetitions?|copies)"
_ONCE = re.compile(
    r"\b(?:count|take|use|keep|treat|consider|include|need|want)\w*\b[^.;:]{0,40}\b(?:only )?once\b"
    r"|\b(?:only|just) (?:count(?:s|ed)? )?once\b"
    rf"|\b(?:ignor\w+|drop\w*|remov\w+|skip\w*|leav\w+ out|without|discard\w*|delet\w+|disregard\w*"
    rf"|not count\w*|n't count\w*|clean\w* up|get rid of|exclud\w+)\b[^.;:]{{0,30}}\b{_TWICE}"
    rf"|\b{_TWICE}\b[^.;:]{{0,40}}\b(?:(?:count|be|is|are|should) only once|out|ignored|dropped"
    r"|removed|skipped|don't count|do not count|not count|(?:ignore|drop|remove|skip|delete|leave)"
    r" (?:them|those|these))\b|\bde-?duplicate\w*",
    re.IGNORECASE,
)
_IN_TABLE = re.compile(
    rf"\b(?:twice|{_TWICE}|more than once|several times|two times|same)\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"\b(?:last|latest|newest|later|earliest|oldest|correct\w*|most recent|higher|lower"
    r"|highest|lowest|best)\b",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:same|by|one per|per|each|identical) (?P<name>[\w-]+(?: [\w-]+)?)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.;!?)])\s+|\n")


def once_of(task: str, columns: Sequence[str]) -> str:
    """What rows that count once have in common, as the task says it.

    Args:
        task: What is asked.
        columns: The names of the columns of its tables.

    Returns:
        The name of a column, ``*`` for the whole row, or empty if nothing is left out.

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
    for part in said:
        for match in _SAME.finditer(part):
            words = match["name"].split()
            named = {_plain(match["name"]), _plain(words[0])}
            if found := [column for column in columns if _plain(column) in named]:
                return found[0]
    return WHOLE


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
