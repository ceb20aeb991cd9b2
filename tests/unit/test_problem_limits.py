"""Answers beyond what the numbers of a problem allow are refused, with the reason."""

from __future__ import annotations

import pytest

from hocket.agents.reckoning.limits import beyond_limits
from hocket.agents.textbook import PROBLEMS
from hocket.agents.ways.impossible import impossible_in

FERRY = "A ferry leaves at 10:05 at 20 km/h, and at 11:20 a boat follows it at 32 km/h. "
CANOE = "A canoe goes 3 km at 6 km/h and then, after a rest, 5 km at 9 km/h. "
WINE = "3 litres of wine with 9 percent are mixed with 2 litres with 14 percent and one more. "
SOFA = "A sofa was reduced by a sixth and by 5 percent more and is 475 euros now. "
RENT = "A rent rose by 4 percent, then by a fixed sum, and is 936 euros now. "
CLOCK = "A clock gains 3 minutes an hour and was set right at 6:00. "
ROOF = "Nine workers cover a roof in 8 days. How many days do six workers need for it?"


@pytest.mark.parametrize(
    ("question", "printed", "fault"),
    [
        (FERRY + "At what time does it catch up?", "It catches up at 11:02.", "before 11:20"),
        (CANOE + "What is its average speed?", "9.5", "above 9"),
        (WINE + "What percentage has it then?", "It has 23 percent.", "not between 9 and 14"),
        (SOFA + "What did it cost originally?", "It cost 451.25 euros.", "not above 475"),
        (RENT + "What was the rent before?", "973.44", "not below 936"),
        (CLOCK + "What is the right time when it shows 9:09?", "It is 9:18.", "beside 9:09"),
        (
            CLOCK.replace("gains", "loses") + "What is the true time when it shows 8:51?",
            "at 8:42",
            "beside 8:51",
        ),
        (CLOCK + "What does it show when it is really 9:00?", "8:51", "beside 9:00"),
        (ROOF, "They need 5.33 days.", "6 need longer than 9"),
        (ROOF.replace("six", "twelve"), "10.67", "12 need less than 9"),
    ],
)
def test_answer_beyond_the_limits_is_refused(question, printed, fault):
    assert fault in beyond_limits(question, printed)
    assert fault in impossible_in(question, "", printed)


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        (FERRY + "At what time does it catch up?", "It catches up at 13:25."),
        (FERRY + "At what time does it catch up?", "It catches up at 1:25."),
        (FERRY + "When does it catch up?", "It catches up at 8:00 the next day."),
        (FERRY + "It must be there by 14:00. When does it catch up?", "It catches up at 11:02."),
        (FERRY + "When does it catch up?", "It catches up after 2 hours."),
        (CANOE + "What is its average speed?", "7.58 km/h"),
        (CANOE + "The current is 3 km/h. What is its average speed?", "9.5"),
        (WINE + "What percentage has it then?", "It has 11 percent."),
        (WINE + "What percentage has it then?", "0.11"),
        (WINE.replace("one more", "water") + "What percentage has it then?", "It has 8 percent."),
        (SOFA + "What did it cost originally?", "It cost 600 euros."),
        (SOFA + "How much less is that than before?", "125"),
        (RENT + "What was the rent before?", "880"),
        (CLOCK + "What is the right time when it shows 9:09?", "It is 9:00."),
        (CLOCK + "What does it show at 9:00?", "It shows 9:09."),
        (ROOF, "They need 12 days."),
        (ROOF.replace("a roof", "half the roof"), "They need 6 days."),
        ("Two men eat for 3 days. How long do four men walk?", "6"),
    ],
)
def test_answer_within_the_limits_is_not_refused(question, printed):
    assert beyond_limits(question, printed) == ""


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.question[:30])
def test_answer_of_a_worked_problem_is_within_the_limits(problem):
    assert beyond_limits(problem.question, problem.answer.removesuffix(":00")) == ""
