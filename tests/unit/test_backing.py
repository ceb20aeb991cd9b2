"""Whether an answer rests on what a text says."""

from __future__ import annotations

import pytest

from hocket.agents.backing import lacks_price

HIRE = """\
The day costs EUR 45.00. Late returns: ten minutes are free, then 10% more. Six chairs are lent."""


@pytest.mark.parametrize(
    ("question", "answer", "quoted", "lacks"),
    [
        ("What may they charge for late returns?", "10", "ten minutes are free", True),
        ("How much does a chair cost?", "6", "Six chairs are lent.", True),
        ("How much does a chair cost?", "nothing", "Six chairs are lent.", False),
        ("What do I pay for coming late?", "10 % more", "then 10% more", False),
        ("How much is the fee for a day?", "45", "The day costs EUR 45.00.", False),
        ("On what day is the fee due?", "6", "Six chairs are lent.", False),
        ("How many chairs are in the price?", "6", "Six chairs are lent.", False),
    ],
)
def test_number_without_money_is_no_price_where_the_text_marks_its_amounts(
    question, answer, quoted, lacks
):
    assert lacks_price(question, answer, quoted, HIRE) is lacks
    assert not lacks_price(question, answer, quoted, HIRE.replace("EUR ", ""))


@pytest.mark.parametrize(
    ("question", "answer", "quoted"),
    [
        ("What does an adult ticket cost?", "12", "Adults 12, children 6"),
        ("How much is the fee for a late return?", "3", "The fee for a late return is 3 a day"),
        ("What does a double room cost?", "85", "Single room 60, double room 85."),
        ("What is the rent?", "1200", "The rent is 1,200 for 12 months"),
        ("What is the fine for each day?", "4", "Each of the first ten days costs 4."),
        ("What paid leave do I get?", "25", "You get 25 days"),
        ("How much notice must I give, at what cost?", "4 weeks", "Four weeks of notice"),
    ],
)
def test_price_may_stand_without_money_where_the_text_marks_that_elsewhere(
    question, answer, quoted
):
    assert not lacks_price(question, answer, quoted, f"{quoted}. Prices in EUR.")
