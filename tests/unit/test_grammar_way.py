"""The way by grammar: which tasks it takes, and what it hands over."""

from __future__ import annotations

import json

import pytest

from conversions import CARD, Bench, task_of
from hocket.agents.ways.grammar import REFUSED, ByGrammar
from hocket.errors import PermanentError
from hocket.ports.agent import Assignment, Prospect

HENS = "hen,barn,eggs\nAgi,north,5\nBe,south,2\nCia,north,6\n"
GOAL = "What is the total eggs of each barn in hens.csv? Write eggs.json: barn -> eggs."


def assigned(goal, feedback="", kind="table"):
    bench = Bench("hens.csv", HENS)
    task = task_of(goal, "eggs.json", kind)
    return Assignment("run-1", "a-1", goal, task, files={"hens.csv": 9}, feedback=feedback), bench


async def test_question_that_rules_read_is_answered_without_an_llm():
    assignment, bench = assigned(GOAL)
    assert ByGrammar().fits(Prospect.of(assignment, bench))
    await ByGrammar().work(assignment, bench, CARD)
    assert json.loads(bench.contents["eggs.json"]) == {"north": 11, "south": 2}


@pytest.mark.parametrize(
    ("goal", "feedback"),
    [(GOAL.replace("total eggs", "prettiest eggs"), ""), (GOAL, "eggs.json lacks a barn")],
)
async def test_question_that_rules_do_not_read_or_got_wrong_is_left_to_others(goal, feedback):
    with pytest.raises(PermanentError, match=REFUSED):
        await ByGrammar().work(*assigned(goal, feedback), CARD)


def test_conversion_or_a_task_with_two_questions_is_not_taken():
    assert not ByGrammar().fits(Prospect.of(*assigned(GOAL, kind="convert")))
    two = f"Which hen is old? {GOAL}"
    assert not ByGrammar().fits(Prospect.of(*assigned(two)))
