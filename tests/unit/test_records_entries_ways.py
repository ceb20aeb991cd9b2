"""Texts with an entry for each thing, read by the ways that take data out of texts."""

from __future__ import annotations

import asyncio
import json

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.ways.extract import ByExtraction
from hocket.agents.ways.scan import ByScan
from hocket.core.task import Objective, Task
from hocket.documents.passages import passages_of
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

FLEET_GOAL = (
    "Which vehicles were tested, by fleet.txt? Write fleet.json, a list with an object for each one"
    " that was, in their order: number (in the list), defects, repaired (how many defects were"
    " repaired on the spot) and passed (true or false)."
)
FLEET = """\
Depot: yearly test of the vehicles, 3 to 5 March 2025

1. White van. 3 defects: a wiper is torn, the horn is silent and a bulb is out. Wiper and horn were
   repaired on the spot. Result: passed.

2. Blue truck. Away on a long trip, so it was not tested.

3. Minibus. No defects. Result: passed.

4. Tipper. Two defects, the brakes pull and the exhaust leaks. Nothing could be repaired on the
   spot. It did not pass.

5. Sweeper. A dozen defects; none was repaired on the spot. Result: failed.

6. Trailer. The test was postponed to April. (In 2024 it had 6 defects.)

7. Pickup. A single defect: a bulb. The bulb was repaired on the spot. Outcome: OK.

The garage thanks all drivers.
"""
FLEET_KEYS = ("number", "defects", "repaired", "passed")
FLEET_ROWS = [
    (1, 3, 2, True),
    (3, 0, 0, True),
    (4, 2, 0, False),
    (5, 12, 0, False),
    (7, 1, 1, True),
]


def objects(keys, *values):
    return [dict(zip(keys, each, strict=True)) for each in values]


class Reader(Holding):
    """A workbench whose LLM gives the same rows for each prompt; it says no to every question."""

    def __init__(self, text, rows):
        self.tools = {}
        self.files = {"in.txt": "digest"}
        self.prompts = []
        self.written = {}
        self._text, self._rows = text, rows

    async def ask(self, messages, **options):
        self.prompts.append(messages[-1].content)
        if options.get("logprobs"):
            return LlmAnswer("", first_token={"yes": 0.01, "no": 0.99})
        return LlmAnswer("", data={"rows": self._rows})

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = json.loads(content)


def worked(way, goal, text, rows):
    objective = Objective(description=goal, deliverables=("fleet.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": len(text)})
    bench = Reader(text, rows)
    asyncio.run(way.work(assignment, bench, REASONING))
    return bench.written["fleet.json"], bench.prompts


def test_text_that_rules_read_needs_no_llm_passage_by_passage():
    rows, prompts = worked(ByExtraction(), FLEET_GOAL, FLEET, [])
    assert rows == objects(FLEET_KEYS, *FLEET_ROWS)
    assert not prompts


def test_rows_of_an_llm_on_what_was_not_tested_are_left_out_of_a_scan():
    others = [(2, 0, 0, True), (6, 6, 0, False)]
    given = objects(FLEET_KEYS, *sorted([*FLEET_ROWS, *others]))
    rows, _ = worked(ByScan(), FLEET_GOAL, FLEET, given)
    assert rows == objects(FLEET_KEYS, *FLEET_ROWS)


def test_entry_that_was_tested_is_kept_whatever_an_llm_says_of_the_condition():
    text = "1. White van. Several defects, 3 of them new. Passed.\n\n2. Truck. It was not tested.\n"
    goal = FLEET_GOAL.replace(", repaired (how many defects were repaired on the spot)", "")
    row = {"number": 1, "defects": 3, "passed": True}
    rows, prompts = worked(ByExtraction(), goal, text, [row])
    assert rows == [row]
    assert not any("one of these" in prompt for prompt in prompts)


def test_value_of_an_llm_that_an_entry_tells_otherwise_is_mended():
    text = "1. White van. 3 defects, painted by Jo. Result: not passed.\n\n2. Truck. Not tested.\n"
    goal = (
        "Which vehicles were tested? Write fleet.json, a list with an object for each one that was:"
        " number, painter, defects and passed (true or false)."
    )
    given = {"number": 1, "painter": "Jo", "defects": 1, "passed": True}
    rows, _ = worked(ByExtraction(), goal, text, [given])
    assert rows == [given | {"defects": 3, "passed": False}]


def test_messages_of_a_chat_are_no_entries():
    chat = "Ada: I take two of them.\nBo: Three tickets for me.\nAda: Fine.\nBo: Thanks.\n"
    given = [{"name": "Ada", "tickets": 2}]
    goal = "Who takes how many? Write fleet.json, a list of objects with name and tickets."
    _, prompts = worked(ByExtraction(), goal, chat, given)
    assert len(prompts) == len(passages_of(chat))


def test_scan_leaves_out_a_thing_by_its_name_but_none_of_a_list_of_several():
    goal = (
        "Which mills were seen? Write fleet.json, a list with an object for each one that was: name"
        " and guests."
    )
    text = "Oak Mill: 6 guests.\n\nElm Mill: closed.\n\n- Ash Mill: 4 guests\n- Fir Mill: closed\n"
    given = [("Oak Mill", 6), ("Elm Mill", 0), ("Ash Mill", 4)]
    rows, _ = worked(ByScan(), goal, text, objects(("name", "guests"), *given))
    assert rows == objects(("name", "guests"), ("Oak Mill", 6), ("Ash Mill", 4))
