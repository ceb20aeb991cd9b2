"""Columns that are made of others: parts, several in one, other units, rows within rows."""

from __future__ import annotations

import pytest

from conversions import converted, task_of
from hocket.agents.ways.columns import REFUSED, ByColumns
from hocket.errors import PermanentError
from hocket.ports.agent import Prospect

SHELVES = "shelf,books\nK-12,30\nM-7,80\n"


@pytest.mark.parametrize(
    ("said", "raw", "expected"),
    [
        ("last_name, first_name and since", 'Sailor,Since\n"Ek, Åsa",2019\n"Roy, Ben",2021\n',
         "last_name,first_name,since\nEk,Åsa,2019\nRoy,Ben,2021\n"),
        ("family name, given name and since", "Name,Since\nÅsa Ek,2019\nBen Roy,2021\n",
         "family name,given name,since\nEk,Åsa,2019\nRoy,Ben,2021\n"),
        ("since and name (like Ben Roy)", 'Sailor,Since\n"Ek, Åsa",2019\n"Roy, Ben",2021\n',
         "since,name\n2019,Åsa Ek\n2021,Ben Roy\n"),
        ("berth (like B-12) and boat", "pier,place,boat\nB,12,Gull\nC,4,Tern\n",
         "berth,boat\nB-12,Gull\nC-4,Tern\n"),
        ("boat and km", "boat,distance (miles)\nGull,10\nTern,2.5\n",
         "boat,km\nGull,16.09344\nTern,4.02336\n"),
        ("boat and draught_cm", "boat,draught_m\nGull,1.5\nTern,0.85\n",
         "boat,draught_cm\nGull,150\nTern,85\n"),
    ],
)  # fmt: skip
async def test_columns_are_made_of_others(said, raw, expected):
    goal = f"Convert raw.csv to out.csv with the columns {said}."
    assert await converted(goal, "raw.csv", raw) == expected


async def test_column_is_split_in_the_order_that_the_task_says():
    goal = "Split the column shelf into room and number: make out.csv with number, room and books."
    wanted = (
        "Convert raw.csv. The shelf is room and number, like K-12; split it. Write out.csv: {}."
    )
    assert (
        await converted(wanted.format("room, number and books"), "raw.csv", SHELVES)
        == "room,number,books\nK,12,30\nM,7,80\n"
    )
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", SHELVES)  # the order of the columns is another


@pytest.mark.parametrize(
    ("said", "raw"),
    [
        ("room, number and books", SHELVES),  # nobody says that it is split
        ("first_name, last_name and since", "Name,Since\nÅsa Lo Ek,2019\nBen Roy,2021\n"),
        ("first_name, last_name and since", "Name,Since\nMr Ek,2019\nDr Roy,2021\n"),
        ("first, last and rain", 'town,rain\n"Ulm, Bonn",2\n"Kiel, Jena",3\n'),
        ("boat and km", "boat,walk_miles,drive_miles\nGull,10,2\n"),
        ("boat and km", "boat,miles per hour\nGull,10\n"),
        ("boat and hours", "boat,min\nGull,10\n"),
        ("berth (like A-1) and boat", "pier,place,boat\nB,12,Gull\nC,4,Tern\n"),
        ("berth (like B-12) and boat", "pier,place,boat\nB,12,Gull\nC,,Tern\n"),
        ("district and turnout in percent", "district,turnout\nNorth,0.5\nSouth,0.6\n"),
    ],
)
async def test_columns_whose_making_is_not_certain_are_left_to_others(said, raw):
    goal = f"Convert raw.csv to out.csv with the columns {said}."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", raw)


NESTED = (
    '{"ships": [{"ship": "Gull", "home": {"port": "Ulm"}, "trips": [{"to": "Bonn", "days": 2}, '
    '{"to": "Kiel", "days": 5}]}, {"ship": "Tern", "home": {"port": "Jena"}, "trips": []}]}'
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ship, to and days", "ship,to,days\nGull,Bonn,2\nGull,Kiel,5\n"),
        ("ship and port", "ship,port\nGull,Ulm\nTern,Jena\n"),
        ("port, to and days", "port,to,days\nUlm,Bonn,2\nUlm,Kiel,5\n"),
    ],
)
async def test_nested_data_become_lines_with_the_keys_of_all_levels(said, expected):
    goal = f"Flatten raw.json into out.csv with the columns {said}."
    assert await converted(goal, "raw.json", NESTED) == expected


async def test_key_in_two_lists_is_left_to_others():
    raw = '[{"ship": "Gull", "trips": [{"days": 2}], "stays": [{"days": 3}]}]'
    with pytest.raises(PermanentError, match=REFUSED):
        await converted("Flatten raw.json into out.csv: ship and days.", "raw.json", raw)


async def test_things_that_stand_twice_have_one_line():
    raw = "name,cabin\nÅsa,1\nBen,2\nÅsa,1\n"
    goal = "Some sailors are in sailors.csv twice. Make out.csv with name and cabin, each sailor "
    goal += "just once."
    assert await converted(goal, "sailors.csv", raw) == "name,cabin\nÅsa,1\nBen,2\n"
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "sailors.csv", f"{raw}Ben,3\n")  # which of two is not said


async def test_answers_in_several_words_are_the_two_that_are_asked_for():
    raw = "Who,Coming\nAda,Yes\nBo,n\nCy,Y\nDi,NO\n"
    goal = "Bring raw.csv into out.csv with the columns who and coming (yes or no)."
    assert await converted(goal, "raw.csv", raw) == "who,coming\nAda,yes\nBo,no\nCy,yes\nDi,no\n"
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", f"{raw}Ed,perhaps\n")


async def test_words_behind_the_list_of_columns_are_none_of_them():
    raw = "player,lap,points\nZoe,1,12\nAl,1,9\nZoe,2,7\n"
    goal = "Make out.csv, a row per player: player, lap1, lap2; the points go into the cells."
    assert await converted(goal, "raw.csv", raw) == "player,lap1,lap2\nZoe,12,7\nAl,9,\n"


async def test_headings_may_begin_with_a_word_that_asks_for_other_figures_elsewhere():
    raw = "player,round,points\nZoe,1,12\nAl,1,9\nZoe,2,7\n"
    goal = "Make out.csv with one line per player: player, round1 and round2."
    assert await converted(goal, "raw.csv", raw) == "player,round1,round2\nZoe,12,7\nAl,9,\n"


@pytest.mark.parametrize(
    ("goal", "is_taken"),
    [
        ("raw.csv is the log of our gate. I'd like out.csv with day and guests as whole numbers.",
         True),
        ("In raw.csv numbers are typed by hand. I need out.csv with day and guests.", True),
        ("raw.csv has the guests of each day. Make out.csv with the mean number of guests.", False),
        (("The days in raw.csv come from two clerks. I need out.csv, semicolon-separated, with day"
         " and guests, and no sum."), True),
        ("Take the guests of raw.csv. I need out.csv with day and guests.", True),
        ("Take the late guests of raw.csv. I need out.csv with day and guests.", False),
        ("The late days in raw.csv are wanted. I need out.csv with day and guests.", False),
        ("raw.csv has no guests for some days. I need out.csv with day and guests.", False),
        ("raw.csv is our log. I need out.csv with day and the busiest guests.", False),
    ],
)  # fmt: skip
def test_first_sentence_on_what_is_in_a_file_asks_for_nothing(goal, is_taken):
    prospect = Prospect(goal, task_of(goal, "out.csv", "table"), ("raw.csv",), ("compute",))
    assert ByColumns().fits(prospect) == is_taken
