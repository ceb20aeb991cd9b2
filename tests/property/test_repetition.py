"""Repetition, for any text: the pieces do not matter, and what differs is no loop."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hocket.llm.repetition import LoopWatch, loop_in

WORDS = st.text(alphabet="abcdefghijklmnop", min_size=2, max_size=9)
SENTENCES = st.lists(WORDS, min_size=6, max_size=14).map(lambda words: f"{' '.join(words)}.")
CELLS = st.one_of(st.integers(0, 999).map(str), st.sampled_from(["yes", "no", "", "New York"]))


@given(
    st.text(max_size=40), SENTENCES, st.integers(12, 40), st.lists(st.integers(1, 90), min_size=1)
)
def test_place_of_a_cut_does_not_depend_on_the_pieces(start, sentence, times, sizes):
    text = f"{start} " + f"{sentence} " * times
    watch, at = LoopWatch(), 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        watch.feed(text[at : at + size])
        at += size
    assert watch.loop == loop_in(text)


@given(st.lists(SENTENCES, min_size=1, max_size=9, unique=True), st.integers(12, 30))
def test_any_sentence_without_end_is_a_loop_and_what_came_before_is_kept(sentences, times):
    *before, sentence = sentences  # one that stood before would be part of the loop
    start = "".join(f"{one} " for one in before)
    text = start + f"{sentence} " * times
    loop = loop_in(text)
    assert loop is not None
    assert len(start.rstrip()) <= loop.kept <= len(start) + len(sentence) * 2


@given(st.lists(SENTENCES, min_size=1, max_size=60, unique=True))
def test_different_sentences_are_no_loop(sentences):
    assert loop_in(" ".join(sentences)) is None


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=18))
def test_short_table_is_no_loop_whatever_is_in_it(rows):
    assert loop_in("\n".join(f"| {' | '.join(row)} |" for row in rows)) is None
