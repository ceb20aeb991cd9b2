"""Calendars (iCalendar): a row for each event, task or entry."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hocket.documents.profile.formats.content_lines import components, parts_of, plain
from hocket.documents.profile.rows import JOINT, joined, table_of

if TYPE_CHECKING:
    from hocket.documents.profile.formats.content_lines import Component, Property
    from hocket.documents.profile.nouns import Table

USUAL = ("VEVENT", "VTODO", "VJOURNAL")
"""What the rows are, where there are any; else the most frequent kind of component."""

FRAMES = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})
MOMENTS = frozenset(
    {"DTSTART", "DTEND", "DUE", "COMPLETED", "DTSTAMP", "CREATED", "LAST-MODIFIED"}
    | {"RECURRENCE-ID", "EXDATE", "RDATE"}
)
PEOPLE = ("ATTENDEE", "ORGANIZER")
LISTS = ("CATEGORIES", "RESOURCES")
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?")
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")
REPEATS = "an event that repeats stands once, with its rule in RRULE"
EXCLUSIVE = "DTEND of an event of whole days is the day after its last one"


def read(text: str) -> Table | None:
    r"""The events of a calendar, or what else it holds most of.

    Examples:
        >>> event = "BEGIN:VEVENT\nDTSTART:20240501T090000Z\nDURATION:PT45M\nEND:VEVENT\n"
        >>> table = read(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n")
        >>> table.names, table.rows[0][2]
        (('DTSTART', 'DURATION', 'DTEND'), '2024-05-01T09:45:00Z')
    """
    found = components(text)
    counts = Counter(component.kind for component in found if component.kind not in FRAMES)
    if not counts:
        return None
    kind = next((k for k in USUAL if k in counts), counts.most_common(1)[0][0])
    taken = [component for component in found if component.kind == kind]
    zones = _zones(taken)
    rows = [_row(component, in_zones=len(zones) > 1) for component in taken]
    notes = [f"each row is a {kind}"]
    notes += [REPEATS] if any("RRULE" in row for row in rows) else []
    notes += (
        [EXCLUSIVE] if any(len(row.get("DTEND", "")) == len("2024-05-01") for row in rows) else []
    )
    notes += [f"the times are of several zones: {', '.join(zones)}"] if len(zones) > 1 else []
    return table_of(rows, *notes)


def _row(component: Component, *, in_zones: bool) -> dict[str, str]:
    row = joined((p.name, _value(p, in_zones=in_zones)) for p in component.properties)
    start, duration = row.get("DTSTART", ""), row.get("DURATION", "")
    if start and duration and "DTEND" not in row and (end := _after(start, duration)):
        row["DTEND"] = end
    return row


def _value(known: Property, *, in_zones: bool) -> str:
    """The value of a property; of a time with its offset where the calendar has several zones."""
    if known.name in MOMENTS:
        zone = known.parameter("TZID") if in_zones else ""
        return JOINT.join(_with_offset(_moment(part), zone) for part in known.value.split(","))
    if known.name in PEOPLE:
        return known.parameter("CN") or re.sub(r"(?i)^mailto:", "", known.value).strip()
    if known.name in LISTS:
        return JOINT.join(parts_of(known.value, ","))
    return known.value.strip() if known.name == "RRULE" else plain(known.value)


def _moment(text: str) -> str:
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return text.strip()
    year, month, day, hour, minute, second, zone = match.groups()
    date = f"{year}-{month}-{day}"
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}" if hour else date


def _with_offset(moment: str, zone: str) -> str:
    """A local time with its offset from UTC, if its zone is known."""
    if not zone or "T" not in moment:
        return moment
    try:
        return dt.datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (ValueError, OverflowError, OSError, ZoneInfoNotFoundError):
        return moment


def _after(start: str, duration: str) -> str:
    """When what begins then ends; empty if one of them is no time."""
    match = _DURATION.fullmatch(duration)
    if match is None:
        return ""
    values = (int(value or 0) for value in match.groups())
    try:
        length = dt.timedelta(**dict(zip(_UNITS, values, strict=True)))
        if len(start) == len("2024-05-01"):
            return (dt.date.fromisoformat(start) + length).isoformat()
        end = dt.datetime.fromisoformat(start.removesuffix("Z")) + length
    except (ValueError, OverflowError):
        return ""
    return end.isoformat() + ("Z" if start.endswith("Z") else "")


def _zones(taken: list[Component]) -> list[str]:
    """The zones of the times."""
    starts = [p for c in taken for p in c.properties if p.name == "DTSTART" and "T" in p.value]
    zones = {p.parameter("TZID") or ("UTC" if p.value.endswith("Z") else "local") for p in starts}
    return sorted(zones)
