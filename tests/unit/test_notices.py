"""Notice that must be given so long before a term ends, in the words of everyday contracts."""

from __future__ import annotations

import pytest

from hocket.agents.formula import computed, in_words
from hocket.agents.notices import notice_due
from hocket.agents.terms import term_of

PHONE = """\
Mobile contract

1. The contract runs from 15 April 2023 for 24 months. The card is sent within 3 working days.
2. It is extended by 12 months each time unless it is cancelled at least three months before the end
   of the term.
"""
LEASE = """\
1. The lease is concluded for a fixed term of five years, commencing on 1 October 2020.
2. It is prolonged by one year at a time unless the tenant gives notice at least six months before
   expiry.
3. The deposit of 900 is returned within 4 months after the end.
"""
WORK = """\
The employment runs from 1 May 2024 to 30 April 2026. The employee must give notice two months
before the end of the term, the employer three months.
"""
CLEANING = """\
The contract starts on 1 February 2023 with a trial period of 2 months. The contract has a term of
18 months. Notice must be given at least one month before the term ends.
"""
POLICY = """\
The policy begins on 1 July 2022 and lasts for one year. It is extended by one year at a time unless
it is cancelled with one month's notice to the end of the insurance year.
"""
STORAGE = """\
The rental starts on 10 June 2024. The term is 6 months. The customer can give notice 14 days before
the end of the term, the owner 28 days before the end of the term.
"""


@pytest.mark.parametrize(
    ("text", "question", "day"),
    [
        (PHONE, "What is the last day on which to cancel so that it ends?", "14 January 2025"),
        (PHONE, "Until when must I cancel to leave after the first extension?", "14 January 2026"),
        (PHONE, "By when must it be cancelled to end on 14 April 2027?", "14 January 2027"),
        (LEASE, "By when must she give notice to move out after the five years?", "31 March 2025"),
        (CLEANING, "By which day at the latest must we give notice?", "30 June 2024"),
        (POLICY, "Mira wants to be out on 30 June 2026. By when must she cancel?", "31 May 2026"),
        (STORAGE, "By when must notice of the customer arrive?", "25 November 2024"),
        (POLICY, "By when must I cancel so that it ends after the first year?", "31 May 2023"),
        (
            (
                "The membership begins on 1 March 2024. The minimum term is 12 months. It can be "
                "cancelled; the notice period is one month before the end of the term."
            ),
            "By when must Tom cancel?",
            "31 January 2025",
        ),
        (
            (
                "The agreement ends on 31 December 2025. It is renewed for a year each time unless "
                "notice is given three months before the end."
            ),
            "On what day at the latest do we have to give notice?",
            "30 September 2025",
        ),
        (
            (
                "The contract is concluded for two years, from 1 May 2023 to 30 April 2025. "
                "Notice: at least eight weeks before it ends, else it is renewed by a year."
            ),
            "What is the latest day for notice?",
            "5 March 2025",
        ),
        (
            (
                "The course begins on 2 September 2024 and lasts for 10 months. Pupils are "
                "enrolled again unless they withdraw two months before the end of the course."
            ),
            "By what date must Ida withdraw at the latest?",
            "1 May 2025",
        ),
        (
            (
                "The subscription runs from 6 January 2024 for a year and is then continued for "
                "half a year each time. It can be cancelled up to six weeks before the end."
            ),
            "What is the deadline for cancelling it?",
            "24 November 2024",
        ),
    ],
)
def test_latest_day_for_notice_is_counted_back_from_the_end_of_the_term(text, question, day):
    assert in_words(computed(term_of(question, text).formula)) == day


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (STORAGE, "On which day must notice be received at the latest?"),
        (PHONE, "On which day is the card sent at the latest?"),
        (PHONE, "By when must I cancel so that it is not extended again?"),
        (PHONE, "By when must I cancel so that it ends after the first year?"),
        (PHONE.replace("three months", "ten working days"), "By when must I cancel?"),
        (f"{PHONE}\nAddendum: the term of the contract is 36 months.", "By when must I cancel?"),
        (
            f"{PHONE}\nOn 3 June 2023 the tariff was changed, and a new term of 24 months began.",
            "By when must I cancel?",
        ),
        (WORK, "By when must my employer give me notice?"),
        (CLEANING.replace("on 1 February 2023", "in spring"), "By which day must we give notice?"),
        (
            CLEANING.replace("at least one month before the term ends", "to the end of a month"),
            "By which day must we give notice?",
        ),
    ],
)
def test_notice_that_is_not_certain_is_left_to_the_llm(text, question):
    assert term_of(question, text) is None


def test_latest_day_for_notice_rests_on_the_clauses_of_the_term_and_of_the_notice():
    said = term_of("By which day must we give notice at the latest?", CLEANING).sentences
    assert [sentence.split()[-2:] for sentence in said] == [
        ["2", "months"],
        ["18", "months"],
        ["term", "ends"],
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Until when do I get a refund if I cancel?",
        "By when must I return the router when I leave?",
        "What is the latest day on which I can leave the key?",
        "When does the contract end if I cancel at the latest date?",
        "How late can I cancel my order?",
    ],
)
def test_question_for_another_day_is_not_one_for_notice(question):
    said = ["The contract ends on 30 June 2025", "Notice must be given 1 month before the end"]
    assert notice_due("By when must I give notice?", said) is not None
    assert notice_due(question, said) is None


def test_notice_to_the_end_of_any_month_has_no_day():
    said = ["The contract began on 1 May 2024", "Its first term is 12 months"]
    said += ["Then it runs on with notice of one month before the end of the month"]
    assert notice_due("By when must I cancel?", said) is None
