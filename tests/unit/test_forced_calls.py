"""A call that has to be made, in the words of each host."""

from __future__ import annotations

from jsonschema import Draft202012Validator

from hocket.adapters.anthropic.wire import message_body
from hocket.adapters.http.parts import NAMED, LeftOut, named_parts
from hocket.adapters.http.refusal import HttpRefusal
from hocket.adapters.http.rewriting import rewritten
from hocket.adapters.llamacpp import wire as llamacpp
from hocket.adapters.openai.wire import chat_body, sent_parts
from hocket.engine.llm_wire import decode_request, encode_request
from hocket.errors import RefusedError
from hocket.llm.forced_calls import as_schema, schema_of_calls
from hocket.ports.llm import ChatMessage, LlmRequest, ToolSpec

TREE = {
    "type": "object",
    "properties": {"root": {"$ref": "#/$defs/Node"}, "whole": {"$ref": "#"}},
    "$defs": {"Node": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
}
TOOLS = (ToolSpec("grow", "", TREE), ToolSpec("rest", "", {"type": "object"}))
ASKED = LlmRequest(
    "m", (ChatMessage("user", "x"),), tools=TOOLS, must_call=True, one_call=True, seed=3
)


def test_schema_of_calls_keeps_what_definitions_say():
    fits = Draft202012Validator(schema_of_calls(TOOLS)).is_valid
    assert fits({"name": "grow", "arguments": {"root": [[], [[]]], "whole": {"root": []}}})
    assert fits({"name": "rest", "arguments": {}})
    assert not fits({"name": "grow", "arguments": {"root": [3]}})
    assert not fits({"name": "grow", "arguments": {"whole": {"root": 3}}})
    assert not fits({"name": "other", "arguments": {}})


def test_arguments_of_a_call_are_an_object_whatever_the_parameters_say():
    odd = (ToolSpec("odd", "", {"type": ["array", "null"], "properties": {"a": {}}}),)
    fits = Draft202012Validator(schema_of_calls(odd)).is_valid
    assert fits({"name": "odd", "arguments": {"a": 1}})
    assert not fits({"name": "odd", "arguments": None})
    assert not fits({"name": "odd", "arguments": []})


def test_schema_takes_the_place_of_the_tools():
    made = as_schema(ASKED)
    assert (made.tools, made.must_call, made.one_call) == ((), False, False)
    assert '"grow"' in made.messages[0].content


def test_embedded_schema_has_no_final_answer_where_a_tool_has_to_be_called():
    free = LlmRequest("m", ASKED.messages, tools=TOOLS)
    for request, may_answer in ((ASKED, False), (free, True)):
        schema = llamacpp.completion_body(request, "p")["json_schema"]
        fits = Draft202012Validator(schema).is_valid
        assert fits({"tool": "grow", "arguments": {"root": [[]]}})
        assert not fits({"tool": "grow", "arguments": {"root": [3]}})
        assert fits({"answer": "done"}) == may_answer
        assert ("when you are done" in llamacpp.chat(request)[0]["content"]) == may_answer


def test_hosted_bodies_have_the_field_of_their_api():
    body = chat_body(ASKED, ())
    assert (body["tool_choice"], body["parallel_tool_calls"]) == ("required", False)
    choice = {"type": "any", "disable_parallel_tool_use": True}
    assert message_body(ASKED, ())["tool_choice"] == choice
    plain = LlmRequest("m", ASKED.messages, tools=TOOLS)
    assert not {"tool_choice", "parallel_tool_calls"} & chat_body(plain, ()).keys()
    assert "tool_choice" not in message_body(plain, ())


def test_anthropic_is_not_told_to_think_before_a_call_that_has_to_be_made():
    free = LlmRequest("m", ASKED.messages, tools=TOOLS, max_tokens=4096)
    assert "thinking" in message_body(free, (), thinking_tokens=1024)
    forced = LlmRequest("m", ASKED.messages, tools=TOOLS, max_tokens=4096, must_call=True)
    assert "thinking" not in message_body(forced, (), thinking_tokens=1024)


def test_refusal_of_the_choice_is_no_refusal_of_the_tools():
    refusal = HttpRefusal(400, "tool_choice 'required' is not supported")
    error = RefusedError("no", status=400)
    error.context[NAMED] = named_parts(refusal)
    left_out = LeftOut({})
    assert left_out.learn("m", "", error, sent_parts(ASKED, ()))
    assert left_out.of("m") == {"tool_choice"}
    again = rewritten(ASKED, left_out.of("m"))
    assert (again.must_call, again.tools) == (False, TOOLS)
    # Where no tool had to be called, it is about tools as such.
    other = LeftOut({})
    assert other.learn("m", "", error, sent_parts(again, ()))
    assert other.of("m") == {"tools"}


def test_call_that_has_to_be_made_is_part_of_the_digest():
    assert decode_request(encode_request(ASKED)) == ASKED
