"""Tables whose rows join two of a kind, with a row for each side."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS, ROWS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile.sides import sides_table


def sides_of(text: str):
    """The columns and rows of the form; None for a table without it."""
    profile, table = loaded_profile("a.csv", text.encode()), loaded_table("a.csv", text.encode())
    assert profile is not None
    assert table is not None
    found = sides_table(profile, table)
    return found and (list(found[1].names), [list(row) for row in found[1].rows])


TOWNS = ("Ash", "Bray", "Cove", "Dale")
PAIRS = [(a, b) for a in TOWNS for b in TOWNS if a != b]


@pytest.mark.parametrize(
    ("header", "names", "first"),
    [
        ("from,to,km", ["side", "name", "other", "km"], ["from", "Ash", "Bray", "0"]),
        (
            "sender,receiver,name",
            ["side", "name_", "other", "name"],
            ["sender", "Ash", "Bray", "0"],
        ),
        ("Heim,Gast,Tore", ["side", "name", "other", "Tore"], ["Heim", "Ash", "Bray", "0"]),
    ],
)
def test_row_of_two_is_there_once_for_each(header, names, first):
    rows = [f"{a},{b},{n}" for n, (a, b) in enumerate(PAIRS)]
    found, made = sides_of("\n".join([header, *rows]))
    assert found == names
    assert len(made) == 2 * len(PAIRS)
    assert made[0] == first
    assert made[1][1:3] == ["Bray", "Ash"]


@pytest.mark.parametrize(
    ("header", "own"),
    [
        ("home,away,home_goals,away_goals", "goals"),
        ("homeTeam,awayTeam,homeScore,awayScore", "score"),
        ("team1,team2,goals1,goals2", "goals"),
        ("Home Team,Away Team,Points Home,Points Away", "points"),
    ],
)
def test_columns_that_come_in_pairs_are_those_of_the_same_and_of_the_other_side(header, own):
    rows = [f"{a},{b},{n},{n + 1}" for n, (a, b) in enumerate(PAIRS)]
    found, made = sides_of("\n".join([header, *rows]))
    assert found[3:] == [f"own_{own}", f"other_{own}"]
    assert [row[1:] for row in made[:2]] == [["Ash", "Bray", "0", "1"], ["Bray", "Ash", "1", "0"]]


@pytest.mark.parametrize(
    "text",
    [
        "name,town\n" + "\n".join(f"N{n},{TOWNS[n % 4]}" for n in range(12)),
        "name,alias\n" + "\n".join(f"N{n},N{n}" for n in range(12)),
        "first,second\n" + "\n".join(f"{'ab'[n % 2]},{'ba'[n % 2]}" for n in range(12)),
        "born,lives\n" + "\n".join(f"P{n},P{n + 20}" for n in range(12)),
        "a,b\n",
    ],
    ids=["one of a kind", "the same twice", "few names", "other names", "no rows"],
)
def test_table_without_two_columns_of_the_same_names_has_no_such_form(text):
    assert sides_of(text) is None


@pytest.mark.parametrize(
    ("language", "name"), [(SQL, "df_sides"), (PANDAS, "df_sides"), (ROWS, "df_sides_rows")]
)
def test_prompt_says_in_a_few_lines_what_the_sides_are(language, name):
    rows = [f"{a},{b},{n}" for n, (a, b) in enumerate(PAIRS)]
    text = "\n".join(["from,to,km", *rows])
    form = shown_tables(Loaded("t.csv", "df", text.encode()), language, about="")[-1].splitlines()
    assert name in form[0]
    assert form[1:] == [
        "- 'side': text, 'from' or 'to'",
        "- 'name': text, what the row has as its side",
        "- 'other': text, what it has as the other one",
        "- the other columns as above",
    ]


@pytest.mark.parametrize("head", ["NA", "None", "-", "n/a"])
def test_side_is_the_name_of_its_column_whatever_that_is(head):
    rows = "\n".join(f"{a},{b},{n}" for n, (a, b) in enumerate(PAIRS))
    content = f"{head},away,Name\n{rows}".encode()
    profile, table = loaded_profile("a.csv", content), loaded_table("a.csv", content)
    about, made = sides_table(profile, table)
    assert [value for value, _ in about.columns[0].values] == [head, "away"]
    assert made.names == ("side", "name_", "other", "Name")  # SQL takes Name for name
    assert shown_tables(Loaded("a.csv", "df", content), SQL, about="")


def test_names_of_several_pairs_alike_are_told_apart():
    header = "home,away,home_goals,goals_home,away_goals,goals_away"
    rows = [f"{a},{b},{n},1,2,3" for n, (a, b) in enumerate(PAIRS)]
    names, _ = sides_of("\n".join([header, *rows]))
    assert len(names) == len(set(names))


def test_answers_of_a_survey_have_no_sides():
    said = ("agree", "neutral", "disagree", "unsure")
    rows = [",".join(said[(n * k + k) % 4] for k in (1, 2, 3, 5)) for n in range(24)]
    assert sides_of("\n".join(["q1,q2,q3,q4", *rows])) is None


def test_winners_leave_the_two_sides():
    rows = [f"{a},{b},{a},{b}" for a, b in PAIRS]
    names, _ = sides_of("\n".join(["home,away,toss,winner", *rows]))
    assert names[:3] == ["side", "name", "other"]
