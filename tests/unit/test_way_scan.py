"""The way ``scan``: data out of a whole text in one call, kept only where its words are there."""

from __future__ import annotations

import asyncio
import json

import pytest

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.ways.scan import ByScan
from hocket.core.task import Objective, Task
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

THREAD = """\
From: Ada Lang

We need 12 cups and 4 jugs.

---
From: Shop

Would 5 jugs do?

---
From: Ada Lang

Make it 18 cups, and leave out the jugs. Bo Lind pays.
"""
ORDER = "What is ordered in the end? Write order.json with the numbers for cups, jugs and pans"


class Bench(Holding):
    """A workbench with one text and one answer."""

    def __init__(self, text, data):
        self.tools = {}
        self.files = {"in.txt": "digest"}
        self.asked = []
        self.written = {}
        self._text = text
        self._data = data

    async def ask(self, messages, **_):
        self.asked.append(messages[-1].content)
        return LlmAnswer(json.dumps(self._data), data=self._data)

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = content.decode()


def scanned(goal, file, data, text=THREAD):
    objective = Objective(description=goal, deliverables=(file,))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": 1})
    bench = Bench(text, data)
    asyncio.run(ByScan().work(assignment, bench, REASONING))
    assert len(bench.asked) == 1
    assert text.strip() in bench.asked[0]
    return bench.written[file]


def test_values_stand_in_the_text_with_the_last_words_on_them():
    state = [
        {"name": "cups", "last": "Make it 18 cups", "value": 18},
        {"name": "jugs", "last": "leave out the jugs", "value": 0},
        {"name": "pans", "last": "and 7 pans", "value": 7},
    ]
    order = scanned(f"{ORDER}, 0 for what is not wanted.", "order.json", {"state": state})
    assert json.loads(order) == {"cups": 18, "jugs": 0, "pans": 0}


def test_value_that_the_text_does_not_have_is_none():
    state = [{"name": "cups", "last": "Make it 18 cups", "value": 81}]
    order = scanned(f"{ORDER}, 0 for what is not wanted.", "order.json", {"state": state})
    assert json.loads(order) == {"cups": 0, "jugs": 0, "pans": 0}


def test_number_may_stand_without_its_thing_in_a_firm_sentence_on_that_alone():
    text = (
        "Ann: 9 cups, 5 jugs.\nBo: Fine.\nAnn: Ed has 3 cups, so 6 are enough.\n"
        "Bo: Jugs: are 4 enough?"
    )
    state = [
        {"name": "cups", "last": "6 cups", "value": 6},
        {"name": "jugs", "last": "4 jugs", "value": 4},
    ]
    goal = f"{ORDER}, 0 for what is not wanted."
    order = scanned(goal, "order.json", {"state": state}, text=text)
    assert json.loads(order) == {"cups": 6, "jugs": 0, "pans": 0}


def test_members_are_those_that_belong_to_it_at_the_end():
    state = [
        {"name": "Bo", "last": "Bo Lind pays", "in": "yes"},
        {"name": "Ada", "last": "Make it 18 cups", "in": "yes"},
        {"name": "Shop", "last": "Would 5 jugs do?", "in": "no"},
        {"name": "Cy", "last": "Make it 18 cups", "in": "yes"},
        {"name": "Bo", "last": "Bo Lind pays", "in": "yes"},
    ]
    goal = "Who takes part? Write names.json, a list of the first names from A to Z."
    assert json.loads(scanned(goal, "names.json", {"state": state})) == ["Ada", "Bo"]


@pytest.mark.parametrize(
    ("file", "goal", "content"),
    [
        (
            "a.csv",
            "Extract into a.csv with the columns thing and number.",
            "thing,number\ncups,12\n",
        ),
        ("a.json", "Write a.json, a list of {thing, number}.", None),
    ],
)
def test_rows_with_a_value_from_elsewhere_are_dropped(file, goal, content):
    rows = [{"thing": "cups", "number": 12}, {"thing": "jugs", "number": 44}]
    written = scanned(goal, file, {"rows": rows})
    if content is None:
        assert json.loads(written) == [{"thing": "cups", "number": 12}]
    else:
        assert written == content


def test_rows_of_numbered_passages_stand_in_the_passage_of_their_number():
    text = "Case 7. Lamp, 40 paid.\nCase 8. Door, 55 paid, 9 owed.\nCase 9. Roof, 70 paid."
    rows = [
        {"case": 7, "paid": 40},
        {"case": 8, "paid": 40},
        {"case": 8, "paid": 55},
        {"case": 40, "paid": 55},
        {"case": 9, "paid": 70},
        {"case": 9, "paid": 9},
    ]
    goal = "Write a.json, a list of {case, paid}."
    found = json.loads(scanned(goal, "a.json", {"rows": rows}, text))
    assert [(row["case"], row["paid"]) for row in found] == [(7, 40), (8, 55), (9, 70)]


def test_text_too_long_for_one_call_is_left_to_other_ways():
    with pytest.raises(PermanentError, match="too long to read in one call"):
        scanned(ORDER, "order.json", {"state": []}, "Line. " * 2000)


def test_rows_of_what_was_called_off_are_left_out_where_only_what_took_place_is_wanted():
    log = "Tour 1, 9:00. 12 people.\n\nTour 2, 10:00. Cancelled, 8 people went home.\n"
    rows = [{"number": 1, "people": 12}, {"number": 2, "people": 8}]
    goal = "List the tours that {}. Write tours.json, a list of {{number, people}}."
    for words, left in (("really took place", rows[:1]), ("were planned", rows)):
        written = scanned(goal.format(words), "tours.json", {"rows": rows}, log)
        assert json.loads(written) == left
