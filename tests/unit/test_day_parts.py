"""Parts of the day by the hours that a task states."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.profile.day_parts import hours_in
from hocket.execute.tables.inside.reading import loaded_for

TASK = "How many calls in the morning (6:00 to 12:00), by day part; night is 22:00 to 6:00?"
HOURS = [["morning", 360, 720], ["night", 1320, 360]]
LATE = ("night", 1260, 1380)
CALLS = "at,n\n2024-05-01 05:59,1\n2024-05-01 06:00,2\n2024-05-01 12:00,3\n2024-05-02 23:10,4\n"
CLOCKS = "time,n\n05:59,1\n06:00,2\n12:00,3\n23:10,4\n"
WHOLE = "hour,n\n5,1\n6,2\n12,3\n23,4\n"
TWO = "begin,end\n05:59,07:00\n06:00,08:00\n12:00,13:00\n23:10,23:50\n"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (CALLS, ["night", "morning", None, "night"]),
        (CLOCKS, ["night", "morning", None, "night"]),
        (WHOLE, ["night", "morning", None, "night"]),
        (TWO, None),
    ],
)
def test_part_of_the_day_follows_from_the_only_clock(tmp_path, monkeypatch, text, parts):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(text)
    asked = {"tables": [{"name": "a.csv", "variable": "df"}], "alike": False, "once": ""}
    asked |= {"day_parts": HOURS, "code": "df.groupby('part_of_day').sum()"}
    table = loaded_for(asked)["df"]
    found = table["part_of_day"] if "part_of_day" in table.columns else None
    assert (found is None) == (parts is None)
    assert found is None or [v if isinstance(v, str) else None for v in found] == parts
    assert "part_of_day" not in loaded_for(asked | {"code": "df.sum()"})["df"].columns


def test_part_of_the_day_is_described_where_a_task_states_its_hours():
    shown = shown_tables(Loaded("a.csv", "df", CALLS.encode(), task=TASK), PANDAS, about=TASK)[0]
    assert "- 'part_of_day': text, 'morning', 'night' by the hours of the task" in shown
    other = "How many calls in the morning?"
    shown = shown_tables(Loaded("a.csv", "df", CALLS.encode(), task=other), PANDAS, about=other)[0]
    assert "part_of_day" not in shown


@pytest.mark.parametrize(
    ("task", "hours"),
    [
        (TASK, [("morning", 360, 720), ("night", 1320, 360)]),
        (
            "Morning: 6 am to 12 pm, evening from 6 pm to 11 pm",
            [("morning", 360, 720), ("evening", 1080, 1380)],
        ),
        (
            "morning (06:00-11:59) and afternoon (12:00-17:59)",
            [("morning", 360, 720), ("afternoon", 720, 1080)],
        ),
        ("morning (6 to 12), afternoon (12 to 18) and at night", []),
        ("morning (6 to 13) and afternoon (12 to 18)", []),
        ("the night of 22 to 23 May and the morning", []),
        ("In the morning 6 to 8 people come, in the evening 9 to 12", []),
        (
            "morning 6:00-12:00, evening 18:00-22:00",
            [("morning", 360, 720), ("evening", 1080, 1320)],
        ),
        ("Every morning 2 to 3 of them call", []),
        ("In the morning: 3 to 5 people, in the evening: 18 to 20 people", []),
        ("evening (5 to 8) and morning (9 to 11)", []),
        ("early morning (1 to 3 am), night (9 to 11 pm)", [("early morning", 60, 180), LATE]),
        ("morning (6 to 9 am) and night (9 pm to 11 pm)", [("morning", 360, 540), LATE]),
        ("night (9 to 11 pm), afternoon (11 to 2 pm)", [LATE, ("afternoon", 660, 840)]),
        ("Calls in the evening (18:00 to 22:00)", [("evening", 1080, 1320), ("other", 1320, 1080)]),
        ("Calls at night (22 to 6)", []),
        ("night from 22 to 23 May", []),
        ("Calls between 23:30 and 4:15", [("23:30 to 4:15", 1410, 255), ("other", 255, 1410)]),
        ("It fell from 2.50 to 2.20 euros", []),
        ("In how many games did the score go from 3:10 to 2:05?", []),
        (
            "Calls after 10 pm or before 5 am",
            [("10 pm to 5 am", 1320, 300), ("other", 300, 1320)],
        ),
        ("Calls between 8:00 and 17:00", []),
        ("Calls between 1995 and 2003", []),
        ("from 24:00 to 6:00", []),
    ],
)
def test_hours_are_taken_only_where_every_part_has_its_own(task, hours):
    assert hours_in(task) == hours


def test_part_of_the_day_alone_is_told_from_the_rest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(CALLS)
    task = "How many calls came between 22:00 and 6:00?"
    asked = {"tables": [{"name": "a.csv", "variable": "df"}], "alike": False, "once": ""}
    asked |= {"day_parts": hours_in(task), "code": "df['part_of_day']"}
    night, rest = "22:00 to 6:00", "other"
    assert [*loaded_for(asked)["df"]["part_of_day"]] == [night, rest, rest, night]
    shown = shown_tables(Loaded("a.csv", "df", CALLS.encode(), task=task), PANDAS, about=task)[0]
    assert "- 'part_of_day': text, '22:00 to 6:00', 'other' by the hours of the task" in shown
