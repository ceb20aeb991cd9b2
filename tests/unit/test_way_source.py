"""Code by source: several candidates, each run against each test."""

from __future__ import annotations

import json

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.ways.candidates import (
    asserts_in,
    candidate_of,
    examples_in,
    runner_of,
    winner_of,
)
from hocket.agents.ways.source import BySource
from hocket.errors import PermanentError

CARD = AgentCard(name="any")
GOAL = "Write twice.py with twice(n), which doubles a number."
RIGHT = ("def twice(n): return n * 2", "def twice(n):\n    return n + n")
WRONG = "def twice(n): return n ** 2"
PILE = """\
class Pile:
    def __init__(self): self.items = []
    def put(self, item): self.items.append(item)
    def take(self): return self.items.pop() if self.items else None"""
TESTS = "assert twice(2) == 4\nassert twice(0) == 0\nassert twice(5) == 10\nassert twice(-3) == -6"


def block(code: str) -> str:
    return f"```python\n{code}\n```"


async def written(tmp_path, *answers, goal=GOAL, name="twice.py", files=None):
    bench = ScriptedBench(tmp_path, *answers, files=files)
    await BySource().work(assignment_of(goal, "code", name), bench, CARD)
    return bench.contents[name].decode().strip(), bench


async def test_source_of_two_candidates_that_agree_and_pass_is_attested(tmp_path):
    code, bench = await written(tmp_path, block(RIGHT[0]), block(TESTS), block(RIGHT[1]))
    assert code == RIGHT[0]
    assert bench.agreement.counts
    assert bench.agreement.tolerance.startswith("4 of 4 tests by 2 of 2 candidates")


async def test_source_of_a_wrong_first_candidate_is_that_of_the_group_that_passes(tmp_path):
    answers = (block(WRONG), block(TESTS), block(RIGHT[0]), block(RIGHT[1]))
    code, bench = await written(tmp_path, *answers)
    assert code == RIGHT[0]
    assert bench.agreement.counts


async def test_source_of_copies_is_not_attested(tmp_path):
    copies = [block(f"{RIGHT[0]}  # {n}") for n in range(4)]
    _, bench = await written(tmp_path, copies[0], block(TESTS), *copies[1:])
    assert not bench.agreement.counts


async def test_source_with_tests_that_a_stub_passes_is_not_attested(tmp_path):
    tests = "\n".join(f"assert twice({n}) == 0" for n in ("0", "0.0", "0 * 1", "-0"))
    _, bench = await written(tmp_path, block(RIGHT[0]), block(tests), *map(block, RIGHT * 2))
    assert not bench.agreement.counts


async def test_source_that_hangs_or_fails_in_tests_loses(tmp_path):
    hangs = "def twice(n):\n    while n: pass\n    return 0"
    answers = (block(hangs), block(TESTS), block(RIGHT[0]), block(RIGHT[1]))
    code, _ = await written(tmp_path, *answers)
    assert code == RIGHT[0]


async def test_source_to_mend_is_never_handed_back_as_it_was(tmp_path):
    files = {"twice.py": WRONG.encode()}
    answers = (block(WRONG), block(RIGHT[0]), block(TESTS), block(RIGHT[1]))
    code, bench = await written(tmp_path, *answers, goal="Mend twice.py.", files=files)
    assert code == RIGHT[0]
    assert any(WRONG in prompt for prompt in bench.prompts if "6 tests" in prompt)


async def test_source_of_a_script_is_run_on_standard_input(tmp_path):
    first = "import sys\nprint(len(sys.stdin.read().split()))"
    second = "import sys\nprint(sum(len(line.split()) for line in sys.stdin))"
    goal = "Write count.py, which reads standard input and prints how many words it has."
    code, bench = await written(tmp_path, block(first), block(second), goal=goal, name="count.py")
    assert code == first
    assert bench.agreement.counts


async def test_source_that_cannot_be_imported_fails_with_the_reason(tmp_path):
    broken = block("import nothing_like_this")
    with pytest.raises(PermanentError, match="ModuleNotFoundError"):
        await written(tmp_path, broken, block(TESTS), *[broken] * 3)


async def test_class_is_tested_by_lines_that_prepare_what_they_assert(tmp_path):
    right = PILE
    other = right.replace("self.items", "self.pile")
    wrong = right.replace(".pop()", ".pop(0)")
    tests = (
        "p = Pile(); p.put(1); assert p.take() == 1\np = Pile(); assert p.take() is None\n"
        "p = Pile(); p.put(1); p.put(2); assert p.take() == 2\n"
        "p = Pile(); p.put(1); p.put(2); p.take(); assert p.take() == 1"
    )
    answers = (block(wrong), block(tests), block(right), block(other))
    code, bench = await written(tmp_path, *answers, goal="Write pile.py.", name="pile.py")
    assert code == right
    assert bench.agreement.tolerance.startswith("4 of 4 tests by 2 of 3 candidates")


def test_tests_are_asserts_of_one_line_that_call_something():
    answer = "```python\n1. assert f(1) == 2\nassert f(1) == 2\nassert True\nassert f(\nf(1)\n```"
    assert asserts_in(answer) == ["assert f(1) == 2"]


def test_examples_of_a_docstring_are_tests():
    assert examples_in("    >>> f('a')\n    'b'\n    >>> x = 1\n    >>> y") == [
        "assert f('a') == 'b'"
    ]


def test_candidate_whose_runner_broke_has_a_fault():
    assert candidate_of("x", "").fault


def test_winner_is_of_the_largest_product_of_candidates_and_passed_tests():
    rows = {"a": ["1", True], "b": ["2", False], "c": ["3", True]}
    codes = ("aa", "ab", "ab", "cc")
    candidates = [
        candidate_of(f"{n}{code}", json.dumps(["", [rows[c] for c in code]]))
        for n, code in enumerate(codes)
    ]
    best, group = winner_of(candidates)
    assert (best.code, len(group)) == ("0aa", 1)


def test_runner_holds_tests_as_data():
    assert "'f(1)', 'assert not f(1)'" in runner_of("a.py", ["assert not f(1)"], is_script=False)
