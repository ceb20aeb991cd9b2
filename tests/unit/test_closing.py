"""Answers end with the answer, and lose nothing of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.agents.closing import without_closing
from hocket.core.check import CountCheck, NumberCheck, RegexCheck, SchemaCheck

TASK = "What is the capital of France?"
ANSWER = "It is Paris.\n\nIt lies on the Seine."

CLOSING = [
    "I hope this helps!",
    "Hope this helps.",
    "I hope this answers your question.",
    "I hope that clarifies things for you! 😊",
    "I hope you find this useful.",
    "Let me know if you have any questions.",
    "Please let me know if you'd like more details, e.g. on its history.",
    "Feel free to ask if you have any other questions!",
    "If you have any further questions, feel free to ask.",
    "If you need anything else, I'm here to help.",
    "If you'd like, I can explain more.",
    "Should you need more details, don't hesitate to ask.",
    "Would you like me to explain more?",
    "Do you want more examples?",
    "Is there anything else I can help you with?",
    "Don't hesitate to reach out.",
    "Happy to help!",
    "I'm happy to help with anything else.",
    "Have a great day!",
    "Thank you for asking!",
    "*I hope this helps!*",
    "Ich hoffe, das hilft Ihnen weiter!",
    "Wenn du Fragen hast, melde dich gerne.",
    "J'espère que cela vous aide !",
    "Espero que esto te ayude.",
    "I hope this helps! Let me know if you need anything else.",
    "I hope this helps!\n\nLet me know if you need anything else.",
]

KEPT = [
    ANSWER,
    "",
    "I hope this helps!",
    "I hope this helps!\n\nIt is Paris.",
    "Add salt. Feel free to substitute butter for oil.",
    "Add salt.\n\nFeel free to adjust the seasoning.",
    "Bake it. If you need more than three eggs, use a larger pan.",
    "Bake it. If you have an oven, set it to 200 degrees.",
    "Mix it. If you want it sweeter, add honey.",
    "The motto is: hope springs eternal.",
    "We met. I hope to see you again.",
    "You may ask for more at the desk.",
    "- Tea\n- Let us know",
    "```\nprint(1)\n# I hope this helps!",
    "Let me know.",
]


@pytest.mark.parametrize("between", [" ", "\n", "\n\n"])
@pytest.mark.parametrize("closing", CLOSING)
def test_closing_words_are_left_out(closing, between):
    assert without_closing(f"{ANSWER}{between}{closing}", TASK) == ANSWER
    assert without_closing(f"{ANSWER}{between}{closing}\n", TASK) == ANSWER


@pytest.mark.parametrize("text", KEPT)
def test_answer_without_closing_words_is_kept(text):
    assert without_closing(text, TASK) == text


def test_closing_words_after_a_block_of_code_are_left_out():
    text = "Use this:\n\n```python\nprint(1)\n```"
    assert without_closing(f"{text}\n\nLet me know if you need more!", TASK) == text


@pytest.mark.parametrize(
    "task",
    [
        "Write an email to Bob about the meeting",
        "Answer the customer's message",
        "Draft a reply",
        "Translate: Ich hoffe, das hilft!",
        "Write a dialogue between two people",
        "Write an invitation",
    ],
)
def test_words_to_somebody_are_kept_where_the_task_is_to_write_them(task):
    text = "We meet at nine.\n\nLet me know if you have any questions."
    assert without_closing(text, task) == text


@pytest.mark.parametrize(
    ("check", "is_kept"),
    [
        (RegexCheck(pattern="hope this"), True),
        (RegexCheck(pattern=r"!$"), True),
        (CountCheck(of="words", at_least=5), True),
        (RegexCheck(pattern="Paris"), False),
        (RegexCheck(path="a.txt", pattern="hope"), False),
        (NumberCheck(expected=5), False),
        (SchemaCheck(json_schema={}), False),
    ],
)
def test_what_a_check_may_look_for_is_kept(check, is_kept):
    text = f"{ANSWER}\n\nI hope this helps!"
    assert (without_closing(text, TASK, [check]) == text) is is_kept


parts = st.sampled_from([*CLOSING, *KEPT, "\n", "x", "- ", "1.", "Ask me.", "?"])


@given(st.lists(parts, max_size=6), st.sampled_from(["\n", "\n\n", " "]), st.text(max_size=20))
def test_what_is_left_is_the_start_of_the_answer(pieces, between, task):
    text = between.join(pieces)
    rest = without_closing(text, task)
    assert text.startswith(rest)
    assert bool(rest.strip()) == bool(text.strip())
    assert without_closing(rest, task) == rest


@given(st.text(max_size=200))
def test_any_text_is_left_as_it_is(text):
    assert without_closing(text, TASK) == text
