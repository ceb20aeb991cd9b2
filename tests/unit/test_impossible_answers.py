"""Answers that cannot be are refused, and none that may be right."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.impossible import impossible_in
from hocket.agents.ways.slips import slip_in
from hocket.agents.ways.steps import BySteps

CARD = AgentCard(name="any")
UNSOLVED = 'hens, cows = symbols("hens cows")'


@pytest.mark.parametrize(
    ("question", "code", "printed", "part"),
    [
        ("How heavy is it?", "x = symbols('x')", "It weighs 25 - x kg.", "unknown x"),
        ("How many hens?", UNSOLVED, "There are 12 - cows hens.", "unknown cows"),
        ("How many hens?", UNSOLVED, "hens", "unknown hens"),
        ("How many hens?", UNSOLVED, "hens/2 are left", "unknown hens"),
        ("How many hens?", "print(found)", "[]", "no value"),
        ("How many hens?", "print(f'{found} hens')", "None hens", "no value"),
        ("How long is it?", "print(root)", "3*I", "no value"),
        ("How many hens are there?", "print(found)", "[3, 12]", "several values, [3, 12]"),
        ("How many hens are there?", "print(found)", "{'a': 3, 'b': 12}", "several values"),
        ("How many hens are there?", "for", "It has 3.\nIt has 5.", "several answers"),
        ("How many buses are needed?", "print(n)", "2.25", "whole buses"),
        ("How many small tables and how many seats?", "print(n)", "2.5", "whole seats"),
        ("How many litres go in?", "print(n)", "-3", "negative"),
        ("What is the probability of two aces?", "print(n)", "1.5", "above 1"),
        ("At what time do they meet?", "print(n)", "They meet at 26:10.", "26:10"),
        ("When does it land?", "print(n)", "At 9:75.", "9:75"),
        (
            "It ran on 5 May 2025. When does it run next?",
            "n",
            "On 2025-05-02.",
            "before 2025-05-05",
        ),
    ],
)
def test_answer_that_cannot_be_is_refused_with_the_reason(question, code, printed, part):
    assert part in impossible_in(question, code, printed)


@pytest.mark.parametrize(
    ("question", "code", "printed"),
    [
        ("How long is it?", 'a = symbols("a")', "It is a 5 m pole."),
        ("How long is it?", 'x = symbols("x")', "x = 5"),
        ("Who is it?", 'print("None of them.")', "None of them."),
        ("How many hens and how many cows?", "print(found)", "[3, 12]"),
        ("How much does each get?", "print(found)", "[3, 12]"),
        ("How many solutions has it?", "print(found)", "[3, 12]"),
        ("How much is it in the end?", "print", "It is 3.\nThat is a lot."),
        ("How many hours does it take?", "print(n)", "2.25"),
        ("How many cars pass per minute?", "print(n)", "2.25"),
        ("How many tables and chairs cost 4 euros?", "print(n)", "3"),
        ("What is the probability in percent?", "print(n)", "12.5"),
        ("Which sum has the highest probability?", "print(n)", "7"),
        ("What is the probability of two aces?", "print(n)", "1/221"),
        ("When does he finish?", "print(n)", "After 42:15 minutes."),
        ("At what time do they meet?", "print(n)", "At 23:59."),
        ("It runs next on 5 May 2025. When did it run last?", "n", "On 2025-05-02."),
        ("It ran on 5 May 2025. When does it run next?", "n", "On 2025-05-06."),
        ("He left on 5 May 2025. When did he come 10 days before?", "n", "On 2025-04-25."),
    ],
)
def test_answer_that_may_be_right_is_not_refused(question, code, printed):
    assert impossible_in(question, code, printed) == ""


def test_program_that_begins_with_the_number_after_the_one_given_has_no_slip():
    question = "What is the first year after 2023 with 4 in it?"
    assert slip_in(question, "year = 2024\nwhile '4' not in str(year): year += 1", "2024") == ""
    assert "2023" in slip_in(question, "year = 2029", "2034")


async def test_answer_that_cannot_be_is_asked_for_again_and_has_no_vote_if_it_stays(tmp_path):
    question = "Of 31 guests 9 sit at each table. How many tables are full?"
    half = "```python\nprint(f'{31 / 9 - 8} tables are full.')\n```"
    right = "```python\ndef answer():\n    return 31 // 9\n```"
    bench = ScriptedBench(tmp_path, half, half, right, "Answer: 3 tables are full.")
    answer = await BySteps().work(assignment_of(question, "reasoning"), bench, CARD)
    assert answer.startswith("3 tables")
    assert "is negative" in bench.prompts[1]
    assert bench.agreement.agrees
