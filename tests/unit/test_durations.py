"""Lengths of time as people type them in one column, beside words for no result."""

from __future__ import annotations

import pytest

from hocket.agents.forms import form_of
from hocket.agents.ways.columns import _filled
from hocket.agents.ways.computing import computes
from hocket.agents.ways.united import units_asked
from hocket.documents.loading import loaded_profile, loaded_table
from hocket.documents.profile import described
from hocket.documents.profile.conversion import converted
from hocket.documents.profile.durations import CLOCK


def column_of(values, units=(CLOCK,), name="Taken"):
    lines = "\n".join(f"{n};{value}" for n, value in enumerate(values, 1))
    content = f"Boat;{name}\n{lines}\n".encode()
    profile, table = loaded_profile("a.csv", content, units), loaded_table("a.csv", content)
    column = profile.columns[1]
    return column, [converted(column, row[1]) for row in table.rows]


def test_lengths_in_several_forms_are_hours_minutes_and_seconds():
    column, values = column_of(
        ["37:20", "0:41:05", "39 min 5 s", "40'30''", "1h 02m 09s", "DNS", "66:00", "45 min", "-",
         "did  not finish", "1:01:00", "44m", "1 h 3'"]
    )  # fmt: skip
    assert values == [
        "00:37:20", "00:41:05", "00:39:05", "00:40:30", "01:02:09", None, "01:06:00", "00:45:00",
        None, None, "01:01:00", "00:44:00", "01:03:00",
    ]  # fmt: skip
    assert (column.type, column.minimum, column.maximum) == ("time", "00:37:20", "01:06:00")
    assert column.missing == 3


def test_clocks_of_two_parts_are_hours_where_only_that_is_near_to_the_others():
    _, values = column_of(["5:40", "4 h 50 min", "6:05", "DNF", "5:30:00"])
    assert values == ["05:40:00", "04:50:00", "06:05:00", None, "05:30:00"]


@pytest.mark.parametrize(
    "values",
    [
        ["9:30", "10:15", "0:43:52", "14:00"],  # may be times of the day
        ["41:07", "39:12", "DNF"],  # hours and minutes, or minutes and seconds
        ["5:30", "25 min", "3 h", "DNF"],  # near to the others as either
        ["41:07", "0:43:52", "about 44 min"],
        ["41:07", "0:43:52", "58"],  # a number alone is in no unit
        ["41:07", "0:43:52", "12 km"],
        ["7.5 min", "0:07:12.4", "DNF"],  # parts of seconds
        ["a lot", "DNF", "none"],
    ],
)
def test_column_that_is_not_certain_stays_as_it_is(values):
    column, read = column_of(values)
    assert (column.type, read) == (column_of(values, ())[0].type, column_of(values, ())[1])
    assert not (column.type == "time" and column.is_measured)


def test_column_is_read_so_only_where_a_task_wants_it():
    values = ["41:07", "0:43:52", "44 min", "DNF"]
    assert column_of(values, ())[0].type == "text"
    assert column_of(values, ("kg",))[0].type == "text"
    column, read = column_of(values, ("minutes",))
    assert column.unit == "minutes"
    assert read[1:] == [pytest.approx(43.8666667), 44, None]
    assert column_of(["10:00", "9 h 30 min", "DNF"], name="Start")[0].type == "text"


def test_rows_without_a_result_are_described_by_their_words():
    content = b"Boat,Taken\nLark,41:07\nSwan,0:43:52\nWren,44 min\nKite,disq.\n"
    form = form_of("Write b.csv with boat and taken (like 1:05:30).", ["b.csv"])
    said = described(loaded_profile("a.csv", content, units_asked(form)), 900)
    assert "- 'Taken': length of time as hh:mm:ss, 00:41:07 to 00:44:00, typed as" in said
    assert said.endswith("1 missing (as 'disq.')")


REGATTA = (
    b"No,Crew,Club,Taken\n4,Lark, Weir ,41:07\n2,Swan,Lock,DNF\n,,,\n9,Wren,,1h 02m 09s\n"
    b"7,Kite,Lock,0:43:52\n5,Tern,Weir,never started\n1,Dove,Weir,61:12\n"
)
SWIM = b"Lane,Swimmer,Time\n1,Ann,29' 30\"\n2,Bo,no time\n3,Cy,31:05\n4,Di,0:35:00\n"
OVENS = b"Loaf,Baked\nrye,1 h 5 min\nbun,25 min\nflat,did not finish\nbig,1:30:00\n"
WALKS = b"walker,hours out,dog\nAnn,2:10,Rex\nBo,withdrew,Bim\nCy,1:55:30,Pip\nDi,2 h,Max\n"
PUZZLES = b"Solver;Zeit\nAnna;12:40\nBea;aufgegeben\nCarl;0:15:10\nDora;14 min\n"


@pytest.mark.parametrize(
    ("content", "goal", "expected"),
    [
        (
            REGATTA,
            (
                "After our regatta the helpers typed a.csv. Make b.csv of it: no, crew, club and "
                "taken (like 00:47:05), only the crews who finished."
            ),
            (
                "no,crew,club,taken\n4,Lark,Weir,00:41:07\n9,Wren,,01:02:09\n"
                "7,Kite,Lock,00:43:52\n1,Dove,Weir,01:01:12\n"
            ),
        ),
        (
            SWIM,
            (
                "Turn a.csv into b.csv with lane, swimmer and time (like 0:47:05), without those "
                "who did not finish."
            ),
            "lane,swimmer,time\n1,Ann,0:29:30\n3,Cy,0:31:05\n4,Di,0:35:00\n",
        ),
        (
            OVENS,
            "Bring a.csv into b.csv with the columns loaf and baked (like 00:45:00).",
            "loaf,baked\nrye,01:05:00\nbun,00:25:00\nflat,\nbig,01:30:00\n",
        ),
        (
            WALKS,
            (
                "Convert a.csv to b.csv: walker, dog, hours out (like 1:05:00), just those who "
                "have a time."
            ),
            "walker,dog,hours out\nAnn,Rex,2:10:00\nCy,Pip,1:55:30\nDi,Max,2:00:00\n",
        ),
        (
            PUZZLES,
            "Make b.csv of a.csv: solver and Zeit (like 00:47:05), only finishers.",
            "solver,Zeit\nAnna,00:12:40\nCarl,00:15:10\nDora,00:14:00\n",
        ),
    ],
)
def test_results_are_converted_by_code(content, goal, expected):
    form = form_of(goal, ["b.csv"])
    assert not computes(goal, form.keys)
    filled = _filled("a.csv", content, form)
    assert filled is not None
    assert filled.content.decode() == expected


@pytest.mark.parametrize(
    "words",
    [
        "just the crews who finished in under an hour",
        "only the crews who finished the longer course",
        "only finishers of the weir",
        "just the crews of Weir who finished",
        "just the first crew who finished",
    ],
)
def test_what_else_is_said_of_rows_is_not_left_to_code(words):
    goal = f"Make b.csv of a.csv: no, crew and taken (like 00:47:05), {words}."
    form = form_of(goal, ["b.csv"])
    assert computes(goal, form.keys) or _filled("a.csv", REGATTA, form) is None


def test_those_who_finished_are_not_known_without_one_column_of_lengths():
    goal = "Make b.csv of a.csv: crew and club, only the crews who finished."
    assert _filled("a.csv", REGATTA, form_of(goal, ["b.csv"])) is None
