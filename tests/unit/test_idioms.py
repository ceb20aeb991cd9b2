"""The idioms that a small LLM is shown before it writes code: each runs, and words choose them."""

from __future__ import annotations

import io

import pytest

from hocket.agents.ways.idioms import IDIOMS, MOST, idioms_for


@pytest.mark.parametrize("idiom", IDIOMS, ids=lambda idiom: idiom.code.splitlines()[0][:40])
def test_idiom_runs(idiom, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("3\n\n4.5\n"))
    names = {}
    exec(idiom.code, names)  # noqa: S102 - it is ours
    assert len(names) > 1


@pytest.mark.parametrize(
    ("task", "part"),
    [
        ("Write store.py that keeps the most recent pages and evicts the oldest.", "OrderedDict"),
        ("total(prices) adds VAT and rounds to cents", "ROUND_HALF_UP"),
        ("merge(meetings) joins intervals that overlap", "merged[-1]"),
        ("is_balanced(text) for brackets", "opened.pop()"),
        ("encode(text) gives the run-length encoding", "groupby"),
    ],
)
def test_idioms_are_those_whose_words_a_task_has(task, part):
    assert part in idioms_for(task)


def test_no_more_idioms_are_shown_than_help():
    every_word = " ".join(idiom.words.pattern for idiom in IDIOMS)
    shown = [idiom for idiom in IDIOMS if idiom.code in idioms_for(every_word)]
    assert len(shown) == MOST
