"""What code is run on, and what is read of its text."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from hocket.agents.code.candidates import Candidate, Choice
from hocket.agents.code.cases import Case, asserts_in, cases_of, examples_in
from hocket.agents.code.findings import breakdowns, differences, findings, only_crashes, remaining
from hocket.agents.code.lint import complaints_about, complexity
from hocket.agents.code.mutants import MAX_MUTANTS, mutants_of
from hocket.agents.code.outputs import not_as_said
from hocket.agents.code.probes import MAX_PROBES, probes_for
from hocket.agents.code.running import Ran, Trials, ran_of
from hocket.agents.code.samples import PAIRS, SPARSE, TEXTS, samples_for
from hocket.agents.code.shape import cleaned, lost, names_in, outline_of, shape_of, unlike
from hocket.agents.code.values import near


def run(tmp_path, code: str, trials: Trials, mutants=None) -> Ran:
    (tmp_path / "file.py").write_text(code)
    command = [sys.executable, "-c", trials.program("file.py", 1, mutants=mutants)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    return ran_of(done.stdout)


def probed(tmp_path, code: str, *calls: str) -> Ran:
    return run(tmp_path, code, Trials(probes=tuple([call] for call in calls)))


def test_tests_are_asserts_of_one_line_that_call_something():
    answer = "```python\n1. assert f(1) == 2\nassert f(1) == 2\nassert True\nassert f(\nf(1)\n```"
    assert asserts_in(answer) == ["assert f(1) == 2"]


def test_tests_of_unittest_are_asserts():
    answer = "class T(TestCase):\n    def test(self):\n        self.assertEqual(f(1), [2, 3])\n"
    answer += "        self.assertFalse(g())"
    assert asserts_in(answer) == ["assert f(1) == [2, 3]", "assert not g()"]


def test_test_that_goes_on_has_what_was_done_before():
    answer = "b = Box(); b.add(1); assert b.sum() == 1\nb.add(2); assert b.sum() == 3\n"
    answer += "c = Box(); assert c.sum() == 0"
    assert asserts_in(answer)[1:] == [
        "b = Box(); b.add(1); b.add(2); assert b.sum() == 3",
        "c = Box(); assert c.sum() == 0",
    ]


def test_examples_of_a_docstring_and_of_a_sentence_are_tests():
    assert examples_in("    >>> f('a')\n    'b'\n    >>> x = 1\n    >>> y") == [
        "assert f('a') == 'b'"
    ]
    assert examples_in("It has slug(title): slug('A b') gives 'a-b'.") == [
        "assert slug('A b') == 'a-b'"
    ]


@pytest.mark.parametrize(
    ("said", "test"),
    [
        ("merge([(5, 7), (1, 3)]) is [(1, 3), (5, 7)].",
         "assert merge([(5, 7), (1, 3)]) == [(1, 3), (5, 7)]"),
        ("f({'a': (1, 2)}) returns {'a': [3]}, and", "assert f({'a': (1, 2)}) == {'a': [3]}"),
        ("`f('a (b')` gives `'c)'`", "assert f('a (b') == 'c)'"),
        ("f(\u201cit's\u201d) is \u201cx\u201d", """assert f("it's") == "x\""""),
        ("f(2) yields -3.5.", "assert f(2) == -3.5"),
        ("f() \u2192 ()", "assert f() == ()"),
    ],
)  # fmt: skip
def test_example_may_have_brackets_within_brackets_and_quotes(said, test):
    assert examples_in(f"Write it. For example, {said}") == [test]


@pytest.mark.parametrize("said", ["f(1) is a number", "f([1, 2) is 3", "f(x) is 3"])
def test_words_about_a_function_are_no_example(said):
    assert examples_in(said) == []


def test_signature_is_no_example():
    assert examples_in("Write f(values) = [] for nothing") == []


def test_tests_of_the_goal_stand_first_and_are_marked():
    cases = cases_of(["assert f(1) == 2"], ["assert f(3) == 4", "assert f(1) == 2"])
    assert [case.is_said for case in cases] == [True, False]


def test_names_of_a_goal_are_those_it_calls():
    assert names_in("a class Pile(size) with put(item), not print()") == {"Pile", "put"}
    assert names_in("in O(n) time, file(s) with sqrt(x)") == set()
    assert outline_of("with half(n, digits=2), and (n)") == "def half(n, digits=2): pass"


def test_outline_of_a_class_has_what_it_says_of_its_constructor_and_methods():
    shape = shape_of("class Box:\n    def __init__(self, size): ...\n    def put(self, x=1): ...")
    assert shape.heads() == ["class Box(size)", "    def put(x=1)"]


