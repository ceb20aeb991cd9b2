"""Scripts: the inputs that they are tried on, and slips that running them shows."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.code.outputs import SKIPS_BLANKS, not_added_up, not_as_said
from hocket.agents.code.printing import not_printed_as_said
from hocket.agents.code.running import Ran, Trials
from hocket.agents.code.samples import NUMBERS, TEXTS, samples_for
from hocket.agents.code.scripts import begun, in_whole_numbers, script_mended
from hocket.agents.code.shown import printed_line, read_line
from hocket.agents.ways.source import BySource

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
        ("gets lines like Ann;3.25 on standard input", "Anna;5.50"),
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


def test_line_of_the_output_is_not_taken_for_one_of_the_input():
    goal = (
        "Write a script that reads numbers from standard input, one per line, and prints a line "
        'like "sum 12".'
    )
    assert read_line(goal) == ""
    assert samples_for(goal) == NUMBERS
    assert printed_line(goal) == "sum 12"
    assert printed_line("prints the sum of the points of lines like Eve,12.") == ""


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Eve 12 sorted by name", "Eve 12"),
        ("Eve 12, sorted by name", "Eve 12"),
        ("Eve 12 if there is one", "Eve 12"),
        ("Eve,12 whose second field is left out", "Eve,12"),
        ("Eve 12 (name and points)", "Eve 12"),
        ("Eve: 12 - the points", "Eve: 12"),
        ("Eve = 12 +3 Bo.", "Eve = 12 +3 Bo"),
        ("Eve\t12 for each", "Eve\t12"),
        ("those of a diary", ""),
        ("those of a diary of 1999", ""),
        ("'Eve has 12' and more", "Eve has 12"),
        ('"Eve\'s 12" and more', "Eve's 12"),
    ],
)
def test_line_without_quotes_ends_where_the_sentence_goes_on(said, line):
    assert printed_line(f"prints lines like {said}") == line
    assert read_line(f"reads lines like {said}") == line


def test_constants_that_are_no_whole_numbers_stay_floats():
    code = "low = float('inf')\nfor x in map(float, [input()]):\n    print(float(x), low)"
    changed = code.replace("map(float", "map(int").replace("float(x)", "int(x)")
    assert in_whole_numbers(code, "sum 12", ["3.0"]) == changed


@pytest.mark.parametrize(
    "code",
    [
        "def solve(a, b):\n    return a",
        "def solve():\n    return 1",
        "def solve(number):\n    return number",
        "def solve(text='a'):\n    return text",
        "def solve(data: dict):\n    return data",
        "def main(*args):\n    return args",
        "import sys\ntext = sys.stdin.read()\ndef solve(text):\n    return text",
        "def solve(text):\n    yield text",
        "def solve(text):\n    return helper(text)\ndef helper(text):\n    return text",
    ],
)
def test_function_whose_call_is_unclear_is_not_begun(code):
    assert begun(code) == code


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("def main():\n    return 'ab'", "ab\n"),
        ("def main():\n    return [1, 2]", "1\n2\n"),
        ("def main():\n    return 3", "3\n"),
        ("def main():\n    if input() == 'no':\n        return 3", ""),
        ("def main():\n    print(1)\n    return 0", "1\n"),
        ("def main():\n    print((lambda x: x)(1))\n    def f():\n        return 2", "1\n"),
        ("def solve(lines):\n    return [x.upper() for x in lines]", "A\nB\n"),
        ('"""It."""\nfrom __future__ import annotations\ndef f(s):\n    return s[:1]', "a\n"),
    ],
)
def test_returned_value_is_printed_by_its_kind(code, shown):
    assert printed(begun(code), "a\nb\n") == shown


def test_begun_script_keeps_what_has_to_stand_first():
    code = (
        '#!/usr/bin/python\n"""It."""\nfrom __future__ import annotations\ndef f(s):\n    return s'
    )
    lines = begun(code).splitlines()
    assert lines[:4] == [*code.splitlines()[:3], "import sys"]


@pytest.mark.parametrize(
    "more",
    [
        "Negative numbers are ignored.",
        "Lines without a number are skipped.",
        "Only the three best are printed.",
        "Those below 5 are left out.",
        "Duplicate lines count once.",
        "The grams are converted to kilograms.",
        "The sums are rounded.",
    ],
)
def test_sums_are_not_compared_where_the_goal_filters_or_converts(more):
    assert not_added_up(f"{RANKING} {more}", "Ann,3\nAnn,4\n", "Ann 4") == ""
    ranked = f"{RANKING} The most points first."
    assert not_added_up(ranked, "Ann,3\nAnn,4\n", "Ann 4") != ""


@pytest.mark.parametrize(
    "goal",
    [
        "It prints a header and a line like Eve 12 for each.",
        "It prints a line like Eve 12 for each and the total.",
        "It prints a line like 'Eve 12' for each, then their sum.",
        "It prints a line like Eve 12 for each. At the end stands the sum.",
    ],
)
def test_one_line_of_the_form_is_enough_where_others_are_wanted(goal):
    assert not_as_said(goal, "Ann 3\nall: 3") == ""
    assert not_as_said(goal, "Ann: 3\nall: 3") != ""


@pytest.mark.parametrize(
    "line", ["O'Neil 3", "J.R. 3", "a1b 3", "Ann 2.50", "Ann Lee 3", "Ann-Lee -3", "Ann 1,200"]
)
def test_words_and_numbers_of_a_line_may_have_marks_within(line):
    goal = "It prints a line like Eve 12 for each."
    assert not_as_said(goal, line) == ""
    assert not_as_said(goal, "Ann 3.0") != ""


@pytest.mark.parametrize(
    "form", ["a b c d e f 1", "a.b.c.d.e.f 1", "1,2,3,4,5,6,7,8,9", "a b c d e f g h 1", "a1b2c3d4"]
)
def test_form_of_many_pieces_is_matched_in_short_time(form):
    begin = time.perf_counter()
    for line in ("a " * 400 + "!", "a." * 400 + "!", "1," * 400 + "!", "a1" * 400 + "!"):
        not_as_said(f"It prints lines like '{form}'.", line)
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("said", "skips"),
    [
        ("skip blank lines", True),
        ("Empty lines are to be skipped", True),
        ("leave out empty lines", True),
        ("leaves the empty lines out", True),
        ("do not skip blank lines", False),
        ("doesn't skip blank lines", False),
        ("blank lines are not skipped", False),
        ("leaves blank lines as they are", False),
    ],
)
def test_empty_lines_are_skipped_only_where_the_goal_says_so(said, skips):
    assert (SKIPS_BLANKS.search(said) is not None) is skips


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("Eve 12:30 7", "12:30"),
        ("2024-03-01T12:30:00 7", "2024-03-01T12:30:00"),
        ("2024-03-01T12:30:00Z Eve", "2024-03-01T12:30:00Z"),
        ("192.168.0.1 7", "192.168.0.1"),
        ("Eve 007", "007"),
        ("Eve 12 true", "true"),
        ("Eve n=3 7", "n=3"),
        ("ADD 3", "ADD"),
        ("Eve Tall 12", "Tall"),
        ("B12 7", "B12"),
        ("12 kg", "kg"),
        ('{"name": "Eve", "n": 12}', '"name":'),
    ],
)
def test_pieces_with_a_form_of_their_own_stay_in_samples(shown, kept):
    samples = samples_for(f"reads lines like `{shown}` from standard input")
    lines = [line for sample in samples for line in sample.splitlines()]
    assert all(kept in line for line in lines)
    assert len(set(lines)) > 1


async def test_mended_script_that_fails_more_often_is_not_kept(tmp_path):
    goal = "Write sum.py, which reads lines like 2.5 from stdin and prints a line like 'sum 12'."
    code = "import sys\nxs = [float(x) for x in sys.stdin]\nprint('sum', float(int(sum(xs))))"
    other = code.replace("[float(x) for x in sys.stdin]", "list(map(float, sys.stdin))")
    bench = ScriptedBench(tmp_path, *(f"```python\n{one}\n```" for one in (code, other) * 2))
    await BySource().work(assignment_of(goal, "code", "sum.py"), bench, AgentCard(name="any"))
    assert bench.contents["sum.py"].decode().strip() in (code, other)


@pytest.mark.parametrize(
    ("goal", "shown", "second"),
    [
        (
            "reads lap times like 4:05 (m:ss) from stdin, one per line, prints the sum",
            "4:05",
            "7:30",
        ),
        ("reads durations such as 01:30:00, each on its own line", "01:30:00", "07:30:00"),
        ("reads weights like 2.50 kg from standard input, one per line", "2.50 kg", "12.50 kg"),
        ("reads temperatures like -3.5 C line by line", "-3.5 C", "-7.5 C"),
        ("reads codes like 'ab-12', a code on each line", "ab-12", "Ben-5"),
        ("reads dates like 2024-03-05, one date per line", "2024-03-05", "2023-12-31"),
    ],
)
def test_things_that_a_script_reads_are_given_as_they_are_shown(goal, shown, second):
    assert read_line(goal) == shown
    assert samples_for(goal)[1] == f"{second}\n"


@pytest.mark.parametrize(
    "goal",
    [
        "reads names like Anna, one per line",
        "reads a text like the one of 2024 from stdin",
        "reads numbers, one per line, and prints a line like 'sum 12'",
        "prints times like 4:05, one per line",
    ],
)
def test_what_shows_nothing_that_is_read_gives_no_line(goal):
    assert read_line(goal) == ""


def test_script_that_can_read_none_of_the_guessed_lines_is_not_said_to_print_nothing():
    failed = Ran(samples=tuple(("ValueError", "E") for _ in TEXTS))
    trials = Trials(samples=TEXTS)
    assert not_printed_as_said("reads the scores of a match from stdin", trials, failed) == []
    for goal in ("reads words from stdin", "counts the letters of its input"):
        assert not_printed_as_said(goal, trials, failed) == ["it prints nothing"]
    shown = Trials(samples=NUMBERS)
    assert not_printed_as_said("reads scores", shown, failed) == ["it prints nothing"]
