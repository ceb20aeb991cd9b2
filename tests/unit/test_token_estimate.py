from __future__ import annotations

import pytest

from hocket.adapters.http.token_estimate import least_tokens, most_tokens, most_tokens_in
from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec


def ask(text: str, **changes) -> LlmRequest:
    return LlmRequest("m", (ChatMessage("user", text),), **changes)


# What SmolLM2's tokenizer (49,152 entries) counts: small vocabularies need the most tokens.
@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("2024-01-01,36.22,72,Station 0\n" * 10, 240),
        ("東京は日本の首都であり、世界最大の都市圏の一つである。", 46),
        ("Die Überprüfung der Wetteraufzeichnungen ergab größere Abweichungen. ", 29),
        ("😀🎉🚀👍", 12),
        ("a3f09c1b" * 8, 57),
    ],
)
def test_most_tokens_is_not_below_a_real_count(text, tokens):
    assert tokens <= most_tokens_in(text) <= 2 * tokens


def test_most_tokens_of_a_lone_surrogate_is_counted():
    assert most_tokens_in("\ud800") == 3


def test_most_tokens_grows_with_tools():
    tool = ToolSpec("weather", "The weather in a city.", {"type": "object", "properties": {}})
    assert most_tokens(ask("hi", tools=(tool,))) > most_tokens(ask("hi")) + 100


def test_least_tokens_stays_below_most():
    request = ask("How much is the fish? " * 50)
    assert 200 < least_tokens(request) < most_tokens(request)


def test_most_tokens_of_a_very_long_text_is_about_that_of_its_parts():
    parts = [
        "2024-01-01,36.22,72,Station 0\n" * 8000,
        "Die Überprüfung ergab Abweichungen. " * 8000,
    ]
    assert most_tokens_in("".join(parts)) == pytest.approx(
        sum(most_tokens_in(part[:3600]) * len(part) // 3600 for part in parts), rel=0.1
    )