def test_change_of_parameters_is_a_loss_and_another_optional_one_is_none():
    assert lost("def f(a): pass", "def f(b): pass") == ["f(a) has become f(b)"]
    assert lost("def f(a): pass", "def f(a, b=1): pass") == []
    assert lost("class A:\n    def g(self): pass", "x = 1") == ["A.__init__ is gone", "A.g is gone"]


@pytest.mark.parametrize(
    "other",
    [
        "def f(y: int) -> int:\n    'It doubles.'\n    return y * 2",
        "import re\ndef double(x):  # twice\n    return x * 2",
    ],
)
def test_programs_that_differ_in_names_and_words_are_copies(other):
    assert unlike("def f(x): return x * 2") == unlike(other)


def test_programs_that_compute_otherwise_are_no_copies():
    assert unlike("def f(x): return x * 2") != unlike("def f(x): return x + x")


def test_cleaned_module_keeps_what_it_imports_and_sets():
    code = "import random\nrandom.seed(1)\nLIMIT = 3\ndef f(): return LIMIT"
    assert cleaned(f"{code}\n\nclass T(unittest.TestCase):\n    pass\ntest_f()") == code


def test_inputs_are_near_those_of_tests():
    shape = shape_of("def f(code): pass")
    probes = probes_for(shape, cases_of([], ["assert f('12-3')"]), "", {"f"})
    calls = [step for (step,) in probes]
    assert {"f('12-3')", "f('123')", "f('12-7')", "f('')"} <= set(calls)
    assert len(calls) == len(set(calls))


def test_inputs_without_tests_are_made_by_name_and_annotation():
    shape = shape_of("def f(values, flag: bool): pass\ndef _g(): pass")
    probes = probes_for(shape, [], "", set())
    assert all(step.startswith("f([") and step.endswith("e)") for (step,) in probes)


def test_lists_are_sorted_where_the_docstring_says_so():
    shape = shape_of('def f(values, x):\n    "Its place in the sorted list."')
    for (step,) in probes_for(shape, [], "", set()):
        values = ast.literal_eval(ast.parse(step, mode="eval").body.args[0])
        assert values == sorted(values)


def test_functions_share_the_inputs_that_there_may_be():
    code = "\n".join(f"def f{n}(text, number): pass" for n in range(8))
    probes = probes_for(shape_of(code), [], "", set())
    assert len(probes) == MAX_PROBES
    assert {step[:2] for (step,) in probes} == {f"f{n}" for n in range(8)}


def test_inputs_are_near_lists_that_tests_repeat():
    probes = probes_for(
        shape_of("def f(x): pass"), cases_of([], ["assert f([1] * 3) == 3"]), "", {"f"}
    )
    assert ["f([1, 1])"] in probes


def test_class_gets_sequences_of_its_methods():
    shape = shape_of("class Box:\n    def put(self, key, value): ...\n    def get(self, key): ...")
    probes = probes_for(shape, [], "", {"Box"})
    assert probes[0][0] == "it = Box()"
    assert any("it.put(" in step for step in probes[0])
    assert any("it.get(" in step for step in probes[0])


def test_results_that_are_equal_are_the_same_text(tmp_path):
    code = "def f(n): return [{2, 1}, {1, 2}, 3.0, 3][n]"
    rows = probed(tmp_path, code, *(f"f({n})" for n in range(4))).probes
    assert rows[0] == rows[1]
    assert rows[2] == rows[3]


def test_input_that_raises_hangs_or_is_changed_is_marked(tmp_path):
    code = "def f(x):\n    while x == [1]: pass\n    return x.pop()"
    ran = probed(tmp_path, code, "f([])", "f([1])", "f([2])")
    assert ran.probes == (("IndexError", "E"), ("Timeout", "L"), ("2", "M"))
    assert ran.reason_of("f([])").endswith("in line 3: return x.pop()")


def test_call_that_remembers_earlier_calls_is_marked(tmp_path):
    ran = probed(tmp_path, "def f(x, seen=[]):\n    seen.append(x)\n    return len(seen)", "f(1)")
    assert ran.probes == (("1", "U"),)


def test_hanging_that_a_bare_except_hides_ends(tmp_path):
    code = "def f(x):\n    while True:\n        try:\n            x += 1\n        except: break\n"
    ran = probed(tmp_path, code + "    return 'out'", "f(1)")
    assert ran.probes


def test_program_that_ends_the_process_has_a_fault(tmp_path):
    assert "ended the process" in probed(tmp_path, "import os\nos._exit(0)", "f(1)").fault
    assert ran_of("").fault


def test_lines_that_run_are_counted(tmp_path):
    code = 'def f(x):\n    "It."\n    if x:\n        return 1\n    return 2'
    ran = run(tmp_path, code, Trials(probes=(["f(1)"],)), [])
    assert ran.covered == (2, 3)


