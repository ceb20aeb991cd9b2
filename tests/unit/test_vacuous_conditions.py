"""Comparisons that every row meets by far, in programs and statements."""

from __future__ import annotations

import pytest

from hives import noted, said_of

BY_FAR = (
    'Every row has "Honey" < 20000: it runs from 7.25 to 12. So 20000 is no condition on "Honey": '
    'compare "Bees" with it if the task means that, else leave the condition out.'
)


@pytest.mark.parametrize(
    "code",
    [
        "answer = df[df['Honey'] < 20000]['Keeper'].tolist()",
        "answer = [r['Keeper'] for r in rows if 20_000 > r['Honey'] and r['Month'] == 5]",
    ],
)
def test_number_of_another_column_that_all_rows_keep_is_named_in_a_program(code):
    assert noted(code) == BY_FAR


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT Keeper FROM df WHERE Honey < 20000",
        "SELECT Keeper, count(*) FILTER (WHERE 20000 > Honey) FROM df GROUP BY Keeper",
        "SELECT sum(CASE WHEN honey < 20000 THEN 1 END) FROM df",
    ],
)
def test_number_of_another_column_that_all_rows_keep_is_named_in_a_statement(sql):
    assert said_of(sql) == BY_FAR


@pytest.mark.parametrize(
    "condition",
    ["Honey < 20", "Honey > 7", "Month >= 5", "Bees > 0", "Month < 99", "Bees > 9", "Month < 10"],
)
def test_what_may_be_said_of_all_rows_for_safety_is_not_doubted(condition):
    column, sign, number = condition.split()
    assert noted(f"answer = df[df['{column}'] {sign} {number}]['Keeper'].tolist()") == ""
    assert said_of(f"SELECT Keeper FROM df WHERE {condition}") == ""  # noqa: S608 - a test's


def test_column_that_a_program_sets_itself_is_not_doubted():
    code = "df['Honey'] = df['Honey'] * 2000\nanswer = df[df['Honey'] < 20000]['Keeper'].tolist()"
    assert noted(code) == ""
    assert (
        said_of("SELECT Honey FROM (SELECT Honey * 2 AS Honey FROM df) WHERE Honey < 20000") == ""
    )
