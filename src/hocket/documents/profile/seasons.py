"""The seasons of dates as weather services count them: winter is December to February."""

from __future__ import annotations

import re

SEASON = "season_of_year"
"""Programs on sports call a column of theirs ``season``, which is a year or two."""
OF_MONTH = {
    month: ("winter", "spring", "summer", "autumn")[month % 12 // 3] for month in range(1, 13)
}
"""The season of each month, in the north."""
FEWEST_NAMED = 3
_NAMED = re.compile(r"\b(winter|spring|summer|autumn)s?\b", re.IGNORECASE)
_MONTH_NAMES = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_USUAL = re.compile(
    r"\bwinters?\W+(?:(?:is|are|being|means|runs?|lasts?|goes|from)\W+)*dec(?:ember)?\W*"
    r"(?:(?:to|through|until)\W+|jan(?:uary)?\W+(?:and\W+)?)?feb(?:ruary)?\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\bsouthern|\bastronomical\w*|\bsolstice\w*|\bequinox\w*", re.IGNORECASE)


def names_seasons(task: str) -> bool:
    """Whether a task is about the seasons of the year, and none of its words counts them otherwise.

    Examples:
        >>> names_seasons("Mean rain in winter, spring, summer and autumn?")
        True
        >>> names_seasons("Winter, spring, summer and autumn; summer is May to August.")
        False
        >>> names_seasons("By winter, spring, summer, autumn (winter is December to February)?")
        True
    """
    named = {name.lower() for name in _NAMED.findall(task)}
    is_usual = not _MONTH_NAMES.search(task) or _USUAL.search(task) is not None
    return len(named) >= FEWEST_NAMED and is_usual and not _OTHER.search(task)
