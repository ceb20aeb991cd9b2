"""Complexity: whether a goal is one piece of work, and if not, how many pieces it is.

The judgement is the probability of an LLM's first token after worked examples, which even small
LLMs get right far more often than a judgement in prose. Asking about a goal without content
measures and removes their bias for one of the words (T. Z. Zhao et al., "Calibrate Before Use",
ICML 2021).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hocket.ports.llm import ChatMessage, LlmRequest

if TYPE_CHECKING:
    from hocket.ports.llm import Llm, LlmAnswer

MAX_PIECES = 6
SEVERAL = re.compile(r"[,;:\n]|\b(?:and|then|also|both|each|plus)\b|[.!?]\s+\S", re.IGNORECASE)
"""Something that every goal of more than one clause contains."""

ASIDE = re.compile(r"\([^()]*\)|\"[^\"]*\"|'[^']*'|`[^`]*`")
"""Text in brackets or quotes, which is not a clause."""

NO_CONTENT = "N/A"

JUDGE = """\
A manager reads goals. A goal that one person does in one go is "simple". A goal with several \
parts that different people could do at the same time is "complex". Answer simple or complex.

Goal: What is the capital of France?
Answer: simple

Goal: Collect the arguments for and against a four-day week, and recommend one in a letter.
Answer: complex

Goal: Write a function that reverses a string.
Answer: simple

Goal: Compare three ways to store energy, then write a summary.
Answer: complex

Goal: List three animals that live in the sea.
Answer: simple

Goal: Explain how a bicycle differs from a motorcycle.
Answer: simple

Goal: Research the history and the prices of two cities, and write a guide for each.
Answer: complex

Goal: Write a short poem about rain.
Answer: simple

Goal: Design a logo, a slogan and a website for a bakery.
Answer: complex

Goal: Count the words in the text.
Answer: simple

Goal: {goal}
Answer:"""
COUNT = """\
How many pieces of work does each goal need, done by different people? \
Answer with one digit, 2 to 6.

Goal: Collect the arguments for and against a four-day week, and recommend one in a letter.
Pieces: 3

Goal: Compare three ways to store energy, then write a summary.
Pieces: 4

Goal: Compute the mean of the data, and write a report about it.
Pieces: 2

Goal: Design a logo, a slogan and a website for a bakery.
Pieces: 3

Goal: {goal}
Pieces:"""


async def pieces_of(text: str, llm: Llm, llm_name: str) -> tuple[int, str]:
    """(pieces, why): how many tasks the text of a goal needs, 1 to 6, and the reason.

    Raises:
        OrchestrationError: The LLM's host failed.
    """
    goal = " ".join(text.split())
    if not SEVERAL.search(ASIDE.sub("", text.strip())):
        return 1, "it is one clause"
    answer = await _first_token(JUDGE, goal, llm, llm_name)
    if not answer.first_token and not answer.text.strip():
        return 1, "not judged: the LLM thinks before it answers"
    if not answer.first_token:
        # The host returns no probabilities, so the word itself decides.
        simple, why = "simple" in answer.text.lower(), f"judged {answer.text.strip().lower()}"
    else:
        odds = _odds(answer)
        base = _odds(await _first_token(JUDGE, NO_CONTENT, llm, llm_name))
        simple = odds >= base
        word = "simple" if simple else "complex"
        why = f"judged {word} (odds {odds:.2f}, without a goal {base:.2f})"
    if simple:
        return 1, why
    pieces = _digit(await _first_token(COUNT, goal, llm, llm_name))
    return pieces, f"{why}, {pieces} pieces"


async def _first_token(prompt: str, goal: str, llm: Llm, llm_name: str) -> LlmAnswer:
    request = LlmRequest(
        llm=llm_name,
        messages=(ChatMessage("user", prompt.format(goal=goal)),),
        max_tokens=2,
        logprobs=10,
    )
    return await llm.complete(request)


def _odds(answer: LlmAnswer) -> float:
    """The odds of ``simple`` over ``complex`` as the start of the answer."""
    likely = {"simple": 1e-6, "complex": 1e-6}
    for token, probability in answer.first_token.items():
        start = token.strip().lower()
        for word in likely:
            if start and word.startswith(start):
                likely[word] += probability
    return likely["simple"] / likely["complex"]


def _digit(answer: LlmAnswer) -> int:
    """The most probable digit of 2 to 6; 2 if the answer has none."""
    odds = {t.strip(): p for t, p in answer.first_token.items() if t.strip() in set("23456")}
    if odds:
        return int(max(odds, key=lambda digit: odds[digit]))
    match = re.search(r"[2-6]", answer.text)
    return int(match.group()) if match else 2
