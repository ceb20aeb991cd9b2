"""The set of hard schemas and tools, and how each kind of failure is recognised on all of them."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from hocket.adapters.llamacpp.weights import WEIGHTS, fetch
from hocket.core.schema import validator_of
from hocket.errors import StructureError
from hocket.llm.habits import Habits
from hocket.llm.misfits import ECHO
from hocket.llm.reading import ReadingLlm
from hocket.llm.structure import StructuredLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.testing import ScriptedLlm

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "bench"))
import ladder  # noqa: E402 - the scripts of a bench are no package
from choices import CHOICES  # noqa: E402 - as above
from schemas import SHAPES  # noqa: E402 - as above

ASKED = (ChatMessage("user", "Give it as JSON."),)


def name_of(shape) -> str:
    return f"{shape.feature}/{shape.name}"


def of_each(shapes):
    return pytest.mark.parametrize("shape", shapes, ids=name_of)


async def climbed(shape, *said: str | LlmAnswer):
    """What the whole ladder makes of these answers, and its steps."""
    steps = []

    async def note(event):
        steps.append(event.step)

    llm = ReadingLlm(ScriptedLlm(list(said)), Habits())
    request = LlmRequest("scripted", ASKED, json_schema=shape.schema)
    answer = await StructuredLlm(llm, "a#1", note).complete(request)
    return answer.data, steps


def test_set_has_sixty_different_schemas_and_a_dozen_sets_of_tools():
    assert len({name_of(shape) for shape in SHAPES}) == 60
    assert len({choice.name for choice in CHOICES}) == 12


@of_each(SHAPES)
def test_schema_is_kept_by_a_value_and_not_by_a_near_miss(shape):
    validator = validator_of(shape.schema)
    assert validator.is_valid(shape.fit)
    assert not validator.is_valid(shape.misfit)


@of_each(SHAPES)
async def test_fenced_block_is_read(shape):
    said = f"Here it is:\n```json\n{json.dumps(shape.fit, indent=1)}\n```\nThat is all."
    assert await climbed(shape, said) == (shape.fit, ["repaired"])


@of_each(SHAPES)
async def test_thoughts_before_an_object_are_no_part_of_it(shape):
    wrong = json.dumps(shape.misfit)
    said = f"<think>Is it {wrong}? No, as the schema says.</think>\n{json.dumps(shape.fit)}"
    assert await climbed(shape, said) == (shape.fit, [])


@of_each(SHAPES)
async def test_echoed_schema_is_named_and_asked_for_again(shape):
    steps, seen = [], []

    async def note(event):
        steps.append((event.step, event.fault))

    def script(request):
        seen.append(request.messages[-1].content)
        return json.dumps(shape.schema if len(seen) == 1 else shape.fit)

    request = LlmRequest("scripted", ASKED, json_schema=shape.schema)
    answer = await StructuredLlm(ScriptedLlm(script), "a#1", note).complete(request)
    assert (answer.data, steps) == (shape.fit, [("asked_again", ECHO)])
    assert ECHO in seen[1]


@of_each(SHAPES)
async def test_echoed_schema_before_a_value_is_passed_over(shape):
    said = f"Schema: {json.dumps(shape.schema)}\nAnswer: {json.dumps(shape.fit)}"
    assert await climbed(shape, said) == (shape.fit, ["repaired"])


def cut_short(shape) -> str:
    """The value up to the middle of its last text or the colon or comma before its last part."""
    text = json.dumps(shape.fit)
    inner = text.rstrip("}]")
    return inner[:-2] if inner.endswith('"') and len(inner) > 3 else inner[: inner.rindex(" ")]


@of_each([shape for shape in SHAPES if " " in json.dumps(shape.fit)])
@pytest.mark.parametrize("finish", ["length", "stop"])
async def test_cut_off_object_is_never_completed_by_a_repair(shape, finish):
    cut = LlmAnswer(cut_short(shape), finish)
    assert await climbed(shape, cut, json.dumps(shape.fit)) == (shape.fit, ["asked_again"])


@of_each(SHAPES)
async def test_near_miss_three_times_is_an_error(shape):
    with pytest.raises(StructureError, match="fits the schema in 3 asks"):
        await climbed(shape, *[json.dumps(shape.misfit)] * 3)


async def test_schema_with_the_values_filled_in_is_read_for_them():
    shape = next(shape for shape in SHAPES if shape.name == "two")
    said = json.dumps({"type": "object", "properties": shape.fit, "required": ["person"]})
    assert await climbed(shape, said) == (shape.fit, ["repaired"])


@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
def test_call_fits_one_of_the_tools_that_are_offered(choice):
    (tool,) = [tool for tool in choice.tools if tool.name == choice.tool]
    assert validator_of(tool.parameters).is_valid(choice.arguments)


NARRATED = {
    "bare": "{call}",
    "fenced": "```json\n{call}\n```",
    "marked": "I do that.\n<tool_call>\n{call}\n</tool_call>",
    "in a list": "[{call}]",
    "named": "<{tool}>{arguments}</{tool}>",
    "after thoughts": "<think>Which tool? {tool}.</think>\n{call}",
}


@pytest.mark.parametrize("form", NARRATED)
@pytest.mark.parametrize("choice", CHOICES, ids=lambda choice: choice.name)
async def test_narrated_call_is_made(choice, form):
    arguments = json.dumps(choice.arguments, ensure_ascii=False)
    call = f'{{"name": "{choice.tool}", "arguments": {arguments}}}'
    said = NARRATED[form].format(call=call, tool=choice.tool, arguments=arguments)
    llm = ReadingLlm(ScriptedLlm([said]), Habits())
    request = LlmRequest("scripted", (ChatMessage("user", choice.question),), tools=choice.tools)
    answer = await llm.complete(request)
    assert [(c.name, dict(c.arguments)) for c in answer.tool_calls] == [
        (choice.tool, choice.arguments)
    ]


FAILURES = {
    "as it should be": '{"n": 3}',
    "echoed schema": '{"properties": {"n": {"type": "integer"}}, "required": ["n"]}',
    "fenced": '```json\n{"n": 3}\n```',
    "cut off midway": '{"n": "thr',
    "other words": 'Sure: {"n": 3}',
    "misfit": '{"n": "three"}',
    "no JSON": "three",
}


@pytest.mark.parametrize("kind", FAILURES)
def test_kind_of_a_failure_is_told_from_the_answer(kind):
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    assert ladder.kind_of(LlmAnswer(FAILURES[kind]), schema) == kind


def test_kind_of_an_answer_with_thoughts_or_a_narrated_call_is_that():
    schema = {"type": "object"}
    assert ladder.kind_of(LlmAnswer("{}", thoughts="hm"), schema) == "thoughts before"
    assert ladder.kind_of(LlmAnswer('{"a": 1}', "length"), schema) == "cut off"


class Counting(ScriptedLlm):
    """Answers what fits, and stops the bench after so many calls."""

    def __init__(self, most: int = 10**6) -> None:
        super().__init__(self._said, names=("one",))
        self.most, self.asked = most, Counter()

    def _said(self, request):
        if sum(self.asked.values()) >= self.most:
            raise KeyboardInterrupt
        text = request.messages[0].content
        self.asked[text] += 1
        shape = next((s for s in SHAPES if text.endswith(f"Text: {s.text}")), None)
        return json.dumps(shape.fit) if shape else "I call nothing."


async def test_run_that_was_stopped_goes_on_with_what_has_no_row(tmp_path):
    first, second = Counting(), Counting()
    await ladder.measure(first, "one", tmp_path, every=20, most=2)
    rows = ladder.rows_in(tmp_path)["one"]
    assert len(rows) == 2
    await ladder.measure(second, "one", tmp_path, every=20)
    assert not first.asked.keys() & second.asked.keys()
    assert len(ladder.rows_in(tmp_path)["one"]) == 4
    third = Counting()
    await ladder.measure(third, "one", tmp_path, every=20)
    assert not third.asked


async def test_only_some_schemas_are_asked_for_by_name_or_feature(tmp_path):
    names = ["limits/step", "unicode", "tools/one"]
    await ladder.measure(Counting(), "one", tmp_path, only=names)
    rows = {row.name for row in ladder.rows_in(tmp_path)["one"]}
    assert {"limits/step", "unicode/cjk", "tools/one"} < rows
    assert all(name in names or name.startswith("unicode/") for name in rows)


async def test_tables_count_rungs_tools_features_and_kinds_of_failures(tmp_path):
    await ladder.measure(Counting(), "one", tmp_path, every=20)
    said = ladder.report(ladder.rows_in(tmp_path), misses=True)
    assert "| as said | 3 of 3 |" in said
    assert "| whole ladder | 3 of 3 |" in said
    assert "| tools: right tool | 0 of 1 |" in said
    assert "| as it should be | 3 |" in said
    assert "tools/one: no call" in said


@pytest.mark.llamacpp
@pytest.mark.timeout(600)
async def test_ladder_bench_counts_each_rung(tmp_path):
    await fetch(WEIGHTS["smollm2:135m"], ladder.CACHE)
    words = ("bench/ladder.py", "--llm", "smollm2:135m", "--every", "40", "--out", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    assert "| whole ladder | " in output.decode()
    assert " of 2 |" in output.decode()
