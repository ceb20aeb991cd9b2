"""Calls that have to be made, or must not be: the choice of tools in every form."""

from __future__ import annotations

import json

import anthropic
import openai
import pytest
from anthropic.types import Message
from openai.types.chat import ChatCompletion

from facade_clients import StreamingHost, facade
from hocket.ports.llm import LlmAnswer, ToolCall

PLACE = {
    "type": "object",
    "properties": {"place": {"$ref": "#/$defs/Place"}},
    "required": ["place"],
    "additionalProperties": False,
    "$defs": {"Place": {"type": "string", "minLength": 1}},
}
ADD = {
    "type": "object",
    "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
    "required": ["a", "b"],
    "additionalProperties": False,
}
ASK = [{"role": "user", "content": "rain"}]
NAMES = {"weather": PLACE, "add": ADD}
CHAT = [{"type": "function", "function": {"name": n, "parameters": p}} for n, p in NAMES.items()]
FLAT = [{"type": "function", "name": n, "parameters": p, "strict": False} for n, p in NAMES.items()]
BLOCKS = [{"name": n, "input_schema": p} for n, p in NAMES.items()]
BY_SCHEMA = [json.dumps({"name": "weather", "arguments": {"place": "Basel"}})]


class Host(StreamingHost):
    """Calls the last tool if it can be told to; else it says what a schema wants."""

    def __init__(self, *said: str, takes=frozenset(), obeys: bool = True) -> None:
        super().__init__()
        self.said, self.taken, self.obeys = list(said), takes, obeys

    def takes(self, _):
        return self.taken

    async def complete(self, request, _=None):
        self.requests.append(request)
        counts = {"prompt_tokens": 5, "completion_tokens": 3, "llm": request.llm}
        if request.json_schema is not None:
            return LlmAnswer(self.said.pop(0), **counts)
        if request.must_call and self.obeys:
            call = ToolCall(request.tools[-1].name, {"a": 1, "b": 2}, "call-0")
            return LlmAnswer("", "tool_calls", tool_calls=(call, call), **counts)
        return LlmAnswer("It rains.", **counts)


async def called(server, kind: str, choice, *, stream: bool = False, **more) -> list[tuple]:
    """The calls that an official client gets, as (name, arguments)."""
    if kind == "messages":
        ask = {"model": "scripted", "max_tokens": 99, "messages": ASK, "tools": BLOCKS, **more}
        ask["tool_choice"] = choice
        async with anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key) as api:
            if stream:
                async with api.messages.stream(**ask) as events:
                    done = await events.get_final_message()
            else:
                done = await api.messages.create(**ask)
        Message.model_validate(done.model_dump(), strict=True)
        return [(b.name, b.input) for b in done.content if b.type == "tool_use"]
    async with openai.AsyncOpenAI(
        base_url=f"{server.url}/v1", api_key=server.key, max_retries=0
    ) as api:
        if kind == "responses":
            ask = {"model": "scripted", "input": "rain", "tools": FLAT, "tool_choice": choice}
            if stream:
                async with api.responses.stream(**ask, **more) as events:
                    done = await events.get_final_response()
            else:
                done = await api.responses.create(**ask, **more)
            items = [item for item in done.output if item.type == "function_call"]
            return [(item.name, json.loads(item.arguments)) for item in items]
        ask = {"model": "scripted", "messages": ASK, "tools": CHAT, "tool_choice": choice, **more}
        if stream:
            async with api.chat.completions.stream(**ask) as events:
                done = await events.get_final_completion()
        else:
            done = await api.chat.completions.create(**ask)
        ChatCompletion.model_validate(done.model_dump())
        calls = [call.function for call in done.choices[0].message.tool_calls or ()]
        assert done.choices[0].finish_reason == ("tool_calls" if calls else "stop")
        return [(call.name, json.loads(call.arguments)) for call in calls]


ANY = {"completions": "required", "responses": "required", "messages": {"type": "any"}}
ADD_ALONE = {
    "completions": {"type": "function", "function": {"name": "add"}},
    "responses": {"type": "function", "name": "add"},
    "messages": {"type": "tool", "name": "add"},
}
NONE = {"completions": "none", "responses": "none", "messages": {"type": "none"}}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("kind", ANY)
async def test_call_is_had_by_a_schema_where_the_host_cannot_be_told(tmp_path, kind, stream):
    host = Host("It rains.", *BY_SCHEMA)
    async with facade(tmp_path, host) as server:
        calls = await called(server, kind, ANY[kind], stream=stream)
        assert calls == [("weather", {"place": "Basel"})]
        asked = host.requests[-1]
        assert (asked.tools, len(host.requests)) == ((), 2)  # its first answer did not fit
        assert {"weather", "add"} <= set(json.dumps(asked.json_schema).split('"'))
        assert [e["usage"]["calls"] for e in await server.audited()] == [2]