def test_script_gets_each_sample(tmp_path):
    code = "import sys\nprint(len(input()))\nsys.exit()"
    ran = run(tmp_path, code, Trials(samples=("ab\n", "")))
    assert ran.samples == (("2", ""), ("EOFError", "E"))


def test_script_gets_the_arguments_that_the_goal_shows(tmp_path):
    code = "import sys\nprint(sys.argv[1:], input())"
    ran = run(tmp_path, code, Trials(samples=("ab\n",), arguments=("3", "--up")))
    assert ran.samples == (("['3', '--up'] ab", ""),)


def test_candidates_of_the_largest_group_and_most_tests_win():
    trials = Trials((Case("assert f(1) == 1"),), (["f(1)"], ["f(2)"]))

    def candidate(number, *, passed, gave):
        rows = tuple((text, "") for text in gave)
        return Candidate(f"x = {number}", Ran(tests=((gave[0], passed),), probes=rows), number)

    alone = candidate(1, passed=True, gave="ab")
    pair = [candidate(2, passed=True, gave="cd"), candidate(3, passed=True, gave="cd")]
    choice = Choice(trials, candidates=[alone, *pair])
    assert choice.best() == (pair[0], pair)


def test_candidate_that_most_others_agree_with_on_inputs_wins_among_single_ones():
    rows = ("abcd", "abce", "axyz")
    candidates = [
        Candidate(f"x = {n}", Ran(probes=tuple((c, "") for c in row)), n)
        for n, row in enumerate(rows)
    ]
    assert Choice(Trials(), candidates=candidates[::-1]).best()[0].code in ("x = 0", "x = 1")


@pytest.mark.parametrize(
    ("goal", "samples"),
    [
        ("reads lines of words and prints them", TEXTS),
        ("reads lines with a name and a comma from standard input", PAIRS["comma"]),
    ],
)
def test_samples_are_of_the_form_the_goal_says(goal, samples):
    assert samples_for(goal) == samples


def test_samples_have_empty_lines_where_the_goal_speaks_of_them():
    assert set(SPARSE) <= set(samples_for("reads numbers, skips empty lines, prints the sum"))
    assert not set(SPARSE) & set(samples_for("reads numbers and prints the sum"))


def test_output_must_have_the_lines_and_the_form_that_the_goal_says():
    goal = "It prints two lines, each as 'size: 3'."
    assert not_as_said(goal, "size: 1\nother: 2.5") == ""
    assert "1 line where" in not_as_said(goal, "size: 1")
    assert "not of the form" in not_as_said(goal, "size 1\nother 2")


def test_lint_says_what_is_undefined_unused_shared_and_unsafe():
    code = "import re\ndef f(a, b=[]):\n    c = 1\n    try:\n        return eval(a) + d\n"
    code += "    except:\n        subprocess.run(a, shell=True)"
    assert complaints_about(code) == [
        "undefined name d",
        "undefined name subprocess",
        "unused import re",
        "unused variable c in f",
        "f shares one list between all calls",
        "a bare except hides every fault",
        "eval runs text as code",
        "subprocess.run runs a command in a shell",
    ]


def test_lint_of_sound_code_says_nothing():
    code = "from math import pi\n\nclass A:\n    size = 1\n\n    def area(self):\n"
    code += "        return [pi * x for x in range(self.size) if __name__]"
    assert complaints_about(code) == []
    assert complexity(code) == 3


def test_findings_of_a_file_that_cannot_be_run_are_its_fault():
    assert findings(Ran("SyntaxError"), Trials(), "x", "")[0].endswith("SyntaxError")


def test_differences_leave_out_what_raised_and_what_tests_speak_of():
    trials = Trials((Case("assert f(1) == 2"),), (["f(1)"], ["f(2)"], ["f(3)"]))
    old = Ran(probes=(("1", ""), ("IndexError", "E"), ("3", "")))
    new = Ran(probes=(("2", ""), ("2", ""), ("4", "")))
    assert differences(old, new, trials) == ["f(3) gave 3, now 4"]


def test_goal_that_speaks_of_wrong_results_complains_of_more_than_crashes():
    assert only_crashes("x.py hangs on empty lists. Fix it.")
    assert only_crashes("X.py crashes.")
    assert not only_crashes("x.py crashes, and its sums are wrong.")
    assert not only_crashes("Put x.py right.")


def test_tuple_is_a_record_that_keeps_its_places():
    assert [*near((2024, 1))] == [(2025, 1), (2023, 1), (2024, 2), (2024, 0)]


def test_method_that_raises_does_not_end_a_sequence(tmp_path):
    code = "class A:\n    def f(self, x):\n        return 1 // x"
    ran = run(tmp_path, code, Trials(probes=(["a = A()", "a.f(0)", "a.f(1)"],)))
    assert ran.probes == (("raises; 1", ""),)
    assert ran.faults[0][0] == "a.f(0)"


