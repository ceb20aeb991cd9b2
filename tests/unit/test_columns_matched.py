"""Columns of a file under other names: by their words, dates and units, or the only ones left."""

from __future__ import annotations

import pytest

from conversions import converted, task_of
from hocket.agents.ways.columns import REFUSED, ByColumns
from hocket.errors import PermanentError
from hocket.ports.agent import Prospect

HARVEST = (
    "Name;Crop;Date;Weight\nAnna;beans;9.7.2024;250 g\nBo;kale;10 July 2024;1,5 kg\n;;;\n"
    "Anna;peas;2024-07-12;1kg 200g\nTotal;;;2,95 kg\n"
)
WALKS = (
    "#;Dog;On;Walked by;Out\n1;Rex;1.5.2024;Ann;1:15\n2;Bim;2 May 2024;Bob;45 min\n;;;;\n"
    "3;Rex;2024-05-03;Ann;half an hour\n;;;Sum;2:30\n"
)
CLAIMS = (
    'Who,When,Amount\nLee,30 Nov 2023,"1.234,50 \u20ac"\nMo,01.12.2023,"EUR 1,200.00"\n,,\n'
    'Lee,2023-12-02,"12,- \u20ac"\n'
)
SERVERS = "Host,Date,Size\nalpha,1 June 2024,2 GB\nbeta,02.06.2024,350 MB\n"
ROOMS = "Station,Day,Temp\nA,31.1.2024,21.5 C\nB,1 Feb 2024,71.6 \u00b0F\n"
BOATS = 'Boat,Length,Draft\nSwan,12.5 m,210 cm\nGull,980 cm,"1,8 m"\n'
PARCELS = "Item,Weight\na,1 kg\nb,500 g\nc,1 kg 200 g\n"
BREWS = "Batch,Date,Brewer,Amount\nB2,1 May 2024,Per,25 l\nB1,30.04.2024,Ola,5000 ml\n"


@pytest.mark.parametrize(
    ("goal", "given", "expected"),
    [
        (
            (
                "Everybody noted the harvest in in.csv in their own way. Make out.csv of it with "
                "gardener, crop, picked (like 2024-07-09) and kg (three decimals, like 0.250). "
                "Leave out empty lines and the total at the end."
            ),
            HARVEST,
            (
                "gardener,crop,picked,kg\nAnna,beans,2024-07-09,0.250\nBo,kale,2024-07-10,1.500\n"
                "Anna,peas,2024-07-12,1.200\n"
            ),
        ),
        (
            (
                "Bring in.csv into one form as out.csv with the columns no, dog, day (like 1 May "
                "2024), walker and minutes (a whole number). Drop empty rows and leave the sum out."
            ),
            WALKS,
            (
                "no,dog,day,walker,minutes\n1,Rex,1 May 2024,Ann,75\n2,Bim,2 May 2024,Bob,45\n"
                "3,Rex,3 May 2024,Ann,30\n"
            ),
        ),
        (
            (
                "Convert in.csv to out.csv. Columns: claimant, spent_on (like 2023-11-30), paid_eur"
                " (two decimals). Skip blank rows."
            ),
            CLAIMS,
            (
                "claimant,spent_on,paid_eur\nLee,2023-11-30,1234.50\nMo,2023-12-01,1200.00\n"
                "Lee,2023-12-02,12.00\n"
            ),
        ),
        (
            "Rewrite in.csv as out.csv with host, made (like 2024-06-01) and mb (whole numbers).",
            SERVERS,
            "host,made,mb\nalpha,2024-06-01,2000\nbeta,2024-06-02,350\n",
        ),
        (
            (
                "Bring in.csv into out.csv with station, read_at (like 2024-01-31) and celsius "
                "(one decimal)."
            ),
            ROOMS,
            "station,read_at,celsius\nA,2024-01-31,21.5\nB,2024-02-01,22.0\n",
        ),
        (
            "Bring in.csv into out.csv with boat, length_m and draft_m (both with one decimal).",
            BOATS,
            "boat,length_m,draft_m\nSwan,12.5,2.1\nGull,9.8,1.8\n",
        ),
        (
            "Bring in.csv into out.csv with the columns item, kg (two decimals), heaviest first.",
            PARCELS,
            "item,kg\nc,1.20\na,1.00\nb,0.50\n",
        ),
        (
            (
                "Bring in.csv into one form as out.csv with the columns bird and seen (like "
                "2024-05-01), every row once, without empty rows."
            ),
            "Bird,Date\nowl,1 May 2024\nowl,01.05.2024\n,\ntit,2 May 2024\n",
            "bird,seen\nowl,2024-05-01\ntit,2024-05-02\n",
        ),
        (
            (
                "Bring in.csv into out.csv with the columns district, turnout (percent as a number "
                "with one decimal, like 61.5), without blank rows."
            ),
            'District,Turnout\nNorth,"61,5 %"\nSouth,58%\n,\nWest,60.2 %\n',
            "district,turnout\nNorth,61.5\nSouth,58.0\nWest,60.2\n",
        ),
    ],
)
async def test_columns_take_the_names_that_are_asked_for(goal, given, expected):
    assert await converted(goal, "in.csv", given) == expected


