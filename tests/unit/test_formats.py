"""Files of well-known forms are tables with the columns that people would name."""

from __future__ import annotations

import pytest

from hocket.documents.loading import is_loaded, loaded_profile, loaded_table, variables_of
from hocket.documents.profile import profile_of

CARDS = """\
BEGIN:VCARD
VERSION:3.0
N:Byron;Ada;;Dr.;
FN:Dr. Ada Byron
ORG:Engines\\, Ltd;Research
TEL;TYPE=CELL,VOICE:+44 1
TEL;TYPE=WORK:tel:+44 2
TEL;TYPE="home,fax":+44 3
item1.TEL:+44 4
item1.X-ABLabel:_$!<Boat>!$_
EMAIL;TYPE=INTERNET:a@b.org
EMAIL;TYPE=INTERNET:b@b.org
PHOTO;ENCODING=b:TEL:1
BDAY:18151210
ADR;TYPE=HOME:;;1 St James Sq;London;;SW1;UK
NOTE:Met at the
  fair\\nTwice
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=
=C3=BCrgen
TEL;CELL:0170
END:VCARD
"""
EVENTS = """\
BEGIN:VCALENDAR
BEGIN:VTIMEZONE
BEGIN:STANDARD
DTSTART:19961027T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Choir\\, first
DTSTART;TZID=Europe/Berlin:20240501T193000
DURATION:PT1H30M
LOCATION:Hall
ATTENDEE;CN="Byron, Ada":mailto:ada@b.org
ATTENDEE:mailto:ben@b.org
RRULE:FREQ=WEEKLY;BYDAY=WE
BEGIN:VALARM
TRIGGER:-PT15M
DESCRIPTION:Go
END:VALARM
BEGIN:VALARM
TRIGGER:-PT1H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Trip
DTSTART;VALUE=DATE:20240510
DTEND;VALUE=DATE:20240512
END:VEVENT
END:VCALENDAR
"""
# Name, content, the columns and the rows.
FILES: list[tuple[str, str, list[str], list[list[str]]]] = [
    (
        "people.vcf",
        CARDS,
        ["name", "family", "given", "prefix", "organisation", "department", "phone_mobile",
         "phone_work", "phone_home_fax", "phone_boat", "email", "birthday", "street", "city",
         "postcode", "country", "note"],
        [
            ["Dr. Ada Byron", "Byron", "Ada", "Dr.", "Engines, Ltd", "Research", "+44 1", "+44 2",
             "+44 3", "+44 4", "a@b.org, b@b.org", "1815-12-10", "1 St James Sq", "London", "SW1",
             "UK", "Met at the fair\nTwice"],
            ["Jürgen Müller", "Müller", "Jürgen", "", "", "", "0170", *[""] * 10],
        ],
    ),
    (
        "days.ics",
        EVENTS,
        ["SUMMARY", "DTSTART", "DURATION", "LOCATION", "ATTENDEE", "RRULE", "DTEND"],
        [
            ["Choir, first", "2024-05-01T19:30:00", "PT1H30M", "Hall", "Byron, Ada, ben@b.org",
             "FREQ=WEEKLY;BYDAY=WE", "2024-05-01T21:00:00"],
            ["Trip", "2024-05-10", "", "", "", "", "2024-05-12"],
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "names", "rows"), FILES, ids=[file[0] for file in FILES])
def test_file_of_a_known_form_is_loaded_with_the_columns_that_people_name(name, text, names, rows):
    content = text.encode()
    table = loaded_table(name, content)
    by_name = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    assert sorted(table.names) == sorted(names)
    assert by_name == [dict(zip(names, row, strict=True)) for row in rows]
    assert loaded_profile(name, content) == profile_of(name, content)
    assert variables_of(["notes.md", name]) == {name: "df"}


@pytest.mark.parametrize(("text", "names"), [(CARDS, "phone_mobile"), (EVENTS, "SUMMARY")])
def test_known_form_is_seen_by_how_a_text_begins(text, names):
    assert names in loaded_table("export.txt", f"\ufeff{text}".encode()).names


@pytest.mark.parametrize("name", ["README", "Makefile", "notes.md", "main.py", "a.pdf"])
def test_text_and_code_are_not_loaded(name):
    assert not is_loaded(name)


def test_calendar_says_what_repeats_and_in_which_zones_its_times_are():
    notes = profile_of(
        "days.ics", EVENTS.replace("DATE:20240510", "X:20240510T080000Z").encode()
    ).notes
    assert any("RRULE" in note for note in notes)
    assert any("EUROPE/BERLIN, UTC" in note for note in notes)
