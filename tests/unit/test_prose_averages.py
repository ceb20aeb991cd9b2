"""Reports on the yearly averages over several things, and on years without their century."""

from __future__ import annotations

import pytest

from hocket.prose.wanted import wanted_of
from hocket.prose.writing import report_from


def rents(years: list[str], towns: list[str]) -> bytes:
    """Rents by town and year: in each year one more, and ten more from town to town."""
    lines = [
        f"{town},{year},{300 + n + 10 * place},{12.5 + n}"
        for place, town in enumerate(towns)
        for n, year in enumerate(years)
    ]
    return "\n".join(["town,year,rent,tax", *lines]).encode()


@pytest.mark.parametrize(
    ("years", "towns"),
    [
        (["1996", "1997", "1998", "1999", "2000"], ["Ash", "Bray", "Cove"]),
        (["96", "97", "98", "99", "00"], ["Ash", "Bray", "Cove"]),
        (["96", "97", "98", "99", "0"], ["1", "2", "3"]),
    ],
    ids=["whole years", "two digits", "numbers for towns"],
)
def test_report_on_an_average_over_things_tells_that_alone(years, towns):
    goal = (
        "Write report.md, 120 words at most: how did the rent change from 1996 to 2000? Take the "
        "plain average over the 3 towns for each year, where rents are euros per month."
    )
    written = report_from({"rents.csv": rents(years, towns)}, goal)
    text = written.report.markdown()
    assert not written.doubt
    assert "In 1996, the yearly average of the rent was 310.0 euros per month." in text
    assert "By 2000 it had risen to 314" in text
    assert "towns" not in text.lower()


def test_things_that_a_goal_names_are_told_apart():
    goal = "Write report.md: how did the rent in Ash and Cove change from 1996 to 2000?"
    files = {"rents.csv": rents(["1996", "1997", "1998", "1999", "2000"], ["Ash", "Bray", "Cove"])}
    text = report_from(files, goal).report.markdown()
    assert "Ash" in text
    assert "320" in text
    assert "Bray" not in text


@pytest.mark.parametrize(
    ("goal", "things"),
    [
        ("Take the mean over all stations for each year.", "stations"),
        ("the average price of all our shops, by year", "shops"),
        ("for every year the average of the twelve farms", "farms"),
        ("averaged across the districts, per year", "districts"),
        ("Take the yearly averages over the months.", ""),
        ("the mean of the daily values of each year", ""),
        ("How did the average age of mothers change each year?", ""),
        ("the average over all stations", ""),
        ("It rises by an average of 3 degrees each year.", ""),
    ],
)
def test_things_over_which_the_average_is_asked_for(goal, things):
    assert wanted_of(goal).averaged == things


def test_years_of_a_course_are_not_those_of_a_century():
    files = {"courses.csv": b"course,year,students\nMath,1,30\nMath,2,28\nArt,1,12\nArt,2,11\n"}
    written = report_from(files, "Write r.md: how did the students change from 2001 to 2002?")
    assert written is None or "2001" not in written.report.markdown()


def test_average_of_fewer_things_in_some_years_is_doubted():
    goal = (
        "Write report.md, 120 words at most: how did the rent change from 1996 to 2000? Take the "
        "average over the 3 towns for each year."
    )
    content = rents(["1996", "1997", "1998", "1999", "2000"], ["Ash", "Bray", "Cove"])
    written = report_from({"rents.csv": content.replace(b"Cove,1998,322", b"Cove,1998,")}, goal)
    assert written.doubt == "the averages of some years are of fewer towns"


def test_total_of_things_that_are_numbered_is_theirs():
    goal = (
        "Write report.md, 120 words at most: how did the total rent of our 13 towns change from "
        "1996 to 2000?"
    )
    files = {"rents.csv": rents(["1996", "1997", "1998", "1999", "2000"], ["11", "12", "13"])}
    text = report_from(files, goal).report.markdown()
    assert "930" in text  # 300, 310 and 320
    assert "Towns stayed" not in text


def test_places_of_teams_that_have_names_are_told():
    lines = [f"{t},{y},{1 + (n + y) % 3}" for y in range(2001, 2005) for n, t in enumerate("XYZ")]
    files = {"league.csv": "\n".join(["team,year,position", *lines]).encode()}
    goal = "Write report.md: how did the position of X change from 2001 to 2004?"
    assert "position" in report_from(files, goal).report.markdown().lower()
