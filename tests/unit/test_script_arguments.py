"""The arguments with which a goal calls a script."""

from __future__ import annotations

import pytest

from hocket.agents.code.samples import arguments_for


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
