"""Votes in minutes: their numbers in everyday words, and what came of them."""

from __future__ import annotations

import asyncio
import json

import pytest

from benches import Holding
from hocket.agents.records.owned import with_headings
from hocket.agents.records.votes import numbers_told, told_votes, votes_in
from hocket.agents.specialists import REASONING
from hocket.agents.ways.extract import ByExtraction
from hocket.core.task import Objective, Task
from hocket.documents.passages import passages_of
from hocket.ports.agent import Assignment
from hocket.ports.llm import LlmAnswer

CLUB = """\
Rowing club, meeting of 3 May 2023. 15 members are present.

1. Report of the treasurer. It is approved without a vote.

2. Boat house. A new door costs 700. Motion to buy it: 9 in favour, 5 against, 1 abstention.
   Carried.

3. Regatta. Moved to June? Four for, eleven against, nobody abstained. Rejected.

4. Bar. Tom looks for three helpers for the summer.
"""
KEYS = ["item", "for", "against", "abstained", "carried"]
GOAL = (
    "The votes in club.txt. Write votes.json, a list with an object for each vote: item, for, "
    "against, abstained and carried (true or false)."
)


class Bench(Holding):
    """A workbench with minutes, whose LLM answers with the same rows and says yes to all."""

    def __init__(self, text, rows):
        self.tools = {}
        self.files = {"club.txt": "digest"}
        self.asked = 0
        self.written = {}
        self._text = text
        self._rows = rows

    async def ask(self, _, **options):
        self.asked += 1
        if "json_schema" in options:
            data = {"rows": self._rows}
            return LlmAnswer(json.dumps(data), data=data)
        return LlmAnswer("yes")

    async def read(self, _):
        return self._text.encode()

    def write(self, name, content):
        self.written[name] = json.loads(content)


def extracted(bench, goal):
    objective = Objective(description=goal, deliverables=("votes.json",))
    task = Task(task_id="t1", kind="extraction", objective=objective)
    files = {"club.txt": len(bench._text)}
    assignment = Assignment("run-1", "t1.1", goal, task, files=files)
    asyncio.run(ByExtraction().work(assignment, bench, REASONING))
    return bench.written["votes.json"]


def test_votes_of_minutes_are_read_without_the_llm():
    bench = Bench(CLUB, [])
    assert extracted(bench, GOAL) == [
        {"item": 2, "for": 9, "against": 5, "abstained": 1, "carried": True},
        {"item": 3, "for": 4, "against": 11, "abstained": 0, "carried": False},
    ]
    assert bench.asked == 0


def test_number_of_a_list_whose_last_is_true_or_false_stays_a_number():
    text = "1. Shed: 4 boards, 12 nails, painted.\n\n2. Pond.\n"
    goal = (
        "Write votes.json, a list with an object for each job: item, boards, nails and painted "
        "(true or false)."
    )
    rows = [{"item": 1, "boards": 4, "nails": 12, "painted": True}]
    bench = Bench(text, rows)
    assert extracted(bench, goal)[0] == rows[0]


@pytest.mark.parametrize(
    ("text", "numbers", "carried"),
    [
        ("For 11, against 2, abstentions 1. Motion carried.", (11, 2, 1), True),
        ("For: 7; against: 3; abstained: 2. Adopted.", (7, 3, 2), True),
        ("For 11 against 2 abstained 1. Carried.", (11, 2, 1), True),
        ("11 for 2 against 1 abstained. Carried.", (11, 2, 1), True),
        ("In favour: 12.\nAgainst: 2.\nAbstentions: 3.\nIt is adopted.", (12, 2, 3), True),
        ("8 votes in favour, a vote against and an abstention. It was lost.", (8, 1, 1), False),
        ("It was carried by 8 votes to 3 with one abstention.", (8, 3, 1), True),
        ("It was defeated by 8 votes to 3.", (3, 8, 0), False),
        ("The vote was 9-2 with 1 abstention; the plan was accepted.", (9, 2, 1), True),
        ("Yes: 7, No: 4, Abstained: 2 - passed.", (7, 4, 2), True),
        ("7 ayes, 4 nays, no abstentions. The plan was approved.", (7, 4, 0), True),
        ("Nine members voted for, two voted against and one abstained.", (9, 2, 1), None),
        ("6 for, 6 against; by the casting vote of the chair it was lost.", (6, 6, 0), False),
        ("All nine members voted in favour; carried.", (9, 0, 0), True),
        ("It was not carried: 5 for, 6 against, 3 abstentions.", (5, 6, 3), False),
    ],
)
def test_numbers_of_a_vote_stand_with_their_words(text, numbers, carried):
    [vote] = votes_in(text)
    assert vote.numbers == dict(zip(("for", "against", "abstained"), numbers, strict=True))
    assert vote.carried is carried


