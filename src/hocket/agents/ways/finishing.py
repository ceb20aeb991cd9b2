"""Conversions of results that want the rows alone of those who have a length of time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hocket.core.late_pattern import late_pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile import Column

_DONE = (
    r"(?:(?:have |has |had |really |actually |in fact )*"
    r"(?:finished|completed|(?:reached|crossed) the (?:finish(?:ing)?(?: line)?|line)"
    r"|made it(?: to the (?:end|finish|line))?)"
    r"|(?:have|has|had|got|with) an? (?:finish(?:ing)? )?(?:time|result))"
)
_NOT_DONE = r"(?:did not|didn['\u2019]?t|have not|haven['\u2019]?t|never|do not|don['\u2019]?t)"
_GONE = r"(?:without|not|no|omit\w*|skip\w*|drop\w*|ignor(?:e|ing)|leav(?:e|ing)(?: out)?)"
_WHO = r"(?:the |all |any |those |everyone |everybody |anyone |people |\w+s )*(?:who|that)"
_AHEAD = r"(?<!\bnot )(?:just|only)(?: of| for)?"
_FINISHED = late_pattern(
    rf"\b{_AHEAD} {_WHO} {_DONE}(?: (?:it|the (?:race|run|course|distance)))?(?! (?!and\b)\w)"
    rf"|\b{_AHEAD} (?:the )?finishers\b(?! (?!and\b)\w)"
    rf"|\b{_GONE} {_WHO} {_NOT_DONE} (?:finish|complete (?:it|the (?:race|run|course))"
    r"|make it|have a (?:time|result))(?: out)?(?! (?!and\b)\w)",
    re.IGNORECASE,
)
"""That only rows with a length of time are wanted, and nothing more of them."""


def without_finished(task: str) -> str:
    """A task without what it says of those who finished.

    Examples:
        >>> without_finished("Write b.csv: name and time, just the rowers who finished.")
        'Write b.csv: name and time, .'
        >>> without_finished("... only those who finished in under an hour")
        '... only those who finished in under an hour'
        >>> without_finished("name and time, not only the finishers")
        'name and time, not only the finishers'
    """
    return _FINISHED.sub("", task)


def of_finished(
    columns: Sequence[Column], rows: Sequence[list[Any]], task: str
) -> list[list[Any]] | None:
    """The rows that have a length of time if a task wants those alone; None if it is open which.

    Args:
        columns: The columns of the file.
        rows: Its rows, with None for what is missing.
        task: What is asked.
    """
    if _FINISHED.search(task) is None:
        return list(rows)
    times = [n for n, one in enumerate(columns) if one.type == "time" and one.is_measured]
    if len(times) != 1:
        return None
    return [row for row in rows if row[times[0]] is not None]
