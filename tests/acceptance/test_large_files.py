"""What does not fit a prompt is left out on record, and the summary says so."""

from __future__ import annotations

import json

import pytest

from hocket import Agent, Goal, Hocket, tool
from hocket.ports.llm import LlmAnswer, ToolCall
from hocket.testing import ScriptedLlm
from hosts import command, host, seen

LINE = "The rain of that day fell on the roofs of the town and ran into the river.\n"


async def test_large_file_is_shortened_and_the_command_line_says_so_also_when_quiet(tmp_path):
    (tmp_path / "diary.txt").write_text(LINE * 6000, encoding="utf-8")
    remark = "left out of a prompt to fit the window of 8192 tokens:"
    async with host(tmp_path, {"say": "It rains."}) as environ:
        options = ("run", "What happens?", "--single", "--input", "diary.txt")
        _, out, err = await command(environ, *options, "--quiet")
        assert out == "It rains.\n"
        assert remark in err
        assert err.rstrip().endswith("characters of diary.txt")
        prompt = max(seen(environ), key=len)
        assert prompt.rstrip().endswith("Task: What happens?")
        assert prompt.count(LINE) > 200
        _, out, _ = await command(environ, "show", "last")
        assert remark in out
        _, out, _ = await command(environ, *options, "--json")
        assert json.loads(out)["remarks"][0].startswith(remark)


@pytest.mark.parametrize("lines", [6000, 40_000])  # the last exceeds the run's limit of tokens too
async def test_large_result_of_a_tool_is_shortened_and_named_in_the_finished_run(lines):
    @tool(effect="none")
    def read_diary() -> str:
        "Read the diary."
        return LINE * lines

    def answers(request):
        if request.messages[-1].role == "tool":
            return "It rains."
        call = ToolCall("read_diary", {}, "c1")
        return LlmAnswer("", "tool_calls", tool_calls=(call,))

    llm = ScriptedLlm(answers, context_tokens=4000)
    async with Hocket([Agent("a", tools=[read_diary])], builtin=False, llm=llm) as hocket:
        done = await hocket.run(Goal(text="What happens?"), plan="single")
    assert done.text == "It rains."
    assert done.state.remarks[0].startswith("left out of a prompt to fit the window of 4000 tokens")
    assert done.state.remarks[0].endswith("characters of the result of read_diary")
