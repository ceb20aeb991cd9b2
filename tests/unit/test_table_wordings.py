"""Which worked example on tables is shown: tasks of each kind in several wordings."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from hocket.agents.ways.examples import EXAMPLES, examples_for

LINES = Path(__file__).with_name("table_wordings.txt").read_text(encoding="utf-8").splitlines()
MARK = "= "
LEAST = 6
SHOWN = 2


def wordings() -> dict[str, list[str]]:
    """The tasks of each kind, by how its worked example begins."""
    tasks, kind = defaultdict(list), ""
    for line in LINES:
        if line.startswith(MARK):
            kind = line.removeprefix(MARK)
        else:
            tasks[kind].append(line)
    return tasks


def questions_of(task, way, example, traits=()):
    """The questions of the examples that are shown for a task like an example."""
    traits = [*traits, example.trait] if example.trait else traits
    shown = examples_for(task, way, len(example.sheets), traits=traits)
    return [message.content for message in shown[::2]]


@pytest.mark.parametrize("kind", wordings())
def test_task_in_other_words_gets_the_example_of_its_kind(kind):
    [example] = [one for one in EXAMPLES if one.task.startswith(kind)]
    for task in wordings()[kind]:
        for way in ("program", "rows", "query"):
            if example.code(way):
                questions = questions_of(task, way, example)
                assert len(questions) == SHOWN
                assert any(one.endswith(f"Task: {example.task}") for one in questions), task


def test_each_example_has_wordings():
    kinds = wordings()
    for example in EXAMPLES:
        [kind] = [kind for kind in kinds if example.task.startswith(kind)]
        assert len(kinds[kind]) >= LEAST


@pytest.mark.parametrize("trait", ["things", "weighed", "cases", "sides"])
@pytest.mark.parametrize(
    "kind",
    [
        "What was the longest unbroken run",
        "Which four months in a row",
        "How many mills made less flour",
        "Which town has the number",
        "How many outliers",
    ],
)
def test_method_that_a_task_names_is_shown_whatever_else_its_tables_have(kind, trait):
    [example] = [one for one in EXAMPLES if one.task.startswith(kind)]
    for task in wordings()[kind]:
        questions = questions_of(task, "program", example, [trait])
        assert any(one.endswith(f"Task: {example.task}") for one in questions), task


@pytest.mark.parametrize(
    ("task", "other"),
    [
        ("How did the consumption of beer develop from 1990 to 2010?", "How many litres"),
        ("How tall in meters are the five tallest trees of the park?", "How many litres"),
        ("Which metals don't melt below 900 degrees? A list of names.", "Each month has a column"),
        ("Which three months were the coldest?", "Which four months"),
        ("How many flights were cancelled by each airline?", "How much did each team use"),
        ("On how many days did the level exceed 5?", "How many more ferries"),
        (
            "Which shops had more than 100 sales last year, and fewer than 5 staff?",
            "How many mills",
        ),
        ("Number of flu cases in each district?", "Each swam each length"),
    ],
)
def test_task_with_a_word_of_another_method_is_not_shown_its_example(task, other):
    shown = [message.content for message in examples_for(task, "program")[::2]]
    assert not any(f"Task: {other}" in question for question in shown)
