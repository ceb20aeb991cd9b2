"""Rows from north to south: an order by a column that the answer seldom has."""

from __future__ import annotations

import re

from hocket.core.late_pattern import late_pattern

_FROM_TO = late_pattern(
    r"\b(?:from|beginning (?:in|with)(?: the)?|starting (?:in|with|from)(?: the)?) (?:the )?"
    r"(?P<end>(?:north|south|east|west)(?:ern)?(?:most)?)(?:,| one| first)?"
    r"(?: (?:down |up )?(?:to|on to) (?:the )?(?P<to>north|south|east|west)\w*)?"
    r"|\b(?:the )?(?P<first>(?:north|south|east|west)ernmost) (?:one )?first\b",
    re.IGNORECASE,
)
_DESCENDING = {"north": True, "south": False, "east": True, "west": False}
_COLUMN = {"north": "latitude", "south": "latitude", "east": "longitude", "west": "longitude"}
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_SORTS = late_pattern(
    r"\.sort_values\(|\bsorted\(|\.sort\(|\.nlargest\(|\.nsmallest\(|\border\s+by\b", re.IGNORECASE
)
_FALLS = late_pattern(
    r"ascending\s*=\s*\[?\s*False|reverse\s*=\s*True|\bdesc\b|\.nlargest\(|key=lambda[^:]+: *-"
    r"|\[::-1\]",
    re.IGNORECASE,
)


def off_course(task: str, code: str) -> str:
    """What is wrong with the order of rows from one point of the compass to the other; else empty.

    Examples:
        >>> off_course("List the huts from north to south.", "answer = df['hut'].tolist()")
        'from north to south: sort the rows by latitude, descending, before you take the columns'
        >>> off_course("The huts from west to east.", "answer = df.sort_values('lon')['hut']")
        ''
    """
    match = _FROM_TO.search(task)
    if match is None:
        return ""
    end = re.match("north|south|east|west", (match["end"] or match["first"]).lower())
    point = end.group() if end else ""
    other = (match["to"] or "").lower()
    is_whole = match["first"] or match["end"].lower().endswith("most") or other
    if not is_whole or (other and other != _OPPOSITE[point]):
        return ""  # 'from the north' alone tells where something comes from
    falls = _DESCENDING[point]
    if _SORTS.search(code) and bool(_FALLS.search(code)) == falls:
        return ""
    way = "descending" if falls else "ascending"
    course = f"from {point} to {_OPPOSITE[point]}"
    return f"{course}: sort the rows by {_COLUMN[point]}, {way}, before you take the columns"
