"""Thoughts in every form that LLMs and hosts give them, whole and cut into pieces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hocket.adapters.http.reading import text_in
from hocket.adapters.http.thoughts import opens_thoughts, thoughts_in
from hocket.adapters.openai.stream import Parts
from hocket.llm.habits import Habits
from hocket.llm.reading import ReadingLlm
from hocket.llm.thought_stream import ThoughtFilter
from hocket.llm.thoughts import split_thoughts
from hocket.ports.llm import ChatMessage, LlmAnswer, LlmRequest
from hocket.testing import ScriptedLlm

SPLIT = {
    "<think>Paris?</think>It is Lyon.": "It is Lyon.",
    "\n<think>\nParis?\n</think>\n\nIt is Lyon.\n": "It is Lyon.",
    "<think>\n\n</think>\n\nIt is Lyon.": "It is Lyon.",
    "<THINK>Paris?</THINK>It is Lyon.": "It is Lyon.",
    '<think budget="9">Paris?</think>It is Lyon.': "It is Lyon.",
    "<thinking>Paris?</thinking>\nIt is Lyon.": "It is Lyon.",
    "<thinking>Paris?</thinking><answer>It is Lyon.</answer>": "It is Lyon.",
    "<thought>Paris?</thought>It is Lyon.": "It is Lyon.",
    "<reasoning>Paris?</reasoning>It is Lyon.": "It is Lyon.",
    "<seed:think>Paris?</seed:think>It is Lyon.": "It is Lyon.",
    "[THINK]Paris?[/THINK]It is Lyon.": "It is Lyon.",
    "◁think▷Paris?◁/think▷It is Lyon.": "It is Lyon.",
    "[THINKING]Paris?[/THINKING]It is Lyon.": "It is Lyon.",
    "[REASONING]\nParis?\n[/REASONING]\nIt is Lyon.": "It is Lyon.",
    "<think/>It is Lyon.": "It is Lyon.",
    "<think />\n\nIt is Lyon.": "It is Lyon.",
    "<redacted_thinking>Paris?</redacted_thinking>It is Lyon.": "It is Lyon.",
    "<antThinking>Paris?</antThinking>It is Lyon.": "It is Lyon.",
    "<longcat_think>\nParis?\n</longcat_think>\nIt is Lyon.": "It is Lyon.",
    "<inner_monologue>Paris?</inner_monologue>It is Lyon.": "It is Lyon.",
    "<chain_of_thought>Paris?</chain_of_thought>It is Lyon.": "It is Lyon.",
    "<cot>Paris?</cot>It is Lyon.": "It is Lyon.",
    "<|reasoning_start|>Paris?<|reasoning_end|>It is Lyon.": "It is Lyon.",
    "<|inner_prefix|>Paris?<|inner_suffix|>It is Lyon.": "It is Lyon.",
    "<\uff5cthink\uff5c>Paris?<\uff5c/think\uff5c>It is Lyon.": "It is Lyon.",
    "<|think|>Paris?<|/think|>It is Lyon.": "It is Lyon.",
    "<|START_THINKING|>Paris?<|END_THINKING|><|START_RESPONSE|>It is Lyon.<|END_RESPONSE|>": (
        "It is Lyon."
    ),
    "<|begin_of_thought|>Paris?<|end_of_thought|>\n<|begin_of_solution|>It is Lyon."
    "<|end_of_solution|>": "It is Lyon.",
    "<|channel>thought\nParis?<channel|>It is Lyon.": "It is Lyon.",
    "<unused94>thought\nParis?<unused95>It is Lyon.": "It is Lyon.",
    "Paris?</think>It is Lyon.": "It is Lyon.",
    "Paris?\n</think>\n\nIt is Lyon.": "It is Lyon.",
    "Paris?[/THINK]It is Lyon.": "It is Lyon.",
    "Say ```x\nParis?\n</think>\nIt is Lyon.": "It is Lyon.",
    "```\nParis?\n</think>\nIt is:\n```\nLyon\n```": "It is:\n```\nLyon\n```",
    "The tag `</think>` ends Paris.</think>It is Lyon.": "It is Lyon.",
    "<think>`</think>` ends Paris.</think>It is Lyon.": "It is Lyon.",
    "<think>Paris?</think></think>It is Lyon.": "It is Lyon.",
    "It is\n<think>Paris?</think>Lyon.": "It is\nLyon.",
    "It is Lyon. <think>Paris</think>": "It is Lyon.",
    "<think>Paris?</think>It is <think>or Paris?</think>Lyon.": "It is Lyon.",
    "<think>Paris? It must be": "",
    "It is Lyon.\n<think>Paris? It must be": "It is Lyon.",
    "<think>Paris?</think>": "",
    "<|channel|>analysis<|message|>Paris?<|end|><|start|>assistant<|channel|>final<|message|>"
    "It is Lyon.<|return|>": "It is Lyon.",
    "<|start|>assistant<|channel|>analysis<|message|>Paris?<|end|>": "",
    "Paris?<|end|><|start|>assistant<|channel|>final<|message|>It is Lyon.": "It is Lyon.",
    "<|channel|>anal": "",
    "analysisThe user wants Paris.assistantfinalIt is Lyon.": "It is Lyon.",
    "analysisThe user wants Paris.": "",
    "assistantanalysisParis?assistantfinalIt is Lyon.": "It is Lyon.",
    "analysis\nParis?\nassistantfinal\nIt is Lyon.": "It is Lyon.",
    "<reason>Paris?</reason>\nIt is Lyon.": "It is Lyon.",
    "<analysis>\nParis?\n</analysis>\n\nIt is Lyon.": "It is Lyon.",
    "<plan>Paris?</plan>\n<answer>It is Lyon.</answer>": "It is Lyon.",
    "&lt;think&gt;Paris?&lt;/think&gt;\nIt is Lyon.": "It is Lyon.",
    "\\u003cthink\\u003eParis?\\u003c/think\\u003eIt is Lyon.": "It is Lyon.",
    "```thinking\nParis?\n```\nIt is Lyon.": "It is Lyon.",
    '<details type="reasoning" done="true">\n> Paris?\n</details>\nIt is Lyon.': "It is Lyon.",
    "<details>\n<summary>Thinking</summary>\nParis?\n</details>\nIt is Lyon.": "It is Lyon.",
    "**Thinking:** Paris?\n\n**Answer:** It is Lyon.": "It is Lyon.",
    "## Thought process\nParis?\n\n## Final answer\nIt is Lyon.": "It is Lyon.",
    "Thought: Paris?\nFinal Answer: It is Lyon.": "It is Lyon.",
    "Thinking...\nParis?\n...done thinking.\n\nIt is Lyon.": "It is Lyon.",
    "Here is my thought process:\nParis?\n\nHere is my response:\nIt is Lyon.": "It is Lyon.",
}

KEPT = [
    "It is Lyon.",
    "  It is Lyon.\n",
    "",
    "analysis of Paris",
    "Use `<think>` and `</think>` around it.",
    'The tags are "<think>" and "</think>".',
    "Here:\n```\n<think>Paris</think>\nLyon\n```\nDone.",
    "```python\nanswer = text.split('</think>')[-1]\n```",
    "~~~xml\n<think>\nParis\n</think>\n~~~",
    "````md\n```\n<think>\n```\n````",
    "The <think> tag opens it.",
    '{"html": "<think>Paris</think>"}',
    "I think</b> it is Lyon, <em>thinking</em> of Paris.",
    "[thinking] Where is it? [reasoning] There.",
    "An apricot, a <cotton> shirt and a <monologues> tag.",
    "1 < 2 and [3] ◁ 4 ` 5",
    "analysis\nParis is the capital.",
    "<plan>Go to Paris</plan>",
    "<plan>Go to Paris</plan>  ",
    "Then <reason>Paris</reason> follows.",
    "Thought: Paris is large.\nIt has two million people.",
    "Thinking about Paris.\nFinal answer: it is large.",
    "## Thoughts on Paris\n## Answer\nYes.",
    "<details>\n<summary>Paris</summary>\nIt is large.\n</details>\nDone.",
    'Thought: Paris?\nAction: find\nAction Input: {"a": 1}\nThought: Hm.\nFinal Answer: It is.',
    "We say &lt;think&gt;Paris&lt;/think&gt; here.",
    "```\n<|channel|>analysis<|message|>Paris<|end|>\n```",
]


@pytest.mark.parametrize(("said", "answer"), SPLIT.items())
def test_thoughts_in_any_form_are_split_off(said, answer):
    split = split_thoughts(said)
    assert split.text == answer
    assert "Paris" not in split.text
    assert ("Paris" in split.thoughts) == ("Paris" in said)


@pytest.mark.parametrize("said", KEPT)
def test_text_without_thoughts_is_unchanged(said):
    assert split_thoughts(said).text == said
    assert split_thoughts(said).thoughts == ""


@pytest.mark.parametrize("said", KEPT)
def test_stream_without_thoughts_is_passed_on_whole_wherever_it_is_cut(said):
    for at in range(len(said) + 1):
        assert "".join(streamed([said[:at], said[at:]])) == said
    assert "".join(streamed(list(said))) == said


@pytest.mark.parametrize(
    ("said", "answer"),
    [(s, a) for s, a in SPLIT.items() if not s.startswith(("Paris", "Say", "The", "```"))],
)
def test_stream_never_passes_on_thoughts_wherever_it_is_cut(said, answer):
    for at in range(len(said) + 1):
        assert "".join(streamed([said[:at], said[at:]])).strip() == answer
    assert "".join(streamed(list(said))).strip() == answer


@pytest.mark.parametrize(("said", "answer"), SPLIT.items())
def test_stream_of_an_llm_that_only_closes_its_thoughts_waits_for_the_end_of_them(said, answer):
    assert "".join(streamed(list(said), wait=True)).strip() == answer


def test_second_closing_mark_ends_further_thoughts():
    said = "<think>Paris?</think>Still Paris?</think>It is Lyon."
    assert split_thoughts(said).text == "It is Lyon."


def test_stream_is_passed_on_while_it_arrives():
    shown = []
    stream = ThoughtFilter(shown.append)
    for piece in ("It ", "is ", "<b>", "Lyon"):
        stream.feed(piece)
        assert "".join(shown).endswith(piece)


def test_stream_goes_on_piece_by_piece_after_the_thoughts():
    shown = []
    stream = ThoughtFilter(shown.append)
    for piece in ("<think>", "Hm. " * 200, "</think>", "\n\n"):
        stream.feed(piece)
    for piece in ("It", " is", " Lyon"):
        stream.feed(piece)
        assert shown[-1] == piece
    assert "".join(shown) == "It is Lyon"


@pytest.mark.parametrize("start", ["Okay, the user", "Hmm, let me", "We need to", "Let's see: so"])
def test_stream_that_begins_like_thoughts_waits_for_their_end(start):
    assert "".join(streamed(list(f"{start} Paris?\n</think>\n\nIt is Lyon."))) == "It is Lyon."
    assert "".join(streamed(list(f"{start} Paris."))) == f"{start} Paris."


@pytest.mark.parametrize(
    ("prompt", "is_about"),
    [
        ("Put your plan into <plan></plan>.", True),
        ("Write a thought: and a final answer:", True),
        ("Use <think> for it.", True),
        ("Plan a trip and explain your reasoning.", False),
    ],
)
async def test_forms_that_the_prompt_asks_for_are_the_answer(prompt, is_about):
    said = "<plan>Paris?</plan>\nIt is Lyon."
    asked = LlmRequest("scripted", (ChatMessage("user", prompt),))
    answer = await ReadingLlm(ScriptedLlm([said]), Habits()).complete(asked)
    assert answer.text == (said if is_about else "It is Lyon.")


def test_marks_that_the_prompt_is_about_are_text_within_a_line():
    said = "Put <think>this</think> there.\nIt ends at </think> and goes on."
    assert split_thoughts(said, about_marks=True).text == said
    leading = f"<think>Paris?</think>\n{said}"
    assert split_thoughts(leading, about_marks=True).text == said


@pytest.mark.parametrize(
    ("prompt", "mark"),
    [("<|im_start|>assistant\n<think>\n", "<think>"), ("a[THINK]", "[THINK]"), ("<think> x", "")],
)
def test_prompt_that_opens_thoughts_is_recognised(prompt, mark):
    assert opens_thoughts(prompt) == mark


@pytest.mark.parametrize(
    "message",
    [
        {"reasoning_content": "Hm."},
        {"reasoning": "Hm.", "reasoning_content": "Hm."},
        {"thinking": "Hm."},
        {"reasoning": {"text": "Hm."}},
        {"reasoning_details": [{"type": "reasoning.text", "text": "Hm."}]},
        {"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}]},
        {"content": [{"type": "text", "text": "Lyon."}, {"type": "reasoning", "text": "Hm."}]},
        {"content": [{"type": "summary_text", "text": "Hm."}, {"type": "text", "text": "Lyon."}]},
        {"content": [{"text": "Hm.", "thought": True}, {"text": "Lyon."}]},
    ],
)
def test_thoughts_in_a_field_of_their_own_are_read(message):
    assert thoughts_in(message) == ["Hm."]
    assert "Hm." not in text_in(message.get("content"))


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"content": "Hm."},
        {"content": [{"type": "text", "text": "Hm."}]},
        {"reasoning": 1, "thinking": "", "thought": True, "reasoning_details": [{}]},
    ],
)
def test_message_without_thoughts_has_none(message):
    assert thoughts_in(message) == []


def test_stream_of_events_keeps_thoughts_apart_and_counts_them():
    shown = []
    parts = Parts(shown.append)
    parts.add({"choices": [{"delta": {"reasoning_content": "Hm."}}]})
    parts.add({"choices": [{"delta": {"content": "Lyon."}}]})
    assert (parts.thoughts, parts.texts, shown) == (["Hm."], ["Lyon."], ["Lyon."])
    assert parts.written == "Lyon.Hm."


async def test_answer_is_read_without_its_thoughts_which_stay_in_it():
    shown = []
    llm = ReadingLlm(
        ScriptedLlm([LlmAnswer("<think>Paris?</think>Lyon.", thoughts="Hm.")]), Habits()
    )
    answer = await llm.complete(request(), shown.append)
    assert (answer.text, answer.thoughts, "".join(shown)) == ("Lyon.", "Hm.\nParis?", "Lyon.")


async def test_answer_whose_thoughts_the_host_split_off_loses_what_surrounds_it_too():
    said = LlmAnswer("<answer>Lyon.</answer>", thoughts="Paris?")
    answer = await ReadingLlm(ScriptedLlm([said]), Habits()).complete(request())
    assert answer.text == "Lyon."


@pytest.mark.parametrize("constrained", [True, False])
async def test_schema_is_sent_only_if_decoding_may_be_constrained(constrained):
    llm = ScriptedLlm(["{}"])
    asked = replace(request(), json_schema={"type": "object"}, constrained=constrained)
    await ReadingLlm(llm, Habits()).complete(asked)
    [sent] = llm.requests
    assert (sent.json_schema is not None) is constrained


async def test_llm_that_only_closes_its_thoughts_never_shows_them():
    shown = []
    llm = ReadingLlm(ScriptedLlm(["Paris?\n</think>Lyon."] * 2), Habits())
    await llm.complete(request(), shown.append)
    await llm.complete(request(), shown.append)
    assert shown == ["Lyon.", "Lyon."]


@pytest.mark.parametrize("first", ["Lyon.", "<think>Paris?</think>Lyon."])
async def test_answers_are_shown_as_they_arrive_once_the_first_had_no_lone_closing_mark(first):
    shown, pieces = [], ["It", " is", " Lyon."]
    llm = ReadingLlm(InPieces([[first], pieces, pieces]), Habits())
    for _ in range(3):
        shown.clear()
        await llm.complete(request(), shown.append)
    assert shown == pieces


async def test_host_that_marks_both_ends_is_shown_as_it_arrives_from_the_first_answer():
    shown, pieces = [], ["It", " is", " Lyon."]
    llm = InPieces([pieces])
    llm.marks_thoughts = lambda _: True
    await ReadingLlm(llm, Habits()).complete(request(), shown.append)
    assert shown == pieces


async def test_answer_that_has_to_be_json_is_shown_as_it_arrives_and_proves_nothing():
    shown, pieces, habits = [], ['{"a"', ": 1}"], Habits()
    asked = replace(request(), json_schema={"type": "object"})
    await ReadingLlm(InPieces([pieces]), habits).complete(asked, shown.append)
    assert (shown, habits.plain) == (pieces, set())


class InPieces(ScriptedLlm):
    """Streams each answer in these pieces."""

    def __init__(self, answers):
        super().__init__(["".join(pieces) for pieces in answers])
        self.answers = iter(answers)

    async def complete(self, request, on_text=None):
        for piece in next(self.answers):
            on_text(piece)
        return await super().complete(request)


def request():
    return LlmRequest("scripted", (ChatMessage("user", "Capital of France?"),))


def streamed(pieces, **options):
    shown = []
    stream = ThoughtFilter(shown.append, **options)
    for piece in pieces:
        stream.feed(piece)
    stream.end()
    return shown
