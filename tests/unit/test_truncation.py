from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from hocket.adapters.http.truncation import TruncationDetector
from hocket.core.usage import Usage
from hocket.errors import RefusedError, TruncatedError, UnavailableError
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest, ToolCall, ToolSpec
from hocket.testing.cutting import CuttingHost, tokenizer

DICE = random.Random(8)
WORDS = ("the", "rain", "river", "sea", "a", "consideration", "valley", "measured", "of", "and")
TEXTS = {
    "prose": lambda: " ".join(DICE.choices(WORDS, k=14)) + ".\n",
    "digits": lambda: "".join(DICE.choices("0123456789", k=40)) + " ",
    "csv": lambda: f"2024-01-{DICE.randrange(31):02},{DICE.random():.4f},{DICE.randrange(99)};x\n",
    "json": lambda: f'{{"id": {DICE.randrange(9999)}, "name": "{DICE.choice(WORDS)}"}},\n',
    "code": lambda: f"    if ({DICE.choice(WORDS)}[{DICE.randrange(9)}] != y) {{ f(x); }}\n",
    "cjk": lambda: "".join(DICE.choices("東京は日本の首都であり、世界最大", k=40)),
    "emoji": lambda: "".join(DICE.choices("😀🎉🚀👍🔥", k=20)) + "\n",
}
TOKENIZERS = {
    "small": tokenizer(word_chars=3, digits=1, wide=2.0),
    "large": tokenizer(word_chars=7, digits=3, wide=0.7),
}
LOOK = ToolSpec(
    "look_up",
    "Look up the population of a town in the register of the country, by its name and year.",
    {"type": "object", "properties": {"town": {"type": "string"}}},
)
CALL = ToolCall("look_up", {"town": "Brook"}, "c1")


def new_detector() -> TruncationDetector:
    return TruncationDetector("the host")


def text_of(kind: str, chars: int) -> str:
    DICE.seed(8)  # the same text, whatever ran before
    text = ""
    while len(text) < chars:
        text += TEXTS[kind]()
    return text


def prompt(kind: str, chars: int = 5_000, **changes) -> LlmRequest:
    messages = (
        ChatMessage("system", text_of("prose", 400)),
        ChatMessage("user", text_of(kind, chars)),
    )
    return LlmRequest("m", messages, max_tokens=64, **changes)


async def checked(host: CuttingHost, request: LlmRequest, detector=None, **changes) -> LlmAnswer:
    detector = detector or new_detector()
    answer = replace(await host.complete(request), **changes)
    return await detector.checked(request, answer, host.complete)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", TOKENIZERS)
@pytest.mark.parametrize("share", [0.1, 0.6])
@pytest.mark.parametrize("where", ["start", "middle", "end"])
@pytest.mark.parametrize("chars", [2_000, 5_000])
async def test_cut_of_a_share_is_detected_at_the_first_call(kind, name, share, where, chars):
    host, request = CuttingHost(TOKENIZERS[name], where=where), prompt(kind, chars)
    whole = host.tokens_of(request)
    host.window_tokens = int(whole * (1 - share))
    with pytest.raises(TruncatedError, match="the host gave m only") as caught:
        await checked(host, request)
    assert caught.value.context["prompt_tokens"] <= host.window_tokens
    assert caught.value.context["sent_tokens"] == pytest.approx(whole, rel=0.1)


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("where", ["start", "middle", "end"])
@pytest.mark.parametrize("drops", [0.1, 0.2, 0.5])
async def test_host_that_drops_a_share_of_every_prompt_is_detected_each_time(kind, where, drops):
    host, detector = CuttingHost(TOKENIZERS["large"], drops=drops, where=where), new_detector()
    for _ in range(2):
        with pytest.raises(TruncatedError, match="the host gave m only"):
            await checked(host, prompt(kind, 2_000), detector)
    with pytest.raises(TruncatedError):
        await checked(host, prompt("prose", 100), detector)


