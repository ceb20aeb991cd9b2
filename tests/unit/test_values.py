"""Two short answers to one question: whether they state the same value."""

from __future__ import annotations

import pytest

from hocket.agents.ways.values import same_value


@pytest.mark.parametrize(
    ("question", "answer", "other", "same"),
    [
        ("How long?", "It takes 2.5 hours.", "2 hours and 30 minutes", True),
        ("How long?", "It takes 2.5 hours.", "It takes 150 minutes.", True),
        ("How long?", "It takes 2.5 hours.", "It takes 3 hours.", False),
        ("On what date?", "On Friday, 7 March 2025.", "It is 2025-03-07.", True),
        ("On what date?", "On March 7, 2025.", "On March 8, 2025.", False),
        ("How much is it?", "It is 1,250 euros.", "1250", True),
        ("How much is it?", "It is 12,5 metres.", "12.5 metres", True),
        ("Share of 8 in 24?", "It is 1/3.", "0.333333333", True),
        ("How many of 46 eggs?", "There are 3 ways to buy 46 eggs.", "Three ways.", True),
        ("How many of 46 eggs?", "There are 3 ways to buy 46 eggs.", "All 46.", False),
        ("Who tells the truth, Ann or Bob?", "Ann tells the truth.", "Ann does.", True),
        ("Who tells the truth, Ann or Bob?", "Ann tells the truth.", "Bob tells it.", False),
        ("Which metal is Q?", "The metal Q is iron.", "The metal Q is zinc.", False),
        ("Which metal is Q?", "The metal Q is iron.", "iron", True),
        ("Capital of Mongolia?", "Ulaanbaatar is the capital of Mongolia.", "Ulanbaatar", True),
        ("How many?", "It is 5.", "nobody knows", False),
        ("At 8:20 one goes, at 8:45 two. When?", "They meet at 9:20.", "at 9:45", False),
        ("At 8:20 one goes, at 8:45 two. When?", "They meet at 9:45.", "at 9:45", True),
        ("At 8:20 one goes, at 8:45 two. Who waits till then?", "Till 8:45.", "8:20", False),
        ("When does it end?", "It ends at 2:15 pm.", "14:15", True),
        ("When does it end?", "It ends at 2:15 pm.", "2:15 am", False),
        ("When?", "On 3 May 2025 at 9:10.", "2025-05-04, 9:10", False),
        ("When, and how far?", "At 9:10, after 21 km.", "9:10, 24 km", False),
        ("When, and how far?", "At 9:10, after 21 km.", "at 9:10", True),
        ("How many?", "", "", False),
    ],
)
def test_answers_in_other_words_are_the_same_only_with_the_same_value(
    question, answer, other, same
):
    assert same_value(answer, other, question) is same
    assert same_value(other, answer, question) is same
