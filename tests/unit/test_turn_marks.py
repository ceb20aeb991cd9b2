"""Marks of turns around an answer, as hosts let them through."""

from __future__ import annotations

import pytest

from hocket.llm.habits import Habits
from hocket.llm.reading import ReadingLlm
from hocket.llm.turn_marks import without_turn_marks
from hocket.ports.llm import ChatMessage, LlmRequest
from hocket.testing import ScriptedLlm

AROUND = [
    "It rains.<|im_end|>",
    "It rains.<|eot_id|>\n",
    "It rains.</s>",
    "It rains.<|endoftext|><|endoftext|>",
    "It rains.<end_of_turn>\n<eos>",
    "It rains.<|end_of_text|>",
    "It rains.<\uff5cend\u2581of\u2581sentence\uff5c>",
    "It rains.[|endofturn|]",
    "<|im_start|>assistant\nIt rains.<|im_end|>",
    "<|start_header_id|>assistant<|end_header_id|>\n\nIt rains.<|eot_id|>",
    "<start_of_turn>model\nIt rains.<end_of_turn>",
    "<|begin_of_text|>It rains.",
    "<\uff5cbegin\u2581of\u2581sentence\uff5c>It rains.",
    "<s>It rains.</s>",
    "<s> It rains.",
    "[/INST] It rains.</s>",
    "<|assistant|>\nIt rains.<|end|>",
    "It rains.<|im_end|>\n<|im_start|>user\nAnd in Rome?<|im_end|>\n<|im_start|>assistant\nNo.",
    "It rains.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nAnd in Rome?",
    "It rains.\n<start_of_turn>user\nAnd in Rome?",
    "It rains. [INST] And in Rome? [/INST] No.",
    "It rains.\n<|user|>\nAnd in Rome?",
]
KEPT = [
    "It rains.",
    "It <s>rained</s>",
    "<s>Rain</s> <b>Snow</b>",
    "Each turn ends with `<|im_end|>`.",
    "```\n<|im_start|>user\nHi<|im_end|>\n```",
    "a[0] <b>",
    "",
]


@pytest.mark.parametrize("said", AROUND)
def test_marks_around_an_answer_and_what_follows_it_are_left_out(said):
    assert without_turn_marks(said).strip() == "It rains."


@pytest.mark.parametrize("said", KEPT)
def test_text_without_marks_around_it_is_unchanged(said):
    assert without_turn_marks(said) == said


@pytest.mark.parametrize("said", AROUND)
def test_marks_that_the_prompt_speaks_of_are_text(said):
    assert without_turn_marks(said, [said]) == said


async def test_answer_has_no_marks_of_turns_and_the_record_has_what_was_said():
    said = "<think>Snow?</think>It rains.<|im_end|>\n<|im_start|>user\nAnd in Rome?"
    asked = LlmRequest("scripted", (ChatMessage("user", "The weather?"),))
    answer = await ReadingLlm(ScriptedLlm([said]), Habits()).complete(asked)
    assert (answer.text, answer.thoughts, answer.verbatim) == ("It rains.", "Snow?", said)
