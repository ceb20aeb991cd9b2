"""Rows in the order of the compass."""

from __future__ import annotations

import pytest

from hocket.agents.ways.compass import off_course


@pytest.mark.parametrize(
    ("task", "code", "said"),
    [
        ("the huts from north to south", "answer = df['hut']", "latitude, descending"),
        ("the huts from north to south", "df.sort_values('lat')", "latitude, descending"),
        ("the huts from north to south", "df.sort_values('lat', ascending=False)", ""),
        ("the huts, the southernmost first", "SELECT hut FROM huts", "latitude, ascending"),
        ("huts beginning with the northernmost", "SELECT hut FROM huts", "latitude, descending"),
        ("the piers from east to west", "SELECT p FROM t ORDER BY lon DESC", ""),
        ("the piers from west to east", "rows.sort(key=lambda r: r['lon'])", ""),
        ("the trains from north to east", "answer = df", ""),
        ("the birds that come from the north", "answer = df", ""),
        ("the huts north of Ulm", "answer = df", ""),
    ],
)
def test_rows_from_one_point_of_the_compass_to_the_other_are_sorted(task, code, said):
    found = off_course(task, code)
    assert said in found
    assert bool(found) == bool(said)
