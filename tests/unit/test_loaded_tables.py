"""How loaded tables are described: units that differ, spellings, titles."""

from __future__ import annotations

import pytest

from hocket.agents.ways.languages import PANDAS, SQL
from hocket.agents.ways.loaded import Loaded, shown_tables, units_in
from hocket.documents.profile import table_profile


@pytest.mark.parametrize(
    ("heads", "line"),
    [
        ("name,Egg (g),Bird (kg)", "'Egg (g)' is in g, but 'Bird (kg)' in kg: 1 kg = 1000 g"),
        ("name,depth [km],width [ft]", "1 km = 3280.839895 ft"),
        ("name,people (m),area (km)", ""),
        ("name,egg_mg,bird_kg", "1 kg = 1000000 mg"),
        ("name,Egg (g),Bird (g)", ""),
        ("name,Egg (g),Time (s)", ""),
        ("name,Egg,Bird", ""),
    ],
)
def test_units_of_one_quantity_that_differ_are_named(heads, line):
    shown = units_in(table_profile("a.csv", f"{heads}\nowl,5,70\nkite,6,80\n".encode()))
    assert line in shown
    assert bool(shown) is bool(line)


def test_lists_of_objects_are_shown_as_a_table_of_their_own():
    content = b'[{"town": "Ulm", "shops": [{"kind": "a"}, {"kind": "b"}]}]'
    shown = shown_tables(Loaded("towns.json", "df", content), SQL, about="How many kinds?")
    assert "Table df_shops (the same, with one row for each 'shops')\n- 'town': text" in shown[1]
    assert "- 'kind': text, all different, such as 'a', 'b'" in shown[1]


def test_names_in_several_spellings_are_shown_once_where_they_are_one():
    content = b"team,n\nHill,1\nHILL,2\nMill,3\nHill,4\n"
    [shown] = shown_tables(Loaded("a.csv", "df", content, merges=True), SQL, about="")
    assert "'Hill' (3), 'Mill' (1)" in shown
    [shown] = shown_tables(Loaded("a.csv", "df", content), SQL, about="")
    assert "'HILL' (1)" in shown


def test_title_above_a_column_that_the_task_names_is_shown():
    content = b"TEAM BLUE,,\nwins,name,town\n5,Ada,Ulm\n3,Bo,Bonn\n"
    file = Loaded("a.csv", "df", content)
    assert "above the column 'wins' stands 'TEAM BLUE'" in shown(file, 'The mean of "Team Blue"')
    assert "above" not in shown(file, "The mean of the wins")
    called = shown(file, 'The mean of the "TEAM BLUE" column')
    assert "stands 'TEAM BLUE': the column 'TEAM BLUE' of the task is 'wins'" in called


def test_hour_of_a_time_is_shown_where_times_reach_an_hour():
    said = [
        shown(Loaded("a.csv", "df", f"at\n00:00:10\n{last}\n00:01:30\n".encode()), "How long?")
        for last in ("00:59:59", "07:30:00")
    ]
    assert "gives the hour" not in said[0]
    assert "seconds_of(df['at']), which is there: its seconds; // 3600 gives the hour" in said[1]


@pytest.mark.parametrize(
    ("title", "task", "expected"),
    [
        ("town", "The rows of the column town", ""),
        ("Town", "The rows of the town column", ""),
        ("The", "The rows of the column town", ""),
        ("men", "How many women are there?", ""),
        ("Men", "How many men are there?", "'wins' stands 'Men'\n"),
        ("Men", "The mean of the Men columns", "'wins' stands 'Men'\n"),
        ("Men", "The mean of the columns Men and name", "the column 'Men' of the task is 'wins'\n"),
    ],
)
def test_title_is_told_only_if_the_task_has_it_as_a_name_of_its_own(title, task, expected):
    content = f"{title},,\nwins,name,town\n5,Ada,Ulm\n3,Bo,Bonn\n".encode()
    said = shown(Loaded("a.csv", "df", content), task) + "\n"
    assert expected in said
    assert ("above the column" in said) is bool(expected)


def test_title_over_several_columns_is_not_told_to_be_one_of_them():
    content = b"Men,Men,Women\nwins,name,town\n5,Ada,Ulm\n3,Bo,Bonn\n"
    assert "is 'wins'" not in shown(Loaded("a.csv", "df", content), "The mean of the Men column")


def shown(file, task):
    return "\n".join(shown_tables(file, PANDAS, about=task))
