"""Asking again: what counts as no answer, and how the next prompt looks."""

from __future__ import annotations

import pytest

from hocket.llm.asking import asked_again, is_blank
from hocket.ports.llm import ChatMessage, LlmRequest, ToolCall


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t\r",
        "\u200b",
        "\u00a0\u2060\ufeff",
        "\u3164",
        "<answer></answer>",
        "\x00",
        "```",
        "```json\n```",
        "~~~\n\n~~~",
        "</s>",
        "<eos>",
        "<|endoftext|>",
    ],
)
def test_text_that_says_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize(
    "text", ["0", ".", "-", "```\nx\n```", "# ", "é", "空", "🙂", "<s>x</s>", "{}"]
)
def test_text_that_says_something_is_not_blank(text):
    assert not is_blank(text)


def test_answer_and_complaint_follow_the_prompt():
    asked = asked_again(request(ChatMessage("user", "Go")), "wrong", "It is wrong.")
    assert [(m.role, m.content) for m in asked.messages] == [
        ("user", "Go"),
        ("assistant", "wrong"),
        ("user", "It is wrong."),
    ]
    assert asked.seed == 1


def test_blank_answer_is_left_out_and_roles_alternate():
    asked = asked_again(request(ChatMessage("user", "Go")), "\n", "It was empty.")
    assert [(m.role, m.content) for m in asked.messages] == [("user", "Go\n\nIt was empty.")]


def test_blank_answer_after_a_tool_is_followed_by_the_complaint():
    call = ChatMessage("assistant", "", (ToolCall("add", {}, "c1"),))
    result = ChatMessage("tool", "5", call_id="c1")
    asked = asked_again(request(ChatMessage("user", "Go"), call, result), "", "It was empty.")
    assert asked.messages[-2:] == (result, ChatMessage("user", "It was empty."))


def request(*messages):
    return LlmRequest("scripted", messages)
