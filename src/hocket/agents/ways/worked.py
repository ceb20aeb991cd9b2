"""Worked examples of short programs that answer a question: a small LLM follows what it is shown.

Each shows one method: an equation, cases that are tried, days that are counted. The examples of the
question's method are shown, always in the same order, so that the host can cache the prompt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hocket.agents.prompts import code_turn
from hocket.agents.textbook import problems_for

if TYPE_CHECKING:
    from hocket.ports.llm import ChatMessage


@dataclass(frozen=True, slots=True)
class Example:
    """A question, its program, and the words of questions that are solved alike."""

    words: re.Pattern[str]
    question: str
    program: str

    def messages(self) -> tuple[ChatMessage, ChatMessage]:
        """The example as a turn of a conversation."""
        return code_turn(self.question, self.program)


def _about(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


EXAMPLES = (
    Example(
        _about(
            r"\d{4}|dates?|weekday|calendar|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
            r"|leap|birthday|january|february|march|april|june|july|august|september|october"
            r"|november|december"
        ),
        "A film club shows a film every 5 days, and did so on Sunday, 2 March 2025. On what date "
        "does it next show one on a Friday?",
        """\
from datetime import date, timedelta

day = date(2025, 3, 2) + timedelta(days=5)
while day.strftime("%A") != "Friday":
    day += timedelta(days=5)
print(f"It next shows a film on a Friday on {day.strftime('%A')}, {day.day} {day:%B %Y}.")""",
    ),
    Example(
        _about(r"lies?|lying|liars?|truth\w*|knights?|knaves?|guilty|innocent|says|true|false"),
        'Of Kim and Lou, each either always lies or always tells the truth. Kim says: "Lou lies." '
        'Lou says: "We both lie." Who tells the truth?',
        """\
from itertools import product

for kim, lou in product([True, False], repeat=2):  # True: always tells the truth
    kim_says = not lou
    lou_says = not kim and not lou
    if kim == kim_says and lou == lou_says:  # what is said is true exactly if its speaker is
        honest = [name for name, value in [("Kim", kim), ("Lou", lou)] if value]
        print(f"{' and '.join(honest) or 'Neither of them'} tells the truth.")""",
    ),
    Example(
        _about(
            r"(?:older|younger|taller|shorter|faster|slower|heavier|lighter|richer) than|ahead"
            r"|behind|before|after|between|next to|left|right|race|order|row|seats?|sits?|floors?"
            r"|houses?|oldest|youngest|tallest|shortest|third|second|last|first"
        ),
        "Four books stand in a row. The atlas is left of the Bible, the comic is right of the "
        "Bible, and the diary is not at an end but left of the Bible. Which book is second?",
        """\
from itertools import permutations

for row in permutations(["atlas", "Bible", "comic", "diary"]):
    place = {book: number for number, book in enumerate(row, 1)}
    if (
        place["atlas"] < place["Bible"]
        and place["comic"] > place["Bible"]
        and place["diary"] not in (1, 4)
        and place["diary"] < place["Bible"]
    ):
        print(f"The {row[1]} is second.")""",
    ),
    Example(
        _about(r"sequence|series|comes? next|next (?:number|term)|continue\w*|pattern"),
        "What is the next number of 4, 9, 16, 25?",
        """\
numbers = [4, 9, 16, 25]
rows = [numbers]
while len(rows[-1]) > 1 and len(set(rows[-1])) > 1:
    rows.append([b - a for a, b in zip(rows[-1], rows[-1][1:])])
if len(rows[-1]) > 1:  # the differences become constant
    following = sum(row[-1] for row in rows)
else:  # each is a multiple of the one before
    following = numbers[-1] * numbers[-1] / numbers[-2]
print(f"The next number is {following:g}.")""",
    ),
    Example(
        _about(
            r"hours?|minutes?|fills?|fill|empt\w+|together|alone|rates?|speed|km|miles?|per"
            r"|pipes?|workers?|machines?|metres?|meters?|litres?|average"
        ),
        "One oven bakes 600 rolls in 3 hours, another 600 in 2 hours, while the shop sells 100 "
        "an hour. After how many hours are 600 rolls in the shop?",
        """\
from fractions import Fraction

per_hour = Fraction(600, 3) + Fraction(600, 2) - 100  # what is taken away counts negative
hours = 600 / per_hour
print(f"After {float(hours):g} hours there are 600 rolls in the shop.")""",
    ),
    Example(
        _about(
            r"ways|how many|combinations?|coins?|digits?|probability|chance|dice|cards?|divisible"
        ),
        "Eggs come in boxes of 6 and of 10. In how many ways can one buy exactly 46 eggs?",
        """\
ways = 0
for small in range(46 // 6 + 1):
    for large in range(46 // 10 + 1):
        if 6 * small + 10 * large == 46:
            ways += 1
print(f"There are {ways} ways to buy exactly 46 eggs.")""",
    ),
    Example(
        _about(
            r"percent\w*|price|costs?|originally|euros?|dollars?|pounds?|first|age|old|twice|times"
            r"|half|more than|less than|sum|difference|product|solve|x|discount|interest|tax"
        ),
        "A ticket became 5 percent dearer, then 30 euros were taken off, then it became 10 percent "
        "cheaper, and now it costs 162 euros. What was its price at first?",
        """\
from sympy import Eq, Rational, solve, symbols

price = symbols("price")
now = price * (1 + Rational(5, 100))  # 5 percent dearer
now = now - 30  # 30 euros off
now = now * (1 - Rational(10, 100))  # 10 percent cheaper
first = solve(Eq(now, 162), price)[0]
print(f"The ticket cost {float(first):g} euros at first.")""",
    ),
)
"""The last one is shown for a question that is like no other."""

SHOWN = 2


def examples_for(question: str, *, aided: bool = True) -> list[ChatMessage]:
    """The examples of the methods that the words of a question indicate most.

    Args:
        question: What is asked.
        aided: Whether worked problems of its kind are among them.
    """
    ranked = sorted(
        EXAMPLES, key=lambda e: len({w.lower() for w in e.words.findall(question)}), reverse=True
    )
    known = (
        [code_turn(one.question, one.program) for one in problems_for(question)] if aided else []
    )
    fitting = [example for example in ranked if example.words.search(question)]
    fitting = fitting[: SHOWN - min(len(known), SHOWN - 1)]
    shown = [example for example in EXAMPLES if example in (fitting or EXAMPLES[-1:])]
    turns = [*(example.messages() for example in shown), *known]
    return [message for each in turns for message in each]
