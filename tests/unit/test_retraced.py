"""Converted tables that are read again beside their source."""

from __future__ import annotations

import pytest

from conversions import CARD, Bench, task_of
from hocket.agents.forms import form_of
from hocket.agents.ways.accounted import is_accounted_for
from hocket.agents.ways.columns import ByColumns
from hocket.agents.ways.retraced import retraced
from hocket.ports.agent import Assignment

RAW = (
    "Boat;Sailed ;Km;Crew;Time out\n"
    "Gull;3.5.2024;7410;Åsa Ek;1h20\n Tern ;2024-05-14;7.655 km;Ben Roy;80 min\n;;;;\n"
    'Skua;May 9, 2024;"8,612 km";Cy Lo;1:35\nBoat;Sailed ;Km;Crew;Time out\n'
    "Auk;21/05/2024;8 644;Di Fox;95 minutes\nSum;;32321;;5:50\n"
)
MADE = (
    "date,boat,km,minutes\n2024-05-03,Gull,7410,80\n2024-05-14,Tern,7655,80\n"
    "2024-05-09,Skua,8612,95\n2024-05-21,Auk,8644,95\n"
)
GRID = "Month;1998;1999;Total\nJan;9;12;21\nFeb;9;14;23\nMar;10;;10\nTotal;28;26;54\n"
LINES = "month,births\n1998-01,9\n1998-02,9\n1998-03,10\n1999-01,12\n1999-02,14\n"


def changed(text):
    """A table with one value, one line or the order of two columns changed, in each way."""
    head, *lines = text.splitlines()
    table = [line.split(",") for line in lines]
    for number, line in enumerate(table):
        for place, cell in enumerate(line):
            digit = next((n for n, char in enumerate(cell) if char.isdigit()), None)
            other = (
                "x" if digit is None else f"{cell[:digit]}{9 - int(cell[digit])}{cell[digit + 1 :]}"
            )
            for new in (other, "", *({row[place] for row in table} - {cell})):
                made = [*line[:place], new, *line[place + 1 :]]
                yield [head, *lines[:number], ",".join(made), *lines[number + 1 :]]
        yield [head, *lines[:number], *lines[number + 1 :]]
        yield [head, *lines, lines[number]]


@pytest.mark.parametrize(("raw", "made", "values"), [(RAW, MADE, 16), (GRID, LINES, 10)])
def test_values_are_found_in_the_source_and_no_others_are(raw, made, values):
    assert retraced(raw.encode(), made.encode()) == values
    others = ["\n".join(lines) for lines in changed(made)]
    assert len(others) > 30
    assert [text for text in others if retraced(raw.encode(), text.encode())] == []


def test_lines_in_another_order_are_found():
    head, *lines = MADE.splitlines()
    assert retraced(RAW.encode(), "\n".join([head, *sorted(lines)]).encode()) == 16


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("a,b\n1,2\n", "a,b\n1,2\n"),  # one row may be anything
        ("sown,reaped\n2024-05-03,2024-09-03\n2024-05-04,2024-09-05\n",
         "date\n2024-05-03\n2024-05-04\n"),  # which of two dates nobody says
        ("day,n\n03/04/2024,1\n05/06/2024,2\n", "day,n\n2024-04-03,1\n2024-06-05,2\n"),
        ("bag,weight\na,2 kg\nb,500 g\n", "bag,weight\na,2\nb,500\n"),  # of two units
        ("bag,kg\na,2 kg\nb,500 g\n", "bag,kg\na,2\nb,500\n"),
        ("bag,paid\na,840\nb,910\nc,1.250\n", "bag,paid\na,840\nb,910\nc,1.25\n"),
        ("bag,weight\na,1.2 kg\nb,500\nc,0.8 kg\n", "bag,kg\na,1.2\nb,500\nc,0.8\n"),
        ("pier,berth\n4,7\n5,8\n", "slip,berth\n4,7\n5,8\n9,9\n"),
        ("first,last\nÅsa,Ek\nBen,Roy\n", "last,first\nÅsa,Ek\nBen,Roy\n"),
        ("", "a\n1\n2\n"),
        ("name,qty,qty\na,1,2\nb,3,4\n", "name,qty\na,1\nb,3\n"),
        ("name,Jan,Feb,Target\na,1,2,5\nb,3,4,6\n",  # a target is no month
         "name,month,n\na,Jan,1\na,Feb,2\na,Target,5\nb,Jan,3\nb,Feb,4\nb,Target,6\n"),
        ("a,b\n" + "".join(f"{n},{n}\n" for n in range(400)),  # long to look through
         "a,b\n" + "".join(f"{n},{n}\n" for n in reversed(range(400)))),
    ],
)  # fmt: skip
def test_what_may_be_otherwise_is_not_found(raw, made):
    assert retraced(raw.encode(), made.encode()) == 0


async def attested(goal):
    bench = Bench("raw.csv", RAW)
    assignment = Assignment("run-1", "a-1", goal, task_of(goal, "out.csv"), files={"raw.csv": 9})
    await ByColumns().work(assignment, bench, CARD)
    return bench.contents["out.csv"].decode(), bench.agreement


GOAL = (
    "Four skippers kept raw.csv, each in his own way. Make one out.csv of it with date (like "
    "2024-05-31), boat, km (like 8412) and minutes (a whole number), without empty rows, repeated "
    "headings and the sum{}."
)


async def test_conversion_of_which_each_word_and_value_is_accounted_for_is_corroborated():
    text, agreement = await attested(GOAL.format(""))
    assert text == MADE
    assert agreement.counts
    assert agreement.words().startswith("columns and row check agree on all 16 values")


async def test_conversion_of_which_a_word_is_left_open_is_not():
    text, agreement = await attested(GOAL.format(", as for our harbour"))
    assert text == MADE
    assert agreement is None


@pytest.mark.parametrize(
    "more",
    ["Boats of ours are not wanted.", "Make it short.", "The boat is to be in bold.",
     "Remember that raw.csv should be in Danish."],
)  # fmt: skip
def test_sentence_with_another_wish_leaves_words_open(more):
    form = form_of(f"{GOAL.format('')} {more}", ["out.csv"])
    assert not is_accounted_for(form, "raw.csv")
