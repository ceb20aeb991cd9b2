"""The events of a calendar in plain columns: the date, when it starts and ends, its title.

A calendar says a moment in one value, and 20240501 for a whole day; people ask for the date, and
for times that are empty for whole days.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from hocket.documents.profile.column import Habits, column_of, free_name
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.moments import offsets_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.documents.profile.nouns import Table, TableProfile

UTC = dt.timedelta(0)
EVENTS = "_events"
"""How the variable of the form ends."""

BEGINS, ENDS = "DTSTART", "DTEND"
CALLED = {"SUMMARY": "title", "LOCATION": "place"}
_LEFT_OUT = frozenset({BEGINS, ENDS, "DURATION", "DTSTAMP", "UID", "SEQUENCE", "TRANSP", "CLASS"})
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?.*)?")


def event_table(profile: TableProfile, table: Table) -> tuple[TableProfile, Table] | None:
    r"""The events of a calendar, one a row; None if the table is no calendar.

    Args:
        profile: What the table holds.
        table: Its rows.

    Returns:
        The table: ``date`` of the first day, ``start`` and ``end`` as times, which are empty for
        whole days, ``title`` and ``place``, then what else events have, in small letters.

    Examples:
        >>> from hocket.documents.loading import loaded_table
        >>> from hocket.documents.profile import table_profile
        >>> content = (
        ...     b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240501T090000\nDTEND:20240501T094500\n"
        ...     b"SUMMARY:Talk\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20240502\n"
        ...     b"SUMMARY:Fair\nEND:VEVENT\nEND:VCALENDAR\n"
        ... )
        >>> profile = table_profile("a.ics", content)
        >>> about, events = event_table(profile, loaded_table("a.ics", content))
        >>> events.names
        ('date', 'start', 'end', 'title')
        >>> events.rows
        [['2024-05-01', '09:00', '09:45', 'Talk'], ['2024-05-02', '', '', 'Fair']]
    """
    begins = profile.column(BEGINS)
    if begins is None or begins.type not in ("date", "datetime") or begins.odd_count:
        return None
    if begins.in_zones or any(offsets_of([str(cell)]) - {UTC} for cell in _cells(table, BEGINS)):
        return None  # whose times are those of several places
    names = [column.name for column in profile.columns]
    ends = profile.column(ENDS)
    taken = {"date", "start", "end"}
    kept = [place for place, name in enumerate(names) if name not in _LEFT_OUT]
    heads = [free_name(CALLED.get(names[p], names[p].lower()), taken) for p in kept]
    rows = []
    for row in table.rows:
        date, start = _parted(converted(begins, row[names.index(BEGINS)]))
        end = _parted(converted(ends, row[names.index(ENDS)]))[1] if ends is not None else ""
        rows.append([date, start, end, *(row[place] for place in kept)])
    every = ("date", "start", "end", *heads)
    return profile.remade(_columns(every, rows), len(rows)), table.remade(every, rows)


def _cells(table: Table, name: str) -> list[Any]:
    place = [known.strip() for known in table.names].index(name)
    return [row[place] for row in table.rows if row[place]]


def _columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Any]:
    return [
        column_of(name, [row[place] for row in rows], Habits()) for place, name in enumerate(names)
    ]


def _parted(moment: Any) -> tuple[str, str]:
    """The date of a moment, and its time of the day; empty for what it does not have."""
    match = _MOMENT.fullmatch(moment) if isinstance(moment, str) else None
    if match is None:
        return "", ""
    seconds = match[3] if match[3] and match[3] != ":00" else ""
    return match[1], f"{match[2]}{seconds}" if match[2] else ""
