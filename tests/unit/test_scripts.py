"""Scripts: the inputs that they are tried on, and slips that running them shows."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hocket.agents.code.samples import not_added_up, not_as_said, printed_line, samples_for
from hocket.agents.code.scripts import script_mended

RANKING = (
    "Write top.py, a script that reads lines like Eve,12 from standard input, adds up the points "
    "of each name and prints a line like Eve 12 for each. Empty lines are to be skipped."
)


def printed(code, given):
    command = [sys.executable, "-c", code]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def test_samples_are_lines_like_the_one_that_the_goal_shows():
    samples = samples_for(RANKING)
    lines = [line for sample in samples for line in sample.splitlines()]
    assert all(line.count(",") == 1 and line.split(",")[1].isdecimal() for line in lines if line)
    assert "" in lines  # the goal speaks of empty lines
    names = [line.split(",")[0] for line in samples[0].splitlines() if line]
    assert len(names) > len(set(names))  # so that something is added up


@pytest.mark.parametrize(
    ("goal", "line"),
    [
        ("reads rows and lines such as '2024-03-01 4.5' from stdin", "2024-02-29 12.5"),
        ("gets lines like Ann;3.25 on standard input", "Anna;5.5"),
    ],
)
def test_dates_and_decimals_of_the_shown_line_are_kept_in_kind(goal, line):
    assert samples_for(goal)[0].splitlines()[0] == line


def test_printed_line_is_that_of_the_output():
    assert printed_line(RANKING) == "Eve 12"
    assert printed_line("prints each word with its number, one per line, like 'tree 3'") == "tree 3"
    assert printed_line("reads lines like Eve,12 and prints their sum") == ""
    assert not_as_said(RANKING, "Anna 12\nBen 3") == ""
    assert "not of the form 'Eve 12'" in not_as_said(RANKING, "Anna: 12")


def test_script_that_only_defines_its_function_is_begun():
    code = "def show(text):\n    for line in text.split():\n        print(line)"
    mended = script_mended(code, RANKING, [("", ""), ("", "")])
    assert printed(mended, "a b\n") == "a\nb\n"
    returning = "import sys\n\ndef lines(text):\n    return text.split()"
    assert printed(script_mended(returning, RANKING, [("", "")]), "a b\n") == "a\nb\n"


def test_script_that_prints_is_not_begun_again():
    code = "import sys\n\n\ndef main():\n    print(1)\n\n\nmain()"
    assert script_mended(code, "prints one", [("1", "")]) == code


def test_numbers_and_empty_lines_are_read_as_the_goal_says():
    loop = "for line in sys.stdin:\n    name, n = line.split(',')\n    print(name, float(n))"
    code = f"import sys\n{loop}"
    mended = script_mended(code, RANKING, [("ValueError", "E"), ("Ben 3.0", "")])
    assert printed(mended, "Ann,3\n\nBo,4\n") == "Ann 3\nBo 4\n"


def test_decimals_that_are_printed_keep_their_numbers():
    code = "print(float(input()))"
    goal = "prints a line like Eve 12"
    assert script_mended(code, goal, [("2.5", ""), ("3.0", "")]) == code
    assert script_mended(code, "prints the sum", [("3.0", "")]) == code


@pytest.mark.parametrize(
    ("goal", "given", "shown"),
    [
        ("prints the count and the sum of the numbers", "3\n1\n", "count 2\nsum 4"),
        (f"{RANKING} Only the first is printed.", "Ann,3\nBo,4\n", "Bo 4"),
        (RANKING.replace("adds up", "prints the average of"), "Ann,3\nAnn,5\n", "Ann 4"),
        (RANKING, "Ann,3\nAnn,5\n", "Ann 8"),
        (RANKING, "Ann,3\nAnn,5\n", "Ann 8 of 2"),
    ],
)
def test_sums_are_compared_only_where_each_name_has_one(goal, given, shown):
    assert not_added_up(goal, given, shown) == ""
