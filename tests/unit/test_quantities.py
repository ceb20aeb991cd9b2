"""Columns of quantities in several forms, in the unit that their name has."""

from __future__ import annotations

import pytest

from hocket.documents.profile import described, table_profile
from hocket.documents.profile.column import Habits, column_of
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.quantities import units_in


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("Hours", ["7:45", "6h30", "8", "5,5", "4 h 15 min"], [7.75, 6.5, 8, 5.5, 4.25]),
        ("Duration (min)", ["90", "1h30", "2 h 5 min"], [90, 90, 125]),
        ("Strecke km", ["1,250 km", "0,8", "3 km 200 m"], [1.25, 0.8, 3.2]),
        ("weight_kg", ["1.2", "800 g", "2 kg 300 g"], [1.2, 0.8, 2.3]),
        ("400 m (s)", ["59 s", "1:02", "1 min 2 s"], [59, 62, 62]),
        ("Minutes", ["45m", "1h 5m", "50"], [45, 65, 50]),
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
        ("Length", ["7:45", "half past six"], "text"),
        ("Time", ["9:30", "14:00", "half an hour"], "time"),
        ("Length", ["9:30", "0:05", "half an hour", "2 h"], "text"),
        ("Grade", ["5 C", "4 F", "3 C"], "text"),
        ("Shown", ["1 kg", "2 m 10 cm"], "text"),
        ("Arrival", ["9:30", "90 min"], "text"),
        ("temp_min", ["12", "-3"], "integer"),
        ("Hours", ["7:45", "late"], "text"),
        ("Minutes", ["34:12", "28:05", "0 min 9 s"], "text"),
        ("Start hour", ["9", "9:30", "9h15"], "text"),
        ("Laps per hour", ["50 min", "3", "1:10"], "text"),
        ("hours", ["9" * 400 + "h30", "1" * 9000], "text"),
    ],
)
def test_what_may_be_something_else_stays(name, cells, kind):
    assert column_of(name, cells, Habits()).type == kind


@pytest.mark.parametrize(
    ("cells", "unit", "expected"),
    [
        (["1:30", "90 min", "0,75 h", "2 h 15 min", "1h12", "half an hour", "1 Std. 20 Min"], "h",
         [1.5, 1.5, 0.75, 2.25, 1.2, 0.5, 1.333333333]),
        (["two and a half hours", "1\u00bd h", "three quarters of an hour", "an hour and a half"],
         "hours", [2.5, 1.5, 0.75, 1.5]),
        (["3:20", "200 s", "4 min 5 s", "5 min"], "min", [200 / 60, 200 / 60, 245 / 60, 5]),
        (["0:58", "1:02:30", "75 min"], "h", [58 / 60, 1 + 2.5 / 60, 1.25]),
        (["500 g", "1.5 kg", "1,5kg", "1 kg 200 g", "2 lb"], "kg",
         [0.5, 1.5, 1.5, 1.2, 0.90718474]),
        (["1.80 m", "180 cm", "5'11\"", "5 ft 3 in"], "m", [1.8, 1.8, 1.8034, 1.6002]),
        (["71.6 \u00b0F", "21.5 C", "-3 \u00b0C"], "C", [22, 21.5, -3]),
        (["1 l 200 ml", "0.33 l", "500 ml"], "l", [1.2, 0.33, 0.5]),
    ],
)  # fmt: skip
def test_quantities_without_a_unit_in_the_name_are_in_the_one_of_most(cells, unit, expected):
    column = column_of("Taken", cells, Habits())
    assert [converted(column, cell) for cell in cells] == pytest.approx(expected)
    assert (column.is_number, column.is_measured, column.unit) == (True, True, unit)


def test_quantities_are_in_the_unit_that_is_wanted():
    column = column_of("Taken", ["1:30", "45 min", "2 h"], Habits(units=("kg", "minutes")))
    assert (column.unit, column.minimum, column.maximum) == ("minutes", 45, 120)


def test_clocks_that_may_be_of_minutes_have_a_note():
    profile = table_profile("a.csv", b"who,Taken\nAda,9:30\nBo,0:05\nCy,half an hour\nDi,2 h\n")
    assert "'9:30' may be hours and minutes, or minutes and seconds" in described(profile, 1000)


def test_description_says_that_the_forms_differ():
    profile = table_profile("a.csv", b"who,Hours\nAda,8\nBo,7:45\nCy,6h30\n")
    shown = described(profile, 1000)
    assert "'Hours': number (hours), 6.5 to 8, typed as '7:45', '6h30', '8', \u2026" in shown


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("Height", ["1.72 m", "168 cm", "1,80m", "1 m 66", "1m07"], [1.72, 1.68, 1.8, 1.66, 1.07]),
        ("Metres", ["12 450 m", "12.9 km", "m 12700"], [12450, 12900, 12700]),
        ("Weight kg", ["kg 12,5", "13.25 KG", "9"], [12.5, 13.25, 9]),
    ],
)
def test_units_before_numbers_and_between_them_are_read(name, cells, expected):
    column = column_of(name, cells, Habits())
    assert [converted(column, cell) for cell in cells] == expected


@pytest.mark.parametrize(
    ("name", "cells", "expected"),
    [
        ("Metres", ["7410", "7.655 m", "8 090", "8,612 m"], [7410, 7655, 8090, 8612]),
        ("Guests", ["12400", "9.655", "11 090", "8,612"], [12400, 9655, 11090, 8612]),
        ("Guests", ["1.250", "900", "12"], [1.25, 900, 12]),
        ("Kilos", ["1,250 kg", "0,8 kg", "2"], [1.25, 0.8, 2]),
    ],
)
def test_sizes_of_the_others_show_whether_marks_part_thousands(name, cells, expected):
    column = column_of(name, cells, Habits())
    assert [converted(column, cell) for cell in cells] == expected


@pytest.mark.parametrize("cells", [["9.655", "8,612", "7"], ["1.50", "2,50", "9,655"]])
def test_marks_that_the_others_do_not_explain_leave_texts(cells):
    assert column_of("Guests", cells, Habits()).type == "text"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [(["12 kg", "13.5", "9 kilos"], "number"), (["12 kg", "500", "9 kg"], "text")],
)
def test_numbers_without_a_unit_are_in_the_wanted_one_where_they_are_as_large(cells, kind):
    assert column_of("Catch", cells, Habits(units=("kg",))).type == kind


@pytest.mark.parametrize("sign", ["a", "1", "1 kg "])
def test_long_text_has_no_units(sign):
    assert units_in(sign * 50_000) == ()
