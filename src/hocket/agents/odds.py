"""Odds of one word over another as the first of an answer: a judgement that costs only its prompt.

The two words follow worked examples in a chat, which small LLMs imitate well.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hocket.ports.agent import Workbench
    from hocket.ports.llm import ChatMessage, LlmAnswer

ALTERNATIVES = 10
_FLOOR = 1e-6
CERTAIN = 5.0
"""The log odds of a host that returns the word alone, without probabilities."""


async def log_odds(
    bench: Workbench, messages: Sequence[ChatMessage], word: str, other: str
) -> float:
    """The natural logarithm of the odds that the answer begins with ``word``, not ``other``."""
    answer = await bench.ask(messages, max_tokens=2, logprobs=ALTERNATIVES)
    return odds_of(answer, word, other)


def odds_of(answer: LlmAnswer, word: str, other: str) -> float:
    """The log odds in an answer; 0 if it begins with neither word.

    Examples:
        >>> from hocket.ports.llm import LlmAnswer
        >>> round(odds_of(LlmAnswer("yes", first_token={"yes": 0.6, "No": 0.3}), "yes", "no"), 2)
        0.69
    """
    likely = {word: _FLOOR, other: _FLOOR}
    if not answer.first_token:
        said = answer.text.strip().lower()
        return CERTAIN * (said.startswith(word) - said.startswith(other))
    for token, probability in answer.first_token.items():
        start = token.strip().lower()
        for known in likely:
            if start and known.startswith(start):
                likely[known] += probability
    return math.log(likely[word] / likely[other])
