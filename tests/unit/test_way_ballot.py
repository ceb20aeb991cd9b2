"""The way ``ballot``: who belongs to a list at the end of a thread, by the odds for each name."""

from __future__ import annotations

import json

import pytest

from benches import Holding
from hocket.agents.specialists import REASONING
from hocket.agents.threads.names import people_in
from hocket.agents.threads.people import standing
from hocket.agents.ways.ballot import ByBallot, judging
from hocket.core.task import Objective, Task
from hocket.documents.passages import passages_of
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect
from hocket.ports.llm import LlmAnswer
from hocket.review.trust import believed

THREAD = """\
From: Ada Lang <ada@club.example>
Date: Mon, 3 June 2024 08:00

The boat is booked at Long Reach. I'm free, and so is my sister Bo.

---
From: Cy Moor
Date: Mon, 3 June 2024 09:00

Sorry, no.

---
From: Ada Lang <ada@club.example>
Date: Mon, 3 June 2024 10:00

Bo got another shift. Dan wrote that he is free, Cy.
"""
GOAL = "Who comes along in the end? Write names.json, a list of the first names from A to Z."


class Bench(Holding):
    """A workbench with one text, and odds for each name."""

    def __init__(self, text, coming):
        self.tools = {}
        self.files = {"in.txt": "digest"}
        self.asked = []
        self.written = {}
        self._text = text
        self._coming = coming
        self.agreement = None

    async def ask(self, messages, **_):
        asked = messages[-1].content
        self.asked.append(asked)
        comes = any(f"Does {name} belong" in asked for name in self._coming)
        odds = {"yes": 0.8, "no": 0.1} if comes else {"no": 0.6, "yes": 0.3}
        return LlmAnswer("", first_token=odds)

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = content.decode()

    def attest(self, agreement):
        self.agreement = agreement


