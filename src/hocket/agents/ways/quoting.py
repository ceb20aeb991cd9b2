"""The prompts of the way ``quote``: worked examples from one small text, then the task's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hocket.ports.llm import ChatMessage

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = """\
You answer questions from a text, by its words alone. Answer as JSON:
quotes: the sentences of the text that the answer rests on, copied exactly
formula: what has to be computed, else empty. Numbers, + - * /, and for days: day(2020, 3, 5), \
add(day, months=2, days=1), subtract(day, months=1), last(day, months=6) which is the last day of \
6 months that begin on that day, end_of_month(day), first_of_month(day) which is the first of a \
month on or after that day, end_of_quarter(day), end_of_year(day)
answer: the answer in a few words; if the text leaves it open, "The text does not say." """
_TEXT = """\
Bakery notes
1. The oven is serviced in May. A date is not fixed yet.
2. Flour comes from Hale Mill, 19.80 a sack. Four sacks are needed every week.
3. The mixer was bought on 5 March 2020. The guarantee runs for 24 months. A fault must be reported
   at least 14 days before the guarantee ends.
4. Nora works on Mondays, Piet at the weekend."""
_WORKED: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    (
        "What does a sack of flour cost?",
        ("Flour comes from Hale Mill, 19.80 a sack.",),
        "",
        "19.80",
    ),
    (
        "What will the service of the oven cost?",
        ("The oven is serviced in May.",),
        "",
        "The text does not say.",
    ),
    (
        "What does the flour for a week cost?",
        ("Flour comes from Hale Mill, 19.80 a sack.", "Four sacks are needed every week."),
        "4 * 19.80",
        "79.20",
    ),
    ("Who works on Sundays?", ("Nora works on Mondays, Piet at the weekend.",), "", "Piet"),
    (
        "Until which day can a fault of the mixer be reported?",
        (
            "The mixer was bought on 5 March 2020.",
            "The guarantee runs for 24 months.",
            "A fault must be reported at least 14 days before the guarantee ends.",
        ),
        "subtract(last(day(2020, 3, 5), months=24), days=14)",
        "18 February 2022",
    ),
)
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "quotes": {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 4},
        "formula": {"type": "string"},
        "answer": {"type": "string"},
    },
    "required": ["quotes", "formula", "answer"],
}
TOKENS = 260

JUDGE = """\
Does the quote answer the question? yes if the wanted fact stands in the quote or follows from it, \
no if it is about something else, leaves it open, or lacks it. Answer yes or no."""
_JUDGED = (
    ("Flour comes from Hale Mill, 19.80 a sack.", "What does a sack of flour cost?", "yes"),
    ("The oven is serviced in May.", "What does the service of the oven cost?", "no"),
    (
        "The mixer cost 600, the oven needs a new door.",
        "What does the door of the oven cost?",
        "no",
    ),
    ("Nora works on Mondays, Piet at the weekend.", "Who works on Sundays?", "yes"),
    (
        "Mr Hale may come to the opening; he decides in May.",
        "Who comes to the opening?",
        "no",
    ),
    (
        "The guarantee began on 5 March 2020. It runs for 24 months.",
        "When does the guarantee end?",
        "yes",
    ),
)


def asking(text: str, question: str, complaint: str = "") -> list[ChatMessage]:
    """The prompt for quotes and an answer.

    Args:
        text: The text, or passages of it.
        question: The question.
        complaint: What was wrong with an earlier answer; empty at first.
    """
    messages = [ChatMessage("system", RULES)]
    for number, (asked, quotes, formula, answer) in enumerate(_WORKED):
        shown = f"Text:\n{_TEXT}\n\n" if not number else ""
        worked = {"quotes": quotes, "formula": formula, "answer": answer}
        messages += [
            ChatMessage("user", f"{shown}Question: {asked}"),
            ChatMessage("assistant", json.dumps(worked)),
        ]
    wrong = f"\nAn earlier answer was wrong: {complaint}" if complaint else ""
    return [*messages, ChatMessage("user", f"Text:\n{text}\n\nQuestion: {question}{wrong}")]


def judging(quote: str, question: str) -> list[ChatMessage]:
    """The prompt for yes or no: whether a quote answers a question."""
    messages = [ChatMessage("system", JUDGE)]
    for quoted, asked, verdict in _JUDGED:
        messages += [
            ChatMessage("user", f"Quote: {quoted}\nQuestion: {asked}"),
            ChatMessage("assistant", verdict),
        ]
    return [*messages, ChatMessage("user", f"Quote: {quote}\nQuestion: {question}")]