@pytest.mark.parametrize(
    ("goal", "given"),
    [
        ("person and hours", "Person,Work,Break\nA,8 h,30 min\nB,7:30,1 h\n"),  # which of two
        ("borrower and back (like 2024-05-01)", "Borrower,Lent,Due\nA,1 May 2024,3 May 2024\n"),
        ("item and weight (two decimals)", PARCELS),  # in which unit
        ("item and pounds", PARCELS),
        ("item and price_usd (two decimals)", 'Item,Price\na,5 \u20ac\nb,"7,50 \u20ac"\n'),
        ("item and price_eur (two decimals)", "Item,Price\na,5 \u20ac\nb,$7\n"),
        ("name and age", "Name,Born\nA,1 May 1990\nB,2 June 1985\n"),
        ("name and size", "Name,Colour\nA,red\nB,blue\n"),
        ("diver, site and depth_m", "Name,Place,Depth\nA,Reef,12 m\nB,Wall,1850 cm\n"),
        ("district, turnout (percent, one decimal)", "District,Turnout\nNorth,61\nSouth,58\n"),
        ("runner, minutes (whole number)", "Runner,Took\nKim,28 min\nSal,0:58\nKim,5 min\n"),
        ("lane, seconds (one decimal), fastest first", "Lane,Result\n1,1 min 2 s\n2,58.5 s\n"),
        ("employee and monthly_usd (whole numbers)", "Employee,Pay\nA,$1.2k\nB,$950\n"),
        ("walker, dog and minutes", "Dog,Owner,Walk\nRex,Ann,1:15\nBim,Bob,45 min\n"),
    ],
)
async def test_columns_that_may_be_others_are_left_to_others(goal, given):
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(f"Bring in.csv into out.csv with the columns {goal}.", "in.csv", given)


@pytest.mark.parametrize(
    "said",
    [
        "without the sum and empty rows",
        "no empty rows, no sum row",
        "empty rows and the sum left out",
        "and the line with the sum should not be in it",
        "ignoring blank lines and the total",
    ],
)
async def test_rows_that_are_not_wanted_are_left_out_in_any_words(said):
    goal = (
        "Bring in.csv into out.csv with the columns no, dog, day (like 2024-05-01), walker, "
        f"minutes as decimals (like 1.5), {said}."
    )
    rows = (await converted(goal, "in.csv", WALKS)).splitlines()
    assert rows[1:] == [
        "1,Rex,2024-05-01,Ann,75.0",
        "2,Bim,2024-05-02,Bob,45.0",
        "3,Rex,2024-05-03,Ann,30.0",
    ]


async def test_columns_in_an_order_that_is_said_before_them_are_those():
    goal = (
        "Tidy in.csv and save it as out.csv. Columns in this order: litres (one decimal), brewer, "
        "batch, brewed (like 2024-04-30)."
    )
    expected = "litres,brewer,batch,brewed\n25.0,Per,B2,2024-05-01\n5.0,Ola,B1,2024-04-30\n"
    assert await converted(goal, "in.csv", BREWS) == expected


async def test_thing_that_is_wanted_once_but_has_several_rows_is_left_to_others():
    goal = "Bring in.csv into out.csv with the columns dog and on (like 2024-05-01), each dog once."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "in.csv", "Dog,On\nRex,1 May 2024\nRex,2 May 2024\n")


@pytest.mark.parametrize(
    "more",
    [
        "batch, litres and the brewer's initials",
        "batch, the brewer's initials and litres",
        "batch and litres (like 1.5), rounded to half litres",
        "batch and litres (one decimal), rounded up",
        "batch and litres (one decimal) in German notation",
        "batch and litres (one decimal), skip the brews of Per",
        "batch, brewer and litres, each brewery once",
    ],
)
def test_wish_that_is_not_read_is_none_for_it(more):
    goal = f"Bring in.csv into out.csv with the columns {more}."
    prospect = Prospect(goal, task_of(goal, "out.csv"), ("in.csv",), ("compute",))
    assert not ByColumns().fits(prospect)
