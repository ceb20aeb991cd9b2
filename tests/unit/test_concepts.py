"""Columns that a task says in other words."""

from __future__ import annotations

import pytest

from hocket.agents.ways.concepts import said_of_concepts
from hocket.documents.profile import Column

COLUMNS = [
    *(Column("county"), Column("Density", "number"), Column("birth_rate", "number")),
    *(Column("life_expectancy", "number"), Column("mpg", "number"), Column("illiteracy", "number")),
]


@pytest.mark.parametrize(
    ("task", "column"),
    [
        ("Which counties have fewer than 30 inhabitants per square kilometre?", "Density"),
        ("Name the most crowded county.", "Density"),
        ("Where are there most births per 1000?", "birth_rate"),
        ("In which county do people live longest?", "life_expectancy"),
        ("Which car goes more than 30 miles to the gallon?", "mpg"),
        ("Where are there most people who can't read and write?", "illiteracy"),
    ],
)
def test_column_is_named_for_what_a_task_says(task, column):
    assert said_of_concepts(task, COLUMNS).endswith(f" is said of the column {column!r}.")


@pytest.mark.parametrize(
    "task",
    [
        "Which counties have a density of fewer than 30 people per square mile?",
        "How many people live in each county?",
        "Where are there most births per thousand euros?",
        "Which county is the largest?",
    ],
)
def test_nothing_is_said_of_what_is_named_or_is_not_meant(task):
    assert said_of_concepts(task, COLUMNS) == ""


def test_nothing_is_said_where_two_columns_could_be_meant():
    two = [Column("density", "number"), Column("population density", "number")]
    assert said_of_concepts("How many people per square mile are there?", two) == ""
