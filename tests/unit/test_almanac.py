"""Questions on the calendar that code answers."""

from __future__ import annotations

import pytest

from hocket.agents.ways.almanac import calendar_answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What day of the week was July 20, 1969?", "20 July 1969 is a Sunday."),
        ("Which weekday will 1 January 2030 be?", "1 January 2030 is a Tuesday."),
        ("On what weekday did 2021-03-12 fall?", "12 March 2021 is a Friday."),
        ("On which day of the week is the 3rd of June 2026?", "3 June 2026 is a Wednesday."),
        ("What date is 100 days after 15 March 2024?", "Sunday, 23 June 2024"),
        ("What is the date two weeks before 5 January 2024?", "Friday, 22 December 2023"),
        ("Which day is 14 months after 31 January 2024?", "Monday, 31 March 2025"),
        ("What date is a year before 1 March 2024?", "Wednesday, 1 March 2023"),
    ],
)
def test_question_on_the_calendar_is_answered(question, answer):
    assert answer in calendar_answer(question)


@pytest.mark.parametrize(
    "question",
    [
        "On which weekday do we meet?",
        "Which weekday was the day before 4 May 2024?",
        "Which weekday is it 100 days after 4 May 2024?",
        "What day of the week was the first Monday after 4 May 2024?",
        "What date is twenty-one days after 4 May 2024?",
        "What date is 1,000 days after 4 May 2024?",
        "What date is half a year after 4 May 2024?",
        "What date is two weeks and three days after 4 May 2024?",
        "What date is the Monday two weeks after 4 May 2024?",
        "Which date is 9999 years after 4 May 2024?",
        "What date is 9999 months before 4 May 2024?",
        "If 1 March 2024 is a Friday, on which weekday is 1 April?",
        "What date is 10 working days after 3 May 2024?",
        "What date is a year after 29 February 2024?",  # there is none
        "On which weekday was 31 February 2020?",
        "On which day of the week was 14 October 1066?",  # by another calendar
        "We met on Monday, 6 January 2025, every 10 days. When next on a Monday?",
        "What date is 100 days after the election of 15 March 2024?",
    ],
)
def test_question_that_is_not_on_the_calendar_alone_is_left_to_others(question):
    assert calendar_answer(question) == ""
