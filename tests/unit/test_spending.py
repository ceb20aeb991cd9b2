"""What a call counts as, whatever its host reports."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hocket.core.spending import Price, of_answer, of_unfinished
from hocket.core.usage import Usage
from hocket.ports.llm import ChatMessage, LlmRequest

REQUEST = LlmRequest("m", (ChatMessage("user", "rain falls on the hills " * 50),), max_tokens=400)
ANSWER = "The rain in the hills lasts longer than in the plain. " * 10


def usage(prompt: int, answer: int, cached: int = 0) -> Usage:
    return Usage(
        calls=1, prompt_tokens=prompt, completion_tokens=answer, cached_tokens=min(cached, prompt)
    )


@pytest.mark.parametrize(
    "counted",
    [(0, 0), (1, 1), (10**12, 10**12), (260, 10**9), (10**9, 120), (3, 120), (260, 1)],
    ids=repr,
)
@pytest.mark.parametrize("completed", [of_answer, of_unfinished])
def test_count_that_no_text_of_this_length_has_is_estimated_and_marked(counted, completed):
    counted_usage = usage(*counted, cached=10**12)
    spent = completed(counted_usage, REQUEST, ANSWER)
    assert spent.prompt_tokens <= REQUEST.most_tokens
    assert spent.completion_tokens <= REQUEST.max_tokens
    assert spent.cached_tokens <= spent.prompt_tokens
    if completed is of_answer:
        assert spent.estimated_tokens


@pytest.mark.parametrize(
    "counted",
    [(260, 120), (320, 400), (260 + 50_000, 120), (260, 3000)],
    ids=["usual", "long", "with a prompt of the host's own", "with hidden thoughts"],
)
def test_count_that_may_be_true_is_taken(counted):
    assert of_answer(usage(*counted), REQUEST, ANSWER) == usage(*counted)


@pytest.mark.parametrize("price", [Price(1, 2), Price(1.0, 2.0), Price(Decimal(1), Decimal(2))])  # type: ignore[arg-type]
def test_price_of_any_number_is_exact(price):
    assert price.of(500_000, 250_000) + Decimal(1) == 2
    assert price == Price(Decimal(1), Decimal(2))
