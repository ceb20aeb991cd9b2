"""Words of a goal about code that look like a promise or an order of lines, and are none."""

from __future__ import annotations

import pytest

from hocket.agents.code.outputs import too_many
from hocket.agents.code.promises import promised
from hocket.agents.code.ranking import LONGEST_LINE, entries_in, out_of_order, ranking_in
from hocket.agents.code.scripts import separated
from hocket.agents.code.shape import shape_of

TAKING = shape_of("def read(text): return text.strip()").functions


def promises(words: str) -> list[str]:
    return promised(f"read(text): {words}", TAKING, [])


@pytest.mark.parametrize(
    "words",
    [
        "refuses texts like 'abc' with a ValueError.",
        "None for texts such as 'abc'.",
        "bad input, like 'abc', gives None.",
        "anything malformed, such as '1x', is rejected with a ValueError.",
        "an invalid text like '1x' is a ValueError.",
        "what has no digits, for example 'abc', is wrong.",
        "the words, and marks like '!' are removed.",
        "the first line; lines like '# note' are skipped.",
    ],
)
def test_text_that_is_shown_as_refused_or_dropped_is_no_input(words):
    assert promises(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "swaps upper and lower case letters of a text like 'aB'.",
        "counts the upper and lower case letters of a text like 'aB'.",
        "whether a password like 'aB' has upper and lower case letters.",
        "the share of upper or lower case letters in a text like 'aB'.",
    ],
)
def test_case_that_the_function_is_about_makes_a_difference(words):
    assert promises(words) == ["assert read('aB') is not None"]


def test_case_that_makes_no_difference_is_promised():
    made = promises("the bytes of a size like '2 kB', in upper or lower case.")
    assert "assert read('2 kB') == read('2 KB')" in made


@pytest.mark.parametrize(
    "ties", ["ties by name from Z to A", "ties by name descending", "then by name in reverse"]
)
def test_ties_in_turned_order_are_not_taken_for_the_alphabet(ties):
    goal = f"Print each team with its points, most points first, {ties}."
    assert out_of_order(goal, "b 3\na 3") == ""


@pytest.mark.parametrize("part", ["last name", "second word", "family name"])
def test_order_by_a_part_of_the_text_is_not_certain(part):
    assert ranking_in(f"Print each name and its count, sorted by {part}.") is None


@pytest.mark.parametrize(
    "goal",
    [
        "Print the 2 longest words for each file, one per line.",
        "It prints the two longest words of each line, one per line.",
        "It prints the two highest scores per team, one per line.",
        "Print the two highest and the two lowest values, one per line.",
        "Print the two most common words, one per line, then the total.",
        "Print the two most common words, one per line. Ties at the end are all printed.",
        "Print the two largest groups, each on its own line with their members below.",
    ],
)
def test_lines_besides_the_first_ones_are_not_too_many(goal):
    assert too_many(goal, "a\nb\nc") == ""


def test_long_lines_are_no_entries():
    line = f"a{' ' * LONGEST_LINE}1"
    assert entries_in(line) == []
    assert separated("print(f'{word}: {n}')", " ", [line]) == "print(f'{word}: {n}')"