def assignment(goal=GOAL):
    objective = Objective(description=goal, deliverables=("names.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    return Assignment("run-1", "t1.1", goal, task, files={"in.txt": 1})


async def test_names_with_the_odds_for_them_belong_to_the_list():
    bench = Bench(THREAD, ["Dan", "Ada"])
    await ByBallot().work(assignment(), bench, REASONING)
    assert json.loads(bench.written["names.json"]) == ["Ada", "Dan"]
    assert len(bench.asked) == 4


async def test_each_name_is_judged_by_the_messages_that_are_theirs_or_speak_of_them():
    bench = Bench(THREAD, [])
    await ByBallot().work(assignment(), bench, REASONING)
    of_dan = next(asked for asked in bench.asked if "Does Dan belong" in asked)
    assert "Dan wrote that he is free" in of_dan
    assert "Sorry, no" not in of_dan
    assert json.loads(bench.written["names.json"]) == []


def test_people_are_those_who_write_and_those_of_whom_they_write():
    assert people_in(passages_of(THREAD)) == ["Ada", "Bo", "Cy", "Dan"]


PLAIN = """\
Ada: The boat is booked. I come, and so do Bo and Eve.
Cy: Sorry, I can't make it.
Dan: I'm in!
Eve: Maybe, if the bus runs.
Ada: Bo has to work, and Dan heard that Flo is coming.
Cy: My shift was moved, so I can come after all.
"""


async def test_people_of_whom_the_last_words_are_plain_need_no_llm():
    bench = Bench(PLAIN, [])
    await ByBallot().work(assignment(), bench, REASONING)
    assert json.loads(bench.written["names.json"]) == ["Ada", "Cy", "Dan", "Flo"]
    assert ["Does Eve belong" in asked for asked in bench.asked] == [True]


@pytest.mark.parametrize(
    ("goal", "said", "stands"),
    [
        ("Who brings a cake?", "Bo and I bring a salad.", {}),
        ("Who brings a cake?", "I bring one.", {"Ada": True}),
        (
            "Who brings a cake?",
            "Bo brings a cake, but I don't bring one.",
            {"Bo": True, "Ada": False},
        ),
        ("Who comes?", "Tell Bo that I'm coming.", {"Ada": True}),
        ("Who comes?", "I come instead of Bo.", {"Ada": True, "Bo": False}),
        ("Who comes?", "I'm going to the bank, Bo.", {}),
        ("Who comes?", "Bo, are you coming?", {}),
        ("Who comes?", "I'd like to come, but the car is broken.", {}),
        ("Who comes?", "Without me, sorry.", {"Ada": False}),
        ("What is bought?", "I come.", {}),
        ("Who comes?", "Sorry, have to cancel, my train is late.", {"Ada": False}),
        ("Who helps at the fair?", "I won't be there, sorry.", {"Ada": False}),
        ("Who comes?", "I'm in Paris, Bo is in bed.", {}),
        ("Who comes?", "I'm in, and Bo is in as well.", {"Ada": True, "Bo": True}),
        ("Who comes?", "Bo's exam was moved, so she comes along.", {"Bo": True}),
        ("Who comes?", "Granny has the kids, so Bo and I are coming.", {"Ada": True, "Bo": True}),
        ("Who comes?", "I'm afraid it's a no from me.", {"Ada": False}),
        ("Who comes?", "Bo met Ada, and she comes.", {}),
        ("Who comes?", "Bo can't, he has an exam.", {"Bo": False}),
        ("Who is on our team?", "I'm in, who else?", {"Ada": True}),
        ("Who comes?", "Me! And I'm bringing Bo, I come with Bo.", {"Ada": True, "Bo": True}),
        ("Which singers come?", "Count on me!", {"Ada": True}),
        ("Which of the runners take part?", "I can't on Sunday.", {"Ada": False}),
    ],
)
def test_plain_words_put_people_on_a_list_and_take_them_off(goal, said, stands):
    assert standing(goal, ["Ada", "Bo"], [("Ada", said)]) == stands


def test_message_that_rules_do_not_read_leaves_its_author_to_the_llm():
    said = [("Ada", "I come."), ("Bo", "I'm in!"), ("Ada", "Unfortunately the dentist called.")]
    assert standing("Who comes?", ["Ada", "Bo"], said) == {"Bo": True}


async def test_text_that_is_no_thread_is_left_to_other_ways():
    with pytest.raises(PermanentError, match="0 people in this text"):
        await ByBallot().work(assignment(), Bench("1. Roof.\n\n2. Garden.", []), REASONING)


@pytest.mark.parametrize(
    ("goal", "fits"),
    [
        (GOAL, True),
        ("What is bought in the end? Write things.json, a list of the things.", False),
        ("Who comes? Write names.json with the numbers for boats and cars.", False),
    ],
)
def test_ballot_fits_lists_of_people(goal, fits):
    name = "things.json" if "things.json" in goal else "names.json"
    objective = Objective(description=goal, deliverables=(name,))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    assert ByBallot().fits(Prospect(goal, task, ("in.txt",), ())) is fits


def test_people_of_a_chat_are_neither_its_stamps_nor_words_for_all():
    chat = """\
[Mon 3 March, 09:05] Ada: Who brings tea?
[Mon 3 March, 09:06] Bo: Cy has some. Everything else is here.
[Tue 4 March, 10:00] Ada: Thanks, Bo.
[Tue 4 March, 10:02] Bo: You are welcome."""
    assert people_in(passages_of(chat)) == ["Ada", "Bo", "Cy"]


def test_people_whose_names_have_accents_are_read_too():
    chat = """\
Zo\u00eb: \u00c9lodie will come, and Jos\u00e9 has time.
S\u00f8ren: I ask Bj\u00f6rk.
Zo\u00eb: \u0160imon said no.
S\u00f8ren: Fine."""
    assert people_in(passages_of(chat)) == [
        "Zo\u00eb",
        "\u00c9lodie",
        "Jos\u00e9",
        "S\u00f8ren",
        "Bj\u00f6rk",
        "\u0160imon",
    ]


async def test_names_so_far_are_held_with_those_that_were_not_decided_on():
    bench = Bench(THREAD, ["Ada"])
    await ByBallot().work(assignment(), bench, REASONING)
    held = bench.held[0]
    assert json.loads(held.files["names.json"]) == ["Ada"]
    assert held.lacks.startswith("it says nothing of ")
    assert len(bench.held) == len(bench.asked) - 1 - bench.asked.index(
        next(asked for asked in bench.asked if "Does Ada belong" in asked)
    )


@pytest.mark.parametrize(
    ("goal", "is_undone"),
    [
        ("Who hasn't answered yet? Write names.json, a list.", True),
        ("Who still owes Ada the fee? Write names.json, a list.", True),
        ("Whose form is missing? Write names.json, a list of names.", True),
        ("Who is yet to pay? Write names.json, a list of names.", True),
        (GOAL, False),
        ("Who is still in? Write names.json, a list. Don't add others.", False),
        ("Who comes? A list in names.json. Leave out those who haven't confirmed.", False),
        ("Who comes? A list in names.json; people who are not sure are left out.", False),
    ],
)
def test_what_is_left_undone_is_judged_by_examples_of_that(goal, is_undone):
    prompt = judging(goal, "Ada", ["Ada: Done."])
    assert ("give Rae the key back" in prompt[1].content) == is_undone


async def test_plain_words_do_not_decide_who_has_left_something_undone():
    goal = "Who still has to say yes? Write names.json, a list of the first names."
    bench = Bench(THREAD, [])
    await ByBallot().work(assignment(goal), bench, REASONING)
    assert len(bench.asked) == len(people_in(passages_of(THREAD)))


SEATS = """\
Ada: I drive to the lake on Sunday. Who wants a seat in my car?
Bo: Yes, please!
Cy: No thanks, I cycle.
Dan: Perhaps, I'll tell you tomorrow.
Ada: Eve rang: please keep her a seat.
"""
SEATS_GOAL = "Who gets a seat in the car in the end? Write names.json, a list of the first names."


async def test_offer_of_which_all_answers_are_read_is_right_without_the_llm():
    bench = Bench(SEATS.replace("Perhaps, I'll tell you tomorrow", "Count me in"), [])
    await ByBallot().work(assignment(SEATS_GOAL), bench, REASONING)
    assert json.loads(bench.written["names.json"]) == ["Bo", "Dan", "Eve"]
    assert bench.asked == []
    assert bench.agreement.counts
    assert believed(bench.agreement, "extraction").counts


async def test_offer_of_which_an_answer_is_open_asks_the_llm_and_proves_nothing():
    bench = Bench(SEATS, ["Dan"])
    await ByBallot().work(assignment(SEATS_GOAL), bench, REASONING)
    assert json.loads(bench.written["names.json"]) == ["Bo", "Dan", "Eve"]
    assert ["Does Dan belong" in asked for asked in bench.asked] == [True]
    assert not bench.agreement.counts
