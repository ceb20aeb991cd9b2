"""Days that follow from contracts by rules, whatever other dates and numbers stand there."""

from __future__ import annotations

import asyncio

import pytest

from benches import Holding
from hocket.agents.days import days_in
from hocket.agents.formula import computed, in_words
from hocket.agents.specialists import REASONING
from hocket.agents.terms import term_of
from hocket.agents.ways.quote import ByQuote
from hocket.core.task import Objective, Task
from hocket.ports.agent import Assignment

LOAN = """\
Loan agreement

1. Sum. The loan of 5,400 bears interest at 4.9 % a year.
2. Repayment. It is repaid in 36 equal monthly instalments, the first of which is due on
   1 May 2025. A fee of 90 is added to the last one.
3. Security. The boat, bought on 3 March 2024, stands for the loan.
"""
GYM = """\
1. The membership began on 15 February 2024 and runs for 12 months.
2. It is extended by a year unless notice is given at least six weeks before it ends.
3. The fee of 39 is due on the 3rd of each month.
"""
HALL = """\
1. The hall was hired for 450.
2. The deposit of 300 is paid back within 14 days after the handover. The handover took place on
   20 August 2025.
3. Bills are paid within 30 days of receipt.
"""
BOILERS = """\
1. Deliveries are settled at the end of the quarter after the delivery.
2. The boilers were delivered on 11 February 2025; the order is of 8 November 2024.
"""
JOB = """\
1. Either side can end the contract with three months' notice to the end of a month.
2. Ms Ode's notice was received on 9 April 2025. She began on 1 October 2019.
"""
RATES = (
    "The piano is paid in six quarterly payments, starting on 30 November 2024; delivery is free.\n"
)


@pytest.mark.parametrize(
    ("text", "question", "day"),
    [
        (LOAN, "On which day is the last instalment due?", "1 April 2028"),
        (LOAN, "On which day is the 13th instalment due?", "1 May 2026"),
        (RATES, "On what day is the final payment due?", "28 February 2026"),
        (GYM, "What is the last day for giving notice?", "3 January 2025"),
        (HALL, "By when must the deposit be paid back at the latest?", "3 September 2025"),
        (BOILERS, "On which day are the boilers settled?", "30 June 2025"),
        (JOB, "On which day does Ms Ode's employment end?", "31 July 2025"),
        (
            "Rent is for three years from 1 July 2023. Notice of two months to the end of a month.",
            "On which day does it end if notice is given on 10 May 2025?",
            "31 July 2025",
        ),
        (
            "The bonus is due at the end of the month after the sale. The sale was on 31.1.2025.",
            "On which day is the bonus paid?",
            "28 February 2025",
        ),
        (
            HALL,
            "The handover is on 1 March 2026. Until when is the deposit paid back?",
            "15 March 2026",
        ),
    ],
)
def test_day_follows_from_a_contract_by_rules(text, question, day):
    term = term_of(question, text)
    assert in_words(computed(term.formula)) == day


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LOAN, "What is the fee on the last instalment?"),
        (LOAN, "On which day was the boat bought?"),
        (LOAN, "On which day is the 37th instalment due?"),
        (
            f"{LOAN}\nThe car is repaid in 12 monthly instalments.",
            "When is the last instalment due?",
        ),
        (HALL.replace("14 days", "14 working days"), "By when must the deposit be paid back?"),
        (HALL.replace("20 August 2025", "the day that was agreed"), "By when is the deposit back?"),
        (f"{GYM}\nThe locker runs for 6 months.", "What is the last day for giving notice?"),
        (JOB.replace(" on 9 April 2025", ""), "On which day does Ms Ode's employment end?"),
    ],
)
def test_contract_that_lacks_a_part_or_has_two_is_left_to_the_llm(text, question):
    assert term_of(question, text) is None


def test_days_are_read_in_the_forms_of_contracts():
    said = "3rd of May 2024, June 5, 2024, 2024-07-01, 9.8.2024 and 31 February 2024"
    assert sorted(map(str, days_in(said))) == [
        "2024-05-03",
        "2024-06-05",
        "2024-07-01",
        "2024-08-09",
    ]


class Silent(Holding):
    """A workbench whose LLM is not asked."""

    def __init__(self):
        self.tools = {}
        self.files = {"loan.txt": "digest"}
        self.formula = ""

    async def read(self, _):
        return LOAN.encode()

    def computed_by(self, program, language):
        self.formula = f"{language}: {program}"


def test_day_by_rules_comes_with_its_sentences_and_formula():
    question = "On which day is the last instalment due?"
    task = Task(task_id="t1", kind="text", objective=Objective(description=question))
    assignment = Assignment("run-1", "t1.1", question, task, files={"loan.txt": len(LOAN)})
    bench = Silent()
    answer = asyncio.run(ByQuote().work(assignment, bench, REASONING))
    assert answer.startswith("1 April 2028\n\n> It is repaid in 36 equal monthly")
    assert bench.formula == "text: add(day(2025, 5, 1), months=36 - 1)"


CARE = """\
The contract begins on 1 August 2023. Parents can end it with three months' notice to the end of a
month.
"""


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("By when must they give notice at the latest to leave on 31 July 2026?", "30 April 2026"),
        (
            "What is the last day for notice if it is to end on 28 February 2026?",
            "30 November 2025",
        ),
        ("By when must they give notice at the latest to leave on 15 July 2026?", None),
        ("Notice was given on 5 March 2026. When does it end?", "30 June 2026"),
    ],
)
def test_notice_to_the_end_of_a_month_is_counted_back_from_the_day_that_is_wanted(question, day):
    term = term_of(question, CARE)

    assert (in_words(computed(term.formula)) if term else None) == day
