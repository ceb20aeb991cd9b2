"""Arguments of tool calls that cannot be read: the LLM hears of it, and nothing is guessed."""

from __future__ import annotations

import pytest

from hocket import tool
from hocket.adapters.http.tool_calls import tool_call
from hocket.ports.llm import LlmAnswer
from hocket.testing import ScriptedLlm
from stories import agent, hocket_of


@pytest.mark.parametrize(
    "arguments",
    ['{"a": 1}', {"a": 1}, '"{\\"a\\": 1}"', ' {"a": 1} '],
)
def test_arguments_in_any_form_of_an_object_are_read(arguments):
    call = tool_call("add", arguments, "c1")
    assert (dict(call.arguments), call.fault) == ({"a": 1}, "")


@pytest.mark.parametrize("arguments", [None, "", "  ", {}, "{}", "null"])
def test_no_arguments_are_an_empty_object(arguments):
    call = tool_call("add", arguments, "c1")
    assert (dict(call.arguments), call.fault) == ({}, "")


BROKEN = {
    "comma": ('{"a": 2, "b": 3,}', "not JSON"),
    "open": ('{"a": 2', "not JSON"),
    "python": ("{'a': 2}", "not JSON"),
    "prose": ("add 2 and 3", "not JSON"),
    "two": ('{"a": 2}{"a": 3}', "not JSON"),
    "list": ("[2, 3]", "not a JSON object"),
    "number": (5, "not a JSON object"),
    "text": ('"2"', "not a JSON object"),
    "true": (True, "not a JSON object"),
    "deep": ("[" * 100_000, "not JSON"),
    "text in text": ('"add"', "not"),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_call_that_cannot_be_read_is_told_to_the_llm_and_not_made(name):
    arguments, fault = BROKEN[name]
    made = []

    @tool(effect="unsafe")
    def add(a: int = 0, b: int = 0) -> int:
        """Add."""
        made.append((a, b))
        return a + b

    def reply(request) -> LlmAnswer:
        if request.messages[-1].role == "tool":
            return LlmAnswer(text="5")
        call = tool_call("add", arguments, "c1")
        return LlmAnswer(text="", finish="tool_calls", tool_calls=(call,))

    llm = ScriptedLlm(reply)
    async with hocket_of(agent(None, tools=(add,)), llm=llm) as hocket:
        done = await hocket.run("2 + 3?", plan="single")
    assert (done.text, done.state.tasks["t1"].attempts, made) == ("5", 1, [])
    told = llm.requests[-1].messages[-1].content
    assert fault in told
    assert told.endswith("call add again with a JSON object")
