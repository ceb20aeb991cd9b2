"""Calendars (iCalendar) and address books (vCard) of rows, by what their columns are called."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LINE_BYTES = 75
STAMP = "19700101T000000Z"
"""When each event was made: no time of this machine, so that the same rows give the same bytes."""

EVENT_NAMES = {
    "SUMMARY": ("summary", "title", "event", "name", "subject", "what", "description"),
    "DTSTART": ("dtstart", "start", "begin", "starts", "from", "date", "day", "when"),
    "DTEND": ("dtend", "end", "ends", "until", "to", "finish"),
    "LOCATION": ("location", "place", "where", "room", "venue"),
    "DESCRIPTION": ("description", "notes", "note", "details", "comment"),
    "TIME": ("time", "start time", "starttime"),
}
CARD_NAMES = {
    "FN": ("name", "full name", "fullname", "fn", "contact"),
    "FAMILY": ("family", "surname", "last name", "lastname", "family name"),
    "GIVEN": ("given", "first name", "firstname", "given name", "forename"),
    "ORG": ("organisation", "organization", "company", "org", "firm"),
    "TITLE": ("title", "role", "job", "position"),
    "BDAY": ("birthday", "bday", "born", "date of birth"),
    "STREET": ("street", "address"),
    "CITY": ("city", "town"),
    "REGION": ("region", "state"),
    "POSTCODE": ("postcode", "zip", "postal code"),
    "COUNTRY": ("country",),
    "NOTE": ("note", "notes", "comment"),
    "URL": ("url", "website", "web"),
}
ADDRESS = ("STREET", "CITY", "REGION", "POSTCODE", "COUNTRY")
NUMBERS = {
    "TEL": ("phone", "tel", "telephone", "mobile", "cell", "fax"),
    "EMAIL": ("email", "mail"),
}
TYPES = {"mobile": "CELL", "cell": "CELL", "work": "WORK", "home": "HOME", "fax": "FAX"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def calendar(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    """A calendar with an event for each row; empty if no column says when one starts.

    Examples:
        >>> b"DTSTART;VALUE=DATE:20240501" in calendar(["day", "title"], [["2024-05-01", "Tea"]])
        True
    """
    meant = _meant(names, EVENT_NAMES)
    events: list[str] = []
    seen: Counter[str] = Counter()
    for row in rows:
        values = {name: _text(row[place]) for name, place in meant.items()}
        start = _moment(values.get("DTSTART", ""), values.get("TIME", ""))
        if not start:
            return b""
        uid = hashlib.sha256(repr((seen[repr(values)], values)).encode()).hexdigest()[:24]
        seen[repr(values)] += 1
        events += ["BEGIN:VEVENT", f"UID:{uid}@hocket", f"DTSTAMP:{STAMP}", f"DTSTART{start}"]
        end = _moment(values.get("DTEND", ""))
        events += [f"DTEND{end}"] if end else []
        written = ("SUMMARY", "LOCATION", "DESCRIPTION")
        events += [f"{n}:{_escaped(values[n])}" for n in written if values.get(n)]
        events.append("END:VEVENT")
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hocket//EN"]
    return _lines([*head, *events, "END:VCALENDAR"])


def address_book(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    r"""An address book with a card for each row; empty if no column has their names.

    Examples:
        >>> b"TEL;TYPE=CELL:017\r\n" in address_book(["name", "mobile"], [["Ada Byron", "017"]])
        True
    """
    meant = _meant(names, CARD_NAMES)
    if not {"FN", "FAMILY", "GIVEN"} & set(meant):
        return b""
    cards: list[str] = []
    for row in rows:
        values = {name: _text(row[place]) for name, place in meant.items()}
        cards += ["BEGIN:VCARD", "VERSION:3.0", *_named(values)]
        written = ("ORG", "TITLE", "BDAY", "NOTE", "URL")
        cards += [f"{n}:{_escaped(values[n])}" for n in written if values.get(n)]
        parts = [_escaped(values.get(name, "")) for name in ADDRESS]
        cards += [f"ADR:;;{';'.join(parts)}"] if any(parts) else []
        for place, name in enumerate(names):
            if place not in meant.values():
                cards += _numbers(name, _text(row[place]))
        cards.append("END:VCARD")
    return _lines(cards)


def _named(values: Mapping[str, str]) -> list[str]:
    """The lines with the name of a card."""
    given, family = values.get("GIVEN", ""), values.get("FAMILY", "")
    full = values.get("FN", "") or " ".join(filter(None, (given, family)))
    if not (given or family):
        given, _, family = full.rpartition(" ")
    return [f"N:{_escaped(family)};{_escaped(given)};;;", f"FN:{_escaped(full)}"]


def _numbers(name: str, value: str) -> list[str]:
    """The line of a phone number or an address of mail; none for any other column."""
    words = _words(name)
    kind = next((k for k, known in NUMBERS.items() if set(known) & set(words)), None)
    if kind is None or not value:
        return []
    types = ",".join(TYPES[word] for word in words if word in TYPES)
    return [
        f"{kind}{f';TYPE={types}' if types else ''}:{_escaped(one)}" for one in value.split(", ")
    ]


def _meant(names: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The places of the columns that are meant: by their whole names, in order of likeness."""
    plain = [" ".join(_words(name)) for name in names]
    meant: dict[str, int] = {}
    for kind, words in known.items():
        place = next((plain.index(word) for word in words if word in plain), None)
        if place is not None and place not in meant.values():
            meant[kind] = place
    return meant


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z]+", name.lower().replace("e-mail", "email"))


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _moment(text: str, time: str = "") -> str:
    """A time with the parameter that it needs; empty if the text is none."""
    joined = f"{text}T{time}" if _DAY.fullmatch(text) and time else text
    try:
        if _DAY.fullmatch(joined):
            return f";VALUE=DATE:{dt.date.fromisoformat(joined):%Y%m%d}"
        moment = dt.datetime.fromisoformat(joined)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return f":{moment:%Y%m%dT%H%M%S}"
    return f":{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S}Z"


def _escaped(text: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", text).replace("\r\n", "\n").replace("\n", "\\n")


def _lines(lines: Sequence[str]) -> bytes:
    return b"".join(_folded(line.encode(errors="replace")) for line in lines)


def _folded(line: bytes) -> bytes:
    """A line of at most so many bytes, continued in the next one; no character is cut."""
    parts: list[bytes] = []
    room = LINE_BYTES
    while len(line) > room:
        cut = room
        while line[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - within a character of UTF-8
            cut -= 1
        parts.append(line[:cut])
        line, room = line[cut:], LINE_BYTES - 1
    return b"\r\n ".join([*parts, line]) + b"\r\n"
