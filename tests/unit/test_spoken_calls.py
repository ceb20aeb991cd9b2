"""Tool calls written as text, in the form of each family of LLMs, and text that is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.llm.habits import Habits
from hocket.llm.reading import ReadingLlm
from hocket.llm.spoken_calls import spoken_calls
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec
from hocket.testing import ScriptedLlm

NUMBERS = {"a": {"type": "integer"}, "b": {"type": "integer"}}
ADD = ToolSpec("add", "Add.", {"type": "object", "properties": NUMBERS})
FIND = ToolSpec("find", "Find.", {"type": "object", "properties": {"text": {"type": "string"}}})
TOOLS = (ADD, FIND)
CALL = '{"name": "add", "arguments": {"a": 2, "b": 3}}'
LLAMA = '{"name": "add", "parameters": {"a": 2, "b": 3}}'
SEP = "\uff5c"
DEEPSEEK = (
    "<|tool\u2581calls\u2581begin|><|tool\u2581call\u2581begin|>function<|tool\u2581sep|>add\n```json\n"
    '{"a": 2, "b": 3}\n```<|tool\u2581call\u2581end|><|tool\u2581calls\u2581end|>'
).replace("|", SEP)
KIMI = (
    "<|tool_calls_section_begin|><|tool_call_begin|>functions.add:0<|tool_call_argument_begin|>"
    '{"a": 2, "b": 3}<|tool_call_end|><|tool_calls_section_end|>'
)
DSML = (
    '<|DSML|function_calls>\n<|DSML|invoke name="add">\n<|DSML|parameter name="a" string="false">2'
    '</|DSML|parameter>\n<|DSML|parameter name="b" string="false">3</|DSML|parameter>\n'
    "</|DSML|invoke>\n</|DSML|function_calls>"
).replace("|", SEP)

ONE = [
    f"<tool_call>{CALL}</tool_call>",
    f"<tool_call>\n{CALL}\n</tool_call>\n",
    f"<tool_call>\n{CALL}",
    f"<tool_call>[{CALL}]</tool_call>",
    f"<|tool_call|>[{CALL}]<|/tool_call|>",
    f"<function_call>{CALL}</function_call>",
    f"<functioncall> {CALL}",
    f"<tool_use>{CALL}</tool_use>",
    f"[TOOL_CALLS] [{CALL}]",
    f"[TOOL_CALLS]{CALL}",
    '[TOOL_CALLS]add{"a": 2, "b": 3}',
    '[TOOL_CALLS]add[ARGS]{"a": 2, "b": 3}',
    f"[TOOL_REQUEST]{CALL}[END_TOOL_REQUEST]",
    f"<|python_tag|>{LLAMA}",
    f"<|python_tag|>{LLAMA}<|eom_id|>",
    "<|python_tag|>add.call(a=2, b=3)",
    f"functools[{CALL}]",
    ('<|START_ACTION|>[{"tool_call_id": "0", "tool_name": "add", "parameters": {"a": 2, "b": 3}}]'
    "<|END_ACTION|>"),
    LLAMA,
    CALL,
    f"[{CALL}]",
    f"```json\n{CALL}\n```",
    f"```\n{LLAMA}\n```",
    f"```tool_call\n{CALL}\n```",
    f'{{"tool_calls": [{{"id": "x", "type": "function", "function": {CALL}}}]}}',
    f'{{"type": "function", "function": {CALL}}}',
    '{"type": "function", "name": "add", "parameters": {"a": 2, "b": 3}}',
    '{"function": "add", "arguments": {"a": 2, "b": 3}}',
    '{"tool": "add", "args": {"a": 2, "b": 3}}',
    '{"tool": "add", "input": {"a": 2, "b": 3}}',
    '{"action": "add", "action_input": {"a": 2, "b": 3}}',
    '{"name": "functions.add", "arguments": "{\\"a\\": 2, \\"b\\": 3}"}',
    "<tool_call>{'name': 'add', 'arguments': {'a': 2, 'b': 3,}}</tool_call>",
    '<function=add>{"a": 2, "b": 3}</function>',
    "<function=add>\n<parameter=a>\n2\n</parameter>\n<parameter=b>\n3\n</parameter>\n</function>",
    ("<tool_call>\n<function=add>\n<parameter=a>\n2\n</parameter>\n<parameter=b>\n3\n</parameter>\n"
    "</function>\n</tool_call>"),
    ('<function name="add"><parameter name="a">2</parameter><parameter name="b">3</parameter>'
    "</function>"),
    ('<function_calls>\n<invoke name="add">\n<parameter name="a">2</parameter>\n'
    '<parameter name="b">3</parameter>\n</invoke>\n</function_calls>'),
    ("<tool_call>add\n<arg_key>a</arg_key>\n<arg_value>2</arg_value>\n<arg_key>b</arg_key>\n"
    "<arg_value>3</arg_value>\n</tool_call>"),
    DEEPSEEK,
    KIMI,
    "functions.add(a=2, b=3)",
    'functions.add({"a": 2, "b": 3})',
    "add(a=2, b=3)",
    "add(2, 3)",
    "[add(a=2, b=3)]",
    "```tool_code\nprint(default_api.add(a=2, b=3))\n```",
    'functions.add{"a": 2, "b": 3}',
    'Action: add\nAction Input: {"a": 2, "b": 3}',
    'Thought: I add.\nAction: add\nAction Input: {"a": 2, "b": 3}\nObservation: 5\nIt is 5.',
    f"I add them.\n<tool_call>{CALL}</tool_call>",
    f"I add them.\n\n[TOOL_CALLS][{CALL}]",
    '<|channel|>commentary to=functions.add <|constrain|>json<|message|>{"a": 2, "b": 3}<|call|>',
    'commentary to=functions.add json{"a": 2, "b": 3}',
    DSML,
    f"{CALL}</s>",
    f"{CALL}<|im_end|>\n",
    f"{LLAMA}<|eot_id|>",
    f"[{CALL}]<|endoftext|>",
    '{"name": "add", "arguments": {"a": 2, "b": 3,}}',
    "{'name': 'add', 'arguments': {'a': 2, 'b': 3}}",
    "[{'name': 'add', 'arguments': {'a': 2, 'b': 3}},]",
    f'{{"tool_call": {CALL}}}',
    f'{{"function_call": {CALL}}}',
    '{"recipient_name": "functions.add", "parameters": {"a": 2, "b": 3}}',
    '[TOOL_CALLS]add[CALL_ID]a1b2c3d4e[ARGS]{"a": 2, "b": 3}',
    "<function=add>\n<parameter=a>\n2\n<parameter=b>\n3\n</function>",
    f'{{"role": "assistant", "content": null, "tool_calls": [{CALL}]}}',
    "<|tool_call_start|>[add(a=2, b=3)]<|tool_call_end|>",
    "<|tool_call>call:add{a:2,b:3}<tool_call|>",
    "<start_function_call>call:add{a:2,b:3}<end_function_call>",
    ("<tool_call>add<arg_key>a</arg_key><arg_value>2</arg_value><arg_key>b</arg_key>"
    "<arg_value>3</arg_value></tool_call>"),
    f"Action: ```json\n[{CALL}]\n```",
    f"Action:\n{CALL}",
    f"<longcat_tool_call>{CALL}</longcat_tool_call>",
    '<|tools_prefix|>[{"add": {"a": 2, "b": 3}}]<|tools_suffix|>',
    f"<|action_start|><|plugin|>\n{CALL}<|action_end|>",
    DEEPSEEK.replace("\u2581", "_"),
    f"I add them. <tool_call>{CALL}</tool_call>",
    f"I add them.[TOOL_CALLS][{CALL}]",
    f"<tool_call>{CALL}</tool_call>\nThis adds 2 and 3.",
    f"<tool_call>{CALL}</tool_call>\n<tool_response>\n6\n</tool_response>\nThe sum is 6.",
    f"<tool_call>\n{CALL}\nObservation: 6\nThe sum is 6.",
    ('{"tool_uses": [{"recipient_name": "functions.add", "parameters": {"a": 2, "b": 3}}]}'),
    '<add>{"a": 2, "b": 3}</add>',
    '```xml\n<add>\n{"a": 2, "b": 3}\n</add>\n```',
    '<tool_call>\n<add>{"a": 2, "b": 3}</add>\n</tool_call>',
]  # fmt: skip

NONE = [
    "",
    "You could call add with 2 and 3.",
    "I would call `add(2, 3)` here.",
    f"The call is {CALL}, which adds.",
    f"To call it, write:\n```json\n{CALL}\n```\nThat is all.",
    f"To call it, write:\n```\n<tool_call>{CALL}</tool_call>\n```",
    f"Write <tool_call>{CALL}</tool_call> to call it.",
    '{"name": "add", "age": 3}',
    "{'name': 'add', 'arguments': {'a': 2}}\nThis adds {2}.",
    "{'name': 'add', 'age': 3,}",
    f"{CALL}</s>\nThis adds.",
    '{"tool_call": "add"}',
    '{"name": "add"}',
    '{"name": "add", "arguments": {"a": 2}, "result": 5}',
    '{"name": "add", "description": "Add.", "parameters": {"type": "object"}}',
    '{"name": "other", "arguments": {"find": 2}}',
    '[{"name": "add", "arguments": {}}, {"name": "Ann"}]',
    "[1, 2]",
    "add",
    "add(a)",
    "add(a=open('x'))",
    "x = 5\nadd(2, 3)",
    "def add(a, b): return a + b",
    "2 + add(3, 4)",
    "Action: add two numbers\nThen find.",
    '"add"',
    "{add",
    "find(" * 200,
    '<add>{"a": 2, "b": 3}',
    '<add>{"a": 2, "b": 3}</find>',
    '<add>{"a": 2, "b": 3} or so</add>',
    '<sum>{"a": 2, "b": 3}</sum> find',
    'Write <add>{"a": 2, "b": 3}</add> to call it.',
    '<add>{"a": 2, "b": 3}</add> adds them.',
]


@pytest.mark.parametrize("text", ONE)
def test_text_that_is_a_call_is_one(text):
    [call] = spoken_calls(text, TOOLS).calls
    assert (call.name, call.arguments) == ("add", {"a": 2, "b": 3})


@pytest.mark.parametrize("text", NONE)
def test_text_that_is_no_call_is_text(text):
    assert spoken_calls(text, TOOLS) is None


@pytest.mark.parametrize(
    "text", [CALL, LLAMA, f"[{CALL}]", f"```json\n{CALL}\n```", "add(a=2, b=3)"]
)
def test_call_of_a_tool_that_was_not_offered_is_text(text):
    assert spoken_calls(text, (FIND,)) is None


@pytest.mark.parametrize(
    "text", [t for t in ONE if t.startswith(("<tool", "[TOOL", "<func", "<|p"))]
)
def test_marked_call_of_a_tool_that_was_not_offered_is_a_call_so_that_the_llm_learns_it(text):
    [call] = spoken_calls(text, (FIND,)).calls
    assert call.name == "add"


FIND_CALL = '{"name": "find", "arguments": {"text": "5"}}'


@pytest.mark.parametrize(
    "text",
    [
        f"<tool_call>{CALL}</tool_call>\n<tool_call>{FIND_CALL}</tool_call>",
        f"[{CALL}, {FIND_CALL}]",
        f"[TOOL_CALLS] [{CALL}, {FIND_CALL}]",
        f"{CALL}\n{FIND_CALL}",
        '<add>{"a": 2, "b": 3}</add>\n<find>{"text": "5"}</find>',
        f"<|python_tag|>{LLAMA}; {FIND_CALL}",
        f"```json\n{CALL}\n```\n```json\n{FIND_CALL}\n```",
        '[add(a=2, b=3), find(text="5")]',
        'functions.add(a=2, b=3)\nfunctions.find(text="5")',
        (
            '<function=add>{"a": 2, "b": 3}</function><function=find><parameter=text>5</parameter>'
            "</function>"
        ),
    ],
)
def test_several_calls_in_one_text_are_all_made_in_order(text):
    calls = spoken_calls(text, TOOLS).calls
    assert [(c.name, c.arguments) for c in calls] == [
        ("add", {"a": 2, "b": 3}),
        ("find", {"text": "5"}),
    ]
    assert len({c.call_id for c in calls}) == 2


def test_words_before_a_marked_call_are_kept():
    assert (
        spoken_calls(f"I add them.\n<tool_call>{CALL}</tool_call>", TOOLS).before == "I add them."
    )


def test_json_where_a_schema_asks_for_it_is_the_answer_unless_it_is_marked():
    assert spoken_calls(CALL, TOOLS, marked_only=True) is None
    assert spoken_calls(f"<tool_call>{CALL}</tool_call>", TOOLS, marked_only=True) is not None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda part: st.lists(part, max_size=2)
    | st.dictionaries(st.text(max_size=4), part, max_size=2),
    max_leaves=5,
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=5), json_values, max_size=3), st.booleans())
def test_arguments_come_through_unchanged(arguments, is_marked):
    text = json.dumps({"name": "add", "arguments": arguments})
    text = f"<tool_call>\n{text}\n</tool_call>" if is_marked else text
    [call] = spoken_calls(text, TOOLS).calls
    assert call.arguments == arguments


@given(st.text(max_size=60), st.integers(0, 200))
def test_no_text_breaks_the_reading(text, cut):
    for form in (f"add{text}", f"<tool_call>{text}add", *(form[:cut] + text for form in ONE[::7])):
        spoken_calls(form, TOOLS)


async def test_answer_that_is_a_call_has_it_and_keeps_its_words_on_record():
    llm = ReadingLlm(ScriptedLlm([f"<think>Hm.</think><tool_call>{CALL}</tool_call>"]), Habits())
    answer = await llm.complete(LlmRequest("scripted", (ChatMessage("user", "?"),), tools=TOOLS))
    assert (answer.text, answer.finish, answer.thoughts) == ("", "tool_calls", "Hm.")
    assert answer.tool_calls[0].arguments == {"a": 2, "b": 3}
    assert answer.verbatim == f"<tool_call>{CALL}</tool_call>"


@pytest.mark.parametrize(
    "said",
    [
        f"<think>I add.\n<tool_call>{CALL}</tool_call>",
        LlmAnswer("", thoughts=f"I add.\n<tool_call>{CALL}</tool_call>"),
    ],
)
async def test_call_at_the_end_of_thoughts_that_nothing_follows_is_one(said):
    llm = ReadingLlm(ScriptedLlm([said]), Habits())
    answer = await llm.complete(LlmRequest("scripted", (ChatMessage("user", "?"),), tools=TOOLS))
    assert (answer.text, answer.thoughts) == ("", "I add.")
    assert [call.name for call in answer.tool_calls] == ["add"]


async def test_call_in_thoughts_before_an_answer_is_none():
    llm = ReadingLlm(ScriptedLlm([f"<think><tool_call>{CALL}</tool_call></think>5"]), Habits())
    answer = await llm.complete(LlmRequest("scripted", (ChatMessage("user", "?"),), tools=TOOLS))
    assert (answer.text, answer.tool_calls) == ("5", ())


def test_text_of_a_call_that_is_almost_json_comes_through():
    text = '<|tool_call>call:find{text:<|"|>Oslo, {a}: 5<|"|>}<tool_call|>'
    [call] = spoken_calls(text, TOOLS).calls
    assert call.arguments == {"text": "Oslo, {a}: 5"}


@pytest.mark.parametrize("answer", [CALL, LlmAnswer(CALL, finish="length")])
async def test_answer_without_offered_tools_or_cut_off_is_text(answer):
    tools = () if isinstance(answer, str) else TOOLS
    llm = ReadingLlm(ScriptedLlm([answer]), Habits())
    read = await llm.complete(LlmRequest("scripted", (ChatMessage("user", "?"),), tools=tools))
    assert (read.text, read.tool_calls) == (CALL, ())


async def test_call_of_a_tool_that_nobody_offered_is_none_so_that_the_answer_is_asked_for_again():
    said = LlmAnswer("", finish="tool_calls", tool_calls=(ToolCall("add", {}, "c1"),))
    llm = ReadingLlm(ScriptedLlm([said]), Habits())
    answer = await llm.complete(LlmRequest("scripted", (ChatMessage("user", "?"),)))
    assert (answer.text, answer.tool_calls, answer.finish) == ("", (), "stop")
