"""The bench of compaction plants its facts where it says, and compaction keeps those asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from hocket.llm.compaction.layout import size_of

sys.path.append(str(Path(__file__).parents[2] / "bench"))
import compaction
from planted import KINDS, planted

WINDOW = 1000


@pytest.mark.parametrize("times", [2, 4])
def test_planted_conversation_has_its_length_and_each_fact_once(times):
    talk = planted(Random(times), times * WINDOW)
    assert tuple(fact.kind for fact in talk.facts) == KINDS
    assert times * WINDOW <= size_of(talk.messages) <= (times + 0.6) * WINDOW
    for fact in talk.facts:
        assert sum(message.content.count(fact.answer) for message in talk.messages) == 1
        assert fact.answer not in fact.question


def test_fact_that_is_asked_for_survives_compaction_within_half_of_the_window():
    talk = planted(Random(7), 4 * WINDOW)
    for fact in talk.facts:
        kept = compaction.compacted(talk.asking(fact.question), WINDOW)
        assert compaction.holds(kept, fact.answer), fact
        assert size_of(kept) <= 0.5 * WINDOW


def test_plain_cutting_fills_the_window_and_keeps_the_question():
    messages = planted(Random(7), 4 * WINDOW).asking("Where is it?")
    for shorten in (compaction.newest, compaction.cut):
        kept = shorten(messages, WINDOW)
        assert 0.5 * WINDOW < size_of(kept) <= 0.9 * WINDOW
        assert (kept[0], kept[-1]) == (messages[0], messages[-1])
