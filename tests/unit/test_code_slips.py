"""Code that a small LLM wrote: what the goal promises of it, and slips that running it showed."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from benches import ScriptedBench, assignment_of
from hocket import AgentCard
from hocket.agents.code.faults import (
    counted_from_nothing,
    flushed,
    imported,
    within_bounds,
    without_slips,
)
from hocket.agents.code.promises import checked_back, promised
from hocket.agents.code.ranking import Ranking, out_of_order, ranked, ranking_in
from hocket.agents.code.running import Ran
from hocket.agents.code.samples import samples_for
from hocket.agents.code.scripts import script_mended, separated
from hocket.agents.code.shape import misfits, shape_of
from hocket.agents.code.values import values_for
from hocket.agents.ways.source import BySource

SIZE = shape_of("def size(text): pass").functions
LIKE = "Write size.py with size(text): the bytes of a text like '2 kB' or \"3MB\"."
OTHERS = "Anything that isn't such a size raises a ValueError."
MOST = "It prints each word and its count, the most frequent first, equally frequent ones A to Z."
ROMAN = "Write to_ab(n) and from_ab(text), which raises ValueError if the text isn't a correct one."
FROM = "def to_ab(n): return n * 'a'\n\ndef from_ab(text):\n    n = len(text)\n    return n"


def call(code, expression):
    """What an expression gives after the code, by its representation; stderr if it raises."""
    command = [sys.executable, "-c", f"{code}\nprint(repr(({expression})))"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return ast.literal_eval(done.stdout) if done.returncode == 0 else done.stderr


def test_texts_that_a_goal_shows_are_taken_and_nonsense_is_refused():
    assert promised(f"{LIKE} {OTHERS}", SIZE, []) == [
        "assert size('2 kB') is not None",
        "assert size('3MB') is not None",
        "assert raises(ValueError, size, '?!')",
        "assert raises(ValueError, size, '2 kB?!')",
    ]


@pytest.mark.parametrize(
    "goal",
    [
        "size(text) gives a text like '2 kB'.",
        "size(text) raises ValueError for texts such as 'x'.",
        "size(text) does not take texts like 'x'.",
        "size(text) counts the words.",
    ],
)
def test_texts_that_are_results_or_refused_promise_nothing(goal):
    assert promised(goal, SIZE, []) == []


def test_function_of_several_parameters_is_promised_nothing():
    functions = shape_of("def size(text, unit): pass").functions
    assert promised(f"{LIKE} {OTHERS}", functions, []) == []


@pytest.mark.parametrize(
    ("said", "tests"),
    [
        (
            "in upper or lower case",
            ["assert size('a-B c') == size('A-B C')", "assert size('a-B c') == size('a-b c')"],
        ),
        (
            "with or without hyphens and spaces",
            ["assert size('a-B c') == size('aB c')", "assert size('a-B c') == size('a-Bc')"],
        ),
        ("in upper or lower case, and keeps it", []),
    ],
)
def test_what_makes_no_difference_is_tested_on_the_texts_of_other_tests(said, tests):
    assert (
        promised(f"size(text) takes a text {said}.", SIZE, ["assert size('a-B c') == 1"]) == tests
    )


def test_function_that_undoes_another_refuses_what_that_would_not_make():
    code = checked_back(FROM, ROMAN)
    assert call(code, "from_ab('aa')") == 2
    assert "ValueError: it is not of the right form: 'xy'" in call(code, "from_ab('xy')")


@pytest.mark.parametrize(
    ("code", "goal"),
    [
        (FROM, "Write to_ab(n) and from_ab(text)."),
        (FROM, ROMAN.replace("correct one", "correct one, in upper or lower case")),
        (
            FROM,
            "Write from_ab(text) and to_ab(n), which raises ValueError if n isn't a correct one.",
        ),
        (FROM.replace("    n =", "    if not text: return 0\n    n ="), ROMAN),
        (FROM.replace("to_ab", "into"), ROMAN),
    ],
)
def test_function_whose_right_form_is_not_certain_is_left_as_it_is(code, goal):
    assert checked_back(code, goal) == code


def test_item_is_compared_only_where_there_is_one():
    code = "def at(all, i):\n    if all[i] == 3:\n        return i\n    return -1"
    fault = "IndexError: list index out of range in line 2: if all[i] == 3:"
    mended = within_bounds(code, [fault])
    assert call(mended, "at([3], 0), at([3], 1)") == (0, -1)
    assert within_bounds(code, ["IndexError: x in line 4: return -1"]) == code
    other = code.replace("==", "!=")
    assert within_bounds(other, [fault]) == other


def test_list_that_begins_with_the_first_item_of_another_is_empty_where_that_is():
    code = "def f(spans):\n    all = [spans[0]]\n    return all + spans[1:]"
    fault = "IndexError: list index out of range in line 2: all = [spans[0]]"
    assert call(within_bounds(code, [fault]), "f([]), f([3, 4])") == ([], [3, 4])


@pytest.mark.parametrize(
    ("adding", "seen"),
    [
        ("seen[x] += 1", {"a": 2, "b": 1}),
        ("seen[x].append(x)", {"a": ["a", "a"], "b": ["b"]}),
    ],
)
def test_new_dict_is_added_to_where_it_has_no_entry(adding, seen):
    code = f"def f(xs):\n    seen = {{}}\n    for x in xs:\n        {adding}\n    return seen"
    fault = f"KeyError: 'a' in line 4: {adding}"
    assert call(counted_from_nothing(code, [fault]), "f('aba')") == seen
    given = code.replace("(xs)", "(xs, seen)").replace("    seen = {}\n", "    pass\n")
    assert counted_from_nothing(given, [fault]) == given
    assert counted_from_nothing(code, ["KeyError: 'a' in line 5: return seen"]) == code


def test_forgotten_import_is_added_behind_what_has_to_stand_first():
    faults = ["NameError: name 'time' is not defined in line 3: time.time()"]
    code = '"""What it is."""\nfrom __future__ import annotations\ntime.time()'
    assert imported(code, faults).splitlines()[2] == "import time"
    assert imported("one()", ["NameError: name 'one' is not defined"]) == "one()"


def test_empty_piece_is_not_added_where_running_it_showed_one():
    code = (
        "def lines(words):\n    all, part = [], []\n    for word in words:\n"
        "        if len(word) > 2:\n            all.append(''.join(part))\n            part = []\n"
        "        part.append(word)\n    if part:\n        all.append(''.join(part))\n    return all"
    )
    mended = without_slips(code, Ran(probes=(("['', 'abc']", ""),)))
    assert call(mended, "lines(['abc', 'd', 'efg'])") == ["abcd", "efg"]
    assert without_slips(code, Ran(probes=(("['abc']", ""),))) == code
    assert flushed(mended) == mended


@pytest.mark.parametrize(
    ("goal", "ranking"),
    [
        (MOST, Ranking(by_number=True, is_down=True, has_ties=True)),
        ("sorted by total, smallest first", Ranking(by_number=True, is_down=False)),
        ("in alphabetical order", Ranking(by_number=False, is_down=False)),
        ("It prints each word and its count, the longest words first.", None),
        ("It prints each name and its place.", None),
    ],
)
def test_order_of_lines_is_that_of_the_goal(goal, ranking):
    assert ranking_in(goal) == ranking


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("b 2\na 2", "equal ones are to be in alphabetical order"),
        ("a 1\nb 2", "the goal wants the largest first"),
        ("Ab 2\nab 2\nb 2", ""),
        ("B 2\na 2", ""),
        ("Words by count:\nb 2\na 2", ""),
    ],
)
def test_lines_in_another_order_are_told(printed, says):
    assert says in out_of_order(MOST, printed)
    assert bool(says) is bool(out_of_order(MOST, printed))


@pytest.mark.parametrize(
    "sorting",
    [
        "counts.most_common()",
        "sorted(counts.items(), key=lambda one: one[1], reverse=True)",
        "sorted(counts.items(), key=lambda one: (one[1], one[0]), reverse=True)",
        "sorted(counts.items(), key=operator.itemgetter(1), reverse=True)",
        "[(w, counts[w]) for w in sorted(counts, key=counts.get, reverse=True)]",
    ],
)
def test_script_in_another_order_is_sorted_as_the_goal_says(sorting):
    code = (
        "import operator\nfrom collections import Counter\ncounts = Counter('baac')\n"
        f"found = {sorting}"
    )
    mended = script_mended(code, MOST, [("a 2\nc 1\nb 1", "")])
    assert call(mended, "found") == [("a", 2), ("b", 1), ("c", 1)]
    assert script_mended(code, MOST, [("a 2\nb 1\nc 1", "")]) == code


def test_sorting_of_other_things_is_left_as_it_is():
    code = "numbers.sort()\nwords = sorted(words, key=len)"
    assert ranked(code, MOST) == code


@pytest.mark.parametrize(
    "line",
    ["f'{word}: {n}'", "'{}: {}'.format(word, n)", "'%s: %d' % (word, n)", "word + ': ' + n"],
)
def test_mark_between_the_parts_of_a_line_is_that_of_the_goal(line):
    mended = separated(f"print({line})", " ", ["tree: 3"])
    assert ":" not in mended
    assert separated(f"print({line})", "", ["tree: 3"]) == f"print({line})"
    assert separated(f"print({line})", " ", ["tree: 3\nsum"]) == f"print({line})"


def test_code_that_takes_other_arguments_than_the_goal_writes_does_not_fit():
    goal = "Write a class Pile(size) with put(item)."
    code = "class Pile:\n    def __init__(self): self.all = []\n    def put(self, item): pass"
    assert misfits(goal, code) == ["Pile(size) is asked for, not Pile()"]
    assert misfits(goal, code.replace("Pile:", "Pile(Base):")) == []
    assert misfits(goal, code.replace("(self):", "(self, size, more=1):")) == []
    assert misfits(goal, code.replace("(self):", "(self, *more):")) == []


@pytest.mark.parametrize("goal", ["reads lines like Eve,12", "reads names and their points in csv"])
def test_samples_have_lines_with_equal_numbers_that_are_not_in_order(goal):
    last = [line.split(",") for line in samples_for(f"{goal} from standard input")[-1].split()]
    texts, numbers = zip(*last, strict=True)
    assert len(set(numbers)) < len(numbers)
    assert list(texts) != sorted(texts)


async def test_script_is_handed_over_in_the_order_and_form_of_the_goal(tmp_path):
    code = (
        "import sys\nfrom collections import Counter\n"
        "for word, n in Counter(sys.stdin.read().split()).most_common():\n"
        "    print(f'{word}: {n}')"
    )
    goal = f"Write count.py, which reads a text from stdin. {MOST} It prints lines like 'tree 3'."
    bench = ScriptedBench(tmp_path, *[f"```python\n{code}\n```"] * 4)
    await BySource().work(assignment_of(goal, "code", "count.py"), bench, AgentCard(name="any"))
    handed = bench.contents["count.py"].decode()
    assert "key=lambda pair: (-pair[1], pair[0])" in handed
    assert "{word} {n}" in handed


async def test_class_with_another_constructor_is_corrected(tmp_path):
    goal = "Write pile.py with a class Pile(size) that has put(item)."
    code = "class Pile:\n    def __init__(self{}):\n        self.all = []\n"
    code += "    def put(self, item):\n        self.all.append(item)\n        return len(self.all)"
    wrong, right = (f"```python\n{code.format(more)}\n```" for more in ("", ", size"))
    tests = "```python\np = Pile(2); assert p.put(1) == 1\n```"
    bench = ScriptedBench(tmp_path, wrong, tests, right, right, right)
    await BySource().work(assignment_of(goal, "code", "pile.py"), bench, AgentCard(name="any"))
    assert "Pile(size) is asked for, not Pile()" in bench.prompts[2]
    assert "__init__(self, size)" in bench.contents["pile.py"].decode()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("def f(isbn): return isbn.replace('-', '')", str),
        ("def f(isbn): return str(isbn).replace('-', '')", int),
        ("def f(isbn):\n    isbn.sort()\n    return isbn", list),
        ("def f(numbers): return numbers.split(',')", str),
        ("def f(date): return date.split('-')", str),
        ("def f(isbn): return isbn.count(1)", int),
    ],
)
def test_values_are_of_the_kind_whose_methods_the_code_calls(code, kind):
    values = values_for(shape_of(code).functions[0].required[0])
    assert {type(ast.literal_eval(one)) for one in values} == {kind}
    assert all("-" in one for one in values) is ("date" in code)


def test_texts_are_promised_to_a_function_whose_code_takes_them():
    functions = shape_of("def f(isbn): return isbn.isdigit()").functions
    goal = "f(isbn): whether a text is right, with or without hyphens."
    tests = promised(goal, functions, ["assert f('1-2')"])
    assert tests == ["assert f('1-2') == f('12')"]


@pytest.mark.parametrize(
    "code",
    [
        "for a in b: out.append(p)\nif p: out.append(p)",
        "for a in b:\n    x = 1; out.append(p)\nif p: out.append(p)",
    ],
)
def test_piece_added_behind_something_else_on_its_line_stays(code):
    assert flushed(code) == code


@pytest.mark.parametrize("value", ["'x'", "(1,)", "[one for one in w]", "f'{w}'"])
def test_what_is_no_number_is_not_added_to_zero(value):
    code = f"d = {{}}\nfor w in ws:\n    d[w] += {value}"
    assert counted_from_nothing(code, ["KeyError: 'a' in line 3: d[w]"]) == code


def test_error_that_the_goal_asks_for_is_no_slip():
    code = "accounts = {}\ndef pay(name, n):\n    accounts[name] += n"
    ran = Ran(faults=(("pay('x', 1)", "KeyError: 'x' in line 3: accounts[name] += n"),))
    assert without_slips(code, ran, "pay(name, n) raises KeyError for an unknown name.") == code
    assert without_slips(code, ran, "pay(name, n) adds to the amount of a name.") != code
