"""Numbers that could be decimals or thousands, and what decides how they are read."""

from __future__ import annotations

import pytest

from hocket.documents.profile import profile_from, profile_json, profile_of


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("year;visitors\n2010;84.312\n2011;79.655\n2012;960\n2013;1.204.100\n2014;81.207\n", 960),
        ("year;share\n2010;0.512\n2011;0.125\n2012;0.250\n2013;0.875\n", 0.125),
        ("year;a;b\n2010;1.5;84.312\n2011;2.5;79.655\n2012;3;81.207\n2013;4;60.100\n", 60.1),
        ("year,visitors\n2010,84.312\n2011,79.655\n2012,81.207\n2013,60.100\n", 60.1),
    ],
)
def test_points_between_thousands_are_known_by_the_other_numbers_of_the_file(text, least):
    profile = profile_of("a.csv", text.encode())
    assert profile.columns[-1].minimum == least
    assert not any("a guess" in note for note in profile.notes)


@pytest.mark.parametrize(
    ("numbers", "least", "kind"),
    [
        (["1.512", "2.250", "3.125", "1.875", "1.400"], 1.4, "'1.512' are read as decimals"),
        (["84.312", "79.655", "8.207", "60.100", "960"], 960, "'84.312' are read as thousands"),
        (["84,312", "79,655", "81,207", "60,100"], 60.1, "'84,312' are read as decimals"),
        (["84,312", "79,655", "8,207", "1,204,100"], 8207, ""),
        (["1,512", "2,250", "0,125", "1,875"], 0.125, ""),
        (["84,312", "79,655", "81,207", "12.5"], 12.5, ""),
    ],
)
def test_numbers_that_could_be_decimals_or_thousands_are_read_by_a_guess_that_is_told(
    numbers, least, kind
):
    content = "n;m\n" + "".join(f"{i};{number}\n" for i, number in enumerate(numbers))
    profile = profile_of("a.csv", content.encode())
    assert profile.columns[1].minimum == least
    notes = [note for note in profile.notes if "a guess" in note]
    assert kind in notes[0] if kind else not notes
    assert profile_from(profile_json(profile)) == profile
