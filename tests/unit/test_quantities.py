"""Columns of quantities in several forms, in the unit that their name has."""

from __future__ import annotations

import pytest

from hocket.documents.profile import described, table_profile
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.conversion import converted


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("Hours", ["7:45", "6h30", "8", "5,5", "4 h 15 min"], [7.75, 6.5, 8, 5.5, 4.25]),
        ("Duration (min)", ["90", "1h30", "2 h 5 min"], [90, 90, 125]),
        ("Strecke km", ["1,250 km", "0,8", "3 km 200 m"], [1.25, 0.8, 3.2]),
        ("weight_kg", ["1.2", "800 g", "2 kg 300 g"], [1.2, 0.8, 2.3]),
    ],
)
def test_quantities_are_numbers_in_the_unit_of_the_name(name, cells, expected):
    column = column_of(name, cells, Habits())
    assert column.is_number
    assert [converted(column, cell) for cell in cells] == expected
    assert (column.minimum, column.maximum) == (min(expected), max(expected))


@pytest.mark.parametrize(
    ("name", "cells", "kind"),
    [
        ("Hours", ["7:45", "8:00"], "time"),
        ("Opening hours", ["9:00-17:00", "8"], "text"),
        ("Length", ["7:45", "6h30"], "text"),
        ("temp_min", ["12", "-3"], "integer"),
        ("Hours", ["7:45", "late"], "text"),
        ("Minutes", ["34:12", "28:05", "0 min 9 s"], "text"),
        ("400 m (s)", ["59 s", "1:02", "1 min 2 s"], "text"),
        ("Start hour", ["9", "9:30", "9h15"], "text"),
        ("Laps per hour", ["50 min", "3", "1:10"], "text"),
        ("hours", ["9" * 400 + "h30", "1" * 9000], "text"),
    ],
)
def test_what_may_be_something_else_stays(name, cells, kind):
    assert column_of(name, cells, Habits()).type == kind


def test_description_says_that_the_forms_differ():
    profile = table_profile("a.csv", b"who,Hours\nAda,8\nBo,7:45\nCy,6h30\n")
    shown = described(profile, 1000)
    assert "'Hours': number (hours), 6.5 to 8, written in several forms, such as '7:45'" in shown
