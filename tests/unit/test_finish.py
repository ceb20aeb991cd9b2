"""Why an answer ended, in the words of hosts: an answer that was cut never counts as complete."""

from __future__ import annotations

import pytest

from hocket.adapters.http.finish import finish_of

MEANINGS = {
    "length": (
        *("length", "LENGTH", "max_tokens", "MAX_TOKENS", "FinishReason.MAX_TOKENS", "maxTokens"),
        *("FINISH_REASON_MAX_TOKENS", "max-tokens", "max tokens", "max_new_tokens", "max_length"),
        *("token_limit_reached", "length_limit", "context_window_exceeded", "incomplete"),
        *("MaxTokens", "output_limit", "truncated", "model_context_window_exceeded"),
    ),
    "filtered": ("content-filter", "contentFilter", "SAFETY", "policy_violation", "image_safety"),
    "broken": ("abort", "engine_error", "internal error", "upstream-timeout", "rate_limit"),
    "tool_calls": ("tool_calls", "toolCalls", "tool_use", "FinishReason.TOOL_CALLS"),
    "stop": ("stop", "STOP", "eos", "end_turn", "stop_sequence", "FINISH_REASON_STOP", "7", 1),
    "": ("", None, "null", "FINISH_REASON_UNSPECIFIED", [], {}),
}


@pytest.mark.parametrize(
    ("reason", "meaning"), [(r, m) for m, reasons in MEANINGS.items() for r in reasons]
)
def test_reason_in_any_spelling_has_its_meaning(reason, meaning):
    assert finish_of(reason) == meaning
