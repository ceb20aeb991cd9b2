"""Sums that a text works out wrong, and percentages that a program adds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.arithmetic import with_last_sum, wrong_sum
from hocket.agents.ways.percentages import added_percentage
from hocket.agents.ways.steps import BySteps

CARD = AgentCard(name="any")
SUM = "Ann has 7 apples and buys 8 more. How many does she have?"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"So \( x = \frac{162}{0.9 \times 1.2} = 180 \).", "150"),
        ("Step 2: 10 - 3 = 8", "7"),
        ("\\[ x = \\frac{162}{0.9 \\times 1.2} \\]\n\\[ x = 180 \\]", "150"),
        ("n = 7 * 8\n\nn = 54", "56"),
        ("They have 2 + 3 = 5 and 5 * 2 = 11 left.", "10"),
        ("Total: $5.50 + $3.25 = $8.85", "8.75"),
        ("4 days + 3 days = 8 days", "7"),
        ("- 18 + (24 - 6) / 3 = 12", "24"),
        ("**Sum** = 5 \u00d7 3 = 16", "15"),
        ("A - B = 5 - 3 = 3", "2"),
        (r"2^{3} + 1 = 10", "9"),
        ("7,500 + 2,600 = 10,000 metres", "10100"),
        ("10 / 4 = 3.5", "2.5"),
        ("100 / 3 ≈ 30", "33.3333"),
    ],
)
def test_sum_that_is_wrong_is_found(text, shown):
    assert wrong_sum(text).shown == shown


@pytest.mark.parametrize(
    "text",
    [
        "9:30 + 0:45 = 10:15",
        "3 feet + 2 inches = 38 inches",
        "60 km/h * 2 h = 100 km",
        "2 hours * 60 = 100 minutes",
        "25 % of 80 = 20, and 10% * 50 = 5",
        "x + 2 = 5, 0.9x * 1.3 = 162 and 2y + 3 = 7",
        "3 plus 4 * 2 = 11 and 2 dozen - 4 = 20",
        "1,5 + 2 = 3,5",
        "8 - 2(3) = 2",
        "1/3 = 0.33, 2/3 = 0.66, 2/3 = 0.67, 100/7 = 14 and 100 / 7 ≈ 14.5",
        "Total - 3 - 2 = 5",
        "1 + 2 + 3 = 6 = 3 * 2",
        "5 - 3 = 2 + 1 = 3",
        "the 3rd + the 4th = 7th",
        "1 / 0 = 0 and 2**99999999 = 5",
        f"{'(' * 12}9{'**12)' * 12} = 5",
        "10 + 5 = 3 p.m.",
        "10 + 4 = 2 o'clock",
        "3 / 12 = 25 percent",
        "45 + 30 = 1 h 15 min",
        "3 * 80 = 2.40 euros",
        "2500 * 4 = 10 km",
    ],
)
def test_what_is_no_plain_sum_or_right_is_let_be(text):
    assert wrong_sum(text) is None


@given(st.integers(0, 999), st.integers(1, 999), st.integers(-50, 50))
def test_sum_is_wrong_exactly_if_its_value_is(a, b, off):
    found = wrong_sum(f"We get {a} * {b} = {a * b + off} in all.")
    assert (found is None) == (off == 0)
    assert found is None or found.shown == str(a * b)


def test_value_of_the_last_sum_is_replaced_only_where_the_answer_is_that():
    text = "10 - 2 = 8\n8 * 3 = 25\nAnswer: There are 25 eggs."
    assert with_last_sum(text, wrong_sum(text)).endswith("8 * 3 = 24\nAnswer: There are 24 eggs.")
    for other in (
        "10 - 2 = 7\n7 * 3 = 21\nAnswer: 21",
        "8 * 3 = 25\nAnswer: 26",
        "8 * 3 = 25",
        "8 * 3 = 25\nAnswer: 25 of 30",
    ):
        assert not with_last_sum(other, wrong_sum(other))


@pytest.mark.parametrize(
    ("question", "code", "is_wrong"),
    [
        ("A herd of 50 grew by 30 percent. How many are there?", "n = 50 + 30", True),
        ("A herd of 50 grew by 30%. How many are there?", "n = 50\nn += 30", True),
        ("A herd of 50 grew by 30 percent. How many are there?", "n = 50 * (1 + 30 / 100)", False),
        (
            "A herd lost 10 percent and grew by 30 percent, to 50. How many were there?",
            "a = n * (1 - Rational(10, 100))\nb = a + 30",
            True,
        ),
        (
            "It lost 20 percent and 30 percent of 50. What is left?",
            "n = 50 * (100 - 20 - 30)",
            False,
        ),
        (
            "Of 80 people 20 percent and 30 percent left. How many?",
            "n = 80 * (20 + 30) / 100",
            False,
        ),
        ("By what percent is 50 more after 30 percent?", "n = 50 + 30", False),
        ("Of 30 people 30 percent left. How many stay?", "n = 30 - 9", False),
        ("Of 30 people 30 percent left. How many stay?", "n = 40 - 30", False),
        ("A herd of 50 grew by 30 percent.", "n = 50 +", False),
    ],
)
def test_percentage_is_not_added_itself(question, code, is_wrong):
    assert bool(added_percentage(question, code)) == is_wrong


async def text_voice(tmp_path, *texts: str):
    program = "```python\nprint('Ann has 56 apples.')  # 7 * 8\n```"
    function = "```python\ndef answer():\n    return 7 - 8 + 70\n```"
    more = "```python\nprint(f'Ann has {7 * 8 + 1} apples.')\n```"
    bench = ScriptedBench(tmp_path, program, function, *texts, more)
    await BySteps().work(assignment_of(SUM, "reasoning"), bench, CARD)
    return next(m.gave for m in bench.agreement.methods if m.way == "text"), bench


async def test_text_with_a_wrong_sum_hands_over_the_right_one(tmp_path):
    gave, bench = await text_voice(tmp_path, "7 + 8 = 16\nAnswer: Ann has 16 apples.")
    assert gave == "Ann has 15 apples."
    assert len(bench.prompts) == 4


async def test_text_with_a_wrong_sum_in_the_middle_is_asked_for_anew(tmp_path):
    wrong = "7 + 8 = 16\n16 + 0 = 16\nAnswer: Ann has 16 apples."
    gave, bench = await text_voice(tmp_path, wrong, "7 + 8 = 15\nAnswer: Ann has 15 apples.")
    assert gave == "Ann has 15 apples."
    assert "7 + 8 is 15, not 16" in bench.prompts[3]


async def test_text_that_is_wrong_twice_comes_to_no_answer(tmp_path):
    wrong = "7 + 8 = 16\n16 + 0 = 16\nAnswer: Ann has 16 apples."
    gave, _ = await text_voice(tmp_path, wrong, wrong)
    assert gave == ""
