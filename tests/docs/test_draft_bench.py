"""The bench of drafts sends the prompts of hocket's ways, and sums up what both servers did."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))
import draft
from draft import Answer, Asked, Pair


def test_each_task_gives_the_prompt_that_its_way_sends():
    asked = asyncio.run(draft.prompts())
    assert [one.kind for one in asked] == [kind for kind, *_ in draft.TASKS]
    for one in asked:
        assert one.question in one.messages[-1].content
        assert (one.json_schema is not None) == (one.kind == "quote")


def test_only_some_kinds_are_asked_for():
    assert {one.kind for one in asyncio.run(draft.prompts(["quote"]))} == {"quote"}


def test_answer_has_the_timings_of_its_server():
    timings = {"predicted_n": 9, "predicted_per_second": 4.5, "draft_n": 6, "draft_n_accepted": 5}
    body = {"choices": [{"message": {"content": "x"}}], "timings": timings}
    assert draft.answer_of(body) == Answer("x", 9, 4.5, 6, 5)


def pair(kind: str, alone: float, drafted: float, text: str = "x", accepted: int = 5) -> Pair:
    asked = Asked(kind, "?", (), None)
    return Pair(asked, Answer("x", 9, alone), Answer(text, 9, drafted, 10, accepted))


def test_table_has_the_geometric_mean_and_the_share_that_was_accepted():
    pairs = [pair("query", 4, 8), pair("query", 4, 2, text="y", accepted=1), pair("quote", 2, 3)]
    lines = draft.table(pairs).splitlines()
    assert lines[2:] == [
        "| query | 2 | 1 | 30% of 20 | 1.00 |",
        "| quote | 1 | 1 | 50% of 10 | 1.50 |",
        "| all | 3 | 2 | 37% of 30 | 1.14 |",
    ]


def test_table_says_where_nothing_was_drafted():
    one = pair("query", 4, 4)
    bare = Pair(one.asked, one.alone, one.alone)
    assert "none drafted" in draft.table([bare])


@pytest.mark.parametrize("alone", [1.0, 8.0])
def test_ratio_is_that_of_the_speeds(alone):
    assert pair("query", alone, 4.0).ratio == 4.0 / alone