async def test_host_that_stops_to_drop_a_share_is_used_again():
    cutting, whole = CuttingHost(TOKENIZERS["large"], drops=0.2), CuttingHost(TOKENIZERS["large"])
    detector = new_detector()
    with pytest.raises(TruncatedError):
        await checked(cutting, prompt("prose"), detector)
    assert (await checked(whole, prompt("prose"), detector)).unverified == ""


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", TOKENIZERS)
@pytest.mark.parametrize("chars", [900, 1_500, 4_000])
@pytest.mark.parametrize("words", [0, 8, 60])
async def test_template_with_a_system_prompt_of_its_own_is_no_cut(kind, name, chars, words):
    host = CuttingHost(TOKENIZERS[name], system="You help people. " * words)
    request = prompt(kind, chars)
    for asked in (request, replace(request, messages=request.messages[1:])):
        assert (await checked(host, asked, new_detector())).unverified == ""


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", TOKENIZERS)
@pytest.mark.parametrize("counts", ["all", "uncached"])
async def test_whole_prompts_of_a_conversation_are_accepted(kind, name, counts):
    host, detector = CuttingHost(TOKENIZERS[name], counts=counts), new_detector()
    request = prompt(kind, 3000)
    for chars in (200, 3000, 50, 5000, 400):
        answer = await checked(host, request, detector)
        assert answer.unverified == ""
        turns = ChatMessage("assistant", "Yes."), ChatMessage("user", text_of(kind, chars))
        request = replace(request, messages=(*request.messages, *turns))


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("name", TOKENIZERS)
@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("cut", [0, 0.12])
async def test_many_short_messages_are_a_cut_only_if_they_were_cut(kind, name, bare, cut):
    host = CuttingHost(TOKENIZERS[name], bare=bare)
    turns = [
        ChatMessage(role, text_of(kind, 60)) for _ in range(12) for role in ("user", "assistant")
    ]
    request = replace(prompt(kind), messages=(*prompt("prose", 60).messages[:1], *turns[:-1]))
    if not cut:
        assert (await checked(host, request)).unverified == ""
        return
    host.window_tokens = int(host.tokens_of(request) * (1 - cut))
    with pytest.raises(TruncatedError):
        await checked(host, request)


async def test_tiny_prompt_after_a_long_one_is_no_cut():
    def quarters(text: str) -> int:
        return len(text) // 4

    host, detector = CuttingHost(quarters, bare=True, template_tokens=0), new_detector()
    await checked(host, prompt("prose"), detector)
    for chars in range(20, 90, 7):
        request = LlmRequest("m", (ChatMessage("user", text_of("prose", chars)),), max_tokens=64)
        assert (await checked(host, request, detector)).unverified == ""


async def test_short_prompt_is_not_measured():
    host = CuttingHost(TOKENIZERS["large"])
    answer = await checked(host, prompt("prose", 300))
    assert (len(host.requests), answer.verification) == (1, Usage())


async def test_prompt_no_longer_than_one_that_was_read_is_not_measured_again():
    host, detector = CuttingHost(TOKENIZERS["large"]), new_detector()
    first = await checked(host, prompt("prose"), detector)
    measured = len(host.requests)
    second = await checked(host, prompt("prose"), detector)
    assert first.verification.calls == measured - 1 > 0
    assert (second.verification, len(host.requests)) == (Usage(), measured + 1)


async def test_window_that_shrinks_later_is_detected():
    host, detector = CuttingHost(TOKENIZERS["large"]), new_detector()
    await checked(host, prompt("prose"), detector)
    host.window_tokens = 1000
    with pytest.raises(TruncatedError):
        await checked(host, prompt("prose"), detector)


async def test_measuring_is_part_of_the_cost():
    host = CuttingHost(TOKENIZERS["large"])
    answer = await checked(host, prompt("csv"))
    assert answer.verification.calls == len(host.requests) - 1
    assert answer.verification.prompt_tokens == sum(host.read[1:])
    assert answer.prompt_tokens == host.read[0]


async def test_measuring_is_part_of_the_cost_of_a_prompt_that_was_cut():
    host = CuttingHost(TOKENIZERS["large"], window_tokens=2048)
    with pytest.raises(TruncatedError) as caught:
        await checked(host, prompt("csv"))
    assert Usage.model_validate(caught.value.context["usage"]).prompt_tokens == sum(host.read)


async def test_cut_short_prompt_is_detected_by_its_low_count():
    host = CuttingHost(TOKENIZERS["small"], window_tokens=120)
    with pytest.raises(TruncatedError):
        await checked(host, prompt("prose", 1000))


