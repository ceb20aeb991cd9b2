"""Rows out of passages: whose they are, what their words say, and the amount that is meant."""

from __future__ import annotations

import asyncio
import json

import pytest

from benches import Holding
from hocket.agents.records.conditions import condition_in, word_of_condition
from hocket.agents.records.topmost import topmost
from hocket.agents.records.truths import truth_of
from hocket.agents.specialists import REASONING
from hocket.agents.ways.extract import ByExtraction
from hocket.core.task import Objective, Task
from hocket.documents.passages import form_of, passages_of
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

AUCTION = """\
Barn sale, held on 4 May 2024

Lot 12: Oak chest of 1880, estimate 80-120. Opened at 40, then 45, 50, 55 in the room; a written
bid of 90 is beaten from the telephone with 95. Sold to bidder 117.
Lot 13: Milk churn. 15 and 20 bid, limit not reached; unsold.
Lot 14: Cart wheel. Not called, withdrawn by the owner before the sale.
"""
COUNCIL = """\
Minutes of 9 September

1. Footpath

The gravel would cost 2,300; last year 1,900 was paid. 5 for, 2 against. The motion was carried.

2. Pond

A fence for 800 was proposed. 3 for, 4 against: the motion was defeated.

3. Any other business

The clock is slow.
"""
CHECKS = """\
Check 1 - Forklift. The fork is bent, so it failed; 340 for a new one.
Check 2 - Crane. No faults, passed. The sticker was 12.
"""
CHESS = """\
Board 1: Ruiz beat Okafor after 34 moves.
Board 2: Lindh lost on time in move 41 to Sato.
"""
PARISH = """\
1. Organ: the repair for 4,200 was adopted after a long debate.
2. Bells: new ropes for 310. The decision was put off.
3. Choir: 150 for robes, adopted.
"""
WORKSHOP = """\
1. House 8: tap, 40, paid. House 9: lock, 95, unpaid.
2. House 11: hinge, 15, paid.
"""


class Misled(Holding):
    """A workbench whose LLM gives the same wrong rows for every passage, and says ``yes`` or no."""

    def __init__(self, text, rows, yes):
        self.tools = {}
        self.files = {"in.txt": "digest"}
        self.questions = []
        self.written = {}
        self._text, self._rows, self._yes = text, rows, yes

    async def ask(self, messages, **options):
        if options.get("logprobs"):
            self.questions.append(messages[-1].content)
            return LlmAnswer("", first_token={"yes": self._yes, "no": 1 - self._yes})
        return LlmAnswer("", data={"rows": self._rows})

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = json.loads(content)


