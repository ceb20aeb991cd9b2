"""Rows of a file in columns, where each word of a task is accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from conversions import CARD, Bench, converted, task_of
from hocket.agents.forms import form_of
from hocket.agents.ways.columns import REFUSED, ByColumns
from hocket.agents.ways.fitting import LOOK_UP
from hocket.agents.ways.plain import asked_plainly
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect

PORTS = (
    "# Ports\n#country-\n#code\tport\tcall sign\t\tremarks\nPE\tPaita\tAmerica/Paita\t\nCL\tArica\t"
    "America/Arica\tnorth\nPE\tCallao\tAmerica/Callao\tlarge\nNA\tWalvis\tAfrica/Walvis\t\n"
)
BIRDS = "place,name,seen\nGotland,wren,2025-05-03\nOland,coot,2025-05-01\nGotland,swan,2025-04-02\n"


@dataclass
class Found:
    """What the work of reference says."""

    answer: str
    ok: bool = True
    data: dict[str, object] = field(default_factory=dict)

    def __post_init__(self):
        self.data = {"answer": self.answer, "source": "tables", "entries": ()}


class Library(Bench):
    """A workbench with a work of reference that knows one country."""

    def __init__(self, name, text):
        super().__init__(name, text)
        self.tools = {"compute": None, LOOK_UP: None}

    async def use(self, tool, arguments):
        is_known = tool == LOOK_UP and arguments["question"] == "What is the ISO 3166 code of Peru?"
        return Found("The ISO codes of Peru are PE and PER." if is_known else "")


async def of_country(goal, text=PORTS):
    bench = Library("ports.tab", text)
    files = {"ports.tab": 9}
    assignment = Assignment("run-1", "a-1", goal, task_of(goal, "out.csv", "table"), files=files)
    assert ByColumns().fits(Prospect.of(assignment, bench))
    await ByColumns().work(assignment, bench, CARD)
    return bench.contents["out.csv"].decode()


@pytest.mark.parametrize(
    "goal",
    [
        (
            "Please get me the ports of Peru from ports.tab into out.csv, in alphabetical order, "
            "with the columns sign (like America/Arica) and remarks."
        ),
        (
            "Write the ports in Peru into out.csv, A to Z. Columns: sign (like America/Arica) and "
            "remarks. They are in ports.tab."
        ),
    ],
)
async def test_rows_of_a_country_are_found_by_its_code_and_a_column_by_an_example(goal):
    goal = goal.replace("They are in ports.tab.", "It is in ports.tab.")
    assert await of_country(goal) == "sign,remarks\nAmerica/Callao,large\nAmerica/Paita,\n"


async def test_country_without_a_code_in_the_file_is_left_to_others():
    goal = "Get me the ports of Ecuador from ports.tab into out.csv with the columns port, remarks."
    with pytest.raises(PermanentError, match=REFUSED):
        await of_country(goal)


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (
            (
                "Please copy the birds of Gotland from raw.csv to out.csv with the columns name "
                "and seen, sorted by seen."
            ),
            "name,seen\nswan,2025-04-02\nwren,2025-05-03\n",
        ),
        (
            "I'd like out.csv from raw.csv with the columns name and place, in alphabetical order.",
            "name,place\ncoot,Oland\nswan,Gotland\nwren,Gotland\n",
        ),
        (
            (
                "From raw.csv I need the birds of Oland as out.csv, columns seen and name, the "
                "oldest first."
            ),
            "seen,name\n2025-05-01,coot\n",
        ),
    ],
)
async def test_table_of_rows_alone_needs_no_program(goal, expected):
    assert await converted(goal, "raw.csv", BIRDS, kind="table") == expected


@pytest.mark.parametrize(
    "said",
    [
        "the rare birds of Gotland from raw.csv",
        "the birds of Gotland and Oland from raw.csv",
        "the birds of Gotland since May from raw.csv",
        "the first birds of Gotland from raw.csv",
        "the birds that were seen in Gotland from raw.csv",
        "how many birds of Gotland raw.csv has",
        "the birds outside of Gotland from raw.csv",
        "birds, but not those of Gotland, from raw.csv",
        "the oldest of Gotland from raw.csv",
        "the women of Gotland from raw.csv",
        "the winners of Gotland from raw.csv",
        "the capital of Gotland from raw.csv",
        "the neighbours of Gotland from raw.csv",
        "the oldest in raw.csv",
        "the rest of raw.csv",
    ],
)
def test_words_that_choose_or_count_are_not_plain(said):
    goal = f"Get me {said} into out.csv with the columns name and seen."
    assert asked_plainly(form_of(goal, ["out.csv"])) is None


async def test_rows_that_are_alike_are_left_to_others():
    goal = "Make out.csv from raw.csv with the column place, in alphabetical order."
    with pytest.raises((PermanentError, AssertionError)):
        await converted(goal, "raw.csv", BIRDS, kind="table")
    goal = "Make out.csv from raw.csv with the columns place and kind, in alphabetical order."
    text = "place,kind,seen\nOland,coot,1\nOland,coot,2\nGotland,coot,3\n"
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text, kind="table")


@pytest.mark.parametrize("said", ["the birds of Gotland", "all birds", "the birds"])
async def test_noun_of_things_that_is_a_kind_of_rows_chooses_them(said):
    text = "name,kind,place,seen\nwren,bird,Gotland,3\nfox,mammal,Gotland,4\nswan,bird,Oland,5\n"
    goal = f"Get me {said} from raw.csv into out.csv with the columns name and seen."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", text, kind="table")


@pytest.mark.parametrize("example", ["Wr", "wrens", "W. Ren", "1 wren"])
async def test_example_that_is_no_value_of_the_file_is_left_to_others(example):
    goal = f"Make out.csv from raw.csv with the columns name (like {example}) and seen."
    with pytest.raises(PermanentError, match=REFUSED):
        await converted(goal, "raw.csv", BIRDS, kind="table")
    known = goal.replace(example, "wren")
    assert (await converted(known, "raw.csv", BIRDS, kind="table")).startswith("name,seen\nwren,")