async def test_prompt_that_is_cached_and_not_counted_is_accepted():
    host, request = CuttingHost(TOKENIZERS["large"], counts="uncached"), prompt("code")
    await host.complete(request)
    assert (await checked(host, request)).prompt_tokens == 0


@pytest.mark.parametrize(("part", "named"), [("tools", "the tools"), ("results", "results of")])
async def test_part_that_a_host_drops_is_detected(part, named):
    host = CuttingHost(TOKENIZERS["large"], ignores={part})
    results = (
        ChatMessage("assistant", "", (CALL,)),
        ChatMessage("tool", text_of("json", 500), (), "c1"),
    )
    request = prompt("prose", 300, tools=(LOOK,))
    request = replace(request, messages=(*request.messages, *results))
    with pytest.raises(TruncatedError, match=named):
        await checked(host, request)


async def test_tools_that_the_llm_calls_are_not_measured():
    host = CuttingHost(TOKENIZERS["large"])
    await checked(host, prompt("prose", 100, tools=(LOOK,)), tool_calls=(CALL,))
    assert not any(request.tools for request in host.requests[1:])


async def test_tools_and_results_that_are_read_are_accepted_and_proven_once():
    host, detector = CuttingHost(TOKENIZERS["large"]), new_detector()
    request = prompt("prose", 900, tools=(LOOK,))
    await checked(host, request, detector)
    results = (
        ChatMessage("assistant", "", (CALL,)),
        ChatMessage("tool", text_of("json", 200), (), "c1"),
    )
    request = replace(request, messages=(*request.messages, *results))
    await checked(host, request, detector)
    measured = len(host.requests)
    await checked(host, request, detector)
    assert len(host.requests) == measured + 1


async def test_nothing_is_measured_twice_for_one_prompt():
    host = CuttingHost(TOKENIZERS["large"])
    turns = (ChatMessage("assistant", "Yes."), ChatMessage("user", "And then?")) * 20
    results = (ChatMessage("assistant", "", (CALL,)), ChatMessage("tool", "{}", (), "c1"))
    request = prompt("prose", tools=(LOOK,))
    await checked(host, replace(request, messages=(*request.messages, *turns, *results)))
    measured = [
        ([re.sub(r"^\d+\n", "", m.content) for m in request.messages], request.tools)
        for request in host.requests[1:]
    ]
    assert [prompt for prompt in measured if measured.count(prompt) > 1] == []


@pytest.mark.parametrize("count", [1, 9, 99])
async def test_count_that_is_always_the_same_is_no_count(count):
    async def send(request: LlmRequest) -> LlmAnswer:
        return LlmAnswer("Yes.", prompt_tokens=count)

    detector = new_detector()
    short, long = prompt("prose", 900), prompt("prose")
    assert (await detector.checked(short, await send(short), send)).unverified == ""
    assert "no usable counts" in (await detector.checked(long, await send(long), send)).unverified


async def test_host_without_counts_is_asked_for_marks():
    host = CuttingHost(TOKENIZERS["large"], counts="nothing", repeats_marks=True)
    detector = new_detector()
    request = prompt("prose")
    assert (await checked(host, request, detector)).unverified == ""
    asked = len(host.requests)
    assert (await checked(host, request, detector)).unverified == ""
    assert len(host.requests) == asked + 1


@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
async def test_marks_that_are_cut_off_are_detected(share):
    host = CuttingHost(TOKENIZERS["large"], counts="nothing", repeats_marks=True)
    request = prompt("prose", 12_000)
    host.window_tokens = int(host.tokens_of(request) * (1 - share))
    with pytest.raises(TruncatedError, match="repeats all marks of a short prompt"):
        await checked(host, request)


async def test_llm_that_repeats_no_marks_leaves_the_prompt_unverified():
    host = CuttingHost(TOKENIZERS["large"], counts="nothing")
    answer = await checked(host, prompt("prose"))
    assert "nothing shows whether the whole prompt was read" in answer.unverified


@pytest.mark.parametrize("fault", [RefusedError("no"), UnavailableError("busy")])
async def test_host_that_refuses_to_be_measured_keeps_its_answer(fault):
    host, request = CuttingHost(TOKENIZERS["large"]), prompt("prose")

    async def refuse(_: LlmRequest) -> LlmAnswer:
        raise fault

    answer = await host.complete(request)
    kept = await new_detector().checked(request, answer, refuse)
    assert kept.text == answer.text
