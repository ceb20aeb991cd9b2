"""Problems whose numbers have certain roles are reckoned; those that a word changes are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.reckoning import KINDS, reckoned_problem
from hocket.agents.reckoning.wording import in_one_form, sentences_of
from hocket.agents.textbook import PROBLEMS
from hocket.agents.ways.steps import BySteps
from hocket.agents.ways.values import same_value, states

CARD = AgentCard(name="any")
HERE = Path(__file__).parent
LINES = (HERE / "reckoned_problems.txt").read_text(encoding="utf-8").splitlines()
ANSWERS = [
    (asked, answer.removeprefix("= "))
    for asked, answer in zip(LINES[::2], LINES[1::2], strict=True)
]
OPEN = (HERE / "problems_left_open.txt").read_text(encoding="utf-8").splitlines()
SHIPS = "Two ships 40 km apart sail towards each other from 9:00 on, at 10 km/h and at 14 km/h. "
TREES = "A road of 90 m gets a tree every 15 m, also at both ends. How many trees are needed?"


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_problem_with_certain_roles_is_reckoned(question, answer):
    assert reckoned_problem(question).answer == answer


@pytest.mark.parametrize("question", OPEN)
def test_problem_that_a_word_changes_is_left_alone(question):
    assert reckoned_problem(question) is None


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_worked_problem_that_is_reckoned_has_its_answer(problem):
    found = reckoned_problem(problem.question)
    given = (problem.answer, problem.question)
    assert found is None or states(found.answer, *given) or same_value(found.answer, *given)


def test_each_kind_reckons_a_problem_of_the_list():
    texts = [in_one_form(question) for question, _ in ANSWERS]
    read = [(text, sentences_of(text)[1]) for text in texts]
    assert [kind.__name__ for kind in KINDS if not any(kind(*one) for one in read)] == []


@pytest.mark.parametrize(
    "question",
    [
        "A tap fills a tub in 0 hours, another in 3 hours. How long do both together take?",
        "It begins on 3 May 2998 for 90000000 days, the first day included. What is its last day?",
        "Two ends 1234567890123 km apart; two start at 9:00 at 5 and 6 km/h. When do they meet?",
        "What is that?",
        "No question.",
    ],
)
def test_numbers_beyond_what_there_is_are_left_alone(question):
    assert reckoned_problem(question) is None


@pytest.mark.parametrize(
    ("said", "form"),
    [
        ("from quarter to ten until 10 p.m., 4 o'clock", "from 9:45 until 22:00, 4:00"),
        ("at 8 in the evening, 2 in the morning", "at 20:00, 2 in the morning"),
        ("for two hours and a half at 5 miles per hour", "for 2.5 h at 5 mi/h"),
        ("1,500 euros, $30, \u20ac 2.50 and 20 per cent", "1500 eur, 30 eur, 2.50 eur and 20 %"),
        ("a 45-minute lesson, three quarters of an hour", "a 45 min lesson, 45 min"),
        ("12 litres flow in every minute", "12 l/min flow in"),
        ("one of twenty-one men, one hour", "one of 21 men, 1 h"),
        ("2,5 km", ""),
    ],
)
def test_wording_is_brought_into_one_form(said, form):
    assert in_one_form(said) == form


@pytest.mark.parametrize(
    "asked",
    [
        "When do they meet? Just the time, please.",
        "Tell me when they meet.",
        "Please work out at what time they meet. Show your working.",
        "At what time do they meet? Give only the number of it. Thank you!",
    ],
)
def test_question_is_found_however_it_is_put_and_its_answer_is_wished(asked):
    assert reckoned_problem(SHIPS + asked).answer == "They meet at 10:40."


@pytest.mark.parametrize(
    "asked",
    [
        "When do they meet? Please round to five minutes.",
        "When do they meet? Answer in minutes after 9:00.",
        "When do they meet? And where?",
        "When do they meet? Assume that they rest once.",
    ],
)
def test_question_with_a_wish_that_changes_its_answer_is_left_alone(asked):
    assert reckoned_problem(SHIPS + asked) is None


async def test_reckoned_answer_is_called_right_if_one_program_of_several_confirms_it(tmp_path):
    wrong = "```python\nprint(90 // 15)\n```"
    right = "```python\ndef answer():\n    return 90 // 15 + 1\n```"
    bench = ScriptedBench(tmp_path, wrong, right)
    answer = await BySteps().work(assignment_of(TREES, "reasoning"), bench, CARD)
    assert answer == "7 are needed.\n\nThere are 6 spaces between them."
    assert bench.agreement.counts


async def test_reckoned_answer_against_which_two_programs_agree_is_not_called_right(tmp_path):
    wrong = "```python\nprint(90 // 15)\n```"
    other = "```python\ndef answer():\n    return 90 // 15\n```"
    worked = "90 / 15 = 6, and one more.\nAnswer: 7 trees are needed."
    bench = ScriptedBench(tmp_path, wrong, other, worked, wrong)
    answer = await BySteps().work(assignment_of(TREES, "reasoning"), bench, CARD)
    assert answer.startswith("7 are needed.")
    assert not bench.agreement.counts
