"""Cycles and percentages that code answers for certain, and those that it leaves to others."""

from __future__ import annotations

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.cycles import reckoned
from hocket.agents.ways.steps import BySteps

CARD = AgentCard(name="any")
BELLS = "One bell rings every 6 minutes and another every 8 minutes. "
VANS = "A van comes every 4 days and a truck every 10 days{}; both came on 6 May 2024. "
FIRST = "A van comes every 4 days, first on 6 May 2024, a truck every 10 days. "
YOGA = "Yoga is every two weeks, chess every three weeks; both were on Monday, 2 June 2025. "
BULBS = "Bulbs blink: one every 4 seconds, one every 6 seconds, one every 10 seconds. "


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            VANS.format("") + "On what date do both come on the same day again?",
            "Sunday, 26 May 2024",
        ),
        (
            YOGA + "When are they next on the same day?",
            "Monday, 14 July 2025",
        ),
        (
            BULBS + "They just blinked together. After how many seconds do they do so again, all "
            "at once?",
            "after 60 seconds",
        ),
        (BELLS + "Both rang at 9:00. When do they next ring together?", "at 9:24."),
        (BELLS + "Both just rang. In how many minutes do both ring again?", "after 24 minutes"),
        ("How much is 12.5% of 80 euros?", "is 10."),
        ("What percentage of 60 is 45?", "75 percent"),
        ("45 are what percent of 60?", "75 percent"),
    ],
)
def test_question_of_cycles_or_percent_is_answered(question, answer):
    assert answer in reckoned(question)


@pytest.mark.parametrize(
    "question",
    [
        BELLS + "Both rang at 9:00. When do they next ring together after 11:30?",
        BELLS + "Both rang at 9:00, but the second is 2 minutes late. When do both ring next?",
        BELLS + "The first rang at 9:00. When do both ring together next?",
        BELLS + "Both rang at 11:50 p.m. When do both ring together next?",
        BELLS + "Both rang at 23:50. When do both ring together next?",
        BELLS + "A third rings hourly. Both rang at 9:00. When do all ring together next?",
        BELLS + "Both rang at 9:00. How often do both ring together again by noon?",
        BELLS + "Both just rang. After how many hours do both ring together again?",
        VANS.format(", never on Sunday") + "On what date do both come again?",
        VANS.format(", a lorry every twenty days") + "On what date do all come again?",
        FIRST + "On what date do both come on the same day next?",
        "What is 15 percent of 1,500?",
        "What is 15 percent of 240 plus 3?",
        "What percent of 3 is 1?",
        "What percent of 0 is 1?",
        "9 " * 400,
    ],
)
def test_question_with_a_condition_or_an_open_end_is_left_to_others(question):
    assert reckoned(question) == ""


async def test_reckoned_answer_that_a_program_confirms_is_corroborated_by_one_call(tmp_path):
    question = BELLS + "Both rang at 9:00. When do they next ring together?"
    bench = ScriptedBench(tmp_path, "```python\nprint(f'They ring at 9:{lcm(6, 8)}.')\n```")
    answer = await BySteps().work(assignment_of(question, "reasoning"), bench, CARD)
    assert answer == "That is at 9:24."
    assert bench.agreement.words().startswith("reckoning and program agree")
