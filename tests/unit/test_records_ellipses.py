"""Conditions of tasks that leave their verb to the question before them."""

from __future__ import annotations

import pytest

from hocket.agents.records.conditions import condition_in
from hocket.agents.records.ellipses import asked_of


@pytest.mark.parametrize(
    ("task", "condition"),
    [
        (
            (
                "Which boats were rented, by boats.txt? A list with an object for each one"
                " that was, in"
                " their order: number, days."
            ),
            "boats that were rented",
        ),
        (
            "Which of the clinics have been visited? An object for each that has been: number.",
            "clinics that have been visited",
        ),
        ("Which vans passed the test? List those that did: no, km.", "vans that passed the test"),
        (
            "Which choirs came on Sunday? Write only the ones that did, in this order: singers.",
            "choirs that came on Sunday",
        ),
        (
            (
                "Which cheeses did the jury taste, going by fair.txt? One row for each one"
                " that they"
                " did: number, points."
            ),
            "cheeses that the jury did taste",
        ),
        (
            "Which boilers have we serviced? For each one that we haven't: number, hours.",
            "boilers that we have not serviced",
        ),
        ("List the trees that were felled, in their order: number.", "the trees that were felled"),
        ("Boats of boats.txt. A list with an object for each one that was: number, days.", ""),
        ("Say what it was. Only the ones that were, in order: number, days.", ""),
        (
            (
                "A list with an object for each vote: post, winner, votes (for the one who was"
                " chosen)."
            ),
            "",
        ),
        (
            "A list of {lot, bid} of the lots (those that were sold at once).",
            "those that were sold at once",
        ),
        ("Which of them is it? Write a list of {number, days}.", ""),
    ],
)
def test_condition_without_its_verb_has_that_of_the_question(task, condition):
    assert condition_in(task) == condition


@pytest.mark.parametrize(
    ("task", "condition"),
    [
        ("Which trees were felled, by trees.txt? Write {no, metres}.", "trees that were felled"),
        ("Which shops did Ida visit? Write a list of {no, pages}.", "shops that Ida did visit"),
        ("What does it cost? Write a list of {no, pages}.", ""),
    ],
)
def test_question_sets_a_condition_of_its_own(task, condition):
    assert asked_of(task) == condition
