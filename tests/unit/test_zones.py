"""Times of several zones in a row can be compared; those of a column stand as they are written."""

from __future__ import annotations

import pytest

from hocket.documents.loading import loaded_table
from hocket.documents.profile import (
    described,
    profile_from,
    profile_json,
    profile_of,
    typed_rows,
)


@pytest.mark.parametrize(
    ("times", "isos"),
    [
        (["2024-01-01 10:00 +01:00", "2024-01-01 05:30 -05:00"], ["10:00+01:00", "05:30-05:00"]),
        (["2024-01-01 10:00 CET", "2024-01-01 05:30 EST"], ["10:00+01:00", "05:30-05:00"]),
        (["2024-01-01 10:00+01:00", "2024-07-01 10:00+02:00"], ["10:00+01:00", "10:00+02:00"]),
        (["2024-01-01 10:00 UTC", "2024-07-01 10:00"], ["10:00Z", "10:00"]),
    ],
)
def test_times_of_one_column_stand_as_they_are_written(times, isos):
    content = f"n,t\n1,{times[0]}\n2,{times[1]}\n".encode()
    profile = profile_of("a.csv", content)
    assert [row[1][11:] for row in typed_rows(profile, content)] == isos
    assert "read in UTC" not in described(profile, 400)
    assert profile_from(profile_json(profile)) == profile


def test_times_of_a_row_in_several_zones_are_read_in_utc_so_that_they_can_be_compared():
    content = b"n,left,came\n1,2024-01-01 10:00 +01:00,2024-01-01 05:30 -0500\n"
    content += b"2,2024-01-01 11:00 +01:00,2024-01-01 12:30 +0100\n"
    profile = profile_of("a.csv", content)
    rows = [[cell[11:] for cell in row[1:]] for row in typed_rows(profile, content)]
    assert rows == [["09:00:00Z", "10:30:00Z"], ["10:00:00Z", "11:30:00Z"]]
    assert "read in UTC" in described(profile, 400)
    assert profile_from(profile_json(profile)) == profile


def test_times_of_all_columns_are_in_utc_if_those_of_one_row_are():
    content = b"a,b,c\n2024-01-01 10:00Z,2024-01-01 12:30+02:00,2024-01-01 12:00\n"
    content += b"2024-01-01 10:00+05:00,,2024-01-01 12:00\n"
    rows = typed_rows(profile_of("a.csv", content), content)
    assert [cell[11:] for cell in rows[0]] == ["10:00:00Z", "10:30:00Z", "12:00"]


def test_times_of_a_calendar_in_several_zones_keep_their_offsets():
    event = "BEGIN:VEVENT\nDTSTART;TZID={}:20240501T100000\nDURATION:PT1H\nEND:VEVENT\n"
    zones = ("Europe/Berlin", "America/New_York", "Nowhere/At All")
    table = loaded_table("a.ics", "".join(event.format(zone) for zone in zones).encode())
    starts, ends = [[row[place][11:] for row in table.rows] for place in (0, 2)]
    assert starts == ["10:00:00+02:00", "10:00:00-04:00", "10:00:00"]
    assert ends == ["11:00:00+02:00", "11:00:00-04:00", "11:00:00"]
