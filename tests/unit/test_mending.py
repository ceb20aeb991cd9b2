"""The straight path of a call: layers that are made late do the same as those of every call."""

from __future__ import annotations

import asyncio

import pytest

from hocket.errors import ContextOverflowError, TruncatedError
from hocket.llm.asking import InsistingLlm
from hocket.llm.compaction.layer import CompactingLlm
from hocket.llm.mending import MendingLlm
from hocket.llm.reasoning import ReasoningLlm
from hocket.llm.repeating import RepeatingLlm
from hocket.llm.structure import StructuredLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall
from hocket.testing import ScriptedLlm

PROMPT = (ChatMessage("user", "word " * 2000),)
USED_UP = LlmAnswer("", "length", thoughts="hmm")
LOOPING = LlmAnswer("a", repeats="9 times 'a'", verbatim="a" * 9)
OVERFLOW = ContextOverflowError("too long", prompt_tokens=2600, window=2000)


def layers_around(llm, events):
    async def note(event, **_):
        events.append(event)

    reasoning = ReasoningLlm(llm, "a#1", note, 1024)
    repeating = RepeatingLlm(CompactingLlm(reasoning, "a#1", note), "a#1", note)
    return StructuredLlm(InsistingLlm(repeating, "a#1", note), "a#1", note)


async def outcome_of(llm, request):
    try:
        return await llm.complete(request)
    except TruncatedError as error:
        return error.message


@pytest.mark.parametrize(
    ("script", "options", "faults"),
    [
        (["Four."], {}, {}),
        (["", "Four."], {}, {}),
        ([USED_UP, "Four.", "Five."], {}, {}),
        ([USED_UP, USED_UP, "Five."], {}, {}),
        ([LOOPING, "Four."], {}, {}),
        ([LOOPING, LOOPING], {}, {}),
        ([LlmAnswer("Fo", "length"), "Five."], {}, {}),
        ([LlmAnswer("", tool_calls=(ToolCall("add", {}),)), "Five."], {}, {}),
        (["unused", "Four."], {}, {1: OVERFLOW}),
        (["unused", "", "Four."], {}, {1: OVERFLOW}),
        (["", "Four."], {"logprobs": 1}, {}),
        (["no JSON", "[1]", "Five."], {"json_schema": {"type": "array"}}, {}),
    ],
)
async def test_layers_do_the_same_whether_or_not_they_are_made_at_first(script, options, faults):
    seen = []
    for wrap in (
        layers_around,
        lambda llm, events: MendingLlm(llm, lambda begun: layers_around(begun, events)),
    ):
        host, events = ScriptedLlm([*script, "Six."], faults=faults), []
        llm = wrap(host, events)
        outcomes = [await outcome_of(llm, LlmRequest("scripted", PROMPT, **options))]
        outcomes.append(await outcome_of(llm, LlmRequest("scripted", PROMPT)))
        seen.append((outcomes, host.requests, events))
    assert seen[0] == seen[1]


async def test_usable_answers_make_no_layers():
    made = []

    def layered(llm):
        made.append(llm)
        return llm

    llm = MendingLlm(ScriptedLlm(["Four.", ""]), layered)
    await llm.complete(LlmRequest("scripted", PROMPT))
    assert not made
    await llm.complete(LlmRequest("scripted", PROMPT))
    assert len(made) == 1


async def test_the_same_request_in_progress_twice_keeps_both_outcomes():
    host = ScriptedLlm(["", LOOPING, "Four.", "Five."], latency_s=0.001)
    llm = MendingLlm(host, lambda begun: layers_around(begun, []))
    request = LlmRequest("scripted", PROMPT)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(llm.complete(request)) for _ in range(2)]
    assert sorted(task.result().text for task in tasks) == ["Five.", "Four."]
    assert len(host.requests) == 4