@pytest.mark.parametrize(
    "text",
    [
        "Carried unanimously.",
        "It got 11 votes, and 3 of them by post. Against all odds it was carried.",
        "The door costs 700 for the club. We need four helpers for 2 days.",
        "It was agreed that 3 boats are for sale.",
        "10 in favour, carried.",
        "They voted 12 to 15 May for the trip; carried.",
    ],
)
def test_text_that_does_not_tell_both_numbers_has_no_vote(text):
    assert votes_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "5. Carried unanimously.",
        "5. 8 for, 3 against, Ms Dale abstained. Carried.",
        "5. 8 for, 3 against, 1 abstention.",
        "5. The gate was approved unanimously. The fence: 8 for, 3 against. Carried.",
        "5. A vote was put off; most were against it.",
        "5. Fence: 8 in favour, carried. Gate: 5 for, 3 against, carried.",
        "5. 7 in favour, 2 in favour of the first part alone, 3 against. Carried.",
    ],
)
def test_passage_whose_vote_is_not_all_told_is_left_to_the_llm(text):
    passage = passages_of(f"4. Bar.\n\n{text}\n")[1]
    assert told_votes(KEYS, passage, GOAL) is None


def test_what_came_of_a_vote_is_not_told_of_another_one():
    said = "Shed: 8 for, 1 against. The plan to build was defeated by 3 to 4."
    assert [vote.carried for vote in votes_in(said)] == [None, False]
    said = "Shed: 5 for, 6 against. Rejected. Then the pond got 7 for, 4 against."
    assert [vote.carried for vote in votes_in(said)] == [False, None]
    [vote] = votes_in("Carried: 3 for, 8 against.")
    assert vote.carried is None


@pytest.mark.parametrize("said", ["1 abst.", "1 did not vote", "1 ballot was blank", "1 neutral"])
def test_those_who_took_no_side_in_other_words_are_not_none(said):
    [vote] = votes_in(f"8 for, 3 against, {said}. Carried.")
    assert "abstained" not in vote.numbers


def test_two_votes_of_one_item_are_two_rows_only_where_votes_are_asked_for():
    text = "1. Bar.\n\n2. Amendment: 3 for, 9 against, lost. Plan: 10 for, 2 against, carried.\n"
    passage = with_headings(passages_of(text))[1]
    rows = told_votes(KEYS, passage, GOAL)
    assert [(row["item"], row["for"], row["carried"]) for row in rows] == [
        (2, 3, False),
        (2, 10, True),
    ]
    assert told_votes(KEYS, passage, "For each item write item, for, against, ...") is None


def test_rows_with_other_keys_get_the_numbers_of_their_vote():
    rows = [{"motion": "A new door", "for": 5, "against": 9, "carried": False}]
    goal = "Write votes.json, a list with an object for each motion: motion, for, against, carried"
    bench = Bench("1. Motion: A new door. 9 for, 5 against. Carried.\n\n2. Bar.\n", rows)
    wanted = {"motion": "A new door", "for": 9, "against": 5, "carried": True}
    assert extracted(bench, goal)[0] == wanted


def test_keys_of_other_things_have_no_numbers_of_votes():
    assert numbers_told(["against", "home", "scored"], "9 for, 5 against. Carried.") == {}


BOARD = """\
Rowing club, board meeting of 4 March

TOP 1  Budget
The treasurer explains the budget. It is approved unanimously (9 votes).

TOP 2  New boat
Seven members voted for it and two against. The chair orders the boat.

TOP 3  Colours
Ten hands went up for blue in a first poll. The vote is put off.

TOP 4  Opening hours
Carried with 6 votes to 2 and one abstention.

TOP 5  Bar
4 members voted for longer hours, 5 against.

TOP 7  Oars
Adopted with 8 votes, nobody against, 1 abstention.

TOP 8  Gravel
With 3 votes to 7 and one abstention the motion was lost.

TOP 6  Flag
9 yes, 12 no, 1 abstention. The motion is rejected.
"""


def test_votes_of_labelled_items_are_told_with_their_numbers():
    goal = "The votes. Write votes.json, a list with top (its number), for, against and passed."
    keys = ["top", "for", "against", "passed"]
    rows = [told_votes(keys, passage, goal) for passage in passages_of(BOARD)]

    assert [tuple(row.values()) for told in rows if told for row in told] == [
        (1, 9, 0, True),
        (2, 7, 2, True),
        (4, 6, 2, True),
        (5, 4, 5, False),
        (7, 8, 0, True),
        (8, 3, 7, False),
        (6, 9, 12, False),
    ]
    assert [told for told in rows if not told] == [[], []]


def test_vote_that_needs_another_majority_is_not_carried_by_its_numbers():
    goal = "The votes. Write votes.json, a list with top (its number), for, against and passed."
    text = "TOP 2  Statutes\nFor: 11, against: 3. Four quarters of the members would be needed."
    [passage] = passages_of(text)

    assert told_votes(["top", "for", "against", "passed"], passage, goal) is None