@pytest.mark.parametrize("kind", ANY)
async def test_host_that_takes_the_choice_is_told_and_believed_once_it_called(tmp_path, kind):
    obeying = Host(takes={"tool_choice"})
    async with facade(tmp_path, obeying) as server:
        assert await called(server, kind, ANY[kind]) == [("add", {"a": 1, "b": 2})] * 2
        assert [request.must_call for request in obeying.requests] == [True]
    ignoring = Host(*BY_SCHEMA, takes={"tool_choice"}, obeys=False)
    async with facade(tmp_path / "2", ignoring) as server:
        assert await called(server, kind, ANY[kind]) == [("weather", {"place": "Basel"})]
        assert [request.must_call for request in ignoring.requests] == [True, False]


@pytest.mark.parametrize("kind", ANY)
async def test_named_tool_is_the_only_one_that_the_host_is_offered(tmp_path, kind):
    host = Host(takes={"tool_choice"})
    async with facade(tmp_path, host) as server:
        assert (await called(server, kind, ADD_ALONE[kind]))[0][0] == "add"
        assert [tool.name for tool in host.requests[0].tools] == ["add"]


@pytest.mark.parametrize("kind", ANY)
async def test_no_tool_is_offered_where_none_may_be_called(tmp_path, kind):
    async with facade(tmp_path, Host(takes={"tool_choice"})) as server:
        assert await called(server, kind, NONE[kind]) == []
        assert server.host.requests[0].tools == ()


@pytest.mark.parametrize("kind", ["completions", "responses"])
@pytest.mark.parametrize("mode", ["auto", "required"])
async def test_allowed_tools_are_those_that_are_offered(tmp_path, kind, mode):
    tool = {"type": "function", "name": "add"}
    if kind == "completions":
        inner = {"mode": mode, "tools": [{"type": "function", "function": {"name": "add"}}]}
        choice = {"type": "allowed_tools", "allowed_tools": inner}
    else:
        choice = {"type": "allowed_tools", "mode": mode, "tools": [tool]}
    async with facade(tmp_path, Host(takes={"tool_choice"})) as server:
        assert bool(await called(server, kind, choice)) == (mode == "required")
        assert [tool.name for tool in server.host.requests[0].tools] == ["add"]


async def test_one_call_at_a_time_is_asked_of_the_host_and_kept(tmp_path):
    async with facade(tmp_path, Host(takes={"tool_choice"})) as server:
        one = await called(server, "completions", "required", parallel_tool_calls=False)
        choice = {"type": "any", "disable_parallel_tool_use": True}
        assert len(one) == len(await called(server, "messages", choice)) == 1
        assert [request.one_call for request in server.host.requests] == [True, True]


async def test_call_that_is_never_made_is_an_error(tmp_path):
    async with facade(tmp_path, Host(*["It rains."] * 3)) as server:
        with pytest.raises(openai.InternalServerError) as raised:
            await called(server, "completions", "required")
        assert (raised.value.status_code, raised.value.code) == (502, "structure")


@pytest.mark.parametrize(
    ("kind", "choice", "named"),
    [
        ("completions", {"type": "function", "function": {"name": "sub"}}, "tool_choice"),
        ("completions", "sometimes", "tool_choice"),
        ("completions", {"type": "custom", "custom": {"name": "add"}}, "tool_choice"),
        ("responses", {"type": "function", "name": "sub"}, "tool_choice"),
        ("responses", {"type": "web_search"}, "tool_choice"),
    ],
)
async def test_choice_of_an_unknown_tool_or_kind_is_refused(tmp_path, kind, choice, named):
    async with facade(tmp_path, Host()) as server:
        with pytest.raises(openai.BadRequestError) as raised:
            await called(server, kind, choice)
        assert raised.value.param == named
        assert not server.host.requests


async def test_choice_without_tools_and_of_an_unknown_one_is_refused_in_messages(tmp_path):
    async with facade(tmp_path, Host()) as server:
        with pytest.raises(anthropic.BadRequestError, match="no tool to call"):
            await called(server, "messages", {"type": "any"}, tools=[])
        with pytest.raises(anthropic.BadRequestError, match="no tool 'sub'"):
            await called(server, "messages", {"type": "tool", "name": "sub"})
        assert not server.host.requests