@pytest.mark.parametrize(("names_errors", "agree"), [(False, True), (True, False)])
def test_exception_for_a_made_up_input_counts_only_where_exceptions_are_named(names_errors, agree):
    rows = [(str(n), "") for n in range(8)]
    one = Candidate("x = 1", Ran(probes=tuple(rows)), 1)
    other = Candidate("x = 2", Ran(probes=(*rows[:-1], ("ValueError", "E"))), 2)
    choice = Choice(Trials(), names_errors=names_errors, candidates=[other, one])
    assert choice.agree(one, other) is agree
    assert choice.best()[0] is one


def test_copies_of_one_program_have_one_voice():
    trials = Trials((Case("assert f(1) == 1"), Case("assert f(2) == 2")))
    copies = [
        Candidate(f"{n} = 1", Ran(tests=(("1", True), ("3", False))), i)
        for i, n in enumerate("abc")
    ]
    right = Candidate("x = 1 + 0", Ran(tests=(("1", True), ("2", True))), 9)
    assert Choice(trials, candidates=[*copies, right]).best()[0] is right


def test_made_up_input_that_does_not_end_is_no_certain_fault():
    fault = ("f(9)", "Timeout: it does not end in line 2: while x:")
    ran = Ran(faults=(fault,))
    assert breakdowns(ran, Trials()) == []
    assert len(breakdowns(ran, Trials((Case("assert f(9) == 1"),)))) == 1


def test_file_with_the_name_of_a_module_is_not_taken_for_it(tmp_path):
    (tmp_path / "hashlib.py").write_text("raise SystemExit")
    assert probed(tmp_path, "def f(x): return x", "f(1)").probes == (("1", ""),)


def test_results_that_are_long_are_told_apart_by_digests(tmp_path):
    code = "def f(x): return [x] * 40"
    ran = probed(tmp_path, code, *(f"f({n})" for n in range(MAX_PROBES)))
    assert len({seen for seen, _ in ran.probes}) == MAX_PROBES


def test_inputs_tell_a_check_digit_from_none_and_one_order_of_use_from_another(tmp_path):
    check = "def f(s):\n    s = [10 if c == 'X' else int(c) for c in s]\n"
    check += "    return sum(v * w for v, w in zip(s, range(5, 0, -1))) % 11 == 0"
    shape = shape_of("def f(s): pass")
    probes = probes_for(shape, cases_of([], ["assert f('12340')"]), "", {"f"})
    ran = run(tmp_path, check, Trials(probes=tuple(p for p in probes if "X" in p[0])))
    assert any(seen == "True" for seen, _ in ran.probes)
    used = "class Box:\n    def __init__(self, size): self.size, self.has = size, {}\n"
    used += (
        "    def get(self, key):\n        if key in self.has: self.has[key] = self.has.pop(key)\n"
    )
    used += "        return self.has.get(key)\n    def put(self, key, value):\n"
    used += "        self.has.pop(key, None)\n        self.has[key] = value\n"
    used += "        if len(self.has) > self.size: del self.has[next(iter(self.has))]"
    other = used.replace("if key in self.has: self.has[key]", "if key in 'x': self.has[key]")
    trials = Trials(probes=tuple(probes_for(shape_of(used), [], "", {"Box"})))
    assert run(tmp_path, used, trials).probes != run(tmp_path, other, trials).probes


def test_small_changes_are_noticed_by_inputs_that_reach_them(tmp_path):
    code = "def f(x):\n    return 1 if x > 3 else 0"
    changed = mutants_of(code)
    assert len(changed) == 4
    near_it = Trials(probes=(["f(3)"], ["f(4)"]))
    assert run(tmp_path, code, near_it, changed).noticed == (4, 4)
    assert run(tmp_path, code, Trials(probes=(["f(9)"],)), changed).noticed == (1, 4)


def test_changes_of_long_code_are_spread_over_it():
    code = "def f(x):\n" + "\n".join(f"    x += {n}" for n in range(40)) + "\n    return x"
    changed = mutants_of(code)
    assert len(changed) == MAX_MUTANTS
    assert any("x += 36" in one and "x += 35" in one for one in changed)


def test_exception_still_raised_is_a_fault_only_where_the_goal_complains_of_crashes():
    late = Ran(probes=(("Timeout", "L"), ("1", "")))
    new = Ran(faults=(("f([])", "IndexError: list index out of range in line 2: return x[0]"),))
    assert remaining(late, new, "It hangs.") == ""
    assert remaining(late, new, "It crashes.").startswith("it still fails: IndexError")
    assert remaining(late, late, "It hangs.") == "it still hangs"
