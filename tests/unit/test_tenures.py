"""Days that are counted from the end of a contract's term, where only its beginning is written."""

from __future__ import annotations

import pytest

from hocket.agents.formula import computed, in_words
from hocket.agents.terms import term_of

BOAT = """\
1. The lease of the mooring begins on 1 March 2024 and is made for 18 months. It cannot be extended.

2. The deposit of 400 is returned no later than three months after the end of the lease.
"""
ROOM = """\
ROOM TO LET

Start of the tenancy: 15 April 2024
Term: 6 months
Rent: 380 a month

The deposit is paid back within 14 days of the end of the tenancy. The room is shown to others from
four weeks before the end of the tenancy.
"""
BAND = """\
The loan of the tuba begins on 1 September 2023. The loan is agreed for two years.

The parents bring the tuba back within one week after the loan ends. Strings and mouthpieces are
bought by the school.
"""
PLOT = """\
The agreement runs from 1 April 2022 for three years. It is renewed by one year at a time unless one
side gives notice.

Sheds must be cleared away within two months after the end of the agreement.
"""
STAND = """\
The rental starts on 1 June 2024 and lasts for 3 months.

The stand is cleared by the end of the month in which the rental ends.
"""


@pytest.mark.parametrize(
    ("text", "question", "day"),
    [
        (BOAT, "By what date at the latest must the deposit be returned?", "30 November 2025"),
        (ROOM, "On which day at the latest is the deposit paid back?", "28 October 2024"),
        (BAND, "By when do we have to bring the tuba back?", "7 September 2025"),
        (PLOT, "Until when must sheds be cleared after the first term?", "31 May 2025"),
        (
            BOAT,
            "The lease was ended on 3 May 2025. By when is the deposit returned?",
            "3 August 2025",
        ),
        (STAND, "By what day must the stand be cleared?", "31 August 2024"),
    ],
)
def test_terms_after_the_end_of_a_term_counts_from_that(text, question, day):
    term = term_of(question, text)

    assert term is not None
    assert in_words(computed(term.formula)) == day


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (PLOT, "By when must the sheds be cleared away?"),
        (BOAT, "We give notice early. By when must the deposit be returned?"),
        (BOAT.replace("18 months", "as long as both like"), "By when is the deposit returned?"),
        (BOAT + "\n3. The lease runs for two years.", "By when is the deposit returned?"),
        (BAND.replace("after the loan ends", "after the loan begins"), "By when is it returned?"),
    ],
)
def test_terms_after_an_end_that_is_not_certain_is_nothing(text, question):
    term = term_of(question, text)

    assert term is None or "2023, 9, 1" in term.formula


HEATER = """\
Heater Calor 30, delivered to the Moss family on 9 January 2025.

Warranty: defects must be reported within 12 months of delivery.

Returns: goods can be returned within 30 days if they are unused.
"""


@pytest.mark.parametrize(
    ("question", "day"),
    [
        (
            "Until what day can the Moss family complain about the heater by heater.txt?",
            "9 January 2026",
        ),
        ("Until what day can the Moss family complain about the window?", None),
        ("By when must the key be returned?", None),
    ],
)
def test_rule_apart_from_its_thing_counts_from_the_day_of_that_thing_alone(question, day):
    term = term_of(question, HEATER)

    assert (in_words(computed(term.formula)) if term else None) == day


def test_rule_about_what_is_done_needs_no_other_word_of_its_question():
    question = "On what date at the latest must the school give the tuba back? See loan.txt."
    term = term_of(question, BAND)

    assert term is not None
    assert in_words(computed(term.formula)) == "7 September 2025"
