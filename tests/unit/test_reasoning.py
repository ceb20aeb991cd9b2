"""The allowance for thoughts: given where they left no room for the answer, and no more often."""

from __future__ import annotations

import pytest

from hocket.errors import TruncatedError
from hocket.llm.reasoning import ReasoningLlm
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.testing import ScriptedLlm

ALLOWANCE = 4000
SPENT = LlmAnswer("", finish="length", thoughts="Hm. " * 9)
HIDDEN = LlmAnswer("\n", finish="length")
HALF = LlmAnswer("It is", finish="length", thoughts="Hm. " * 9)


async def ask(script, times: int = 1, allowance: int = ALLOWANCE, window: int = 32_768, **options):
    """The last answer, the token limits of all calls, and the steps on record."""
    steps = []

    async def note(event):
        steps.append((event.subject, event.step))

    scripted = ScriptedLlm(script, context_tokens=window)
    llm = ReasoningLlm(scripted, "t1#1", note, allowance)
    request = LlmRequest("scripted", (ChatMessage("user", "?"),), max_tokens=100, **options)
    answer = None
    for _ in range(times):
        answer = await llm.complete(request)
    return answer, [r.max_tokens for r in scripted.requests], steps


@pytest.mark.parametrize("cut", [SPENT, HIDDEN, HALF])
async def test_answer_that_thoughts_left_no_room_for_is_asked_again_with_more(cut):
    answer, limits, steps = await ask([cut, "It is Lyon."])
    assert (answer.text, limits) == ("It is Lyon.", [100, 100 + ALLOWANCE])
    assert steps == [("thoughts", "asked_again")]


async def test_llm_that_needed_the_allowance_has_it_from_then_on():
    _, limits, steps = await ask([SPENT, "one", "two"], times=2)
    assert limits == [100, 100 + ALLOWANCE, 100 + ALLOWANCE]
    assert len(steps) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "It is Lyon.",
        LlmAnswer("It is Lyon.", thoughts="Hm."),
        LlmAnswer("It is", finish="length"),
        LlmAnswer("", thoughts="Hm."),
    ],
)
async def test_answer_with_room_enough_gets_no_allowance(answer):
    _, limits, steps = await ask([answer])
    assert (limits, steps) == ([100], [])


async def test_single_token_that_is_asked_for_gets_no_allowance():
    _, limits, _ = await ask([HIDDEN], logprobs=5)
    assert limits == [100]


async def test_thoughts_that_use_up_the_allowance_too_are_an_error_that_names_it():
    with pytest.raises(TruncatedError, match=r"spent all 4100 tokens.*raise reasoning_tokens"):
        await ask([SPENT, SPENT])


async def test_answer_cut_off_after_its_thoughts_is_returned_as_such():
    answer, limits, _ = await ask([SPENT, HALF])
    assert (answer.text, answer.finish, len(limits)) == ("It is", "length", 2)


@pytest.mark.parametrize(("window", "allowed"), [(3000, 2000), (1200, 1000)])
async def test_allowance_is_what_the_window_leaves(window, allowed):
    _, limits, _ = await ask([SPENT, "Lyon."], window=window)
    assert limits == [100, 100 + allowed]


async def test_window_without_room_for_thoughts_is_an_error():
    with pytest.raises(TruncatedError, match="spent all 100 tokens"):
        await ask([SPENT, SPENT], window=300)


async def test_allowance_of_nothing_asks_once():
    with pytest.raises(TruncatedError, match="reasoning_tokens, which is 0"):
        await ask([SPENT], allowance=0)
