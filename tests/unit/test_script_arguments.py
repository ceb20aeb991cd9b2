"""The arguments with which a goal calls a script, and what it calls a word."""

from __future__ import annotations

import pytest

from hocket.agents.code.outputs import carried_over
from hocket.agents.code.samples import arguments_for
from hocket.agents.code.slips import bare_words


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("`python top.py 3` reads a text from standard input", ("3",)),
        ("`python3 top.py 3 --reverse < words.txt` prints them", ("3", "--reverse")),
        ("When called as ./top.py 5 it prints five lines.", ("5",)),
        ("Usage: top.py N -v, where N is a number.", ("3",)),
        ("Usage: top.py <count>", ("3",)),
        ("`python top.py Anna` greets her", ("Anna",)),
        ("`python top.py --text 'a b' --most=N`", ("--text", "a b", "--most=3")),
        ("Write top.py A script that reads numbers", ()),
        ("Make top.py I need it soon", ()),
        ("Write top.py, a script.", ()),
        ("Write a script top.py that reads 3 numbers.", ()),
        ("`python other.py 3` exists; write top.py like it", ()),
        ("top.py should print the 3 longest.", ()),
    ],
)
def test_arguments_are_those_of_the_call_that_is_shown(goal, expected):
    assert arguments_for(goal, "top.py") == expected


RUN = "A word is a run of letters, everything else separates words."


def test_words_of_letters_are_told_from_others():
    assert "'12'" in carried_over(RUN, "12 eggs", "12 1\neggs 1")
    assert "'dog.'" in carried_over(RUN, "a dog.", "dog. 1\na 1")
    assert carried_over(RUN, "12 eggs", "eggs 12") == ""
    assert carried_over("A word is what stands between blanks.", "12 eggs", "12 1") == ""


def test_words_of_letters_are_taken_so():
    code = bare_words("words = text.lower().split()", RUN)
    names = {"text": "It's 12 o'clock, a dog."}
    exec(code, names)  # noqa: S102 - what was mended here
    assert names["words"] == ["it", "s", "o", "clock", "a", "dog"]
