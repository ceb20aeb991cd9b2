"""The rules on formulas of days: which times count, in which direction, and to which end."""

from __future__ import annotations

from datetime import date

import pytest

from hocket.agents.deadline import overlooked
from hocket.agents.formula import FormulaError, computed, numbers_of

COVER = "It covers the case for ten years, the strap for 6 months and the movement for three years."
LEAVING = "Either side may leave with six weeks' notice to the end of a quarter."
BOOKING = "A booking can be cancelled free of charge up to 14 days before arrival."


def fault_of(question: str, said: str, formula: str) -> str:
    return overlooked(question, said, formula, numbers_of(formula))


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("Until when is the strap covered?", "last(day(2024, 2, 1), months=6)"),
        ("Until which day does the cover of the movement run?", "last(day(2024, 2, 1), years=3)"),
        ("When does the case lose its cover?", "last(day(2024, 2, 1), years=10)"),
    ],
)
def test_time_of_another_thing_is_not_missed(question, formula):
    assert fault_of(question, COVER, formula) == ""


@pytest.mark.parametrize("thing", ["case", "movement"])
def test_time_of_the_thing_that_is_asked_about_is_missed(thing):
    fault = fault_of(
        f"Until when is the {thing} covered?", COVER, "last(day(2024, 2, 1), months=6)"
    )
    assert "leaves out" in fault


def test_every_time_counts_where_the_question_names_none_of_the_things():
    assert fault_of("Until when am I covered?", COVER, "last(day(2024, 2, 1), years=3)")


@pytest.mark.parametrize(
    ("question", "formula", "fault"),
    [
        (
            "What is the latest day to cancel?",
            "add(day(2025, 7, 1), days=14)",
            "subtract(..., days=14)",
        ),
        ("What is the latest day to cancel?", "subtract(day(2025, 7, 1), days=14)", ""),
        ("I cancel on 1 July. When may I arrive?", "add(day(2025, 7, 1), days=14)", ""),
    ],
)
def test_time_before_an_event_is_counted_back_if_the_latest_day_is_asked_for(
    question, formula, fault
):
    found = fault_of(question, BOOKING, formula)
    assert fault in found if fault else found == ""


def test_day_that_a_text_moves_to_the_end_of_a_quarter_is_moved():
    question = "I give notice on 3 May 2025. When does it end?"
    plain = "add(day(2025, 5, 3), weeks=6)"
    assert "end_of_quarter" in fault_of(question, LEAVING, plain)
    assert fault_of(question, LEAVING, f"end_of_quarter({plain})") == ""
    assert computed(f"end_of_quarter({plain})") == date(2025, 6, 30)


def test_time_that_ends_on_the_day_of_the_same_number_is_added():
    said = "The term is two years. It ends on the day that has the same number as that of signing."
    question = "When does the term end?"
    assert "add(...)" in fault_of(question, said, "last(day(2024, 5, 3), years=2)")
    assert fault_of(question, said, "add(day(2024, 5, 3), years=2)") == ""


@pytest.mark.parametrize(
    ("formula", "day"),
    [
        ("end_of_month(day(2024, 2, 3))", date(2024, 2, 29)),
        ("end_of_quarter(day(2025, 1, 31))", date(2025, 3, 31)),
        ("end_of_year(day(2025, 1, 31))", date(2025, 12, 31)),
        ("first_of_month(day(2025, 4, 21))", date(2025, 5, 1)),
        ("first_of_month(day(2025, 12, 2))", date(2026, 1, 1)),
        ("first_of_month(day(2025, 4, 1))", date(2025, 4, 1)),
    ],
)
def test_ends_and_starts_of_months_are_computed(formula, day):
    assert computed(formula) == day


@pytest.mark.parametrize("name", ["end_of_month", "end_of_quarter", "end_of_year"])
def test_end_of_what_is_no_day_is_an_error_that_says_so(name):
    with pytest.raises(FormulaError, match="the first argument is a day"):
        computed(f"{name}(3)")


@pytest.mark.parametrize(
    ("said", "formula"),
    [
        ("It runs for three years (36 months).", "last(day(2020, 1, 1), years=3)"),
        ("The trial is 1 year.", "last(day(2020, 1, 1), months=12)"),
        ("It may be left two weeks later.", "add(day(2020, 1, 1), days=14)"),
        ("There is no month without rent; it runs 18 months.", "last(day(2020, 1, 1), months=18)"),
        ("It runs three months, to the end of the quarter.", "add(day(2023, 12, 31), months=3)"),
        ("It is paid to the first of the month.", "add(day(2024, 5, 1), months=1)"),
    ],
)
def test_time_in_another_unit_and_day_that_is_an_end_already_are_right(said, formula):
    assert fault_of("When does it end?", said, formula) == ""


@pytest.mark.parametrize(
    "question",
    [
        "What is the last day of the work if notice is given on 3 May 2024?",
        "She resigned on 3 May 2024. What is her last day?",
    ],
)
def test_notice_that_was_given_on_a_day_runs_forwards_from_it(question):
    said = "Both sides give three months' notice."
    assert fault_of(question, said, "add(day(2024, 5, 3), months=3)") == ""
