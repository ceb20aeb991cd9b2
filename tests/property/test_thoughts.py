"""Whatever is thought and answered, a check and a stream see the answer alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hocket.llm.thought_stream import ThoughtFilter
from hocket.llm.thoughts import split_thoughts

MARKS = [
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<reasoning>\n", "\n</reasoning>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
]
words = st.text(st.characters(exclude_characters="<>[]◁▷{}`~\"'“”"), max_size=30)
cuts = st.lists(st.integers(0, 120), max_size=8)
anything = st.lists(
    st.sampled_from(
        [
            *(mark for pair in MARKS for mark in pair),
            *("\n```\n", " `x` ", "\n", " ", "<", "a", "Paris.", "'"),
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("marks", MARKS)
@given(words, words, cuts)
def test_thoughts_are_split_off_wherever_the_stream_is_cut(marks, thoughts, answer, at):
    said = f"{marks[0]}{thoughts}{marks[1]}{answer}"
    split = split_thoughts(said)
    assert (split.text, split.thoughts) == (answer.strip(), thoughts.strip())
    assert shown(said, at).strip() == answer.strip()


@pytest.mark.parametrize("marks", MARKS)
@given(words, words)
def test_thoughts_with_only_a_closing_mark_are_split_off(marks, thoughts, answer):
    split = split_thoughts(f"{thoughts}{marks[1]}{answer}")
    assert (split.text, split.thoughts) == (answer.strip(), thoughts.strip())


@given(words, cuts)
def test_text_without_marks_is_kept_to_the_letter(text, at):
    assert split_thoughts(text).text == text
    assert shown(text, at) == text


@given(anything)
def test_any_mixture_is_split_into_parts_of_itself(said):
    split = split_thoughts(said)
    assert len(split.text) <= len(said)
    assert split_thoughts(said) == split


@given(anything, cuts)
def test_stream_of_any_mixture_ends_with_the_answer(said, at):
    answer = split_thoughts(said)
    if answer.marks != "closing":
        assert shown(said, at).strip() == answer.text.strip()
    else:
        assert shown(said, at).endswith(answer.text)


@given(st.sampled_from(("", "Paris", "Yes, ")), anything, st.booleans())
def test_plain_beginning_of_an_answer_is_shown_as_the_filter_shows_it(begin, rest, wait):
    said = begin + rest
    each = range(len(said))
    pieces = []
    looked_at = ThoughtFilter(pieces.append, wait=wait)
    looked_at.feed("")  # no beginning of which it is certain that it is plain
    fed(looked_at, said, each)
    assert shown(said, each, wait=wait) == "".join(pieces)
    stream = ThoughtFilter(pieces.append, wait=wait)
    fed(stream, said, each)
    assert split_thoughts(said).text == said or not stream.is_plain(said)


def shown(said, at, **options):
    pieces = []
    fed(ThoughtFilter(pieces.append, **options), said, at)
    return "".join(pieces)


def fed(stream, said, at):
    edges = sorted({0, len(said), *(cut for cut in at if cut < len(said))})
    for start, end in itertools.pairwise(edges):
        stream.feed(said[start:end])
    stream.end()
