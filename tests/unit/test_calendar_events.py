"""The events of a calendar in plain columns, for programs and for conversions by code."""

from __future__ import annotations

import pytest

from conversions import converted
from hocket.agents.ways.columns import REFUSED
from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.events import event_table
from hocket.errors import PermanentError
from hocket.execute.tables.inside.reading import tables_of

EVENTS = (
    (
        "DTSTART;TZID=Europe/Berlin:20240305T183000\nDTEND;TZID=Europe/Berlin:20240305T200000\n"
        "SUMMARY:Choir\\, first rehearsal of the season in the par\n ish hall\nLOCATION:Hall"
    ),
    "DTSTART;VALUE=DATE:20240301\nDTEND;VALUE=DATE:20240302\nSUMMARY:Bank holiday",
    "DTSTART;TZID=Europe/Berlin:20240305T090000\nDURATION:PT45M\nSUMMARY:Dentist\\; bring card",
    (
        "DTSTART;TZID=Europe/Berlin:20240405T090000\nDTEND;TZID=Europe/Berlin:20240405T100000\n"
        "SUMMARY:Later"
    ),
)
CHOIR = '"Choir, first rehearsal of the season in the parish hall"'
COLUMNS = "date (like 2024-05-03), start (like 14:30, empty for whole days)"


def calendar(*events):
    each = "".join(f"BEGIN:VEVENT\nUID:{n}\n{e}\nEND:VEVENT\n" for n, e in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{each}END:VCALENDAR\n"


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (
            (f"List the events of March 2024 in club.ics as out.csv with columns {COLUMNS}, end "
            "(like 15:00, empty for whole days) and title, in the order of dates and times."),
            ("date,start,end,title\n2024-03-01,,,Bank holiday\n"
            f"2024-03-05,09:00,09:45,Dentist; bring card\n2024-03-05,18:30,20:00,{CHOIR}\n"),
        ),
        (
            (f"Make out.csv from club.ics with the columns {COLUMNS}, summary and venue, sorted by "
            "date and start."),
            ("date,start,summary,venue\n2024-03-01,,Bank holiday,\n"
            f"2024-03-05,09:00,Dentist; bring card,\n2024-03-05,18:30,{CHOIR},Hall\n"
            "2024-04-05,09:00,Later,\n"),
        ),
        (
            ("I need out.csv of the appointments in April 2024 from club.ics: date (like "
            "2024-05-03) and title."),
            "date,title\n2024-04-05,Later\n",
        ),
    ],
)  # fmt: skip
async def test_events_take_plain_columns(goal, expected):
    assert await converted(goal, "club.ics", calendar(*EVENTS)) == expected


@pytest.mark.parametrize(
    ("goal", "events"),
    [
        ("the events of March 2024 from club.ics", (*EVENTS, EVENTS[0] + "\nRRULE:FREQ=WEEKLY")),
        ("the events of May 2031 from club.ics", EVENTS),
    ],
)
async def test_events_of_a_month_that_are_not_certain_are_left_to_others(goal, events):
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(
            f"I need out.csv of {goal}: {COLUMNS} and title.", "club.ics", calendar(*events)
        )


def test_events_of_several_zones_have_no_plain_times():
    text = calendar(
        "DTSTART;TZID=Europe/Berlin:20240305T183000\nSUMMARY:A",
        "DTSTART;TZID=America/New_York:20240306T183000\nSUMMARY:B",
    ).encode()
    assert event_table(loaded_profile("a.ics", text), loaded_table("a.ics", text)) is None


def test_programs_have_the_events_and_the_prompt_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = calendar(*EVENTS)
    (tmp_path / "club.ics").write_text(text)
    tables = tables_of([{"variable": "df", "name": "club.ics"}], "")
    events = tables["df_events"]
    assert list(events.columns) == ["date", "start", "end", "title", "place"]
    assert events["date"].dt.month.tolist() == [3, 3, 3, 4]
    assert events["start"].fillna("").tolist() == ["18:30", "", "09:00", "09:00"]
    shown = "\n".join(shown_tables(Loaded("club.ics", "df", text.encode()), PANDAS, about=""))
    assert "df_events (the same, in plain columns; start and end are empty for whole days" in shown
    assert "- 'start': time, 09:00 to 18:30" in shown
