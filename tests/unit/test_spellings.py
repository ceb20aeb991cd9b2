"""Names that differ in capitals and blanks alone."""

from __future__ import annotations

import pytest

from hocket.agents.ways.alike import are_one, merged
from hocket.core.task import Objective, Task
from hocket.documents.loading import loaded_table
from hocket.documents.profile import table_profile
from hocket.documents.profile.spellings import same_spellings, usual_spellings

TEAMS = b"team,n\nNorth Side,1\nNORTH SIDE,2\nnorth  side,3\nNorth Side,4\nHarbour,5\nharbour,6\n"


def task(text, kind="table"):
    objective = Objective(description=text)
    return Task(task_id="t1", type="analysis", kind=kind, objective=objective)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Hill", "HILL", "Hill", "Mill", "mill", "Mill"], {"HILL": "Hill", "mill": "Mill"}),
        (["HILL", "HILL", "Hill", "Mill", "Mill", "Mill"], {"Hill": "HILL"}),
        (["Hill", "hill", "Mill", "Mill"], {"hill": "Hill"}),  # of equal ones that with a capital
        (
            ["North  Side", "North  Side", "North Side", "Mill", "Mill"],
            {"North  Side": "North Side"},
        ),
        (
            ["Caf\u00e9 A", "Cafe\u0301 A", "Caf\u00e9 A", "Bar", "Bar"],
            {"Cafe\u0301 A": "Caf\u00e9 A"},
        ),
        (["m", "M", "f", "f", "m", "F"], {"M": "m", "F": "f"}),
    ],
)
def test_usual_spelling_is_the_most_frequent_one(texts, expected):
    assert usual_spellings(texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ["Co", "CO", "Co", "CO", "Fe", "Fe"],  # signs
        ["x9Ab", "X9ab", "q1", "Q2"],  # ids: hardly one recurs
        ["aB1c", "AB1C", "aB1c", "AB1C", "q", "q"],  # codes
        ["MHz", "mHz", "kHz", "MHz", "mHz", "kHz"],
        ["Hill", "Hill", "Mill"],
        ["Hill", "HILL", "hill", "Hill"],  # a column of one name
        [],
    ],
)
def test_other_columns_have_no_usual_spelling(texts):
    assert usual_spellings(texts) == {}


def test_names_of_another_table_are_spelled_as_where_each_stands_once():
    assert same_spellings(["HILL", "Mill", "sea"], ["Hill", "Mill", "Lake"]) == {"HILL": "Hill"}
    assert same_spellings(["HILL", "sea", "bay"], ["Hill", "Mill", "Lake"]) == {}


def test_names_that_another_table_has_as_they_are_stay():
    assert same_spellings(["Co", "CO", "Fe"], ["Co", "CO", "Fe"]) == {}
    assert same_spellings(["co", "FE"], ["Co", "CO", "Fe"]) == {"FE": "Fe"}


def test_profile_shows_each_name_once_and_says_so():
    profile = merged(table_profile("a.csv", TEAMS), loaded_table("a.csv", TEAMS))
    assert profile.columns[0].values == (("North Side", 4), ("Harbour", 2))
    assert profile.columns[0].distinct == 2
    assert profile.notes == ("in 'team', what differs in capitals and blanks alone is one",)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("How many points has each team?", "table", True),
        ("Mind capitals and spaces: how many points has each team?", "table", True),
        ("Make a.json of a.csv.", "convert", False),
        ("Which teams are spelled in several ways?", "table", False),
        ("List the variants of each name.", "table", False),
        ("Count the names as they are typed.", "table", True),
        ("Count the names exactly as typed.", "table", False),
        ("How many names are in capital letters?", "table", False),
        ("How many teams are entered in more than one way?", "table", False),
        ("In how many ways is Harbour written?", "table", False),
        ("Count the codes; case matters.", "table", False),
        ("How many values have trailing spaces?", "table", False),
        ("What are the capitals of the three largest countries?", "table", True),
    ],
)
def test_names_are_one_unless_a_task_is_about_their_spelling(text, kind, expected):
    assert are_one(task(text, kind)) is expected
