"""Answers begin with the answer, and lose nothing of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.lead_in import without_lead_in
from hocket.core.check import CountCheck, NumberCheck, RegexCheck, SchemaCheck

TASK = "What is the capital of France?"
ANSWER = "It is Paris.\n\nIt lies on the Seine."
STEPS = "1. Identify the country.\n2. Recall its capital.\n3. State the answer."

LED_IN = [
    "Sure!",
    "Certainly! Of course!",
    "Sure! Here is the answer:",
    "Here's the capital of France:",
    "Here is your answer:",
    "Below is the requested text:",
    "**Here is the answer:**",
    "Natürlich! Hier ist die Antwort:",
    TASK,
    f"Question: {TASK}",
    f"**Task:** {TASK}",
    "what is the capital of france",
    f"{TASK}\n\nSure! Here is the answer:",
    f"To answer this question, I will follow these steps:\n\n{STEPS}",
    f"To answer this question I will follow these steps:\n{STEPS}",
    f"To answer the question, we need to follow a few steps:\n\n{STEPS}",
    f"Sure! Let's break this down step by step:\n\n{STEPS}",
    "Let's think step by step.",
    "I will follow these steps:\n\n- **Identify** the country\n- **State** the answer",
    "To find the capital, I will use the following steps.\n\n### Step 1: Identify the country",
]

KEPT = [
    "It is Paris.",
    "Sure!",
    "Sure! Here is the answer:",
    "Sure, it is Paris.\n\nIt lies on the Seine.",
    "Here is the church:\nOpen the door.",
    "Here are the prices in euros for 2024:\n\n- Bread: 3",
    "Here is where it lies, on the Seine:\n\nParis",
    "Of course\nthe rain falls",
    "To bake bread, follow these steps:\n\n1. Mix flour and water.",
    "# What is the capital of France?\n\nIt is Paris.",
    "Here is the answer:\n\n```\nParis\n```",
    "The following is known: Paris\n\nis the capital.",
    "Paris\n\nSure! Here is the answer:",
    "",
    "\n\n",
    "Sure!\n\nI hope this helps!",
]


@pytest.mark.parametrize("lead_in", LED_IN)
def test_lead_in_is_left_out(lead_in):
    assert without_lead_in(f"{lead_in}\n\n{ANSWER}", TASK) == ANSWER


@pytest.mark.parametrize("text", KEPT)
def test_answer_without_a_lead_in_is_kept(text):
    assert without_lead_in(text, TASK) == text


def test_lead_in_on_a_line_of_its_own_is_left_out():
    assert without_lead_in("Sure! Here is the answer:\nParis", TASK) == "Paris"


@pytest.mark.parametrize(
    "steps",
    [
        "1. Identify the country.\n2. Its capital is Paris.",
        "1. Compute 2 + 3 = 5.\n2. State it.",
        f"{STEPS}\n4. Paris is the capital.",
        "1. Identify: it is Paris.",
        STEPS,
        f"{STEPS}\n\nBy following these steps, you have the answer.",
    ],
)
def test_steps_that_may_hold_the_answer_are_kept(steps):
    text = f"To answer this question, I will follow these steps:\n\n{steps}"
    assert without_lead_in(text, TASK) == steps


@pytest.mark.parametrize("task", ["Explain how to find a capital", "Show the steps", "Why Paris?"])
def test_steps_are_kept_where_the_task_is_about_them(task):
    text = f"I will follow these steps:\n\n{STEPS}\n\nIt is Paris."
    assert without_lead_in(text, task) == text


@pytest.mark.parametrize(
    ("check", "is_kept"),
    [
        (RegexCheck(pattern="Sure"), True),
        (RegexCheck(pattern="(?i)HERE is"), True),
        (RegexCheck(pattern=r"^\w"), True),
        (CountCheck(of="words", at_least=5), True),
        (RegexCheck(pattern="Paris"), False),
        (RegexCheck(path="a.txt", pattern="Sure"), False),
        (CountCheck(path="a.txt", of="words", at_least=5), False),
        (NumberCheck(expected=5), False),
        (SchemaCheck(json_schema={}), False),
    ],
)
def test_what_a_check_may_look_for_is_kept(check, is_kept):
    text = f"Sure! Here is the answer:\n\n{ANSWER}"
    assert (without_lead_in(text, TASK, [check]) == text) is is_kept


parts = st.sampled_from([*LED_IN, *KEPT, STEPS, ANSWER, "\n", "x", "- ", "Sure!", "Here is it:"])


WITHIN = {
    "Sure! It is Paris.": "It is Paris.",
    "Certainly! Of course! It is Paris.": "It is Paris.",
    "Great question! It is Paris.\n\nIt lies on the Seine.": ANSWER,
    "Here is the answer: It is Paris.": "It is Paris.",
    "Sure, here's the capital of France: It is Paris.": "It is Paris.",
    "Sure! Here is the answer: It is Paris.": "It is Paris.",
    "**Here is the answer:** It is Paris.": "It is Paris.",
}


@pytest.mark.parametrize(("text", "answer"), WITHIN.items())
def test_lead_in_within_the_first_line_is_left_out(text, answer):
    assert without_lead_in(text, TASK) == answer


@pytest.mark.parametrize(
    ("task", "text"),
    [
        ("Is it safe to swim here?", "Absolutely! The water is calm."),
        ("May I park here?", "Of course! It is free."),
        ("Write a reply to Ann's invitation", "Of course! I would love to come."),
        ("Tell a story about a fox", "Sure! said the fox."),
        ("Translate 'Klar! Ich komme.'", "Sure! I am coming."),
        ("Write a rhyme", "Here is the church: here is the steeple."),
        ("Name the plants", "Here are three for the shade: ferns, ivy, moss."),
    ],
)
def test_words_at_the_start_that_may_be_the_answer_are_kept(task, text):
    assert without_lead_in(text, task) == text


@given(st.lists(parts, max_size=6), st.sampled_from(["\n", "\n\n", " "]), st.text(max_size=20))
def test_what_is_left_is_the_end_of_the_answer(pieces, between, task):
    text = between.join(pieces)
    rest = without_lead_in(text, task)
    assert text.endswith(rest)
    assert bool(rest.strip()) == bool(text.strip())
    removed = text[: len(text) - len(rest)]
    assert removed == "" or removed[-1].isspace()
    assert "```" not in removed


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_keeps_its_words(text, task):
    rest = without_lead_in(text, task)
    assert text.endswith(rest)
    if not re.search(r"\n", text):
        assert rest == text
