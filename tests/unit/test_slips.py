"""Slips of a small LLM in code: mended where there is one sensible correction, else left alone."""

from __future__ import annotations

import ast

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.code.slips import named_as_asked, thawed, unshadowed
from hocket.agents.ways.source import BySource

LEDGER = """\
class Ledger:
    def __init__(self):
        self.entries = []  # the entries

    def add(self, one):
        self.entries.append(one)
        return self.entries()

    def entries(self):
        return list(self.entries)"""
FAULT = "TypeError: 'tuple' object does not support item assignment in line {}: it"


def run(code: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(code, "code", "exec"), names)  # noqa: S102 - the code of this file
    return names


def test_unshadowed_attribute_and_method_both_work():
    ledger = run(unshadowed(LEDGER))["Ledger"]()
    assert ledger.add(3) == [3]
    assert ledger.add(4) == [3, 4]
    assert "# the entries" in unshadowed(LEDGER)


@pytest.mark.parametrize(
    "code",
    [
        (
            "class A:\n    @property\n    def n(self): return self._n\n    @n.setter\n"
            "    def n(self, to): self._n = to\n    def up(self): self.n = 2"
        ),
        "class A:\n    def __init__(self): self.n, self._n = 1, 2\n    def n(self): return 3",
        "class A:\n    def __init__(self): self.on_end = None\n    def end(self): self.on_end()",
        "class A:\n    def n(self): return other.n\nother.n = 2",
        "class A(",
    ],
)
def test_unshadowed_code_without_that_slip_stays(code):
    assert unshadowed(code) == code


def test_named_as_asked_function_under_another_name_gets_the_one_of_the_goal():
    code = "def merge_all(rows):\n    return sorted(rows)\n\n# merge_all sorts"
    named = named_as_asked(code, "Write merge.py with merge(rows).")
    assert named == "def merge(rows):\n    return sorted(rows)\n\n# merge sorts"


@pytest.mark.parametrize(
    "code",
    [
        "def merge(rows): return rows\ndef other(rows): return merge(rows)",
        "def one(rows): return rows\ndef two(rows): return rows",
        "def one(rows, more): return rows",
        "class Merge: pass\ndef one(rows): return rows",
        "def one(rows) return",
    ],
)
def test_named_as_asked_code_with_no_certain_candidate_stays(code):
    assert named_as_asked(code, "Write merge.py with merge(rows).") == code


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("kept[-1][1] = max(kept[-1][1], 9)", (1, 9, 3)),
        ("kept[0][0] += 4", (5, 2, 3)),
        ("kept[0][2] = 7  # the last", (1, 2, 7)),
    ],
)
def test_thawed_entry_of_a_tuple_is_set_in_a_new_one(line, value):
    code = f"kept = [(1, 2, 3)]\n{line}"
    assert run(thawed(code, [FAULT.format(2)]))["kept"] == [value]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("kept = [(1, 2)]\nkept[0][1] = 3", FAULT.format(1)),
        ("kept = [(1, 2)]\nkept[0][1] = 3", "TypeError: it does not support that in line 2: it"),
        ("last = (1, 2)\nlast[1] = 3", FAULT.format(2)),
        ("kept = [(1, 2)]\nkept[0][:1] = (3,)", FAULT.format(2)),
        ("kept = [(1, 2)]\nkept[0][-1] = 3", FAULT.format(2)),
        ("kept = [(1, 2)\nkept[0][1] = 3", FAULT.format(2)),
    ],
)
def test_thawed_code_without_that_fault_or_with_aliases_stays(code, fault):
    assert thawed(code, [fault]) == code


def test_slips_of_code_that_is_right_are_none():
    code = ast.unparse(ast.parse(LEDGER.replace("self.entries", "self._all")))
    assert unshadowed(code) == code


async def written(tmp_path, name, goal, *answers):
    """The file that candidates and tests in fenced blocks give, and the bench."""
    bench = ScriptedBench(tmp_path, *(f"```python\n{answer}\n```" for answer in answers))
    await BySource().work(assignment_of(goal, "code", name), bench, AgentCard(name="any"))
    return bench.contents[name].decode().strip(), bench


async def test_source_with_the_function_under_another_name_gets_the_one_of_the_goal(tmp_path):
    tests = "assert twice(2) == 4\nassert twice(5) == 10\nassert twice(-3) == -6"
    goal = "Write twice.py with twice(n), which doubles a number."
    answers = ("def double(n): return n * 2", tests, "def twice(n): return n + n")
    code, _ = await written(tmp_path, "twice.py", goal, *answers)
    assert code == "def twice(n): return n * 2"


async def test_source_that_sets_an_entry_of_a_tuple_is_mended_before_it_is_judged(tmp_path):
    goal = "Write raised.py with raised(pairs): pairs (name, number), each number one higher."
    sets = "def raised(pairs):\n    pairs = [*pairs]\n    for n in range(len(pairs)):\n"
    sets += "        pairs[n][1] += 1\n"
    new = "def raised(pairs):\n    return [(name, number + 1) for name, number in pairs]"
    tests = "assert raised([('a', 1)]) == [('a', 2)]\nassert raised([('b', 4)]) == [('b', 5)]"
    answers = (f"{sets}    return pairs", tests, new)
    code, bench = await written(tmp_path, "raised.py", goal, *answers)
    assert "pairs[n] = (*pairs[n][:1], pairs[n][1] + 1, *pairs[n][1 + 1:])" in code
    assert bench.agreement.tolerance.startswith("2 of 2 tests by 2 of 2 candidates")


async def test_script_that_keeps_punctuation_is_mended_where_none_is_wanted(tmp_path):
    goal = (
        "Write most.py, a script that reads a text from standard input and prints its words in "
        "small letters, one a line, A to Z. Punctuation doesn't belong to the words."
    )
    code = "import sys\nfor word in sorted(set(sys.stdin.read().lower().split())):\n    print(word)"
    other = "import sys\nprint('\\n'.join(sorted({*sys.stdin.read().lower().split()})))"
    file, bench = await written(tmp_path, "most.py", goal, code, other, code, other)
    assert "re.findall(" in file
    assert all(not method.fault for method in bench.agreement.methods)
    assert "punctuation" not in bench.agreement.words()