def taken_out(text, goal, rows, yes=0.5):
    objective = Objective(description=goal, deliverables=("rows.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    assignment = Assignment("run-1", "t1.1", goal, task, files={"in.txt": len(text)})
    bench = Misled(text, rows, yes)
    asyncio.run(ByExtraction().work(assignment, bench, REASONING))
    return bench.written["rows.json"], bench.questions


def rows_of(keys, *values):
    return [dict(zip(keys, each, strict=True)) for each in values]


@pytest.mark.parametrize(
    ("text", "goal", "wrong", "right"),
    [
        (
            AUCTION,
            "Lots that were called: rows.json, a list of {lot, highest_bid, sold (true or false)}",
            [(n, 45, True) for n in (12, 45, 50, 55, 90, 13)] + [(13, 15, True), (14, 0, True)],
            [(12, 95, True), (13, 20, False)],
        ),
        (
            COUNCIL,
            "Every motion: rows.json, a list of {item, cost, carried}, carried true or false.",
            [(1, 2300, False), (1, 1900, True), (2, 800, True), (5, 2300, True)],
            [(1, 2300, True), (2, 800, False)],
        ),
        (
            CHECKS,
            "Write rows.json, a list of {check, machine, passed (true or false)}.",
            [(1, "Forklift", True), (1, "Crane", True), (2, "Crane", False), (12, "Crane", True)],
            [(1, "Forklift", False), (2, "Crane", True)],
        ),
        (
            PARISH,
            "Only decisions that were adopted: rows.json, a list of {item, amount}.",
            [(1, 4200), (2, 310), (3, 150), (3, 310)],
            [(1, 4200), (3, 150)],
        ),
        (
            WORKSHOP,
            "Write rows.json, a list of {house, cost, paid}, paid as true or false.",
            [("House 8", 40, False), ("House 9", 95, True), ("House 11", 15, False)],
            [("House 8", 40, True), ("House 9", 95, False), ("House 11", 15, True)],
        ),
    ],
)
def test_rows_withstand_what_a_misled_llm_says(text, goal, wrong, right):
    keys = list(goal.split("{")[1].split("}")[0].replace(" (true or false)", "").split(", "))
    rows, questions = taken_out(text, goal, rows_of(keys, *wrong), yes=0.9)
    assert rows == rows_of(keys, *right)
    asked = [question.split(". ")[0] for question in questions]
    assert all("Lot 12" in one or "Lot 13" in one for one in asked)


def test_things_with_numbers_of_their_own_are_not_those_of_the_passages():
    text = "1. Invoice 1042 from Hale: 310.\n2. Invoice 1047 from Pym: 95.\n"
    goal = "Write rows.json, a list of {number, amount}."
    wrong = rows_of(("number", "amount"), (1042, 310), (1047, 95), (1042, 95))
    assert taken_out(text, goal, wrong)[0] == wrong[:2]


@pytest.mark.parametrize(("yes", "won"), [(0.9, True), (0.1, False)])
def test_yes_or_no_that_no_word_says_is_asked_for_each_row(yes, won):
    goal = "Write rows.json, a list of {board, name, home_won}, home_won true or false."
    wrong = rows_of(("board", "name", "home_won"), (1, "Ruiz", not won), (2, "Lindh", not won))
    rows, questions = taken_out(CHESS, goal, wrong, yes)
    assert [row["home_won"] for row in rows] == [won, won]
    assert "Board 2" not in questions[0]
    assert questions[1].endswith("Is this so of it: home won?")


def test_condition_that_no_word_says_is_asked_for_each_passage():
    goal = "Write rows.json, a list of {board, name}, only games that ended within 60 minutes."
    wrong = rows_of(("board", "name"), (1, "Ruiz"), (2, "Lindh"))
    assert taken_out(CHESS, goal, wrong, yes=0.9)[0] == wrong
    with pytest.raises(PermanentError, match="no table"):
        taken_out(CHESS, goal, wrong, yes=0.1)


@pytest.mark.parametrize(
    ("word", "text", "truth"),
    [
        ("sold", "The vase went for 20; it was never sold before.", False),
        ("sold", "It may be sold later.", None),
        ("carried", "The motion fell with 2 votes.", False),
        ("carried", "It was carried with 5 votes, one rejected it.", None),
        ("closed", "The slide is closed until it is mended.", True),
        ("paid", "The bill is unpaid.", False),
        ("open", "The gate is not closed.", None),
        ("sold", "The clock was knocked down to Mr Pym for 340.", True),
        ("sold", "After two rounds nobody bid, so it goes back to the owner.", False),
        ("sold", "The dealer who sold it in 1990 was present; no bids.", None),
        ("carried", "The amendment was rejected; the motion was carried.", None),
        ("approved", "The committee did not approve the plan.", False),
        ("passed", "Lift 3 did not pass.", False),
        ("done", "It will be done in June.", None),
    ],
)
def test_truth_is_what_a_passage_says_in_the_word_or_its_opposite(word, text, truth):
    assert truth_of(word, text) is truth


@pytest.mark.parametrize(
    ("key", "text", "amount"),
    [
        ("final_price", "Asked for 300, then 280; agreed at 260.", 260),
        ("lowest_offer", "Offers of 410, 395 and 400 came in. Our estimate: 350.", 395),
        ("opening_bid", "Begun at 5, then 6 from paddle 3.", 5),
        ("highest_bid", "Card 88 bid 1,250 for the bowl of 60 cm.", 1250),
        ("highest_bid", "No bid.", None),
        ("cost", "40, then 50.", None),
        ("highest_bid", "An album with 1,200 stamps. Starting price 50, no bid.", None),
        ("winning_bid", "400 in writing, raised to 420 by bidder 31 and 450 by bidder 7.", 450),
    ],
)
def test_amount_of_several_is_the_one_that_the_key_means(key, text, amount):
    assert topmost(key, text, set()) == amount


@pytest.mark.parametrize(
    "task",
    ["Write a.json, a list of {name, sum}, just the number.", "Only the surname: {name}, please."],
)
def test_task_without_a_condition_has_none(task):
    assert condition_in(task) == ""


@pytest.mark.parametrize(
    ("condition", "word"),
    [
        ("the members who have not paid", ("paid", False)),
        ("defects that have to be mended by June", None),
        ("games that were won and lost", None),
    ],
)
def test_condition_of_one_word_is_read_from_the_words_of_a_passage(condition, word):
    assert word_of_condition(condition) == word


def test_lines_that_begin_with_one_word_and_a_number_are_items():
    assert form_of(AUCTION) == "items"
    assert [p.mark for p in passages_of(AUCTION)] == ["", "Lot 12", "Lot 13", "Lot 14"]
    assert form_of("Ham is 4 a slice.\n\nRoom 3 is taken until\nRoom 4 is free.") == "paragraphs"
    assert form_of("May 3 was dry.\nMay 4 was wet.\nMay 5 was windy.") == "paragraphs"
